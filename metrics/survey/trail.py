"""What became of a figure: each value that it had, since when, and why: a release, an import, a correction, a batch taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from metrics.data import history
from metrics.data.cells import cell_text
from metrics.data.rows import rows_of
from metrics.errors import N_
from metrics.intake.batch_files import DAY, Batch
from metrics.intake.batches import Loaded
from metrics.intake.drafts import FIGURES
from metrics.store.store import Store
from metrics.survey.release import KEY, Change, ChangeKind, Key, amount, figures, stated, values_alone
from metrics.territory import NEW_LIST, OLD_LIST
from metrics.words.words import Words

Why = Literal["release", "import", "correction", "undone", "redone", "unreleased"]
COLUMNS = (*KEY, "when", "change", "before", "now", "why", "name", "reason")
# after every moment of a day
END_OF_DAY = "T24:00:00Z"
SAID: dict[Why, str] = {
    "release": N_("release of the data"),
    "import": N_("import {name}"),
    "correction": N_("correction {name}"),
    "undone": N_("import {name} taken back"),
    "redone": N_("import {name} counts again"),
    "unreleased": N_("changed in the data since, in no release yet"),
}


@dataclass(frozen=True)
class Step:
    """A change of a figure: `when` is the day of a release or the moment of a batch in UTC (empty: since, in no release yet).

    `before` and `now` as `figures` writes them, empty where there was or is none; `name` is the release's day or the batch's name,
    `reason` what a correction gives.
    """

    when: str
    kind: ChangeKind
    before: str
    now: str
    why: Why
    name: str = ""
    reason: str = ""


@dataclass(frozen=True)
class _Released:
    """The values of figures by release: those of the first, then what each later one changed; an empty value: it is gone."""

    first: str = ""
    values: Mapping[Key, str] = field(default_factory=dict)
    later: Mapping[Key, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def of(self, key: Key) -> list[tuple[str, str]]:
        """(day, value) of each release that changed the figure."""
        first = [(self.first, self.values[key])] if key in self.values else []
        return [*first, *self.later.get(key, ())]


def trail(store: Store, loaded: Loaded, key: Key) -> tuple[Step, ...]:
    """What became of a figure of the store or of the past, the first step first. DataError where a release cannot be read."""
    days = {day: value for day, value in _released(loaded).of(key) if not loaded.as_of or day <= loaded.as_of}
    touching = [batch for batch in loaded.batches if batch.batch not in loaded.left_out and _touches(batch, key)]
    moments: list[tuple[str, str, Batch | None]] = [(f"{day}{END_OF_DAY}", day, None) for day in days]
    moments += [(moment, "", batch) for batch in touching for moment, _ in _changes(batch, loaded.as_of)]
    steps: list[Step] = []
    base, release, value = "", "", ""
    for moment, day, batch in sorted(moments, key=lambda one: one[0]):
        if day:
            base, release = days[day], day
        after = _value(base, touching, key, moment, release)
        if after != value:
            steps.append(_step(value, after, moment, day, batch))
        value = after
    now = figures(store).get(key, "")
    if now != value:
        steps.append(Step("", _kind(value, now), value, now, "unreleased"))
    return tuple(steps)


def _changes(batch: Batch, as_of: str) -> Iterable[tuple[str, str]]:
    return (one for one in batch.since if not as_of or one[0][:DAY] <= as_of)


def _value(base: str, batches: Sequence[Batch], key: Key, moment: str, release: str) -> str:
    """The value that a figure had at a moment: that of the release in force, then what the batches made of it."""
    value = base
    for batch in batches:
        kept = next((one for one in reversed(batch.since) if one[0] <= moment), None)
        if kept and (kept[1] == "accepted" or (kept[1] == "in_seeds" and kept[0][:DAY] > release)):
            if key in _replaced(batch):
                value = ""
            value = _added(batch).get(key, value)
    return value


def _step(before: str, now: str, moment: str, day: str, batch: Batch | None) -> Step:
    kind = _kind(before, now)
    if batch is None:
        return Step(day, kind, before, now, "release", day)
    kept = [one for since, one in batch.since if since <= moment]
    why: Why = "correction" if batch.replaced else "import"
    if len(kept) > 1:
        why = "undone" if kept[-1] == "undone" else "redone"
    return Step(moment, kind, before, now, why, batch.batch, batch.reason)


def _kind(before: str, now: str) -> ChangeKind:
    return "added" if not before else "changed" if now else "removed"


def _touches(batch: Batch, key: Key) -> bool:
    return key in _added(batch) or key in _replaced(batch)


def _added(batch: Batch) -> dict[Key, str]:
    return {key: value for file in FIGURES for row in batch.rows[file] for key, value in stated(row)}


def _replaced(batch: Batch) -> dict[Key, str]:
    return {key: value for row in batch.replaced for key, value in stated(row)}


# releases -----------------------------------------------------------------------------------------------------------------
def _released(loaded: Loaded) -> _Released:
    kept = history.stamps(loaded.folder)
    if not kept:
        alone = values_alone(loaded.folder)
        return _Released(alone.date, alone.figures) if alone else _Released()
    return _by_release(loaded.folder, kept)


@lru_cache(maxsize=2)
def _by_release(folder: Path, kept: history.Stamps) -> _Released:
    """What each release changed, from the lines that differ between two of them."""
    days = [day for day, *_ in kept]
    before = history.lines_of_release(folder, days[0])
    values = {key: value for file in FIGURES for key, value in _stated(file, before[file][0], before[file][1:])}
    later: defaultdict[Key, list[tuple[str, str]]] = defaultdict(list)
    for day in days[1:]:
        now = history.lines_of_release(folder, day)
        for file in FIGURES:
            gone, new = _apart(before[file], now[file])
            was, is_now = dict(_stated(file, before[file][0], gone)), dict(_stated(file, now[file][0], new))
            for key in was.keys() | is_now.keys():
                if was.get(key) != is_now.get(key):
                    later[key].append((day, is_now.get(key, "")))
        before = now
    return _Released(days[0], values, later)


def _apart(before: Sequence[str], now: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines that stand in one of two files alone; all of them where the columns differ."""
    if before[0] != now[0]:
        return list(before[1:]), list(now[1:])
    old, new = set(before), set(now)
    return [line for line in before if line not in new], [line for line in now if line not in old]


