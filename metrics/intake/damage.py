"""Texts that nobody can read: Vietnamese letters that a wrong encoding or font turned into others, or lost.

What was meant is offered where it is certain: where every letter that was changed belongs to a Vietnamese word again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from metrics.data.quotes import PARTS
from metrics.data.rows import DataRow, shown, unseen
from metrics.errors import N_, Message, Problem
from metrics.intake.encodings import in_tcvn3
from metrics.spelling import TONES, invisible, is_syllable

REASONS = {
    "utf8": N_("its letters were encoded twice (UTF-8 opened in another encoding)"),
    "vni": N_("it is typed for a VNI font, not in Unicode"),
    "tcvn3": N_("it is typed for a TCVN3 font (.Vn…), not in Unicode"),
    "cp1258": N_("it is written in Windows-1258, not in Unicode"),
    "question marks": N_("letters were lost to question marks"),
    "replaced": N_("letters were lost to \ufffd"),
}
BETWEEN_CELLS = PARTS.strip()
MEANT = N_("{cell} cannot be read: {form}. Write {meant}")
COPY_AGAIN = N_("{cell} cannot be read: {form}. Copy the words from the source again")


@dataclass(frozen=True)
class Damage:
    """What happened to the letters of a text: a key of REASONS; and what was meant, empty where that is not certain."""

    kind: str
    meant: str = ""

    def message(self, text: str) -> Message:
        """The sentence for a reader about the cell or line that holds `text`."""
        return Message.of(MEANT if self.meant else COPY_AGAIN, cell=shown(text), form=REASONS[self.kind], meant=repr(self.meant))


def damage(text: str) -> Damage | None:
    """What is wrong with the letters of a cell or a line, or None where it can be read."""
    if "\ufffd" in text:
        return Damage("replaced")
    if not text.isascii() and not all(map(_is_right, text.split(" "))):
        twice = encoded_twice(text)
        if twice:
            return twice
        for kind, (marks, convert, fewest) in FONTS.items():
            if marks.search(text) and (found := _typed_for(kind, text, convert(text), fewest)):
                return found
    return Damage("question marks") if _lost_to_question_marks(text) else None


# of thousands of texts most are made of few words
@lru_cache(maxsize=50_000)
def _is_right(word: str) -> bool:
    """Is this so surely no damaged word that its text needs no look but for its other words?"""
    if word.isascii() or word == BETWEEN_CELLS:
        return True
    return all(sign <= "\x7f" or sign in SIGNS for sign in word) and _is_word(word)


def unreadable_cells(rows: Sequence[DataRow]) -> Iterator[Problem]:
    """A problem for every cell of rows that nobody can read; of cells that are alike one is looked at."""
    cells = set[str]().union(*(row.cells.values() for row in rows))
    damaged = {cell: found for cell in cells if (found := damage(cell))}
    for row in rows if damaged else ():
        for column, cell in row.cells.items():
            if cell in damaged:
                yield row.problem(column, damaged[cell].message(cell))


def unreadable_lines(name: str, text: str) -> Iterator[Problem]:
    """A problem for every line of a text that nobody can read, or that holds letters that nobody sees."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := damage(line):
            yield Problem.of(name, number, "text", found.message(line))
        elif sign := invisible(line):
            yield Problem.of(name, number, "text", unseen(line, sign))


# encoded twice -------------------------------------------------------------------------------------------------------
# in which encoding programs open UTF-8 by mistake: Western and Vietnamese Windows, the Mac's Excel, the web
WRONG = ("cp1252", "cp1258", "mac_roman", "latin-1")
VOWELS = "aăâeêioôơuưy"
LETTERS = frozenset(
    letter
    for base in VOWELS
    for tone in ("", *TONES)
    for one in (unicodedata.normalize("NFC", base + tone),)
    for letter in (one, one.upper())
    if not letter.isascii()
) | {"đ", "Đ"}
# signs that texts have of their own
BLANK = "\0"
SIGNS = frozenset("“”‘’…–—«»•·°§©®™²³½ \u00a0") | LETTERS


def _byte(number: int, encoding: str) -> str:
    """What a program shows for one byte; where the encoding has nothing, the control character of that number."""
    try:
        return bytes([number]).decode(encoding)
    except UnicodeDecodeError:
        return chr(number)


