"""Vietnamese letters: the order of a dictionary, and texts without accents for a search."""

from __future__ import annotations

import unicodedata

# the alphabet's letters with their hats and horns, then the tones in the dictionaries' order
LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# letters that look like Đ and are typed for it: Icelandic Eth, African D
LOOK_LIKE_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_LIKE_D = str.maketrans(LOOK_LIKE_D)
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def with_d(text: str) -> str:
    """A text of the same length with Đ for the letters that only look like it (Ð U+00D0)."""
    return text if text.isascii() else text.translate(_LIKE_D)


def sort_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]:
    """Orders names as Vietnamese dictionaries do: by letters (Đ after D, Ơ after Ô), then by tones, then as written."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFC", with_d(text)).casefold():
        decomposed = unicodedata.normalize("NFD", sign)
        tone = next((TONES[mark] for mark in decomposed if mark in TONES), 0)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES))
        letters.append((1, LETTERS[letter]) if letter in LETTERS else (0, ord(letter[:1] or sign)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def search_key(text: str) -> str:
    """A text without accents, capitals and repeated blanks, đ as d: what a search compares."""
    marks = unicodedata.normalize("NFD", with_d(text).casefold())
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark)).replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", plain).split())
