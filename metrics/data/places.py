"""Names of provinces as people write them → the units that they may mean. The one home of this lookup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from metrics.errors import N_, UNKNOWN, QuestionError, listed, nearest
from metrics.spelling import search_key
from metrics.vocabulary import Province

# what may stand before and after a name
BEFORE, AFTER = ("", "tinh", "thanhpho", "tp"), ("", "province", "city")
TWO_UNITS = N_("{word!r} may be {units}; write the one that is meant.")
REMEDY = N_("A slug, a name or a code of provinces.csv does.")


# a name is looked for as it stands, and without what may stand around it
@lru_cache(maxsize=5_000)
def spelling(text: str) -> str:
    """What two spellings of one name share: letters and digits, without accents, blanks, dots and dashes."""
    words = search_key(text).replace(" ", "")
    return words if words.isalnum() else re.sub(r"[\W_]", "", words)


class Places:
    """The units of the 63 and of the 34 by every spelling: slugs, names, aliases, codes, without accents or blanks."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self.units = {one.province: one for one in provinces}
        found: dict[str, dict[str, None]] = {}
        for one in self.units.values():
            names = {spelling(name) for name in (one.name_vi, one.name_en, *one.aliases.split(";"))} - {""}
            spelled = {f"{before}{name}{after}" for name in names for before in BEFORE for after in AFTER}
            for name in {*spelled, spelling(one.province), one.code, spelling(one.iso)} - {""}:
                found.setdefault(name, {})[one.province] = None
        self.spellings = {name: tuple(units) for name, units in found.items()}

    def meant(self, word: str) -> tuple[str, ...]:
        """The slugs of the units that a word may mean: an exact slug only itself; nothing where no unit is called so."""
        return (word,) if word in self.units else self.spellings.get(spelling(word), ())

    def on(self, word: str, first: str, last: str = "") -> tuple[str, ...]:
        """Those units a word may mean that existed between two days, ISO dates; an empty `last` is the first day itself."""
        last = last or first
        return tuple(
            slug
            for slug in self.meant(word)
            if self.units[slug].valid_from <= last and first <= (self.units[slug].valid_to or last)
        )

    def slug(self, word: str) -> str:
        """The slug of the unit that a word means. QuestionError where it may be two, with both, or none."""
        units = self.meant(word)
        if len(units) > 1:
            raise QuestionError(TWO_UNITS, word=word, units=listed(units))
        if not units:
            near = nearest("-".join(search_key(word).split()), self.units) or f" Accepted: {listed(self.units)}."
            raise QuestionError(UNKNOWN, what=N_("Province"), word=word, hint=near, remedy=f" {REMEDY}")
        return units[0]


@lru_cache(maxsize=4)
def places(provinces: tuple[Province, ...]) -> Places:
    """The lookup of these provinces, made once."""
    return Places(provinces)
