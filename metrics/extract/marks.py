"""A sentence as marks in their order: amounts, counted nouns, acts, slices, bodies, who acts, periods and cues."""

from __future__ import annotations

from typing import Any, NamedTuple

from metrics.extract.amounts import UNITS, Amount, amount_at, words_at
from metrics.extract.bodies import FIRST_WORDS, SMALL_FIRST_WORDS, Gazetteer, Mention, mention_at
from metrics.extract.lexicon import LEXICON, word_at
from metrics.extract.periods import COUNTS, WORD_DATE, Stretch, may_begin, stretch_at
from metrics.extract.text import Sentence, word_set

# words before a number that make it a name, not a count: số 5, điều 30, khóa 12, Nghị quyết 39
NAMED_BEFORE = word_set(
    "số điều khoản mục chương trang bài kỳ khóa khoá quận phường tổ thôn ấp khu đường lộ tầng loại mẫu biểu cấp lần covid ương"
)
NAMED_BY_TWO = frozenset(
    {"nghị quyết", "chỉ thị", "quyết định", "quy định", "kết luận", "hướng dẫn", "thông tư", "nghị định", "quốc lộ", "giai đoạn"}
)
# what no figure counts: times, money, ages, levels
NOT_COUNTED = word_set("cấp năm tuổi tháng ngày giờ phút h tỷ tỉ km ha kg m lần khâu quý thế thập ngành nước")
# words that mean something else after these: ứng cử, ghi nhận
COMPOUND = {"cử": word_set("ứng đề bầu tái trúng"), "nhận": word_set("xác ghi chứng đảm thừa nhìn đón"), "tặng": word_set("truy")}
HIDDEN_NOW = word_set("thực thể phát biểu xuất tái hữu")
# act of a body: who inspects or disciplines, and at which level
LEVELS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("các", "cấp"), "all"),
    (("hai", "cấp"), "two_levels"),
    (("2", "cấp"), "two_levels"),
    (("02", "cấp"), "two_levels"),
    (("tỉnh", "ủy"), "province"),
    (("cấp", "tỉnh"), "province"),
    (("thành", "ủy"), "city"),
    (("huyện", "ủy"), "district"),
    (("quận", "ủy"), "district"),
    (("thị", "ủy"), "district"),
    (("cấp", "huyện"), "district"),
    (("ở", "cấp", "huyện"), "district"),
    (("huyện",), "district"),
    (("đảng", "ủy", "khối"), "bloc"),
    (("khối",), "bloc"),
    (("đảng", "ủy", "cơ", "sở"), "grassroots"),
    (("cơ", "sở"), "grassroots"),
    (("đảng", "ủy", "các", "cấp"), "all"),
    (("đảng", "ủy"), "own"),
)


class Actor(NamedTuple):
    """Who inspects, supervises or disciplines: committee, commission or both, and the level, if the words tell."""

    body: str
    level: str = ""


class Mark(NamedTuple):
    """A stretch of tokens that means something; `kind` tells which of the fields is filled."""

    kind: str
    first: int
    last: int
    code: str = ""
    dimension: str = ""
    amount: Amount | None = None
    stretch: Stretch | None = None
    mention: Mention | None = None
    actor: Actor | None = None


ACTOR_HEADS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("cấp", "ủy", ",", "tổ", "chức", "đảng"), "committee"),
    (("cấp", "ủy"), "committee"),
    (("tỉnh", "ủy"), "committee"),
    (("huyện", "ủy"), "committee"),
    (("quận", "ủy"), "committee"),
    (("thị", "ủy"), "committee"),
    (("thành", "ủy"), "committee"),
    (("đảng", "ủy", "các", "cấp"), "committee"),
    (("ban", "thường", "vụ"), "committee"),
    (("btv",), "committee"),
    (("ủy", "ban", "kiểm", "tra"), "commission"),
    (("ubkt",), "commission"),
)
ACTORS: dict[str, list[tuple[list[str], str]]] = {}
for _words, _body in ACTOR_HEADS:
    ACTORS.setdefault(_words[0], []).append((list(_words), _body))
CITY_COMMITTEES = {"thành": "tp", "huyện": "huyen", "quận": "quan", "thị": "tx"}
# words that announce a person: a name after a body's is his or hers
TITLES = word_set("thư tịch đốc trưởng chánh phó ông bà chí viên nhiệm")
DATE_STARTS = frozenset({*WORD_DATE, *COUNTS})
SPECIAL_STARTS = frozenset({*DATE_STARTS, *FIRST_WORDS, *UNITS, *ACTORS, "mười", "hàng", "không"})
# first words that begin nothing but phrases of the lexicon, each with the words that may follow it
PLAIN_STARTS: dict[str, dict[str, Any]] = {
    word: node for word, node in LEXICON.items() if word not in SPECIAL_STARTS and not word.isdigit()
}
STOPS = frozenset(";()[]")
STARTS = SPECIAL_STARTS | LEXICON.keys() | STOPS
DIGITS = frozenset("0123456789")
LEVELS_BY_FIRST_WORD: dict[str, list[tuple[list[str], str]]] = {}
for _level, _code in LEVELS:
    LEVELS_BY_FIRST_WORD.setdefault(_level[0], []).append((list(_level), _code))


