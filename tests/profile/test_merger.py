"""What a merged unit was made of: latest figures side by side, sums only as the list of the 34 makes them."""

from __future__ import annotations

import pytest

from metrics.profile.merger import Merger, MergerLine, figure, line_kinds, merger
from metrics.store.store import Store
from metrics.words.wording import Wording
from tests.small import data
from tests.spoken import vi

VI = Wording("vi")
NEW, PARTS = "tuyen-quang-2025", ("ha-giang", "tuyen-quang")


def built(*lines: str) -> tuple[Store, Merger]:
    store = Store.build(data(*lines))
    return store, merger(store, NEW)


def only(found: Merger) -> MergerLine:
    (line,) = found.lines
    return line


def cells(store: Store, found: Merger) -> list[str]:
    return [figure(row, vi(store)) for row in only(found).across(found.profiles)]


def test_all_predecessors_are_named_and_added():
    lines = ("ha-giang.province-wide party_members 2024-12-31 70000", "tuyen-quang.province-wide party_members 2024-12-31 60000")
    store, found = built(*lines)
    assert tuple(found.profiles) == PARTS
    assert cells(store, found) == ["130.000 người (31/12/2024)", "70.000 người (31/12/2024)", "60.000 người (31/12/2024)"]
    assert line_kinds(only(found), VI) == VI.kind("province_wide")


def test_a_silent_predecessor_makes_at_least():
    store, found = built("ha-giang.province-wide party_members 2024-12-31 70000")
    names = vi(store).province("tuyen-quang")
    assert cells(store, found) == [f"70.000 người (31/12/2024); ít nhất: chưa gồm {names}", "70.000 người (31/12/2024)", ""]


def test_the_sum_is_of_the_year_that_most_state_and_the_latest_stand_beside_it():
    store, found = built(
        "ha-giang.province-wide party_members 2022-12-31 70000",
        "tuyen-quang.province-wide party_members 2022-12-31 60000",
        "tuyen-quang.province-wide party_members 2024-12-31 61000",
    )
    assert cells(store, found) == ["130.000 người (31/12/2022)", "70.000 người (31/12/2022)", "61.000 người (31/12/2024)"]


def test_a_share_of_some_predecessors_is_not_the_units():
    _, found = built("ha-giang.province-wide party_members 2024 1000", "ha-giang.province-wide members_disciplined 2024 10")
    rates = {line.metric.metric: line.together for line in found.lines}
    assert rates["members_disciplined"] is not None
    assert rates["members_disciplined_per_1000"] is None


def test_ranks_stand_side_by_side_and_are_never_put_together():
    store, found = built("rank PAR 2023 ha-giang 15 86.5", "rank PAR 2023 tuyen-quang 20 85.5")
    assert cells(store, found) == ["", "15/63 (2023)", "20/63 (2023)"]


def test_the_namesake_is_a_predecessor_and_not_the_unit():
    store, found = built("tuyen-quang-2025.province-wide party_members 2025-12-31 190000")
    assert found.lines == ()
    store, found = built(
        "tuyen-quang.province-wide party_members 2024-12-31 60000", "tuyen-quang-2025.province-wide party_members 2025-12-31 190000"
    )
    assert cells(store, found)[1:] == ["", "60.000 người (31/12/2024)"]


WHOLE = "{}.province-wide party_members {} {}"
HALVES = (
    "ha-giang.province-wide members_admitted 2025-H1 70",
    "tuyen-quang.province-wide members_admitted 2025-H1 60",
    "tuyen-quang-2025.province-wide members_admitted 2025-H2 900",
)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        # a date of each before the merger, and one of the unit in the same year
        (
            (WHOLE.format("ha-giang", "2025-03-31", 70), WHOLE.format("tuyen-quang", "2025-03-31", 60)),
            "130 người (31/3/2025)",
        ),
        # what one states of the year before is less than all, but theirs
        (
            (WHOLE.format("ha-giang", "2024-12-31", 70), WHOLE.format("tuyen-quang", "2025-03-31", 60)),
            "70 người (31/12/2024); ít nhất: chưa gồm Tuyên Quang (trước 7/2025)",
        ),
        (
            (WHOLE.format("ha-giang", "2024-12-31", 70), WHOLE.format("tuyen-quang", "2024-12-31", 60)),
            "130 người (31/12/2024)",
        ),
        (HALVES, "130 người (6 tháng đầu năm 2025)"),
        ((*HALVES[:2], HALVES[2].replace("2025-H2", "2025")), "130 người (6 tháng đầu năm 2025)"),
    ],
)
def test_what_the_unit_states_itself_is_no_sum_of_its_predecessors(lines: tuple[str, ...], said: str):
    store, found = built(*lines, WHOLE.format(NEW, "2025-12-31", 999))
    assert cells(store, found)[0] == said


def test_only_merged_units_have_predecessors():
    store = Store.build(data("nghe-an.province-wide party_members 2024-12-31 200000"))
    assert merger(store, "nghe-an") == Merger({}, (), ())


def test_of_equal_years_the_sum_is_of_the_latest():
    # each year lacks one of the two
    store, found = built(
        "ha-giang.province-wide party_members 2022-12-31 70000", "tuyen-quang.province-wide party_members 2023-12-31 61000"
    )
    names = vi(store).province("ha-giang")
    assert cells(store, found)[0] == f"61.000 người (31/12/2023); ít nhất: chưa gồm {names}"


def test_of_a_bloc_and_its_successor_the_later_figure_is_the_predecessor_s():
    store, found = built(
        "body ha-giang.old agencies_bloc ..2019-06",
        "body ha-giang.new agencies_enterprises_bloc 2019-07..",
        "ha-giang.old party_members 2018-12-31 5000",
        "ha-giang.new party_members 2020-12-31 6500",
    )
    assert cells(store, found)[1] == "6.500 người (31/12/2020)"
