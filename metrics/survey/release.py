"""What changed since the last release of the data: the figures that were kept then, compared with those loaded now.

A folder that keeps no release works as ever. Earlier versions recorded the values of the last release alone, in `release.json.gz`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from metrics.data import history
from metrics.data.cells import cell_text
from metrics.data.rows import DataRow
from metrics.errors import DataError, Problem
from metrics.indexes import BY_CODE
from metrics.intake.batches import Loaded
from metrics.intake.drafts import FIGURES
from metrics.period import Period
from metrics.store.figures import administration
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.survey.coverage import units_of
from metrics.survey.listing import Search, counts
from metrics.territory import NEW_LIST, list_of
from metrics.vocabulary import Metric
from metrics.words.words import Words

# what identifies a figure; its value and base are what may change
KEY = ("source", "organization", "indicator", "breakdown", "unit", "period_type", "period", "status", "qualifier", "boundary")
Key = tuple[str, ...]
ChangeKind = Literal["changed", "removed", "added"]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True)
class Reach:
    """How far the data reach: the latest publication and the latest period that is reported, the numbers of figures and sources.

    Date and period as the data write them; empty where there is none.
    """

    published: str
    period: str
    period_type: str
    figures: int
    sources: int


@dataclass(frozen=True)
class Release:
    """The figures of a release, `5164` or `50/63` by key (in the order of `KEY`), and its day, `2026-11-27`."""

    date: str
    figures: Mapping[Key, str]


@dataclass(frozen=True)
class Change:
    """A figure that was added, changed or removed; nothing in `before` or `now` where there was or is none."""

    kind: ChangeKind
    key: Key
    before: str
    now: str

    def named(self) -> dict[str, str]:
        """The parts of the key by name."""
        return dict(zip(KEY, self.key, strict=True))


@remembered()
def reach_of(store: Store) -> Reach:
    """How far the data reach, whatever the filters; a term ends in years to come, it is no latest period."""
    past = "FILTER (status = 'reported' AND period_type <> 'term')"
    _, rows = store.rows(
        f"""SELECT coalesce(arg_max(published, published_day), ''), coalesce(arg_max(period, end_day) {past}, ''),
    coalesce(arg_max(period_type, end_day) {past}, '')
