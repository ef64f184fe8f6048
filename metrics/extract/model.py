"""What the reader knows, and what it hands back: figures with their words, and numbers that it did not understand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from metrics.errors import Message
from metrics.extract.bodies import Gazetteer
from metrics.vocabulary import Indicator, Organization, Province, QuoteStatus


class HoldsNouns(Protocol):
    """Anything with the three lists, e.g. the seeds."""

    @property
    def indicators(self) -> tuple[Indicator, ...]: ...
    @property
    def provinces(self) -> tuple[Province, ...]: ...
    @property
    def organizations(self) -> tuple[Organization, ...]: ...


@dataclass(frozen=True)
class Known:
    """What the reader may know: the catalogue, the provinces and the bodies of the data."""

    indicators: tuple[Indicator, ...]
    provinces: tuple[Province, ...]
    organizations: tuple[Organization, ...]

    @classmethod
    def of(cls, seeds: HoldsNouns) -> Known:
        return cls(seeds.indicators, seeds.provinces, seeds.organizations)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of provinces and bodies, ready to be looked up; made once."""
        return Gazetteer(self.provinces, self.organizations)

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of each indicator of the catalogue."""
        return {one.indicator: one.unit for one in self.indicators}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Stock, flow, ratio … of each indicator of the catalogue."""
        return {one.indicator: one.kind for one in self.indicators}


@dataclass(frozen=True)
class Figure:
    """One figure as the text states it: the columns of an observation without its source, where it stands, and how sure it is.

    `start` and `end` are the places of `quote` in `Reading.text`, of a table's cell those of its number. `confidence` is between
    0 and 1, from 0.9 on about 8 in 100 are wrong; `rule` names what read it.
    """

    organization: str
    indicator: str
    breakdown: str
    value: float
    unit: str
    denominator: float | None
    qualifier: str
    period_type: str
    period: str
    status: str
    quote: str
    line: int
    note: str
    quote_status: QuoteStatus
    start: int
    end: int
    confidence: float
    rule: str

    def judged(self, confidence: float) -> Figure:
        """The same figure, as sure as this."""
        # several times as quick as dataclasses.replace, which sets each field anew
        made = object.__new__(Figure)
        made.__dict__.update(self.__dict__, confidence=confidence)
        return made


@dataclass(frozen=True)
class Unread:
    """A number beside a counted noun, or a table, that no rule understood: its words, their places in the text, and why."""

    start: int
    end: int
    text: str
    reason: Message


@dataclass(frozen=True)
class Reading:
    """All that one text gave; `bodies` are those named in it that the data lacks; spans refer to `text` (NFC, `\\n`)."""

    figures: tuple[Figure, ...]
    unread: tuple[Unread, ...]
    bodies: tuple[Organization, ...]
    text: str
