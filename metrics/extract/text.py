"""A text made ready to read: one spelling of letters and line ends, its folded twin of the same length, its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from metrics.spelling import with_d

# longest stretch that is read at once, so that a text without line ends costs no more than one with them
LONGEST = 20_000
# and most words of a sentence, for the same reason
WORDS = 400
# quotation marks mean nothing here
TOKEN = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,][0-9]+)*|[^\s\w\"'“”‘’«»]|_")
SPLIT = re.compile(f"({TOKEN.pattern})")
# tones on the second letter of a closing oa, oe, uy stand on the first in the spelling used here (hoà → hòa, uỷ → ủy)
TONES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"}
TONES |= {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}
# and so do those words that are written with i as well as y (kì → kỳ, kỉ luật → kỷ luật)
TONES |= {"kì": "kỳ", "kí": "ký", "kỉ": "kỷ", "kĩ": "kỹ", "lí": "lý", "quí": "quý"}
OLD_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ]|(?<!\w)(?:k[ìíỉĩ]|lí|quí))(?!\w)")
SURROGATE = re.compile("[\ud800-\udfff]")
# words before a full stop that ends no sentence
SHORT = frozenset({"tp", "tx", "t", "p", "ths", "ts", "gs", "pgs", "bs", "ks", "st", "q", "h", "đ", "x", "s", "tt"})
STOPS = frozenset(".!?…")


class Sentence(NamedTuple):
    """The words of a sentence, folded; where each starts and ends in the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set to look them up in."""
    return frozenset(text.split())


def clean(text: str) -> str:
    """NFC, `\\n` as line end, no byte-order mark, no half of a surrogate pair."""
    text = SURROGATE.sub("\ufffd", text) if not text.isascii() else text
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Small letters with one placement of tones, Đ for what looks like it; letter for letter as long as the text."""
    text = with_d(text)
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one) == 1 else sign for sign, one in ((sign, sign.lower()) for sign in text))
    return OLD_TONE.sub(lambda found: TONES[found[0]], small)


def sentences(text: str, folded: str) -> Iterator[Sentence]:
    """The sentences in order. A line end closes one, and so does a stop before a capital, a digit or a quotation mark."""
    for first, last in _stretches(text):
        # gaps and words by turns, and where each ends: quicker than a list of matches
        parts = SPLIT.split(folded[first:last])
        places = list(accumulate(map(len, parts), initial=first))
        words, starts, ends = parts[1::2], places[1:-1:2], places[2::2]
        begin = 0
        for stop in _stops(text, words, starts, ends):
            while stop - begin > WORDS:
                yield Sentence(words[begin : begin + WORDS], starts[begin : begin + WORDS], ends[begin : begin + WORDS])
                begin += WORDS
            yield Sentence(words[begin:stop], starts[begin:stop], ends[begin:stop])
            begin = stop


def _stops(text: str, words: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """One past the last word of each sentence of a line."""
    count = len(words)
    stops = [
        i + 1
        for i, word in enumerate(words)
        if word in STOPS and i + 1 < count and _begins(text, words[max(0, i - 1) : i + 1], ends[i], starts[i + 1])
    ]
    return [*stops, count] if count else []


def _begins(text: str, words: list[str], stop: int, start: int) -> bool:
    """Whether a sentence begins at `start`, after the stop that ends at `stop`."""
    if start == stop:
        return False
    sign = text[start]
    return (sign.isupper() or not sign.isalpha()) and not (words[-1] == "." and len(words) > 1 and words[-2] in SHORT)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The lines, long ones in pieces that end at a blank."""
    first = 0
    while first < len(text):
        last = text.find("\n", first, first + LONGEST)
        if last < 0:
            last = min(first + LONGEST, len(text))
            if last < len(text):
                last = max(text.rfind(" ", first, last), first) if text.rfind(" ", first, last) > first else last
        if last > first:
            yield first, last
        first = last + 1 if last < len(text) and text[last] in "\n " else max(last, first + 1)
