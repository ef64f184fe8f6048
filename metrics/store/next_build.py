"""The next build of the last one, where nothing but batches changed: only what is stated of the keys that they change is resolved.

A key is an organization, an indicator and a year: that in which a period ends, in which a term begins. What depends on more:
- a target on those of all years, as one of a term is set for several; whether a share is of a target, on the targets of all years;
- how bodies hand over to one another, on all bodies: these tables are made anew, as are those of the nouns, where a noun differs;
- `handed_over` on the bodies of one kind that stand for one unit: made anew where a changed key is of a body that hands over in
  that year, all of it where a noun differs;
- `narrowing`, `containing`, `breakdown` on all breakdowns that are stated: made anew;
- an observation on its source and its body: where one of these is another, so are the keys of all its figures;
- of how many units a rank is, on the whole list: where rankings are others, so are the keys of all ranks.
Everything else in figures.sql and resolve.sql joins, groups and orders within one organization, indicator and year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from metrics.data.seeds import Seeds
from metrics.intake.batches import Batch
from metrics.store.batched import SHARED, Joined, joined, last_of, tell_left_out
from metrics.store.engine import Connection, fill
from metrics.store.figures import FIGURE, NAMES, PERIOD, periods, ranked
from metrics.store.nouns import KEPT, keep_nouns, nouns_kept, table_of
from metrics.store.store import NOUNS, fill_breakdowns, fill_nouns, resolve_figures, statement_of

# the tables whose rows have a number that no row of the others has
NUMBERED = ("answering", "target")
OF_BREAKDOWNS = ("narrowing", "containing", "breakdown")

YEAR = "CASE WHEN period_type = 'term' THEN year(start_day) ELSE year(end_day) END::INTEGER AS year"
KEY = f"organization, indicator, {YEAR}"
# what the last build keeps of figures, as the table `figure` has them
COLUMNS = ", ".join(f'"{name}"' for name in NAMES)
STATED = f"""SELECT id, {COLUMNS} FROM (SELECT * EXCLUDE (breakdown) RENAME (stated_breakdown AS breakdown),
    CASE WHEN file = 'observations.csv' THEN '' ELSE file END AS place FROM kept.observation WHERE NOT ranked)"""
# words that are none have no state, in figures.sql too
IMPORTED = "SELECT * REPLACE (CASE WHEN quote = '' THEN '' ELSE quote_status END AS quote_status) FROM imported"
DIFFERENCES = f"""
CREATE TABLE was_imported AS {STATED} WHERE contains(place, '/');
CREATE TABLE now_corrected AS {STATED} WHERE NOT contains(place, '/') AND "row" IN (SELECT line FROM correct);
CREATE TABLE brought_back AS SELECT * FROM kept.corrected WHERE "row" NOT IN (SELECT line FROM correct);
CREATE TABLE gone AS SELECT * FROM was_imported EXCEPT {IMPORTED} UNION ALL SELECT * FROM now_corrected;
CREATE TABLE come AS {IMPORTED} EXCEPT SELECT * FROM was_imported UNION ALL SELECT * FROM brought_back;
"""
CHANGED = f"""
CREATE TABLE differing AS SELECT * FROM (SELECT * FROM gone UNION ALL SELECT * FROM come) JOIN spelt USING (period_type, period);
CREATE TABLE changed AS
SELECT {KEY} FROM differing
UNION SELECT {KEY} FROM kept.observation
    SEMI JOIN (SELECT organization, indicator FROM differing WHERE status = 'target') USING (organization, indicator)
UNION SELECT {KEY} FROM kept.observation SEMI JOIN other_source USING (source) WHERE NOT ranked
UNION SELECT {KEY} FROM kept.observation SEMI JOIN other_body USING (organization)
UNION SELECT * FROM other_rank;
-- what is resolved anew of the last build, and all that is stated of the changed keys
CREATE TABLE stale AS
WITH near AS MATERIALIZED (
    SELECT id, status, {KEY} FROM kept.observation SEMI JOIN changed USING (organization, indicator)
)
SELECT id FROM near
WHERE status = 'target' OR (organization, indicator, year) IN (SELECT (organization, indicator, year) FROM changed);
CREATE TABLE figure AS
{STATED} WHERE id IN (SELECT id FROM stale) AND id NOT IN (SELECT id FROM gone)
UNION ALL SELECT * FROM come;
"""
# a rank is one of a year
RANKS = "(organization, indicator, period::INTEGER) IN (SELECT (organization, indicator, year) FROM changed)"
REPLACED = f"""
DELETE FROM kept.observation WHERE id IN (SELECT id FROM stale);
DELETE FROM kept.outdone WHERE id IN (SELECT id FROM stale);
DELETE FROM kept.disputed WHERE id IN (SELECT id FROM stale);
DELETE FROM kept.answering WHERE (organization, indicator, {YEAR.removesuffix(" AS year")}) IN (
    SELECT (organization, indicator, year) FROM changed);
