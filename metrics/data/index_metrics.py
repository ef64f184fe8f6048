"""The indicators of an index that a folder ranks and does not define: its rank and its score, worded by the table of indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics.data.rows import FILES, DataRow, DataTable
from metrics.indexes import BY_CODE, Index

INDICATORS, RANKINGS = "indicators.csv", "rankings.csv"


def with_index_metrics(tables: Mapping[str, DataTable]) -> dict[str, DataTable]:
    """The tables with what indicators.csv lacks for the indexes that rankings.csv holds; the folder's own rows win."""
    known = tables[INDICATORS]
    if known.keys is None:
        return dict(tables)
    ranked = {row["index"] for row in tables[RANKINGS].rows}
    lines = (line for code, index in BY_CODE.items() if code in ranked for line in (_rank(index), _score(index)))
    added = {line["indicator"]: line for line in lines if line["indicator"] not in known.keys}
    rows = [DataRow(INDICATORS, 0, dict.fromkeys(FILES[INDICATORS], "") | line) for line in added.values()]
    return {**tables, INDICATORS: replace(known, rows=[*known.rows, *rows], keys=known.keys | frozenset(added))}


def _rank(index: Index) -> dict[str, str]:
    return {
        **{"indicator": index.rank, "topic": "reform", "unit": "rank", "kind": "rank", "breakdowns": "scope", "better": "fewer"},
        **{"name_vi": f"Xếp hạng {index.name_vi}", "name_en": f"{index.name_en} rank"},
        "definition_vi": f"Thứ hạng của tỉnh theo {index.name_vi} của năm được đo; 1 là cao nhất.",
        "definition_en": f"Province's rank in the {index.name_en} of the year measured; 1 is best.",
        "phrases": f"{index.code} xếp thứ",
    }


def _score(index: Index) -> dict[str, str]:
    return {
        **{"indicator": index.score, "topic": "reform", "unit": "score", "kind": "score", "better": "more"},
        **{"name_vi": f"Điểm {index.name_vi}", "name_en": f"{index.name_en} score"},
        "definition_vi": f"Điểm {index.name_vi} của tỉnh, thang 0–{index.highest_score}.",
        "definition_en": f"Province's {index.name_en} score, 0–{index.highest_score}.",
        "phrases": f"{index.code} đạt",
    }
