"""Committees and commissions named in a text: which of the two acts, at which level, and the body that it leads."""

from __future__ import annotations

from typing import NamedTuple

from metrics.extract.bodies import Gazetteer, Mention, name_at

AREA_COMMITTEES = {"huyện": "huyen", "quận": "quan", "thị": "tx", "thành": "tp"}
# words between the committees of a list: huyện ủy, thành ủy và đảng ủy trực thuộc
LISTING = frozenset({",", "và", "/", "-", "–"})
# what a committee is called by itself
HEADS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("cấp", "ủy", ",", "tổ", "chức", "đảng"), "committee"),
    (("cấp", "ủy", "đảng"), "committee"),
    (("cấp", "ủy"), "committee"),
    (("ban", "thường", "vụ"), "committee"),
    (("btv",), "committee"),
    (("ủy", "ban", "kiểm", "tra"), "commission"),
    (("ubkt",), "commission"),
)
# what follows it and tells its level, the longest first; `own` is that of the body whose figures they are
LEVELS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("đảng", "ủy", "các", "cấp"), "all"),
    (("cấp", "ủy", "các", "cấp"), "all"),
    (("các", "tổ", "chức", "đảng", "trực", "thuộc"), "below"),
    (("các", "tổ", "chức", "cơ", "sở", "đảng"), "grassroots"),
    (("đảng", "ủy", "cơ", "sở"), "grassroots"),
    (("đảng", "ủy", "cấp", "huyện"), "district"),
    (("cấp", "trên", "trực", "tiếp", "cơ", "sở"), "district"),
    (("cấp", "trên", "cơ", "sở"), "district"),
    (("ở", "cấp", "huyện"), "district"),
    (("cấp", "huyện"), "district"),
    (("huyện",), "district"),
    (("cấp", "tỉnh"), "province"),
    (("cấp", "cơ", "sở"), "grassroots"),
    (("cấp", "xã"), "grassroots"),
    (("ở", "cơ", "sở"), "grassroots"),
    (("cơ", "sở"), "grassroots"),
    (("các", "cấp"), "all"),
    (("hai", "cấp"), "two_levels"),
    (("2", "cấp"), "two_levels"),
    (("02", "cấp"), "two_levels"),
    (("đảng", "ủy", "khối"), "bloc"),
    (("khối",), "bloc"),
    (("đảng", "ủy"), "own"),
)
# levels whose words name a body besides, which is marked by itself
NAMING = frozenset({"bloc", "own"})
# kinds of grassroots committees, named by what they lead
GRASSROOTS = frozenset({"xã", "phường"})
# a level that acts without a committee's name, where it begins a clause and what it does follows
ACTING_LEVELS = {
    ("cấp", "tỉnh"): "province",
    ("cấp", "huyện"): "district",
    ("cấp", "cơ", "sở"): "grassroots",
    ("cấp", "xã"): "grassroots",
}
CLAUSE_STARTS = frozenset({"", ",", ";", ":", "(", "do", "và", "đó", "còn", "riêng", "-", "–"})
DOING = frozenset({"đã", "xử", "kỷ", "thi", "kiểm", "giám", "khiển", "cảnh", "tiến", ":", "là", "có", "tổ", "thực", "xem"})
# words after `Ủy ban` with which it is one told of before, and the level of such a one until it is known which
VERBS, TOLD = frozenset({"đã", "sẽ", "cũng", "quyết", "tiếp", "tiến", "xem", "kết", "yêu", "thi", "giám"}), "told"
ALL_LEVELS = ["các", "cấp", "có", "thẩm", "quyền"]
STARTS = frozenset({"các", *(head[0] for head, _ in HEADS), *AREA_COMMITTEES, "tỉnh", "đảng", "cấp"})
HEADS_BY_WORD: dict[str, list[tuple[list[str], str]]] = {}
for _words, _body in HEADS:
    HEADS_BY_WORD.setdefault(_words[0], []).append((list(_words), _body))
