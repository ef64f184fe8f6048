"""A block of a report: a question, the form that its answer takes, a title. One spelling for pages, addresses and report files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl

from metrics.data.places import places
from metrics.data.rows import one_of
from metrics.errors import N_, Message, PartyMetricsError
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Comparison, Question

Form = Literal["table", "chart", "map", "cross-table"]
FORMS: tuple[Form, ...] = get_args(Form)
BY = ("province", "year")
YEARS = re.compile(r"([0-9]{4})(?::([0-9]{4}))?")
# what `parse_qsl` reads otherwise than it stands
ESCAPED = "%&+"
SPAN = N_("{told} is not a year or a range of years; write 2019 or 2017:2024")
TEXT = N_("{told} is not a text in quotes")
TEXTS = N_('{told} is not a text or a list of texts; write ["nghe-an", "ha-tinh"]')


class BlockError(PartyMetricsError):
    """A block is not written as one; `key` says which of its keys is wrong."""

    def __init__(self, key: str, message: Message) -> None:
        super().__init__(message.template, **dict(message.values))
        self.key = key


@dataclass(frozen=True)
class Block:
    """A question, how its answer is shown, and what stands above it; without a title the metric's name does.

    A cross-table sets the first column of `by` against the second.
    """

    question: Question
    form: Form = "table"
    title: str = ""

    def written(self) -> dict[str, str | tuple[str, ...]]:
        """The block by its keys, defaults left out: what `read` reads."""
        asked = self.question
        years = "" if not asked.years else str(asked.years[0]) if len(set(asked.years)) == 1 else ":".join(map(str, asked.years))
        told: dict[str, str | tuple[str, ...]] = {
            "metric": asked.metric,
            "form": self.form,
            "title": self.title,
            "by": () if asked.by == BY else asked.by,
            "province": asked.provinces,
            "region": asked.regions,
            "kind": asked.kinds,
            "year": years,
            "boundary": "" if asked.boundary == "reported" else asked.boundary,
            "breakdown": asked.breakdown,
            "unit": asked.unit,
            "compare": asked.compare or "",
        }
        return {key: value for key, value in told.items() if value}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Block:
        """The block of these keys. BlockError for what is missing, unknown or of another type; names are looked up by who asks."""
        for key in told:
            if key not in KEYS:
                raise BlockError(key, one_of(key, KEYS))
        found: dict[str, Any] = {}
        for key, read in KEYS.items():
            try:
                found[key] = read(told.get(key, ""))
            except ValueError as error:
                (message,) = error.args
                raise BlockError(key, message) from error
        if not found["metric"]:
            raise BlockError("metric", Message.of(N_("a block needs its metric; `list` shows them all")))
        form: Form = found["form"] or "table"
        if form == "cross-table" and len(found["by"] or BY) != 2:
            raise BlockError("by", Message.of(N_('a cross-table stands by two columns, as ["province", "year"]')))
        if form == "map" and "province" not in (found["by"] or BY):
            raise BlockError("by", Message.of(N_("a map needs province among its columns")))
        question = Question(
            metric=found["metric"],
            by=found["by"] or BY,
            provinces=found["province"],
            regions=found["region"],
            kinds=found["kind"],
            years=found["year"],
            boundary=found["boundary"] or "reported",
            breakdown=found["breakdown"],
            unit=found["unit"],
            compare=found["compare"] or None,
        )
        return cls(question, form, found["title"])

    def in_address(self) -> str:
        """The block as one value of an address: what would end a key or a value is escaped, letters stay as they are."""
        told = {key: value if isinstance(value, str) else ",".join(value) for key, value in self.written().items()}
        return "&".join(f"{key}={_escaped(value)}" for key, value in told.items())

    @classmethod
    def from_address(cls, text: str) -> Block:
        """The block that `in_address` wrote. BlockError for anything else."""
        return cls.read(dict(parse_qsl(text)))

    def placed(self, store: Store) -> Question:
        """The question with slugs for names, other names and codes of provinces. QuestionError for one that may be two units."""
        named = places(store.seeds.provinces)
        return replace(self.question, provinces=tuple(dict.fromkeys(map(named.slug, self.question.provinces))))


def _escaped(text: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in ESCAPED else sign for sign in text)


# What keys hold; ValueError with a Message for anything else ----------------------------------------------------------------
def _wrong(text: str, told: object) -> ValueError:
    return ValueError(Message.of(text, told=repr(told)))


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise _wrong(TEXT, told)
    return told.strip()


def _texts(told: object) -> tuple[str, ...]:
    texts: Sequence[object] = told.split(",") if isinstance(told, str) else told if isinstance(told, list | tuple) else [told]
    if not all(isinstance(one, str) for one in texts):
        raise _wrong(TEXTS, told)
    return tuple(dict.fromkeys(word for one in texts if (word := str(one).strip())))


def _years(told: object) -> tuple[int, int] | None:
    if told == "":
        return None
    found = YEARS.fullmatch(str(told)) if isinstance(told, str | int) and not isinstance(told, bool) else None
    if not found or int(found[1]) > int(found[2] or found[1]):
        raise _wrong(SPAN, told)
    return int(found[1]), int(found[2] or found[1])


def _word(accepted: tuple[str, ...]) -> Callable[[object], str]:
    def read(told: object) -> str:
        text = _text(told)
        if text and text not in accepted:
            raise ValueError(one_of(text, accepted))
        return text

    return read


KEYS: dict[str, Callable[[Any], Any]] = {
    "metric": _text,
    "form": _word(FORMS),
    "title": _text,
    "by": _texts,
    "province": _texts,
    "region": _texts,
    "kind": _texts,
    "year": _years,
    "boundary": _word(get_args(Boundary)),
    "breakdown": _text,
    "unit": _text,
    "compare": _word(get_args(Comparison)),
}
