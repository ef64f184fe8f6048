"""The numbers that a quote states, in digits or in Vietnamese words; and whether it stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# between the heading, the row and the value of a quote that is a cell of a table
PARTS = " · "
# between the cells of a table's row in a text
CELLS = " | "
DIGITS = {
    word: digit
    for digit, words in enumerate(("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy bẩy", "tám", "chín"))
    for word in words.split()
}
TENS = {"mươi": 10, "mười": 10, "chục": 10, "trăm": 100}
SCALES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000}


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """A text for comparison: letters in NFC, each run of whitespace one blank. Nothing else is made alike."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def stands_in(quote: str, text: str) -> bool:
    """Do these words stand in a text, letter by letter, whole? `5 đảng viên` is not in `15 đảng viên`, nor `5` in `1,5`."""
    words = folded(quote)
    if not words:
        return False
    # a number is not cut out of a longer one, a word not out of a longer word
    before = after = ""
    if words[0].isdigit():
        before = r"(?<!\d)(?<!\d[.,])"
    elif words[0].isalpha():
        before = r"(?<![^\W\d_])"
    if words[-1].isdigit():
        after = r"(?!\d)(?![.,]\d)"
    elif words[-1].isalpha():
        after = r"(?![^\W\d_])"
    return _occurs(words, folded(text), re.compile(f"{before}{re.escape(words)}{after}"))


def _occurs(words: str, text: str, whole: re.Pattern[str]) -> bool:
    """Whether words occur where they are whole: looked for as letters first, which in a long text is many times faster."""
    at = text.find(words)
    while at >= 0 and not whole.match(text, at):
        at = text.find(words, at + 1)
    return at >= 0


def cell_stands_in(quote: str, text: str) -> bool:
    """Does each part of a quote that is a cell of a table (heading · row · value) stand in a text?"""
    parts = quote.split(PARTS)
    return _cells_of(text).issuperset(parts) or all(_stands_in(part, text) for part in parts)


@lru_cache(maxsize=64)
def _cells_of(text: str) -> frozenset[str]:
    """The cells of a text's tables: of thousands of quotes most are found among them at once."""
    cells = {cell for line in text.split("\n") for cell in line.split(CELLS)}
    return frozenset(" ".join(unicodedata.normalize("NFC", cell).split()) for cell in cells)


@lru_cache(maxsize=4096)
def _stands_in(part: str, text: str) -> bool:
    return stands_in(part, text)


def numbers_in(quote: str) -> set[float]:
    """Every number that a quote states, in digits or in Vietnamese words."""
    words = re.findall(r"[0-9][0-9.,]*|[^\W\d_]+", quote.lower())
    found = set(_numbers_in_words(words))
    for word, following in zip(words, [*words, ""][1:], strict=True):
        value = _written(word.strip(".,"))
        if value is not None:
            found.add(value * SCALES.get(following, 1))
        if (word, following) == ("duy", "nhất"):
            found.add(1.0)
    return found


def numbers_in_cell(quote: str) -> set[float]:
    """Every number that the last part of a quote, a cell of a table, may state: also `1 234` and `1,234`, its groups parted by a
    blank or another sign."""
    cell = folded(quote.rpartition(PARTS)[2])
    found = re.findall(r"[0-9]{1,3}(?:[ .,'’][0-9]{3})+(?:[.,][0-9]+)?", cell)
    whole = [re.fullmatch(r"([0-9 .,'’]*[0-9]{3})(?:([.,])([0-9]+))?", one) for one in found]
    grouped = {float(re.sub(r"\D", "", one[1]) + f".{one[3] or 0}") for one in whole if one}
    return grouped | {float(re.sub(r"\D", "", one)) for one in found} | numbers_in(cell)


def _written(text: str) -> float | None:
    """Digits as a newspaper prints them: a point groups thousands, a comma marks decimals; `1.5` is a decimal too."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?|[0-9]+(,[0-9]+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text) if re.fullmatch(r"[0-9]+\.[0-9]+", text) else None


def _numbers_in_words(words: Sequence[str]) -> Iterator[float]:
    """Numbers such as `hai mươi lăm`. `hàng trăm` is 100; two digits side by side are two numbers."""
    total, group, digit, begun = 0, 0, None, False
    padded = ["", *words, "", ""]
    for before, word, after in zip(padded, padded[1:], padded[2:], strict=False):
        if begun and _ends(before, word, after, digit is not None):
            yield float(total + group + (digit or 0))
            total, group, digit, begun = 0, 0, None, False
        if word in DIGITS:
            digit, begun = DIGITS[word], True
        elif not begun and word != "mười" and before != "hàng":
            # `phần trăm` and `5 nghìn` are no hundred and no thousand of their own
            continue
        elif word in TENS:
            group, digit, begun = group + TENS[word] * (1 if digit is None else digit), None, True
        elif word in SCALES:
            total, group, digit, begun = total + (group + (digit or 0) or 1) * SCALES[word], 0, None, True


def _ends(before: str, word: str, after: str, has_digit: bool) -> bool:
    """Whether the number that is being read is over before `word`."""
    if word == "năm" and before not in ("linh", "lẻ"):
        # `mười năm` is ten years; `trăm năm mươi` goes on
        return has_digit or not (after in TENS or after in SCALES)
    if word in DIGITS or word == "mười":
        return has_digit
    return word not in TENS and word not in SCALES and word not in ("linh", "lẻ")
