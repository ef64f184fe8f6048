"""Whom a text is about, where nobody says it: its province, and the body that it names as its subject."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from metrics.extract.bodies import BETWEEN, SLUG_KINDS, Gazetteer, Mention
from metrics.extract.clauses import Passage
from metrics.extract.marks import Mark
from metrics.extract.numbers import Number
from metrics.extract.owners import FULL_AREAS, Owner, Owners
from metrics.extract.text import Sentence, word_set
from metrics.vocabulary import Province

# how many sentences at the head of a text tell whom it is about
HEAD = 12
# how many tokens a heading that names a province has at most
LONGEST_HEADING = 9
# words before a province's name that say that it is one
PLACED = word_set("tỉnh phố tp ủy")
# names that are a person's or a thing's besides, and a province's only after such a word
AMBIGUOUS = (["hồ", "chí", "minh"], ["hòa", "bình"])
# what stands before a clause about a province, opens it, calls it one, and between it and what it does
JOINTS = frozenset({",", ";", "và", "còn"})
LED, CALLED = word_set("ở tại riêng còn trở lại"), word_set("tỉnh thành phố tp bạn .")
BELOW = word_set("xã phường huyện quận thị")
ADVERBS = word_set("đã cũng còn vừa thì tiếp tục")
# words before a body that is only mentioned
MENTIONED = word_set("thuộc từ với tại do theo về dự bởi cho trong sang và")
# words before `như` with which it leads to no example
LIKE = frozenset({"cũng", "hầu", "gần", "dường", "giống"})
# the sorts of mentions that a text can be about though nothing is said of them first
KINDS = (*SLUG_KINDS, "any_bloc")

# all of the country; numbers of provinces that are told of together
WHOLE_COUNTRY = frozenset({("cả", "nước"), ("toàn", "quốc")})
WHOLE_REGIONS = frozenset({("toàn", "vùng"), ("cả", "vùng")})
REGIONS = (
    *(("tây", "nguyên"), ("tây", "bắc"), ("đông", "bắc"), ("đông", "nam", "bộ"), ("tây", "nam", "bộ"), ("bắc", "trung", "bộ")),
    *(("nam", "trung", "bộ"), ("duyên", "hải"), ("đồng", "bằng", "sông"), ("đồng", "bằng", "bắc"), ("trung", "du"), ("đbscl",)),
)
AREAS = frozenset({"khu", "vùng", "địa"})
REGION_STARTS = AREAS | {one[0] for one in REGIONS}
# words between several provinces and their region, before a region's name, and of parts of one province
OF_REGION = word_set("các đảng bộ tỉnh thành phố ủy địa phương , thuộc và")
IN_REGION = word_set("khu vực vùng miền ở tại trong toàn cả thuộc của các")
PARTS_OF_PROVINCES = word_set("miền biên sâu cao ven giáo")
LEADING = frozenset({",", ";", ":", "-", "chung", "riêng", "nay", "hiện"})
SEVERAL = frozenset({"hai", "ba", "bốn", "năm", "sáu", "các", "những"})

# another province that is told of, the line on which it is, and whether it stood first on one
Told = tuple[Owner, int, bool]


def province_named(gazetteer: Gazetteer, text: str, sentence: Sentence, published: str) -> str:
    """The province that a sentence names, as it was on the day of publication: one that it calls so, else the first."""
    words, starts, _ = sentence
    others = ""
    for i, word in enumerate(words):
        found = gazetteer.province_at(words, i) if word in gazetteer.by_name and text[starts[i]].isupper() else None
        if not found:
            continue
        at = i - 1
        while at > 0 and words[at] in BETWEEN:
            at -= 1
        if word == "tp" or (at >= 0 and words[at] in PLACED):
            return gazetteer.unit(found[0], published)
        if words[i : found[1]] not in AMBIGUOUS:
            others = others or gazetteer.unit(found[0], published)
    return others


def provinces_told_of(passage: Passage, owners: Owners, around: Owner | None = None) -> list[tuple[int, Owner]]:
    """The provinces of which clauses tell, where their names end, the last first, if one is not the one spoken of.

    `Năm 2021, tỉnh Quảng Ninh kết nạp …; Hà Tĩnh kết nạp …`, `Ở Quảng Ninh, …`: the figures that follow are theirs.
    """
    found = provinces_in(passage, owners)
    if all(owner == (around or owners.main) for _, owner in found):
        return []
    return sorted(found, reverse=True)


def provinces_in(passage: Passage, owners: Owners) -> list[tuple[int, Owner]]:
    """The provinces of which clauses tell, where their names end."""
    words, marks = passage.words, passage.marks
    if not owners.province or passage.has.isdisjoint(owners.gazetteer.by_name):
        return []
    starts = [0, *(i + 1 for i, word in enumerate(words) if word in JOINTS)]
    if marks and marks[0].kind == "period" and marks[0].first <= 1:
        starts.append(marks[0].last)
    return [*dict(told for at in starts if (told := _told_of(passage, owners, at)) is not None).items()]


def heading_of(gazetteer: Gazetteer, text: str, sentence: Sentence) -> list[Province] | None:
    """The units of the province whose name is all that a sentence says: `Quảng Ninh`, `* Tỉnh Quảng Ninh:`."""
    words, starts, _ = sentence
    if len(words) > LONGEST_HEADING:
        return None
    at = 0
    while at < len(words) and (not words[at][0].isalnum() or words[at] in CALLED):
        at += 1
    found = gazetteer.province_at(words, at) if at < len(words) and text[starts[at]].isupper() else None
    return found[0] if found is not None and all(not word[0].isalnum() for word in words[found[1] :]) else None


def is_of_several(passages: Sequence[Passage], owners: Owners) -> bool:
    """Whether paragraphs of a text begin with two other provinces or more: each is then told of until another is."""
    heads = (passage for before, passage in pairwise(passages) if passage.line != before.line)
    told = (min(found) for head in heads if (found := provinces_in(head, owners)))
    return len({owner for _, owner in told if not owner[0].startswith(f"{owners.province}.")}) > 1


def told_here(passage: Passage, owners: Owners, opens: bool, before: Told | None) -> Told | None:
    """Another province of which a sentence tells last, for those that follow it on its line; that of those before otherwise.

    `before`: what `reaching` gives.
    """
    if passage.has.isdisjoint(owners.gazetteer.by_name):
        return before
    found = dict(provinces_in(passage, owners))
    if not found:
        return None if names_own(passage, owners) else before
    owner = found[max(found)]
    return None if owner == owners.main or owner[0].startswith(f"{owners.province}.") else (owner, passage.line, opens)


def reaching(passage: Passage, told: Told | None, several: bool) -> Told | None:
    """The other province of the sentence before, if a sentence still belongs to it.

    It stands on the same line; of a text about several, whose paragraphs begin with them, on any later one.
    """
    if told is None or not (told[1] == passage.line or (several and told[2])):
        return None
    return (told[0], passage.line, told[2])


def names_own(passage: Passage, owners: Owners) -> bool:
    """Whether a sentence names the text's own province."""
    units = (owners.gazetteer.province_at(passage.words, at) for at in range(len(passage.words)) if passage.capital(at))
    return any(found is not None and any(one.province == owners.province for one in found[0]) for found in units)


