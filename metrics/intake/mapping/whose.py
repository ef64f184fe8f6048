"""Whose the figures of a row are: the names of a table → units of the 63 or the 34, and bodies, known or new."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import NamedTuple

from metrics.extract.bodies import slugify
from metrics.intake.mapping.model import LEFT_OUT, SheetMap
from metrics.intake.mapping.propose import Catalogue
from metrics.intake.mapping.words import bare, code_meant, provinces_meant
from metrics.spelling import search_key
from metrics.territory import NEW_LIST, OLD_LIST, list_of
from metrics.vocabulary import Organization

# a table that names so many of the new units, and none but them, lists the 34
MOST_OF_34 = 30
# how the name of a body begins, so that one that the data lack is a new one
OF_A_BODY = re.compile(
    r"(?:dang bo|dang uy|chi bo|huyen|thi xa|thanh pho|quan|xa|phuong|thi tran|tx|tp|so|ban|cong an|quan su|bo doi|truong|"
    r"benh vien|cong ty|van phong|khoi|toa an|vien)\b"
)
OWN_NAME = re.compile("^Đảng (?:bộ|ủy|uỷ) ")


class Entry(NamedTuple):
    """Whom a name means: the units of several lists that it may be, or one body."""

    units: tuple[str, ...]
    organization: str = ""


class Whose:
    """The `names` of one table. `bodies` gathers the new bodies of all tables."""

    def __init__(self, sheet: SheetMap, catalogue: Catalogue, bodies: dict[str, Organization], names: Collection[str]) -> None:
        self.sheet, self.catalogue, self.bodies = sheet, catalogue, bodies
        self.chosen = dict(sheet.places)
        self._names = names
        self._entries: dict[str, Entry | None] = {}
        self._organizations: dict[str, str] = {}

    @cached_property
    def listed(self) -> str:
        """The list that the names are of, where they tell it; of bodies within a province nobody asks."""
        units = {provinces_meant(name, self.catalogue.places) for name in self._names} - {()}
        known = self.catalogue.places.units
        if any(all(known[unit].valid_to for unit in one) for one in units):
            return OLD_LIST
        new = [one for one in units if any(not known[unit].valid_to for unit in one)]
        return NEW_LIST if len(new) == len(units) >= MOST_OF_34 else ""

    def choice(self, name: str) -> str:
        """What a person says that a name means; nothing where nobody said it."""
        return self.chosen.get(name) or self.chosen.get(bare(name), "") if self.chosen else ""

    def leave_out(self, name: str) -> None:
        """Leave the rows of a name out, unless a person said whom it means."""
        self.chosen.setdefault(name, LEFT_OUT)

    @property
    def names_provinces(self) -> bool:
        """Whether any name that was asked about is that of a unit."""
        return any(one is not None and one.units for one in self._entries.values())

    def entry(self, name: str, is_code: bool = False) -> Entry | None:
        """Whom a name means; None where nobody knows."""
        if name not in self._entries:
            self._entries[name] = self._meant(name, is_code)
        return self._entries[name]

    def _meant(self, name: str, is_code: bool) -> Entry | None:
        chosen = self.choice(name)
        if chosen:
            return Entry((), chosen) if "." in chosen else Entry((chosen,))
        words = search_key(bare(name))
        if not self.sheet.organization:
            units = code_meant(name, self.catalogue.places) if is_code else provinces_meant(name, self.catalogue.places)
            if units:
                return Entry(units)
            same = self._named.get(words, [])
            return Entry((), same[0]) if len(same) == 1 else None
        province = self.sheet.organization.partition(".")[0]
        known = self.catalogue.known.gazetteer.find(province, bare(name))
        if known or OF_A_BODY.match(words):
            return Entry((), known or f"{province}.{slugify(OWN_NAME.sub('', bare(name)))}")
        return None

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """The known bodies by the words of their names."""
        named: dict[str, list[str]] = {}
        for one in self.catalogue.known.organizations:
            named.setdefault(search_key(one.name_vi), []).append(one.organization)
        return named

    def proposals(self, name: str) -> tuple[str, ...]:
        """The slug that a new body of this name may have."""
        province = self.sheet.organization.partition(".")[0]
        return (f"{province}.{slugify(OWN_NAME.sub('', name))}",) if province else ()

    def unit(self, entry: Entry, year: int) -> str:
        """The one unit of a name in a year; nothing where it may be two."""
        if len(entry.units) == 1:
            return entry.units[0]
        known = self.catalogue.places.units
        listed = self.listed or list_of("reported", year)
        of_list = [unit for unit in entry.units if bool(known[unit].valid_to) == (listed == OLD_LIST)]
        return of_list[0] if len(of_list) == 1 else ""

    def boundary(self, unit: str, year: int) -> str:
        """The list in which a unit is ranked."""
        ended = bool(self.catalogue.places.units[unit].valid_to)
        return self.listed or (OLD_LIST if ended else list_of("reported", year))

    def body_of(self, province: str) -> str:
        """The body of a province of the kind that the sheet is about; a new one where the data lack it."""
        if province not in self._organizations:
            kind = self.sheet.bodies
            bodies = self.catalogue.known.organizations
            same = [one.organization for one in bodies if one.province == province and one.kind == kind]
            slug = same[0] if len(same) == 1 else f"{province}.{kind.replace('_', '-')}"
            if not same:
                self.bodies[slug] = self.catalogue.known.gazetteer.new(slug, "")
            self._organizations[province] = slug
        return self._organizations[province]

    def is_new(self, organization: str) -> bool:
        """Whether neither the data nor a table before knows a body."""
        return organization not in self.catalogue.known.gazetteer.organizations and organization not in self.bodies

    def add(self, organization: str, name: str) -> None:
        """Keep a new body by the name that the table gives it."""
        self.bodies[organization] = self.catalogue.known.gazetteer.new(organization, bare(name))
