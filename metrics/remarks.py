"""Remarks on data that loads: disputes between sources, stated shares off their recomputation, jumps. None of them is an error."""

from __future__ import annotations

from metrics.cells import cell_text
from metrics.errors import Problem
from metrics.store import Store

# a stock that grows or shrinks by more than half within two years, and by more than a handful, deserves a look
JUMP, HANDFUL, JUMP_YEARS = 1.5, 20, 2

DISPUTES = """
SELECT o.file, o.row, 'value', s.organization, s.indicator, s.period, s.value, array_to_string(s.disputes, ', ')
FROM settled s JOIN observation o USING (id)
WHERE len(s.disputes) > 0
ORDER BY o.file, o.row"""

SHARES = """
SELECT o.file, o.row, s.organization, s.indicator, s.period, s.value, n.value, coalesce(d.value, n.base) AS whole,
    n.value / nullif(whole, 0) * CASE s.unit WHEN 'permille' THEN 1000 ELSE 100 END AS recomputed
FROM stated s
JOIN observation o ON o.id = s.ids[1]
JOIN indicator i ON i.indicator = s.indicator AND i.kind = 'ratio'
JOIN stated n ON n.organization = s.organization AND n.indicator = i.numerator AND n.breakdown = s.breakdown AND n.is_count
    AND n.start_day = s.start_day AND n.end_day = s.end_day
LEFT JOIN stated d ON d.organization = s.organization AND d.indicator = i.denominator AND d.breakdown = s.breakdown
    AND d.start_day = s.start_day AND d.end_day = s.end_day
-- the admission rate is of the members at the end of the year before
WHERE i.indicator <> 'admission_rate' AND NOT s.derived AND s.qualifier = 'eq' AND n.qualifier = 'eq'
    AND coalesce(d.qualifier, 'eq') = 'eq' AND abs(s.value - recomputed) > o.grain / 2 + 1e-9
ORDER BY o.file, o.row"""

JUMPS = """
WITH series AS (
    SELECT r.*, lag(value) OVER body AS earlier, lag(code) OVER body AS earlier_code, lag(year) OVER body AS earlier_year
    FROM resolved r
    WHERE best AND NOT derived AND unit IN ('person', 'organization')
        AND indicator IN (SELECT indicator FROM indicator WHERE kind = 'stock')
    WINDOW body AS (PARTITION BY organization, indicator, unit, breakdown ORDER BY year)
)
SELECT o.file, o.row, s.organization, s.indicator, s.earlier_code, s.earlier, s.code, s.value
FROM series s JOIN observation o ON o.id = s.ids[1]
WHERE year - earlier_year <= $years AND abs(s.value - earlier) >= $handful
    AND (s.value > earlier * $jump OR s.value < earlier / $jump)
ORDER BY o.file, o.row"""


def remarks(store: Store) -> list[Problem]:
    """Everything worth a second look, with the place of the figure."""
    found = []
    for file, row, column, body, indicator, period, value, others in store.rows(DISPUTES, {})[1]:
        message = f"dispute: {body} {indicator} {period}: {cell_text(value)} counts, also stated: {others}"
        found.append(Problem(file, row, column, message))
    for file, row, body, indicator, period, value, part, whole, recomputed in store.rows(SHARES, {})[1]:
        parts = f"{cell_text(part)} of {cell_text(whole)} is {recomputed:.2f}"
        found.append(Problem(file, row, "value", f"share: {body} {indicator} {period}: stated {cell_text(value)}, but {parts}"))
    limits = {"years": JUMP_YEARS, "handful": HANDFUL, "jump": JUMP}
    for file, row, body, indicator, before, earlier, code, value in store.rows(JUMPS, limits)[1]:
        message = f"jump: {body} {indicator}: {cell_text(earlier)} ({before}) → {cell_text(value)} ({code})"
        found.append(Problem(file, row, "value", message))
    return sorted(found)
