"""Remarks on data that loads: disputes between sources, shares off their recomputation, jumps, short quotes, persons. No error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from metrics.catalog import RATIO_DETAILS
from metrics.data.cells import cell_text
from metrics.data.rows import DataRow
from metrics.errors import Problem
from metrics.store.store import Store

# a person's title or office, and a name behind it: words with capital letters, the first of which belongs to no office or body
TITLES = r"(?:[đĐ]ồng chí|[đĐ]/c|[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|[cC]ụ|PGS|GS|TS|ThS|BS|(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy))"
OFFICES = (
    r"(?:[bB]í thư|[cC]hủ tịch|[cC]hủ nhiệm|[tT]rưởng ban|[gG]iám đốc)"
    r"(?: (?:[tT]ỉnh|[tT]hành|[hH]uyện|[qQ]uận|[tT]hị|[đĐ]ảng) [ủu][ỷy])?"
)
FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Mai|Tạ|Đoàn|Đào|Tô|Chu|"
    "Tống|Trương|Phùng|Quách|Triệu|Vương|Lò|Giàng|Vàng|Sùng|Hầu|Nông|Ma|Bế|Hứa|Lục|Quàng|Cầm|Tòng|Thào|Mùa|Kpă|Ksor|Siu|Rơ"
)
NAME = r"\p{Lu}[\p{L}-]*"
PERSON = rf"(?:^|[^\p{{L}}])(?:{TITLES}[.,]? {NAME} {NAME}|(?:{TITLES} )?{OFFICES}[.,:]? (?:{FAMILIES}) {NAME})"
NO_NAME = r"(?:[đĐ]ồng chí|[đĐ]/c)[.,]? (?:Phó|Bí|Chủ|Trưởng|Ủy|Uỷ|Tổng|Thường|Giám) "

# a stock that grows or shrinks by more than half within two years, and by more than a handful, deserves a look
JUMP, HANDFUL, JUMP_YEARS = 1.5, 20, 2
# a quote of at most so many words deserves one too
SHORT_QUOTE = 2

DISPUTES = """
SELECT s.file, s.row, s.organization, s.indicator, s.breakdown, s.unit, s.period, s.value, s.qualifier, d.disputes AS others,
    list_concat([s.id], (SELECT list(g.id ORDER BY g.id) FROM observation g JOIN outdone USING (id)
        WHERE g.organization = s.organization AND g.indicator = s.indicator AND g.unit = s.unit AND g.breakdown = s.breakdown
            AND g.boundary = s.boundary AND g.start_day = s.start_day AND g.end_day = s.end_day
            AND list_contains(d.disputes, {value: g.value, source: g.source, qualifier: g.qualifier}))) AS ids
FROM disputed d JOIN observation s USING (id)
ORDER BY s.file, s.row"""

SHARES = """
SELECT o.file, o.row, s.organization, s.indicator, s.breakdown, s.unit, s.period, s.value, n.value AS part,
    coalesce(d.value, n.base) AS whole,
    n.value / nullif(whole, 0) * CASE s.unit WHEN 'permille' THEN 1000 ELSE 100 END AS recomputed,
    list_concat(s.ids, n.ids, coalesce(d.ids, [])) AS ids
FROM stated s
JOIN observation o ON o.id = s.ids[1]
JOIN indicator i ON i.indicator = s.indicator AND i.kind = 'ratio'
JOIN stated n ON n.organization = s.organization AND n.indicator = i.numerator AND n.breakdown = s.breakdown AND n.is_count
    AND n.start_day = s.start_day AND n.end_day = s.end_day
LEFT JOIN stated d ON d.organization = s.organization AND d.indicator = i.denominator AND d.breakdown = s.breakdown
    AND d.start_day = s.start_day AND d.end_day = s.end_day
-- a share of another year's whole is compared with none of its own
WHERE NOT list_contains($of_other_years, i.indicator) AND NOT s.derived AND s.qualifier = 'eq' AND n.qualifier = 'eq'
    AND coalesce(d.qualifier, 'eq') = 'eq' AND abs(s.value - recomputed) > o.grain / 2 + 1e-9
ORDER BY o.file, o.row"""

JUMPS = """
WITH series AS (
    SELECT r.*, lag(value) OVER body AS earlier, lag(code) OVER body AS earlier_code, lag(year) OVER body AS earlier_year,
        lag(ids) OVER body AS earlier_ids, lag(qualifier) OVER body AS earlier_qualifier
    FROM resolved r
    WHERE best AND NOT derived AND unit IN ('person', 'organization')
        AND indicator IN (SELECT indicator FROM indicator WHERE kind = 'stock')
    WINDOW body AS (PARTITION BY organization, indicator, unit, breakdown ORDER BY year)
)
SELECT o.file, o.row, s.organization, s.indicator, s.breakdown, s.unit, s.code AS period, s.value, s.qualifier, s.earlier,
    s.earlier_qualifier, s.earlier_code AS before, list_concat(s.earlier_ids, s.ids) AS ids
