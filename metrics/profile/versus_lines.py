"""The comparisons of a body as lines: each number by a name of its own, for the table and the downloads, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from metrics.answers.sources import CITED, cited
from metrics.errors import N_, Message
from metrics.profile.versus import Blank, LastYear, Per1000, Place, Target, Versus
from metrics.store.store import Store
from metrics.words.wording import Wording
from metrics.words.words import Words

COMPARISONS = {
    "latest": N_("The figure"),
    "last_year": N_("Versus the same period last year"),
    "target": N_("Versus the target of the year"),
    "region": N_("Region"),
    "country": N_("Country"),
    "per_1000": N_("Per 1,000 members"),
    "per_1000_region": N_("Per 1,000 members: region"),
    "per_1000_country": N_("Per 1,000 members: country"),
}
# each number by a name of its own, so that none is taken for another
MEASURES = {
    "value": N_("Value"),
    "before": N_("Same period last year"),
    "difference": N_("Difference"),
    "percent": N_("Change in percent (0 = unchanged)"),
    "index": N_("Index to the same period (100 = unchanged)"),
    "target": N_("Target"),
    "completion": N_("Completion of the target (100% = reached)"),
    "above": N_("Above the target (0 = reached)"),
    "median": N_("Median"),
    "members": N_("Members of the same body"),
}


@dataclass(frozen=True)
class ComparisonLine:
    """One number of a comparison, or the reason why there is none: what the table and the downloads hold."""

    comparison: str
    measure: str = ""
    value: float | None = None
    unit: str = ""
    qualifier: str = ""
    periods: tuple[str, ...] = ()
    region: str = ""
    reported: int | None = None
    exist: int | None = None
    entering: int | None = None
    left_out: int | None = None
    sources: tuple[str, ...] = ()
    blank: Blank | None = None
    # the number lies between two whole ones, of which there are no halves
    is_between: bool = False


def lines(found: Versus) -> list[ComparisonLine]:
    """Every number of the comparisons in order, a line each; a blank is one line with its reason."""
    one = found.latest
    first = ComparisonLine("latest", "value", one.value, one.unit, one.qualifier, one.periods, sources=one.sources)
    return [
        first,
        *_of_last_year(found.last_year),
        *_of_target(found.target),
        *_of_place("region", found.region),
        *_of_place("country", found.country),
        *_of_members(found.per_1000),
    ]


def _of_last_year(one: LastYear | Blank) -> Iterator[ComparisonLine]:
    if isinstance(one, Blank):
        yield ComparisonLine("last_year", blank=one)
        return
    both = tuple(dict.fromkeys((*one.sources, *one.sources_before)))
    about = ComparisonLine("last_year", qualifier=one.change_qualifier, periods=one.periods, sources=both)
    yield replace(about, measure="value", value=one.now, unit=one.unit, qualifier=one.qualifier, sources=one.sources)
    before = replace(about, qualifier=one.qualifier_before, periods=one.periods_before, sources=one.sources_before)
    yield replace(before, measure="before", value=one.before, unit=one.unit)
    yield replace(about, measure="difference", value=one.difference, unit=one.unit)
    if one.percent is not None and one.index is not None:
        yield replace(about, measure="percent", value=one.percent, unit="percent")
        yield replace(about, measure="index", value=one.index, unit="index")


def _of_target(one: Target | Blank) -> Iterator[ComparisonLine]:
    if isinstance(one, Blank):
        yield ComparisonLine("target", blank=one)
        return
    both = tuple(dict.fromkeys((*one.sources, *one.target_sources)))
    about = ComparisonLine("target", qualifier=one.change_qualifier, periods=one.periods, sources=both)
    yield replace(about, measure="value", value=one.value, unit=one.unit, qualifier=one.qualifier, sources=one.sources)
    yield replace(
        about,
        measure="target",
        value=one.target,
        unit=one.unit,
        qualifier=one.target_qualifier,
        periods=tuple(code[:4] for code in one.periods[:1]),
        sources=one.target_sources,
    )
    yield replace(about, measure="difference", value=one.difference, unit=one.unit)
    if one.completion is not None:
        yield replace(about, measure="completion", value=one.completion, unit="percent")
    if one.above is not None:
        yield replace(about, measure="above", value=one.above, unit="percent")


def _of_place(comparison: str, one: Place | Blank) -> Iterator[ComparisonLine]:
    if isinstance(one, Blank):
        yield ComparisonLine(comparison, blank=one)
        return
    about = ComparisonLine(
        comparison,
        periods=one.periods,
        region=one.region,
        reported=one.reported,
        exist=one.exist,
        entering=one.entering,
        left_out=one.left_out,
    )
    if one.median is None:
        yield replace(about, blank=Blank(Message.of("A median takes the exact figures of five others or more.")))
        return
    about = replace(about, unit=one.unit, is_between=one.is_between)
    yield replace(about, measure="median", value=one.median, qualifier=one.qualifier)
    if one.difference is not None:
        yield replace(about, measure="difference", value=one.difference, qualifier=one.difference_qualifier)


def _of_members(one: Per1000 | Blank | None) -> Iterator[ComparisonLine]:
    if isinstance(one, Blank):
        yield ComparisonLine("per_1000", blank=one)
    elif one:
        about = ComparisonLine("per_1000", qualifier=one.qualifier, periods=one.periods, sources=one.sources)
        yield replace(about, measure="value", value=one.value, unit="permille")
        members = replace(about, qualifier=one.members.qualifier, periods=one.members.periods)
        yield replace(members, measure="members", value=one.members.value, unit=one.members.unit)
        yield from _of_place("per_1000_region", one.region)
        yield from _of_place("per_1000_country", one.country)


def reason(blank: Blank, wording: Words) -> str:
    """Why a comparison is not made, in words."""
    said = {
        name: wording.periods(value.split("; ")) if name in ("period", "before") else value for name, value in blank.message.values
    }
    return wording.message(Message.of(blank.message.template, **said))


def shown(line: ComparisonLine, wording: Wording) -> str:
    """A line's number as a reader sees it: a difference with its sign, in points where it is one of shares."""
    if line.value is None:
        return wording.number(None)
    if line.is_between:
        return wording.between(line.value, line.qualifier, line.unit, signed=line.measure == "difference")
    if line.measure == "difference":
        text = wording.change(line.value, line.unit)
    elif line.measure in ("percent", "above"):
        text = wording.signed(line.value, line.unit)
    else:
        return wording.amount(line.value, line.qualifier, line.unit)
    return wording.bounded(text, line.qualifier)


