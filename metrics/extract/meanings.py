"""What the words over and beside the numbers of a table in somebody's own form tell, cell by cell: a proposal, never a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from metrics.extract.grids import Cell
from metrics.extract.headings import Told, told_of
from metrics.extract.index_tables import words_of
from metrics.extract.model import Known
from metrics.extract.periods import Stretch, with_year
from metrics.extract.rules import LISTED_ACTS
from metrics.extract.tables import both, distinct, indicator_of
from metrics.extract.text import fold

# the act of rating, whose result the grades are
RATING = re.compile(r"\b(?:được )?(?:đánh giá|xếp loại|phân loại)(?:,? (?:và )?(?:đánh giá|xếp loại|phân loại|chất lượng))*\b")
RATED = ("member", "grassroots", "upper_committee")
# how a stretch of time may stand in words to be the period of the numbers
STANDING = ("", "end", "plan", "this")


class Meaning(NamedTuple):
    """What words tell of a number: `indicator` and `parts` (its breakdown), `percent` where it is a share, `status`; `kind` and
    `code` of a period as the words state it (`day` for a day; a code that begins with `-` lacks its year); `before`: the same
    period of the year before is meant.

    `understood`: nothing is left over that may narrow what is counted. `odd`: a difference, a rest, a bound or a comparison.
    """

    indicator: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    percent: bool = False
    status: str = "reported"
    kind: str = ""
    code: str = ""
    before: bool = False
    odd: bool = False
    understood: bool = True
    # what is counted is something that was done, by the words themselves
    acts: bool = False
    # some date stands in the words, be it no period of the number
    dated: bool = False


class Measured(NamedTuple):
    """The indexes (by their prefix) and years that words name, `rank` or `score` where they say no more, and the other words."""

    indexes: tuple[str, ...]
    years: tuple[str, ...]
    kind: str
    rest: str


def measured_by(words: Sequence[str]) -> Measured:
    """What words tell of a yearly index: its prefix, the year, rank or score."""
    found = words_of([Cell(one, 0, len(one)) for one in words])
    return Measured(found.indexes, found.years, found.kind, " ".join(found.rest))


def meaning_of(words: Sequence[str], around: Sequence[str], known: Known, inherits: bool = False) -> Meaning:
    """What the words of a number tell; `around` (the nearest first: the line above it, the title) says what is counted where they
    do not. `inherits`: the words are a part of the nearest, so that what was done there was done to them."""
    own = _told(words, known)
    acts, nouns, slices = own.acts, distinct(own.nouns), dict(own.slices)
    odd, understood = own.odd, own.understood
    if inherits and around and not acts:
        parent = _told(around[:1], known)
        acts, slices = parent.acts, {**parent.slices, **slices}
        odd, understood = odd or parent.odd, understood and parent.understood
    for one in (_told([words], known) for words in around):
        if (not acts and not nouns) and one.counts:
            acts, nouns, slices = one.acts, distinct(one.nouns), {**one.slices, **slices}
            odd, understood = odd or one.odd, understood and one.understood
        elif not nouns and acts and acts[0] not in LISTED_ACTS and len(distinct(one.nouns)) == 1:
            nouns = distinct(one.nouns)
    if "grade" not in slices and nouns and nouns[0] in RATED and any(RATING.search(fold(one)) for one in words):
        slices["grade"] = "rated"
    found = None
    if len(nouns) <= 1 and len(set(acts)) <= 1 and not odd:
        found = indicator_of(acts, nouns, slices, all_cells=True)
    stretches = [one for one in own.stretches if one.role in STANDING and one.code]
    stretch = stretches[0] if len({(one.kind, one.code) for one in stretches}) == 1 else None
    return Meaning(
        indicator=found[0] if found else "",
        parts=tuple(sorted(found[1].items())) if found else (),
        percent=own.percent,
        status=(own.status or "target") if own.aimed and not own.done else "reported",
        kind=stretch.kind if stretch else "",
        code=stretch.code if stretch else "",
        before=own.before is not None,
        odd=odd,
        understood=understood,
        acts=bool(own.acts),
        dated=bool(own.stretches),
    )


def in_year(kind: str, code: str, year: str) -> str:
    """The code of a stretch whose words leave the year out, in that year; nothing where there is no such day."""
    return with_year(Stretch(kind, code), year).code


def _told(words: Sequence[str], known: Known) -> Told:
    found = Told()
    for one in words:
        told = RATING.sub(" ", fold(one)).strip() if RATING.search(fold(one)) else one
        found = both(found, told_of(Cell(told, 0, len(told)), known.gazetteer))
    return found
