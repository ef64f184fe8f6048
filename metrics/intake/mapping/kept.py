"""Mappings as TOML, for a person to read and change; kept by the shape of the table, and fitted to the next file of that shape."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, NoReturn, get_args

from metrics.data.rows import shown
from metrics.errors import N_, PartyMetricsError, listed, nearest
from metrics.intake.batch_files import BatchError
from metrics.intake.mapping.layout import Looked, shape_of
from metrics.intake.mapping.model import HOLDS, PREVIOUS, SAME, Column, Line, MapError, Mapping, SheetMap
from metrics.intake.mapping.periods import period_given
from metrics.intake.mapping.propose import JOINT, Catalogue, propose, propose_all, together
from metrics.intake.mapping.table import Table, digest
from metrics.intake.review import date_typed
from metrics.intake.spreadsheet import MOST_COLUMNS, column_number, letters
from metrics.vocabulary import DIMENSIONS, KINDS, UNITS, Status, parse_breakdown

VERSION = 1
MAPS = "maps"
LARGEST = 2**20
# names that a message lists
MOST_NAMED = 20
HEAD = """\
# How the tables of a file are read as figures. docs/own-tables.md tells what each line may say; what is empty is asked, or is as
# the table itself says. A column `holds` {holds}.
"""
DECIMALS = ("", ",", ".")
STATUSES: tuple[str, ...] = get_args(Status)
SHEET_KEYS = ("head", "last", "period", "indicator", "breakdown", "unit", "status", "bodies", "organization", "decimal")
OF_A_FILE = "# published, url and each period hold for the file of this digest only; without one for any"
OTHER_HEADINGS = N_("{place}: its headings differ from those of the mapping: {here}, there {there}. Propose a mapping anew.")
# where in a mapping something is wrong, and how it is written
WRITE = N_("{file}: {at}{key}: write {right}")
NOT_ONE = N_("{file}: {at}{key}: {word} is not one of {accepted}.{hint}")
TWICE = N_("{file}: {at}{key}: a column stands twice; keep one")
PERIODS = "2024 / 2024-H1 / 2024-Q2 / 2024-06 / 2024-06-30"


# writing -------------------------------------------------------------------------------------------------------------
def written(mapping: Mapping) -> str:
    """A mapping as TOML."""
    lines = [HEAD.format(holds=" · ".join(HOLDS)), f"version = {VERSION}", f"file = {_quoted(mapping.file)}", OF_A_FILE]
    lines += [f"digest = {_quoted(mapping.digest)}"]
    lines += ["", "[source]", *(f"{name} = {_quoted(getattr(mapping, name))}" for name in ("publisher", "published", "url"))]
    for sheet in mapping.sheets:
        lines += ["", "[[sheet]]", f"names = [{', '.join(map(_quoted, sheet.sheets))}]", f"shape = {_quoted(sheet.shape)}"]
        lines += [f"use = {str(sheet.use).lower()}", *(f"{name} = {_value(getattr(sheet, name))}" for name in SHEET_KEYS)]
        lines += _array("columns", sheet.columns)
        lines += _array("lines", sheet.lines)
        lines += ["[sheet.places]", *(f"{_quoted(name)} = {_quoted(slug)}" for name, slug in sheet.places)] if sheet.places else []
    return "\n".join(lines) + "\n"


def _array(name: str, members: Sequence[Column | Line]) -> list[str]:
    rows = [", ".join(f"{key} = {_quoted(value)}" for key, value in asdict(one).items() if value) for one in members]
    return [f"{name} = [", *(f"    {{ {row} }}," for row in rows), "]"] if rows else []


def _value(value: object) -> str:
    return f"[{value[0]}, {value[1]}]" if isinstance(value, tuple) else _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """A text as TOML's basic string, which is JSON's but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# reading -------------------------------------------------------------------------------------------------------------
