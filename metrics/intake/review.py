"""What a person decides about the figures that were read from a text: take, change, add, leave; and the draft of what is taken."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from metrics.data.cells import cell_text
from metrics.data.figure_checks import KEY
from metrics.data.quotes import PARTS, cell_stands_in, stands_in
from metrics.data.rows import FILES
from metrics.errors import N_, Message, PartyMetricsError
from metrics.extract import Figure, Reading
from metrics.intake.as_written import date_of
from metrics.intake.drafts import Draft
from metrics.period import Period
from metrics.spelling import search_key
from metrics.vocabulary import (
    TIERS,
    Indicator,
    Level,
    Organization,
    OrganizationKind,
    Source,
    parse_breakdown,
    write_breakdown,
)

# figures at least so sure are taken unless the reviewer says no
SURE = 0.9
# as long as a quote may be
QUOTE_WORDS = 12
INFERRED = "period inferred: supplied in review"
# the rule of a figure that the reviewer found
BY_HAND = "by hand"


class ReviewError(PartyMetricsError):
    """What the reviewer typed is not taken; the message says what to do."""


@dataclass
class Review:
    """A reading under review. `figures` stand as they are now; `taken`, `changed` and `accepted` (they count already) hold their
    places, `bodies` the new bodies."""

    reading: Reading
    figures: list[Figure]
    taken: set[int]
    changed: set[int] = field(default_factory=set)
    bodies: dict[str, Organization] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()

    @classmethod
    def begin(cls, reading: Reading) -> Review:
        """What is sure, has a period and is stated for the first time is taken; everything else waits for the reviewer."""
        review = cls(reading, list(reading.figures), set(), bodies={one.organization: one for one in reading.bodies})
        review.take_sure()
        return review

    def take_sure(self) -> None:
        """Take every figure that is sure, or was changed by the reviewer, and can be taken."""
        self.taken = set()
        for place, figure in enumerate(self.figures):
            if (figure.confidence >= SURE or place in self.changed) and not self.hindrance(place):
                self.taken.add(place)

    def take_none(self) -> None:
        """Leave every figure."""
        self.taken = set()

    def standing(self, place: int) -> Literal["accepted", "taken", "waiting"]:
        """Whether a figure counts already, will be accepted, or waits."""
        return "accepted" if place in self.accepted else "taken" if place in self.taken else "waiting"

    def hindrance(self, place: int) -> Message | None:
        """Why a figure cannot be taken as it stands."""
        figure = self.figures[place]
        if place in self.accepted:
            return Message.of(N_("it is accepted already"))
        for column, text in LACKING.items():
            if not getattr(figure, column):
                return Message.of(text)
        first = self._same_key(place)
        if first is None:
            return None
        text = N_("figure {number} says the same; it is taken once")
        if self.figures[first].value != figure.value:
            text = N_("figure {number} gives another value for the same; take only one of them")
        return Message.of(text, number=first + 1)

    def _same_key(self, place: int) -> int | None:
        """The place of another figure taken with the same key."""
        key = key_of(self.figures[place])
        return next((other for other in sorted(self.taken - {place}) if key_of(self.figures[other]) == key), None)

    def change(self, place: int, figure: Figure) -> None:
        """Put a figure in the place of another (at the end: add it) and take it if it can be taken."""
        if place < len(self.figures):
            figure = _with_inferred(self.figures[place], figure)
        self.figures[place : place + 1] = [figure]
        self.changed.add(place)
        self.taken.discard(place)
        if not self.hindrance(place):
            self.taken.add(place)

    def give_all(self, everywhere: bool, **told: str) -> int:
        """Give these columns to all figures that lack one of them, or to all (`everywhere`); how many got them.

        What was taken stays so if it still can be; what is sure is taken once nothing hinders it any more.
        """
        given = 0
        for place, figure in enumerate(self.figures):
            lacked = any(not getattr(figure, column) for column in told)
            if place in self.accepted or not (everywhere or lacked):
                continue
            self.figures[place] = _with_inferred(figure, replace(figure, **told))  # type: ignore[arg-type]
            given += 1
            if place in self.taken or (lacked and figure.confidence >= SURE):
                self.taken.discard(place)
                if not self.hindrance(place):
                    self.taken.add(place)
        return given

    def located(self, figure: Figure) -> Figure:
        """A figure with the places of its quote in the text; a table's cell stays where it is.

        ReviewError where the text lacks those words, or they are too many.
        """
        quote = " ".join(figure.quote.split())
        if not quote or len(quote.split()) > QUOTE_WORDS:
            raise ReviewError(
                N_("Give the words that state the figure: at most {most}, as they stand in the text."), most=QUOTE_WORDS
            )
        text = self.reading.text
        if figure.quote_status == "cell" and PARTS in quote and cell_stands_in(quote, text):
            return replace(figure, quote=quote)
        near = text.find(quote, max(figure.start, 0))
        start = near if near >= 0 else text.find(quote)
        if start < 0 or not stands_in(quote, text):
            raise ReviewError(N_("The words “{quote}” do not stand in the text. Copy them from it."), quote=quote)
        return replace(
            figure,
            quote=quote,
            quote_status="verbatim",
            start=start,
            end=start + len(quote),
            line=text.count("\n", 0, start) + 1,
        )

    def describe(self, slug: str, body: Organization) -> None:
        """Take what the reviewer says of a new body; a body that moves to another province takes its figures along."""
        del self.bodies[slug]
        self.bodies[body.organization] = body
        for place, figure in enumerate(self.figures):
            if figure.organization == slug:
                self.figures[place] = replace(figure, organization=body.organization)

    @property
    def new_bodies(self) -> tuple[Organization, ...]:
        """The bodies unknown so far that figures taken are about."""
        used = {self.figures[place].organization for place in self.taken}
        return tuple(body for slug, body in self.bodies.items() if slug in used)

    @property
    def candidates(self) -> list[int]:
        """The places of the figures that could be taken as they stand, those that are taken included."""
        return [place for place in range(len(self.figures)) if place in self.taken or not self.hindrance(place)]

    def draft(self, source: Source, reader: str, places: Iterable[int] | None = None) -> Draft:
        """What is taken (or the figures at these places) as rows of the data contract, in the order of places."""
        chosen = [self.figures[place] for place in (sorted(self.taken) if places is None else places)]
        observations = [{**cells_of(figure), "source": source.source} for figure in chosen]
        used = {figure.organization for figure in chosen}
        bodies = [cells_in("organizations.csv", body) for slug, body in self.bodies.items() if slug in used]
        sources = [cells_in("sources.csv", source)]
        return Draft.of(sources=sources, organizations=bodies, observations=observations, text=self.reading.text, reader=reader)


def _with_inferred(before: Figure, figure: Figure) -> Figure:
    """The figure, with a note where the reviewer supplied the period that the text leaves open."""
    if before.period or not figure.period or INFERRED in figure.note:
        return figure
    return replace(figure, note="; ".join(filter(None, (figure.note, INFERRED))))


LACKING = {
    "period": N_("give its period first"),
    "organization": N_("say which body it is about first"),
    "indicator": N_("say what is counted first"),
}


def key_of(figure: Figure) -> tuple[str, ...]:
    """What identifies a figure within its source."""
    return tuple(getattr(figure, column) for column in KEY if column != "source")


def cells_in(file: str, noun: Organization | Source) -> dict[str, str]:
    """A body or a source as cells of its file."""
    return {column: str(getattr(noun, column)) for column in FILES[file]}


def cells_of(figure: Figure) -> dict[str, str]:
    """A figure as cells of observations.csv, its source left open."""
    columns = {one.name for one in fields(figure)}.intersection(FILES["observations.csv"])
    return {column: cell_text(getattr(figure, column)) for column in columns}


def figure_of(cells: Mapping[str, str]) -> Figure:
    """A row of observations.csv as a figure, for a form that changes it."""
    told: dict[str, Any] = {name: cells[name] for name in FILES["observations.csv"] if name != "source"}
    told |= {"value": float(cells["value"]), "denominator": float(cells["denominator"]) if cells["denominator"] else None}
    return Figure(**told | {"line": int(cells["line"] or 0)}, start=0, end=0, confidence=1.0, rule=BY_HAND)


def blank(quote: str = "", start: int = 0) -> Figure:
    """A figure that the reviewer is about to fill in."""
    return Figure(
        organization="",
        indicator="",
        breakdown="",
        value=0.0,
        unit="",
        denominator=None,
        qualifier="eq",
        period_type="year",
        period="",
        status="reported",
        quote=quote,
        line=1,
        note="",
        quote_status="unverified",
        start=start,
        end=start + len(quote),
        confidence=1.0,
        rule=BY_HAND,
    )


# What a reviewer types ----------------------------------------------------------------------------------------------------
FORMS = {
    "as_of": "30/6/2024",
    "month": "2/2024",
    "quarter": "2024-Q1",
    "half_year": "2024-H1",
    "nine_months": "2024-9M",
    "year": "2024",
    "range": "2024-01/2024-07",
    "term": "2020/2025",
}


def date_typed(text: str) -> str:
    """`2/7/2024`, `7/2024`, `2024` or `2024-07-02` as an ISO date, month or year; nothing for nothing. ReviewError otherwise."""
    text = text.strip()
    if not text:
        return ""
    try:
        date = date_of(text)
    except ValueError as error:
        raise ReviewError(N_("“{typed}” is not in the calendar."), typed=text) from error
    if not date:
        raise ReviewError(N_("“{typed}” is not a date. Write 2/7/2024, 7/2024 or 2024."), typed=text)
    return date


def period_typed(kind: str, text: str) -> str:
    """The code of a period, checked; what is a date may be typed day first. ReviewError says what form is expected."""
    text = text.strip().upper().replace(" ", "")
    if not text:
        return ""
    try:
        code = date_typed(text) if kind in ("as_of", "month", "year") else text
        return Period.parse(kind, code).code
    except ValueError as error:
        raise ReviewError(
            N_("“{typed}” is not a period of this kind. Write it like {form}."), typed=text, form=FORMS.get(kind, FORMS["year"])
        ) from error


def units_of(indicator: Indicator) -> tuple[str, ...]:
    """The units in which an indicator may be stated: its own, and shares of it where it is a count."""
    return (indicator.unit,) if indicator.unit in ("percent", "permille", "rank", "score") else (indicator.unit, "percent")


def breakdown_of(parts: Iterable[str]) -> str:
    """A breakdown in the spelling of the data contract. ReviewError where a dimension has two values."""
    try:
        return write_breakdown(parse_breakdown(";".join(parts)))
    except ValueError as error:
        raise ReviewError(N_("Choose one value only of each breakdown.")) from error


# New bodies ---------------------------------------------------------------------------------------------------------------
LEVELS: dict[str, Level] = {"province_wide": "province", "administration": "administration"}


def level_of(kind: str) -> Level:
    """The level of a body of this kind: bodies of the second tier stand above the grassroots, all others are grassroots."""
    return LEVELS.get(kind, "above_grassroots" if kind in TIERS[1] else "grassroots")


def body_slug(province: str, name: str, known: Collection[str]) -> str:
    """A slug for a new body under its province, from its name without accents; numbered where that is taken."""
    stem = f"{province}.{'-'.join(re.findall(r'[a-z0-9]+', search_key(name))) or 'body'}"
    numbered = (f"{stem}-{number}" for number in range(2, len(known) + 3))
    return stem if stem not in known else next(slug for slug in numbered if slug not in known)


def new_body(name: str, province: str, kind: OrganizationKind, slug: str) -> Organization:
    """A body that the reviewer names; its English name and its dates can follow."""
    name = " ".join(name.split())
    return Organization(slug, province, level_of(kind), kind, name, name, "", "", "", "")
