"""Report files: blocks as TOML, read with every fault at its line, written so that they are read again the same."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.answers.block import Block, BlockError
from metrics.data.rows import one_of
from metrics.errors import N_, DataError, Message, Problem
from metrics.period import is_day
from metrics.words.languages import DEFAULT, LANGUAGES

# the table of a block, and what stands before the first one
BLOCK = "block"
HEAD = ("title", "language", "as_of")
# more than anybody reads, and than makes a file in a minute
MOST = 100


@dataclass(frozen=True)
class Report:
    """A report: its title, its language, its blocks, and the day whose knowledge it shows (empty: now)."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = DEFAULT
    as_of: str = ""


def written(report: Report) -> str:
    """The report as TOML, defaults left out."""
    head = {"title": report.title, "language": report.language, "as_of": report.as_of}
    parts = ["".join(f"{key} = {_value(value)}\n" for key, value in head.items() if value)]
    parts += [
        f"[[{BLOCK}]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in one.written().items()) for one in report.blocks
    ]
    return "\n".join(parts)


def _value(value: str | Sequence[str]) -> str:
    """Texts of TOML are escaped as those of JSON are."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(name: str, raw: bytes) -> Report:
    """The report of a file's bytes. DataError with every fault, each at its line; `name` is the file's."""
    try:
        text = raw.decode("utf-8-sig")
        told = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DataError([Problem.of(name, line, "file", N_("is not UTF-8; save it as UTF-8"))]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError([_not_toml(name, error)]) from error
    places = Places(name, text)
    problems = list(_head_problems(places, told))
    blocks, found = _blocks(places, told)
    problems += found
    if problems:
        raise DataError(problems)
    return Report(tuple(blocks), told.get("title", ""), told.get("language", DEFAULT), str(told.get("as_of", "")))


def _not_toml(name: str, error: Exception) -> Problem:
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    fact = re.sub(r" \(at .*\)$", "", str(error)) or type(error).__name__
    text = N_('is no TOML: {fact}; write texts in quotes, as metric = "party_members"')
    return Problem.of(name, int(found[1]) if found else 1, "file", text, fact=fact)


def _head_problems(places: Places, told: Mapping[str, Any]) -> Iterable[Problem]:
    for key, value in told.items():
        if key not in (*HEAD, BLOCK):
            yield places.problem(None, key, one_of(key, (*HEAD, BLOCK)))
        elif key == "language" and value not in LANGUAGES:
            yield places.problem(None, key, one_of(str(value), LANGUAGES))
        elif key == "as_of" and not is_day(value):
            yield places.problem(None, key, Message.of(N_("{told} is not a day; write 2026-11-22"), told=repr(value)))
        elif key == "title" and not isinstance(value, str):
            yield places.problem(None, key, Message.of(N_("{told} is not a text in quotes"), told=repr(value)))


def _blocks(places: Places, told: Mapping[str, Any]) -> tuple[list[Block], list[Problem]]:
    given, blocks, problems = told.get(BLOCK, []), list[Block](), list[Problem]()
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        return [], [
            Problem.of(places.name, places.line_of(None, BLOCK), BLOCK, N_("holds no block; begin each with a line [[block]]"))
        ]
    if len(given) > MOST:
        text = N_("holds {number} blocks; write at most {most} in a file")
        return [], [Problem.of(places.name, places.line_of(MOST, ""), BLOCK, text, number=len(given), most=MOST)]
    for place, one in enumerate(given):
        try:
            blocks.append(Block.read(one))
        except BlockError as error:
            problems.append(places.problem(place, error.key, error.message))
    return blocks, problems


@dataclass(frozen=True)
class Places:
    """Where the keys of a report file stand."""

    name: str
    text: str

    def line_of(self, block: int | None, key: str) -> int:
        """The line of a key of a block, counted from 0, or of the head; that of the block where the key is not written."""
        begins = [0, *(number for number, line in enumerate(self.text.split("\n"), 1) if re.match(r"\s*\[\[\s*block\s*\]\]", line))]
        start = begins[min(block + 1, len(begins) - 1)] if block is not None else 0
        lines = self.text.split("\n")[start:]
        for number, line in enumerate(lines, start + 1):
            if re.match(r"\s*\[\[", line):
                break
            if re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
                return number
        return max(start, 1)

    def problem(self, block: int | None, key: str, message: Message) -> Problem:
        """What is wrong with a key; of which block is told by its number from 1."""
        whose = f"{BLOCK} {block + 1} {key}".strip() if block is not None else key
        return Problem.of(self.name, self.line_of(block, key), whose, message)