def read_map(path: Path, catalogue: Catalogue) -> Mapping:
    """The mapping of a file. MapError with the place where it is none, or says what cannot be."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MapError(N_("{file} cannot be read ({error})."), file=path, error=error.strerror or error) from error
    if len(data) > LARGEST:
        raise MapError(N_("{file} is no mapping: it is larger than {limit} kB."), file=path, limit=LARGEST // 1024)
    return mapping_of(path.name, data, catalogue)


def mapping_of(file: str, data: bytes, catalogue: Catalogue) -> Mapping:
    """A mapping from its TOML. MapError as with a file."""
    try:
        told = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise MapError(N_("{file} is no TOML: {error}."), file=file, error=error) from error
    return _Reading(file, catalogue).mapping(told)


class _Reading:
    """The reading of one mapping, every value checked where it stands."""

    def __init__(self, file: str, catalogue: Catalogue) -> None:
        self.file, self.catalogue = file, catalogue

    def mapping(self, told: dict[str, Any]) -> Mapping:
        self._keys(told, ("version", "file", "digest", "source", "sheet"), "")
        if told.get("version") != VERSION:
            self._write("", "version", f"version = {VERSION}")
        source = self._table(told, "source", "")
        self._keys(source, ("publisher", "published", "url"), "source: ")
        texts = {name: self._text(source, name, "source: ") for name in ("publisher", "published", "url")}
        try:
            texts["published"] = date_typed(texts["published"])
        except PartyMetricsError:
            self._write("source: ", "published", 'published = "2024-06-30"')
        sheets = told.get("sheet", [])
        if not isinstance(sheets, list) or not all(isinstance(one, dict) for one in sheets):
            self._write("", "sheet", "[[sheet]]")
        return Mapping(
            self._text(told, "file", ""), self._text(told, "digest", ""), **texts, sheets=tuple(map(self._sheet, sheets))
        )

    def _sheet(self, told: dict[str, Any]) -> SheetMap:
        names = told.get("names", [""])
        if not isinstance(names, list) or not names or not all(isinstance(one, str) for one in names):
            self._write("", "names", 'names = ["Sheet1"]')
        where = f"sheet {names[0]}: " if names[0] else "sheet: "
        self._keys(told, ("names", "shape", "use", *SHEET_KEYS, "columns", "lines", "places"), where)
        head, last, use = told.get("head", [0, 0]), told.get("last", 0), told.get("use", True)
        if (
            not isinstance(head, list)
            or len(head) != 2
            or not all(type(one) is int and one >= 0 for one in head)
            or head[0] > head[1]
        ):
            self._write(where, "head", "head = [3, 4]")
        if type(last) is not int or last < 0:
            self._write(where, "last", "last = 0")
        if not isinstance(use, bool):
            self._write(where, "use", "true / false")
        texts = {name: self._text(told, name, where) for name in ("shape", *SHEET_KEYS[2:])}
        self._codes(texts, where)
        self._one_of(texts["bodies"], ("", *KINDS), where, "bodies")
        self._one_of(texts["decimal"], DECIMALS, where, "decimal")
        self._slug(texts["organization"], where, "organization")
        columns = tuple(self._members(told, "columns", Column, where))
        if len({one.column for one in columns}) < len(columns):
            self._fail(TWICE, where, "columns")
        places = self._table(told, "places", where)
        for name in places:
            if (slug := self._text(places, name, f"{where}places: ")) != "-":
                self._slug(slug, f"{where}places: ", name)
        return SheetMap(
            tuple(names),
            use=use,
            head=(head[0], head[1]),
            last=last,
            **texts,
            columns=columns,
            lines=tuple(self._members(told, "lines", Line, where)),
            places=tuple(places.items()),
        )

    def _members(self, told: dict[str, Any], key: str, kind: type[Any], where: str) -> Iterator[Any]:
        members = told.get(key, [])
        if not isinstance(members, list) or not all(isinstance(one, dict) for one in members):
            self._write(where, key, f'{key} = [{{ {fields(kind)[0].name} = "C", … }}, …]')
        names = tuple(one.name for one in fields(kind))
        for one in members:
            place = f"{where}{key[:-1]} {one.get(names[0], '?')}: "
            self._keys(one, names, place)
            texts = {name: self._text(one, name, place) for name in names}
            self._codes(texts, place)
            if kind is Column:
                texts["holds"] = texts["holds"] or "nothing"
                self._one_of(texts["holds"], HOLDS, place, "holds")
                if not re.fullmatch("[A-Z]{1,3}", texts["column"]) or column_number(texts["column"]) > MOST_COLUMNS:
                    self._write(place, "column", f"A … {letters(MOST_COLUMNS)}")
            yield kind(**texts)

    def _codes(self, texts: dict[str, str], where: str) -> None:
        """The codes that sheets, columns and lines may name."""
        indicators = self.catalogue.units
        if texts.get("indicator") and texts["indicator"] not in indicators:
            self._not_one(texts["indicator"], indicators, where, "indicator")
        self._one_of(texts.get("unit", ""), ("", *UNITS), where, "unit")
        self._one_of(texts.get("status", ""), ("", *STATUSES), where, "status")
        try:
            parts = parse_breakdown(texts.get("breakdown", ""))
        except ValueError:
            self._write(where, "breakdown", 'breakdown = "group=female"')
        for dimension in parts:
            self._one_of(dimension, tuple(DIMENSIONS), where, "breakdown")
        period = texts.get("period", "")
        if period and period not in (SAME, PREVIOUS):
            try:
                period_given(period)
            except ValueError:
                self._write(where, "period", PERIODS)

    def _slug(self, text: str, where: str, key: str) -> None:
        if not text:
            return
        province, _, body = text.partition(".")
        if province not in self.catalogue.places.units:
            self._not_one(province, self.catalogue.places.units, where, key)
        if "." in text and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", body):
            self._write(where, key, "nghe-an.province-wide")

    def _text(self, told: dict[str, Any], key: str, where: str) -> str:
        text = told.get(key, "")
        return text if isinstance(text, str) else self._write(where, key, f'{key} = "…"')

    def _table(self, told: dict[str, Any], key: str, where: str) -> dict[str, Any]:
        table = told.get(key, {})
        return table if isinstance(table, dict) else self._write(where, key, f"[{key}]")

    def _keys(self, told: Iterable[str], accepted: Sequence[str], where: str) -> None:
        for key in told:
            if key not in accepted:
                self._not_one(key, accepted, where, key)

    def _one_of(self, text: str, accepted: Sequence[str], where: str, key: str) -> None:
        if text not in accepted:
            self._not_one(text, filter(None, accepted), where, key)

    def _not_one(self, text: str, accepted: Iterable[str], where: str, key: str) -> NoReturn:
        known = tuple(accepted)
        hint = nearest(text, known)
        # of a long list the nearest says enough
        named = listed(known[:MOST_NAMED]) + (", …" if len(known) > MOST_NAMED else "")
        self._fail(NOT_ONE, where, key, word=shown(text), accepted=named, hint=hint)

    def _write(self, where: str, key: str, right: str) -> NoReturn:
        self._fail(WRITE, where, key, right=right)

    def _fail(self, template: str, at: str, key: str, **values: str) -> NoReturn:
        raise MapError(template, file=self.file, at=at, key=key, **values)


# fitting -------------------------------------------------------------------------------------------------------------
def fitted(mapping: Mapping, tables: Sequence[Table], catalogue: Catalogue) -> Mapping:
    """A mapping for these tables. What was answered for another file only is open again; periods are those of the headings here.

    MapError where a sheet of its name has other headings.
    """
    here = digest(tables)
    own = mapping.digest in ("", here)
    sheets = [_fitted(mapping, table, catalogue, own) for table in tables if table.rows]
    file = tables[0].file if tables else ""
    kept = replace(mapping, file=file, digest=here, sheets=together(one for one in sheets if one))
    return kept if own else replace(kept, published="", url="")


def _fitted(mapping: Mapping, table: Table, catalogue: Catalogue, own: bool) -> SheetMap | None:
    named = [one for one in mapping.sheets if table.sheet in one.sheets]
    looked = Looked(table, catalogue.places)
    for entry in named:
        # of the file that it was made for nothing is proposed a second time
        if not entry.shape or (own and entry.shape == _shape_at(entry, looked)):
            return replace(entry, sheets=(table.sheet,))
    proposed = propose(table, catalogue, mapping.file)
    for entry in (*named, *mapping.sheets):
        for like in (proposed, replace(proposed, head=entry.head)):
            if entry.shape == _shape_at(like, looked) and (entry in named or _agree(mapping, entry)):
                return _overlaid(entry, like, looked, own)
    if named and named[0].use:
        _tell_difference(named[0], looked, proposed)
    return None


def alike(mapping: Mapping, place: int, names: Collection[str], tables: Sequence[Table], catalogue: Catalogue) -> Mapping:
    """The mapping with sheets of these names that `may_be_alike` read as the entry at `place` is; the period of each stays its
    own."""
    told = mapping.sheets[place]
    alone = replace(mapping, sheets=(told,))
    sheets = []
    for one in mapping.sheets:
        for table in tables:
            if table.sheet in one.sheets:
                chosen = table.rows and table.sheet in names and may_be_alike(one, told)
                fit = _fitted(alone, table, catalogue, own=False) if chosen else None
                sheets.append(replace(fit or one, sheets=(table.sheet,), period=one.period))
    return replace(mapping, sheets=together(sheets))


def may_be_alike(sheet: SheetMap, told: SheetMap) -> bool:
    """Whether what is told of one entry may be put upon another: the headings are the same, and it says nothing else by itself."""
    if not sheet.use or not sheet.shape or sheet.shape != told.shape or _decided(sheet) == _decided(told):
        return False
    columns = zip(sheet.columns, told.columns, strict=False)
    said = [(getattr(sheet, name), getattr(told, name)) for name in ("indicator", "unit", "status", "bodies", "organization")]
    said += [(one.indicator, other.indicator) for one, other in columns if other.holds == "figures"]
    return all(own in ("", other) for own, other in said)


def _agree(mapping: Mapping, entry: SheetMap) -> bool:
    """Whether all sheets of a shape are read alike, so that a sheet of another name is too."""
    return len({replace(_decided(one), period=one.period) for one in mapping.sheets if one.shape == entry.shape}) == 1


def _decided(sheet: SheetMap) -> SheetMap:
    """What is decided of a sheet, without where it stands and when it is of."""
    return replace(sheet, sheets=(), head=(0, 0), last=0, period="")


def _headings(sheet: SheetMap, looked: Looked) -> list[tuple[str, ...]]:
    rows = {line: row for row, line in enumerate(looked.table.lines)}
    if sheet.head == (0, 0):
        return looked.headings(0, 0)
    if sheet.head[0] not in rows or sheet.head[1] not in rows:
        return []
    return looked.headings(rows[sheet.head[0]], rows[sheet.head[1]] + 1)


def _shape_at(sheet: SheetMap, looked: Looked) -> str:
    return shape_of(_headings(sheet, looked))


def _overlaid(entry: SheetMap, like: SheetMap, looked: Looked, own: bool) -> SheetMap:
    """What was decided for a shape, put upon another table of it: its columns by their order."""
    headings = _headings(like, looked)
    filled = [number for number, words in enumerate(headings) if words]
    bare = [column_number(one.column) - 1 for one in like.columns if not one.heading]
    places = {True: iter(filled), False: iter(bare)}
    columns = []
    for one in entry.columns:
        number = next(places[bool(one.heading)], -1)
        if number >= 0:
            period = one.period if own or one.period in (SAME, PREVIOUS) else ""
            columns.append(replace(one, column=letters(number + 1), heading=JOINT.join(headings[number]), period=period))
    known = {(one.name, one.under) for one in entry.lines}
    return replace(
        entry,
        sheets=(looked.table.sheet,),
        head=like.head,
        last=entry.last if own else 0,
        period=entry.period if own else "",
        decimal=entry.decimal or like.decimal,
        columns=tuple(columns),
        lines=(*entry.lines, *(one for one in like.lines if (one.name, one.under) not in known)),
    )


def _tell_difference(entry: SheetMap, looked: Looked, proposed: SheetMap) -> None:
    there = [one.heading for one in entry.columns if one.heading]
    here = [JOINT.join(words) for words in _headings(proposed, looked) if words]
    pairs = [(one, other) for one, other in zip(here, there, strict=False) if one != other]
    first = pairs[0] if pairs else (f"{len(here)} columns", f"{len(there)} columns")
    raise MapError(OTHER_HEADINGS, place=looked.table.place, here=shown(first[0]), there=shown(first[1]))


# proposing, keeping --------------------------------------------------------------------------------------------------
SOURCE = re.compile(r"\W*(?:nguồn|nguồn số liệu|source)\s*:\s*(.{3,80}?)[\s.;]*", re.IGNORECASE)


def proposed(tables: Sequence[Table], catalogue: Catalogue, home: Path | None = None) -> Mapping:
    """A mapping for these tables: as tables of their shapes were read before, else as they themselves say."""
    file = tables[0].file if tables else ""
    told = {found[1] for table in tables for row in table.texts for text in row[:3] if text and (found := SOURCE.fullmatch(text))}
    sheets = list(propose_all(tables, catalogue, file))
    publisher = told.pop() if len(told) == 1 else ""
    by_name = {name: replace(sheet, sheets=(name,)) for sheet in sheets for name in sheet.sheets}
    for table in tables:
        before = _kept(home, by_name[table.sheet].shape, catalogue) if home and table.sheet in by_name else None
        if before is None:
            continue
        publisher = publisher or before.publisher
        with suppress(MapError):
            fit = _fitted(replace(before, digest="-"), table, catalogue, own=False)
            by_name[table.sheet] = fit or by_name[table.sheet]
    return Mapping(file, digest(tables), publisher, sheets=together(by_name.values()))


def was_kept(tables: Sequence[Table], catalogue: Catalogue, home: Path) -> bool:
    """Whether a table of one of these shapes was read before."""
    return any(_kept(home, propose(table, catalogue).shape, catalogue) for table in tables if table.rows)


def _kept(home: Path, shape: str, catalogue: Catalogue) -> Mapping | None:
    path = home / MAPS / f"{shape}.toml"
    if not shape or not path.is_file():
        return None
    try:
        return read_map(path, catalogue)
    except MapError:
        # changed by other hands, or of another version: the table is asked about anew
        return None


def keep(home: Path, mapping: Mapping, tables: Sequence[Table], catalogue: Catalogue) -> None:
    """Keep how each shape of table was read, for the next file of it. BatchError where nothing can be written."""
    by_shape: dict[str, list[SheetMap]] = {}
    for table in tables:
        sheet = next((one for one in mapping.sheets if table.sheet in one.sheets), None)
        if sheet and table.rows:
            by_shape.setdefault(propose(table, catalogue).shape, []).append(replace(sheet, sheets=(table.sheet,)))
    folder = home / MAPS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for shape, sheets in by_shape.items():
            if shape:
                path = folder / f"{shape}.toml"
                beside = path.with_suffix(f".{os.getpid()}.new")
                beside.write_text(written(replace(mapping, sheets=together(sheets))), encoding="utf-8", newline="\n")
                beside.replace(path)
    except OSError as error:
        text = N_("{folder} cannot be written ({error}). Let PARTY_METRICS_HOME name another folder.")
        raise BatchError(text, folder=folder, error=error.strerror or error) from error