def still_told(passage: Passage, told: Told | None) -> Owner | None:
    """The other province of the sentence before, for one that goes on about it on its line, whatever `tỉnh` does there.

    `toàn tỉnh`, `Đảng bộ tỉnh` are again the text's own, unless the line began with the other.
    """
    if told is None:
        return None
    whole = any(mark.mention is not None and mark.mention.kind == "province_wide" and mark.actor is None for mark in passage.marks)
    return None if whole and not told[2] else told[0]


def _told_of(passage: Passage, owners: Owners, at: int) -> tuple[int, Owner] | None:
    """The province whose name begins a clause at a token, if something is told of it, and where the name ends."""
    opened = at
    while passage.word(at) in LED:
        at += 1
    led, called = at > opened, at
    # `TP.HCM` is a name of its own
    while passage.word(at) in CALLED and not (passage.capital(at) and owners.gazetteer.province_at(passage.words, at)):
        at += 1
    units = owners.gazetteer.province_at(passage.words, at) if at < len(passage.words) and passage.capital(at) else None
    if units is None:
        return None
    if at == called and (not BELOW.isdisjoint(passage.has) or passage.words[at : units[1]] in AMBIGUOUS):
        # `các xã Tân Phong, Hòa Bình kết nạp …`: a commune or district of that name
        return None
    last = units[1]
    following = next((mark for mark in passage.marks if mark.first >= last), None)
    told = following is not None and (
        (following.kind in ("act", "period") and ADVERBS.issuperset(passage.words[last : following.first]))
        or (following.amount is not None and following.first == last)
    )
    placed = (led or at > called or passage.word(at) in CALLED) and passage.word(last) == ","
    if not (told or passage.word(last) == "có" or placed):
        return None
    owner = owners.of(Mention("province_wide", places=tuple(one.province for one in units[0])))
    own = any(one.province == owners.province for one in units[0])
    return None if own and owners.main[1] != "province_wide" else (last, owner)


