"""The formats of downloads, a row each: a page offers what this list holds, of answers, of comparisons and of observations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from metrics.errors import N_
from metrics.files.export import csv_bytes, dataset_csv, versus_csv
from metrics.files.workbook import dataset_excel, dataset_parquet, excel_bytes, parquet_bytes, versus_excel, versus_parquet
from metrics.profile.versus import Versus
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.vocabulary import Result
from metrics.words.words import Words


@dataclass(frozen=True)
class FileKind:
    """A kind of file: how its name ends, how browsers name it, and the Material icon that stands for it."""

    ending: str
    mime: str
    icon: str


@dataclass(frozen=True)
class Format(FileKind):
    """A kind of file that figures are handed out in. `link`, the address of the view, stands in it where it has a place."""

    label: str
    # what it is good for
    help: str
    result: Callable[[Result, Words, Store, str], bytes]
    versus: Callable[[Versus, Words, Store, str], bytes]
    # the observations that a search finds, ranks and scores included
    dataset: Callable[[Store, Words, Search, str], bytes]


# by the code that stands in the keys of pages
FORMATS: dict[str, Format] = {
    "csv": Format(
        ending="csv",
        mime="text/csv",
        icon="download",
        label=N_("Download CSV"),
        help=N_("Exactly the figures shown here, with codes, names, state, coverage and sources; opens in Excel."),
        result=lambda result, wording, store, link: csv_bytes(result, wording, store),
        versus=lambda found, wording, store, link: versus_csv(found, wording, store),
        dataset=lambda store, wording, search, link: dataset_csv(store, wording, search),
    ),
    "excel": Format(
        ending="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon="table_view",
        label=N_("Download Excel"),
        help=N_("The same figures as a workbook, with a dictionary, the words of the sources and notes."),
        result=excel_bytes,
        versus=versus_excel,
        dataset=dataset_excel,
    ),
    "parquet": Format(
        ending="parquet",
        mime="application/vnd.apache.parquet",
        icon="database",
        label=N_("Download Parquet"),
        help=N_("The same rows in typed columns, for programs such as Python, R and DuckDB."),
        result=lambda result, wording, store, link: parquet_bytes(result, wording, store),
        versus=lambda found, wording, store, link: versus_parquet(found, wording, store),
        dataset=lambda store, wording, search, link: dataset_parquet(store, wording, search),
    ),
}
CSV, EXCEL = FORMATS["csv"], FORMATS["excel"]
# what one page alone hands out
WORD = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "description")
TOML = FileKind("toml", "application/toml", "data_object")
ZIP = FileKind("zip", "application/zip", "download")
