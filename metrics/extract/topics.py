"""Whom a text is about, where nobody says it: its province, and the body that it names as its subject."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.extract.bodies import BETWEEN, SLUG_KINDS, Gazetteer, Mention
from metrics.extract.clauses import Passage
from metrics.extract.marks import Mark
from metrics.extract.owners import FULL_AREAS, Owners
from metrics.extract.text import Sentence, word_set

# how many sentences at the head of a text tell whom it is about
HEAD = 12
# words before a province's name that say that it is one
PLACED = word_set("tỉnh phố tp ủy")
# names that are a person's or a thing's besides, and a province's only after such a word
AMBIGUOUS = (["hồ", "chí", "minh"], ["hòa", "bình"])
# words before a body that is only mentioned
MENTIONED = word_set("thuộc từ với tại do theo về dự bởi cho trong sang và")
# the sorts of mentions that a text can be about though nothing is said of them first
KINDS = (*SLUG_KINDS, "any_bloc")


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
            if mark.actor is None and (mark.mention.kind in KINDS or (passage is head[0] and _leads(passage, mark))):
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
        return True
    if mention.kind == "own" or (not first and any(one.amount for one in passage.marks[:place])):
        return False
    if _leads(passage, mark):
        return True
    return first and mention.kind == "area" and (place == 0 or before == ",")


def _leads(passage: Passage, mark: Mark) -> bool:
    """`Huyện ủy Hiệp Hòa`, `Đảng bộ huyện Hiệp Hòa`, `toàn thành phố`: a body's Party organization or its committee."""
    words = passage.words[mark.first : mark.last]
    party = words[:2] in (["đảng", "bộ"], ["đảng", "ủy"]) or words[:1] == ["toàn"]
    return party or (mark.actor is not None and "ủy" in words)
