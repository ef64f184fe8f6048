"""Parquet files become drafts like any table: what other programs write is read, and no bytes do more than be refused."""

from __future__ import annotations

import io
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from metrics.errors import PartyMetricsError
from metrics.files.workbook import dataset_parquet
from metrics.intake.spreadsheet import Limits, TableError
from metrics.intake.tables import read_table
from metrics.store.store import Store
from tests.small import data
from tests.spoken import vi

FIGURE = {
    **{"source": ["paper"], "organization": ["nghe-an.agencies-bloc"], "indicator": ["party_members"], "unit": ["person"]},
    **{
        "qualifier": ["eq"],
        "period_type": ["as_of"],
        "period": ["2021-09"],
        "status": ["reported"],
        "quote": ["có 5.164 đảng viên"],
    },
}


def parquet(**columns: object) -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table({**FIGURE, **columns}), target)
    return target.getvalue()


def ours() -> bytes:
    store = Store.build(data("nghe-an.agencies-bloc party_members 2020 5000", "nghe-an.agencies-bloc members_admitted 2020 50"))
    return dataset_parquet(store, vi(store))


@pytest.mark.parametrize("value", [5164, 5164.0, "5164", "5.164"])
def test_a_table_of_another_program_is_read(value: object):
    (row,) = read_table("f.parquet", parquet(value=[value])).rows["observations.csv"]
    assert (row["value"], row["organization"], row.line) == ("5164", "nghe-an.agencies-bloc", 2)


def test_what_is_no_number_is_not_stated():
    draft = read_table("f.parquet", parquet(value=[5164.0], denominator=[float("nan")], line=pa.array([None], pa.int32())))
    (row,) = draft.rows["observations.csv"]
    assert (row["denominator"], row["line"]) == ("", "")


def test_a_file_that_is_larger_than_the_limits_is_refused_before_it_is_read():
    with pytest.raises(TableError, match="more than 1 rows"):
        read_table("f.parquet", ours(), Limits(rows=1))
    with pytest.raises(TableError, match="unpacks to more than 0 MB"):
        read_table("f.parquet", ours(), Limits(unpacked=1000))
    wide = {f"c{number}": ["x"] for number in range(1200)}
    with pytest.raises(TableError, match="columns, at most 1000 are read"):
        read_table("f.parquet", parquet(value=[1], **wide))


def test_damaged_files_are_refused_in_a_sentence():
    """Whatever byte is another, the file is read or refused: nothing else comes out of it."""
    whole, chance = ours(), random.Random(12)
    refused = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        try:
            read_table("f.parquet", bytes(damaged))
        except PartyMetricsError:
            refused += 1
    assert refused > 100
    with pytest.raises(TableError, match=r"cannot be read as a Parquet file .* save the table as CSV"):
        read_table("f.parquet", whole[:500])
