"""The rows of a data file as text in the engine: Parquet where it stands, CSV line by line; the same cells as `rows_of` reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrics.data.rows import FILES, UNSTATED, DataRow, DataTable, cells_of_line, header_of, text_of, wrong_characters
from metrics.errors import N_, Problem
from metrics.store.engine import Connection, EngineError

FIGURES = "observations.csv"
# the columns of the rows of figures, and the line where each stands
COLUMNS = FILES[FIGURES]
# a cell with the comma before it; whatever is written otherwise is read as Python's own reader does
CELL = r',(?:"(?:[^"]|"")*"|[^",]*)'
COULD_NOT_BE_READ = N_("cannot be read as Parquet ({error}); take the file from a copy")
IS_MISSING = "this column is missing; a file of {file} has {columns}"
NO_COLUMN = "is no column of this file; it has {columns}"


@dataclass(frozen=True)
class Rows:
    """Rows in the table or view `cell`: the number of their line as `nr`, and their cells as text."""

    # where they stand, if not in the CSV file
    place: str
    # what is written in their first column, also of lines that are no row
    keys: frozenset[str]


def parquet_of(folder: Path, file: str) -> Path:
    """Where the rows of a file stand as Parquet, if they do."""
    return (folder / file).with_suffix(".parquet")


def small_table(base: Connection, path: Path, file: str) -> tuple[DataTable, list[Problem]]:
    """The rows of a Parquet file as `rows_of` gives those of a CSV file; a row has the line that it would have there."""
    selected, problems = _selected(base, path, file)
    if problems:
        return DataTable(file, (), None), problems
    read = base.execute(selected).fetchall()
    rows = [DataRow(file, at, dict(zip(FILES[file], cells, strict=True)), path.name) for at, *cells in read]
    keys = frozenset(next(iter(row.cells.values())) for row in rows)
    return DataTable(file, rows, keys - {""}), list(wrong_characters(rows))


def parquet_rows(base: Connection, path: Path) -> tuple[Rows | None, list[Problem]]:
    """The rows of figures in a Parquet file: they stay there, `cell` is a view of them."""
    selected, problems = _selected(base, path, FIGURES)
    if problems:
        return None, problems
    base.execute(f"CREATE TEMP VIEW cell AS {selected}")
    return Rows(path.name, _first_cells(base)), []


def _parquet(path: Path) -> str:
    return "read_parquet('" + str(path).replace("'", "''") + "', file_row_number = true)"


def _selected(base: Connection, path: Path, file: str) -> tuple[str, list[Problem]]:
    """The query of a Parquet file's cells as text, or what is wrong with its form."""
    source = _parquet(path)
    try:
        kinds = {name: kind for name, kind, *_ in base.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    except EngineError as error:
        return "", [Problem.of(path.name, 1, "file", COULD_NOT_BE_READ, error=type(error).__name__)]
    del kinds["file_row_number"]
    told = ", ".join(FILES[file])
    lacking = [column for column in FILES[file] if column not in kinds and (file, column) not in UNSTATED]
    problems = [Problem(path.name, 1, column[:60], NO_COLUMN.format(columns=told)) for column in kinds if column not in FILES[file]]
    problems += [Problem(path.name, 1, column, IS_MISSING.format(file=path.name, columns=told)) for column in lacking]
    cells = ", ".join(f'{_as_text(column, kinds.get(column, ""), file)} AS "{column}"' for column in FILES[file])
    return f"SELECT file_row_number + 2 AS nr, {cells} FROM {source}", problems


def _as_text(column: str, kind: str, file: str) -> str:
    if not kind:
        return f"'{UNSTATED.get((file, column), '')}'"
    if kind in ("DOUBLE", "FLOAT"):
        whole = f'"{column}" = trunc("{column}") AND abs("{column}") < 1e15'
        return f'coalesce(CASE WHEN {whole} THEN "{column}"::BIGINT::VARCHAR ELSE "{column}"::VARCHAR END, \'\')'
    return f"coalesce(\"{column}\"::VARCHAR, '')"


def figures_of(folder: Path) -> str:
    """A query of the figures of a folder that was found sound, as text, each with the line where it stands as `nr`."""
    path = parquet_of(folder, FIGURES)
    if path.is_file():
        return f"SELECT file_row_number + 2 AS nr, * EXCLUDE (file_row_number) FROM {_parquet(path)}"
    source = str(folder / FIGURES).replace("'", "''")
    form = "header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '-', all_varchar = true, auto_detect = false"
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in _header(folder / FIGURES))
    return f"SELECT row_number() OVER () + 1 AS nr, * FROM read_csv('{source}', {form}, columns = {{{columns}}})"


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return cells_of_line(FIGURES, 1, next(file).removesuffix("\n"))[0]


