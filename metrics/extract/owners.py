"""Whose figures they are: the body that a text is about, and the others that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.extract.bodies import BLOC_KINDS, INSTITUTION_PHRASES, SLUG_KINDS, Gazetteer, Mention, kind_of_slug, slugify
from metrics.vocabulary import Organization

FULL_AREAS = {
    "tp": "thành phố ",
    "tx": "thị xã ",
    "huyen": "huyện ",
    "quan": "quận ",
    "xa": "xã ",
    "phuong": "phường ",
    "thi-tran": "thị trấn ",
}
INSTITUTIONS = tuple(phrase.replace("_", " ") for phrase in INSTITUTION_PHRASES)
# a province's forces by their other names
FORCES = {
    "bộ đội biên phòng": "Biên phòng",
    "bộ chỉ huy quân sự": "Quân sự",
    "bộ chỉ huy bộ đội biên phòng": "Biên phòng",
    "ban chỉ huy quân sự": "Quân sự",
}
# the end of an institution's name that tells its place: Công an tỉnh Phú Yên, Cục Hải quan TP. Cần Thơ
PLACE = re.compile(r" (?:(tỉnh)|thành phố|tp\.?)(?: [^,]+)?$", re.IGNORECASE)

# a body's slug and kind
Owner = tuple[str, str]


class Owners:
    """The bodies of one text. `main` is the one that it is about; `added` only grows: bodies that the data lacks.

    `given`: a person said which body it is about.
    """

    def __init__(self, gazetteer: Gazetteer, province: str, main: str, name: str = "", *, given: bool = False) -> None:
        self.gazetteer, self.province, self.given = gazetteer, province, given
        self.added: dict[str, Organization] = {}
        self._named: dict[Mention, Owner] = {}
        known = gazetteer.organizations.get(main)
        self.main: Owner = (main, known.kind if known else kind_of_slug(main))
        if main and not known:
            self.add(main, name)

    def bloc_of(self, province: str) -> str:
        """A province's bloc, if the data knows one and no other."""
        blocs = [one for one in self.gazetteer.organizations.values() if one.province == province and one.kind in BLOC_KINDS]
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
        if not self.province:
            return self.main
        owner = self._named.get(mention)
        if owner is None:
            owner = self._named[mention] = self._of(mention)
        return owner

    def _of(self, mention: Mention) -> Owner:
        kind, province = mention.kind, self.province_of(mention.places)
        if kind == "own":
            return "", ""
        if kind == "whole":
            return self.main
        if kind == "common":
            return self.main if self.main[0].partition(".")[2].startswith(slugify(mention.name)) else ("", "")
        if kind == "any_bloc":
            if self.main[1] in BLOC_KINDS and province == self.province:
                return self.main
            return self.add(self.bloc_of(province) or f"{province}.{SLUG_KINDS['agencies_bloc']}", ""), "agencies_bloc"
        if kind in SLUG_KINDS:
            if kind == self.main[1] and province == self.province:
                return self.main
            return self.add(f"{province}.{SLUG_KINDS[kind]}", ""), kind
        return self.named(mention)

    def province_of(self, places: Sequence[str]) -> str:
        """The province among the units of one name: the one that the text is about, else the one of its time."""
        if not places or self.province in places:
            return self.province
        unit = self.gazetteer.provinces.get(self.province)
        return places[-1] if unit is not None and unit.valid_from else places[0]

    def named(self, mention: Mention) -> Owner:
        """The body of a name, of the data or new."""
        unit = self.gazetteer.provinces.get(self.province)
        name = mention.name
        city = unit is not None and unit.kind == "city"
        if mention.area == "tp" and unit and city and slugify(name) in ("", slugify(unit.name_vi)):
            return self.of(Mention("province_wide"))
        tail = self.main[0].partition(".")[2]
        if mention.kind == "area" and not name:
            return self.main if tail.startswith(f"{mention.area}-") else ("", "")
        prefix = f"{mention.area} " if mention.area else ""
        full = FULL_AREAS.get(mention.area, "")
        found = self.gazetteer.find(self.province, full + name)
        if mention.kind == "named" and not found:
            name = self._placed(name, tail)
        slug = found or f"{self.province}.{slugify(prefix + name)}"
        if slug.endswith("."):
            return self.main
        known = self.gazetteer.organizations.get(slug)
        return self.add(slug, f"Đảng bộ {full}{name}"), known.kind if known else kind_of_slug(slug)

    def _placed(self, name: str, main: str) -> str:
        """The name of an institution without its province's: `Công an tỉnh`; with the district's, where it has only its kind."""
        area = next((area for area, full in FULL_AREAS.items() if name.lower().endswith(f" {full.strip()}")), "")
        if area and main.startswith(f"{area}-"):
            known = self.gazetteer.organizations.get(self.main[0])
            _, _, place = known.name_vi.partition(FULL_AREAS[area]) if known else ("", "", "")
            return f"{name} {place or main.removeprefix(f'{area}-')}"
        unit = self.gazetteer.provinces.get(self.province)
        if unit is not None and name.startswith("Chi bộ "):
            return name.removesuffix(f" {unit.name_vi}")
        found = PLACE.search(name)
        if found is None or unit is None:
            return name
        place = slugify(found[0])
        if not (place.endswith(slugify(unit.name_vi)) or place in ("tinh", "tp", "thanh-pho")):
            return name
        rest = name[: found.start()]
        return f"{rest} tỉnh" if rest.lower().startswith("bệnh viện") else FORCES.get(rest.lower(), rest)

    def listed(self, name: str) -> Owner:
        """The body of a list's item, by its bare name: an area below the one that the text is about."""
        slug = self.gazetteer.find(self.province, name)
        if slug is None:
            area = (
                "" if name.lower().startswith(INSTITUTIONS) else {"province_wide": "huyen", "district": "xa"}.get(self.main[1], "")
            )
            return self.named(Mention("area" if area else "named", name, area))
        return slug, kind_of_slug(slug)
