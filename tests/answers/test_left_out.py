"""What a list of provinces leaves out is counted and named."""

from __future__ import annotations

from dataclasses import replace

from metrics.answers.left_out import LeftOut, by_place, left_out
from metrics.answers.query import ask
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Question
from tests.small import data


def gone(lines: tuple[str, ...], metric: str, boundary: Boundary) -> LeftOut:
    store = Store.build(data(*lines))
    question = by_place(Question(metric, boundary=boundary))
    return left_out(ask(store, question), ask(store, replace(question, boundary="reported")), store)


def test_the_63_leave_out_merged_units():
    lines = (
        "ninh-binh.province-wide party_members 2024-12-31 70000",
        "ninh-binh-2025.province-wide party_members 2025-12-31 190000",
    )
    assert gone(lines, "party_members", "63") == LeftOut(figures=1, merged=("ninh-binh-2025",), shown=1)


def test_the_34_say_at_least_where_a_part_is_silent():
    lines = ("ha-giang.province-wide party_members 2024-12-31 70000",)
    assert gone(lines, "party_members", "34") == LeftOut(incomplete=1, shown=1, lacking=("tuyen-quang-2025",))


def test_the_34_never_take_a_rank_of_the_63():
    lines = ("rank PCI 2023 nghe-an 44", "rank PCI 2023 ha-giang 50")
    assert gone(lines, "pci_rank", "34") == LeftOut(figures=2)


def test_the_34_never_take_a_stated_share_of_a_part():
    lines = ("ha-giang.province-wide party_members 2024-12-31 30% group=female",)
    store = Store.build(data(*lines))
    question = by_place(Question("party_members", boundary="34", breakdown="group=female", unit="percent"))
    left = left_out(ask(store, question), ask(store, replace(question, boundary="reported")), store)
    assert left == LeftOut(figures=1)


def test_nothing_is_left_out_of_a_province_that_stayed():
    lines = ("nghe-an.province-wide party_members 2024-12-31 70000",)
    assert not gone(lines, "party_members", "34")
    assert not gone(lines, "party_members", "63")
