"""Parquet files → lines of text cells. Reads with pyarrow what `files/workbook.py` writes with it."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from metrics.data.cells import cell_text
from metrics.errors import N_
from metrics.intake.spreadsheet import MOST_COLUMNS, Limits, TableError

MAGIC = b"PAR1"


def parquet_lines(name: str, data: bytes, limits: Limits) -> list[tuple[int, Sequence[str]]]:
    """The heading as line 1, then the rows. TableError where it is no Parquet file, or larger than the limits once unpacked."""
    # it takes a while to load, and most tables are none of its
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data), thrift_string_size_limit=limits.size, thrift_container_size_limit=limits.size)
        about = file.metadata
        unpacked = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
        if about.num_rows > limits.rows:
            raise TableError(N_("{file} has more than {limit} rows. Import it in parts."), file=name, limit=limits.rows)
        if unpacked > limits.unpacked:
            text = N_("{file} unpacks to more than {limit} MB; nothing was read. Import fewer rows at a time.")
            raise TableError(text, file=name, limit=limits.unpacked // 2**20)
        if len(file.schema_arrow) > MOST_COLUMNS:
            text = N_("{file} has {columns} columns, at most {limit} are read. Keep those that hold figures.")
            raise TableError(text, file=name, columns=len(file.schema_arrow), limit=MOST_COLUMNS)
        table = file.read(use_threads=False)
        columns = [[_text(cell) for cell in column.to_pylist()] for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        text = N_("{file} cannot be read as a Parquet file ({error}). Write it anew, or save the table as CSV.")
        raise TableError(text, file=name, error=str(error).partition("\n")[0]) from error
    return [(1, table.column_names), *enumerate(zip(*columns, strict=True), 2)]


def _text(cell: Any) -> str:
    """A cell as the data write it; what is no number is what programs write where none is stated."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return "" if math.isnan(cell) else str(cell)
    return cell_text(cell)
