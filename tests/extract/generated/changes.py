"""Changes of a text after which its figures are known from those before: nothing changes, or one value does."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from functools import cache
from itertools import pairwise

from metrics.extract import Figure, Known, read
from tests.extract.generated.gold import Article
from tests.extract.generated.vocabulary import PLAIN

# the end of a sentence: after a word or a number, before a capital letter; not after an abbreviation such as T.P
END = re.compile(r"(?<=[\w)%][\w)%][.!?])\s+(?=[^\W\d_a-zà-ỹđ])")
# a number that stands alone, neither a part of a date, a term, a fraction nor of a document's name
ALONE = r"(?<![\d.,/–-]){}(?![\d/–-]|[.,]\d|%|-)"
STRANGERS = (
    "Cùng ngày, tại Điện Biên, Đảng bộ tỉnh Điện Biên trao Huy hiệu Đảng cho 88 đảng viên.",
    "Trước đó, năm 2008, Đảng bộ tỉnh Sóc Trăng kết nạp 1.907 đảng viên.",
    "Ở Kon Tum, Đảng bộ tỉnh Kon Tum hiện có 31.470 đảng viên.",
    "Trao đổi với phóng viên, một bí thư chi bộ ở Điện Biên cho biết nơi này từng khó tìm người kế tục.",
)

Slots = tuple[object, ...]


def slots(figure: Figure) -> Slots:
    """What a figure states, without where and how surely it was read."""
    return astuple(replace(figure, quote="", line=0, start=0, end=0, confidence=0, rule="", note=""))


def kept(found: Sequence[Figure], wanted: Sequence[Figure]) -> bool:
    return [slots(one) for one in found] == [slots(one) for one in wanted]


@cache
def figures_of(article: Article, known: Known) -> tuple[Figure, ...]:
    """What is read in a text as it stands; every change of it is held against the same reading."""
    return read(article.text, known, **article.hints).figures


def sentences(text: str) -> list[str]:
    """The sentences with the blanks after them; joined they are the text."""
    cuts = [0, *(found.end() for found in END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def between(text: str, chance: random.Random) -> str:
    """A harmless sentence before one of the text's own, the first included."""
    parts = sentences(text)
    place = chance.randrange(len(parts))
    return "".join([*parts[:place], chance.choice(PLAIN), " ", *parts[place:]])


def after(text: str, chance: random.Random) -> str:
    return f"{text} {chance.choice(PLAIN)}"


def without_points(text: str, chance: random.Random) -> str:
    """1.234 as 1234."""
    return re.sub(r"(?<![\d.])([1-9]\d{0,2})\.(\d{3})(?![\d.])", r"\1\2", text)


def dashes(text: str, chance: random.Random) -> str:
    """The short dash for the long one, or the other way round, between numbers."""
    if "–" in text:
        return text.replace("–", "-")
    return re.sub(r"(?<=\d)( ?)-( ?)(?=\d)", r"\1–\2", text)


def decomposed(text: str, chance: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def capitals(text: str, chance: random.Random) -> str:
    """The Party with a capital letter, as many newspapers write it."""
    return re.sub(r"\bđảng(?= viên\b)|(?<=tổ chức )đảng\b|(?<=tổ chức cơ sở )đảng\b", "Đảng", text)


def blanks(text: str, chance: random.Random) -> str:
    return text.replace(" ", "  ")


def quotes(text: str, chance: random.Random) -> str:
    """Straight quotes for curly ones; quotes around what is often quoted."""
    text = text.replace("“", '"').replace("”", '"')
    return re.sub(r'(?<!")(trong sạch, vững mạnh|hoàn thành xuất sắc nhiệm vụ)(?!")', r"“\1”", text)


# what must leave every figure as it was
HARMLESS: tuple[Callable[[str, random.Random], str], ...] = (
    between,
    after,
    without_points,
    dashes,
    decomposed,
    capitals,
    blanks,
    quotes,
)


def holds(change: Callable[[str, random.Random], str], article: Article, known: Known) -> bool:
    """Whether the figures are the same after the change."""
    changed = change(article.text, random.Random(article.name))
    return changed == article.text or kept(read(changed, known, **article.hints).figures, figures_of(article, known))


def one_number(article: Article, known: Known) -> bool:
    """One number is changed: only its figures change, and only their values."""
    before = figures_of(article, known)
    chance = random.Random(article.name)
    chosen = [one for one in before if one.value == int(one.value) >= 11 and one.unit != "percent" and one.denominator is None]
    chance.shuffle(chosen)
    for one in chosen:
        old = int(abs(one.value))
        shown = f"{old:,}".replace(",", ".")
        places = list(re.finditer(ALONE.format(re.escape(shown)), article.text))
        if len(places) != 1 or str(old) in (other.period[:4] for other in before):
            continue
        new = old - 1 if old % 10 == 9 or old % 10 == 1 else old + 1
        changed = article.text[: places[0].start()] + f"{new:,}".replace(",", ".") + article.text[places[0].end() :]
        sign = 1 if one.value > 0 else -1
        wanted = [
            replace(other, value=float(sign * new)) if other.value == one.value and other.unit == one.unit else other
            for other in before
        ]
        return kept(read(changed, known, **article.hints).figures, wanted)
    return True


def stranger_last(article: Article, known: Known) -> bool:
    """A sentence about another province's body at the end changes nothing before it."""
    before = figures_of(article, known)
    changed = f"{article.text} {random.Random(article.name).choice(STRANGERS)}"
    found = read(changed, known, **article.hints)
    return kept([one for one in found.figures if one.start < len(article.text)], before)


def last_removed(article: Article, known: Known) -> bool:
    """The last sentence removed changes nothing before it."""
    parts = sentences(article.text)
    text = "".join(parts[:-1])
    if not text:
        return True
    before = [one for one in figures_of(article, known) if one.start < len(text)]
    return kept(read(text, known, **article.hints).figures, before)


def named_body(article: Article, known: Known) -> bool:
    """What a text tells of a body that it names is never given to the body that the text is about."""
    own = Counter(one.value for one in article.figures if one.organization == article.organization)
    others = Counter(one.value for one in article.figures if one.organization != article.organization)
    found = figures_of(article, known)
    given = Counter(one.value for one in found if one.organization == article.organization)
    return not any(given[value] > own[value] for value in others)


# what must leave the figures before the end as they were, change one value, or is true of the text as it stands
OTHERS: tuple[Callable[[Article, Known], bool], ...] = (one_number, stranger_last, last_removed, named_body)


def self_contained(article: Article) -> bool:
    """Whether the text needs no day of publication to be understood."""
    return not article.published and bool(article.figures) and all(one.period for one in article.figures)


def paragraphs_swapped(first: Article, second: Article, known: Known) -> bool:
    """Two paragraphs of one article, each with its own body and period: their order changes no figure."""
    counted = [
        Counter(slots(one) for one in read(f"{a.text}\n\n{b.text}", known, **first.hints).figures)
        for a, b in ((first, second), (second, first))
    ]
    return counted[0] == counted[1]


def pairs(articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Neighbours among the self-contained texts of each body."""
    by_body: dict[str, list[Article]] = {}
    for one in filter(self_contained, articles):
        by_body.setdefault(one.organization, []).append(one)
    return [pair for texts in by_body.values() for pair in zip(texts[::2], texts[1::2], strict=False)]
