"""What a merged unit was made of: the latest figures of its predecessors, and what they come to as one of the 34."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from metrics.answers.query import ask, metrics_of
from metrics.errors import N_, Message, PartyMetricsError
from metrics.indexes import INDEXES
from metrics.period import span_of
from metrics.profile.province import Latest, Profile, Years, figure_cells, profile, rank_cell
from metrics.profile.versus import bodies_behind
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.territory import NEW_LIST, predecessors
from metrics.vocabulary import DEFAULT_BLOCS, Mark, Metric, Question, Result, Row
from metrics.words.wording import Wording
from metrics.words.words import Words

# bodies of which a province had one; blocs of agencies stand with those of agencies and enterprises, as on the other pages
ALIKE = (("province_wide",), DEFAULT_BLOCS, ("enterprises_bloc",))


@dataclass(frozen=True)
class MergerLine:
    """One metric of one kind of body: each predecessor's latest figure, and the sum of a year as one of the 34."""

    metric: Metric
    kinds: tuple[str, ...]
    # by predecessor; one whose figure is not known is left out
    latest: dict[str, Latest]
    # their row of the 34-view in the year that most predecessors state, the latest of equals; none where it is refused
    together: Row | None = None

    def across(self, predecessors: Iterable[str]) -> list[Row | None]:
        """The cells of the line: the sum, then each predecessor's latest."""
        latest = (self.latest.get(slug) for slug in predecessors)
        return [self.together, *(one.row if one else None for one in latest)]


@dataclass(frozen=True)
class Merger:
    """The predecessors of a merged unit, each with its profile, and the lines of the table that sets them side by side."""

    profiles: dict[str, Profile]
    lines: tuple[MergerLine, ...]
    # why sums are blank
    reasons: tuple[Message, ...]


@remembered(16)
def merger(store: Store, province: str, years: Years = None) -> Merger:
    """What is known of the predecessors of a unit of the 34, each as it reports and together as the 34-view adds them (rule 10).

    Of any other unit an empty one. Sums that are refused are None, with their reason in `reasons`.
    """
    profiles = {slug: profile(store, slug, years) for slug in predecessors(store.seeds.provinces).get(province, ())}
    reasons: list[Message] = []
    stated = _stated(store, profiles)
    lines = [_line(store, province, key, latest, reasons) for key, latest in stated.items()]
    order = list(metrics_of(store))
    lines.sort(key=lambda one: (ALIKE.index(one.kinds), order.index(one.metric.metric)))
    return Merger(profiles, (*lines, *_ranks(profiles)), tuple(dict.fromkeys(reasons)))


Key = tuple[str, str, tuple[str, ...]]


def _stated(store: Store, profiles: dict[str, Profile]) -> dict[Key, dict[str, Latest]]:
    """The predecessors' latest totals by metric, unit and kinds of body."""
    kinds = {body.organization: body.kind for body in store.seeds.organizations}
    found: dict[Key, dict[str, Latest]] = {}
    for slug, one in _totals(profiles):
        alike = next((group for group in ALIKE if kinds.get(one.row["organization"]) in group), None)
        if alike:
            shown = found.setdefault((one.metric.metric, one.metric.unit, alike), {})
            # of a bloc and its successor the later figure
            if slug not in shown or _year(shown[slug]) < _year(one):
                shown[slug] = one
    return found


def _totals(profiles: dict[str, Profile]) -> Iterator[tuple[str, Latest]]:
    for slug, found in profiles.items():
        yield from ((slug, one) for section in found.sections for one in section.latest if not one.parts)


def _year(one: Latest) -> int:
    return int(one.row.key.get("year") or 0)


def _line(store: Store, province: str, key: Key, latest: dict[str, Latest], reasons: list[Message]) -> MergerLine:
    metric, unit, kinds = key
    line = next(iter(latest.values())).metric
    years = [_year(one) for one in latest.values() if _year(one)]
    if not years:
        return MergerLine(line, kinds, latest)
    span = min(years), max(years)
    question = Question(
        metric, by=("province", "year"), provinces=(province,), kinds=kinds, years=span, boundary=NEW_LIST, unit=unit
    )
    try:
        result = ask(store, question)
        together = _fullest(store, result)
        if result.rows and together is None:
            # a year that the unit speaks of itself: the stretch that its predecessors state
            together = _fullest(store, ask(store, replace(question, by=("province", "period"))))
    except PartyMetricsError as error:
        reasons.append(error.message)
        return MergerLine(line, kinds, latest)
    reasons.extend(result.blanks)
    return MergerLine(line, kinds, latest, together)


def _fullest(store: Store, result: Result) -> Row | None:
    """The row with fewest predecessors missing, the latest of equals; one of what the unit states itself is no sum of them."""
    rows = [row for row in result.rows if not _is_its_own(store, row)]
    when = "year" if "year" in result.question.by else "period"
    return min(rows, key=lambda row: (len(row.covers.missing), -span_of(str(row[when]))[1].toordinal()), default=None)


def _is_its_own(store: Store, row: Row) -> bool:
    """Does the unit's own figure enter the row?"""
    return any(body.partition(".")[0] == row["province"] for body in bodies_behind(store, row.ids))


def _ranks(profiles: dict[str, Profile]) -> Iterator[MergerLine]:
    """The predecessors' latest ranks: each its own, for ranks are never put together."""
    for index in INDEXES:
        latest: dict[str, Latest] = {}
        for slug, found in profiles.items():
            for result in found.ranks:
                if result.metric.metric == index.rank:
                    row = max(result.rows, key=lambda one: one["year"])
                    latest[slug] = Latest(result.metric, result.question, row)
        if latest:
            yield MergerLine(next(iter(latest.values())).metric, (), latest)


# saying -------------------------------------------------------------------------------------------------------------------
MERGER_EXPLAINED = N_(
    "The latest figure that each predecessor states, and what they come to as one of the 34 in the year that most of them state. "
    "“At least”: some predecessors state nothing for that year. Ranks and scores are never put together; shares only where all "
    "parts are known. A star at a rank: computed from scores; a dagger: sources disagree."
)


def line_kinds(line: MergerLine, wording: Wording) -> str:
    """Whose figures a line holds."""
    return " + ".join(map(wording.kind, line.kinds)) or wording.say("Reform rankings")


def figure(row: Row | None, wording: Words) -> str:
    """A row in one cell: value (period); what limits it, by name the predecessors without a figure. "" where nothing is known."""
    if row is None:
        return ""
    if row.unit == "rank":
        return f"{rank_cell(row, wording)} ({row['year']})"
    names = ", ".join(wording.province(slug) for slug in row.covers.missing)
    without = wording.say("at least: without {names}", names=names) if names else ""
    cells = figure_cells(_without_missing(row) if names else row, wording)
    limits = "; ".join(filter(None, (without, cells["status"])))
    return f"{cells['value']} ({cells['period']})" + (f"; {limits}" if limits else "")


def _without_missing(row: Row) -> Row:
    """The row without the words that name what is missing, for those are said apart."""
    return replace(row, covers=replace(row.covers, missing=()), marks=row.marks - {Mark.AT_LEAST})
