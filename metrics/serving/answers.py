"""What each address of the API answers: rows, and what is told of them. Each equals what the command line prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from metrics.answers.query import ask, evidence, metrics_of
from metrics.answers.sources import citations, web_address
from metrics.errors import Message
from metrics.files.export import columns, file_name, records
from metrics.serving.asking import EVERYWHERE, QUESTION, Asked, kinds_of, provinces_of, question_of
from metrics.store.store import Store
from metrics.survey.listing import having, sources
from metrics.vocabulary import Metric, Organization, Province, Question

METRIC = ("metric", "name_vi", "name_en", "kind", "unit", "topic", "units", "dimensions", "definition_vi", "definition_en")
PROVINCE = tuple(Province.__dataclass_fields__)
ORGANIZATION = tuple(Organization.__dataclass_fields__)


@dataclass(frozen=True)
class Answer:
    """Rows in the order of `columns`, the name of a file of them, and what is told beside them, by name."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    name: str
    told: dict[str, Any] = field(default_factory=dict)
    # the reasons of rows that are missing
    blanks: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Endpoint:
    """An address below /api/: the parameters that it takes, and how it is answered."""

    own: tuple[str, ...]
    answer: Callable[[Store, Asked], Answer]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Its own parameters, and those of all."""
        return (*self.own, *EVERYWHERE)


def _metrics(store: Store, asked: Asked) -> Answer:
    rows = [_metric(one) for one in metrics_of(store).values()]
    return Answer(METRIC, _found(METRIC, rows, asked), "metrics")


def _metric(one: Metric) -> tuple[str, ...]:
    cells = {"units": ";".join(one.units), "dimensions": ";".join(one.dimensions)}
    return tuple(cells.get(column) or str(getattr(one, column) or "") for column in METRIC)


def _provinces(store: Store, asked: Asked) -> Answer:
    rows = [tuple(getattr(one, column) for column in PROVINCE) for one in store.seeds.provinces]
    return Answer(PROVINCE, _found(PROVINCE, rows, asked), "provinces")


def _organizations(store: Store, asked: Asked) -> Answer:
    provinces, kinds = provinces_of(store, asked), kinds_of(asked)
    rows = [
        tuple(getattr(one, column) for column in ORGANIZATION)
        for one in store.seeds.organizations
        if (not provinces or one.province in provinces) and (not kinds or one.kind in kinds)
    ]
    return Answer(ORGANIZATION, _found(ORGANIZATION, rows, asked), "organizations")


def _sources(store: Store, asked: Asked) -> Answer:
    found, wanted = sources(store), asked.words("source")
    rows = [row for row in found.rows if not wanted or row[0] in wanted]
    return Answer(found.columns, _found(found.columns, rows, asked), "sources")


def _found(names: Sequence[str], rows: Sequence[Sequence[Any]], asked: Asked) -> list[Sequence[Any]]:
    """The rows in which every word of `search` occurs, accents left aside."""
    words = asked.one("search")
    if not words:
        return list(rows)
    places = having([dict(zip(names, row, strict=True)) for row in rows], names, words)
    return [rows[place] for place in places]


def _query(store: Store, asked: Asked) -> Answer:
    question = question_of(store, asked)
    result = ask(store, question)
    metric = result.metric
    told = {
        "question": _asked(question),
        "metric": {name: getattr(metric, name) for name in ("metric", "name_vi", "name_en", "kind", "unit", "better")},
        "sources": _cited(store, (slug for row in result.rows for slug in row.sources)),
    }
    rows = [tuple(row.values()) for row in records(result)]
    return Answer(columns(result), rows, file_name(question, "").removesuffix("."), told, result.blanks)


def _evidence(store: Store, asked: Asked) -> Answer:
    question = question_of(store, asked)
    found = evidence(store, question)
    return Answer(
        found.columns, found.rows, f"evidence-{file_name(question, '')}".removesuffix("."), {"question": _asked(question)}
    )


def _asked(question: Question) -> dict[str, Any]:
    """A question as it was understood, without what it does not ask for."""
    return {name: value for name, value in asdict(question).items() if value}


def _cited(store: Store, slugs: Iterable[str]) -> list[dict[str, str]]:
    """The sources of all rows, each once: what an answer is handed on with."""
    found = citations(store, dict.fromkeys(slugs))
    return [
        {"source": one.source, "publisher": one.publisher, "published": one.published, "url": web_address(one.url)} for one in found
    ]


# by what stands after /api/
ENDPOINTS: dict[str, Endpoint] = {
    "metrics": Endpoint(("search",), _metrics),
    "query": Endpoint(QUESTION, _query),
    "evidence": Endpoint(QUESTION, _evidence),
    "sources": Endpoint(("source", "search"), _sources),
    "provinces": Endpoint(("search",), _provinces),
    "organizations": Endpoint(("province", "kind", "search"), _organizations),
}
