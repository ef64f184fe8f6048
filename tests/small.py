"""Small data sets for tests: a few lines of text become Seeds, or a folder of CSV files.

One line is one figure, one body or one rank:

    nghe-an.agencies-bloc members_admitted 2020-H1 100
    nghe-an.agencies-bloc members_admitted 2020-H1 >100 body=committee;subject=cell @later:2021-05 target
    nghe-an.agencies-bloc head_is_secretary 2021-09 50/63
    nghe-an.agencies-bloc party_members 2021-09 73% group=female
    nghe-an.agencies-bloc executive_committee_size term:2020/2025 51
    body nghe-an.old-bloc agencies_bloc ..2019-08
    rank PAR 2023 nghe-an 15 86.5 boundary=34 derived @http://paper/1:2024-04

The value may carry a qualifier (`>` gt, `>=` ge, `<` lt, `<=` le, `~` approx), a denominator after `/` and `%` for a stated
share. The kind of a period is guessed from its form: a date or month of a stock or ratio, and a day of anything, is `as_of`;
`kind:code` says it outright. `@source:published` names the source; figures that name none are stated by `paper` of 2022-01-01.
A body that no `body` line describes takes its kind from its slug and lives as long as its province.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from metrics.data.seeds import Seeds
from metrics.period import PATTERNS
from metrics.vocabulary import KINDS, Indicator, Observation, Organization, Province, Ranking, Source, write_breakdown
from tests.folders import SEEDS

QUALIFIERS = {">=": "ge", "<=": "le", ">": "gt", "<": "lt", "~": "approx"}
STATUSES = ("reported", "target", "planned", "in_progress", "change", "over_target", "derived")
LEVELS = {"province_wide": "province", "administration": "administration"}
FILES = {
    "organizations": Organization,
    "sources": Source,
    "observations": Observation,
    "rankings": Ranking,
}


def read(name: str) -> list[dict[str, str]]:
    """The rows of one of the project's own seed files."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def provinces() -> tuple[Province, ...]:
    return tuple(Province(**row) for row in read("provinces"))  # type: ignore[arg-type]


@functools.cache
def indicators() -> tuple[Indicator, ...]:
    return tuple(Indicator(**row) for row in read("indicators"))  # type: ignore[arg-type]


def make_body(slug: str, kind: str = "", valid_from: str = "", valid_to: str = "") -> Organization:
    """A body of the province that its slug begins with; its kind by name, or read off the slug's end."""
    province = next(p for p in provinces() if p.province == slug.split(".")[0])
    name = slug.split(".")[1].replace("-", "_")
    kind = kind or max((k for k in KINDS if name.startswith(k)), key=len, default="other")
    return Organization(
        organization=slug,
        province=province.province,
        level=LEVELS.get(kind, "above_grassroots"),  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        name_vi=slug,
        name_en=slug,
        parent="",
        valid_from=valid_from or province.valid_from,
        valid_to=valid_to or province.valid_to,
        aliases="",
    )


def guess_period(code: str, indicator: Indicator) -> tuple[str, str]:
    """("half_year", "2020-H1") from `2020-H1`; `term:2020/2025` says its kind itself."""
    if ":" in code:
        kind, _, code = code.partition(":")
        return kind, code
    dated = indicator.kind in ("stock", "ratio")
    order = ["as_of", "month", "year"] if dated else ["month", "year", "as_of"]
    order += ["quarter", "half_year", "nine_months", "range"]
    if indicator.kind in ("rank", "score"):
        order.remove("as_of")
    return next(kind for kind in order if re.fullmatch(PATTERNS[kind], code)), code


def read_value(text: str) -> dict[str, Any]:
    """`>=50/63` or `73.5%` as value, denominator, qualifier, decimals and whether it is a share."""
    mark = next((m for m in QUALIFIERS if text.startswith(m)), "")
    number, _, denominator = text.removeprefix(mark).partition("/")
    percent = number.endswith("%") or denominator.endswith("%")
    number, denominator = number.removesuffix("%"), denominator.removesuffix("%")
    return {
        "value": float(number),
        "denominator": float(denominator) if denominator else None,
        "qualifier": QUALIFIERS.get(mark, "eq"),
        "decimals": len(number.partition(".")[2]),
        "percent": percent,
    }


def make_quote(value: float, decimals: int) -> str:
    """Words that contain the number as a Vietnamese newspaper writes it."""
    return "tổng số có " + f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def read_source(word: str) -> Source:
    """`@name:2021-05` as a source and its date of publication."""
    slug, _, published = word.removeprefix("@").rpartition(":")
    if not slug:
        slug, published = published, "2022-01-01"
    return Source(slug, "Báo", "" if published == "undated" else published, f"https://example.org/{slug}", "", "")