FROM observation""",
        {},
    )
    found = counts(store, Search())
    ((published, period, period_type),) = rows
    return Reach(published, period, period_type, found["figures"], found["sources"])


# the figures of a release -----------------------------------------------------------------------------------------------------
@remembered()
def figures(store: Store) -> Mapping[Key, str]:
    """Every figure by its key, ranks and scores too, as stated: `5164`, with its base `50/63`."""
    columns = ", ".join("stated_breakdown" if name == "breakdown" else name for name in KEY)
    sql = f"SELECT {columns}, value_text, CAST(denominator AS VARCHAR) FROM observation ORDER BY ALL"
    return {
        tuple(key): value if base is None else f"{value}/{base.removesuffix('.0')}" for *key, value, base in store.rows(sql, {})[1]
    }


def stated(row: DataRow) -> Iterator[tuple[Key, str]]:
    """The figures that a line of a file states, as `figures` has them: of a ranking its rank, its score or both."""
    if row.file == "observations.csv":
        of_list = row["period_type"] == "year" and row["indicator"].endswith(("_rank", "_score"))
        boundary = list_of("reported", int(row["period"])) if of_list else ""
        base = f"/{cell_text(float(row['denominator']))}" if row["denominator"] else ""
        yield (*(row[name] for name in KEY[:-1]), boundary), cell_text(float(row["value"])) + base
    elif row.file == "rankings.csv":
        index, body = BY_CODE[row["index"]], administration(row["province"])
        for unit, indicator in (("rank", index.rank), ("score", index.score)):
            if row[unit]:
                status = "derived" if row[f"{unit}_status"] == "derived" else "reported"
                key = row["source_url"], body, indicator, "", unit, "year", row["year"], status, "eq", row["boundary"]
                yield key, cell_text(float(row[unit]))


def last_release(folder: Path, day: str = "") -> Release | None:
    """The last release that a folder tells of, or the last one up to a day; None where there is none.

    DataError where its record cannot be read.
    """
    kept = [one for one in history.releases(folder) if not day or one <= day]
    return Release(kept[-1], _figures_of(folder, kept[-1])) if kept else values_alone(folder, day)


def _figures_of(folder: Path, date: str) -> dict[Key, str]:
    tables = history.tables_of_release(folder, date)
    return {key: value for file in FIGURES for row in tables[file].rows for key, value in stated(row)}


def values_alone(folder: Path, day: str = "") -> Release | None:
    """The release that an earlier version recorded in a folder, or None. DataError where the record cannot be read."""
    try:
        told = json.loads(gzip.decompress((folder / history.VALUES_ALONE).read_bytes()))
        found = Release(told["released"], {tuple(key): value for *key, value in told["figures"]})
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        message = f"cannot be read ({type(error).__name__}); take the file of the last release, or keep one anew with `release`"
        raise DataError([Problem(history.VALUES_ALONE, 1, "file", message)]) from error
    return found if not day or found.date <= day else None


def changes_since(store: Store, loaded: Loaded) -> tuple[Release | None, list[Change]]:
    """The last release of the data that a store is made of, and what changed since. DataError where its record cannot be read."""
    alone = loaded.folder / history.VALUES_ALONE
    written = alone.stat().st_mtime_ns if alone.exists() else 0
    return _changes_since(store, loaded.folder, loaded.as_of, history.stamps(loaded.folder), written)


@remembered(4)
def _changes_since(
    store: Store, folder: Path, as_of: str, _kept: history.Stamps, _written: int
) -> tuple[Release | None, list[Change]]:
    last = last_release(folder, as_of)
    return last, changes(store, last) if last else []


def holding(store: Store, loaded: Loaded, metric: Metric) -> str:
    """The day of the release that answers a metric as the store does; empty where its figures changed since, or none is kept."""
    if not history.releases(loaded.folder):
        return ""
    last, found = changes_since(store, loaded)
    ratio = metric.ratio
    asked = {metric.indicator, metric.change_of, *((ratio.numerator, ratio.denominator) if ratio else ())}
    return last.date if last and asked.isdisjoint(one.named()["indicator"] for one in found) else ""


# the comparison -----------------------------------------------------------------------------------------------------------
def changes(store: Store, release: Release) -> list[Change]:
    """What differs between a release and the figures loaded: first what changed, then what was removed, then what was added."""
    before, now = release.figures, figures(store)
    found: list[Change] = [
        *(Change("changed", key, before[key], now[key]) for key in now if key in before and before[key] != now[key]),
        *(Change("removed", key, value, "") for key, value in before.items() if key not in now),
        *(Change("added", key, "", value) for key, value in now.items() if key not in before),
    ]
    return found


def counted(found: Iterable[Change]) -> dict[str, int]:
    """How many of each of `KINDS`, 0 too."""
    numbers = Counter[str](change.kind for change in found)
    return {kind: numbers[kind] for kind in KINDS}


def passing(store: Store, found: Iterable[Change], search: Search) -> list[Change]:
    """The changes whose place, year and kind of body pass the filters; removed figures are judged by their keys alone.

    Of `search` count provinces, regions, kinds, years and boundary.
    """
    units = units_of(store, search)
    places = {one.province: one.place for one in store.seeds.provinces}
    kinds = {body.organization: body.kind for body in store.seeds.organizations}

    def passes(change: Change) -> bool:
        named = change.named()
        province, _, body = named["organization"].partition(".")
        unit = places.get(province, province) if search.boundary == NEW_LIST else province
        kind = kinds.get(named["organization"], body)
        touched = Period.parse(named["period_type"], named["period"]).years if search.years else ()
        first, last = search.years or (0, 0)
        return (
            unit in units
            and (not search.kinds or kind in search.kinds)
            and (not search.years or any(first <= year <= last for year in touched))
        )

    return [change for change in found if passes(change)]


def table(wording: Words, found: Sequence[Change]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns, and every change in a row: its kind, the figure's key (`KEY`), the value before and now, then names.

    Values stand as stated, `5164` or `50/63`; nothing where there was or is none.
    """
    rows = [(one.kind, *one.key, one.before, one.now, *said(wording, one)) for one in found]
    columns = ("change", *KEY, "before", "now", "organization_name", "indicator_name", "breakdown_name", "period_name")
    return columns, rows


def said(wording: Words, change: Change) -> tuple[str, str, str, str]:
    """Body, indicator, breakdown and period of a figure in words; the code of what the data no longer know."""
    named = change.named()
    metric = wording.names.metrics.get(named["indicator"])
    return (
        wording.organization(named["organization"]),
        wording.metric(metric) if metric else named["indicator"],
        wording.part_stated(named["breakdown"], named["indicator"]),
        wording.period(named["period"], named["period_type"]),
    )


def amount(wording: Words, change: Change, stated: str) -> str:
    """A value before or now in words; nothing where there was or is none."""
    value, _, base = stated.partition("/")
    if not value:
        return ""
    named = change.named()
    shown = wording.amount(float(value), named["qualifier"], named["unit"])
    return wording.say("{value} out of {whole}", value=shown, whole=wording.number(float(base))) if base else shown
