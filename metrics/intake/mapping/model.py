"""How the tables of a file are read, as a person decides it: sheets, columns, lines, places; and what is still to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from metrics.errors import Message, PartyMetricsError

# what the cells of a column are
Holds = Literal["figures", "places", "codes", "lines", "periods", "units", "publishers", "notes", "nothing"]
HOLDS: tuple[str, ...] = get_args(Holds)
# a row or a place that is left out
LEFT_OUT = "-"
# a column of the same period of the year before; of the period before
SAME, PREVIOUS = "same", "previous"


class MapError(PartyMetricsError):
    """A mapping cannot be used; the message says where it is wrong, or does not fit the file, and what to do."""


@dataclass(frozen=True)
class Column:
    """A column by its letters, with the words over it. Of `figures`: what they count, where the sheet's lines do not say it;
    `period`: a code, `same` (as the sheet's, of the year before), or nothing: as its heading, or else the sheet, says; `place`:
    the name of the place that they are about, where places stand across."""

    column: str
    heading: str
    holds: Holds = "nothing"
    indicator: str = ""
    breakdown: str = ""
    unit: str = ""
    period: str = ""
    status: str = ""
    place: str = ""


@dataclass(frozen=True)
class Line:
    """What a row counts by its name, `under` the name of the line that it is a part of; without an indicator it is left out."""

    name: str
    under: str = ""
    indicator: str = ""
    breakdown: str = ""
    unit: str = ""
    status: str = ""


@dataclass(frozen=True)
class SheetMap:
    """How the sheets of one shape are read. `head`: first and last line of the headings; `last`: the last line that is read, 0 for
    all. What is empty here, the columns or lines say. `bodies`: the kind of the body of each province; `organization`: the body
    that all is about. `places`: names of the table and the unit or body that each means, `-` where its row is left out."""

    sheets: tuple[str, ...] = ("",)
    shape: str = ""
    use: bool = True
    head: tuple[int, int] = (0, 0)
    last: int = 0
    period: str = ""
    indicator: str = ""
    breakdown: str = ""
    unit: str = ""
    status: str = ""
    bodies: str = ""
    organization: str = ""
    decimal: str = ""
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How a file is read. `published`, `url` and the periods that a person gave hold for the file of this digest only."""

    file: str = ""
    digest: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    sheets: tuple[SheetMap, ...] = ()


@dataclass(frozen=True)
class Question:
    """What a table does not say and a person must: `key` names the line of the mapping that answers it."""

    key: str
    text: Message
    # the sheet that it is about, empty for all; the column or name
    sheet: str = ""
    about: str = ""
    accepted: tuple[str, ...] = field(default=())
