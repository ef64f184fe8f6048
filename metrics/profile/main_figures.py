"""Where the main figures of a province stand: beside the same period of the year before, and the medians of region and country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from metrics.answers.subset import answer
from metrics.errors import N_
from metrics.profile.province import Latest, Profile, Years, latest_cells, profile
from metrics.profile.versus import Blank, LastYear, Place, Versus, versus
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import KINDS, Question
from metrics.words.wording import Wording
from metrics.words.words import Words

# the figures that an office asks for first, in the order of the catalogue
MAIN = (
    "grassroots_organizations",
    "party_members",
    "members_per_grassroots_organization",
    "members_admitted",
    "admission_rate",
    "inspected_organizations",
    "inspected_members",
    "supervised_organizations",
    "supervised_members",
    "organizations_disciplined",
    "members_disciplined",
    "members_disciplined_per_1000",
)
MAIN_EXPLAINED = N_(
    "Medians are computed here, of the other bodies of the same kind that report the same period, never of this one; (6/14): of 6 "
    "others, there being 14 provinces. Of an even number it may lie between two whole numbers: both are given. “More than”, “less "
    "than” and incomplete sums do not enter, and of fewer than five there is no median. A part of a year is never set beside a "
    "whole one."
)
MAIN_COLUMNS = {
    "metric": N_("Metric"),
    "value": N_("Value"),
    "period": N_("Date or period"),
    "last_year": N_("Same period last year"),
    "region": N_("Median of the region"),
    "country": N_("Median of the country"),
}


@dataclass(frozen=True)
class MainFigure:
    """A latest figure with its comparisons."""

    one: Latest
    found: Versus

    @property
    def body(self) -> str:
        """The organization that the figure is of."""
        return str(self.one.row["organization"])

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the figures that the comparison with the year before speaks of."""
        one = self.found.last_year
        return () if isinstance(one, Blank) else tuple(dict.fromkeys((*one.sources, *one.sources_before)))


@remembered(32)
def main_figures(store: Store, province: str, years: Years = None) -> tuple[MainFigure, ...]:
    """The figures of MAIN of a province that can be compared with the year before or with a median, the wider bodies first.

    The latest of each within the years, both included; a year beside whole years, a part beside the same part (rules 1, 12).
    """
    latest = (one for section in profile(store, province, years).sections for one in section.latest)
    compared = (_main_figure(store, one, years) for one in latest if _is_main(one))
    kinds = {body.organization: KINDS.index(body.kind) for body in store.seeds.organizations}
    return tuple(sorted((one for one in compared if one), key=lambda one: (kinds.get(one.body, len(KINDS)), one.body)))


def _is_main(one: Latest) -> bool:
    return one.metric.metric in MAIN and not one.parts and "year" in one.question.by


def _main_figure(store: Store, one: Latest, years: Years) -> MainFigure | None:
    question = Question(one.metric.metric, by=("organization", "year"), years=years, unit=one.metric.unit)
    found = versus(partial(answer, store), store, question, one.row["organization"], one.row["year"])
    if found is None or not any(_says(each) for each in (found.last_year, found.region, found.country)):
        return None
    return MainFigure(one, found)


def _says(one: LastYear | Place | Blank) -> bool:
    """Is there a number to set the figure beside?"""
    return isinstance(one, LastYear) or (isinstance(one, Place) and one.median is not None)


def main_figures_note(found: tuple[MainFigure, ...], wording: Wording) -> str:
    """How the comparisons are made, and in which regions; the list in force at the time of a figure decides on its region."""
    places = (one.found.region for one in found)
    regions = dict.fromkeys(f"{wording.region(one.region)} ({one.exist})" for one in places if isinstance(one, Place))
    named = wording.say("Regions and their provinces: {regions}.", regions="; ".join(regions)) if regions else ""
    return " ".join(filter(None, (wording.say(MAIN_EXPLAINED), named)))


def main_figure_cells(profile: Profile, figure: MainFigure, wording: Words) -> dict[str, str]:
    """One line in words, by the codes of MAIN_COLUMNS, and `organization`, the body that it is of."""
    cells, found = latest_cells(profile, figure.one, wording), figure.found
    return {
        **{code: cells[code] for code in ("metric", "organization", "value", "period")},
        "last_year": _beside(found.last_year, found, wording),
        "region": _median(found.region, wording),
        "country": _median(found.country, wording),
    }


def _beside(one: LastYear | Blank, found: Versus, wording: Wording) -> str:
    """The figure of the year before and what has changed; of both years where the stretch is not that of the latest figure."""
    if isinstance(one, Blank):
        return ""
    change = wording.change(one.difference, one.unit)
    if one.percent is not None:
        change += f" ({wording.signed(one.percent, 'percent')})"
    change = wording.bounded(change, one.change_qualifier)
    before = f"{wording.amount(one.before, one.qualifier_before, one.unit)} ({wording.periods(one.periods_before)})"
    if one.periods == found.latest.periods:
        return f"{before}: {change}"
    return f"{wording.amount(one.now, one.qualifier, one.unit)} ({wording.periods(one.periods)}); {before}: {change}"


def _median(one: Place | Blank, wording: Wording) -> str:
    """The median, of how many others it is, and how many provinces there are."""
    if isinstance(one, Blank):
        return ""
    others = f"({one.entering}/{one.exist})"
    if one.median is None:
        return f"– {others}"
    say = wording.between if one.is_between else wording.amount
    return f"{say(one.median, one.qualifier, one.unit)} {others}"
