"""Our workbooks read back: below each sheet's heading the codes of its columns, as the workbook's own dictionary gives them."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from python_calamine import CalamineWorkbook

Sheet = list[list[Any]]
# the sheet that explains the others, in either language, and its own columns
DICTIONARIES = ("Từ điển", "Data dictionary")
COLUMNS = ["part", "code", "name", "unit", "counted", "definition"]


@lru_cache(maxsize=32)
def sheets(data: bytes) -> dict[str, Sheet]:
    """Every sheet by its name: the heading, the codes (not in notes), the rows. Many tests look at the same workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    read: dict[str, Sheet] = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    dictionary = next(name for name in DICTIONARIES if name in read)
    codes = {(row[0].partition(": ")[2], row[2]): row[1] for row in read[dictionary]}
    for name, rows in list(read.items())[:-1]:
        rows.insert(1, COLUMNS if name == dictionary else [codes[name, heading] for heading in rows[0]])
    return read