def marks_of(text: str, folded: str, sentence: Sentence, year: str, gazetteer: Gazetteer) -> list[Mark]:
    """Everything that means something in a sentence, from left to right; `year` serves days that name none."""
    words, starts, ends = sentence
    found: list[Mark] = []
    past, count, end = 0, len(words), ends[-1]
    for i in [i for i, word in enumerate(words) if word in STARTS or word[0] in DIGITS]:
        if i < past:
            continue
        word = words[i]
        if word in STOPS:
            found.append(Mark("stop", i, i + 1, word))
            continue
        after = words[i + 1] if i + 1 < count else ""
        node = PLAIN_STARTS.get(word)
        if node is not None and after not in node and "" not in node:
            continue
        if i and words[i - 1] in COMPOUND.get(word, ()):
            continue
        digit = word[0] in DIGITS
        before = words[i - 1] if i else ""
        mark = None
        if (digit or word in DATE_STARTS) and may_begin(word, after):
            mark = _period(folded, words, starts, i, before, end, year)
        if mark is None:
            mark = (
                _number(text, words, starts, ends, i, before, found)
                if digit
                else _word(text, words, starts, ends, i, found, gazetteer)
            )
        if mark is not None:
            found.append(mark)
            past = mark.last
    return found


def _period(folded: str, words: list[str], starts: list[int], i: int, before: str, end: int, year: str) -> Mark | None:
    if words[i] == "hiện" and before in HIDDEN_NOW:
        return None
    read = stretch_at(folded, starts[i], end, words[i], before, year)
    if read is None:
        return None
    stretch, stop = read
    last = i + 1
    while last < len(words) and starts[last] < stop:
        last += 1
    if stretch.kind == "year" and words[i][0].isdigit() and _counted(words, last):
        return None
    if stretch.kind == "past" and last < len(words) and words[last] == "đảng":
        return None
    return Mark("period", i, last, stretch=stretch)


def _counted(words: list[str], i: int) -> bool:
    """Whether a counted noun begins at a token."""
    if i >= len(words):
        return False
    read = word_at(words, i)
    return read is not None and read[0].kind in ("noun", "slice") and words[i] not in ("nghị", "kết", "hoàn", "chỉ")


def _number(text: str, words: list[str], starts: list[int], ends: list[int], i: int, before: str, found: list[Mark]) -> Mark | None:
    if (
        i
        and ends[i - 1] == starts[i]
        and (
            words[i - 1].isalpha() or (words[i - 1] in "-_." and i > 1 and ends[i - 2] == starts[i - 1] and words[i - 2].isalpha())
        )
    ):
        # a letter or a hyphen clings to it: Covid-19, T4
        return Mark("name", i, i + 1)
    last = i + 1
    if (
        last + 1 < len(words)
        and words[last] in "-/_"
        and ends[i] == starts[last]
        and text[starts[last + 1]].isupper()
        and words[last + 1][0].isalpha()
    ):
        # a document: 907-QĐ/TU
        while last < len(words) and starts[last] == ends[last - 1]:
            last += 1
        return Mark("name", i, last, "document")
    amount = amount_at(words, starts, ends, i)
    if amount is None:
        return Mark("name", i, i + 1)
    after = words[amount.last] if amount.last < len(words) else ""
    if not amount.percent:
        labelled = bool(found) and found[-1].kind == "slice" and found[-1].last == i
        named = (before in NAMED_BEFORE and not labelled and not (before == "kỳ" and text[starts[i - 1]].isupper())) or (
            i > 1 and f"{words[i - 2]} {before}" in NAMED_BY_TWO
        )
        if (
            named
            and amount.of is None
            and not (before == "số" and i > 1 and words[i - 2] in ("tổng", "con", "điểm"))
            and not _counted(words, amount.last)
        ):
            return Mark("name", i, i + 1)
        if (after in NOT_COUNTED and words[amount.last : amount.last + 2] != ["cấp", "ủy"]) or (
            after == "đồng" and words[amount.last + 1 : amount.last + 2] not in (["chí"], ["bào"])
        ):
            return Mark("name", i, amount.last)
    return Mark("amount", amount.first, amount.last, amount=amount)


