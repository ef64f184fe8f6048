"""A text and the words in it that matter: the sentence around a quote, and a text cut where its marks begin and end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# a sentence ends at such a mark before a blank, or at the end of its line; 5.164 and 31.12 go on
ENDS = re.compile(r"[.!?…][”\"')\]]*(?=\s)|\n")
# so many letters around a quote at most: a table or a text without marks has no sentences
REACH = 400


@dataclass(frozen=True)
class Passage:
    """The words of a quote, and what stands before and after them in their sentence."""

    before: str
    quote: str
    after: str


def sentence_around(text: str, quote: str, line: int | None = None) -> Passage | None:
    """The sentence of a quote in its text, or None where the text does not hold it; of several the one in or after `line`."""
    quote = unicodedata.normalize("NFC", quote)
    start = _start_of(line, text) if line else 0
    place = max(text.find(quote, start), -1) if quote else -1
    if place < 0:
        place = text.find(quote) if quote else -1
    if place < 0:
        return None
    end = place + len(quote)
    first = max(place - REACH, 0)
    last = min(end + REACH, len(text))
    begins = max((found.end() for found in ENDS.finditer(text, first, place)), default=first)
    ends = ENDS.search(text, max(end - 1, place), last)
    before, after = text[begins:place].lstrip(), text[end : max(ends.end(), end) if ends else last].rstrip()
    return Passage(f"…{before}" if begins == first > 0 else before, quote, after if ends or last == len(text) else f"{after}…")


def _start_of(line: int, text: str) -> int:
    """Where a line begins, counted from 1; the text's end if it has fewer."""
    place = 0
    for _ in range(line - 1):
        place = text.find("\n", place) + 1
        if not place:
            return len(text)
    return place


@dataclass(frozen=True)
class Highlight:
    """Words to be marked: their places in the text, what the mark is called, and of what kind it is."""

    start: int
    end: int
    name: str
    kind: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same marks; `begins` are those that start here."""

    text: str
    marks: tuple[Highlight, ...]
    begins: tuple[Highlight, ...]


def pieces(text: str, marks: Sequence[Highlight]) -> list[Piece]:
    """A text cut wherever a mark begins or ends, however they overlap; together the pieces are the text."""
    found = []
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    cuts = sorted({0, len(text), *(place for mark in ordered for place in (mark.start, mark.end))})
    waiting = 0
    open_marks: list[Highlight] = []
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start]
        begins = []
        while waiting < len(ordered) and ordered[waiting].start <= start:
            begins.append(ordered[waiting])
            waiting += 1
        open_marks += begins
        found.append(Piece(text[start:end], tuple(open_marks), tuple(begins)))
    return found
