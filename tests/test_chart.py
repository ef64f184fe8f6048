"""Charts: what is drawn, what is left open, and that every mark says what kind of figure it is."""

from __future__ import annotations

import json
import math
from typing import Any

import plotly.graph_objects as go
import pytest

from metrics import chart
from metrics.chart import MARKS, Palette, Picture, Style
from metrics.query import ask
from metrics.store import Store
from metrics.vocabulary import Question, Result
from metrics.wording import Wording
from tests.small import data

PALETTE = Palette(
    text="#111111",
    muted="#555555",
    line="#cccccc",
    background="#ffffff",
    categories=tuple(f"#00000{place}" for place in range(10)),
    sequence=tuple(f"#0000a{place}" for place in range(10)),
    diverging=tuple(f"#00b00{place}" for place in range(10)),
)
BLOCS = ("agencies_bloc",)


def asked(lines: str, metric: str, by: tuple[str, ...] = ("province", "year"), **filters: Any) -> tuple[Result, Style]:
    store = Store.build(data(lines))
    return ask(store, Question(metric, by, **filters)), Style(Wording("vi"), store, PALETTE)


def drawn(picture: Picture, mode: str = "") -> list[dict[str, Any]]:
    """The traces of a figure that Plotly itself accepts; those of one mode if named."""
    figure = {name: part for name, part in picture.figure.items() if name in ("data", "layout")}
    go.Figure(figure)
    assert "NaN" not in json.dumps(figure)
    return [trace for trace in figure["data"] if mode in trace.get("mode", "")]


# Over years ----------------------------------------------------------------------------------------------------------
def test_two_years_are_points_and_three_in_a_row_a_line():
    # Nghệ An 2017, 2018, 2019 and 2021: a line over three years, then a gap; Hà Tĩnh 2017 and 2018: points only
    lines = """
    nghe-an.agencies-bloc party_members 2017 100
    nghe-an.agencies-bloc party_members 2018 110
    nghe-an.agencies-bloc party_members 2019 120
    nghe-an.agencies-bloc party_members 2021 140
    ha-tinh.agencies-bloc party_members 2017 50
    ha-tinh.agencies-bloc party_members 2018 60
    """
    traces = drawn(chart.series(*asked(lines, "party_members", kinds=BLOCS)))
    line = [trace for trace in traces if trace["mode"] == "lines"]
    assert [(one["x"], one["y"]) for one in line] == [([2017, 2018, 2019, None], [100, 110, 120, None])]
    assert sum(len(trace["x"]) for trace in traces if "markers" in trace["mode"]) == 6
    assert not any(trace["connectgaps"] for trace in traces)


def test_a_line_is_cut_where_ratings_stop_being_comparable():
    # four years of shares rated excellent: 2016 and 2017 under the old scheme, 2018 and 2019 under the new one
    lines = "\n".join(f"nghe-an.agencies-bloc members_rated {year} 1{year - 2010}% grade=excellent" for year in range(2016, 2020))
    result, style = asked(lines, "members_rated", breakdown="grade=excellent", unit="percent")
    picture = chart.series(result, style)
    assert len(drawn(picture, "markers")[0]["x"]) == 4
    assert not [trace for trace in picture.figure["data"] if trace["mode"] == "lines"]
    assert [shape["x0"] for shape in picture.figure["layout"]["shapes"]] == [2017.5]
    assert picture.breaks[0][0] == "①"


def test_missing_is_a_gap_and_never_zero():
    lines = """
    nghe-an.agencies-bloc members_admitted 2017 100
    nghe-an.agencies-bloc members_admitted 2019 120
    """
    values = [value for trace in drawn(chart.series(*asked(lines, "members_admitted"))) for value in trace["y"]]
    assert sorted(value for value in values if value is not None) == [100, 120]
    assert 0 not in values


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("nghe-an.agencies-bloc members_admitted 2020 100", "complete"),
        ("nghe-an.agencies-bloc members_admitted 2020-H1 100", "partial"),
        (
            "nghe-an.agencies-bloc members_admitted 2020 100 @a:2021\nnghe-an.agencies-bloc members_admitted 2020 120 @b:2022",
            "disputed",
        ),
        ("nghe-an.agencies-bloc members_admitted 2020 100 derived", "derived"),
        ("nghe-an.agencies-bloc members_disciplined 2020 4 form=warning", "at_least"),
    ],
)
def test_every_status_has_a_mark_of_its_own_as_point_and_bar(lines: str, status: str):
    metric = lines.split()[1]
    result, style = asked(lines, metric)
    points = drawn(chart.series(result, style), "markers")[0]
    assert points["marker"]["symbol"] == [MARKS[status].symbol]
    bars = drawn(chart.comparison(result, style))[0]
    assert bars["marker"]["pattern"]["shape"] == [MARKS[status].pattern]
    assert len({mark.symbol for mark in MARKS.values()}) == len({mark.pattern for mark in MARKS.values()}) == len(MARKS)


def test_the_legend_names_the_marks_used_and_is_silent_where_all_is_complete():
    partial, style = asked("nghe-an.agencies-bloc members_admitted 2020-H1 100", "members_admitted")
    assert [letter for letter, _ in chart.series(partial, style).legend] == ["○"]
    complete, style = asked("nghe-an.agencies-bloc members_admitted 2020 100", "members_admitted")
    assert chart.series(complete, style).legend == ()


def test_a_dispute_reaches_to_the_other_value():
    # published 2022: 118; published 2021: 188, which is 70 more
    lines = """
    nghe-an.agencies-bloc members_admitted 2020 188 @a:2021
    nghe-an.agencies-bloc members_admitted 2020 118 @b:2022
    """
    points = drawn(chart.series(*asked(lines, "members_admitted")), "markers")[0]
    assert (points["y"], points["error_y"]["array"], points["error_y"]["arrayminus"]) == ([118], [70], [0])