def _word(
    text: str, words: list[str], starts: list[int], ends: list[int], i: int, found: list[Mark], gazetteer: Gazetteer
) -> Mark | None:
    word = words[i]
    counted_here = bool(found) and found[-1].kind == "amount" and found[-1].last == i
    if word in UNITS or word in ("mười", "hàng"):
        amount = words_at(words, i)
        if amount is not None and _counted_in_words(words, amount) and not counted_here:
            return Mark("amount", amount.first, amount.last, amount=amount)
    best: Mark | None = None
    entry = word_at(words, i)
    if entry is not None:
        meaning, last = entry
        best = Mark(meaning.kind, i, last, meaning.code, meaning.dimension)
    if word in PLAIN_STARTS:
        return best
    if word == "không":
        return best or _none_of(words, i)
    for head, body in ACTORS.get(word, ()):
        if words[i : i + len(head)] == head and not counted_here:
            last = i + len(head)
            actor, last = _actor(words, i, last, body, found)
            if best is None or last >= best.last or best.kind == "committee":
                code = best.code if best is not None and best.kind == "committee" else ""
                best = Mark("actor", i, max(last, best.last if best else 0), code, actor=actor)
            break
    titled = i > 0 and words[i - 1] in TITLES and not text[starts[i]].islower()
    if word in FIRST_WORDS and not titled and (text[starts[i]].isupper() or (word in SMALL_FIRST_WORDS and not counted_here)):
        named = mention_at(text, words, starts, i, gazetteer)
        if named is not None and (
            best is None or named[1] > best.last or (named[1] == best.last and not counted_here and best.kind == "noun")
        ):
            best = Mark("body", i, named[1], mention=named[0])
    if best is not None and best.kind == "actor" and word in CITY_COMMITTEES and best.last == i + 2:
        return best if titled else _named_committee(text, words, starts, best)
    return best


def _none_of(words: list[str], i: int) -> Mark | None:
    """`không chi bộ nào`: there is none of what is counted."""
    entry = word_at(words, i + 1) if i + 1 < len(words) else None
    none = entry is not None and entry[0].kind == "noun" and words[entry[1] : entry[1] + 1] == ["nào"]
    return Mark("cue", i, i + 1, "none") if none else None


def _named_committee(text: str, words: list[str], starts: list[int], mark: Mark) -> Mark:
    """`Thành ủy Hà Tĩnh`, `Huyện ủy Trấn Yên`: a committee that acts, and the body that it leads."""
    last = mark.last
    while last < len(words) and last < mark.last + 4 and text[starts[last]].isupper():
        last += 1
    if last == mark.last:
        return mark
    name = text[starts[mark.last] : starts[last - 1] + len(words[last - 1])]
    return Mark("body", mark.first, last, mention=Mention("area", name, CITY_COMMITTEES[words[mark.first]]), actor=mark.actor)


def _counted_in_words(words: list[str], amount: Amount) -> bool:
    """A number word counts only right before a counted noun; `một` is mostly an article."""
    if amount.value == 1 and amount.qualifier == "eq":
        return False
    last = amount.last + (1 if words[amount.last : amount.last + 1] == ["lượt"] else 0)
    if not _counted(words, last) or words[last] in ("trên", "trong", "bồi"):
        return False
    return not (amount.number and words[amount.number - 1] in ("thứ", "khóa", "lần", "tháng", "số"))


def _actor(words: list[str], first: int, last: int, body: str, found: list[Mark]) -> tuple[Actor, int]:
    """The level named after (or in) the words that name who acts."""
    level = ""
    own = " ".join(words[first:last])
    if words[last : last + 1] == ["từ"] and ["đến", "cơ", "sở"] in [
        words[i : i + 3] for i in range(last, min(last + 14, len(words)))
    ]:
        return Actor(body, "all"), last
    for name, code in (
        ("tỉnh ủy", "province"),
        ("huyện ủy", "district"),
        ("quận ủy", "district"),
        ("thị ủy", "district"),
        ("thành ủy", "city"),
        ("các cấp", "all"),
    ):
        if name in own:
            level = code
    if not level:
        for after, code in LEVELS_BY_FIRST_WORD.get(words[last], ()) if last < len(words) else ():
            if words[last : last + len(after)] == after:
                level = code
                if code not in ("bloc", "own", "city", "district"):
                    last += len(after)
                break
    before = found[-1] if found else None
    if body == "commission" and before is not None and before.kind == "actor" and before.actor and before.actor.body == "committee":
        between = words[before.last : first]
        if between in (["và"], [","], ["-"], ["và", "các"]):
            body = "both"
            level = level or before.actor.level
    if body == "committee" and words[last : last + 3] == ["và", "ubkt", "các"]:
        level = "all"
    return Actor(body, level), last
