"""The texts of sources, kept in a folder beside the data: `<source>.txt`, and JSON lines with `source` and `text`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrics.data.rows import DataRow
from metrics.errors import PartyMetricsError
from metrics.intake.drafts import Texts
from metrics.intake.encodings import decoded

ENDINGS = (".txt", ".jsonl")


class TextsError(PartyMetricsError):
    """A folder of texts that cannot be read; the message names the place."""


@dataclass(frozen=True)
class Line:
    """One line of a file of JSON lines."""

    place: str
    text: str

    def stated(self) -> tuple[str, str]:
        """Its source and text. TextsError where it is none."""
        try:
            told = json.loads(self.text)
            source, text = told["source"], told["text"]
        except (ValueError, KeyError, TypeError, RecursionError):
            source = text = None
        if not isinstance(source, str) or not isinstance(text, str):
            form = '{"source": "…", "text": "…"}'
            raise TextsError("{place}: is no text of a source; write {form} in one line", place=self.place, form=form)
        return source, text


def texts_in(folder: Path, sources: Sequence[DataRow]) -> Texts:
    """The texts of a folder by source. The file that sources.csv names in `file` belongs to that source too.

    TextsError names a folder that is none or a line that cannot be read, EncodingError a file in an older encoding.
    """
    if not folder.is_dir():
        text = "{folder} is not a folder; name one that holds <source>.txt, or .jsonl files with source and text"
        raise TextsError(text, folder=folder)
    named = {row["file"]: row["source"] for row in sources if row["file"]}
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file()):
        for source, text in _texts_of(path, named):
            found[source].append(text)
    return found


def _texts_of(path: Path, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    try:
        text = decoded(path.name, path.read_bytes())
    except OSError as error:
        raise TextsError("{file} cannot be read: {error}", file=path, error=error.strerror or error) from error
    if path.suffix.lower() == ".txt":
        yield named.get(path.name, path.stem), text
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Line(f"{path.name}:{number}", line).stated()
