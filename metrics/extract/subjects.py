"""Whose figures they are: the body that a text is about, and the others that it names."""

from __future__ import annotations

from functools import cached_property

from metrics.extract.bodies import BLOC_KINDS, SLUG_KINDS, Mention, kind_of_slug, slugify
from metrics.extract.marks import Mark
from metrics.extract.model import Known
from metrics.extract.text import Sentence
from metrics.vocabulary import Organization

FULL_AREAS = {"tp": "thành phố ", "tx": "thị xã ", "huyen": "huyện ", "quan": "quận ", "xa": "xã ", "phuong": "phường "}


class Subjects:
    """The bodies of one text."""

    def __init__(self, known: Known, published: str, province: str, organization: str) -> None:
        self.known, self.gazetteer, self.published = known, known.gazetteer, published
        self.province = province or organization.partition(".")[0]
        self.main, self.main_kind = organization, ""
        self.bodies: dict[str, Organization] = {}
        self.named: dict[Mention, tuple[str, str]] = {}

    # whose figures ----------------------------------------------------------------------------------------------------------------
    def _look_for_place(self, words: list[str]) -> None:
        for i in range(len(words)):
            found = self.gazetteer.province_at(words, i) if words[i] in self.gazetteer.by_name else None
            if found:
                self.province = self.gazetteer.unit(found[0], self.published)
                return

    def _choose_main(self, kept: list[tuple[Sentence, list[Mark]]]) -> None:
        """The body that the text is about: as hinted, else the first that it names, else the province's."""
        if not self.main:
            kinds = [mark.mention.kind for _, marks in kept[:12] for mark in marks if mark.mention]
            kind = next((kind for kind in kinds if kind in SLUG_KINDS or kind == "any_bloc"), "province_wide")
            self.main = f"{self.province}.{SLUG_KINDS['agencies_bloc' if kind == 'any_bloc' else kind]}" if self.province else ""
            if kind == "any_bloc" and self.province:
                self.main = self.bloc or self.main
        known = self.gazetteer.organizations.get(self.main)
        self.main_kind = known.kind if known else kind_of_slug(self.main)
        if self.main and not known:
            self._add(self.main, "")

    @cached_property
    def bloc(self) -> str:
        """The province's only bloc, if the data knows one and no other."""
        blocs = [one for one in self.gazetteer.organizations.values() if one.province == self.province and one.kind in BLOC_KINDS]
        return blocs[0].organization if len(blocs) == 1 else ""

    def _add(self, slug: str, name: str) -> str:
        if slug and slug not in self.gazetteer.organizations and slug not in self.bodies:
            self.bodies[slug] = self.gazetteer.new(slug, name)
        return slug

    def _body(self, mention: Mention) -> tuple[str, str]:
        """The slug and kind of a body that the text names."""
        kind = mention.kind
        if not self.province:
            return self.main, self.main_kind
        if kind == "own":
            return "", ""
        if kind == "any_bloc":
            if self.main_kind in BLOC_KINDS:
                return self.main, self.main_kind
            slug = self.bloc or f"{self.province}.agencies-bloc"
            return self._add(slug, ""), "agencies_bloc"
        if kind in SLUG_KINDS:
            if kind == self.main_kind:
                return self.main, self.main_kind
            return self._add(f"{self.province}.{SLUG_KINDS[kind]}", ""), kind
        if mention not in self.named:
            self.named[mention] = self._named(mention)
        return self.named[mention]

    def _named(self, mention: Mention) -> tuple[str, str]:
        unit = self.gazetteer.provinces.get(self.province)
        name = mention.name
        if mention.area == "tp" and unit and unit.kind == "city" and slugify(name) == slugify(unit.name_vi):
            return self._body(Mention("province_wide"))
        prefix = f"{mention.area} " if mention.area else ""
        full = FULL_AREAS.get(mention.area, "")
        found = self.gazetteer.find(self.province, full + name)
        tail = slugify(prefix + name)
        if not tail:
            return self.main, self.main_kind
        slug = found or f"{self.province}.{tail}"
        known = self.gazetteer.organizations.get(slug)
        return self._add(slug, f"Đảng bộ {full}{name}"), known.kind if known else kind_of_slug(slug)
