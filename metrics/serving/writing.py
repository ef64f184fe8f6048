"""An answer of the API as bytes: JSON that tells all of it, CSV that holds the rows alone; a refusal in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from metrics.data.cells import harmless
from metrics.errors import Message, Problem
from metrics.files.rows import csv_text, json_rows
from metrics.serving.answers import Answer
from metrics.words.languages import LANGUAGES, SOURCE
from metrics.words.wording import Wording


def as_csv(answer: Answer, places: range) -> bytes:
    """The rows at these places, as `query` prints them; a text that a spreadsheet would take for a formula begins with '."""
    rows = ([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in answer.rows[places.start : places.stop])
    return csv_text(answer.columns, rows).encode()


def as_json(answer: Answer, places: range, told: Mapping[str, Any]) -> bytes:
    """All of an answer: the rows at these places, how many there are in all, what is told beside them."""
    rows = json_rows(answer.columns, answer.rows[places.start : places.stop])
    blanks = [in_languages(blank) for blank in answer.blanks]
    return json_bytes({"columns": answer.columns, "rows": rows, **told, "blanks": blanks, **answer.told})


def json_bytes(told: Any) -> bytes:
    """Any JSON, in UTF-8 with accents as they are."""
    return (json.dumps(told, ensure_ascii=False, default=str) + "\n").encode()


def refusal(code: str, message: Message, parameter: str = "") -> bytes:
    """Why there is no answer: a code for programs, the parameter that is meant, and a sentence in each language."""
    place = {"parameter": parameter} if parameter else {}
    return json_bytes({"error": {"code": code, **place, **in_languages(message)}})


def in_languages(message: Message) -> dict[str, str]:
    """A sentence in each language by its code, with the codes and parameters that an address has."""
    said = {code: Wording(code).problem(Problem.of("", 0, "", message)) for code in LANGUAGES}
    return {code: _for_addresses(text) for code, text in {**said, SOURCE: str(message)}.items()}


def _for_addresses(text: str) -> str:
    """What the command line calls an option or a command, as an address has it: `--by kind` is by=kind, `list` /api/metrics."""
    text = re.sub(r"--by kind\b", "by=kind", text).replace("`list`", "/api/metrics")
    return re.sub(r"--([a-z]+)", r"\1", text)
