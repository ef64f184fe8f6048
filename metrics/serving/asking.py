"""The parameters of an address of the API → a question: those of the pages and of the command line, each checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, get_args
from urllib.parse import parse_qsl

from metrics.data.history import AsOfError
from metrics.data.places import places
from metrics.errors import N_, Message, PartyMetricsError, QuestionError, listed, nearest
from metrics.period import is_day, year_span
from metrics.store.store import Store
from metrics.vocabulary import BLOCS_TOGETHER, DEFAULT_BLOCS, Boundary, Comparison, Question

FORMATS = ("json", "csv")
# parameters that every address of the API takes
EVERYWHERE = ("as_of", "format", "limit", "offset")
QUESTION = ("metric", "by", "province", "region", "kind", "year", "boundary", "breakdown", "unit", "compare")
# bytes of a query string, and parameters in it
LONGEST, MOST = 8_000, 200
# the last row that may be asked for
LAST = 10_000_000

T = TypeVar("T")


class ParameterError(PartyMetricsError):
    """A parameter of an address that cannot be read; `parameter` names it, nothing where it is the whole of them."""

    def __init__(self, parameter: str, template: str, /, **values: object) -> None:
        self.parameter = parameter
        super().__init__(template, **values)


class TooLongAddress(ParameterError):
    """An address with more parameters than any question needs."""


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the texts of each parameter in their order, none of them empty."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str, otherwise: str = "") -> str:
        """The text of a parameter that may stand once; ParameterError where it says two things."""
        found = tuple(dict.fromkeys(self.texts.get(name, ())))
        if len(found) > 1:
            text = N_("{parameter} stands {count} times with different values; write it once.")
            raise ParameterError(name, text, parameter=name, count=len(found))
        return found[0] if found else otherwise

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list: separated by commas, repeated, or both."""
        parts = (part.strip() for text in self.texts.get(name, ()) for part in text.split(","))
        return tuple(dict.fromkeys(filter(None, parts)))

    def choice(self, name: str, accepted: Collection[T], otherwise: T) -> T:
        """One of a few words."""
        text = self.one(name)
        if not text:
            return otherwise
        found = next((one for one in accepted if one == text), None)
        if found is None:
            words = [str(one) for one in accepted]
            raise ParameterError(name, N_("{word!r} is not accepted here; accepted: {words}."), word=text, words=listed(words))
        return found

    def number(self, name: str, otherwise: int, first: int, last: int) -> int:
        """A whole number between two others, both included."""
        text = self.one(name)
        if not text:
            return otherwise
        if not re.fullmatch(r"[0-9]{1,9}", text) or not first <= int(text) <= last:
            text_of = N_("{word!r} is no whole number from {first} to {last}.")
            raise ParameterError(name, text_of, word=text, first=first, last=last)
        return int(text)


def day_of(asked: Asked) -> str:
    """The day whose knowledge is asked for; empty: now."""
    day = asked.one("as_of")
    if day and not is_day(day):
        raise ParameterError("as_of", N_("{told} is not a day; write 2026-11-22"), told=repr(day))
    return day


def read(query: bytes, accepted: Collection[str]) -> Asked:
    """The parameters of an address. ParameterError for one that is not known or cannot be read, TooLongAddress for too many."""
    if len(query) > LONGEST:
        text = N_("The parameters are longer than {most} letters; ask for less at once.")
        raise TooLongAddress("", text, most=LONGEST)
    found: dict[str, list[str]] = {}
    for name, value in _pairs(query):
        if name not in accepted:
            near = nearest(name, accepted) or f" Accepted: {listed(accepted)}."
            raise ParameterError(_shown(name), N_("Parameter {word!r} is not known.{hint}"), word=_shown(name), hint=near)
        if re.search(r"[\x00-\x1f\x7f]", value):
            raise ParameterError(name, N_("{parameter} holds letters that cannot be printed."), parameter=name)
        if value.strip():
            found.setdefault(name, []).append(value.strip())
    return Asked({name: tuple(values) for name, values in found.items()})


def _pairs(query: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield from parse_qsl(query.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except UnicodeDecodeError as error:
        raise ParameterError("", N_("The parameters are not UTF-8; write accents as %C3%A1.")) from error
    except ValueError as error:
        raise TooLongAddress("", N_("There are more than {most} parameters; ask for less at once."), most=MOST) from error


def _shown(word: str) -> str:
    """A word of an address as it may stand in an answer."""
    return "".join(letter if letter.isprintable() else "?" for letter in word[:60])


def question_of(store: Store, asked: Asked) -> Question:
    """The question that an address asks. ParameterError and QuestionError for what cannot be understood."""
    metric = asked.one("metric")
    if not metric:
        raise ParameterError("metric", N_("Say which metric is asked for; /api/metrics lists them."))
    return Question(
        metric=metric,
        by=asked.words("by") or ("province", "year"),
        provinces=provinces_of(store, asked),
        regions=asked.words("region"),
        kinds=kinds_of(asked),
        years=_years(asked),
        boundary=asked.choice("boundary", get_args(Boundary), "reported"),
        breakdown=";".join(asked.texts.get("breakdown", ())),
        unit=asked.one("unit"),
        compare=asked.choice("compare", get_args(Comparison), None),
    )


def provinces_of(store: Store, asked: Asked) -> tuple[str, ...]:
    """The slugs of the provinces that are named, by slug, name or code. QuestionError for one that is none, or may be two."""
    named = places(store.seeds.provinces)
    return tuple(dict.fromkeys(located("province", lambda: [named.slug(word) for word in asked.words("province")])))


def kinds_of(asked: Asked) -> tuple[str, ...]:
    """The kinds of body; `blocs` is what it is in the addresses of pages."""
    wanted = (DEFAULT_BLOCS if kind == BLOCS_TOGETHER else (kind,) for kind in asked.words("kind"))
    return tuple(dict.fromkeys(kind for kinds in wanted for kind in kinds))


def _years(asked: Asked) -> tuple[int, int] | None:
    """First and last year: `2019`, `2017:2024`, or first and last as two parameters, as pages write them."""
    texts = asked.texts.get("year", ())
    if not texts:
        return None
    if len(texts) > 2 or (len(texts) == 2 and any(":" in text for text in texts)):
        raise ParameterError("year", N_("Write one year, first and last year, or 2017:2024."))
    try:
        return year_span(":".join(texts))
    except ValueError as error:
        message = error.args[0]
        assert isinstance(message, Message)
        raise ParameterError("year", message.template, **dict(message.values)) from error


def located(parameter: str, read: Callable[[], T]) -> T:
    """What `read` gives; a QuestionError or AsOfError becomes that of a parameter."""
    try:
        return read()
    except (QuestionError, AsOfError) as error:
        raise ParameterError(parameter, error.message.template, **dict(error.message.values)) from error