@cache
def _renderings(encoding: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """What this encoding makes of the UTF-8 of each letter and of common signs, and a pattern that finds it."""
    shows = {"".join(_byte(number, encoding) for number in sign.encode()): sign for sign in [*LETTERS, *"“”‘’…–—"]}
    # a no-break space may have become a blank on the way
    shows |= {seen[:-1] + " ": sign + BLANK for seen, sign in shows.items() if seen.endswith("\u00a0")}
    return shows, re.compile("|".join(map(re.escape, sorted(shows, key=len, reverse=True))))


def encoded_twice(text: str) -> Damage | None:
    """Does a text show the bytes of UTF-8 as letters of another encoding? `ká» luáº­t` for `kỷ luật`."""
    if not any(sign > "\x7f" and sign not in SIGNS for sign in set(text)):
        return None
    found = {encoding: _renderings(encoding)[1].findall(f"{text} ") for encoding in WRONG}
    # of these one at least must be nothing that Vietnamese texts hold by themselves, as the end of `ĐÃ”` might be
    seen = {encoding: sum(map(len, parts)) for encoding, parts in found.items() if any(set(part) - SIGNS for part in parts)}
    if not seen:
        return None
    shows, pattern = _renderings(max(seen, key=lambda encoding: seen[encoding]))
    meant = pattern.sub(lambda part: shows[part[0]], f"{text} ").rstrip(f" {BLANK}")
    # a blank after a letter may be the letter's own half, or stand between words: that is certain where no word begins and ends so
    parts = [word.partition(BLANK) for word in meant.split() if BLANK in word]
    certain = not any(is_syllable(first + rest) or BLANK in rest for first, _, rest in parts)
    meant = meant.replace(BLANK, " ")
    return Damage("utf8", meant if certain and all(word.isascii() or _is_word(word) for word in meant.split()) else "")


# fonts and older encodings -------------------------------------------------------------------------------------------
# VNI writes a letter's hat and tone as a letter of its own after it
_VNI_MARKS = {
    "a": {"": "ùøûõï", "â": "áàåãä", "ă": "éèúüë"},
    "e": {"": "ùøûõï", "ê": "áàåãä"},
    "o": {"": "ùøûõï", "ô": "áàåãä"},
    "ô": {"ơ": "ùøûõï"},
    "u": {"": "ùøûõï"},
    "ö": {"ư": "ùøûõï"},
    "y": {"": "ùøûõ"},
}
_VNI_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "aâ": "â", "eâ": "ê", "oâ": "ô", "aê": "ă"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base, hats in _VNI_MARKS.items():
        for letter, marks in hats.items():
            for mark, tone in zip(marks, _VNI_TONES, strict=False):
                table[base + mark] = unicodedata.normalize("NFC", (letter or base) + tone)
    table |= {seen.upper(): letter.upper() for seen, letter in table.items()}
    return table | {seen[0].upper() + seen[1:]: letter.upper() for seen, letter in table.items() if seen.islower()}


VNI = _vni_table()
_IN_VNI = re.compile("|".join(sorted(VNI, key=len, reverse=True)))


def in_vni(text: str) -> str:
    """What a text typed for a VNI font was meant to say."""
    return _IN_VNI.sub(lambda found: VNI[found[0]], text)


def _in_windows_1258(text: str) -> str:
    """What a text in Windows-1258 that was opened as Western was meant to say."""
    return unicodedata.normalize("NFC", text.encode("cp1252", "replace").decode("cp1258", "replace"))


# what shows that a text may be of this kind, what it was meant to say, and how many words must gain by it
FONTS: dict[str, tuple[re.Pattern[str], Callable[[str], str], int]] = {
    "vni": (re.compile("[ñïûøåäëüöæî]|[aeoôuy][ùõáàãâéèêú]", re.IGNORECASE), in_vni, 1),
    "tcvn3": (re.compile("[\u00a2-\u00fe]"), in_tcvn3, 2),
    "cp1258": (re.compile("[ðÐÌÒÞìòþ]"), _in_windows_1258, 2),
}


def _typed_for(kind: str, text: str, meant: str, fewest: int) -> Damage | None:
    """Does a conversion make Vietnamese words of what is none, and of more words than were right before?"""
    right = gained = still_wrong = 0
    for before, after in zip(text.split(), meant.split(), strict=False):
        # between the cells of a table's quote a sign stands by itself
        if not before.isascii() and before != BETWEEN_CELLS:
            right += _is_word(before)
            gained += not _is_word(before) and _is_word(after) and any(map(str.isalpha, after))
            still_wrong += not _is_word(after)
    if gained < fewest or gained <= right + still_wrong:
        return None
    return Damage(kind, meant if not still_wrong else "")


@lru_cache(maxsize=50_000)
def _is_word(text: str) -> bool:
    """Is this a Vietnamese word, whatever signs stand around it?"""
    parts = re.findall(r"[^\W\d_]+", text)
    bare = re.sub(r"[\x00-\x7f“”‘’…–—«»]", "", text)
    return all(map(is_syllable, parts)) and all(sign.isalpha() for sign in bare)


# letters lost to question marks --------------------------------------------------------------------------------------
_WORD, _IN_ADDRESS = re.compile(r"\S+"), re.compile(r"://|www\.|=")
# inside a word, or before one; behind a word it may be a real question, unless words in small letters go on, twice
_INSIDE = re.compile(r"[^\W\d_]\?+[^\W\d_A-ZĐ]|(?<![\w?!.…\"”’)])\?+[^\W\d_A-ZĐ]")
_BEHIND = re.compile(r"[^\W\d_]\? [^\W\d_A-ZĐ]")


def _lost_to_question_marks(text: str) -> bool:
    """Where letters were lost, many words show it; in a long line a blank may be missing after a real question."""
    if "?" not in text:
        return False
    text = _WORD.sub(lambda word: "" if _IN_ADDRESS.search(word[0]) else word[0], text)
    slips = len(text.split()) // 50
    return len(_INSIDE.findall(text)) > slips or len(_BEHIND.findall(text)) > slips + 1
