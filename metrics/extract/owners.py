"""Whose figures they are: the body that a text is about, and the others that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from metrics.extract.bodies import BLOC_KINDS, SLUG_KINDS, Gazetteer, Mention, kind_of_slug, slugify
from metrics.extract.marks import Mark
from metrics.vocabulary import Organization

FULL_AREAS = {"tp": "thành phố ", "tx": "thị xã ", "huyen": "huyện ", "quan": "quận ", "xa": "xã ", "phuong": "phường "}
# how many sentences at the head of a text tell whom it is about
HEAD = 12

# a body's slug and kind
Owner = tuple[str, str]


class Owners:
    """The bodies of one text. `main` is the one that it is about; `added` only grows: bodies that the data lacks."""

    def __init__(self, gazetteer: Gazetteer, province: str, organization: str, head: Sequence[Mention]) -> None:
        self.gazetteer, self.province = gazetteer, province
        self.added: dict[str, Organization] = {}
        self._named: dict[Mention, Owner] = {}
        main = organization or self._first_named(head)
        known = gazetteer.organizations.get(main)
        self.main: Owner = (main, known.kind if known else kind_of_slug(main))
        if main and not known:
            self.add(main, "")

    def _first_named(self, head: Sequence[Mention]) -> str:
        """The first body that the text names, else the province's."""
        if not self.province:
            return ""
        kinds = (mention.kind for mention in head)
        kind = next((kind for kind in kinds if kind in SLUG_KINDS or kind == "any_bloc"), "province_wide")
        if kind == "any_bloc":
            return self.bloc or self.slug("agencies_bloc")
        return self.slug(kind)

    @cached_property
    def bloc(self) -> str:
        """The province's bloc, if the data knows one and no other."""
        blocs = [one for one in self.gazetteer.organizations.values() if one.province == self.province and one.kind in BLOC_KINDS]
        return blocs[0].organization if len(blocs) == 1 else ""

    def slug(self, kind: str) -> str:
        """The slug of the province's only body of a kind."""
        return f"{self.province}.{SLUG_KINDS[kind]}"

    def add(self, slug: str, name: str) -> str:
        """Keeps a body that the data lacks; gives its slug."""
        if slug and slug not in self.gazetteer.organizations and slug not in self.added:
            self.added[slug] = self.gazetteer.new(slug, name)
        return slug

    def of_kind(self, kind: str) -> Owner:
        """The province's only body of a kind."""
        return self.add(self.slug(kind), ""), kind

    def of(self, mention: Mention) -> Owner:
        """The body that the text names; without a slug where it names none of its own (`Đảng bộ …`)."""
        kind = mention.kind
        if not self.province or (kind in SLUG_KINDS and kind == self.main[1]):
            return self.main
        if kind == "own":
            return "", ""
        if kind == "any_bloc":
            if self.main[1] in BLOC_KINDS:
                return self.main
            return self.add(self.bloc or self.slug("agencies_bloc"), ""), "agencies_bloc"
        if kind in SLUG_KINDS:
            return self.of_kind(kind)
        if mention not in self._named:
            self._named[mention] = self.named(mention)
        return self._named[mention]

    def named(self, mention: Mention) -> Owner:
        """The body of a name, of the data or new."""
        unit = self.gazetteer.provinces.get(self.province)
        name = mention.name
        if mention.area == "tp" and unit and unit.kind == "city" and slugify(name) == slugify(unit.name_vi):
            return self.of(Mention("province_wide"))
        prefix = f"{mention.area} " if mention.area else ""
        full = FULL_AREAS.get(mention.area, "")
        found = self.gazetteer.find(self.province, full + name)
        tail = slugify(prefix + name)
        if not tail:
            return self.main
        slug = found or f"{self.province}.{tail}"
        known = self.gazetteer.organizations.get(slug)
        return self.add(slug, f"Đảng bộ {full}{name}"), known.kind if known else kind_of_slug(slug)

    def listed(self, name: str) -> Owner:
        """The body of a list's item, by its bare name."""
        slug = self.gazetteer.find(self.province, name) or self.add(f"{self.province}.{slugify(name)}", f"Đảng bộ {name}")
        return slug, kind_of_slug(slug)


def province_named(gazetteer: Gazetteer, words: list[str], published: str) -> str:
    """The first province that a sentence names, as it was on the day of publication."""
    for i, word in enumerate(words):
        found = gazetteer.province_at(words, i) if word in gazetteer.by_name else None
        if found:
            return gazetteer.unit(found[0], published)
    return ""


def mentions(passages: Iterable[Sequence[Mark]]) -> list[Mention]:
    """The bodies that sentences name, in order."""
    return [mark.mention for marks in passages for mark in marks if mark.mention]
