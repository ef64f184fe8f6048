"""What a text states of the yearly indexes: each rank, score or difference with its index, province and year.

Every statement takes its slots from its own clause, then from its sentence, then from the topic that the sentences before leave.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from metrics.extract.bodies import Gazetteer
from metrics.extract.clauses import Passage
from metrics.extract.marks import Mark
from metrics.extract.statements import BINDING, COUNTRY, MOST, STOPS, TITLES, WHOLE, Line, Span, Statement
from metrics.extract.text import word_set
from metrics.indexes import INDEXES
from metrics.territory import MERGER, NEW_LIST

HIGHEST = {one.prefix: one.highest_score for one in INDEXES}
# a component is scored up to an eighth of the whole scale (ten points of eighty), no province's whole score is so low
PART = 8
# words from `chỉ số thành phần` to the index whose it is
PART_NAME = 12
# words between an index and its number that may pass without being understood
MEANT = 3
PUBLISHERS = word_set("vcci undp ubnd usaid cecodes cchc tp hđnd btv bch")
# sentences over which an index is still spoken of; in a text that names no other
SOON, FAR = 3, 12
# with which the items of a list begin
ITEMS = frozenset("-–+*•")
# words between an index and the body whose it is: `Chỉ số CCHC năm 2022 của Sở …`
OWNED = 4
# words between a rank and the `là` before the province that has it
REACH = 26
# words that open a sentence with a score or rank, whose subject follows
OPENING = word_set("với đạt giành được xếp đứng vươn ở")
TO_TIE = frozenset(("năm", "này", "/", "%", "(", ")", "vẫn"))
# and phrases
STILL = ("tiếp tục", "lần đầu", "lần đầu tiên", "năm nay", "lần này")
# words that name another matter in which a province may rank
MATTERS = word_set("về trong tại theo")
TO_OWNER = word_set("tỉnh thành phố tp . : về lần lượt địa phương tên hai ba có các những")
# of them, those that announce more than one
OF_SEVERAL = word_set("các những")
COMPONENT = (
    *("chỉ số thành phần", "cstp", "nội dung", "trục", "lĩnh vực", "tiêu chí", "chỉ số nội dung", "tiểu chỉ số", "trụ cột"),
    *("chính quyền số", "kinh tế số", "xã hội số", "nhận thức số", "thể chế số", "hạ tầng số", "nhân lực số", "an toàn thông tin"),
    *("chỉ số con", "chỉ tiêu", "chỉ số lĩnh vực", "tiêu chí thành phần", "nhóm chỉ số", "chỉ số chính"),
)
# words before a count of components that describe the index
COMPOSED = word_set("gồm trên qua theo dựa với bởi bằng từ")
INTERNAL = (
    *("ddci", "cấp huyện", "cấp sở", "cấp xã", "cấp bộ"),
    *("khối huyện", "khối sở", "khối bộ", "khối các bộ", "cơ quan ngang bộ"),
)
BODIES = ("bộ này", "sở , ngành", "sở , ban , ngành", "các sở", "các huyện", "các bộ", "bộ , ngành", "các xã", "các phường")
# first words of bodies within a province
INNER_FIRST = word_set("huyện quận thị xã phường sở cục chi đảng ban đơn trường")
# nouns and acts that a sentence on an index may have
UNTOLD = frozenset(("place", "publish", "bare_organization"))
# words by which a ministry tells of provinces, and within how many of its name
TELLING = word_set("công cho đánh tổ vừa thông")
NAME = 9
MEANS = ("trung bình", "bình quân", "trung vị", "trung bình cộng")
LIMITS = ("thang điểm", "tối đa", "thang", "điểm chuẩn")
# words that say nothing of what is ranked
PLAIN = word_set(
    """năm vừa qua nay đã đang vẫn tiếp tục giữ vững được là có sự với và đạt xếp đứng ở vị trí thứ hạng bậc từ lên xuống
    tăng giảm vọt tụt vươn nhảy bứt phá ngoạn mục mạnh trong khi nhưng song tuy nhiên lại cũng còn chỉ mới khá nhất
    nhì so cùng kỳ kết quả theo đó cụ thể như vậy nhờ này tỉnh thành phố địa phương cả nước toàn quốc của cho thấy
    điểm số tổng chung cuộc liên liền lần giành chiếm lĩnh soán ngôi quán quân á về bảng đầu dẫn thăng tiến cải thiện
    thêm đáng kể vượt trước sau hơn cao thấp đều lượt tương ứng mức giá lọt nhóm thuộc tốp top tp công bố ghi nhận
    đánh hiện tại bước lớn nhiều ngay riêng khu vực vùng các ta nhà tiên xuất sắc lùi rớt sụt mất leo nâng đưa giúp
    thì do đây một khoảng gần trên dưới bị những thay đổi nhẹ chút ít xa lập đồng thời bên cạnh ngoài ra đặc biệt liệu
    báo cáo chính thức trở mang đến chú ý cuối tổng hợp ghi nguyên duy trì tuy dù mặc
    quan trọng đoạt thủ đô"""
)
QUIET = frozenset("\"“”'’‘.,-–:;()/%+*•…")
COMPONENTS_START = frozenset(one.split()[0] for one in COMPONENT)
# words with which a rank or score begins that is not joined to the one before
OWN_RANK = word_set("xếp đứng giành dẫn đạt á quán")
VERBS = word_set("đã xếp đứng đạt tăng giảm vươn tiếp có giữ vẫn cũng")
# what may stand between names that are joined
OF_INDEXES = word_set(", và / & - – ( ) chỉ số cùng cả các bộ của người dân cấp tỉnh")
OF_PROVINCES = word_set(", và tỉnh thành phố tp . &")
OF_YEARS = word_set(", và năm")
# between ranks and the years in whose order they stand
TO_YEARS = word_set("trong vào các hai ba 2 3 năm lần lượt ( của")
# and between a rank or an index and its year
YEAR_LINKS = word_set("( trong vào của năm ở tại điểm")
INDEX_LINKS = word_set(") - – của năm tỉnh cấp trong thành phố tp .")


class Topic(NamedTuple):
    """What is spoken of: indexes, a province (empty: the text's own), a year; `at`: the sentence that said so last.

    `blocked`: components or inner bodies were spoken of last.
    """

    codes: tuple[str, ...] = ()
    province: str = ""
    year: str = ""
    at: int = -MOST
    blocked: bool = False


class Standing(NamedTuple):
    """A statement with its slots. `province`: a slug, empty for the text's own; `year`: empty where none is told.

    `carries`: a year may be taken from what the text tells before; `sure`: what its words leave of the certainty; `place`: of its
    mark in the sentence, -1 where it has none; `quoted`: the first token of its words.
    """

    kind: str
    mark: Mark
    place: int
    quoted: int
    code: str
    province: str
    year: str
    of: float | None
    region: str
    worded: bool
    earlier: bool
    listed: bool
    behind: bool
    carries: bool
    topical: bool
    sure: float


class Standings(NamedTuple):
    """The statements of a sentence in their order, and the places of the marks that are used up, those of no figure too."""

    found: tuple[Standing, ...] = ()
    used: frozenset[int] = frozenset()


def standings_of(passages: Sequence[Passage], gazetteer: Gazetteer, province: str, published: str) -> list[Standings]:
    """What each sentence of a text states of the indexes; `province` is the text's own, `published` its day."""
    merged = published >= MERGER and any(ranks_the_merged(passage.words) for passage in passages)
    lines = [Line(passage, gazetteer, province, published, merged) for passage in passages]
    named = {one.code for line in lines for one in line.indexes if one.role}
    reach = FAR if len(named) == 1 else SOON
    nothing, topic, found = Standings(), told_later(lines) if len(named) == 1 else Topic(), []
    told: set[tuple[object, ...]] = set()
    at = -1
    for line in lines:
        # the items of a list are not far from what stands over it
        at += line.words[0] not in ITEMS
        if at - topic.at > reach:
            topic = Topic()
        if line.indexes or topic.codes:
            standings, topic = Filling(line, at, topic, told).standings()
            told |= {said_by(one) for one in standings.found}
        else:
            standings = nothing
        found.append(standings)
    return found


def ranks_the_merged(words: Sequence[str]) -> bool:
    """`cho 34 tỉnh, thành`, `xếp thứ 5/34`: the units after the merger are ranked, whatever year is measured."""
    beside = (words[max(0, i - 1) : i + 2] for i, word in enumerate(words) if word == NEW_LIST)
    return any(near[-1] in ("tỉnh", "địa", "đơn") or near[0] == "/" for near in beside if len(near) > 1)


def told_later(lines: Sequence[Line]) -> Topic:
    """What a text that names its one index only after its first provinces is about, where the first ranks come with scores."""
    first = next(line for line in lines if line.statements or any(one.role for one in line.indexes))
    if not any(one.kind == "score" for one in first.statements):
        return Topic()
    at = next(at for at, line in enumerate(lines) if any(one.role for one in line.indexes))
    named = [one for one in lines[at].indexes if one.role][-1]
    year = next((one.code for one in lines[at].years if 0 <= one.first - named.last < OWNED), "")
    return Topic((named.code,), year=year, at=0, blocked=True) if 0 < at <= FAR and year else Topic()


class Filling:
    """Fills the slots of a sentence's statements."""

    def __init__(self, line: Line, at: int, topic: Topic, told: Set[tuple[object, ...]]) -> None:
        self.line, self.at, self.topic, self.told = line, at, topic, told
        self.words = line.words
        strong = [one for one in line.indexes if one.role]
        ranked = {"xếp", "đứng", "hạng"} & set(self.words)
        # the bare name of a field stands for its index only beside a rank
        self.weak = not strong and not topic.codes and bool(ranked)
        self.indexes = grouped(self.words, line.indexes if self.weak else strong, OF_INDEXES, distinct=True)
        self.provinces = grouped(self.words, [one for one in line.provinces if not one.role], OF_PROVINCES)
        self.years = grouped(self.words, [one for one in line.years if not one.role], OF_YEARS)
        self.names = {i for one in (*line.indexes, *line.provinces, *line.years) for i in range(one.first, one.last)}
        self.components = [i for i in range(len(self.words)) if self.words[i] in COMPONENTS_START and self._is_component(i)]
        self.inner = [i for i in range(len(self.words)) if line.is_at(i, *INTERNAL, *BODIES)]

    def standings(self) -> tuple[Standings, Topic]:
        found: list[Standing] = []
        used: set[int] = set()
        if self.indexes or self.topic.codes:
            for batch in batches(self.words, self.line.statements):
                used |= {one.place for one in batch if one.place >= 0}
                found += [one for one in self._batch(batch) if not self._repeated(one, found)]
            used |= self._totals()
        found = [self._in_its_region(one, before) for before, one in zip([None, *found], found, strict=False)]
        return Standings(tuple(found), frozenset(used)), self._topic(found)

    def _in_its_region(self, one: Standing, before: Standing | None) -> Standing:
        """`xếp thứ 4 khu vực Tây Nguyên (giảm 2 bậc)`: places lost there, where the bracket stands behind a region's rank."""
        if one.kind != "rank-change" or before is None or before.kind != "rank" or not before.region or one.region:
            return one
        since = self.words[before.mark.last : one.mark.first]
        return one._replace(region=before.region) if "(" in since and ")" not in since else one

    def _totals(self) -> set[int]:
        """The numbers of how many are ranked: `trong 63 tỉnh`."""
        return {
            place
            for token, place in self.line.amounts.items()
            for one in self.line.statements
            if one.kind == "rank" and one.mark.last <= token < one.last
        }

    def _repeated(self, one: Standing, found: Sequence[Standing]) -> bool:
        """A rank in words that the text has stated before."""
        if not one.worded:
            return False
        here = (other for other in found if said_by(other._replace(year="")) == said_by(one._replace(year="")))
        return said_by(one) in self.told or any(one.year in ("", other.year) for other in here)

    def _topic(self, found: Sequence[Standing]) -> Topic:
        """What the next sentence goes on about."""
        topic = self.topic
        years = [one for group in self.years for one in group]
        if found:
            codes = tuple(dict.fromkeys(one.code for one in found))
            last = next((one for one in reversed(found) if not one.earlier), found[-1])
            aside = "" < last.year < topic.year and self._opening(last.mark.first) >= 0
            return Topic(codes, last.province, topic.year if aside else last.year or topic.year, self.at)
        blocked = bool(self.components or self.inner)
        if self.indexes and not self.weak:
            codes = tuple(dict.fromkeys(one.code for group in self.indexes for one in group))
            province = self.provinces[-1][0].code if self.provinces and len(self.provinces[-1]) == 1 else ""
            year = years[-1].code if years else topic.year
            return Topic(codes, "" if province == self.line.own else province, year, self.at, blocked)
        return topic._replace(blocked=topic.blocked or blocked)

    # a statement, or several joined to one another

    def _batch(self, batch: Sequence[Statement]) -> list[Standing]:
        if len(batch) == 1:
            return self._single(batch[0])
        dated = all(self.words[one.last : one.last + 1] == ["("] and self._year_behind(one.last, YEAR_LINKS) for one in batch)
        if dated or any(one.region for one in batch) or any(self._bound(one) for one in batch[:-1]):
            return [standing for one in batch for standing in self._single(one)]
        return self._distributed(batch)

    def _distributed(self, batch: Sequence[Statement]) -> list[Standing]:
        """`PAR INDEX, SIPAS lần lượt xếp thứ 15 và 20`: each number to the name in its place."""
        first, last = batch[0], batch[-1]
        after = self._bound(last) or []
        behind = self._owners_behind(last)
        before = [
            group
            for groups in (self.indexes, self.provinces, self.years)
            for group in groups
            if group[-1].last <= first.first and len(group) == len(batch)
        ]
        years = next((group for group in self.years if set(self.words[last.last : group[0].first]) <= TO_YEARS), [])
        years = years if years and years[0].first >= last.last else []
        group = next((one for one in (after, behind, years) if len(one) == len(batch)), None)
        if group is None:
            group = max(before, key=lambda one: one[0].first, default=None)
        if group is None and {"lần", "lượt"} <= set(self.words[: first.first]):
            named = [span for spans in self.provinces for span in spans if span.last <= first.first]
            group = named if len(named) == len(batch) else None
        if group is None:
            return []
        return [
            standing
            for one, name in zip(batch, group, strict=True)
            for standing in self._single(one, name if len(group) > 1 else None)
        ]

    def _single(self, one: Statement, given: Span | None = None) -> list[Standing]:
        """The standing of a statement; several where `đều` gives it to several names; none where it is of something else."""
        if not one.kind or one.region is None:
            return []
        kind = "" if given is None else self._kind_of(given)
        found = [given] if kind == "index" and given is not None else self._codes(one)
        shared = bool({"đều", "cùng"} & set(self.words[max(0, one.quoted - 4) : one.quoted]))
        on_all = any(self.words[i] == "cả" and self.words[i + 1 : i + 2] != ["nước"] for i in range(one.last, self._end(one)))
        if not found or (len(found) > 1 and not (shared or on_all)):
            return []
        bound = self._bound(one)
        if self._is_of_other(one, found, bool(bound)):
            return []
        sure = self._sure(one, found, bool(bound))
        if sure is None:
            return []
        owners = [given.code] if kind == "province" and given is not None else self._owners(one)
        if not owners or (len(owners) > 1 and not shared):
            return []
        earlier = self._is_earlier(one)
        if kind == "year" and given is not None:
            year, carries, doubt = given.code, False, 0.0
        else:
            year, carries, doubt = self._year(one, found, bound, earlier)
        if earlier and not year:
            return []
        years = self._each_year(one) if not year and given is None else [year]
        topical = all(span.first < 0 for span in found)
        return [
            Standing(
                one.kind,
                signed(one.mark, one.sign),
                one.place,
                one.quoted,
                span.code,
                "" if owner == self.line.own else owner,
                each,
                one.of,
                one.region,
                one.worded,
                earlier,
                given is not None,
                bool(bound) or not any(group[-1].last <= one.first for group in self.indexes),
                carries,
                topical,
                min(sure, 1.0 - doubt),
            )
            for span in found
            if self._fits(one, span)
            for owner in owners
            for each in years
        ]

    def _end(self, one: Statement) -> int:
        """Where the words next behind a statement end."""
        return min(one.last + OWNED, len(self.words))

    def _kind_of(self, span: Span) -> str:
        for kind, spans in (("index", self.line.indexes), ("province", self.line.provinces), ("year", self.line.years)):
            if span in spans:
                return kind
        return ""

    def _fits(self, one: Statement, span: Span) -> bool:
        """Whether a number can be of an index's whole score; a share of a field (`sự hài lòng đạt 98%`) is none."""
        amount = one.mark.amount
        assert amount is not None
        highest = HIGHEST[span.code]
        if not one.kind.startswith("score"):
            return True
        if amount.percent and (highest != 100 or span.role == "bare"):
            return False
        if amount.of is not None and amount.of < highest / 2:
            return False
        return amount.value <= highest and (one.kind == "score-change" or amount.value > highest / PART)

    # the index

    def _codes(self, one: Statement) -> list[Span]:
        """The indexes of a statement: named right behind it, before it, in its sentence, or spoken of."""
        bound = self._bound(one)
        if bound:
            return bound
        before = [group for group in self.indexes if group[-1].last <= one.first]
        if before:
            return before[-1]
        after = [group for group in self.indexes if group[0].first >= one.last]
        if after and ";" not in self.words[one.last : after[0][0].first]:
            return after[0]
        return [Span(-1, -1, code) for code in self.topic.codes]

    def _bound(self, one: Statement) -> list[Span]:
        """The indexes that follow a statement: `18/63 về Chỉ số PAR INDEX`, `quán quân PCI`, `dẫn đầu cả nước về …`."""
        j, tied = one.last, False
        while j < min(one.last + 16, len(self.words)):
            group = next((group for group in (*self.indexes, *self._bare_behind()) if group[0].first == j), None)
            if group is not None:
                direct = j == one.last and (one.worded or one.kind == "rank")
                return list(group) if tied or direct else []
            step = self.line.is_at(j, *WHOLE, *COUNTRY)
            if not step and (self.words[j] in BINDING or self.words[j] in TITLES or self.words[j] in ('"', "“", "liên", "tiếp")):
                tied, step = tied or self.words[j] in BINDING or self.words[j] in ("bảng", "bxh"), j + 1
            if not step:
                break
            j = step
        return []

    def _bare_behind(self) -> list[list[Span]]:
        """Bare names of fields, which stand for their index behind a rank."""
        return [[one] for one in self.line.indexes if not one.role]

    # what makes a statement one of something else

    def _clause(self, one: Statement) -> int:
        """Where the clause of a statement begins."""
        for i in range(one.quoted - 1, -1, -1):
            if self.words[i] in STOPS and not (self.words[i] == "," and self.words[i + 1 : i + 2] == ["thành"]):
                if self.words[i] == "." and self.words[i - 1] in ("tp", "t"):
                    continue
                placed = any(i == span.last for span in (*self.line.indexes, *self.line.provinces))
                if self.words[i] == "(" and i and not placed and self.words[i - 1] != "điểm":
                    # what stands in brackets is said of the words before them
                    continue
                return i + 1
        return 0

    def _opening(self, i: int) -> int:
        """The bracket that is open at a token, -1 where none is."""
        for j in range(i - 1, -1, -1):
            if self.words[j] in ("(", ")"):
                return j if self.words[j] == "(" else -1
        return -1

    def _is_component(self, i: int) -> bool:
        """Parts of an index, not those of which it is said to consist (`gồm 8 lĩnh vực`); or an index that is not known."""
        if self.line.is_at(i, "chỉ số") and i not in self.names:
            after = self.line.passage.word(i + 2)
            if after.isalpha() and i + 2 not in self.names and after not in PLAIN | TITLES | BINDING:
                return True
        if not self.line.is_at(i, *COMPONENT):
            return False
        return not (i > 1 and self.words[i - 1][0].isdigit() and self.words[i - 2] in COMPOSED)

    def _is_of_other(self, one: Statement, codes: Sequence[Span], bound: bool) -> bool:
        """Whether a statement is of a component, a body within a province, several provinces, a mean, or of another matter."""
        start = self._clause(one)
        named = [span for span in codes if span.first >= 0]
        since = named[-1].last if named and named[-1].last <= one.first else 0
        if any(since <= i < one.first for i in self.components) or any(self._is_part_of(span) for span in named):
            return True
        if bound and any(one.last <= i < named[0].first for i in self.components):
            return True
        if not bound and any(one.last <= i <= one.last + 6 for i in self.components) and self._turns_to_part(one):
            return True
        if one.of is not None and self.line.passage.word(one.last) in INNER_FIRST:
            # `xếp thứ 2/40 phường, xã`
            return True
        tie = self._tie(one)
        if self._is_inner(one, start) or (tie is not None and self.line.passage.word(tie) in INNER_FIRST):
            return True
        if one.kind.startswith("score") and self._is_several(start, one):
            return True
        if any(self.line.is_at(i, *LIMITS) == one.first for i in range(max(0, one.first - 3), one.first)):
            return True
        owned = any(start <= group[0].first < one.first for group in self.provinces)
        if one.kind.startswith("score") and not owned:
            opening = self._opening(one.first)
            around = self._clause(replace(one, quoted=opening)) if opening >= 0 else start
            means = [i for i in range(around, one.first) if self.line.is_at(i, *MEANS, "cả nước", "toàn quốc")]
            near = [i for i in range(max(0, one.first - 6), one.first) if self.line.is_at(i, *MEANS)]
            # `nhóm trung bình cao` is no mean, nor is one of a clause before
            means += [i for i in near if self.words[i - 1] != "nhóm" and ";" not in self.words[i : one.first]]
            # `trung bình các tỉnh (…) giảm từ 41,71 (2021) xuống 41,56`
            said = [i for i in range(one.first) if self.line.is_at(i, *MEANS) and {",", ";"}.isdisjoint(self.words[i : one.first])]
            means += [i for i in said if self.words[i - 1] != "nhóm"]
            inside = self.words[max(start, opening + 1) : one.first]
            if means or ({"cao", "thấp"} & set(inside) and "nhất" in inside) or self._of_a_mean(one):
                return True
        after = self._past_whole(one.last)
        matter = self.line.is_at(after, "về", "trong việc", "trong công tác", "trong lĩnh vực")
        return bool(one.kind == "rank" and matter and not bound and self.line.passage.word(matter) not in TITLES | {"tổng"})

    def _of_a_mean(self, one: Statement) -> bool:
        """`giá trị trung bình đạt 86,98%, cao hơn 2,19% so với năm 2022`: by how much a mean differs."""
        if one.kind != "score-change":
            return False
        mean = max((i for i in range(one.first) if self.line.is_at(i, *MEANS)), default=-1)
        since = self.words[mean : one.first]
        if mean < 0 or ";" in since or (")" in since and "(" not in since[: since.index(")")]):
            # `43,8 điểm (cao hơn trung bình cả nước 1,5 điểm), … tăng 3,1 điểm`
            return False
        return not any(mean < group[0].first < one.first for group in self.provinces) and self._own_at(one) < mean

    def _turns_to_part(self, one: Statement) -> bool:
        return self.line.passage.word(self._past_whole(one.last)) in ("về", "ở", "trong", "tại", "của", "cho")

    def _past_whole(self, i: int) -> int:
        while step := self.line.is_at(i, *WHOLE, *COUNTRY, "trong cả nước", "trên cả nước"):
            i = step
        return i

    def _is_part_of(self, span: Span) -> bool:
        """`chỉ số thành phần của PCI`, `trong 8 lĩnh vực của PAR INDEX`."""
        near = range(max(0, span.first - PART_NAME), span.first)
        return any(i in near for i in self.components) and bool(
            {"của", "thuộc", "trong"} & set(self.words[max(0, span.first - 3) : span.first])
        )

    def _is_inner(self, one: Statement, start: int) -> bool:
        """Of departments or districts: `Chỉ số DDCI`, `cấp huyện`, or such a body right before the statement."""
        for i in self.inner:
            over = [group[0].first for group in self.provinces]
            # of whole groups of bodies much is said beside the index of the province
            indexes = [group[0].first for group in self.indexes]
            over += [at for at in indexes if ";" in self.words[i:at] or self.line.is_at(i, *BODIES)]
            if i < one.last + 3 and not any(i < first < one.first for first in over):
                return True
        return any(
            start <= first < one.first or (owned and index <= first < one.first) for first, owned, index in self._inner_bodies
        )

    @cached_property
    def _inner_bodies(self) -> list[tuple[int, bool, int]]:
        """Bodies within a province: where each begins, whether an index is its own (`CCHC của Sở …`), where that index ends."""
        found = []
        for mark in self.line.passage.marks:
            if mark.mention is None or mark.mention.kind not in ("area", "named"):
                continue
            if any(mark.first <= span.first < mark.last for span in (*self.line.provinces, *self.line.indexes)):
                continue
            before = self.words[mark.first - 1] if mark.first else ""
            index = max((group[-1].last for group in self.indexes if group[-1].last <= mark.first), default=-MOST)
            owned = before == "của" and mark.first - index <= OWNED
            tells = before in ("theo", "do", "của", "bởi") or "công" in self.words[mark.last : mark.last + 3]
            if owned or not tells:
                found.append((mark.first, owned, index))
        capital = self.line.passage.capital
        for i in range(len(self.words) - 1):
            if self.words[i] == "bộ" and capital(i) and capital(i + 1) and i not in self.names and not self._publishes(i):
                found.append((i, False, -MOST))
        return found

    def _publishes(self, i: int) -> bool:
        """`Bộ Nội vụ công bố …`, `theo Bộ …`: a ministry that tells of others."""
        before = self.words[i - 1] if i else ""
        return before in ("theo", "do", "của", "bởi") or bool(TELLING & set(self.words[i : i + NAME]))

    def _is_several(self, start: int, one: Statement) -> bool:
        """`50/63 tỉnh đạt trên 80 điểm`: so many provinces, none of them by name."""
        return any(
            self.words[i][0].isdigit() and self.line.is_at(i + 1, *WHOLE)
            for i in range(start, one.first)
            if i not in self.names and not any(other.first <= i < other.last for other in self.line.statements if other.kind)
        )

    def _sure(self, one: Statement, codes: Sequence[Span], bound: bool) -> float | None:
        """How sure the index of a statement is; None where its clause speaks of something that is not understood."""
        start = self._clause(one)
        unknown = [
            i
            for i in range(start, one.quoted)
            if i not in self.names
            and self.words[i] not in PLAIN
            and self.words[i] not in QUIET
            and not self.words[i][0].isdigit()
            and not any(other.quoted <= i < other.last for other in self.line.statements)
        ]
        within = bound or any(start <= span.first < one.first for span in codes)
        bare = self.weak or any(span.role == "bare" for span in codes)
        if within:
            last = max((span.last for span in codes if span.last <= one.first), default=start)
            return 0.8 if bare or sum(i >= last for i in unknown) > MEANT else 1.0
        if any(span.first >= 0 for span in codes):
            divided = any(self.line.is_at(i, "trong đó", "riêng") for i in range(one.first))
            # `ICT Index xếp thứ 10`: another index
            short = any(self.line.passage.said(i, i + 1).isupper() and self.words[i] not in PUBLISHERS for i in unknown)
            share = one.mark.amount is not None and one.mark.amount.percent
            if unknown and (divided or short or share):
                return None
            return 0.75 if unknown else 0.8 if bare else 1.0
        if any(
            mark.kind in ("noun", "act") and mark.code not in UNTOLD for mark in self.line.passage.marks if mark.last <= one.first
        ):
            # the sentence has turned to what the party counts and does
            return None
        owned = any(start <= group[0].first < one.first for group in self.provinces) or bool(self._owners_behind(one))
        owned = owned or (self._has_subject() and not self.components)
        if unknown or (self.topic.blocked and not owned):
            subject = any(start <= group[0].first <= start + 3 for group in self.provinces) and not self.topic.blocked
            numbered = one.kind == "rank" and not one.worded
            of_all = subject and one.of is not None
            return 0.7 if numbered and (of_all or self._is_its_subject(one, start, unknown)) else None
        return 0.88

    def _is_its_subject(self, one: Statement, start: int, unknown: Sequence[int]) -> bool:
        """`Điều bất ngờ là Hà Nội chỉ xếp hạng thứ 26`: what is not understood stands before the province that ranks."""
        names = [group[0].first for group in self.provinces if start <= group[0].first < one.first]
        if not names or self.topic.blocked:
            return False
        return all(i < names[-1] for i in unknown) and MATTERS.isdisjoint(self.words[start : names[-1]])

    def _has_subject(self) -> bool:
        """Whether a province is what the sentence begins with."""
        first = self.provinces[0][0].first if self.provinces else MOST
        return first <= 1 or self.words[:first] in (["thành", "phố"], ["tp", "."])

    # the province

    def _owners(self, one: Statement) -> list[str]:
        """Whose a statement is: a province behind it, before it, the subject that follows, the text's own, or the one spoken of."""
        if one.kind == "rank" and self._has_several_behind(one):
            return []
        behind = self._owners_behind(one)
        if behind:
            return [span.code for span in behind]
        opening = self._opening(one.first)
        beside = [span.code for span in self.line.provinces if span.last == opening]
        if beside:
            return beside
        before = [group for group in self.provinces if group[-1].last <= one.first]
        own = self._own_at(one)
        if before and before[-1][0].first > own:
            return [span.code for span in before[-1]]
        if own >= 0:
            return [self.line.own]
        ahead = self._subject_ahead(one)
        if ahead:
            return [span.code for span in ahead]
        again = any(
            self.line.is_at(i, "địa phương", "tỉnh này", "thành phố này") and not self._counted(i) for i in range(one.first)
        )
        if (self.indexes and not again) or not self.topic.province:
            return [self.line.own]
        return [self.topic.province]

    def _counted(self, i: int) -> bool:
        return i > 0 and (self.words[i - 1][0].isdigit() or self.words[i - 1] in ("các", "những"))

    def _own_at(self, one: Statement) -> int:
        """Where the text's own province is meant by `của tỉnh`, `toàn tỉnh`, before a statement; -1 where it is not."""
        for i in range(one.first - 1, -1, -1):
            if self.words[i] != "tỉnh":
                continue
            before, after = self.words[i - 1] if i else "", self.line.passage.word(i + 1)
            if any(span.first == i + 1 for span in self.line.provinces) or after in (
                "này",
                "bạn",
                "nào",
                ",",
                "thành",
                "có",
                "đạt",
            ):
                continue
            if before in ("của", "toàn") or after in ("nhà", "ta") or (before in ("", ",") and after in VERBS):
                return i
        return -1

    def _owners_behind(self, one: Statement) -> list[Span]:
        """`đứng đầu là Quảng Ninh`, `ngôi quán quân thuộc về …`, `vị trí thứ hai (Hải Phòng)`."""
        starts = {group[0].first: group for group in self.provinces}
        if self.line.passage.word(one.last) == "(" and (group := starts.get(one.last + 1)):
            return list(group) if self.line.passage.word(group[-1].last) == ")" else []
        if self.words[one.last - 1] == "quân" and one.last in starts:
            return list(starts[one.last])
        named = one.last + (self.line.passage.word(one.last) == "tỉnh")
        if (
            named in starts
            and one.kind == "rank"
            and not one.of
            and not any(self._clause(one) <= first < one.first for first in starts)
        ):
            # `đứng thứ 2 tỉnh Thái Nguyên đạt 90,29%`
            return list(starts[named])
        tie = self._tie(one)
        return [] if tie is None else list(starts.get(self._past_tie(tie), ()))

    def _has_several_behind(self, one: Statement) -> bool:
        """`dẫn đầu là các tỉnh: …`, `đứng đầu gồm …`: no one of those that follow has the rank alone."""
        tie = self._tie(one)
        return tie is not None and not OF_SEVERAL.isdisjoint(self.words[tie : self._past_tie(tie)])

    def _past_tie(self, i: int) -> int:
        """Past the words between a tie and the name of a province."""
        names = {group[0].first for group in self.provinces}
        while i < len(self.words) and self.words[i] in TO_OWNER and i not in names:
            i += 1
        return i

    def _tie(self, one: Statement) -> int | None:
        """Past the `là`, `thuộc về`, `gọi tên`, `gồm` behind a statement, with no more than names, years and scores between."""
        named = {i for span in (*self.line.indexes, *self.line.years) for i in range(span.first, span.last)}
        j = one.last
        while j < min(one.last + REACH, len(self.words)):
            word = self.words[j]
            pause = word == "," and self.line.passage.word(j + 1) in ("vẫn", "tiếp", "thuộc")
            if (
                word in ("là", "gọi", "gồm")
                or (word == "thuộc" and self.line.passage.word(j + 1) == "về")
                or (word == ":" and (one.worded or (one.kind == "rank" and self._names_province(j + 1))))
            ):
                return j + 1
            step = self.line.is_at(j, *WHOLE, *COUNTRY, *STILL)
            if not (step or pause or j in named or word in TITLES | BINDING | TO_TIE or word[0].isdigit()):
                return None
            j = step or j + 1
        return None

    def _names_province(self, at: int) -> bool:
        """Whether a province's name stands at a token, with or without what it is called before it."""
        while self.line.passage.word(at) in ("tỉnh", "thành", "phố", "tp", "."):
            at += 1
        return any(span.first == at for span in self.line.provinces)

    def _subject_ahead(self, one: Statement) -> list[Span]:
        """`Với 91,8 điểm, Hải Phòng dẫn đầu`: the subject after the phrase that opens the sentence."""
        if not self.provinces or self.provinces[0][0].first < one.first:
            return []
        group = self.provinces[0]
        at = group[0].first
        named = {i for names in self.indexes for span in names for i in range(span.first, span.last)}
        while at and (self.words[at - 1] in ("tỉnh", "thành", "phố", "tp", ".", "của") or at - 1 in named):
            at -= 1
        led = set(self.words[: one.first]) & OPENING
        return list(group) if led and self.words[at - 1] == "," and ";" not in self.words[one.last : at] else []

    # the year

    def _is_earlier(self, one: Statement) -> bool:
        """`từ hạng 35 năm 2020 lên hạng 20`: of the year before the change."""
        if one.kind.endswith("change"):
            return False
        start = max(self._clause(one), one.quoted - 4)
        if "từ" not in self.words[start : one.first + 1] and self.words[one.first] != "từ":
            return False
        tail = self.words[one.last : one.last + 9]
        for word in tail:
            if word in ("lên", "xuống", "còn", "sang", "vươn", "tụt", "thành"):
                return True
            if word in (",", ";"):
                return False
        return False

    def _year(self, one: Statement, codes: Sequence[Span], bound: Sequence[Span], earlier: bool) -> tuple[str, bool, float]:
        """The year measured, whether one may be taken from further off, and the doubt."""
        # what a change is told from is not the year that was measured: `vượt 45 bậc so với năm 2020 (xếp thứ 63)`
        changed = one.kind.endswith("change") and self.words[one.last : one.last + 2] == ["so", "với"]
        near = "" if changed else self._year_behind(one.last, YEAR_LINKS)
        if near:
            return near, False, 0.0
        compared = [span.code for span in self.line.years if span.role == "compared" and span.first < one.first]
        if earlier:
            if compared:
                return compared[-1], False, 0.0
            main = self._year(one, codes, bound, earlier=False)[0]
            told = {"trước", "ngoái"} & set(self.words[one.last : one.last + 4])
            return (str(int(main) - 1) if main and told else ""), False, 0.1
        if bound:
            year = self._year_behind(bound[-1].last, INDEX_LINKS)
            if year:
                return year, False, 0.0
        last_earlier = max(
            (other.last for other in self.line.statements if other.last <= one.first and self._is_earlier(other)), default=0
        )
        before = [
            group
            for group in self.years
            if group[-1].last <= one.first and not 0 <= group[0].first - last_earlier <= 2 * bool(last_earlier)
        ]
        # a year in a bracket is that of what stands there: `23/63 (năm 2021 xếp hạng 30/63), đứng thứ 3 vùng …`
        opening = self._opening(one.first)
        before = [group for group in before if self._opening(group[0].first) in (-1, opening)] or before
        if before:
            return (before[-1][0].code, False, 0.0) if len(before[-1]) == 1 else ("", False, 0.0)
        behind = [group for group in self.years if group[0].first >= one.last]
        if not changed and len(behind) == 1 and len(behind[0]) == 1 and ";" not in self.words[one.last : behind[0][0].first]:
            return behind[0][0].code, False, 0.05
        if any(span.role == "published" for span in self.line.years):
            return "", False, 0.0
        if self.topic.year:
            return self.topic.year, False, 0.0 if not self.indexes else 0.05
        return "", True, 0.0

    def _each_year(self, one: Statement) -> list[str]:
        """`năm 2019 và 2020 cùng xếp hạng 59`: the years that share a number, nothing known where they are told in order."""
        before = [group for group in self.years if group[-1].last <= one.first]
        if not before or len(before[-1]) < 2 or "lượt" in self.words[before[-1][-1].last : one.first]:
            return [""]
        return [span.code for span in before[-1]]

    def _year_behind(self, i: int, links: frozenset[str]) -> str:
        """The year that follows a token after nothing but linking words and the names of provinces."""
        for j in range(i, min(i + 9, len(self.words))):
            year = next((span for group in self.years for span in group if span.first == j), None)
            if year is not None:
                # `(năm 2021 đạt …)` begins another statement
                begins = "(" in self.words[i:j] and self.line.passage.word(j + 1) != ")"
                return "" if begins else year.code
            within = any(span.first <= j < span.last for span in self.line.provinces)
            if self.words[j] not in links and not within:
                return ""
        return ""


def said_by(one: Standing) -> tuple[object, ...]:
    """What a statement says, wherever it stands."""
    return one.code, one.kind, one.province, one.region, one.year, one.mark.amount and one.mark.amount.value


def signed(mark: Mark, sign: float) -> Mark:
    """The mark of a number with its sign."""
    amount = mark.amount
    assert amount is not None
    return mark if sign > 0 else mark._replace(amount=amount._replace(value=-amount.value))


def grouped(words: list[str], spans: Sequence[Span], joins: frozenset[str], *, distinct: bool = False) -> list[list[Span]]:
    """Names joined to one another; `distinct`: one that is named again (`Chỉ số … (PAPI)`) stands once."""
    groups: list[list[Span]] = []
    for one in spans:
        between = words[groups[-1][-1].last : one.first] if groups else []
        near = bool(groups) and len(between) <= 8 and set(between) <= joins
        if near and distinct and groups[-1][-1].code == one.code:
            groups[-1][-1] = groups[-1][-1]._replace(last=one.last)
        elif near and set(between) - {"(", ")"}:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def batches(words: list[str], statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements of one kind with no more than a comma or `và` between them stand together."""
    found: list[list[Statement]] = []
    for one in statements:
        last = found[-1][-1] if found else None
        between = _outside_brackets(words[last.last : one.quoted]) if last is not None else []
        in_order = between in ([";"], [";", "và"]) and {"lần", "lượt"} <= set(words[: one.quoted])
        joined = last is not None and last.kind == one.kind and (between in ([","], ["và"], [",", "và"]) or in_order)
        joined = joined and words[one.quoted] not in OWN_RANK
        if joined:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _outside_brackets(words: list[str]) -> list[str]:
    """The words without a bracket with which they begin."""
    return words[words.index(")") + 1 :] if words[:1] == ["("] and ")" in words else words
