"""The same questions by hand: SQL over one flat table in DuckDB and in SQLite, frames of pandas and of Polars.

Written as somebody writes them who knows the data, not the twelve rules: of each body and year the figure of the latest date, of
the newest source. They give a key and a value; no qualifier, no mark, no source.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pandas as pd
import pyarrow.parquet as parquet

from metrics.store.engine import LOCKED, connect
from metrics.vocabulary import Question

Answer = dict[tuple[Any, ...], tuple[float | None, ...]]
# what stands for the rivals on the disk, sorted as it is asked for, and what they name by words
FLAT = "flat.parquet"
WORDS = (
    "kind",
    "indicator",
    "unit",
    "breakdown",
    "status",
    "period_type",
    "organization",
    "province",
    "place",
    "period",
    "published",
)


@dataclass(frozen=True)
class Asked:
    """A question as the product takes it, and what it comes to by hand."""

    question: Question
    indicator: str
    by: tuple[str, ...]
    period_type: str
    # of a share, its denominator
    whole: str = ""
    # is the year before told beside it?
    before: bool = False

    @property
    def filters(self) -> dict[str, str]:
        """The columns that are one value; the unit is that of all indicators asked for here."""
        own = {
            "indicator": self.indicator,
            "unit": "person",
            "breakdown": "",
            "status": "reported",
            "period_type": self.period_type,
        }
        filtered = {"kind": self.question.kinds, "province": self.question.provinces}
        return own | {name: values[0] for name, values in filtered.items() if values}

    @property
    def years(self) -> tuple[int, int]:
        return self.question.years or (0, 9999)

    @property
    def of_whole(self) -> Asked:
        return replace(self, indicator=self.whole)


WIDE = ("province_wide",)
ASKED = {
    "stock by province and year": Asked(Question("party_members", kinds=WIDE), "party_members", ("province", "year"), "as_of"),
    "flow by year": Asked(Question("members_admitted", by=("year",), kinds=WIDE), "members_admitted", ("year",), "year"),
    "flow in the 34 by unit and year": Asked(
        Question("members_disciplined", boundary="34", kinds=WIDE), "members_disciplined", ("place", "year"), "year"
    ),
    "share by province and year": Asked(
        Question("member_share_of_staff", kinds=WIDE), "party_members", ("province", "year"), "as_of", whole="staff_total"
    ),
    "flow with the year before": Asked(
        Question("members_admitted", kinds=WIDE, compare="previous_year"),
        "members_admitted",
        ("province", "year"),
        "year",
        before=True,
    ),
    "one province, stock by year": Asked(
        Question("party_members", kinds=WIDE, provinces=("nghe-an",)), "party_members", ("province", "year"), "as_of"
    ),
    "one province, stock by organization": Asked(
        Question("party_members", by=("organization", "year"), provinces=("nghe-an",)),
        "party_members",
        ("organization", "year"),
        "as_of",
    ),
    "all schools, stock of five years": Asked(
        Question("party_members", by=("organization", "year"), kinds=("school",), years=(2020, 2024)),
        "party_members",
        ("organization", "year"),
        "as_of",
    ),
}


# the flat table -----------------------------------------------------------------------------------------------------------
FLAT_SQL = """COPY (
    SELECT row_number() OVER () AS id, o.organization, b.province, coalesce(nullif(p.successor, ''), b.province) AS place, b.kind,
        o.indicator, o.unit, coalesce(o.breakdown, '') AS breakdown, o.status, o.period_type, o.period,
        TRY_CAST(left(o.period, 4) AS INTEGER) AS year, coalesce(s.published, '') AS published, o.value::DOUBLE AS value
    FROM {observations} o JOIN {organizations} b USING (organization) JOIN {provinces} p ON p.province = b.province
        JOIN {sources} s USING (source)
    ORDER BY b.kind, o.indicator, o.breakdown, o.status, o.organization, o.period
) TO '{to}' (FORMAT parquet)"""


def flatten(data: Path, to: Path) -> None:
    """Write the flat table of a data folder."""
    with duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(to.parent / "spill")}) as base:
        tables = {name: _table(data, name) for name in ("observations", "organizations", "provinces", "sources")}
        base.execute(FLAT_SQL.format(to=to, **tables))


def _table(data: Path, name: str) -> str:
    path = data / f"{name}.parquet"
    return f"'{path}'" if path.exists() else f"read_csv('{data / name}.csv', all_varchar = true, nullstr = '-')"


# ways ---------------------------------------------------------------------------------------------------------------------
class Way(Protocol):
    """A way to answer, opened over the flat table of a folder."""

    def answer(self, asked: Asked) -> Answer: ...


def statement(asked: Asked, chosen: str) -> str:
    """The query; `chosen`: how the one figure of each body and year is found."""
    own, whole = (_own(asked, chosen, indicator) for indicator in ("$indicator", "$whole"))
    if asked.whole:
        return f"""WITH part AS ({own}), whole AS ({whole})
SELECT {_names(asked, "part.")}, sum(part.value) * 100 / sum(whole.value)
FROM part JOIN whole ON whole.organization = part.organization AND whole.year = part.year
GROUP BY {_names(asked, "part.")}"""
    summed = f"SELECT {_names(asked)}, sum(value) AS value FROM ({own}) GROUP BY {_names(asked)}"
    if not asked.before:
        return summed
    return f"""WITH own AS ({summed})