def test_every_mark_carries_its_row_key():
    result, style = asked("nghe-an.agencies-bloc members_admitted 2020 100", "members_admitted")
    for picture in (chart.series(result, style), chart.comparison(result, style)):
        assert drawn(picture)[-1]["customdata"] == [["nghe-an", 2020]]


# Ranks ---------------------------------------------------------------------------------------------------------------
RANKS = """
rank PCI 2019 nghe-an 30 60
rank PCI 2020 nghe-an 18 64
rank PCI 2021 nghe-an 25 65
rank PCI 2020 ha-tinh 22 63
rank PCI 2021 ha-tinh 20 66
"""


def test_ranks_have_the_first_on_top_and_mark_breaks_of_method():
    picture = chart.ranks(*asked(RANKS, "pci_rank"))
    first, last = picture.figure["layout"]["yaxis"]["range"]
    assert first > 63 > 1 > last >= 0
    assert picture.figure["layout"]["yaxis"]["autorange"] is False
    # 2020|2021: recalibrated
    assert [shape["x0"] for shape in picture.figure["layout"]["shapes"]] == [2020.5]


def test_a_ranking_says_r_of_n():
    result, style = asked(RANKS, "pci_rank", years=(2021, 2021))
    dots = drawn(chart.ranking(result, style))[0]
    # the first stands last: a category axis grows upwards
    assert [text.strip() for text in dots["text"]] == ["25/63", "20/63"]


def test_changes_of_rank_are_places_gained():
    result, style = asked(RANKS, "pci_rank", years=(2021, 2021), compare="previous_year")
    bars = drawn(chart.changes(result, style))[0]
    # Nghệ An fell from 18 to 25, Hà Tĩnh rose from 22 to 20
    assert (bars["x"], bars["text"]) == ([-7, 2], ["-7", "+2"])
    assert len(set(bars["marker"]["color"])) == 2


# Parts ---------------------------------------------------------------------------------------------------------------
def test_parts_are_shares_of_a_stated_whole_and_the_rest_is_not_stated():
    # of 200 disciplined, 150 reprimanded and 30 warned: 75 %, 15 %, and 20 (10 %) of whom nothing is said
    lines = """
    nghe-an.agencies-bloc members_disciplined 2020 200
    nghe-an.agencies-bloc members_disciplined 2020 150 form=reprimand
    nghe-an.agencies-bloc members_disciplined 2020 30 form=warning
    """
    parts, style = asked(lines, "members_disciplined", ("organization", "year", "form"))
    wholes, _ = asked(lines, "members_disciplined", ("organization", "year"))
    picture = chart.composition(parts, wholes, "form", style, ("reprimand", "warning", "removal"))
    assert [trace["x"] for trace in drawn(picture)] == [[75], [15], [10]]
    assert picture.figure["data"][-1]["name"] == style.wording.say("not stated")


def test_parts_without_a_whole_of_the_same_period_are_named_and_not_drawn():
    # the parts are of the first half, the whole is of the year
    lines = """
    nghe-an.agencies-bloc members_disciplined 2020 200
    nghe-an.agencies-bloc members_disciplined 2020-H1 30 form=warning
    """
    parts, style = asked(lines, "members_disciplined", ("organization", "year", "form"))
    wholes, _ = asked(lines, "members_disciplined", ("organization", "year"))
    picture = chart.composition(parts, wholes, "form", style, ("warning",))
    assert picture.figure["data"] == []
    assert "2020" in picture.notes[0]


def test_groups_that_overlap_are_never_stacked():
    lines = """
    nghe-an.agencies-bloc members_admitted 2020 60 group=female
    nghe-an.agencies-bloc members_admitted 2020 80 group=youth_union
    """
    parts, style = asked(lines, "members_admitted", ("organization", "year", "group"))
    picture = chart.shares(parts, "group", style)
    places = [place for trace in drawn(picture) for place in trace["y"]]
    assert picture.figure["layout"]["barmode"] != "stack"
    assert len(set(places)) == len(places) == 2


def test_a_target_stands_beside_value_and_completion():
    lines = """
    nghe-an.agencies-bloc members_admitted 2020 129
    nghe-an.agencies-bloc members_admitted 2020 115 target
    """
    result, style = asked(lines, "members_admitted", ("organization", "year"), compare="target")
    bars = drawn(chart.targets(result, style))[0]
    # 129 ÷ 115 = 112.17 %
    assert math.isclose(bars["x"][0], 129 / 115 * 100)
    assert all(number in bars["text"][0] for number in ("129", "115", "112,17%"))


# All of them ---------------------------------------------------------------------------------------------------------
def test_numbers_are_written_as_the_language_does():
    result, style = asked("nghe-an.agencies-bloc party_members 2020 5164", "party_members")
    picture = chart.series(result, style)
    assert picture.figure["layout"]["separators"] == ",."
    assert "5.164" in picture.figure["data"][0]["hovertext"][0]
    assert "5.164" in picture.alt


def test_coverage_leaves_empty_what_is_not_known():
    _, style = asked("nghe-an.agencies-bloc party_members 2020 5164", "party_members")
    picture = chart.coverage({("nghe-an", 2020): 3}, ["ha-noi", "nghe-an"], [2019, 2020], style)
    # the last province stands first: the axis grows upwards
    assert drawn(picture)[0]["z"] == [[None, 3], [None, None]]


def test_the_script_of_the_charts_is_the_packages_own():
    assert chart.plotly_js().stat().st_size > 1_000_000
    assert chart.CONFIG["showSendToCloud"] is False
