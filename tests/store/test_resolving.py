"""The SQL that decides which figure counts names no indicator and no dimension: what it knows of them comes from the vocabulary."""

from __future__ import annotations

import re
from pathlib import Path

from metrics.data.seeds import load
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS, SUMMED_DIMENSIONS
from tests.folders import PROJECT

CODE = re.sub(r"--.*", "", (PROJECT / "metrics" / "store" / "resolve.sql").read_text(encoding="utf-8"))


def test_no_indicator_and_no_summed_dimension_is_typed_there(seeds_dir: Path):
    typed = set(re.findall(r"'([a-z_]+)'", CODE))
    assert not typed & {one.indicator for one in load(seeds_dir).indicators}
    assert not typed & {code for name in SUMMED_DIMENSIONS for code in (name, *(DIMENSIONS[name] or ()))}


def test_the_dimensions_stand_in_the_order_of_the_vocabulary(seeds_dir: Path):
    rows = Store.build(load(seeds_dir)).rows("SELECT dimension, place, bit FROM dimension ORDER BY place", {})[1]
    assert [row[0] for row in rows] == list(SUMMED_DIMENSIONS)
    assert [(place, bit) for _, place, bit in rows] == [(place, 1 << place - 1) for place in range(1, len(rows) + 1)]
