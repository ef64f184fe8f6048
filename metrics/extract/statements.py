"""What a sentence holds of the yearly indexes: the names of indexes, provinces and years, and statements of ranks and scores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from metrics.extract.amounts import UNITS, Amount, value_of, words_at
from metrics.extract.bodies import Gazetteer, slugify
from metrics.extract.clauses import Passage
from metrics.extract.lexicon import INDEX_STARTS, word_at
from metrics.extract.marks import Mark
from metrics.extract.text import word_set
from metrics.territory import UNITS_WITH_HA_TAY

# the abbreviation of an index in brackets behind its name
SHORTENED = re.compile(r"\s*\([A-ZĐ][A-ZĐ -]{1,12}\)")
# words between the name of a field and the rank that makes it an index
FIELD_TAIL = frozenset(("cấp", "tỉnh", "của", "năm"))
# the most units that were ever ranked
MOST = UNITS_WITH_HA_TAY
RANKS = range(1, MOST + 1)
# words around a number among which a rank is spoken of
NEAR = 8
# how many words before the name of an index may open a bracket
INDEX_WORDS = 3
ORDINALS = {
    **{"nhất": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5},
    **{"sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10},
}
# ranks in words: the words, the rank
IN_WORDS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("dẫn", "đầu"), 1),
    (("đứng", "đầu"), 1),
    (("xếp", "đầu"), 1),
    (("quán", "quân"), 1),
    (("ngôi", "đầu"), 1),
    (("đầu", "bảng"), 1),
    (("vị", "trí", "đầu", "tiên"), 1),
    (("vị", "trí", "số", "một"), 1),
    (("vị", "trí", "số", "1"), 1),
    (("ngôi", "vị", "số", "một"), 1),
    (("ngôi", "vị", "số", "1"), 1),
    (("ngôi", "số", "1"), 1),
    (("ngôi", "số", "một"), 1),
    (("về", "nhất"), 1),
    (("đứng", "nhất"), 1),
    (("xếp", "nhất"), 1),
    (("hạng", "nhất"), 1),
    (("vị", "trí", "nhất"), 1),
    (("vị", "trí", "nhì"), 2),
    (("ngôi", "nhất"), 1),
    (("ngôi", "nhì"), 2),
    (("á", "quân"), 2),
    (("về", "nhì"), 2),
    (("đứng", "nhì"), 2),
    (("xếp", "nhì"), 2),
    (("hạng", "nhì"), 2),
    (("hạng", "ba"), 3),
    (("hạng", "tư"), 4),
    (("về", "ba"), 3),
)
WORDED: dict[str, list[tuple[tuple[str, ...], int]]] = {}
for _words, _rank in IN_WORDS:
    WORDED.setdefault(_words[0], []).append((_words, _rank))
# words before `thứ hai` that make it a rank
PLACING = word_set("xếp đứng trí hạng ở vươn lên giữ về xuống từ đạt và , ngôi")
# words before `thứ 5` that make it no rank
COUNTED_TIMES = word_set("năm lần kỳ khóa ngày")
# words before `dẫn đầu` that make it a group's or a person's
SHARED = word_set("người nhóm tốp top những các trong số mất nhường không chưa")
NEGATED = word_set("mất nhường không chưa chẳng lỡ vuột cách")
PLACES = ("bậc", "hạng", "thứ hạng", "vị trí", "thứ bậc", "nấc")
UP = word_set("nhích tăng lên vọt thăng thiện nâng leo tiến nhảy cao hơn cộng +")
DOWN = word_set("giảm tụt xuống lùi rớt sụt mất thấp rơi trượt kém hạ")
# those that compare with anything, and tell a difference only from another year
LEVELS = word_set("cao thấp hơn kém")
# words that tie a number or a year to what follows
BINDING = word_set("về của trong theo ở tại với cho trên đối")
WHOLE = ("tỉnh , thành phố", "tỉnh , thành", "tỉnh thành", "tỉnh và thành phố", "địa phương", "tỉnh", "thành phố", "đơn vị")
COUNTRY = ("cả nước", "toàn quốc", "trực thuộc trung ương")
TITLES = word_set("chỉ số bộ bảng xếp hạng kết quả đánh giá điểm việc mức độ thực hiện các công bố danh sách bxh xét")
# words after a rank that is a bare number
AFTER_RANK = word_set("và lên xuống so cả toàn tăng giảm năm lần tương đều là thuộc")
# words between an index and its rank, besides its year and its province
OF_INDEX = word_set("của tỉnh thành phố tp . năm ( ) là :")
# words before a score
LEADING = word_set("đạt là với điểm số ( : trị mức quả")
# words between what it was and what it is
MOVED = frozenset({"lên", "xuống", "còn"})
# words of ranks
RANKED = frozenset({"hạng", "bậc", "xếp", "trí"})
# words in small letters within the names of regions
REGION_WORDS = word_set("sông và miền núi phía duyên hải du bằng")
# words before a province that only compare with it
COMPARED = word_set("sau trên dưới hơn kém với cùng như bằng vượt qua trước thua xa kịp thay")
STOPS = frozenset(",;:().–")
JOINING = frozenset({",", "và", "lên", "xuống", "còn", "đến", "&", "là", "-"})
# what takes place somewhere, and how many words before the place
HELD = frozenset({("diễn", "ra"), ("tổ", "chức"), ("công", "bố"), ("hội", "nghị"), ("lễ", "công")})
HELD_AT = 24


class Span(NamedTuple):
    """Tokens that name an index, a province or a year. `role`: how a year or a province stands in its sentence."""

    first: int
    last: int
    code: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A rank, score or difference before its slots are filled. `place`: of its mark, -1 where it has none."""

    kind: str
    quoted: int
    first: int
    last: int
    mark: Mark
    place: int
    of: float | None = None
    region: str | None = ""
    worded: bool = False
    sign: float = 1.0


