"""A sentence as marks in their order: amounts, counted nouns, acts, slices, bodies, who acts, periods and cues."""

from __future__ import annotations

from typing import Any, NamedTuple

from metrics.extract.amounts import DASHES, UNITS, Amount, amount_at, words_at
from metrics.extract.bodies import FIRST_WORDS, SMALL_FIRST_WORDS, Gazetteer, Mention, mention_at
from metrics.extract.committees import STARTS as OFFICES
from metrics.extract.committees import Actor, Office, office_at
from metrics.extract.lexicon import LEXICON, Word, word_at
from metrics.extract.moments import COUNTS, READERS
from metrics.extract.periods import Stretch, may_begin, stretch_at, year_like
from metrics.extract.text import Sentence, word_set
from metrics.extract.values import replaced_often

# words before a number that make it a name, not a count: số 5, điều 30, khóa 12, Nghị quyết 39
NAMED_BEFORE = word_set(
    "số điều khoản mục chương trang bài kỳ khóa khoá quận phường tổ thôn ấp khu đường lộ tầng loại mẫu biểu cấp lần đợt covid ương"
)
NAMED_BY_TWO = frozenset(
    {"nghị quyết", "chỉ thị", "quyết định", "quy định", "kết luận", "hướng dẫn", "thông tư", "nghị định", "quốc lộ", "giai đoạn"}
)
# what no figure counts: times, money, ages, levels
NOT_COUNTED = word_set("cấp năm tuổi tháng ngày giờ phút h tỷ tỉ km ha kg m lần khâu quý thế thập ngành nước")
# words before a number with which it is none of years: `tăng từ 4.012 năm 2015 lên 5.120 năm 2020`
REACHED = word_set("từ lên còn là đạt được")
# what names a body or a person, and counts them right after a number: 12 đảng ủy, 2 bí thư
COUNTED_TOO = {"đảng ủy": "committee", "bí thư": "committee_member"}
# words that mean something else before these: nhận thức, chuyển biến
COMPOUND_WITH = {
    "nhận": word_set("thức định xét thấy rõ diện biết lãnh"),
    "chuyển": word_set("biến đổi dịch hóa tải hướng"),
    "cử": word_set("tri chỉ động"),
    "nhập": word_set("cuộc khẩu siêu học ngũ"),
    "bầu": word_set("không khí"),
}
# words that mean something else after these: ứng cử, ghi nhận
COMPOUND = {
    "cử": word_set("ứng đề bầu tái trúng"),
    "nhận": word_set("xác ghi chứng đảm thừa nhìn đón cảm"),
    "tặng": word_set("truy"),
    **dict.fromkeys(("kiểm", "giám"), word_set("đoàn tổ")),
    "học": word_set("theo"),
    "chuyển": word_set("luân vận biến dịch uyển"),
}


@replaced_often
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


# how many words stand between a number and the group that it counts
GROUP_AT = 3
# words that announce a person: a name after a body's is his or hers
TITLES = word_set("thư tịch đốc trưởng chánh phó ông bà chí viên nhiệm")
# what may stand between two that act together, and words before the first that make it no actor
JOINING = frozenset({"và", ",", "-", "cùng", "với", "các", "chi", "bộ"})
OBLIQUE = word_set("của theo với về từ cho đến tới trong thuộc")
# `dự kiến`, `sẽ`
EXPECTED = Word("cue", "planned")
# what ends an item of a list
ITEM_ENDS = frozenset({",", ";", ")", ".", "và"})
DATE_STARTS = frozenset({*READERS, *COUNTS})
SPECIAL_STARTS = frozenset({*DATE_STARTS, *FIRST_WORDS, *UNITS, *OFFICES, "mười", "hàng", "không"})
# first words that begin nothing but phrases of the lexicon, each with the words that may follow it
PLAIN_STARTS: dict[str, dict[str, Any]] = {
    word: node for word, node in LEXICON.items() if word not in SPECIAL_STARTS and not word.isdigit()
}
STOPS = frozenset(";()[]")
STARTS = SPECIAL_STARTS | LEXICON.keys() | STOPS
DIGITS = frozenset("0123456789")


def marks_of(text: str, sentence: Sentence, gazetteer: Gazetteer) -> list[Mark]:
    """Everything that means something in a sentence, from left to right."""
    words, starts, ends = sentence
    found: list[Mark] = []
    past, count = 0, len(words)
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
        if (i and words[i - 1] in COMPOUND.get(word, ())) or after in COMPOUND_WITH.get(word, ()):
            continue
        digit = word[0] in DIGITS
        before = words[i - 1] if i else ""
        mark = None
        if (digit or word in DATE_STARTS) and may_begin(word, after):
            mark = _period(words, i, past)
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


def _period(words: list[str], i: int, past: int) -> Mark | None:
    read = stretch_at(words, i, past)
    if read is None:
        return None
    stretch, first, last = read
    if stretch.kind == "year" and words[i][0].isdigit() and _counted(words, last):
        return None
    if stretch.kind == "day" and stretch.code[:1] == "-" and _is_range(words[i:last]) and _counted(words, last):
        # `kết nạp từ 10-12 đảng viên`: no tenth of December
        return None
    return Mark("period", first, last, stretch=stretch)