FROM series s JOIN observation o ON o.id = s.ids[1]
WHERE year - earlier_year <= $years AND abs(s.value - earlier) >= $handful
    AND (s.value > earlier * $jump OR s.value < earlier / $jump)
ORDER BY o.file, o.row"""

# so few words show a number, not what it counts
SHORT = """
SELECT o.file, o.row, o.organization, o.indicator, o.stated_breakdown AS breakdown, o.unit, o.period, o.value, o.quote,
    [o.id] AS ids
FROM observation o
WHERE o.quote <> '' AND len(regexp_extract_all(o.quote, '\\S+')) <= $most
ORDER BY o.file, o.row"""

PERSONS = """
SELECT o.file, o.row, o.organization, o.indicator, o.stated_breakdown AS breakdown, o.unit, o.period, o.value, o.quote,
    [o.id] AS ids
FROM observation o
WHERE len(list_filter(
    regexp_extract_all(concat_ws(' · ', o.quote, o.note), $person), lambda named: NOT regexp_matches(named, $no_name))) > 0
ORDER BY o.file, o.row"""

# each check, and its statement with the statement's limits
CHECKS: dict[str, tuple[str, dict[str, Any]]] = {
    "dispute": (DISPUTES, {}),
    "share": (SHARES, {"of_other_years": [code for code, ratio in RATIO_DETAILS.items() if ratio.denominator_year]}),
    "jump": (JUMPS, {"years": JUMP_YEARS, "handful": HANDFUL, "jump": JUMP}),
    "quote": (SHORT, {"most": SHORT_QUOTE}),
    "person": (PERSONS, {"person": PERSON, "no_name": NO_NAME}),
}
# what is printed of each; `part` is looked for where figures are imported
SAID = {
    "dispute": "{organization} {indicator} {period}: {value} counts, also stated: {others}",
    "share": "{organization} {indicator} {period}: stated {value}, but {part} of {whole} is {recomputed:.2f}",
    "jump": "{organization} {indicator}: {earlier} ({before}) → {value} ({period})",
    "quote": "{organization} {indicator} {period}: the words quoted do not show what is counted: {quote}",
    "person": "{organization} {indicator} {period}: a person seems to be named; leave the name out of the words: {quote}",
    "part": "{organization} {indicator} {period}: {value} is more than the whole, {whole} ({source})",
}


# what a person's name stands behind; what begins with none of their first letters needs no look
BEFORE_NAME = re.compile(f"(?=[đĐôÔbBaAcCtTgGP])(?:{TITLES}|{OFFICES})")


def may_be_told_by_words(figure: DataRow) -> bool:
    """Whether the words of a figure may be too few, or name a person: of any other the two checks of words tell nothing."""
    return _says_little(figure.cells["quote"]) or BEFORE_NAME.search(figure.cells["note"]) is not None


# the quotes of a table are cut, so that many are alike
@lru_cache(maxsize=10_000)
def _says_little(quote: str) -> bool:
    return len(quote.split()) <= SHORT_QUOTE or BEFORE_NAME.search(quote) is not None


@dataclass(frozen=True)
class Remark:
    """A check that figures do not pass: where the first of them stands, and the numbers of all that it is about.

    `value` is in `unit`. In `more`: others (of a dispute), part, whole and recomputed (of a share), earlier with its qualifier and
    before, its period (of a jump), quote, whole with its qualifier and source (of a part).
    """

    check: str
    file: str
    line: int
    organization: str
    indicator: str
    breakdown: str
    unit: str
    period: str
    value: float
    observations: tuple[int, ...]
    qualifier: str = "eq"
    # what else the check's sentence names
    more: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        values = {name: _text(value) for name, value in self.more.items() if name != "recomputed"}
        said = SAID[self.check].format(**{**vars(self), **self.more, **values, "value": cell_text(self.value)})
        return f"{self.check}: {said}"


def _text(value: Any) -> str:
    """A value of a sentence; other values each with its source."""
    if isinstance(value, list):
        return ", ".join(f"{cell_text(one['value'])} ({one['source']})" for one in value)
    return cell_text(value)


def found(store: Store, checks: Iterable[str] = tuple(CHECKS)) -> Iterator[Remark]:
    """Every one of these checks that figures do not pass, check by check, in the order of files and lines."""
    for check in checks:
        names, rows = store.rows(*CHECKS[check])
        for row in rows:
            cells = dict(zip(names, row, strict=True))
            key = {name: cells.pop(name) for name in ("file", "organization", "indicator", "breakdown", "unit", "period", "value")}
            line, ids, qualifier = cells.pop("row"), tuple(dict.fromkeys(cells.pop("ids"))), cells.pop("qualifier", "eq")
            yield Remark(check, line=line, observations=ids, qualifier=qualifier, more=cells, **key)


def remarks(store: Store) -> list[Problem]:
    """Everything worth a second look as `check` prints it, in the order of files and lines."""
    return sorted(Problem(one.file, one.line, "value", str(one)) for one in found(store))