# For downloads ------------------------------------------------------------------------------------------------------------
HEADINGS = {
    "comparison": N_("Compared with"),
    "measure": N_("Measure"),
    "reported": N_("Provinces reporting"),
    "exist": N_("Provinces that exist"),
    "entering": N_("Others in the median"),
    "left_out": N_("Left out: bounds and incomplete sums"),
    "reason": N_("Why it is blank"),
    "publishers": N_("Publisher"),
    "links": N_("Link"),
}
# codes that a column of words follows
NAMED = ("province", "organization", "metric", "comparison", "region", "measure", "unit", "qualifier", "period")


def columns(found: Versus) -> tuple[str, ...]:
    """The columns of the downloads: codes, each of NAMED followed by `<code>_name`, its words; last the sources as CITED."""
    codes = [found.question.by[0], "year", "metric", "comparison", "region", "measure", "value", "unit", "qualifier", "period"]
    codes += ["reported", "exist", "entering", "left_out", "reason", "sources", *CITED]
    return tuple(name for code in codes for name in ((code, f"{code}_name") if code in NAMED else (code,)))


def headings(found: Versus, wording: Wording) -> tuple[str, ...]:
    """The columns in words."""

    def heading(column: str) -> str:
        code = column.removesuffix("_name")
        words = wording.say(HEADINGS[code]) if code in HEADINGS else wording.column(code)
        return wording.say("{name} (code)", name=words) if column in NAMED else words

    return tuple(map(heading, columns(found)))


def rows(found: Versus, wording: Words, store: Store) -> list[tuple[Any, ...]]:
    """The lines as cells in the order of `columns`: numbers as such, None where there is none, the rest text."""
    told = (_row(found, line, wording, store) for line in lines(found))
    return [tuple(row[column] for column in columns(found)) for row in told]


def _row(found: Versus, line: ComparisonLine, wording: Words, store: Store) -> dict[str, Any]:
    body = found.question.by[0]
    codes = {body: found.body, "year": found.year, "metric": found.metric.metric, **vars(line)}
    return {
        **codes,
        f"{body}_name": wording.key(body, found.body),
        "metric_name": wording.metric(found.metric),
        "comparison_name": wording.say(COMPARISONS[line.comparison]),
        "region_name": wording.region(line.region),
        "measure_name": wording.say(MEASURES[line.measure]) if line.measure else "",
        "unit_name": wording.unit(line.unit),
        "qualifier_name": wording.qualifier(line.qualifier),
        "period": "; ".join(line.periods),
        "period_name": wording.periods(line.periods),
        "sources": ";".join(line.sources),
        "reason": reason(line.blank, wording) if line.blank else "",
        **dict(zip(CITED, cited(store, line.sources), strict=True)),
    }
