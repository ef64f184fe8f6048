"""The lines of a page as they stand on it, columns apart by blanks → its text, tables among them as rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from metrics.extract import row_of

# pieces of a line: words with one blank between them
PIECE = re.compile(r"\S+(?: \S+)*")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*\s?%?")
# a line that ends with a number, as rows of tables do and sentences do not
ENDS_WITH_NUMBER = re.compile(r"(?:^|\s)[0-9][0-9.,]*%?\s*$", re.MULTILINE)
# lines with gaps, outside of tables, beyond which a page is set in columns
GAPS, SHARE = 6, 0.2
# words of a cell, beyond which it is a line of prose
MOST_WORDS = 8
# places by which a piece may miss its column; lines above the first row that may be headings; what begins a title
NEAR = 4
MOST_HEADS = 3
NAMED = re.compile(r"\W*(?:biểu|bảng|phụ lục)\b", re.IGNORECASE)


class Piece(NamedTuple):
    """Words of a line and from which place to which they reach."""

    text: str
    first: int
    last: int


def may_hold_table(text: str) -> bool:
    """Whether the text of a page may be that of a table."""
    return len(ENDS_WITH_NUMBER.findall(text)) > 1


def with_tables(laid_out: str) -> str | None:
    """The text of a page from its lines as they stand on it; nothing where it holds no table or is set in columns."""
    lines = [[Piece(one[0], one.start(), one.end()) for one in PIECE.finditer(line)] for line in laid_out.split("\n")]
    lines = [line for line in lines if line]
    written: list[str] = []
    tables = gaps = at = 0
    while at < len(lines):
        last = at
        while last < len(lines) and _is_row(lines[last], started=last > at):
            last += 1
        # a name alone in the last line is no row
        while last > at and len(lines[last - 1]) == 1:
            last -= 1
        rows = lines[at:last]
        if _is_table(rows):
            heads = _heads(lines[:at], _columns(rows))
            written[len(written) - heads :] = [row_of(cells) for cells in _cells(lines[at - heads : last])]
            tables += 1
            at = last
            continue
        gaps += len(lines[at]) > 1
        written.append(" ".join(piece.text for piece in lines[at]))
        at += 1
    return "\n".join(written) if tables and gaps <= max(GAPS, SHARE * len(lines)) else None


def _is_row(line: Sequence[Piece], started: bool) -> bool:
    """Whether a line may be one of a table: several short pieces, or within a table one."""
    short = all(len(piece.text.split()) <= MOST_WORDS for piece in line[1:] or line)
    return short and (len(line) > 1 or started)


def _is_table(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether numbers stand one below another in at least two rows, beside a name."""
    before: list[Piece] = []
    for row in rows:
        numbers = [piece for piece in row[1:] if NUMBER.fullmatch(piece.text)]
        if any(_overlap(one, other) for one in numbers for other in before):
            return True
        before = numbers or before
    return False


def _overlap(one: Piece, other: Piece) -> bool:
    return one.first < other.last and other.first < one.last


def _heads(above: Sequence[Sequence[Piece]], spans: Sequence[tuple[int, int]]) -> int:
    """How many of the lines above are headings of a table: one piece each, indented, over names or numbers, not over both."""
    found = 0
    for line in reversed(above[-MOST_HEADS:]):
        if len(line) > 1 or line[0].first <= spans[0][0] + 1 or line[0].last > spans[-1][1] + NEAR or NAMED.match(line[0].text):
            break
        if len(spans) > 1 and line[0].first < spans[0][1] and line[0].last > spans[1][0]:
            break
        found += 1
    return found


def _cells(rows: Sequence[Sequence[Piece]]) -> list[list[str]]:
    """The rows with a cell for each column; as many cells as pieces where the columns cannot be told."""
    spans = _columns(rows)
    found = []
    for row in rows:
        cells = [""] * len(spans)
        for at, piece in enumerate(row):
            places = [at] if len(row) == len(spans) else _places(piece, spans)
            if not places or (len(places) > 1 and NUMBER.fullmatch(piece.text)) or any(cells[place] for place in places):
                return [[one.text for one in pieces] for pieces in rows]
            for place in places:
                cells[place] = piece.text
        found.append(cells)
    return found


def _places(piece: Piece, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The columns over which a piece stands, else the one that is clearly the nearest."""
    over = [at for at, (first, last) in enumerate(spans) if piece.first < last and first < piece.last]
    if over:
        return over
    away = sorted((max(first - piece.last, piece.first - last), at) for at, (first, last) in enumerate(spans))
    clear = away[0][0] <= NEAR and (len(away) == 1 or away[1][0] - away[0][0] >= NEAR)
    return [away[0][1]] if clear else []


def _columns(rows: Sequence[Sequence[Piece]]) -> list[tuple[int, int]]:
    """From where to where the columns reach, by the rows with a piece for each."""
    most = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == most]
    return [(min(row[at].first for row in full), max(row[at].last for row in full)) for at in range(most)]