def _is_range(said: list[str]) -> bool:
    """`10 - 12`, `từ 10 - 12`: two numbers and a dash."""
    bare = said[said[0] == "từ" :]
    return len(bare) == 3 and bare[0].isdigit() and bare[1] in DASHES and bare[2].isdigit()


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
    if amount is None or _is_footnote(words, starts, ends, i, found):
        return Mark("name", i, i + 1)
    after = words[amount.last] if amount.last < len(words) else ""
    if words[max(0, i - 2) : i] == ["chi", "bộ"] and amount.of is None and not amount.percent and not _counted(words, amount.last):
        # a cell's name: Chi bộ 1
        return Mark("name", i, i + 1)
    if not amount.percent:
        labelled = bool(found) and found[-1].kind == "slice" and found[-1].last == i
        named = (before in NAMED_BEFORE and not labelled and not (before == "kỳ" and text[starts[i - 1]].isupper())) or (
            i > 1 and f"{words[i - 2]} {before}" in NAMED_BY_TWO
        )
        if (
            named
            and amount.of is None
            and not (before == "số" and i > 1 and words[i - 2] in ("tổng", "con", "điểm"))
            and words[max(0, i - 2) : i] != ["cùng", "kỳ"]
            and not _counted(words, amount.last)
        ):
            return Mark("name", i, i + 1)
        dated = after == "năm" and before in REACHED and year_like((words[amount.last + 1 : amount.last + 2] or [""])[0])
        if (after in NOT_COUNTED and words[amount.last : amount.last + 2] != ["cấp", "ủy"] and not dated) or (
            after == "đồng" and words[amount.last + 1 : amount.last + 2] not in (["chí"], ["bào"])
        ):
            return Mark("name", i, amount.last, "measure")
    return Mark("amount", amount.first, amount.last, amount=amount)


def _is_footnote(words: list[str], starts: list[int], ends: list[int], i: int, found: list[Mark]) -> bool:
    """`46.555 đảng viên là người dân tộc thiểu số(4).`: a bracket that clings to the word before it, behind what was counted."""
    if not 1 < i < len(words) - 1 or words[i - 1] != "(" or words[i + 1] != ")" or not (words[i].isdigit() and len(words[i]) < 3):
        return False
    if starts[i - 1] != ends[i - 2]:
        return False
    group = next((one for one in found if one.last == i - 1 and one.dimension == "group"), None)
    if group is None:
        return False
    counted = next((one for one in reversed(found) if one.amount is not None), None)
    between = words[counted.last : group.first] if counted is not None else [":"]
    return len(between) <= GROUP_AT and all(word.isalpha() for word in between)


def _word(
    text: str, words: list[str], starts: list[int], ends: list[int], i: int, found: list[Mark], gazetteer: Gazetteer
) -> Mark | None:
    word = words[i]
    counted_here = bool(found) and found[-1].kind == "amount" and found[-1].last == i
    if word in UNITS or word in ("mười", "hàng"):
        amount = words_at(words, i)
        if amount is not None and (_counted_in_words(words, amount) or _labelled(words, amount, found)) and not counted_here:
            return Mark("amount", amount.first, amount.last, amount=amount)
    best: Mark | None = None
    entry = word_at(words, i)
    counted_too = counted_here and (entry is None or entry[1] <= i + 2) and words[i + 2 : i + 3] != ["viên"]
    if counted_too and (code := COUNTED_TOO.get(" ".join(words[i : i + 2]))):
        return Mark("noun", i, _past_areas(text, words, starts, i + 2), code)
    if (
        entry is not None
        and words[i : entry[1]] in (["phát", "triển"], ["lập"], ["ra", "đời"])
        and not _admits_some(words, entry[1])
    ):
        return None
    if entry is not None:
        meaning, last = _expecting(words, i, entry)
        best = Mark(meaning.kind, i, last, meaning.code, meaning.dimension)
    if word in PLAIN_STARTS:
        return best
    if word == "không":
        return best or _none_of(words, i)
    titled = i > 0 and words[i - 1] in TITLES and not text[starts[i]].islower()
    office = office_at(text, words, starts, i, gazetteer) if word in OFFICES and not counted_here else None
    if office is not None and _is_title(words, i, office):
        # a person's, of a body that is named by it
        return Mark("body", i, office.last, mention=office.mention) if office.mention and office.mention.name else best
    if office is not None and (best is None or office.last >= best.last or best.kind == "committee"):
        return _acting(words, i, office, best, found, titled)
    if word in FIRST_WORDS and not titled and (text[starts[i]].isupper() or (word in SMALL_FIRST_WORDS and not counted_here)):
        named = mention_at(text, words, starts, i, gazetteer)
        if named is not None and (
            best is None or named[1] > best.last or (named[1] == best.last and not counted_here and best.kind == "noun")
        ):
            best = Mark("body", i, named[1], mention=named[0])
    return best