LEVELS_BY_WORD: dict[str, list[tuple[list[str], str]]] = {}
for _words, _code in LEVELS:
    LEVELS_BY_WORD.setdefault(_words[0], []).append((list(_words), _code))


class Actor(NamedTuple):
    """Who inspects, supervises or disciplines: committee, commission or both, and the level, if the words tell."""

    body: str
    level: str = ""

    def joined(self, other: Actor) -> Actor:
        """The two of `cấp ủy và UBKT các cấp`, `Đảng ủy Khối và đảng ủy cơ sở`."""
        body = self.body if self.body == other.body else "both"
        levels = {self.level, other.level} - {""}
        if levels == {"own"} and self.level != other.level:
            return Actor(body)
        if len(levels) < 2:
            return Actor(body, levels.pop() if levels else "")
        down = "all" in levels or ("grassroots" in levels and not levels & {"bloc", "own"})
        return Actor(body, "all" if down else "two_levels")


class Office(NamedTuple):
    """Who acts as named at a place, where the name ends, and the body that is led, where it is told."""

    actor: Actor
    last: int
    mention: Mention | None = None


def office_at(text: str, words: list[str], starts: list[int], i: int, gazetteer: Gazetteer) -> Office | None:
    """The committee or commission named at token `i`."""
    for head, body in HEADS_BY_WORD.get(words[i], ()):
        last = i + len(head)
        if words[i:last] == head:
            return _of(text, words, starts, last, body, gazetteer)
    if words[i] == "ủy":
        # `Ủy ban đã kết luận …`: the commission that was told of
        bare = words[i : i + 2] == ["ủy", "ban"] and text[starts[i]].isupper() and i + 2 < len(words) and words[i + 2] in VERBS
        return Office(Actor("commission", TOLD), i + 2) if bare else None
    if words[i] == "cấp":
        return _acting_level(words, i)
    if words[i] == "các":
        # of them all, it is not told which
        return Office(Actor("", "all"), i + 5) if words[i : i + 5] == ALL_LEVELS else None
    found = _leading(text, words, starts, i, gazetteer)
    return found._replace(actor=Actor("committee", found.actor.level)) if found is not None else None


def _of(text: str, words: list[str], starts: list[int], last: int, body: str, gazetteer: Gazetteer) -> Office:
    """A committee or commission by the words after it that tell whose it is."""
    if words[last : last + 1] == ["từ"] and ["đến", "cơ", "sở"] in [
        words[i : i + 3] for i in range(last, min(last + 14, len(words)))
    ]:
        return Office(Actor(body, "all"), last)
    found = _leading(text, words, starts, last, gazetteer)
    if found is not None:
        return found._replace(actor=Actor(body, found.actor.level))
    told = _level_at(words, last)
    if told is not None:
        level, end = told
        more = _level_at(words, end + 1) if words[end : end + 1] == ["và"] else None
        if more is not None and more[0] not in NAMING:
            return Office(Actor(body, level).joined(Actor(body, more[0])), more[1])
        return Office(Actor(body, level), last if level in NAMING or words[last:end] == ["huyện"] else end)
    if body == "committee" and words[last : last + 3] == ["và", "ubkt", "các"]:
        return Office(Actor(body, "all"), last)
    return Office(Actor(body, "" if words[last - 1] in ("ủy", "đảng") else "own"), last)


def _level_at(words: list[str], i: int) -> tuple[str, int] | None:
    """The level that is told at a token, and where its words end."""
    for phrase, level in LEVELS_BY_WORD.get(words[i], ()) if i < len(words) else ():
        if words[i : i + len(phrase)] == phrase:
            return level, i + len(phrase)
    return None