def read_figure(words: Sequence[str], row: int) -> tuple[Observation, Source]:
    """One line of figures: body, indicator, period, value, then anything else in any order."""
    body, code, period, value, *rest = words
    indicator = next(i for i in indicators() if i.indicator == code)
    kind, period = guess_period(period, indicator)
    number = read_value(value)
    unit = "percent" if number.pop("percent") else indicator.unit
    observation = Observation(
        source="paper",
        organization=body,
        indicator=code,
        breakdown="",
        unit=unit,
        period_type=kind,  # type: ignore[arg-type]
        period=period,
        status="reported",
        quote=make_quote(number["value"], number["decimals"]),
        line=None,
        note="",
        row=row,
        **number,
    )
    source = read_source("@paper")
    for word in rest:
        if word.startswith("@"):
            source = read_source(word)
        elif word.startswith("note="):
            observation = dataclasses.replace(observation, note=word[5:])
        elif "=" in word:
            parts = dict(part.split("=") for part in word.split(";"))
            observation = dataclasses.replace(observation, breakdown=write_breakdown(parts))
        elif word in STATUSES:
            observation = dataclasses.replace(observation, status=word)  # type: ignore[arg-type]
        else:
            raise ValueError(f"{word!r} is not understood in {' '.join(words)!r}")
    return dataclasses.replace(observation, source=source.source), source


def read_rank(words: Sequence[str], row: int) -> Ranking:
    """`rank PAR 2023 nghe-an 15 86.5 boundary=34 derived @url:date`; `-` stands for a missing rank or score."""
    index, year, province, rank, *rest = words
    score, boundary, status, source = "", "63", "reported", read_source("@http://paper/rank:2024-01-01")
    for word in rest:
        if word.startswith("@"):
            source = read_source(word)
        elif word.startswith("boundary="):
            boundary = word.removeprefix("boundary=")
        elif word in STATUSES:
            status = word
        else:
            score = word
    return Ranking(
        index=index,
        year=int(year),
        province=province,
        boundary=boundary,  # type: ignore[arg-type]
        rank=None if rank == "-" else int(rank),
        score=float(score) if score else None,
        rank_status="" if rank == "-" else status,  # type: ignore[arg-type]
        score_status=status if score else "",  # type: ignore[arg-type]
        source_url=source.source,
        publisher="Báo",
        published=source.published,
        confidence="high",
        note="",
        score_decimals=len(score.partition(".")[2]),
        row=row,
    )


def data(*lines: str) -> Seeds:
    """The data set that the lines describe (each may hold several lines of text); see the module's docstring."""
    bodies: dict[str, Organization] = {}
    sources: dict[str, Source] = {}
    observations: list[Observation] = []
    rankings: list[Ranking] = []
    for line in "\n".join(lines).splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        if words[0] == "body":
            since, _, until = (words[3] if len(words) > 3 else "..").partition("..")
            bodies[words[1]] = make_body(words[1], words[2], since, until)
        elif words[0] == "rank":
            rankings.append(read_rank(words[1:], len(rankings) + 2))
        else:
            observation, source = read_figure(words, len(observations) + 2)
            observations.append(observation)
            sources[source.source] = source
    for observation in observations:
        bodies.setdefault(observation.organization, make_body(observation.organization))
    return Seeds(
        provinces=provinces(),
        organizations=tuple(bodies.values()),
        indicators=indicators(),
        sources=tuple(sources.values()),
        observations=tuple(observations),
        rankings=tuple(rankings),
    )


def cell(noun: Any, column: str) -> str:
    """A cell as the data contract writes it: nothing for None, a number with the decimals it was stated with."""
    value = getattr(noun, column)
    if value is None:
        return ""
    if isinstance(value, float):
        decimals = {"value": "decimals", "score": "score_decimals"}.get(column)
        return f"{value:.{getattr(noun, decimals) if decimals else 0}f}"
    return str(value)


def write(seeds: Seeds, folder: Path) -> Path:
    """The data set as a folder of CSV files, for the command line's `--data`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("provinces", "indicators"):
        shutil.copy(SEEDS / f"{name}.csv", folder / f"{name}.csv")
    for name, noun in FILES.items():
        columns = [f.name for f in dataclasses.fields(noun) if f.name not in ("decimals", "score_decimals", "row", "place")]
        nouns: Iterable[Any] = getattr(seeds, name)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([cell(noun, column) for column in columns] for noun in nouns)
    return folder
