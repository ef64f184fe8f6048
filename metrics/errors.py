"""The errors a reader may meet, spelling hints, and a collector of problems in files. Imports nothing of ours."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

UNKNOWN = "{what} {word!r} is not known.{hint}{remedy}"


def N_(text: str) -> str:
    """Mark a text for translation."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence for a reader, with its values apart, so that it can be said in another language."""

    template: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, template: str, /, **values: object) -> Message:
        return cls(template, tuple((name, str(value)) for name, value in values.items()))

    def __str__(self) -> str:
        return self.template.format(**dict(self.values)) if self.values else self.template


class PartyMetricsError(Exception):
    """What was asked or given is wrong; the message says what, what is accepted and what to do."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.message = Message.of(template, **values)
        super().__init__(str(self.message))


class QuestionError(PartyMetricsError):
    """A question names something unknown."""


class RefusedSum(QuestionError):
    """A question asks for a sum that would be wrong; the message names the things that cannot meet."""


class DataError(PartyMetricsError):
    """The data files hold problems; nothing of them is shown."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("{problems}", problems="\n".join(map(str, self.problems)))


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file: where it stands, what is wrong and how to mend it."""

    file: str
    line: int
    column: str
    message: str
    # the message with its values apart, so that it can be said in another language
    said: Message | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, file: str, line: int, column: str, message: str | Message, /, **values: object) -> Problem:
        """A problem of a message, or of its template and values."""
        said = message if isinstance(message, Message) else Message.of(message, **values)
        return cls(file, line, column, str(said), said)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.message}"


def nearest(word: str, accepted: Iterable[str]) -> str:
    """' Did you mean …?' with the closest accepted words, or the empty string."""
    close = difflib.get_close_matches(word, list(accepted), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def listed(words: Iterable[str], limit: int = 20) -> str:
    """The accepted words in a line, cut after `limit` of them."""
    words = list(words)
    return ", ".join(words[:limit]) + (f", … ({len(words)} in all)" if len(words) > limit else "")


def unknown(what: str, word: str, accepted: Iterable[str], remedy: str = "") -> QuestionError:
    """The error for a name that is not known: the fact, the nearest names or what is accepted, the remedy."""
    accepted = list(accepted)
    hint = nearest(word, accepted) or f" Accepted: {listed(accepted)}."
    return QuestionError(UNKNOWN, what=what, word=word, hint=hint, remedy=remedy and f" {remedy}")