def _leading(text: str, words: list[str], starts: list[int], i: int, gazetteer: Gazetteer) -> Office | None:
    """`Tỉnh ủy`, `Huyện ủy Trấn Yên`, `các huyện ủy, thành ủy`, `các đảng ủy xã`: committees that lead bodies."""
    if words[i : i + 1] == ["các"]:
        i += 1
    several = i > 0 and words[i - 1] == "các"
    if words[i : i + 2] == ["tỉnh", "ủy"]:
        found = gazetteer.province_at(words, i + 2) if i + 2 < len(words) else None
        places = tuple(one.province for one in found[0]) if found else ()
        return Office(Actor("", "province"), found[1] if found else i + 2, Mention("province_wide", places=places))
    if words[i : i + 2] == ["đảng", "ủy"]:
        return _grassroots(text, words, starts, i + 2, several)
    if i < len(words) and words[i] in AREA_COMMITTEES:
        return _of_areas(text, words, starts, i, several, gazetteer)
    return None


def _grassroots(text: str, words: list[str], starts: list[int], i: int, several: bool) -> Office | None:
    """`các đảng ủy xã, phường`, `đảng ủy cơ sở`; none where a name follows, which is a body's."""
    if words[i : i + 2] == ["cơ", "sở"]:
        return Office(Actor("", "grassroots"), i + 2) if _unnamed(text, starts, i + 2) else None
    if words[i : i + 2] == ["các", "cấp"]:
        return Office(Actor("", "all"), i + 2)
    i += words[i : i + 1] == ["các"]
    at = last = i
    while at < len(words) and (words[at] in GRASSROOTS or words[at : at + 2] == ["thị", "trấn"]):
        at = last = at + (2 if words[at] == "thị" else 1)
        at += at < len(words) and words[at] in LISTING
    if last > i and _unnamed(text, starts, last):
        return Office(Actor("", "grassroots"), last)
    if several and words[i : i + 2] == ["trực", "thuộc"]:
        return Office(Actor("", "below"), i + 2)
    return None


def _unnamed(text: str, starts: list[int], i: int) -> bool:
    return i >= len(starts) or not text[starts[i]].isupper()


def _of_areas(text: str, words: list[str], starts: list[int], i: int, several: bool, gazetteer: Gazetteer) -> Office | None:
    """`Huyện ủy Trấn Yên`, `Thành ủy TP.HCM`, `các huyện ủy, thành ủy`, `các huyện, thành, thị ủy`."""
    at, last, areas = i, i, []
    while at < len(words):
        if words[at] in AREA_COMMITTEES:
            areas.append(words[at])
            at += 1
            if words[at : at + 1] == ["ủy"]:
                at = last = at + 1
        elif last > i and words[at : at + 2] == ["đảng", "ủy"] and _unnamed(text, starts, at + 2):
            areas.append("đảng")
            at = last = at + (4 if words[at + 2 : at + 4] == ["trực", "thuộc"] else 2)
        else:
            break
        if at < len(words) and words[at] in LISTING:
            at += 1
        else:
            break
    if last == i:
        return None
    if words[last : last + 3] == ["và", "tương", "đương"]:
        return Office(Actor("", "district"), last + 3)
    if several or len(areas) > 1:
        return Office(Actor("", "district"), last)
    area, level = AREA_COMMITTEES[areas[0]], "city" if areas[0] == "thành" else "district"
    mention, last = name_at(text, words, starts, last, area, gazetteer)
    if level == "city" and mention.kind == "area" and mention.name and words[last : last + 1] == [","]:
        # `Thành ủy Vinh, Huyện ủy các huyện …`: a town's beside those of districts
        level = "district" if words[last + 1 : last + 3] in (["huyện", "ủy"], ["các", "huyện"], ["thị", "ủy"]) else level
    return Office(Actor("", level), last, mention)


def _acting_level(words: list[str], i: int) -> Office | None:
    """`…, cấp huyện 61 đảng viên`: a level in the place of who acts."""
    at = i - 1 if i and words[i - 1] in ("ở", "tại") else i
    if (words[at - 1] if at else "") not in {*CLAUSE_STARTS, "gồm"}:
        return None
    for phrase, level in ACTING_LEVELS.items():
        last = i + len(phrase)
        last += 3 * (words[last : last + 3] == ["và", "tương", "đương"])
        if tuple(words[i : i + len(phrase)]) == phrase and last < len(words) and (words[last] in DOING or words[last][0].isdigit()):
            return Office(Actor("", level), last)
    return None