def of_many_provinces(number: Number) -> bool:
    """`Cả nước hiện có …`, `Tính chung ba tỉnh Nghệ An, Hà Tĩnh và Quảng Bình, …`: counts of more than the text's province."""
    words, first = number.words, number.mark.first
    told = max((i for i in range(first - 1) if _tells_of_many(number.passage, i)), default=-1)
    if told < 0:
        return False
    names = (i for i in range(told + 2, first) if number.passage.capital(i) and number.owners.gazetteer.province_at(words, i))
    if any(words[told + 1] != "tỉnh" or ";" in words[told:i] for i in names):
        # `Cả nước có …; tỉnh Nghệ An có …`
        return False
    if any(words[i : i + 2] == [",", "tỉnh"] for i in range(told, first)):
        # `Trong khu vực Tây Bắc, tỉnh có …`
        return False
    others = (one for one in number.marks[: number.place] if one.first > told + 1 and one.mention is not None)
    return not any(one.mention is not None and (one.mention.kind in KINDS or one.mention.name) for one in others)


def _tells_of_many(passage: Passage, i: int) -> bool:
    """Whether a clause that begins at a token tells of the whole country, or of some provinces together."""
    words = passage.words
    pair = (words[i], words[i + 1])
    whole = pair in WHOLE_COUNTRY or (pair == ("toàn", "đảng") and passage.word(i + 2) not in ("bộ", "ủy", "viên"))
    leads = i == 0 or words[i - 1] in LEADING or words[i - 1].isdigit()
    several = words[i + 1] == "tỉnh" and (words[i] in SEVERAL or words[i].isdigit()) and "chung" in words[:i]
    return several or ((whole or pair in WHOLE_REGIONS) and leads) or _region_at(passage, i)


def _region_at(passage: Passage, i: int) -> bool:
    """Whether a clause begins with a region of which something is told: `Vùng Tây Nguyên`, `Các đảng bộ tỉnh khu vực Tây Bắc`.

    So do parts of a province: `Khu vực miền núi của tỉnh`.
    """
    words = passage.words
    if words[i] not in REGION_STARTS:
        return False
    named = any(tuple(words[i : i + len(one)]) == one for one in REGIONS) and passage.capital(i)
    part = words[i] in AREAS and not PARTS_OF_PROVINCES.isdisjoint(words[i + 1 : i + 3])
    at = i
    while at and words[at - 1] in IN_REGION:
        at -= 1
    several = next((j for j in range(at - 1, max(-1, at - 9), -1) if words[j] == "các"), None)
    if named and several is not None and OF_REGION.issuperset(words[several:at]):
        at = several - 2 * (words[max(0, several - 2) : several] == ["đảng", "bộ"])
    before = next((mark for mark in passage.marks if mark.kind == "period" and mark.last == at), None)
    return (named or part) and (at == 0 or words[at - 1] in LEADING or before is not None)