DELETE FROM kept.target WHERE (organization, indicator) IN (SELECT (organization, indicator) FROM changed);
INSERT INTO kept.observation SELECT * FROM observation;
INSERT INTO kept.outdone SELECT * FROM outdone;
INSERT INTO kept.disputed SELECT * FROM disputed;
DELETE FROM kept.corrected WHERE id IN (SELECT id FROM brought_back);
INSERT INTO kept.corrected SELECT * FROM now_corrected;
"""
# what NOUNS are made of
MAKING_NOUNS = ("provinces", "organizations", "indicators", "rankings")
# the rows of `handed_over` that figures of changed keys may make
TOUCHED = """
CREATE TABLE touched AS
SELECT DISTINCT c.indicator, b.kind, b.province, b.place, c.year
FROM changed c SEMI JOIN (SELECT organization, year FROM handover WHERE NOT follows) USING (organization, year)
    JOIN body b USING (organization)"""
UNTOUCHED = """
DELETE FROM handed_over WHERE (indicator, kind, province, place, year) IN (
    SELECT (indicator, kind, province, place, year) FROM memory.touched)"""
# these rows made anew of what is stated now
HANDED_OVER = """
INSERT INTO handed_over
WITH stated AS (SELECT * FROM kept.stated SEMI JOIN memory.touched USING (indicator, kind, province, place))
SELECT * FROM ({rows}) SEMI JOIN memory.touched USING (indicator, kind, province, place, year)"""


def follow(base: Connection, path: Path, folder: Path, found: Sequence[Batch]) -> int:
    """Change a copy of the last build into the next, by the batches that are beside the same folder now; how many figures it has.

    `base` is a connection to memory in which nothing stands yet.
    """
    # else whole tables are written anew to close the gaps: two seconds of a million figures
    base.execute("SET max_vacuum_tasks = 0")
    base.execute("ATTACH '" + str(path).replace("'", "''") + "' AS kept")
    shared = f'{SHARED}, "row"'
    standing = f"""(SELECT {shared} FROM kept.observation WHERE NOT ranked AND NOT contains(file, '/')
        UNION ALL SELECT {shared} FROM kept.corrected)"""
    now = joined(base, folder, found, standing, last_of(base, "kept.made_of"))
    base.execute("USE kept")
    before = nouns_kept(base)
    base.execute("USE memory")
    _find_changed(base, before, now)
    same = all(getattr(before, name) == getattr(now.seeds, name) for name in MAKING_NOUNS)
    if same:
        base.execute("".join(f"CREATE TABLE {table} AS FROM kept.{table};" for table in NOUNS))
    else:
        fill_nouns(base, now.seeds)
    base.execute(TOUCHED)
    resolve_figures(base, now.seeds, RANKS)
    base.execute("BEGIN")
    _replace(base)
    base.execute("USE kept")
    if not same:
        base.execute("".join(f"CREATE OR REPLACE TABLE {table} AS FROM memory.{table};" for table in NOUNS))
    _make_anew(base, before, now)
    _hand_over(base, same)
    base.execute("USE memory; COMMIT; CHECKPOINT kept")
    number = base.execute("SELECT count(*) FROM kept.observation WHERE NOT ranked").fetchall()[0][0]
    base.execute("DETACH kept")
    return int(number)


def _find_changed(base: Connection, before: Seeds, now: Joined) -> None:
    """The tables `changed`, of keys of which something else is stated now, or of something else, and `figure`, what is stated."""
    fill(base, "imported", FIGURE, now.figures)
    fill(base, "correct", {"line": "INTEGER"}, [(line,) for line in now.corrected])
    base.execute(DIFFERENCES)
    spelt = base.execute("SELECT period_type, period FROM gone UNION SELECT period_type, period FROM come").fetchall()
    fill(base, "spelt", PERIOD, periods(spelt))
    fill(base, "other_source", {"source": "VARCHAR"}, _others("source", before.sources, now.seeds.sources))
    fill(base, "other_body", {"organization": "VARCHAR"}, _others("organization", before.organizations, now.seeds.organizations))
    ranks = [*ranked(before.rankings), *ranked(now.seeds.rankings)] if before.rankings != now.seeds.rankings else []
    years = sorted({(rank[2], rank[3], int(rank[10])) for rank in ranks})
    fill(base, "other_rank", {"organization": "VARCHAR", "indicator": "VARCHAR", "year": "INTEGER"}, years)
    base.execute(CHANGED)


def _others(name: str, before: Sequence[Any], now: Sequence[Any]) -> list[tuple[str]]:
    """The names of what is described otherwise now, is new or is gone."""
    if before == now:
        return []
    return [(one,) for one in {getattr(noun, name) for noun in {*before} ^ {*now}}]


def _replace(base: Connection) -> None:
    """Put what was resolved of the changed keys in the place of what stood there."""
    last = max(base.execute(f"SELECT coalesce(max(number), 0) FROM kept.{table}").fetchall()[0][0] for table in NUMBERED)
    base.execute(REPLACED)
    for table in NUMBERED:
        base.execute(f"INSERT INTO kept.{table} SELECT * REPLACE (number + {last} AS number) FROM {table}")


def _make_anew(base: Connection, before: Seeds, now: Joined) -> None:
    """Make the small tables of the build anew that depend on more than keys."""
    nouns = [name for name in KEPT if getattr(before, name) != getattr(now.seeds, name)]
    for table in (*OF_BREAKDOWNS, *map(table_of, nouns), "left_out"):
        base.execute(f"DROP TABLE {table}")
    fill_breakdowns(base)
    keep_nouns(base, now.seeds, nouns)
    tell_left_out(base, now)


def _hand_over(base: Connection, same: bool) -> None:
    """Put into `handed_over` what changed keys alter in it; where bodies or how they hand over are not the `same`, make it anew."""
    rows = statement_of("TABLE handed_over")
    if not same:
        base.execute(f"DROP TABLE handed_over; {rows}")
    elif base.execute("SELECT 1 FROM memory.touched LIMIT 1").fetchall():
        base.execute(UNTOUCHED)
        base.execute(HANDED_OVER.format(rows=rows.removeprefix("CREATE TABLE handed_over AS")))