def _expecting(words: list[str], i: int, entry: tuple[Word, int]) -> tuple[Word, int]:
    """`dự kiến cả năm kết nạp 1.250 đảng viên` is what is expected; `đạt 53% dự kiến cả năm` what was set."""
    meaning, last = entry
    if meaning.code != "plan" or words[i] != "dự" or last == len(words) or words[max(0, i - 1)] == "%":
        return entry
    following = word_at(words, last)
    acted = following is not None and (following[0].kind == "act" or following[0].code == EXPECTED.code)
    return (EXPECTED, i + 2) if acted else entry


def _past_areas(text: str, words: list[str], starts: list[int], i: int) -> int:
    """Where `2 đảng ủy xã, phường` ends: the kind of areas that they lead; where a name follows, the area is that name's."""
    last = at = i
    while at < len(words) and words[at] in ("xã", "phường"):
        last = at + 1
        at = last + (words[last : last + 1] in ([","], ["và"]))
    named = last < len(words) and text[starts[last]].isupper()
    return i if named else last


def _is_title(words: list[str], i: int, office: Office) -> bool:
    """Whether a committee is only a part of a person's office: `bí thư huyện ủy`, `ủy viên ban thường vụ`, `tỉnh ủy viên`."""
    titled = words[max(0, i - 2) : i] in (["bí", "thư"], ["ủy", "viên"], ["chủ", "nhiệm"]) and office.actor.body == "committee"
    return titled or words[office.last : office.last + 1] == ["viên"]


def _admits_some(words: list[str], i: int) -> bool:
    """`phát triển 200 đảng viên`: without a number after it, anything may grow."""
    # `phát triển từ 255 đảng viên lên 284`: those who are there
    return words[i : i + 1] != ["từ"] and any(word[0].isdigit() for word in words[i : i + (1 if words[i - 1] == "đời" else 2)])


def _none_of(words: list[str], i: int) -> Mark | None:
    """`không chi bộ nào`: there is none of what is counted."""
    entry = word_at(words, i + 1) if i + 1 < len(words) else None
    none = entry is not None and entry[0].kind == "noun" and words[entry[1] : entry[1] + 1] == ["nào"]
    return Mark("cue", i, i + 1, "none") if none else None


def _with_its_committee(words: list[str], found: list[Mark]) -> Mark | None:
    """The mark before, with who acts for the body that it names: `UBKT Đảng ủy Khối …`, `Đảng ủy Khối …`."""
    if found and found[-1].code == "cell":
        found = found[:-1]
    before = found[-1] if found else None
    if before is None or before.mention is None or before.actor is not None:
        return before
    office = found[-2] if len(found) > 1 else None
    if office is not None and office.actor is not None and office.last == before.first:
        return before._replace(actor=office.actor)
    if words[before.first : before.first + 2] == ["đảng", "ủy"]:
        return before._replace(actor=Actor("committee", "bloc" if before.mention.kind.endswith("bloc") else ""))
    return before


def _act_together(between: list[str]) -> bool:
    """Whether two act together, by the words between them: a comma, `và`, besides cells, which are no actors of their own."""
    return 0 < len(between) <= 6 and JOINING.issuperset(between)


def _acting(words: list[str], i: int, office: Office, best: Mark | None, found: list[Mark], titled: bool) -> Mark:
    """A committee that acts, with the body that it leads; a noun or the name of a committee's size stays what it is besides."""
    actor, mention, last = office.actor, office.mention, max(office.last, best.last if best else 0)
    before = _with_its_committee(words, found)
    if before is not None and before.actor is not None and _act_together(words[before.last : i]):
        named = before.first and words[before.first - 1] in OBLIQUE and words[before.last] == ","
        actor = actor if named else before.actor.joined(actor)
    if best is not None and best.code == "grassroots_committee" and best.last == last:
        return best._replace(actor=actor)
    code = best.code if best is not None and best.kind == "committee" else ""
    if titled:
        return Mark("actor", i, last, code, actor=actor)
    return Mark("actor" if mention is None or code else "body", i, last, code, mention=mention, actor=actor)


def _labelled(words: list[str], amount: Amount, found: list[Mark]) -> bool:
    """`khiển trách 20, cách chức ba và khai trừ một`: a number word right between its label and the end of the item."""
    labelled = bool(found) and found[-1].last == amount.first and found[-1].dimension == "form"
    return labelled and (amount.last == len(words) or words[amount.last] in ITEM_ENDS)


def _counted_in_words(words: list[str], amount: Amount) -> bool:
    """A number word counts only right before a counted noun; `một` is mostly an article."""
    if amount.value == 1 and amount.qualifier == "eq" and words[amount.last : amount.last + 1] != ["cuộc"]:
        return False
    last = amount.last + (1 if words[amount.last : amount.last + 1] == ["lượt"] else 0)
    if not _counted(words, last) or words[last] in ("trên", "trong", "bồi"):
        return False
    return not (amount.number and words[amount.number - 1] in ("thứ", "khóa", "lần", "tháng", "số"))
