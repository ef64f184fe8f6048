"""Asking the product and the oracle the same question, and holding their answers against each other."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping
from typing import Any

from metrics.answers.query import ask, evidence
from metrics.data.seeds import Seeds
from metrics.errors import QuestionError
from metrics.files.export import records
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests.oracle import Refused, oracle, used_figures
from tests.small import data, provinces

Row = dict[str, Any]


def words(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def question(metric: str, by: str = "province,year", year: str = "", compare: str | None = None, **filters: str) -> Question:
    """A question written as on the command line: `question("party_members", by="year", kind="agencies_bloc")`."""
    first, _, last = year.partition(":")
    return Question(
        metric=metric,
        by=words(by),
        provinces=words(filters.pop("province", "")),
        regions=words(filters.pop("region", "")),
        kinds=words(filters.pop("kind", "")),
        years=(int(first), int(last or first)) if year else None,
        compare=compare,  # type: ignore[arg-type]
        **filters,  # type: ignore[arg-type]
    )


# a property holds at most three data sets beside one another
@functools.lru_cache(maxsize=4)
def built(seeds: Seeds) -> Store:
    return Store.build(seeds)


def product(seeds: Seeds, asked: Question) -> list[Row]:
    """The product's rows. Refused where it refuses."""
    try:
        return records(ask(built(seeds), asked))
    except QuestionError as error:
        raise Refused(str(error)) from error


def evidence_rows(seeds: Seeds, asked: Question) -> list[Row]:
    """The product's evidence for a question, as dicts."""
    found = evidence(built(seeds), asked)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def statements(covers: str) -> list[tuple[str, ...]]:
    """`covers` as the statements it is made of, lists inside one in alphabetical order."""
    result = []
    for statement in filter(None, covers.split("; ")):
        head, colon, tail = statement.partition(": ")
        result.append((head, *sorted(tail.split(", "))) if colon else (statement,))
    return result


def comparable(row: Row) -> Row:
    """A row with its lists in a fixed order and its numbers rounded to 9 digits, so that == compares what matters."""
    result: Row = {}
    for column, value in row.items():
        if column == "covers":
            result[column] = sorted(statements(value))
        elif column in ("sources", "status"):
            result[column] = sorted(part.strip() for part in value.split(";"))
        elif isinstance(value, float) or (isinstance(value, int) and column in ("value", "previous", "change")):
            result[column] = 0.0 if value == 0 else round(float(value), 9 - math.ceil(math.log10(abs(value) + 1)))
        else:
            result[column] = value
    return result


def differences(mine: list[Row], theirs: list[Row]) -> list[str]:
    """What tells two answers apart, cell by cell; nothing where they agree."""
    one, two = [comparable(row) for row in mine], [comparable(row) for row in theirs]
    if one == two:
        return []
    found = [f"{len(one)} rows against {len(two)}"] if len(one) != len(two) else []
    found += [f"only the oracle: {row}" for row in one if row not in two]
    found += [f"only the product: {row}" for row in two if row not in one]
    return found or ["the rows stand in another order"]


def answers(seeds: Seeds, asked: Question) -> tuple[list[Row] | None, list[Row] | None]:
    """The oracle's rows and the product's; None for a refusal."""
    result: list[list[Row] | None] = []
    for answer in (oracle, product):
        try:
            result.append(answer(seeds, asked))
        except Refused:
            result.append(None)
    return result[0], result[1]


def agreed(seeds: Seeds, metric: str, **asked: Any) -> list[Row]:
    """The rows on which product and oracle agree; the test goes on to hold them against the hand-computed numbers."""
    asked_ = question(metric, **asked)
    mine, theirs = answers(seeds, asked_)
    assert mine is not None, f"the oracle refuses {asked_}"
    assert theirs is not None, f"the product refuses {asked_}"
    assert not (found := differences(mine, theirs)), "\n".join(found)
    return theirs


KEY = ("source", "organization", "indicator", "breakdown", "value", "unit", "period_type", "period", "status")


def evidence_differences(seeds: Seeds, asked: Question) -> list[str]:
    """Figures of which the product's evidence says "yes" and the oracle no, or the other way round.

    Nothing where both refuse: a value that no figure states may not be asked for.
    """
    try:
        rows = evidence_rows(seeds, asked)
    except QuestionError:
        return [] if answers(seeds, asked) == (None, None) else ["only the product refuses"]
    told = {tuple(row[column] for column in KEY) for row in rows if row["used"] == "yes"}
    try:
        used = {tuple(getattr(figure, column) for column in KEY) for figure in used_figures(seeds, asked)}
    except Refused:
        return [f"refused, but: {row}" for row in rows if not row["used"].startswith("no: the question is refused (")]
    return [f"only the oracle uses {key}" for key in used - told] + [f"only the product uses {key}" for key in told - used]


def agreed_evidence(seeds: Seeds, metric: str, **asked: Any) -> list[Row]:
    """The product's evidence for a question, of which the oracle says "yes" to the same figures."""
    asked_ = question(metric, **asked)
    assert not (found := evidence_differences(seeds, asked_)), "\n".join(found)
    return evidence_rows(seeds, asked_)


def side_by_side(
    metric: str, cases: Mapping[str, Iterable[str]], kind: str = "agencies-bloc", **asked: Any
) -> dict[str, list[Row]]:
    """One question about many cases at once: each case's figures are those of one body, in a province of its own."""
    asked.setdefault("by", "province,year")
    places = [province.province for province in provinces() if not province.valid_from]
    lines = [f"{place}.{kind} {figure}" for place, figures in zip(places, cases.values(), strict=False) for figure in figures]
    rows = agreed(data(*lines), metric, **asked)
    return {name: [row for row in rows if row["province"] == place] for name, place in zip(cases, places, strict=False)}


def refused(seeds: Seeds, metric: str, **asked: Any) -> bool:
    """Whether both refuse the question; an error where only one does."""
    mine, theirs = answers(seeds, question(metric, **asked))
    assert (mine is None) == (theirs is None), f"oracle: {mine}\nproduct: {theirs}"
    return mine is None


def brief(rows: list[Row], *columns: str) -> list[tuple[Any, ...]]:
    """The named columns of each row, whole numbers as int."""

    def tidy(value: Any) -> Any:
        if isinstance(value, float):
            return int(value) if value.is_integer() else round(value, 6)
        return value

    return [tuple("; ".join(row[c].replace(";", " ").split()) if c == "status" else tidy(row[c]) for c in columns) for row in rows]
