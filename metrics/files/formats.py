"""The formats of downloads, a row each: a page offers what these lists hold, of answers, of comparisons and of observations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from metrics.errors import N_
from metrics.files.export import csv_bytes, dataset_csv, versus_csv
from metrics.files.sdmx import sdmx_zip
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
class DataSetFormat(FileKind):
    """A kind of file that observations are handed out in. `link`, the address of the view, stands in it where it has a place."""

    label: str
    # what it is good for
    help: str
    # the observations that a search finds, ranks and scores included
    dataset: Callable[[Store, Words, Search, str], bytes]


@dataclass(frozen=True)
class Format(DataSetFormat):
    """A kind of file that answers and comparisons are handed out in as well."""

    result: Callable[[Result, Words, Store, str], bytes]
    versus: Callable[[Versus, Words, Store, str], bytes]


# by the code that stands in the keys of pages
FORMATS: dict[str, Format] = {
    "csv": Format(
        ending="csv",
        mime="text/csv",
        icon="download",
        label=N_("Download CSV"),
        help=N_(
            "Exactly the figures shown here, with codes, names, state, coverage and sources; opens in Excel. How to cite them "
            "stands on the page Data and sources."
        ),
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
        result=parquet_bytes,
        versus=versus_parquet,
        dataset=dataset_parquet,
    ),
}
CSV, EXCEL = FORMATS["csv"], FORMATS["excel"]
# what observations alone are handed out in beside these
OF_OBSERVATIONS: dict[str, DataSetFormat] = {
    "sdmx": DataSetFormat(
        ending="zip",
        mime="application/zip",
        icon="schema",
        label=N_("Download SDMX"),
        help=N_("SDMX-CSV with its structure, for statistical programs: two files in one archive, names in both languages."),
        dataset=lambda store, wording, search, link: sdmx_zip(store, search),
    ),
}
# what one page alone hands out
WORD = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "description")
TOML = FileKind("toml", "application/toml", "data_object")
ZIP = FileKind("zip", "application/zip", "download")
