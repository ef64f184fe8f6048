"""Random questions as the command line and the API take them: the same options, the same words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from metrics.answers.query import metrics_of
from metrics.store.store import Store
from metrics.vocabulary import KINDS

Options = dict[str, str]
COLUMNS = ("province", "organization", "kind", "region", "year", "period")


def questions(store: Store, number: int, seed: int) -> Iterator[Options]:
    """So many questions, by the names of options; many are refused, as those of readers are."""
    chance = random.Random(seed)
    metrics = list(metrics_of(store).values())
    provinces = [one.province for one in store.seeds.provinces]
    regions = sorted({one.region for one in store.seeds.provinces})
    for _ in range(number):
        metric = chance.choice(metrics)
        first = chance.randint(2010, 2025)

        def some(among: list[Any] | tuple[Any, ...], most: int) -> str:
            return ",".join(chance.sample(among, chance.randint(1, most)))

        options = {
            "metric": metric.metric,
            "by": some([*COLUMNS, *metric.dimensions], 3),
            "province": some(provinces, 4),
            "region": some(regions, 2),
            "kind": some(KINDS, 2),
            "year": f"{first}:{first + chance.randint(0, 10)}",
            "boundary": chance.choice(("63", "34", "reported")),
            "unit": chance.choice(("percent", metric.unit)),
            "compare": chance.choice(("previous_year", "same_period", "target")),
        }
        rare = {"region": 0.9, "province": 0.6, "kind": 0.4, "unit": 0.8, "compare": 0.7, "boundary": 0.5, "year": 0.4, "by": 0.4}
        yield {name: text for name, text in options.items() if chance.random() >= rare.get(name, 0)}


def arguments(options: Options) -> list[str]:
    """A question as the command line takes it, after the command."""
    more = [word for name, text in options.items() if name != "metric" for word in (f"--{name}", text)]
    return [options["metric"], *more]


def address(options: Options) -> str:
    """A question as the API takes it, after the question mark."""
    return urlencode(options)