def figure_rows(base: Connection, folder: Path, lines: Collection[int]) -> list[DataRow]:
    """Those rows of the figures of a folder, which was found sound, that stand in these lines."""
    path = parquet_of(folder, FIGURES)
    if path.is_file():
        chosen = (
            f"SELECT * FROM ({_selected(base, path, FIGURES)[0]}) WHERE list_contains($lines::INTEGER[], nr::INTEGER) ORDER BY nr"
        )
        read = base.execute(chosen, {"lines": sorted(lines)}).fetchall() if lines else []
        return [DataRow(FIGURES, at, dict(zip(COLUMNS, cells, strict=True)), path.name) for at, *cells in read]
    header = _header(folder / FIGURES)
    lacking = {column: UNSTATED[FIGURES, column] for column in COLUMNS if column not in header}
    with (folder / FIGURES).open(encoding="utf-8", newline="\n") as file:
        texts = [(at, text.removesuffix("\n")) for at, text in enumerate(file, 1) if at in lines]
    cells_of = ((at, cells_of_line(FIGURES, at, text)[0]) for at, text in texts)
    return [DataRow(FIGURES, at, dict(zip(header, cells, strict=True)) | lacking) for at, cells in cells_of]


def _first_cells(base: Connection) -> frozenset[str]:
    return frozenset(text for (text,) in base.execute(f"SELECT DISTINCT {COLUMNS[0]} FROM cell").fetchall()) - {""}


def csv_rows(base: Connection, raw: bytes) -> tuple[Rows | None, list[Problem]]:
    """The rows of figures in the bytes of a CSV file, put into the table `cell`. A wrong line is left out, all others are read."""
    text, problems = text_of(FIGURES, raw)
    if text is None:
        return None, problems
    header, found = header_of(FIGURES, text.partition("\n")[0])
    problems += found
    if header is None:
        return None, problems
    base.execute(
        """CREATE TEMP TABLE row_text AS
        SELECT nr, text, regexp_extract_all(',' || text, $cell) AS cells, len(cells) = $number
            AND array_to_string(cells, '') = ',' || text AND text <> '' AS whole
        FROM (SELECT unnest(range(1, len(lines) + 1))::INTEGER AS nr, unnest(lines) AS text
            FROM (SELECT string_split($text, chr(10)) AS lines)) WHERE nr > 1""",
        {"text": text, "cell": CELL, "number": len(header)},
    )
    del text
    places = {column: header.index(column) + 1 for column in COLUMNS if column in header}
    chosen = ", ".join(
        f'{_unquoted(places[column])} AS "{column}"' if column in places else f"'{UNSTATED[FIGURES, column]}' AS \"{column}\""
        for column in COLUMNS
    )
    base.execute(f"CREATE TEMP TABLE cell AS SELECT nr, {chosen} FROM row_text WHERE whole")
    keys = set()
    for at, line in base.execute("SELECT nr, text FROM row_text WHERE NOT whole ORDER BY nr").fetchall():
        cells, found = cells_of_line(FIGURES, at, line, len(header))
        problems += found
        # a line that is no row still names its key
        keys.update(cells[places[COLUMNS[0]] - 1 : places[COLUMNS[0]]])
        if not found:
            _insert(base, at, [cells[places[c] - 1] if c in places else UNSTATED[FIGURES, c] for c in COLUMNS])
    base.execute("DROP TABLE row_text")
    return Rows("", _first_cells(base) | (keys - {""})), problems


def _unquoted(place: int) -> str:
    one = f"cells[{place}]"
    return f"CASE WHEN {one}[2] = '\"' THEN replace({one}[3:-2], '\"\"', '\"') ELSE {one}[2:] END"


def _insert(base: Connection, at: int, cells: Sequence[str]) -> None:
    base.execute(f"INSERT INTO cell VALUES (?{', ?' * len(cells)})", [at, *cells])
