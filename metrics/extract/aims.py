"""What a text aims at: the headings (`II. NHIỆM VỤ NĂM 2024`, `Các chỉ tiêu chủ yếu:`) under which nothing is told as done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from metrics.extract.text import Sentence, word_set

# first words of such a heading, and words that a list of aims is announced with
OPENING = frozenset({("phương", "hướng"), ("nhiệm", "vụ"), ("mục", "tiêu"), ("chỉ", "tiêu")})
LED = word_set("các một số những về")
# pairs of words with which a heading tells what became of aims
RESULTS = frozenset({("kết", "quả"), ("tình", "hình"), ("đánh", "giá"), ("hoàn", "thành"), ("thực", "hiện")})
REACHED = word_set("đạt vượt đã qua")
# words that tell what is over; pairs that tell of a meeting; words that tell of its awards
OVER, MEETING, GIVEN = word_set("đã vừa nay"), frozenset({("tại", "hội"), ("dịp", "này"), ("buổi", "lễ")}), word_set("khen tặng")
ROMAN, WORD = frozenset("ivxl"), re.compile(r"\w+|[^\w\s]")
PARTS = frozenset({"điều", "mục", "phần", "chương"})
# how many words a heading has at most, and signs that open the items of a list
LONGEST, BULLETS = 22, frozenset("-–—+*•·")
# and how many signs what numbers it, with the blanks around it
LONGEST_NUMBER = 24


class Under(NamedTuple):
    """Whether what follows is aimed at; how its heading was numbered; whether only a list of it follows."""

    aimed: bool = False
    style: str = ""
    listed: bool = False


def told_under(text: str, sentence: Sentence, under: Under) -> tuple[Under, bool]:
    """What holds after a sentence, and whether it tells itself what is aimed at."""
    words, starts, ends = sentence
    begins, style, at = _numbered(text, sentence)
    if begins and _ends_line(text, ends[-1]):
        opened = _opens(text, words, starts[0], style, at)
        if opened is not None:
            return opened, False
        if under.aimed and _closes(words, at, style, under):
            return Under(), False
    if not under.aimed:
        return under, False
    if begins and style == under.style and style not in ("", "bullet"):
        # the next of the parts to which the heading belongs
        return Under(), False
    item = begins and style != ""
    if under.listed and begins and not item:
        return Under(), False
    if not OVER.isdisjoint(words):
        # an item of the list that looks back leaves the list as it is
        return (under if item else Under()), False
    if not item and (not MEETING.isdisjoint(pairwise(words)) or not GIVEN.isdisjoint(words)):
        return Under(), False
    return under, True


def heads_section(text: str, sentence: Sentence) -> bool:
    """Whether a sentence begins a section that is numbered as the parts of a report are: `III. THI HÀNH KỶ LUẬT`, `PHẦN III`."""
    begins, style, _ = _numbered(text, sentence)
    if not begins or style not in ("roman", *PARTS):
        return False
    at = text.rfind("\n", 0, sentence.starts[0]) + 1
    # `i)` stands between `h)` and `k)`
    return text[at : sentence.ends[0]].strip()[0].isupper()


def _numbered(text: str, sentence: Sentence) -> tuple[bool, str, int]:
    """Whether a sentence begins a line or its numbered text; how it is numbered; where its own text begins."""
    words, starts, _ = sentence
    # `II.` at the head of a line may be a sentence of its own
    led = text[max(0, starts[0] - LONGEST_NUMBER) : starts[0]]
    before = [sign.lower() for sign in WORD.findall(led.rpartition("\n")[2])]
    if "\n" not in led and len(led) == LONGEST_NUMBER:
        # within a line
        before = [*before, ""]
    style, at = _numbering([*before, *words])
    begins = not before or (style != "" and at == len(before))
    return begins, style, max(0, at - len(before))


def _ends_line(text: str, end: int) -> bool:
    """Whether nothing but blanks follows on the line."""
    rest = text[end : end + LONGEST_NUMBER]
    return not rest.partition("\n")[0].strip() and ("\n" in rest or len(rest) < LONGEST_NUMBER)


def _numbering(words: Sequence[str]) -> tuple[str, int]:
    """How a line is numbered (`roman`, `digit`, `letter`, `bullet`), and where its text begins."""
    if words[0] in BULLETS:
        return "bullet", 1
    if words[:2] == ["phần", "thứ"]:
        return "roman", 3 + (words[3:4] in ([":"], ["."], ["-"]))
    if words[0] in PARTS and len(words) > 2 and (words[1].isdigit() or ROMAN.issuperset(words[1])):
        return words[0], 2 + (words[2] in ".:")
    if len(words) < 2 or words[1] not in (".", ")", "/", "-", ":"):
        return "", 0
    if words[0].isdigit() and len(words[0]) < 3:
        return "digit", 2
    if words[0] and ROMAN.issuperset(words[0]):
        return "roman", 2
    return ("letter", 2) if len(words[0]) == 1 and words[0].isalpha() else ("", 0)


def _opens(text: str, words: list[str], start: int, style: str, at: int) -> Under | None:
    """What holds after a line that is a heading of aims."""
    body = words[at:]
    counted = any(word[0].isdigit() and not (len(word) == 4 and word.startswith("20")) for word in body)
    if not body or len(body) > LONGEST or body[-1] == "." or (counted and body[-1] != ":"):
        return None
    pairs = list(pairwise(body))
    if not RESULTS.isdisjoint(pairs) or not REACHED.isdisjoint(body):
        return None
    first = next((i for i, word in enumerate(body) if word not in LED), 0)
    led = tuple(body[first : first + 2]) in OPENING
    if body[-1] == ":" and (led or not {("chỉ", "tiêu"), ("mục", "tiêu")}.isdisjoint(pairs)):
        return Under(aimed=True, style=style, listed=not led)
    # what stands at the head of a text is its title, and the text tells of more
    titled = not style and start < LONGEST_NUMBER and not text[:start].strip()
    return Under(aimed=True, style=style) if led and not titled and not counted else None


def _closes(words: list[str], at: int, style: str, under: Under) -> bool:
    """Whether a line is the heading of another section: numbered like that of the aims, or above it."""
    body = words[at:]
    if not body or len(body) > LONGEST or body[-1] in ".;," or any(word[0].isdigit() for word in body if len(word) != 4):
        return False
    if style == "bullet" or (style in ("digit", "letter") and style != under.style):
        return False
    return style in ("roman", under.style)
