"""The main figures of a province beside the year before, its region and the country, in the words of page and document."""

from __future__ import annotations

from metrics.profile.main_figures import main_figure_cells, main_figures, main_figures_note
from metrics.profile.province import profile
from metrics.store.store import Store
from metrics.words.wording import Wording
from tests.small import data
from tests.spoken import vi

VI = Wording("vi")
# its own of two years, those of five others of its region of the 63, that of another region
OTHERS = {"thanh-hoa": 200, "ha-tinh": 300, "quang-binh": 400, "quang-tri": 500, "hue": 600, "ha-noi": 700}
MEMBERS = (
    "nghe-an.province-wide party_members 2023-12-31 100",
    "nghe-an.province-wide party_members 2024-12-31 110",
    *(f"{slug}.province-wide party_members 2024-12-31 {number}" for slug, number in OTHERS.items()),
)


def told(*lines: str) -> list[dict[str, str]]:
    store = Store.build(data(*lines))
    return [main_figure_cells(profile(store, "nghe-an"), one, vi(store)) for one in main_figures(store, "nghe-an")]


def test_beside_the_year_before_the_region_and_the_country():
    (one,) = told(*MEMBERS)
    assert one["value"] == "110 người"
    assert one["last_year"] == "100 người (31/12/2023): +10 (+10%)"
    assert (one["region"], one["country"]) == ("400 người (5/14)", "450 người (6/63)")


def test_fewer_than_five_others_have_no_median():
    one = told(*MEMBERS[:6])[0]
    assert (one["region"], one["country"]) == ("– (4/14)", "– (4/63)")


def test_bounds_do_not_enter_a_median_and_what_is_about_makes_it_so():
    one = told(*MEMBERS[:7], "ha-noi.province-wide party_members 2024-12-31 >700")[0]
    assert (one["region"], one["country"]) == ("400 người (5/14)", "400 người (5/63)")
    one = told(*MEMBERS[:7], "ha-noi.province-wide party_members 2024-12-31 ~700")[0]
    assert (one["region"], one["country"]) == ("400 người (5/14)", "khoảng 450 người (6/63)")


def test_a_median_between_two_whole_numbers_of_persons_is_told_by_both():
    odd = "ha-noi.province-wide party_members 2024-12-31 {}401"
    assert told(*MEMBERS[:7], odd.format(""))[0]["country"] == "400 đến 401 người (6/63)"
    assert told(*MEMBERS[:7], odd.format("~"))[0]["country"] == "khoảng 400 đến 401 người (6/63)"


def test_a_part_of_a_year_is_set_beside_the_same_part_only():
    lines = [f"{slug}.agencies-bloc members_admitted 2024 {n}" for slug, n in (("thanh-hoa", 1), ("ha-tinh", 2), ("ha-noi", 3))]
    assert told("nghe-an.agencies-bloc members_admitted 2024-H1 40", *lines) == []
    (one,) = told("nghe-an.agencies-bloc members_admitted 2024-H1 40", "nghe-an.agencies-bloc members_admitted 2023-H1 50", *lines)
    assert one["last_year"] == "50 người (6 tháng đầu năm 2023): -10 (-20%)"
    assert (one["region"], one["country"]) == ("– (0/14)", "– (0/63)")


def test_a_full_year_beside_six_months_is_compared_by_its_six_months():
    (one,) = told(
        "nghe-an.agencies-bloc members_admitted 2024 90",
        "nghe-an.agencies-bloc members_admitted 2024-H1 40",
        "nghe-an.agencies-bloc members_admitted 2023-H1 50",
    )
    assert one["value"] == "90 người"
    assert one["last_year"] == "40 người (6 tháng đầu năm 2024); 50 người (6 tháng đầu năm 2023): -10 (-20%)"


def test_the_note_names_the_region_and_how_many_provinces_it_has():
    store = Store.build(data(*MEMBERS))
    found = main_figures(store, "nghe-an")
    region = next(one.region for one in store.seeds.provinces if one.province == "nghe-an")
    assert f"{VI.region(region)} (14)" in main_figures_note(found, VI)


def test_of_several_bodies_the_wider_ones_come_first():
    bloc = (line.replace("province-wide", "agencies-bloc") for line in MEMBERS)
    bodies = [one["organization"] for one in told(*bloc, *MEMBERS)]
    assert bodies == ["nghe-an.province-wide", "nghe-an.agencies-bloc"]
