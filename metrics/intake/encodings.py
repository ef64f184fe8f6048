"""Bytes → text: UTF-8 and UTF-16 are read; the older Vietnamese encodings are recognised by their words, and named."""

from __future__ import annotations

import codecs
import re
import unicodedata

from metrics.errors import N_, PartyMetricsError

# the bytes of TCVN3 (fonts named .Vn…) from A1 to FE, and the letters that they stand for; · where there is none
TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ"
TCVN3 = {byte: letter for byte, letter in zip(range(0xA1, 0xFF), TCVN3_LETTERS, strict=True) if letter != "·"}
# words of any text about the Party that can't be written without accents
WORDS = frozenset(
    {"đảng", "viên", "của", "các", "năm", "tổ", "chức", "được", "tỉnh", "ủy", "và", "kỷ", "luật", "kiểm", "nạp", "mới", "đã", "số"}
)
REMEDIES = {
    "cp1258": N_("{file} is written in Windows-1258, not in Unicode. Open it in Notepad or Word and save it as UTF-8."),
    "tcvn3": N_("{file} is written in TCVN3 (fonts named .Vn…), not in Unicode. Convert it with UniKey (Ctrl+Shift+F6) first."),
    "": N_("{file} is not UTF-8, and no encoding of Vietnamese could be told. Save it as UTF-8."),
}


class EncodingError(PartyMetricsError):
    """A text is in an encoding that is not read; the message names it."""


def decoded(file: str, data: bytes) -> str:
    """The text of an article's bytes in UTF-8 or UTF-16. EncodingError names another encoding, as far as it can be told."""
    text = unicode_text(file, data)
    if written_in_tcvn3(text):
        raise EncodingError(REMEDIES["tcvn3"], file=file)
    return text


def unicode_text(file: str, data: bytes) -> str:
    """The same without a look at fonts: cells typed for one are told each at its place."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(REMEDIES[older(data)], file=file) from error


def older(data: bytes) -> str:
    """`cp1258` or `tcvn3`, whichever makes known Vietnamese words of these bytes; empty if neither does."""
    readings = {"cp1258": data.decode("cp1258", "replace"), "tcvn3": data.decode("latin-1").translate(TCVN3)}
    found = {code: _words(text) for code, text in readings.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] else ""


def in_tcvn3(text: str) -> str:
    """What a text typed for a TCVN3 font was meant to say."""
    return text.translate(TCVN3)


def written_in_tcvn3(text: str) -> bool:
    """Was this text, Unicode though it is, typed for a font that shows Latin letters as Vietnamese ones?"""
    return not _words(text) and _words(in_tcvn3(text)) > 1


def _words(text: str) -> int:
    """How many of the known words with accents a text holds."""
    return len(WORDS.intersection(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())))
