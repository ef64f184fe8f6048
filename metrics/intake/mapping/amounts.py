"""What a cell of somebody's table states: a number in any of the ways in which people write one, with what qualifies it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from metrics.data.cells import cell_text
from metrics.data.rows import NUMBER, shown
from metrics.errors import N_, Message
from metrics.intake.as_written import DECIMAL_COMMA, GROUPED, NOT_STATED, number_written
from metrics.intake.spreadsheet import Cell

NOTHING = NOT_STATED | {"", "..", "n/a", "N/A", "NA", "na", "x", "X", "/", "#N/A"}
NUMBERLIKE = re.compile(
    r"(?:(?:trên|hơn|từ|ít nhất|tối thiểu|dưới|chưa đến|không quá|tối đa|khoảng|gần|xấp xỉ|[>≥<≤~≈=]+)\s*)?"
    r"[-\u2212+]?[0-9][0-9.,/\s\u00a0\u202f\u2009'’]*(?:\s?[%‰])?(?:\s?(?!năm|tháng|quý)[^\W\d_]{1,9}){0,2}"
    r"\s?(?:\*|\([0-9*]{1,2}\)|[¹²³⁰⁴-⁹†‡])*",
    re.IGNORECASE,
)
OF_ALL = re.compile(r"([0-9][0-9.,\s]*)/\s*([0-9][0-9.,\s]*)")
# words before and after a number that make a bound of it
BEFORE: tuple[tuple[str, str], ...] = (
    (r"(?:trên|hơn|>)", "gt"),
    (r"(?:từ|ít nhất|tối thiểu|≥|>=)", "ge"),
    (r"(?:dưới|chưa đến|<)", "lt"),
    (r"(?:không quá|tối đa|≤|<=)", "le"),
    (r"(?:khoảng|gần|xấp xỉ|~|≈)", "approx"),
)
AFTER = re.compile(r"(.+?)\s*(?:trở lên)", re.IGNORECASE)
FRACTION = N_(
    "{cell} has decimals, but {unit} is counted in full: where the sign parts thousands, write {whole}; else change what is counted"
)
UNREADABLE = N_("{cell} is no number; write it in digits, or - where nothing is stated")
# what tells the sign of decimals in a column: a number that can be read in one way only
COMMA = re.compile(r"[0-9.]*[0-9],(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
POINT = re.compile(r"[0-9,]*[0-9]\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")


class Amount(NamedTuple):
    """A number in the spelling of the data contract; nothing where none is stated. `doubt`: why it cannot be taken."""

    value: str = ""
    qualifier: str = "eq"
    denominator: str = ""
    mark: str = ""
    doubt: Message | None = None


def is_number(cell: Cell) -> bool:
    """May this cell be a number, whatever stands beside it?"""
    return isinstance(cell, float) or (any(map(str.isdigit, cell)) and len(cell) <= 40 and NUMBERLIKE.fullmatch(cell) is not None)


def decimal_mark(cells: Iterable[str]) -> str:
    """The sign of decimals that texts of a table use: a comma, a point, or nothing where none or both are seen."""
    found = set()
    for cell in cells:
        body = cell.rstrip("%‰* ")
        if COMMA.fullmatch(body):
            found.add(",")
        elif POINT.fullmatch(body):
            found.add(".")
        if len(found) > 1:
            return ""
    return found.pop() if found else ""


# a number is asked for by the sums of a table and by its figures, and many stand in it often
@lru_cache(maxsize=10_000)
def amount(cell: Cell, unit: str, whole: bool, decimal: str) -> Amount:
    """The number of a cell. `whole`: it counts what has no fractions; `decimal`: the sign of decimals of the table, if known."""
    if isinstance(cell, float):
        return _typed(cell, unit, whole)
    if cell in NOTHING:
        return Amount()
    body, qualifier = _qualified(cell)
    of_all = OF_ALL.fullmatch(body)
    if of_all and whole:
        first, second = (_written(part.strip(), unit, True, decimal) for part in of_all.groups())
        return first._replace(denominator="" if unit == "rank" else second.value, doubt=first.doubt or second.doubt)
    return _written(body, unit, whole, decimal)._replace(qualifier=qualifier)


def _typed(cell: float, unit: str, whole: bool) -> Amount:
    value = cell_text(round(cell, 10))
    if whole and cell != int(cell):
        return Amount(doubt=_fraction(value, unit))
    if not NUMBER.fullmatch(value):
        return Amount(doubt=Message.of(UNREADABLE, cell=shown(value)))
    return Amount(value)


def _fraction(value: str, unit: str) -> Message:
    first, _, decimals = value.replace(",", ".").partition(".")
    return Message.of(FRACTION, cell=shown(value), unit=unit, whole=first + decimals.ljust(3, "0"))


def _qualified(cell: str) -> tuple[str, str]:
    """A number without the words that make a bound of it, and which bound."""
    if cell[0].isdigit() and not cell[-1].isalpha():
        return cell, "eq"
    if found := AFTER.fullmatch(cell):
        return re.sub(r"^từ\s+", "", found[1], flags=re.IGNORECASE), "ge"
    for words, qualifier in BEFORE:
        if found := re.fullmatch(rf"{words}\s*([0-9].*)", cell, re.IGNORECASE):
            return found[1], qualifier
    return cell, "eq"


def _written(body: str, unit: str, whole: bool, decimal: str) -> Amount:
    percent = "percent" if body.rstrip("* ").endswith("%") else unit
    read = number_written(_grouped_by_blank(body), percent, whole)
    bare = re.sub(r"[^0-9.,]+$", "", body)
    if decimal and not whole and GROUPED.fullmatch(bare) and " " not in bare and bare.count(".") + bare.count(",") == 1:
        # the table's own sign tells what three digits behind one are
        value = bare.replace(decimal, ".") if decimal in bare else re.sub("[.,]", "", bare)
        return Amount(value, mark=read.mark)
    if read.doubt:
        return Amount(doubt=read.doubt)
    if not NUMBER.fullmatch(read.text):
        return Amount(doubt=Message.of(UNREADABLE, cell=shown(body)))
    if whole and "." in read.text:
        if float(read.text) != int(float(read.text)):
            return Amount(doubt=_fraction(body if DECIMAL_COMMA.fullmatch(body) else read.text, unit))
        return Amount(str(int(float(read.text))), mark=read.mark)
    return Amount(read.text, mark=read.mark)


def _grouped_by_blank(body: str) -> str:
    """A number whose groups are parted by a narrow or no-break blank, or by an apostrophe, with blanks."""
    return re.sub(r"(?<=[0-9])[\u00a0\u202f\u2009'’ ](?=[0-9]{3}(?![0-9]))", " ", body)