def province_of_area(gazetteer: Gazetteer, head: Sequence[Passage]) -> str:
    """The province of the first district that a text names, if only one has it in the data."""
    for mention in (mark.mention for passage in head for mark in passage.marks if mark.mention):
        if mention.kind == "area" and mention.name and mention.area not in ("xa", "phuong", "thi-tran"):
            name = f"{FULL_AREAS[mention.area]}{mention.name}"
            provinces = {one for one in gazetteer.cores if gazetteer.find(one, name)}
            if len(provinces) == 1:
                return provinces.pop()
    return ""


def spoken_of(owners: Owners, head: Sequence[Passage]) -> str:
    """The first body that a text names as its subject, else the first that it names at all, else the province's."""
    others = ""
    for passage in head:
        for place, mark in enumerate(passage.marks):
            if mark.mention is None:
                continue
            slug = owners.of(_with_name(mark.mention, head))[0]
            if slug and _is_subject(passage, place, mark.mention, first=passage is head[0]):
                return slug
            named = mark.actor is None and not _is_example(passage, place)
            if named and (mark.mention.kind in KINDS or (passage is head[0] and _leads(passage, mark))):
                others = others or slug
    return others or owners.main[0]


def _with_name(mention: Mention, head: Sequence[Passage]) -> Mention:
    """`Đảng bộ huyện`: the area of that kind that the head of the text names."""
    if mention.kind != "area" or mention.name:
        return mention
    named = (one.mention for passage in head for one in passage.marks if one.mention and one.mention.name)
    return next((one for one in named if one.area == mention.area), mention)


def _is_subject(passage: Passage, place: int, mention: Mention, *, first: bool) -> bool:
    """Whether a body is named in its own right: by its Party organization, or as the first thing that the text names."""
    words, mark = passage.words, passage.marks[place]
    before = words[mark.first - 1] if mark.first else ""
    if before in MENTIONED and words[mark.first] != "toàn":
        return False
    if mention.kind == "province_wide":
        return mark.actor is None and before != "hội"
    if mention.kind in KINDS:
        return not _is_example(passage, place)
    counted = any(one.amount for one in passage.marks[:place])
    if mention.kind == "own" or (not first and counted) or _is_example(passage, place):
        return False
    if _leads(passage, mark):
        return True
    return first and mention.kind == "area" and (place == 0 or (before == "," and not counted))


def _is_example(passage: Passage, place: int) -> bool:
    """`Một số đơn vị đạt cao như: Đảng bộ huyện Đô Lương …`, `dẫn đầu là …`: one of several that something was told of."""
    words, first = passage.words, passage.marks[place].first
    listed = any(words[i] == "như" and words[i - 1] not in LIKE and i for i in range(first))
    led = listed or any(one.code in ("continue", "subset") for one in passage.marks[:place])
    further = words[max(0, first - 1) : first] == [";"] and any(one.amount for one in passage.marks[:place])
    return led or further or words[max(0, first - 1) : first] == ["riêng"]


def _leads(passage: Passage, mark: Mark) -> bool:
    """`Huyện ủy Hiệp Hòa`, `Đảng bộ huyện Hiệp Hòa`, `toàn thành phố`: a body's Party organization or its committee."""
    words = passage.words[mark.first : mark.last]
    party = words[:2] in (["đảng", "bộ"], ["đảng", "ủy"]) or words[:1] == ["toàn"]
    return party or (mark.actor is not None and "ủy" in words)