SELECT now.province, now.year, now.value, before.value
FROM own now LEFT JOIN own before ON before.province = now.province AND before.year = now.year - 1"""


def _own(asked: Asked, chosen: str, indicator: str) -> str:
    told = {name: f"${name}" for name in asked.filters} | {"indicator": indicator}
    where = " AND ".join(f"{name} = {value}" for name, value in told.items())
    return chosen.format(where=f"{where} AND year BETWEEN $first AND $last")


def _names(asked: Asked, prefix: str = "") -> str:
    return ", ".join(f"{prefix}{name}" for name in asked.by)


def parameters(asked: Asked) -> dict[str, Any]:
    first, last = asked.years
    return {**asked.filters, "first": first, "last": last, **({"whole": asked.whole} if asked.whole else {})}


def _keyed(asked: Asked, rows: Iterable[tuple[Any, ...]]) -> Answer:
    size = len(asked.by)
    return {row[:size]: row[size:] for row in rows}


class InDuckDB:
    """A table in a file, in the order in which it is asked for; a thread, as the product's."""

    # a third of the time of a window
    CHOSEN = """SELECT organization, province, place, year, arg_max(value, (period, published, -id)) AS value
        FROM figure WHERE {where} GROUP BY ALL"""

    def __init__(self, folder: Path) -> None:
        path = folder / "flat.duckdb"
        with duckdb.connect(path) as made:
            made.execute(f"CREATE TABLE figure AS SELECT * FROM '{folder / FLAT}'")
        self._base = connect(path, read_only=True)

    def answer(self, asked: Asked) -> Answer:
        with self._base.cursor() as cursor:
            return _keyed(asked, cursor.execute(statement(asked, self.CHOSEN), parameters(asked)).fetchall())


class InSQLite:
    """A table with an index on what is asked for, which holds all that is read."""

    CHOSEN = """SELECT organization, province, place, year, value FROM (
        SELECT *, row_number() OVER (PARTITION BY organization, year ORDER BY period DESC, published DESC, id) AS turn
        FROM figure WHERE {where}) WHERE turn = 1"""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "flat.sqlite")
        columns = f"{', '.join(WORDS)}, year, value, id"
        self._base.execute(f"CREATE TABLE figure ({columns})")
        with duckdb.connect(config=LOCKED) as source:
            read = source.execute(f"SELECT {columns} FROM '{folder / FLAT}'")
            while rows := read.fetchmany(50_000):
                self._base.executemany(f"INSERT INTO figure VALUES ({', '.join('?' * len(rows[0]))})", rows)
        asked = "indicator, status, breakdown, period_type, unit, kind, province, organization, year, period, published"
        self._base.execute(f"CREATE INDEX asked_for ON figure ({asked}, place, value, id)")
        self._base.execute("ANALYZE")
        self._base.commit()

    def answer(self, asked: Asked) -> Answer:
        return _keyed(asked, self._base.execute(statement(asked, self.CHOSEN), parameters(asked)).fetchall())


class InPandas:
    """A frame whose words are categories."""

    def __init__(self, folder: Path) -> None:
        self._figures = parquet.read_table(folder / FLAT, read_dictionary=list(WORDS)).to_pandas()

    def _own(self, asked: Asked) -> pd.DataFrame:
        found = self._figures
        for name, value in asked.filters.items():
            found = found[found[name] == value]
        found = found[found["year"].between(*asked.years)]
        found = found.astype({"period": str, "published": str})
        found = found.sort_values(["period", "published", "id"], ascending=[False, False, True])
        chosen: pd.DataFrame = found.drop_duplicates(["organization", "year"])
        return chosen

    def answer(self, asked: Asked) -> Answer:
        own, by = self._own(asked), list(asked.by)
        if asked.whole:
            both = own.merge(self._own(asked.of_whole), on=["organization", "year"], suffixes=("", "_whole"))
            sums = both.groupby(by, observed=True)[["value", "value_whole"]].sum()
            told = (sums["value"] * 100 / sums["value_whole"]).reset_index()
        else:
            told = own.groupby(by, observed=True)["value"].sum().reset_index()
        if asked.before:
            earlier = told.assign(year=told["year"] + 1)
            told = told.merge(earlier, on=by, how="left", suffixes=("", "_before"))
        return _keyed(asked, told.itertuples(index=False, name=None))


class InPolars:
    """A frame whose words are categories."""

    def __init__(self, folder: Path) -> None:
        import polars

        self._polars: Any = polars
        self._figures = polars.read_parquet(folder / FLAT).with_columns(polars.col(*WORDS).cast(polars.Categorical))

    def _own(self, asked: Asked) -> Any:
        column = self._polars.col
        found = self._figures.lazy().filter(
            *(column(name) == value for name, value in asked.filters.items()), column("year").is_between(*asked.years)
        )
        found = found.with_columns(column("period", "published").cast(self._polars.String))
        return found.sort("period", "published", "id", descending=[True, True, False]).unique(
            ["organization", "year"], keep="first"
        )

    def answer(self, asked: Asked) -> Answer:
        own, column, by = self._own(asked), self._polars.col, list(asked.by)
        if asked.whole:
            own = own.join(self._own(asked.of_whole), on=["organization", "year"], suffix="_whole")
            told = own.group_by(by).agg(column("value").sum() * 100 / column("value_whole").sum())
        else:
            told = own.group_by(by).agg(column("value").sum())
        if asked.before:
            told = told.join(told.with_columns(column("year") + 1), on=by, how="left", suffix="_before")
        return _keyed(asked, told.collect().rows())


WAYS: dict[str, Callable[[Path], Way]] = {"SQL by hand": InDuckDB, "pandas": InPandas, "Polars": InPolars, "SQLite": InSQLite}
