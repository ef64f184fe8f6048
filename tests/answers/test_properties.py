"""Properties of every answer, on random small data sets; first of all that product and oracle give the same cells.

The same examples at every run; `PROPERTY_EXAMPLES=500 pytest tests/answers/test_properties.py` looks further, at random.
"""

from __future__ import annotations

import dataclasses
import os
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from metrics.catalog import RATIO_DETAILS
from metrics.data.seeds import Seeds
from metrics.vocabulary import Question
from tests.oracle import Refused
from tests.second_opinion import Row, answers, comparable, differences, evidence_differences, product
from tests.small import data
from tests.strategies import (
    ADMITTED,
    CONGRESSES,
    DISCIPLINED,
    INSPECTED,
    MEMBERS,
    SOURCES,
    Case,
    cases,
    first_years,
    questions,
    rank_cases,
    rank_questions,
    years_of_a_handover,
)

OF_ONE_STATEMENT = {code for code, ratio in RATIO_DETAILS.items() if ratio.of_one_statement}
LOOK_FURTHER = "PROPERTY_EXAMPLES" in os.environ


def examples(number: int) -> settings:
    return settings(
        max_examples=int(os.environ.get("PROPERTY_EXAMPLES", number)),
        deadline=None,
        derandomize=not LOOK_FURTHER,
        # a smaller example is worth minutes only to who looks for one
        phases=tuple(Phase) if LOOK_FURTHER else (Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def agree(seeds: Seeds, asked: Question) -> None:
    mine, theirs = answers(seeds, asked)
    note(f"oracle:  {mine}\nproduct: {theirs}")
    assert (mine is None) == (theirs is None), "only one of them refuses"
    if mine is not None and theirs is not None:
        assert not (found := differences(mine, theirs)), "\n".join(found)


def key_of(asked: Question, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in (*asked.by, "unit"))


def answer(seeds: Seeds, asked: Question) -> list[Row] | None:
    """The product's rows in a form that can be compared, None for a refusal."""
    try:
        return [comparable(row) for row in product(seeds, asked)]
    except Refused:
        return None


@examples(10)
@given(cases(shares=True), st.data())
def test_product_and_oracle_agree(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(10):
        agree(seeds, draw.draw(questions(case)))


@examples(10)
@given(cases(merger=True, shares=True), st.data())
def test_product_and_oracle_agree_around_the_merger(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(10):
        agree(seeds, draw.draw(questions(case, merger=True)))


@examples(10)
@given(first_years(), st.data())
def test_product_and_oracle_agree_on_the_first_year_of_a_merged_unit(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(10):
        agree(seeds, draw.draw(questions(case, merger=True)))


@examples(10)
@given(years_of_a_handover(), st.data())
def test_product_and_oracle_agree_on_the_year_of_a_handover(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(10):
        agree(seeds, draw.draw(questions(case)))


@examples(8)
@given(first_years())
def test_the_share_of_a_target_is_the_figure_held_against_it(case: Case):
    """As a metric and as a comparison, wherever both tell it."""
    seeds = data(*case.lines)
    for boundary in ("34", "63"):
        told = answer(seeds, Question("admission_target_completion", ("province", "year"), boundary=boundary))
        against = answer(seeds, Question("members_admitted", ("province", "year"), boundary=boundary, compare="target"))
        shares = {(row["province"], row["year"]): row["value"] for row in told or ()}
        rows = {(row["province"], row["year"]): row["change_percent"] for row in against or ()}
        for key in shares.keys() & {key for key, share in rows.items() if share is not None}:
            assert shares[key] == pytest.approx(rows[key])


@examples(8)
@given(rank_cases(), st.data())
def test_product_and_oracle_agree_on_ranks(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(6):
        agree(seeds, draw.draw(rank_questions(case)))


def shuffled(seeds: Seeds, seed: int) -> Seeds:
    """The same nouns in another order. The sources were published on different days, so that no tie is decided by it."""
    order = random.Random(seed)
    mixed: dict[str, Any] = {}
    for field in ("provinces", "organizations", "indicators", "sources", "observations", "rankings"):
        nouns = list(getattr(seeds, field))
        order.shuffle(nouns)
        mixed[field] = tuple(nouns)
    return Seeds(**mixed)


@examples(7)
@given(cases(shares=True), st.data())
def test_the_order_of_the_files_changes_nothing(case: Case, draw: st.DataObject):
    """Neither a cell nor a refusal."""
    seeds = data(*case.lines)
    asked = [draw.draw(questions(case)) for _ in range(5)]
    before = [answer(seeds, one) for one in asked]
    other = shuffled(seeds, draw.draw(st.integers(0, 99)))
    assert [answer(other, one) for one in asked] == before


def narrower(draw: st.DataObject, asked: Question, rows: list[Row], seeds: Seeds) -> tuple[Question, list[Row]]:
    """A narrower question, and the rows of the wider answer that it selects."""
    ways: list[str] = [column for column in ("province", "region", "kind", "year") if column in asked.by]
    if "organization" in asked.by:
        ways.append("kind of organization")
    way = draw.draw(st.sampled_from(ways))
    if way == "kind of organization":
        kinds = {body.organization: body.kind for body in seeds.organizations}
        kind = draw.draw(st.sampled_from(sorted({kinds[row["organization"]] for row in rows})))
        return dataclasses.replace(asked, kinds=(kind,)), [row for row in rows if kinds[row["organization"]] == kind]
    value = draw.draw(st.sampled_from(sorted({row[way] for row in rows})))
    field = {"province": "provinces", "region": "regions", "kind": "kinds", "year": "years"}[way]
    changed: dict[str, Any] = {field: (value, value) if way == "year" else (value,)}
    narrow = dataclasses.replace(asked, **changed)
    return narrow, [row for row in rows if row[way] == value]


def check_narrower(seeds: Seeds, asked: Question, draw: st.DataObject) -> None:
    if not {"province", "organization", "kind", "region", "year"} & set(asked.by):
        return
    if "year" not in asked.by and "period" not in asked.by:
        # a total over years has no cell that a filter could select, but by place
        asked = dataclasses.replace(asked, years=None)
    wide = answer(seeds, asked)
    if wide:
        narrow, expected = narrower(draw, asked, wide, seeds)
        note(f"{asked}\n{narrow}")
        assert answer(seeds, narrow) == expected


@examples(11)
@given(cases(shares=True), st.data())
def test_a_filter_never_changes_a_number(case: Case, draw: st.DataObject):
    """A narrower question gives exactly the rows of the wider answer that it selects, with all that they are compared with."""
    seeds = data(*case.lines)
    for _ in range(6):
        check_narrower(seeds, draw.draw(questions(case)), draw)


@examples(11)
@given(cases(merger=True, shares=True), st.data())
def test_a_filter_never_changes_a_number_around_the_merger(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(6):
        check_narrower(seeds, draw.draw(questions(case, merger=True)), draw)


@examples(8)
@given(first_years() | years_of_a_handover() | cases(shares=True), st.data())
def test_to_name_the_only_kind_there_is_changes_nothing(case: Case, draw: st.DataObject):
    """What is answered without a kind is answered alike with the kind that it is about; of no other kind is there a row."""
    seeds = data(*case.lines)
    kinds = sorted({body.kind for body in seeds.organizations})
    for _ in range(5):
        asked = dataclasses.replace(draw.draw(questions(case, merger=2025 in case.years)), kinds=())
        rows = None if {"kind", "organization"} & set(asked.by) else answer(seeds, asked)
        if rows:
            note(f"{asked}")
            found = [named for kind in kinds if (named := answer(seeds, dataclasses.replace(asked, kinds=(kind,))))]
            assert found == [rows]


@examples(6)
@given(rank_cases(), st.data())
def test_a_filter_never_changes_a_rank(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(4):
        check_narrower(seeds, draw.draw(rank_questions(case)), draw)


@examples(11)
@given(cases(shares=True), st.data())
def test_evidence_says_yes_of_exactly_what_enters(case: Case, draw: st.DataObject):
    """Value, previous value, target and denominator; of a refused question nothing enters, and each row says so."""
    seeds = data(*case.lines)
    for _ in range(4):
        asked = draw.draw(questions(case))
        note(f"{asked}")
        assert not (found := evidence_differences(seeds, asked)), "\n".join(found)


@examples(11)
@given(cases(merger=True, shares=True), st.data())
def test_evidence_says_yes_of_exactly_what_enters_around_the_merger(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(4):
        asked = draw.draw(questions(case, merger=True))
        note(f"{asked}")
        assert not (found := evidence_differences(seeds, asked)), "\n".join(found)


@examples(6)
@given(rank_cases(), st.data())
def test_evidence_says_yes_of_exactly_the_ranks_that_enter(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    for _ in range(4):
        asked = draw.draw(rank_questions(case))
        note(f"{asked}")
        assert not (found := evidence_differences(seeds, asked)), "\n".join(found)


def renamed(seeds: Seeds) -> tuple[Seeds, dict[str, str]]:
    """The same bodies and sources under names that sort the other way round, and what each was called."""
    names = {body.organization: body.organization for body in seeds.organizations}
    for i, body in enumerate(sorted(names, reverse=True)):
        names[body] = f"{body.split('.')[0]}.z{i}"
    names |= {source: f"z{i}" for i, source in enumerate(sorted({s.source for s in seeds.sources}, reverse=True))}
    other = dataclasses.replace(
        seeds,
        organizations=tuple(dataclasses.replace(b, organization=names[b.organization]) for b in seeds.organizations),
        sources=tuple(dataclasses.replace(s, source=names[s.source]) for s in seeds.sources),
        observations=tuple(
            dataclasses.replace(o, organization=names[o.organization], source=names[o.source]) for o in seeds.observations
        ),
    )
    return other, {new: old for old, new in names.items()}


def in_old_names(rows: list[Row] | None, names: dict[str, str]) -> list[Row] | None:
    """The rows with the old names in their cells, in the order of the rows' text."""

    def old(cell: Any) -> Any:
        if isinstance(cell, str):
            # a dispute names its source: 188 (z1)
            value, bracket, source = cell.partition(" (")
            return f"{value} ({names.get(source[:-1], source[:-1])})" if bracket else names.get(cell, cell)
        return type(cell)(old(part) for part in cell) if isinstance(cell, list | tuple) else cell

    if rows is None:
        return None
    result = [{column: old(cell) for column, cell in row.items()} for row in rows]
    for row in result:
        row["sources"] = sorted(row["sources"])
        row["covers"] = sorted((head, *sorted(tail)) for head, *tail in row["covers"])
    return sorted(result, key=repr)


@examples(6)
@given(cases(shares=True) | cases(merger=True, shares=True), st.data())
def test_the_names_of_bodies_and_sources_change_nothing(case: Case, draw: st.DataObject):
    seeds = data(*case.lines)
    other, names = renamed(seeds)
    for _ in range(4):
        asked = draw.draw(questions(case, merger=2025 in case.years))
        note(f"{asked}")
        assert in_old_names(answer(other, asked), names) == in_old_names(answer(seeds, asked), {})


@examples(7)
@given(cases(shares=True) | cases(merger=True, shares=True), st.data())
def test_a_figure_that_is_about_something_else_changes_nothing(case: Case, draw: st.DataObject):
    """Another indicator, a plan, and (where rows are told apart by place) the same count of a province far away."""
    body, indicator, year = case.bodies[0], case.subject.indicator, case.years[1]
    lines = [f"{body} cells_total {year} 7 @other:2022-07-07", f"{body} {indicator} {year} 99 planned @other:2022-07-07"]
    far = f"ca-mau.{body.split('.')[1]} {indicator} {year} 55 @other:2022-07-07"
    known, more, farther = data(*case.lines), data(*case.lines, *lines), data(*case.lines, *lines, far)
    for _ in range(4):
        asked = draw.draw(questions(case, merger=2025 in case.years))
        note(f"{asked}")
        before, after = answer(known, asked), answer(more, asked)
        assert after == before
        if {"province", "organization"} & set(asked.by):
            after = answer(farther, asked)
            # a far body of another kind than those asked about makes the question another one
            if after is not None and before is not None:
                place = "province" if "province" in asked.by else "organization"
                assert [row for row in after if not row[place].startswith("ca-mau")] == before


def restated(case: Case) -> tuple[str, ...]:
    """The data set, each figure stated once more by a source that is older than all others."""
    repeated = []
    for line in case.lines:
        if not line.startswith("body"):
            words = [word for word in line.split() if not word.startswith("@")]
            repeated.append(" ".join([*words, "@echo:1990"]))
    keys = {tuple(line.split()[:3] + sorted(line.split()[4:])): line for line in reversed(repeated)}
    return (*case.lines, *keys.values())


@examples(7)
@given(cases(shares=True), st.data())
def test_a_source_that_repeats_what_is_known_changes_no_value(case: Case, draw: st.DataObject):
    """Older than the others, it can win no dispute; it only joins the sources, and may complete what one source must state."""
    known, echoed = data(*case.lines), data(*restated(case))
    for _ in range(4):
        asked = draw.draw(questions(case))
        before, after = answer(known, asked), answer(echoed, asked)
        assert (before is None) == (after is None)
        found = {key_of(asked, row): (row["value"], row["qualifier"], row["figures"]) for row in before or ()}
        more = {key_of(asked, row): (row["value"], row["qualifier"], row["figures"]) for row in after or ()}
        if asked.metric in OF_ONE_STATEMENT:
            more = {key: told for key, told in more.items() if key in found}
        assert more == found


@examples(8)
@given(cases(merger=True), st.data())
def test_bodies_of_which_nothing_is_known_change_nothing(case: Case, draw: st.DataObject):
    """A school in each province, before the merger and after."""
    provinces = {line.removeprefix("body ").partition(".")[0] for line in case.lines if not line.startswith("rank ")}
    known, more = data(*case.lines), data(*case.lines, *(f"body {province}.a-school school" for province in sorted(provinces)))
    for _ in range(4):
        asked = draw.draw(questions(case, merger=True))
        for one in (asked, dataclasses.replace(asked, compare="previous_year")):
            assert answer(more, one) == answer(known, one)


@examples(7)
@given(cases(shares=True), st.data())
def test_no_row_is_zero_unless_zero_is_stated(case: Case, draw: st.DataObject):
    """Rule 11: values of 0 in the files are lifted to 1, after which no answer holds a 0."""
    seeds = data(*case.lines)
    figures = tuple(dataclasses.replace(figure, value=figure.value or 1.0) for figure in seeds.observations)
    seeds = dataclasses.replace(seeds, observations=figures)
    for _ in range(5):
        asked = dataclasses.replace(draw.draw(questions(case)), compare=None)
        assert all(row["value"] for row in answer(seeds, asked) or ())


COUNTS = (ADMITTED, INSPECTED, DISCIPLINED, MEMBERS, CONGRESSES)
WORDS = {"at_least", "complete"}


@examples(8)
@given(cases(subjects=COUNTS), st.sampled_from(("year", "region,year", "kind,year", "period")))
def test_a_total_equals_the_recomputation_from_its_bodies(case: Case, by: str):
    """A row over several bodies is the sum of these bodies' own rows."""
    seeds = data(*case.lines)
    columns = tuple(by.split(","))
    kinds = () if "kind" in columns else ("province_wide",)
    whole = product(seeds, Question(case.subject.indicator, by=columns, kinds=kinds))
    time = columns[-1]
    parts = product(seeds, Question(case.subject.indicator, by=("organization", "kind", time), kinds=kinds))
    for row in whole:
        own = [part for part in parts if part[time] == row[time] and part["kind"] == row.get("kind", part["kind"])]
        assert row["value"] == sum(part["value"] for part in own)
        assert row["figures"] == sum(part["figures"] for part in own)
        assert set(row["sources"].split(";")) == {source for part in own for source in part["sources"].split(";")}
        words = {word for part in own for word in part["status"].split(";")} - WORDS
        assert words == set(row["status"].split(";")) - WORDS
    assert {row[time] for row in whole} == {part[time] for part in parts if not two_of_a_kind(part, parts, time)}


def two_of_a_kind(part: Row, parts: list[Row], time: str) -> bool:
    """Whether the cell is left out because two bodies of one kind in one province would meet in it."""
    met = [
        (other["organization"].split(".")[0], other["kind"])
        for other in parts
        if other[time] == part[time] and other["kind"] == part["kind"]
    ]
    return len(met) != len(set(met))


@examples(7)
@given(cases(subjects=(INSPECTED, DISCIPLINED)), st.sampled_from(("body", "form", "subject")))
def test_a_total_without_its_own_statement_says_that_it_is_built(case: Case, dimension: str):
    """Where no total is stated, the row says sum_of_parts; its number is held against the oracle above."""
    dimension = dimension if dimension in case.subject.by else "body"
    lines = [line for line in case.lines if "=" in line.replace("note=yearly", "")]
    seeds = data(*lines, *(line for line in case.lines if line.startswith("body ")))
    totals = product(seeds, Question(case.subject.indicator, by=("organization", "period")))
    parts = product(seeds, Question(case.subject.indicator, by=("organization", "period", "body")))
    for total in totals:
        own = {p["body"]: p["value"] for p in parts if all(p[c] == total[c] for c in ("organization", "period"))}
        if own and "derived" not in total["status"]:
            assert "sum_of_parts" in total["status"] or "body_level=all" in " ".join(lines)


@examples(6)
@given(cases(subjects=(ADMITTED,), shares=False))
def test_year_to_date_is_monotone(case: Case):
    """What is stated of a longer stretch replaces the shorter one; the shorter one is never added to it."""
    bodies = sorted({line.split()[0] for line in case.lines if not line.startswith("body ")})
    year = case.years[0]
    stretches = [("quarter", "Q1", 10), ("half_year", "H1", 25), ("nine_months", "9M", 40)]
    lines: list[str] = []
    for kind, code, value in stretches:
        lines += [f"{body} members_admitted {kind}:{year}-{code} {value}" for body in bodies]
        rows = product(data(*lines), Question("members_admitted", by=("organization", "year")))
        assert {row["value"] for row in rows} == {value}


@examples(7)
@given(cases(shares=True), st.data())
def test_targets_and_plans_change_no_value(case: Case, draw: st.DataObject):
    """Rule 8: without its targets and plans the data answers the same."""
    seeds = data(*case.lines)
    reported = tuple(o for o in seeds.observations if o.status in ("reported", "derived"))
    for _ in range(4):
        asked = dataclasses.replace(draw.draw(questions(case)), compare=None)
        if asked.metric == "admission_target_completion":
            continue
        assert answer(seeds, asked) == answer(dataclasses.replace(seeds, observations=reported), asked)


def test_the_sources_of_the_strategies_were_published_on_different_days():
    assert len({source.split(":", 1)[1] for source in SOURCES}) == len(SOURCES)
