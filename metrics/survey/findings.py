"""The remarks of the checker in the reader's words, each with the figures that it is about."""

from __future__ import annotations

from typing import Any

from metrics.errors import N_
from metrics.store.store import Store
from metrics.survey.listing import COLUMNS, Listing, Search, ids, numbered
from metrics.survey.remarks import Remark, found
from metrics.vocabulary import OtherValue
from metrics.words.words import Words

# what each check finds
NAMES = {
    "dispute": N_("sources disagree"),
    "share": N_("share off its recomputation"),
    "jump": N_("jump"),
    "quote": N_("quote too short"),
    "person": N_("a person named"),
    "part": N_("part larger than its whole"),
}
# what stands before the columns of an observation in the download
HEAD = ("remark", "check", "file_line", "words")


def findings(store: Store, search: Search) -> list[Remark]:
    """The remarks of which at least one figure passes the filters."""
    passing = ids(store, search)
    return [remark for remark in found(store) if passing.intersection(remark.observations)]


def place(remark: Remark) -> str:
    """Where the figure stands: file and line."""
    return f"{remark.file}:{remark.line}"


def sentence(wording: Words, remark: Remark) -> str:
    """What disagrees, in a sentence: values with their unit, periods in words."""
    more, unit = remark.more, remark.unit
    value = wording.amount(remark.value, remark.qualifier, unit)
    if remark.check == "dispute":
        text = N_("{value} is the figure used; also stated: {others}.")
        return wording.say(text, value=value, others=wording.other_values((OtherValue(**one) for one in more["others"]), unit))
    if remark.check == "share":
        part, whole = wording.number(more["part"]), wording.number(more["whole"])
        recomputed = wording.number(more["recomputed"], unit)
        text = N_("{value} is stated, but {part} out of {whole} is {recomputed}.")
        return wording.say(text, value=value, part=part, whole=whole, recomputed=recomputed)
    if remark.check == "part":
        text = N_("{value} is more than the whole, {whole} ({source}).")
        return wording.say(
            text,
            value=value,
            whole=wording.amount(more["whole"], more["whole_qualifier"], unit),
            source=wording.source(more["source"]),
        )
    if remark.check == "quote":
        return wording.say(N_("The words quoted do not show what is counted: {quote}."), quote=more["quote"])
    if remark.check == "person":
        return wording.say(N_("A person seems to be named; leave the name out of the words: {quote}."), quote=more["quote"])
    before, period = wording.period(more["before"]), wording.period(remark.period)
    text = N_("{earlier} ({before}), then {value} ({period}): changed by more than half within two years.")
    earlier = wording.amount(more["earlier"], more["earlier_qualifier"], unit)
    return wording.say(text, earlier=earlier, before=before, value=value, period=period)


def figures(store: Store, remark: Remark) -> Listing:
    """The observations that a remark is about, the one where it stands first; rows by `listing.COLUMNS`."""
    return numbered(store, remark.observations)


def table(store: Store, wording: Words, remarks: list[Remark]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns (`HEAD`, then `listing.COLUMNS`), and a row for each figure of each remark.

    In a row: the remark's number from 1, its check, place and words, then the observation.
    """
    rows = [
        (number, one.check, place(one), sentence(wording, one), *figure)
        for number, one in enumerate(remarks, 1)
        for figure in figures(store, one).rows
    ]
    return (*HEAD, *COLUMNS), rows