def _stated(file: str, header: str, lines: Iterable[str]) -> Iterable[tuple[Key, str]]:
    table, _ = rows_of(file, "\n".join((header, *filter(None, lines))).encode())
    return (pair for row in table.rows for pair in stated(row))


# words --------------------------------------------------------------------------------------------------------------------
def key_of(store: Store, cells: Mapping[str, Any]) -> Key | None:
    """The key of an observation as evidence tells it, without the list that a rank is of; None where there is no such figure."""
    known = figures(store)
    told = tuple(cells[name] for name in KEY if name != "boundary")
    found = [key for boundary in ("", OLD_LIST, NEW_LIST) if (key := (*told, boundary)) in known]
    value = cell_text(cells["value"])
    return next((key for key in found if known[key].partition("/")[0] == value), None)


def rows(key: Key, steps: Iterable[Step]) -> list[tuple[str, ...]]:
    """The steps of a figure's trail, by COLUMNS."""
    return [(*key, one.when, one.kind, one.before, one.now, one.why, one.name, one.reason) for one in steps]


def sentence(wording: Words, key: Key, step: Step) -> str:
    """A step in words: when, what was and is, why."""
    day, change = wording.date(step.when[:DAY]), Change(step.kind, key, step.before, step.now)
    values = {"before": amount(wording, change, step.before), "now": amount(wording, change, step.now)}
    text = {
        "added": N_("{now}"),
        "changed": N_("{now} instead of {before}"),
        "removed": N_("{before} no longer counts"),
    }[step.kind]
    told = ": ".join(filter(None, (wording.say(SAID[step.why], name=step.name), step.reason)))
    said = f"{wording.say(text, **values)} ({told})"
    return wording.say("{day}: {what}", day=day, what=said) if day else said
