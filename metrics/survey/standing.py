"""What figures that wait for a review would change: new, the same as what stands, or in conflict with it (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Literal, get_args

from metrics.data.rows import DataRow
from metrics.data.seeds import reader
from metrics.extract import Figure
from metrics.intake.review import cells_of
from metrics.period import Period
from metrics.store.figures import narrowed
from metrics.store.store import Store
from metrics.vocabulary import Observation

# `open`: it lacks its period, its body or what it counts, or cannot be
Change = Literal["conflict", "new", "same", "open"]
CHANGES: tuple[Change, ...] = get_args(Change)
# what is compared, as the table `observation` has it
COLUMNS = {
    **dict.fromkeys(("organization", "indicator", "breakdown", "unit", "status", "period_type", "period"), "VARCHAR"),
    **{"start_day": "DATE", "end_day": "DATE", "qualifier": "VARCHAR", "value": "DOUBLE", "decimals": "INTEGER"},
}

STANDING = """
WITH figures AS (SELECT unnest($place::INTEGER[]) AS place, {columns}),
waiting AS (SELECT *, grain_of(value, unit, qualifier, decimals) AS grain FROM figures)
SELECT w.place, bool_and(can_both_hold(w.qualifier, w.value, w.grain, o.qualifier, o.value, o.grain)) AS same
FROM waiting w JOIN observation o USING (organization, indicator, breakdown, unit, status)
WHERE CASE WHEN w.period_type IN ('as_of', 'term') THEN w.period_type = o.period_type AND w.period = o.period
    ELSE o.period_type NOT IN ('as_of', 'term') AND w.start_day = o.start_day AND w.end_day = o.end_day END
GROUP BY w.place"""


def changes(store: Store, figures: Sequence[Figure]) -> list[Change]:
    """What each figure would change of what the store holds. Of several that stand one that cannot hold with it is a conflict."""
    found: list[Change] = ["open"] * len(figures)
    kinds = {one.organization: one.kind for one in store.seeds.organizations}
    rows: list[list[Any]] = []
    for place, figure in enumerate(figures):
        observation = _observation(figure)
        if observation is None:
            continue
        # a period or breakdown that is none
        with suppress(ValueError):
            breakdown, _ = narrowed(observation.breakdown, kinds.get(figure.organization) == "province_wide")
            period = Period.parse(observation.period_type, observation.period)
            told = {**vars(observation), "breakdown": breakdown, "start_day": period.start, "end_day": period.end}
            rows.append([place, *(told[column] for column in COLUMNS)])
            found[place] = "new"
    if rows:
        columns = ", ".join(f"unnest(${column}::{kind}[]) AS {column}" for column, kind in COLUMNS.items())
        values = dict(zip(("place", *COLUMNS), map(list, zip(*rows, strict=True)), strict=True))
        for place, same in store.rows(STANDING.format(columns=columns), values)[1]:
            found[place] = "same" if same else "conflict"
    return found


def rank(change: Change, confidence: float) -> tuple[int, float]:
    """Orders figures by what they would change, then the surest first."""
    return CHANGES.index(change), -confidence


def _observation(figure: Figure) -> Observation | None:
    """A figure as an observation of no source, or None where it cannot be one yet."""
    if not (figure.organization and figure.indicator and figure.period):
        return None
    row = DataRow("observations.csv", 2, {**cells_of(figure), "source": "none"}, "")
    noun, problems = reader("observations.csv").noun(row)
    return noun if isinstance(noun, Observation) and not problems else None
