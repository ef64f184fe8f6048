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

Form = Literal["table", "chart", "map", "cross-table", "comparison", "two-metrics", "two-years"]
FORMS: tuple[Form, ...] = get_args(Form)
# answers that are made of several; a row a province
JOINED: tuple[Form, ...] = ("comparison", "two-metrics", "two-years")
# keys of some forms alone: the like period, an earlier one, a second metric and whose it is, the column that orders the rows
OF_FORMS: dict[str, tuple[Form, ...]] = {
    "period": JOINED,
    "before": ("two-years",),
    "second": ("two-metrics",),
    "second_kind": ("two-metrics",),
    "sort": ("comparison",),
}
SORTS = ("value", "per_1000", "completion", "rank", "name")
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

    A cross-table sets the first column of `by` against the second. What is JOINED stands in one like period, without one in the
    best to open on: provinces beside one another in the order of `sort`, with a second metric, or from `before` to `period`.
    """

    question: Question
    form: Form = "table"
    title: str = ""
    period: str = ""
    before: str = ""
    second: str = ""
    second_kinds: tuple[str, ...] = ()
    sort: str = ""

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
            "period": self.period,
            "before": self.before,
            "second": self.second,
            "second_kind": self.second_kinds,
            "sort": self.sort,
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
        _check_form(form, found)
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
        more = {key: found[key] for key in ("period", "before", "second", "sort")}
        return cls(question, form, found["title"], second_kinds=found["second_kind"], **more)

    def forms(self) -> tuple[Form, ...]:
        """The forms that the block can be shown as; a second metric that it asks for is not dropped."""
        if self.second:
            return (self.form,)
        return tuple(form for form in FORMS if self._can_be(form))

    def _can_be(self, form: Form) -> bool:
        try:
            self.read(self.shown_as(form).written())
        except BlockError:
            return False
        return True

    def shown_as(self, form: Form) -> Block:
        """The same question in another form, without what is the present form's alone."""
        return self if form == self.form else Block(self.question, form, self.title)

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


def _check_form(form: Form, found: Mapping[str, Any]) -> None:
    """BlockError for keys that do not go with the form, and for those that it needs."""
    by = found["by"] or BY
    if form == "cross-table" and len(by) != 2:
        raise BlockError("by", Message.of(N_('a cross-table stands by two columns, as ["province", "year"]')))
    if form == "map" and "province" not in by:
        raise BlockError("by", Message.of(N_("a map needs province among its columns")))
    for key, forms in OF_FORMS.items():
        if found[key] and form not in forms:
            text = N_("{key} is not told of the form {form}; leave it out, or write one of {forms} as the form")
            raise BlockError(key, Message.of(text, key=key, form=form, forms=", ".join(forms)))
    if form not in JOINED:
        return
    for key in ("by", "compare"):
        if found[key] and found[key] != BY:
            text = N_("a block of the form {form} has a row for each province in one like period; leave {key} out")
            raise BlockError(key, Message.of(text, form=form, key=key))
    if form == "two-metrics" and found["second"] in ("", found["metric"]):
        raise BlockError("second", Message.of(N_("two metrics need a second one that is another; `list` shows them all")))


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


def _period(told: object) -> str:
    """The code of a period; a whole year may be written as a number."""
    return str(told) if isinstance(told, int) and not isinstance(told, bool) else _text(told)


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
    "period": _period,
    "before": _period,
    "second": _text,
    "second_kind": _texts,
    "sort": _word(SORTS),
}
