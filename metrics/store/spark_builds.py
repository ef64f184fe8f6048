"""Builds for Spark: tables as Parquet in a folder named by the data, published by a pointer that is written last.

A folder of builds holds `<name>.spark/`, in it a folder for each table, and `current-spark.json`, which names the one that is
shown. The tables may stand elsewhere, at any address that Spark writes to and its workers read.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from metrics.data import disk
from metrics.data.seeds import Seeds
from metrics.intake.batches import Batch, batches
from metrics.store import large
from metrics.store.batched import join_into
from metrics.store.builds import CHANGED, BuildError, left_out_of, name_of, name_with, point, put_figures
from metrics.store.engine import connect, fill
from metrics.store.figures import FIGURE
from metrics.store.nouns import KEPT, keep_nouns, nouns_kept, table_of
from metrics.store.store import Store, resolve, statement_of

# raised when what a build holds changes
FORM = 5
POINTER = "current-spark.json"
ENDING = ".spark"
# the tables that questions are asked of, beside those of the nouns
TABLES = (
    *(
        "province",
        "body",
        "indicator",
        "dimension",
        "handover",
        "succession",
        "unit",
        "merger",
        "narrowing",
        "containing",
        "breakdown",
    ),
    *("observation", "outdone", "disputed", "answering", "handed_over", "target"),
)
# what is told of them
VIEWS = ("stated", "resolved", "told")

NOT_INSTALLED = (
    'Spark is not installed here ({error}). Install it: .venv/bin/pip install -c constraints.txt -e ".[spark]"; it needs Java 17.'
)
NO_JAVA = (
    "Spark needs Java 17, and no program java is found. Install it (on Debian: apt-get install openjdk-17-jre-headless) "
    "or set JAVA_HOME."
)
FAILED = "Spark could not do it: {error}"
NO_BUILD = "{folder} holds no build for Spark. Make one: python -m metrics build --engine spark --data DIR --out {folder}"
TORN = "{file} is not as it was written ({error}); make it again: python -m metrics build --engine spark --data DIR --out {folder}"
OTHER_VERSION = (
    "{file} was made by another version ({made}, here {here}); make it again: "
    "python -m metrics build --engine spark --data DIR --out {folder}"
)


@dataclass(frozen=True)
class Published:
    """A build for Spark: its name, the address of its tables or their folder beside the pointer, what made it."""

    name: str
    tables: str
    form: int
    engine: str
    figures: int
    # which batches do not count, and why, a line each
    left_out: tuple[str, ...] = ()


def build(data: Path, out: Path, tables: str = "", home: Path | None = None) -> Published:
    """Publish the figures of a data folder for Spark, which resolves them, with those of the batches that were accepted in a home;
    where the same data are published nothing is made anew.

    `tables`: the address under which the tables are to stand, if not in `out`. DataError with every problem of the data; BuildError
    where Spark is not there or nothing can be written.
    """
    spark = _spark()
    out.mkdir(parents=True, exist_ok=True)
    with disk.locked(out):
        found = batches(home) if home else ()
        folder = name_of(data, f"spark {FORM} {spark.version()}")
        name = name_with(folder, found)
        last = None
        with suppress(BuildError):
            last = current(out)
        place = f"{tables.rstrip('/')}/{name}{ENDING}" if tables else f"{name}{ENDING}"
        address = _address(out, place)
        if last and (last.name, last.tables) == (name, address):
            return last
        number, left_out = _told(lambda: _write(data, address, found, folder))
        made = Published(name, address, FORM, spark.version(), number, left_out)
        point(out, POINTER, {**asdict(made), "tables": place})
        _remove_old(out, {name, last.name if last else ""})
        return made


def _address(out: Path, place: str) -> str:
    """Where Spark finds what stands at a place: an address of its own, or a path, beside the pointer where it is not whole."""
    return place if "://" in place else str(out.resolve() / place)


def _write(data: Path, address: str, found: Sequence[Batch], folder: str) -> tuple[int, tuple[str, ...]]:
    """Write the tables of a build; the number of its figures, and which batches do not count."""
    spark = _spark()
    seen = large.stamps(data)
    base = spark.Spark(spark.session(), address)
    with tempfile.TemporaryDirectory() as passing:
        seeds, left_out = hand_over(data, base, f"{passing}/figure.parquet", found, folder)
        resolve(base, seeds)
    keep_nouns(base, seeds)
    base.keep_filled()
    if seen != large.stamps(data):
        raise BuildError(CHANGED, folder=data)
    return int(base.execute("SELECT count(*) FROM observation WHERE NOT ranked").fetchall()[0][0]), left_out


def hand_over(data: Path, base: Any, path: str, found: Sequence[Batch] = (), folder: str = "") -> tuple[Seeds, tuple[str, ...]]:
    """The nouns of a folder with those of batches, and which batches do not count; the figures are read and checked by DuckDB and
    handed over, of a large folder as Parquet by way of a path."""
    with connect(threads=os.cpu_count() or 1) as reading:
        seeds = join_into(reading, data, found, put_figures(reading, data), folder)
        if large.is_large(data):
            reading.execute(f"COPY figure TO '{path}' (FORMAT parquet)")
            base.read("figure", path)
        else:
            fill(base, "figure", FIGURE, reading.execute(f"SELECT {', '.join(FIGURE)} FROM figure ORDER BY id").fetchall())
        return seeds, left_out_of(reading)


def _remove_old(out: Path, kept: set[str]) -> None:
    """Remove all builds but this one and the one before, which somebody may still read."""
    for path in out.glob(f"*{ENDING}"):
        if path.stem not in kept:
            shutil.rmtree(path, ignore_errors=True)


def current(folder: Path) -> Published:
    """The build for Spark that a folder publishes. BuildError where there is none, or where it cannot be opened here."""
    try:
        told = json.loads((folder / POINTER).read_bytes())
        tables = _address(folder, str(told["tables"]))
        left_out = tuple(map(str, told.get("left_out", ())))
        found = Published(str(told["name"]), tables, int(told["form"]), str(told["engine"]), int(told["figures"]), left_out)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BuildError(NO_BUILD, folder=folder) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildError(TORN, file=POINTER, error=type(error).__name__, folder=folder) from error
    here = _spark().version()
    if (found.form, found.engine) != (FORM, here):
        made, ours = (f"form {form} of Spark {engine}" for form, engine in ((found.form, found.engine), (FORM, here)))
        raise BuildError(OTHER_VERSION, file=found.name, made=made, here=ours, folder=folder)
    return found


def open_build(found: Published) -> Store:
    """A store whose questions Spark answers. BuildError where a table cannot be read."""
    spark = _spark()

    def opened() -> Store:
        base = spark.Spark(spark.session(), found.tables)
        base.open((*TABLES, *map(table_of, KEPT)))
        for view in VIEWS:
            base.execute(statement_of(f"VIEW {view}"))
        return Store(base, nouns_kept(base), found.name)

    store: Store = _told(opened)
    return store


def _told(work: Any) -> Any:
    """What some work with Spark gives. BuildError in one line where Spark fails."""
    try:
        return work()
    except _spark().Failed as error:
        raise BuildError(FAILED, error=str(error).partition("\n")[0]) from error


def _spark() -> ModuleType:
    """The module that asks Spark, which is loaded where it is needed only. BuildError where Spark or Java is missing."""
    try:
        found = importlib.import_module("metrics.store.spark")
    except ModuleNotFoundError as error:
        raise BuildError(NOT_INSTALLED, error=error.name) from error
    if found.is_here() and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise BuildError(NO_JAVA)
    return found
