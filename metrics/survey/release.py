"""What changed since the last release of the data: a record of its figures, written by `release`, compared with those loaded now.

The record stands beside the CSV files as `release.json.gz`; a folder without one has no release, and everything else works as ever.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from metrics.errors import DataError, Problem
from metrics.period import Period
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.survey.coverage import units_of
from metrics.survey.listing import Search, counts
from metrics.territory import NEW_LIST
from metrics.words.words import Words

RECORD = "release.json.gz"
# what identifies a figure; its value and base are what may change
KEY = ("source", "organization", "indicator", "breakdown", "unit", "period_type", "period", "status", "qualifier", "boundary")
Key = tuple[str, ...]
ChangeKind = Literal["changed", "removed", "added"]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True)
class AsOf:
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
def as_of(store: Store) -> AsOf:
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
    return AsOf(published, period, period_type, found["figures"], found["sources"])


# the record ---------------------------------------------------------------------------------------------------------------
def figures(store: Store) -> dict[Key, str]:
    """Every figure by its key, ranks and scores too, as stated: `5164`, with its base `50/63`."""
    columns = ", ".join("stated_breakdown" if name == "breakdown" else name for name in KEY)
    sql = f"SELECT {columns}, value_text, CAST(denominator AS VARCHAR) FROM observation ORDER BY ALL"
    return {
        tuple(key): value if base is None else f"{value}/{base.removesuffix('.0')}" for *key, value, base in store.rows(sql, {})[1]
    }


def record(store: Store, folder: Path, date: str) -> Release:
    """Write the figures of today as those of the release of `date`, in place of the last one. OSError where that fails."""
    release = Release(date, figures(store))
    told = {"released": date, "columns": [*KEY, "value"], "figures": [[*key, value] for key, value in release.figures.items()]}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # the same figures give the same bytes
    (folder / RECORD).write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    return release


def last_release(folder: Path) -> Release | None:
    """The release recorded in a folder, or None. DataError where the record cannot be read."""
    try:
        told = json.loads(gzip.decompress((folder / RECORD).read_bytes()))
        return Release(told["released"], {tuple(key): value for *key, value in told["figures"]})
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        message = f"cannot be read ({type(error).__name__}); take the file of the last release, or write it anew with `release`"
        raise DataError([Problem(RECORD, 1, "file", message)]) from error


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
        wording.breakdown(named["breakdown"]),
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
