"""Every metric by every column, and the same question asked of DuckDB and of Spark."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from metrics.answers.query import ask, metrics_of
from metrics.errors import PartyMetricsError
from metrics.files.export import columns, records
from metrics.store.store import Store
from metrics.vocabulary import Metric, Question
from tests.strategies import SUBJECTS, flow_periods, key_of, lives, stock_periods

BLOCS = ("agencies_bloc", "agencies_enterprises_bloc", "enterprises_bloc")
# a question by each column, where it may be asked so
WAYS: tuple[dict[str, Any], ...] = (
    {"by": ("province", "year")},
    {"by": ("kind", "province", "year")},
    {"by": ("organization", "year")},
    {"by": ("kind", "year")},
    {"by": ("region", "year"), "kinds": BLOCS},
    {"by": ("year",), "kinds": BLOCS},
    {"by": ("organization", "period")},
    {"by": ("kind", "province")},
    {"by": ("kind",)},
    {"by": ("kind", "province", "year"), "boundary": "34"},
    {"by": ("kind", "region", "year"), "boundary": "34"},
    {"by": ("kind", "province", "year"), "boundary": "63", "years": (2017, 2024)},
    {"by": ("kind", "province", "year"), "compare": "previous_year"},
    {"by": ("kind", "year"), "compare": "same_period"},
    {"by": ("kind", "province", "year"), "compare": "target"},
)


def ways(metric: Metric) -> Iterator[dict[str, Any]]:
    """A question by each column and each dimension of the metric."""
    yield from WAYS
    for dimension in metric.dimensions:
        yield {"by": ("organization", "year", dimension)}
        yield {"by": ("kind", "year", dimension)}


def every_question(store: Store) -> list[Question]:
    return [Question(metric.metric, **way) for metric in metrics_of(store).values() for way in ways(metric)]


@cache
def chosen(store: Store, number: int) -> list[tuple[Question, Any]]:
    """So many of all questions with their answers, the same at every run; of seven one has no row, or is refused."""
    questions = sorted(every_question(store), key=repr)
    random.Random(4).shuffle(questions)
    few = number // 7
    # all, where so many are asked for
    room = {True: number - few, False: few} if number < len(questions) else dict.fromkeys((True, False), number)
    found = []
    for question in questions:
        answer = answered(store, question)
        has_rows = not isinstance(answer, str) and bool(answer[1])
        if room[has_rows]:
            room[has_rows] -= 1
            found.append((question, answer))
        if not any(room.values()):
            break
    return found


def answered(store: Store, question: Question) -> Any:
    """The rows as `query` prints them, and the reasons of cells without a number; or the refusal."""
    try:
        found = ask(store, question)
    except PartyMetricsError as error:
        return str(error)
    return columns(found), records(found), [str(reason) for reason in found.blanks]


def differences(one: Any, other: Any) -> list[str]:
    """What tells two answers apart; nothing where they are equal."""
    if one == other:
        return []
    if isinstance(one, str) or isinstance(other, str):
        return [f"DuckDB: {str(one)[:200]}", f"Spark: {str(other)[:200]}"]
    told = [f"DuckDB: {a}\nSpark: {b}" for a, b in zip(one[1], other[1], strict=False) if a != b][:3]
    return told or [f"{len(one[1])} rows against {len(other[1])}; {one[2]} against {other[2]}"]


def lines(seed: int = 5, number: int = 60) -> list[str]:
    """A small data set of every subject: parts, shares, bounds, disputes, targets, a merger, a successor."""
    chance = random.Random(seed)
    bodies = ["nghe-an.agencies-bloc", "nghe-an.agencies-enterprises-bloc", "ha-tinh.agencies-bloc", "ha-tinh.province-wide"]
    bodies += [f"{one}.agencies-bloc" for one in ("ha-giang", "tuyen-quang", "tuyen-quang-2025")]
    found = [
        "body nghe-an.agencies-bloc agencies_bloc ..2019-06",
        "body nghe-an.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
    ]
    known = set()
    for subject in SUBJECTS:
        for _ in range(number):
            of_subject = chance.random() < 0.7 or not subject.beside
            indicator = subject.indicator if of_subject else chance.choice(subject.beside)
            body, year = chance.choice(bodies), chance.choice((2018, 2019, 2024, 2025))
            is_stock = subject.is_stock or not of_subject
            code = chance.choice(tuple((stock_periods if is_stock else flow_periods)(year)))
            if not lives(body, code):
                continue
            share = "%" if indicator.endswith("_share") else ""
            value = f"{chance.choice(('', '', '', '>', '<=', '~'))}{chance.randint(1, 30)}{share}"
            breakdown = chance.choice(subject.breakdowns) if of_subject else ""
            status = chance.choice(("",) * 6 + ("derived", "target", "planned"))
            line = f"{body} {indicator} {code} {value} {breakdown} {status}"
            # of some another source states more
            other = f"{body} {indicator} {code} {chance.randint(31, 40)}{share} {breakdown} {status}"
            stated = [f"{line} {chance.choice(('@jan:2022-01-05', '@undated:undated'))}", f"{other} @feb:2022-02"]
            for one in stated[: 1 + (chance.random() < 0.2)]:
                if key_of(one) not in known:
                    known.add(key_of(one))
                    found.append(one)
    return found