@cache
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Phrases as their words, by the first of these; the phrases are few, and all of them the rules' own."""
    found: dict[str, list[list[str]]] = {}
    for one in map(str.split, phrases):
        found.setdefault(one[0], []).append(one)
    return found


@dataclass(frozen=True)
class Line:
    """One sentence: the names in it, and its statements."""

    passage: Passage
    gazetteer: Gazetteer
    own: str
    published: str
    # whether the text tells that the units after the merger are ranked
    merged: bool = False

    @property
    def words(self) -> list[str]:
        return self.passage.words

    def is_at(self, i: int, *phrases: str) -> int:
        """Where the longest of some phrases that begins at a token ends; 0 where none does."""
        words = self.words
        told = _by_first_word(phrases).get(words[i]) if 0 <= i < len(words) else None
        return max((i + len(one) for one in told if words[i : i + len(one)] == one), default=0) if told is not None else 0

    # names

    @cached_property
    def indexes(self) -> list[Span]:
        """The indexes that are named; `role`: `named`, `bare` for a field (`chuyển đổi số`) before a rank, empty elsewhere."""
        if INDEX_STARTS.isdisjoint(self.passage.has):
            return []
        found: list[Span] = []
        past = 0
        for i in [i for i, word in enumerate(self.words) if word in INDEX_STARTS]:
            entry = word_at(self.words, i) if i >= past else None
            if entry is None or entry[0].kind != "index":
                continue
            past = entry[1]
            found.append(Span(i, past, entry[0].code, self._strength(i, past)))
        return found

    def _strength(self, first: int, last: int) -> str:
        said = self.passage.said(last - 1, last) if last - first == 1 else self.passage.said(first, last)
        if "số" in self.words[max(0, first - 5) : first + 2] and "chỉ" in self.words[max(0, first - 6) : first + 1]:
            return "named"
        if said.isupper() or (last - first == 1 and said[:1].isupper()) or "index" in self.words[first:last]:
            return "named"
        # its abbreviation is no longer among the words
        if SHORTENED.match(self.passage.text, self.passage.ends[last - 1]):
            return "named"
        # the bare name of a field stands for its index right before a rank or score
        at = last
        while self.passage.word(at) in FIELD_TAIL:
            at += 1
        return "bare" if self.passage.word(at) in ("xếp", "đứng", "đạt") else ""

    @cached_property
    def provinces(self) -> list[Span]:
        """The provinces that are named; `role`: `compared`, or nothing for one that may own figures."""
        found: list[Span] = []
        past = 0
        for i in [i for i, word in enumerate(self.words) if word in self.gazetteer.by_name]:
            entry = self.gazetteer.province_at(self.words, i) if i >= past and self.passage.capital(i) else None
            if entry is None:
                continue
            before = i - 1
            town = self.words[max(0, i - 2) : i] == ["thành", "phố"] or self.words[i - 1 : i] == ["tp"]
            if self.words[max(0, i - 1) : i] in (["huyện"], ["xã"], ["phường"], ["quận"], ["báo"], ["đài"], ["vcci"]):
                continue
            units = [one for one in entry[0]]
            if town and not any(one.kind == "city" for one in units):
                continue
            while before >= 0 and self.words[before] in ("tỉnh", "thành", "phố", "tp", "."):
                before -= 1
            word = self.words[before] if before >= 0 else ""
            listed = bool(found) and found[-1].role == "compared" and self._goes_on(found[-1].last, i, entry[1])
            compared = (word in COMPARED and self.words[max(0, before - 1)] != "đối") or listed
            # `Tại hội nghị công bố Chỉ số PAPI, diễn ra tại Hà Nội, …`: where something took place
            compared = compared or (word == "tại" and not HELD.isdisjoint(pairwise(self.words[max(0, before - HELD_AT) : before])))
            past = entry[1]
            slug = self.own if any(one.province == self.own for one in units) else self.gazetteer.unit(units, self._day())
            found.append(Span(i, past, slug, "compared" if compared else ""))
        return found

    def _goes_on(self, last: int, first: int, end: int) -> bool:
        """Whether a name goes on with a list: `sau Hải Phòng, Đà Nẵng và Huế`; not `vượt qua Hải Phòng, Quảng Ninh giành …`."""
        between = self.words[last:first]
        return between in (["và"], ["hay"]) or (between == [","] and self.passage.word(end) in (",", "và"))

    def _day(self) -> str:
        """A day of the last year named here, so that a name means the unit of that time; that of publication where none is."""
        years = [one.code for one in self.years] if not self.merged else []
        return f"{max(years)}-12-31" if years and f"{max(years)}-12-31" < (self.published or "9") else self.published

    @cached_property
    def years(self) -> list[Span]:
        """The years that are named; `role`: `compared`, `published`, or nothing."""
        found: list[Span] = []
        ends = {one.last for one in self.indexes}
        for i, word in enumerate(self.words):
            if not (len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")):
                continue
            before, after = self.words[i - 1] if i else "", self.passage.word(i + 1)
            if after in ("/", "%") or before == "/" or (after in ("-", "–") and self.passage.word(i + 2).isdigit()):
                continue
            if before in ("-", "–") and i > 1 and self.words[i - 2].isdigit():
                continue
            dashed = before in ("-", "–") and i - 1 in ends
            joined = bool(found) and found[-1].last >= i - 1 and before in (",", "và", "")
            if before == "năm" or i in ends or dashed or joined or (before in ("(", "với", "index") and after != "điểm"):
                role = found[-1].role if joined and before != "năm" else self._role_of_year(i)
                found.append(Span(i, i + 1, word, role))
        return found

    def _role_of_year(self, i: int) -> str:
        before = i - 1
        while before >= 0 and self.words[before] in ("năm", "các", "kết", "quả", "cùng", "kỳ", "của", "vị", "trí", "thứ", "hạng"):
            before -= 1
        two = self.words[max(0, before - 1) : before + 1]
        if two == ["so", "với"] or two[-1:] == ["so"] or (two[-1:] == ["hơn"] and self.words[i - 1] == "năm"):
            own = self.passage.word(i + 1) in ("xếp", "đứng", "(") and not self._names_again(i + 2)
            return "" if own else "compared"
        told = [j for j in range(max(0, i - 5), i) if self.words[j : j + 2] == ["công", "bố"]]
        if told and set(self.words[told[-1] + 2 : i]) <= {"vào", "trong", "năm", "đầu", "cuối", "giữa", "tháng"}:
            return "published"
        if self.words[i + 1 : i + 2] == [","]:
            index = next((one.first for one in self.indexes if one.first > i), len(self.words))
            for j in range(i + 2, min(i + 12, index)):
                if self.words[j : j + 2] == ["công", "bố"]:
                    return "published"
        return ""

    def _names_again(self, i: int) -> bool:
        """`so với năm 2021 (giá trị DTI đạt 0,6735)`: a bracket that names the index tells of the year that it is about."""
        return self.words[i - 1] == "(" and any(i <= one.first <= i + INDEX_WORDS for one in self.indexes)

    @cached_property
    def year_starts(self) -> set[int]:
        return {one.first for one in self.years}

    @cached_property
    def name_ends(self) -> set[int]:
        return {one.last for one in (*self.indexes, *self.provinces)}

    # statements

    @cached_property
    def amounts(self) -> dict[int, int]:
        """The places of the marks of numbers by the token of the number."""
        return {mark.amount.number: place for place, mark in enumerate(self.passage.marks) if mark.amount is not None}

    @cached_property
    def statements(self) -> list[Statement]:
        """Ranks, scores and differences from left to right."""
        found: list[Statement] = []
        past = 0
        for i, word in enumerate(self.words):
            if i < past or i in self.year_starts:
                continue
            one = self._in_words(i) if word in WORDED or word == "thứ" else None
            if one is None and word[0].isdigit():
                one = self._number(i, found)
            elif one is None and word in UNITS and self.is_at(i + 1, *PLACES):
                one = self._places_in_words(i, found)
            elif one is None and found and found[-1].worded and word in ORDINALS:
                one = self._joined_word(i, found[-1])
            if one is not None:
                found.append(one)
                past = max(one.last, i + 1)
        return found

    def _in_words(self, i: int) -> Statement | None:
        rank, last = 0, 0
        for phrase, value in WORDED.get(self.words[i], ()):
            if tuple(self.words[i : i + len(phrase)]) == phrase and i + len(phrase) > last:
                rank, last = value, i + len(phrase)
        if self.words[i] == "thứ" and self.passage.word(i + 1) in ORDINALS:
            ordinal, end = self._ordinal(i + 1)
            # `…; thứ ba thuộc về tỉnh Thanh Hóa`
            belongs = self.words[end : end + 2] == ["thuộc", "về"]
            if belongs or (i and self.words[i - 1] in PLACING):
                rank, last = ordinal, end
        if not rank:
            return None
        if self.words[i : i + 2] in (["về", "ba"], ["hạng", "ba"]) and self.passage.word(last) not in (
            "",
            ",",
            ".",
            ";",
            "với",
            "về",
        ):
            return None
        if self._group(i):
            return None
        amount = Amount(i, i, last, float(rank))
        return self._ranked(Statement("rank", self._verb(i), i, last, Mark("amount", i, last, amount=amount), -1, worded=True))

    def _ordinal(self, i: int) -> tuple[int, int]:
        rank, last = ORDINALS[self.words[i]], i + 1
        after = self.passage.word(last)
        if rank == 10 and after in ORDINALS:
            return 10 + ORDINALS[after], last + 1
        if after == "mươi":
            unit = self.passage.word(last + 1)
            return (rank * 10 + ORDINALS[unit], last + 2) if unit in ORDINALS else (rank * 10, last + 1)
        return rank, last

    def _joined_word(self, i: int, head: Statement) -> Statement | None:
        """`ba` of `thứ hai, ba`."""
        if self.words[head.last : i] not in ([","], ["và"]) or not self._ends_at(i + 1):
            return None
        mark = Mark("amount", i, i + 1, amount=Amount(i, i, i + 1, float(ORDINALS[self.words[i]])))
        return self._ranked(Statement("rank", i, i, i + 1, mark, -1, worded=True))

    def _group(self, i: int) -> bool:
        """`nhóm dẫn đầu`, `10 tỉnh đứng đầu`, `người đứng đầu`: not one province's rank."""
        for j in range(i - 1, max(-1, i - 7), -1):
            word = self.words[j]
            if word in STOPS and self.words[j : j + 2] != [",", "thành"]:
                return False
            if word in NEGATED:
                return True
            if word in SHARED:
                return word != "số" and not (word == "trong" and any(j < one.first < i for one in (*self.provinces, *self.indexes)))
            if word in ("là", "tiếp", "giữ") or any(one.first <= j < one.last for one in self.provinces):
                return bool({"không", "chưa"} & set(self.words[max(0, j - 3) : j]))
        return False

    def _verb(self, i: int) -> int:
        """The first of the words that lead to a rank."""
        while i and self.words[i - 1] in ("xếp", "đứng", "hạng", "vị", "trí", "thứ", "ở", "giành", "đạt", "ngôi", "giữ"):
            i -= 1
        return i

    def _number(self, i: int, found: Sequence[Statement]) -> Statement | None:
        place = self.amounts.get(i, -1)
        if place >= 0:
            mark = self.passage.marks[place]
        else:
            value = value_of(self.words[i])
            if value is None or not self.words[i].isdigit():
                return None
            mark = Mark("amount", i, i + 1, amount=Amount(i, i, i + 1, value))
        return self._rank(mark, place, found) or (self._other(mark, place, found) if place >= 0 else None)

    def _places_in_words(self, i: int, found: Sequence[Statement]) -> Statement | None:
        """`lên một bậc`, `tăng hai hạng`."""
        amount = words_at(self.words, i)
        if amount is None or amount.last != i + 1:
            return None
        one = self._other(Mark("amount", i, i + 1, amount=amount), self.amounts.get(i, -1), found)
        return one if one is not None and one.kind else None

    def _rank(self, mark: Mark, place: int, found: Sequence[Statement]) -> Statement | None:
        if not self._can_be_rank(mark):
            return None
        if self._is_placed(mark):
            return self._ranked(Statement("rank", self._verb(mark.first), mark.first, mark.last, mark, place))
        if found and found[-1].kind == "rank" and self._goes_on_ranking(found[-1], mark):
            return self._ranked(Statement("rank", mark.first, mark.first, mark.last, mark, place))
        return None

    def _can_be_rank(self, mark: Mark) -> bool:
        """A whole number no greater than the provinces were, beside nothing that it counts."""
        amount, after = mark.amount, self.passage.word(mark.last)
        assert amount is not None
        if amount.percent or amount.value not in RANKS or amount.high is not None:
            return False
        if amount.of is not None and not amount.value <= amount.of <= MOST:
            return False
        times = after == "lần" and self.passage.word(mark.last + 1) not in ("đầu", "này")
        if times or after in ("điểm", "bậc", "sao", "%") or (after == "năm" and mark.last + 1 not in self.year_starts):
            return False
        # `xếp hạng 63 tỉnh`: how many are ranked
        ranked = self.words[max(0, mark.first - 1) : mark.first] == ["hạng"] and amount.of is None
        return not self.is_at(mark.last, *PLACES, *(WHOLE if ranked else ()))

    def _is_placed(self, mark: Mark) -> bool:
        """Whether the words before a number make it a place: `xếp thứ`, `vị trí`, `hạng`, `xếp 25/63`, `từ 51 lên 31`."""
        before, amount = self.words[max(0, mark.first - 3) : mark.first], mark.amount
        assert amount is not None
        if before[-1:] == ["thứ"]:
            return not set(before[-2:-1]) & COUNTED_TIMES
        if before[-1:] == ["hạng"] or before[-2:] in (["vị", "trí"], ["hạng", ":"]) or before[-3:] == ["vị", "trí", "số"]:
            return True
        if self._under_its_index(mark) or self._placed_alone(mark):
            return True
        if amount.of is not None and amount.of >= MOST // 2:
            moved = (
                before[-1:] != []
                and before[-1] in MOVED
                and not RANKED.isdisjoint(self.words[max(0, mark.first - NEAR) : mark.first])
            )
            return before[-1:] in (["xếp"], ["đứng"], ["ở"], ["từ"]) or moved or self._after_index(mark.first)
        rises = before[-1:] == ["từ"] and self.passage.word(mark.last) in ("lên", "xuống")
        near = self.words[max(0, mark.first - NEAR) : mark.last + NEAR]
        return rises and bool({"hạng", "bậc", "xếp"} & set(near))

    def _under_its_index(self, mark: Mark) -> bool:
        """`Hạng PCI 2021 của Điện Biên là 41`: the rank of an index, of which only its year and its province are named."""
        if self.words[mark.first - 1 : mark.first] not in (["là"], [":"]) or not self._ends_at(mark.last):
            return False
        index = next((one for one in reversed(self.indexes) if one.last <= mark.first), None)
        if index is None or not (self.is_at(index.first - 1, "hạng") or self.is_at(index.first - 2, "vị trí")):
            return False
        named = {token for one in (*self.provinces, *self.years) for token in range(one.first, one.last)}
        return all(self.words[at] in OF_INDEX for at in range(index.last, mark.first) if at not in named)

    def _placed_alone(self, mark: Mark) -> bool:
        """`SIPAS 2023 xếp 44, tụt 9 bậc`: a bare place right behind its index and its year."""
        verb = mark.first - 1
        closed = not self.passage.word(mark.last).isalpha()
        if self.words[verb : verb + 1] not in (["xếp"], ["đứng"]) or not closed:
            return False
        index = next((one for one in reversed(self.indexes) if one.last <= verb), None)
        named = {token for one in (*self.provinces, *self.years) for token in range(one.first, one.last)}
        return index is not None and all(self.words[at] in OF_INDEX for at in range(index.last, verb) if at not in named)

    def _goes_on_ranking(self, last: Statement, mark: Mark) -> bool:
        """A bare number that is joined to a rank: `thứ 15, 20 và 31`, `18/63 về PAR INDEX và 22/63 về SIPAS`."""
        amount = mark.amount
        of_all = amount is not None and amount.of is not None and amount.of >= MOST // 2
        joined = self._joins(last.last, mark.first) and (self._ends_at(mark.last) or of_all)
        return joined and (not last.worded or (amount is not None and amount.of is not None))

    def _after_index(self, i: int) -> bool:
        """A number in brackets or after a colon right behind an index: `PAR INDEX (15/63)`."""
        return self.words[i - 1 : i] in (["("], [":"]) and any(0 <= i - 1 - one.last <= 3 for one in self.indexes)

    def _joins(self, first: int, last: int) -> bool:
        """Whether nothing but joining words, names and years stands between two ranks."""
        if not 0 < last - first <= 16:
            return False
        named = {token for one in (*self.indexes, *self.provinces, *self.years) for token in range(one.first, one.last)}
        rest = [self.words[j] for j in range(first, last) if j not in named]
        return bool({",", "và", "lên", "xuống"} & set(rest)) and set(rest) <= (
            JOINING | {"về", "ở", "(", ")", "năm", "chỉ", "số", "vị", "trí", "tỉnh", "thành", "phố", "của"}
        )

    def _ends_at(self, i: int) -> bool:
        """Whether a bare rank may end here: no noun follows that it would count."""
        word = self.passage.word(i)
        return not word.isalpha() or word in BINDING or word in AFTER_RANK

    def _ranked(self, one: Statement) -> Statement:
        """With what a rank is of, its region, and where its words end; no region's rank is told as the country's."""
        last, of = one.last, one.mark.amount.of if one.mark.amount else None
        at = last
        if of is None:
            found = self._of_how_many(at)
            if found is not None:
                of, at = found
        region, at = self._region(at)
        end = max(at, last)
        few = of is not None and of < MOST // 2
        if region == "" and (few or (of is None and self._beside_neighbours(one.first))):
            # of a region that is not named
            region = None
        return replace(one, last=end, of=of, region=region)

    def _beside_neighbours(self, i: int) -> bool:
        """`So với các tỉnh khu vực Nam Trung Bộ, … xếp thứ 2`: the words that open the sentence tell in which region it ranks."""
        opened = self.is_at(
            0, "so với các tỉnh", "so với các tỉnh , thành phố", "trong khu vực", "trong vùng", "ở khu vực", "tại khu vực"
        )
        if not opened:
            return False
        end = next((j for j in range(opened, i) if self.words[j] == ","), 0)
        return bool({"vực", "vùng", "miền"} & set(self.words[:end])) and not any(self.is_at(j, *COUNTRY) for j in range(end))

    def _of_how_many(self, i: int) -> tuple[float, int] | None:
        """`trong 63 tỉnh`, `trên tổng số 63 địa phương`, `đứng đầu 6 tỉnh`."""
        j = i + (self.passage.word(i) == ",")
        if self.passage.word(j) in ("trong", "trên"):
            j = self.is_at(j + 1, "tổng số", "số", "tổng số các", "bảng xếp hạng", "bảng xếp hạng của") or j + 1
        value = value_of(self.passage.word(j)) if self.passage.word(j).isdigit() else None
        if value is None or value > MOST or not self.is_at(j + 1, *WHOLE):
            return None
        return value, j + 1

    def _region(self, i: int) -> tuple[str | None, int]:
        """The region in which a rank counts and where its words end: empty for the country, None for one without a name."""
        j, end = i, i
        while j < i + 10:
            step = self.is_at(j, *WHOLE)
            if step:
                j = end = step
            elif self.passage.word(j) in ("trong", "của", "các", "tại", "ở", "toàn", "so", "khối", "với") and (
                self.passage.word(j) != "với" or self.words[j - 1] == "so"
            ):
                j += 1
            else:
                break
        if self.is_at(j, *COUNTRY):
            return "", self.is_at(j, *COUNTRY)
        area = self.is_at(j, "khu vực", "vùng", "khu vực các tỉnh", "vùng các tỉnh")
        if area and self.words[area : area + 1] == ["vùng"]:
            area += 1
        name, stop = self._region_name(area or j)
        if name and (area or self._is_region(name)):
            return name, stop
        return (None, area) if area else ("", end)

    def _region_name(self, i: int) -> tuple[str, int]:
        last, j = i, i
        while j < len(self.words) and j < i + 10:
            if self.passage.capital(j) and self.words[j].isalpha() and not any(one.first == j for one in self.provinces):
                last = j + 1
            elif j == i or (self.words[j] not in REGION_WORDS and self.words[j : j + 2] != [",", "miền"]):
                break
            j += 1
        return slugify(" ".join(word for word in self.words[i:last] if word != ",")), last

    def _is_region(self, name: str) -> bool:
        known = {part for one in self.gazetteer.provinces.values() for part in (one.region, one.region34)}
        return name in known or any(name and whole.startswith(name) for whole in known)

    def _other(self, mark: Mark, place: int, found: Sequence[Statement]) -> Statement | None:
        """A score, or a difference of ranks or scores."""
        amount = mark.amount
        assert amount is not None
        if amount.qualifier == "gt" and self.words[mark.first] == "hơn" and self.words[max(0, mark.first - 1)] in LEVELS:
            # `thấp hơn 2 bậc`: so many, and no more
            mark = mark._replace(amount=amount._replace(qualifier="eq"))
        noun = self.is_at(mark.last, *PLACES)
        if noun and not (self.passage.word(noun).isdigit() or self.passage.word(noun) == "thứ"):
            sign = self._sign(mark.first, found)
            return Statement("rank-change" if sign else "", mark.first, mark.first, noun, mark, place, sign=sign)
        points = self.passage.word(mark.last) == "điểm"
        if points and self.passage.word(mark.last + 1) == "%":
            points = True
        decimal = amount.value != int(amount.value)
        lead = self.words[mark.first - 1] if mark.first else ""
        led = lead in LEADING or mark.first in self.name_ends or self._of_a_move(mark)
        if not (points or ((amount.percent or decimal) and led)):
            sign = self._sign(mark.first, found) if amount.percent else 0.0
            follows = self.words[mark.last : mark.last + 2] in ([",", "đạt"], ["và", "đạt"], ["đạt"])
            if not sign or not (follows or any(one.kind == "score" for one in found)):
                return None
            return Statement("score-change", mark.first, mark.first, mark.last, mark, place, sign=sign)
        if amount.percent and (amount.qualifier in ("lt", "gt") or not self._closes_share(mark.last)):
            # `dưới 80%` is no score
            return None
        sign = self._sign(mark.first, found)
        end = mark.last + points
        return Statement("score-change" if sign else "score", mark.first, mark.first, end, mark, place, sign=sign or 1.0)

    def _of_a_move(self, mark: Mark) -> bool:
        """`từ 81,82% lên 84,4%`: a score before and after, whose difference is not told."""
        lead = self.words[mark.first - 1] if mark.first else ""
        start = lead == "từ" or self.words[mark.first] == "từ"
        if start:
            return self.passage.word(mark.last + (self.passage.word(mark.last) == "điểm")) in MOVED
        return lead in MOVED and "từ" in self.words[max(0, mark.first - 6) : mark.first]

    def _closes_share(self, i: int) -> bool:
        """No noun follows a percentage, whose share it would be."""
        word = self.passage.word(i)
        return not word.isalpha() or word in word_set(
            "xếp đứng tăng giảm so cao thấp và với trong điểm dẫn hạng là về nhưng của cả năm đạt vươn giữ tiếp lên xuống còn"
        )

    def _sign(self, i: int, found: Sequence[Statement]) -> float:
        """+1 or -1 for a difference, 0 for none: by the nearest word before it that tells one."""
        if "từ" in self.words[max(0, i - 1) : i + 1]:
            # `tăng từ 81 điểm lên 84 điểm`: what it was
            return 0.0
        for j in range(i - 1, max(-1, i - 10), -1):
            word = self.words[j]
            if word == "vượt" and i - j <= 2:
                # `vượt 45 thứ hạng`, `vượt lên 8 bậc`
                return 1.0
            if word in UP or word in DOWN:
                if word in MOVED and i - j == 1 and not self.is_at(i + 1, "bậc", "hạng", "vị trí", "thứ hạng"):
                    return 0.0
                if self.words[j - 1 : j + 1] in (["nâng", "lên"], ["tăng", "lên"]) and i - j == 1:
                    return 0.0 if self.passage.word(i + 1) != "bậc" else 1.0
                return self._sign_of(j, i)
            if word in ("đạt", "với", "là", "còn") and self.words[j - 1] != "so" and not self._after_compared(j, i):
                return 0.0
            if word in STOPS and word != "–":
                break
            if word == "và" or (word[0].isdigit() and not any(one.first <= j < one.last for one in self.years)):
                break
        if found and found[-1].kind.endswith("change") and self.words[found[-1].last : i] in ([","], ["và"], [", ", "và"]):
            return found[-1].sign
        return 0.0

    def _sign_of(self, j: int, i: int) -> float:
        """The sign that a word of rise or fall gives a number; none where it compares with anything but another year."""
        word = self.words[j]
        if word in LEVELS and not self._of_a_year(j, i):
            return 0.0
        lower = word == "hơn" and j > 0 and self.words[j - 1] in DOWN
        return 1.0 if word in UP and not lower else -1.0

    def _after_compared(self, j: int, i: int) -> bool:
        """`thấp hơn năm 2020 là 2 bậc`: whether only the year compared with stands before the `là` at a token."""
        told = any(one.last == j and one.role == "compared" for one in self.years)
        return self.words[j] == "là" and j == i - 1 and told

    def _of_a_year(self, j: int, i: int) -> bool:
        """`cao hơn 2 điểm so với năm 2021`: compared with another year, not with a mean or a province."""
        near = range(j, min(i + 8, len(self.words)))
        named = any(one.first in near and one.role == "compared" for one in self.years)
        named = named or any(self.is_at(at, "năm trước", "năm ngoái") for at in near)
        return named and not any(one.first in near for one in self.provinces)
