"""Vietnamese letters: the order of a dictionary, and texts without accents for a search."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# the alphabet's letters with their hats and horns, then the tones in the dictionaries' order
LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# letters that look like Đ and are typed for it: Icelandic Eth, African D
LOOK_LIKE_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# nearly all marks that stand above and below letters; one search costs a tenth of asking of every letter whether it is one
ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")


# letters without a shape that count as printable all the same: fillers, joiners, variants, the empty Braille sign
SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
# a syllable without its tone: how it may begin, its vowels, how it may end
SYLLABLE = re.compile(
    "(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    "(?:iêu|yêu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|uya|uyê|uyu|uêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|"
    "ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|[aăâeêioôơuưy])"
    "(?:ng|nh|ch|[cmnpt])?"
)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Could this be a Vietnamese syllable? By its letters alone; `đảng` and `ngoẳng` are, `káº¿t` and `Krông` are not."""
    marks = unicodedata.normalize("NFD", with_d(word).lower())
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    return sum(mark in TONES for mark in marks) <= 1 and bool(SYLLABLE.fullmatch(bare))


def invisible(text: str) -> str:
    """The first letter of a text that no reader sees, or that shows as something else: of zero width, turning the direction of
    writing, a control, of no font. Empty where there is none; blanks of any width are none."""
    if text.isprintable() and (text.isascii() or not SHAPELESS.search(text)):
        return ""
    unprinted = (
        () if text.isprintable() else (sign for sign in text if not sign.isprintable() and unicodedata.category(sign) != "Zs")
    )
    return next(iter(unprinted), "") or "".join(SHAPELESS.findall(text)[:1])


def with_d(text: str) -> str:
    """A text of the same length with Đ for the letters that only look like it (Ð U+00D0)."""
    if not text.isascii():
        # a few searches cost a tenth of what `translate` does, which looks at every letter
        for sign, letter in LOOK_LIKE_D.items():
            text = text.replace(sign, letter)
    return text


# the same few thousand names are put in order on every page
@lru_cache(maxsize=5_000)
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


# a name of a table is looked for in several lists
@lru_cache(maxsize=50_000)
def search_key(text: str) -> str:
    """A text without accents, capitals and repeated blanks, đ as d: what a search compares."""
    return " ".join(filter(None, map(_plain, text.split())))


# thousands of names are made of few words
@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    plain = word.casefold()
    if not plain.isascii():
        plain = ACCENTS.sub("", unicodedata.normalize("NFD", with_d(word).casefold())).replace("đ", "d")
    if not plain.isascii():
        # what Vietnamese does not write
        plain = unicodedata.normalize("NFC", "".join(mark for mark in plain if not unicodedata.combining(mark)))
    return plain
