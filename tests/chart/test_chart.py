"""Charts: what is drawn, what is left open, and that every mark says what kind of figure it is."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import chart
from metrics.answers import ranking
from metrics.answers.query import ask
from metrics.chart import COMPLETE, FORMS, Palette, Picture, Style, frame, rankings
from metrics.data.seeds import load
from metrics.store.store import Store
from metrics.vocabulary import Covers, Mark, Question, Result, Row
from tests.folders import SEEDS
from tests.small import data
from tests.spoken import en, vi

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
    return ask(store, Question(metric, by, **filters)), Style(vi(store), PALETTE)


def drawn(picture: Picture, mode: str = "") -> list[dict[str, Any]]:
    """The traces of a figure that Plotly itself accepts and the bundle that is served can draw; those of one mode if named."""
    figure = {name: part for name, part in picture.figure.items() if name in ("data", "layout")}
    assert {trace.type for trace in go.Figure(figure).data} <= {"bar", "scatter"}
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


EMPTY, STYLE = asked("", "members_admitted")


@given(st.lists(st.sampled_from(["", "-H1", "-Q1", "-9M", None]), min_size=1, max_size=9))
def test_a_line_joins_years_of_one_stretch_alone(parts: list[str | None]):
    stretches = dict(enumerate(parts, 2010))
    rows = tuple(
        Row(
            {"province": "nghe-an", "year": year},
            *(year, "people", "eq"),
            frozenset({Mark.PARTIAL} if part else ()),
            Covers(periods=(f"{year}{part}",)),
            *((), ()),
        )
        for year, part in stretches.items()
        if part is not None
    )
    picture = chart.series(replace(EMPTY, rows=rows), STYLE)
    steps = [step for line in drawn(picture, "lines") for step in itertools.pairwise(line["x"]) if None not in step]
    assert all(stretches[one] == stretches[other] is not None for one, other in steps)
    # and none of three like years is left out
    alike = [year for year in range(2012, 2010 + len(parts)) if parts[year - 2010] is not None]
    threes = [year for year in alike if len({stretches[year - back] for back in range(3)}) == 1]
    assert all((year - 1, year) in steps for year in threes)


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
    ("lines", "marks"),
    [
        ("nghe-an.agencies-bloc members_admitted 2020 100", set()),
        ("nghe-an.agencies-bloc members_admitted 2020-H1 100", {Mark.PARTIAL}),
        (
            "nghe-an.agencies-bloc members_admitted 2020 100 @a:2021\nnghe-an.agencies-bloc members_admitted 2020 120 @b:2022",
            {Mark.DISPUTED},
        ),
        ("nghe-an.agencies-bloc members_admitted 2020 100 derived", {Mark.DERIVED}),
        ("nghe-an.agencies-bloc members_disciplined 2020 4 form=warning", {Mark.AT_LEAST, Mark.SUM_OF_PARTS}),
        (
            "nghe-an.agencies-bloc members_disciplined 2020 4 form=reprimand\n"
            "nghe-an.agencies-bloc members_disciplined 2020 3 form=warning\n"
            "nghe-an.agencies-bloc members_disciplined 2020 2 form=removal\n"
            "nghe-an.agencies-bloc members_disciplined 2020 1 form=expulsion",
            {Mark.SUM_OF_PARTS},
        ),
    ],
)
def test_every_mark_has_a_form_of_its_own_as_point_and_bar(lines: str, marks: set[Mark]):
    metric = lines.split()[1]
    result, style = asked(lines, metric)
    points = drawn(chart.series(result, style), "markers")[0]
    assert points["marker"]["symbol"] == [chart.forms(marks)[0].symbol]
    bars = drawn(chart.comparison(result, style))[0]
    assert bars["marker"]["pattern"]["shape"] == [chart.forms(marks)[0].pattern]
    assert result.rows[0].marks == marks
    forms = (COMPLETE, *FORMS.values())
    assert len({one.symbol for one in forms}) == len({one.pattern for one in forms}) == len(forms) == len(Mark) + 1


# a quarter of one of two provinces, and what two sources say of a half-year: each row is in two states at once
TWICE = """
nghe-an.agencies-bloc members_admitted 2019 500
nghe-an.agencies-bloc members_admitted 2020-Q1 310
ha-tinh.agencies-bloc members_admitted 2019 400
ha-tinh.agencies-bloc members_admitted 2021-H1 188 @a:2021
ha-tinh.agencies-bloc members_admitted 2021-H1 118 @b:2022
"""


def around(picture: Picture, place: tuple[Any, ...]) -> list[str]:
    """The symbols that stand at one place of a chart, the point's own and the outlines around it."""
    return [
        trace["marker"]["symbol"][at]
        for trace in drawn(picture, "markers")
        for at, one in enumerate(zip(trace["x"], trace["y"], strict=True))
        if one == place
    ]


def test_a_row_in_two_states_shows_both_marks_in_every_chart():
    result, style = asked(TWICE, "members_admitted", by=("year",), kinds=BLOCS)
    missing = {Mark.PARTIAL, Mark.AT_LEAST}
    assert [row.marks for row in result.rows][1:] == [missing, missing | {Mark.DISPUTED}]
    picture = chart.series(result, style)
    assert around(picture, (2020, 310)) == ["triangle-up", "circle-open"]
    assert around(picture, (2021, 118)) == ["diamond", "triangle-up-open", "circle-open"]
    assert [letter for letter, _ in picture.legend] == ["○", "▲", "◆"]
    # what is drawn around a point is no point of its own: the keys and a click find each figure once
    outlines = [trace for trace in drawn(picture, "markers") if "customdata" not in trace]
    assert all((trace["hoverinfo"], trace["showlegend"]) == ("skip", False) for trace in outlines)
    bars = chart.comparison(result, style)
    assert sorted(drawn(bars)[0]["text"]) == ["≥ 118 ▩▥▨", "≥ 310 ▥▨", "≥ 900"]
    assert [letter for letter, _ in bars.legend] == ["▨", "▥", "▩"]


def test_a_legend_shows_whose_a_colour_is_and_not_the_form_of_a_first_mark():
    lines = "\n".join(
        f"{where}.agencies-bloc party_members {year} {value}{mark}"
        for where, mark in (("nghe-an", " derived"), ("hue", ""))
        for year, value in ((2020, 50), (2021, 60), (2022, 70))
    )
    picture = chart.series(*asked(lines, "party_members", kinds=BLOCS))
    shown = [trace for trace in drawn(picture) if trace.get("showlegend", True)]
    assert [trace["name"] for trace in shown] == ["Huế", "Nghệ An"]
    assert {trace["marker"].get("symbol", "circle") for trace in shown} == {"circle"}
    # a click there hides the marks that it stands for
    assert {trace["legendgroup"] for trace in shown} == {trace["legendgroup"] for trace in drawn(picture) if "customdata" in trace}


def test_tiles_and_parts_show_every_state_of_a_row():
    result, style = asked(TWICE, "members_admitted", years=(2021, 2021), kinds=BLOCS)
    assert drawn(chart.tile_map(result, style))[0]["text"] == ["Hà Tĩnh<br>◆○ 118"]
    lines = """
    nghe-an.agencies-bloc members_disciplined 2020-H1 10
    nghe-an.agencies-bloc members_disciplined 2020-H1 4 form=warning @a:2021
    nghe-an.agencies-bloc members_disciplined 2020-H1 6 form=warning @b:2022
    """
    parts, style = asked(lines, "members_disciplined", by=("province", "year", "form"))
    wholes, _ = asked(lines, "members_disciplined")
    picture = chart.composition(parts, wholes, "form", style, ("warning",))
    assert drawn(picture)[0]["text"] == ["◆○ 6"]
    # no part is hatched, so the legend names no hatching; a part too small for its number has its letters at the name
    assert [letter for letter, _ in picture.legend] == ["○", "◆"]
    assert picture.figure["layout"]["yaxis"]["ticktext"] == ["Nghệ An · 6 tháng đầu năm 2020  (10)<br>◆○"]
    assert "pattern" not in drawn(picture)[0]["marker"]


@pytest.mark.parametrize("held", [*map(frozenset, itertools.combinations(Mark, 2))], ids=lambda held: ",".join(sorted(held)))
def test_no_mark_is_hidden_by_another(held: frozenset[Mark]):
    row = Row({}, 1, "person", "eq", held, Covers(), (), ())
    assert set(chart.letters(held)) == {FORMS[mark].letter for mark in held}
    legend = chart.legend_of([row], Style(en(Store.build(data(""))), PALETTE))
    assert {letter for letter, _ in legend} == {FORMS[mark].letter for mark in held}


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


def test_a_target_and_a_change_keep_their_qualifiers():
    lines = """
    nghe-an.agencies-bloc members_admitted 2019 >1000
    nghe-an.agencies-bloc members_admitted 2020 848
    nghe-an.agencies-bloc members_admitted 2020 >=2200 target
    """
    reached = chart.targets(*asked(lines, "members_admitted", years=(2020, 2020), compare="target"))
    assert drawn(reached)[0]["text"] == ["848/từ 2.200 trở lên (không quá 38,55%)"]
    changed = chart.changes(*asked(lines, "members_admitted", years=(2020, 2020), compare="previous_year"))
    (bar,) = drawn(changed)
    assert bar["text"] == ["không quá -152"]
    assert "năm trước trên 1.000" in bar["hovertext"][0]
    assert changed.alt.count("không quá -152") == 2


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


def test_a_rank_that_is_stated_as_a_bound_stays_one():
    result, style = asked("nghe-an.administration par_index_rank 2020 <=10/63", "par_index_rank")
    (series,) = drawn(chart.ranks(result, style), "markers")
    assert "hạng không quá 10/63" in series["hovertext"][0]
    (dots,) = drawn(chart.ranking()(ranking.noted(result), style))
    assert [text.strip() for text in dots["text"]] == ["không quá 10/63"]


def test_a_ranking_says_r_of_n():
    result, style = asked(RANKS, "pci_rank", years=(2021, 2021))
    dots = drawn(chart.ranking()(ranking.noted(result), style))[0]
    # the first stands last: a category axis grows upwards
    assert [text.strip() for text in dots["text"]] == ["25/63", "20/63"]


# 2019, 2020 and 2021 by one method each: PAR has new criteria from 2021 and from 2022
FIVE = "\n".join(
    f"rank PAR {year} {slug} {rank + year - 2018}" for year in range(2018, 2024) for rank, slug in ((1, "hue"), (30, "nghe-an"))
)


def small(shown: Sequence[str]) -> Callable[[ranking.RankTable, Style], Picture]:
    """One index as the only plot of the figure that holds several."""
    return lambda result, style: chart.small_multiples([result], shown, style)


def lines_over(picture: Picture, after: int) -> list[tuple[int, int]]:
    """The steps of all lines of a picture from one year to the next that lead over a break."""
    return [
        (one, other)
        for trace in drawn(picture, "lines")
        for one, other in itertools.pairwise(trace["x"])
        if one is not None and other is not None and one <= after < other
    ]


@pytest.mark.parametrize("draw", [chart.ranks, chart.bump(["hue"]), small(["hue", "nghe-an"])])
def test_no_line_of_ranks_crosses_a_change_of_method(draw: Any):
    result, style = with_scores(FIVE, "par_index_rank")
    picture = draw(result, style)
    marked = [shape["x0"] for shape in picture.figure["layout"]["shapes"]]
    assert marked == [2020.5, 2021.5]
    # 2018, 2019 and 2020 are three years of one method, 2022 and 2023 two
    assert {year for trace in drawn(picture, "lines") for year in trace["x"]} == {2018, 2019, 2020, None}
    assert not any(lines_over(picture, int(place)) for place in marked)


def test_marks_of_several_indexes_stand_over_lines_in_one_layer():
    """Plotly cuts at the axes what has a layer of its own, and rank 1 lies at the upper end of a low plot."""
    result, style = with_scores(FIVE, "par_index_rank")
    traces = [one for one in small(["hue", "nghe-an"])(result, style).figure["data"] if one.get("showlegend") is False]
    assert {one["zorder"] for one in traces} == {0}
    modes = [one["mode"] for one in traces]
    assert modes == sorted(modes)
    assert {"lines", "markers"} <= set(modes)


def test_the_merger_is_marked_only_for_units_that_it_changed():
    text = "{0}.province-wide party_members {1} 100"
    for slugs, marked in ((("nghe-an",), []), (("nghe-an", "ha-giang"), [2024.5])):
        lines = "\n".join(text.format(slug, year) for slug in slugs for year in (2023, 2024, 2025))
        for by in (("province", "year"), ("organization", "year")):
            picture = chart.series(*asked(lines, "party_members", by, kinds=("province_wide",), years=(2023, 2025)))
            assert [shape["x0"] for shape in picture.figure["layout"]["shapes"]] == marked
    # of a sum over all the provinces some were merged
    whole = chart.series(*asked(text.format("nghe-an", 2023) + "\n" + text.format("nghe-an", 2025), "party_members", ("year",)))
    assert [shape["x0"] for shape in whole.figure["layout"]["shapes"]] == [2024.5]


# ranks of four provinces; of two in the highlighted places 30 and 31 the names would stand on each other
MANY = """
rank PAPI 2021 nghe-an 1 47 derived
rank PAPI 2022 nghe-an 2 46 derived
rank PAPI 2023 nghe-an 3 45 derived
rank PAPI 2021 ha-tinh 2 46 derived
rank PAPI 2023 ha-tinh 4 44 derived
rank PAPI 2021 ha-noi 3 45 derived
rank PAPI 2022 ha-noi 1 47 derived
rank PAPI 2023 ha-noi 1 47 derived
rank PAPI 2023 hue 1 47
"""


def with_scores(lines: str, metric: str, **filters: Any) -> tuple[ranking.RankTable, Style]:
    """Ranks, noted, with their scores."""
    ranks, style = asked(lines, metric, **filters)
    return ranking.together(ranks, asked(lines, ranking.score_of(metric), **filters)[0]), style


def marks_of(picture: Picture) -> dict[tuple[str, int], tuple[float, str]]:
    """What a click finds: the rank and the hover of each mark by its key."""
    found = {}
    for trace in drawn(picture, "markers"):
        for place, one in enumerate(trace.get("customdata", ())):
            found[one[0], one[1]] = (trace["y"][place], trace["hovertext"][place])
    return found


def test_the_bump_chart_holds_everyone_and_names_those_highlighted():
    result, style = with_scores(MANY, "papi_rank")
    picture = chart.bump(["nghe-an", "ha-tinh", "son-la"])(result, style)
    marks = marks_of(picture)
    assert {key: rank for key, (rank, _) in marks.items()} == {(row["province"], row["year"]): row.value for row in result.rows}
    labels = next(trace for trace in drawn(picture) if trace.get("text"))
    assert labels["text"] == ["Nghệ An 3/4", "Hà Tĩnh 4/4"]
    # each name in its line's colour, one gap apart from the next
    assert labels["textfont"]["color"] == list(PALETTE.categories[:2])
    assert labels["y"][1] - labels["y"][0] > 0.1
    assert any("Sơn La" in note for note in picture.notes)
    assert picture.figure["narrow"]["showlegend"] is True
    assert [trace["name"] for trace in drawn(picture) if trace.get("showlegend", True)] == ["Nghệ An", "Hà Tĩnh"]


@pytest.mark.parametrize("draw", [chart.bump, small, chart.ranking, chart.region_ranks])
def test_a_province_highlighted_without_a_rank_is_named_below_and_in_the_alternative_text(draw: Any):
    result, style = with_scores(MANY, "papi_rank", years=(2023, 2023))
    placed = ranking.by_region(result, tuple(style.wording.names.provinces.values()))
    picture = draw(["hue", "son-la", "lai-chau"])(placed, style)
    assert "Sơn La, Lai Châu" in picture.alt
    assert any("Sơn La, Lai Châu" in note for note in picture.notes)
    assert "Huế" not in next(note for note in picture.notes if "Sơn La" in note)


def test_the_bump_chart_draws_no_line_through_a_gap():
    # Hà Tĩnh 2021 and 2023: two points; the others' lines are one trace with breaks between them
    result, style = with_scores(MANY.replace("PAPI", "PCI"), "pci_rank")
    lines = drawn(chart.bump(["ha-tinh"])(result, style), "lines")
    assert len(lines) == 1
    assert (lines[0]["x"], lines[0]["y"]) == ([2021, 2022, 2023, None] * 2, [3, 1, 1, None, 1, 2, 3, None])


@pytest.mark.parametrize(
    ("lines", "metric", "years"),
    [
        # of 41 in 2005, of 64 afterwards
        ([f"rank PCI {year} nghe-an 9\nrank PCI {year} hue 41" for year in range(2005, 2009)], "pci_rank", [2006, 2007, 2008]),
        # of the 63 to 2024, of the 34 since
        (
            [f"rank DTI {year} nghe-an 9{' boundary=34' * (year > 2024)}" for year in range(2022, 2028)],
            "dti_rank",
            [2022, 2023, 2024, None, 2025, 2026, 2027],
        ),
    ],
)
def test_no_line_joins_ranks_of_unlike_lists(lines: list[str], metric: str, years: list[int | None]):
    result, style = asked("\n".join(lines), metric)
    noted, shown = ranking.noted(result), ["nghe-an"]
    several = chart.small_multiples([noted], shown, style)
    for picture in (chart.ranks(result, style), chart.bump(shown)(noted, style), several):
        (line, *_) = drawn(picture, "lines")
        assert line["x"] == [*years, None]


def test_no_line_joins_a_sum_that_lacks_units():
    # of one province in 2017, of two from 2018 on, of all that are told never: a rise would be one of what is known
    lines = "\n".join(
        f"{one}.agencies-bloc party_members {year} 100" for year in range(2017, 2021) for one in ("nghe-an", "ha-tinh")
    )
    by_year = chart.series(*asked(lines.replace("ha-tinh.agencies-bloc party_members 2017 100", ""), "party_members", by=("year",)))
    assert len(drawn(by_year, "markers")[0]["x"]) == 4
    assert not [trace for trace in by_year.figure["data"] if trace["mode"] == "lines"]
    # of each by itself there is a line
    assert drawn(chart.series(*asked(lines, "party_members")), "lines")


def test_names_at_the_ends_of_lines_never_overlap():
    assert rankings.apart([1, 1.5, 30, 63, 63], 2, 64) == [1, 3, 30, 62, 64]


def test_a_rank_says_of_how_many_with_whom_it_is_tied_and_who_computed_it():
    result, style = with_scores(MANY, "papi_rank")
    marks = marks_of(chart.bump([])(result, style))
    assert marks["ha-noi", 2023][1].split("<br>")[1:] == [
        "hạng 1 trong 4 tỉnh, thành phố được xếp hạng (có 63)",
        "đồng hạng với Huế",
        "tính tại đây: xếp theo điểm đã công bố",
        "47 điểm (số tính ra)",
    ]
    assert "do nguồn công bố" in marks["hue", 2023][1]
    legend = dict(chart.bump([])(result, style).legend)
    assert legend == {"●": "thứ hạng do nguồn công bố", "✕": "thứ hạng tính tại đây: xếp theo điểm đã công bố"}


def test_several_indexes_are_one_figure_with_one_legend_and_one_axis_of_years():
    # PAPI 2021 to 2023, DTI 2016: no rank in PCI, so that it has no plot
    papi, style = with_scores(MANY, "papi_rank")
    dti, _ = with_scores("rank DTI 2016 ha-tinh 5", "dti_rank")
    pci, _ = with_scores("rank PCI 2023 hue 5", "pci_rank")
    picture = chart.small_multiples([papi, pci, dti], ["nghe-an", "ha-tinh", "son-la"], style)
    traces, layout = drawn(picture), picture.figure["layout"]
    assert {trace.get("xaxis") for trace in traces if "customdata" in trace} == {"x", "x2"}
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]
    assert [trace["name"] for trace in traces if trace.get("showlegend", True)] == ["Nghệ An", "Hà Tĩnh"]
    # the first year of PAPI is 2021, but its plot begins in 2016 and marks the break of 2018
    assert [shape["x0"] for shape in layout["shapes"] if shape["xref"] == "x"] == [2017.5]
    keys = [key for trace in traces for key in trace.get("customdata", ())]
    assert ["papi_rank", "nghe-an", 2023] in keys
    assert ["dti_rank", "ha-tinh", 2016] in keys
    # on a narrow screen the plots stand below one another
    assert picture.figure["narrow"]["height"] >= picture.height
    assert picture.figure["narrow"]["xaxis"]["domain"] == picture.figure["narrow"]["xaxis2"]["domain"]
    assert "Sơn La" in picture.notes[0]


def test_rank_and_score_stand_side_by_side_and_a_blank_is_told():
    lines = "rank DTI 2022 nghe-an 2 0.5\nrank DTI 2022 ha-tinh 2\nrank DTI 2022 hue - 0.7\nrank DTI 2022 ha-noi 1 0.8"
    picture = chart.ranking(["nghe-an"])(*with_scores(lines, "dti_rank"))
    ranks, scores, no_rank, no_score = drawn(picture)
    assert [text.strip() for text in ranks["text"]] == ["=2/63", "=2/63", "1/63"]
    assert [text.strip() for text in scores["text"]] == ["0,7", "0,5", "0,8"]
    # a click on a score leads to the score's own source
    assert scores["customdata"][0] == ["hue", 2022, "score"]
    assert (no_rank["y"], no_rank["text"]) == ([str(["hue", 2022])], ["chưa thấy hạng"])
    assert (no_score["y"], no_score["text"]) == ([str(["ha-tinh", 2022])], ["chưa thấy điểm"])
    assert "<b>Nghệ An</b>" in picture.figure["layout"]["yaxis"]["ticktext"]
    assert "Đồng hạng (=) 2: Hà Tĩnh, Nghệ An." in picture.notes
    assert "Ở đây biết 3 thứ hạng trong 63 tỉnh, thành phố được xếp hạng; cả nước có 63." in picture.notes


def test_regions_show_their_members_and_the_order_computed_here():
    lines = "rank DTI 2022 nghe-an 52 0.5\nrank DTI 2022 ha-tinh 37 0.55\nrank DTI 2022 ha-noi 24 0.6"
    result, style = with_scores(lines, "dti_rank")
    picture = chart.region_ranks(["nghe-an"])(ranking.by_region(result, tuple(style.wording.names.provinces.values())), style)
    others, chosen = drawn(picture)
    assert [one[0] for one in others["customdata"]] == ["ha-noi", "ha-tinh"]
    assert (chosen["name"], chosen["x"]) == ("Nghệ An 52/63", [52])
    assert "thứ tự trong vùng (tính tại đây): 2/2 nơi biết thứ hạng (vùng có 14)" in chosen["hovertext"][0]
    # four of the six regions have no rank: no row of theirs is drawn
    assert len(picture.figure["layout"]["yaxis"]["ticktext"]) == 2


def test_places_gained_are_no_rank():
    gained, style = asked(RANKS, "pci_rank_change", years=(2021, 2021))
    bars = drawn(chart.comparison(gained, style))[0]
    assert bars["text"] == ["-7", "+2"]
    assert all("hạng -7" not in text and "/63" not in text.partition("<br>")[2].partition("<br>")[0] for text in bars["hovertext"])
    assert "giảm 7 bậc" in bars["hovertext"][0]
    # what was lost is drawn too, on an axis that says what it is of
    axis = chart.comparison(gained, style).figure["layout"]["xaxis"]
    assert axis["range"][0] < min(bars["x"]) < 0 < max(bars["x"]) < axis["range"][1]
    assert axis["title"]["text"] == "Số bậc tăng (+), giảm (−)"
    lost = next(row for row in gained.rows if row.value < 0)
    assert style.wording.figure(lost).endswith(": giảm 7 bậc")
    assert "giảm 7 bậc" in style.wording.sentence(gained, lost)
    points = drawn(chart.series(gained, style))
    assert {text for trace in points for text in trace.get("text", ())} == {"-7", "+2"}
    tiles = drawn(chart.tile_map(gained, style))[0]
    # the more places gained, the stronger the colour
    assert tiles["marker"]["reversescale"] is False
    assert {text.partition("<br>")[2] for text in tiles["text"]} == {"-7", "+2"}


@pytest.mark.parametrize(
    ("metric", "lines"), [("pci_rank", RANKS), ("members_admitted", "nghe-an.agencies-bloc members_admitted 2019 300")]
)
@pytest.mark.parametrize("draw", [chart.changes, chart.targets])
def test_without_a_bar_there_is_no_axis(draw: Any, metric: str, lines: str):
    """What is said of it stands instead: an empty axis looks as if something were missing, or zero."""
    compare = "target" if draw is chart.targets else "previous_year"
    # no year before, no target
    result, style = asked(lines, metric, years=(2019, 2019), compare=compare)
    assert result.rows
    picture = draw(result, style)
    assert picture.figure["data"] == []
    assert picture.alt


def test_no_year_without_a_figure_stands_on_the_axis():
    slugs = ("nghe-an", "hue", "ha-noi", "son-la", "ha-tinh", "lai-chau", "can-tho", "cao-bang", "ca-mau")
    many = "\n".join(f"{slug}.province-wide party_members {year} 5" for slug in slugs for year in (2023, 2024))
    result, style = asked(many, "party_members")
    assert chart.series(result, style).figure["layout"]["xaxis"]["tickvals"] == [2023, 2024]
    years = "\n".join(f"rank PCI {year} hue 5" for year in range(2005, 2025))
    result, style = asked(years, "pci_rank")
    ticks = chart.ranks(result, style).figure["layout"]["xaxis"]["tickvals"]
    assert (min(ticks), max(ticks)) == (2005, 2024)


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


def test_a_year_that_two_halves_fill_is_the_whole_of_a_year_s_part_and_no_other_stretch_is_passed_over():
    lines = """
    nghe-an.agencies-bloc members_disciplined 2020-H1 120
    nghe-an.agencies-bloc members_disciplined 2020-H2 80
    nghe-an.agencies-bloc members_disciplined 2020 30 form=warning
    nghe-an.agencies-bloc members_disciplined 2020-H1 60 form=reprimand
    nghe-an.agencies-bloc members_disciplined 2020-9M 20 form=expulsion
    """
    parts, style = asked(lines, "members_disciplined", ("organization", "year", "form"))
    wholes, _ = asked(lines, "members_disciplined", ("organization", "year"))
    picture = chart.composition(parts, wholes, "form", style, ("reprimand", "warning"))
    assert [trace["x"] for trace in drawn(picture)] == [[15], [85]]
    assert "6 tháng" in picture.notes[0]
    assert "9 tháng" in picture.notes[0]


def test_who_hears_a_chart_read_hears_that_a_sum_lacks_units():
    lines = """
    nghe-an.agencies-bloc inspected_organizations 2020 50 body=commission
    ha-tinh.agencies-bloc inspected_organizations 2020 500
    """
    assert "từ 50 tổ chức trở lên (Nghệ An" in chart.series(*asked(lines, "inspected_organizations")).alt


# about 600 less more than 40 and 50 is about 510: what is left has the weakest qualifier of all
@pytest.mark.parametrize(
    ("whole", "first", "second", "left"),
    [
        ("~600", ">40", "50", "khoảng 510"),
        ("600", ">40", "50", "không quá 510"),
        ("600", "<=40", "50", "từ 510 trở lên"),
        ("600", "~40", "50", "khoảng 510"),
        (">600", "40", "50", "từ 510 trở lên"),
        (">600", ">40", "50", "khoảng 510"),
        ("600", "40", "50", "510"),
    ],
)
def test_what_is_left_of_a_whole_keeps_the_qualifiers(whole: str, first: str, second: str, left: str):
    lines = f"""
    nghe-an.agencies-bloc members_disciplined 2020 {whole}
    nghe-an.agencies-bloc members_disciplined 2020 {first} form=reprimand
    nghe-an.agencies-bloc members_disciplined 2020 {second} form=warning
    """
    parts, style = asked(lines, "members_disciplined", ("organization", "year", "form"))
    wholes, _ = asked(lines, "members_disciplined", ("organization", "year"))
    rest = drawn(chart.composition(parts, wholes, "form", style, ("reprimand", "warning")))[-1]
    assert (rest["text"], rest["hovertext"]) == ([left], [f"không nêu: {left}"])


def test_every_part_that_is_taken_off_is_drawn_and_a_whole_below_its_parts_is_named():
    lines = """
    nghe-an.agencies-bloc members_disciplined 2020 100
    nghe-an.agencies-bloc members_disciplined 2020 60 form=suspension
    ha-tinh.agencies-bloc members_disciplined 2020 10
    ha-tinh.agencies-bloc members_disciplined 2020 60 form=warning
    nghe-an.agencies-bloc inspected_members 2020 80
    nghe-an.agencies-bloc inspected_members 2020 50 body=committee
    nghe-an.agencies-bloc inspected_members 2020 80 body=both
    """
    parts, style = asked(lines, "members_disciplined", ("organization", "year", "form"))
    wholes, _ = asked(lines, "members_disciplined", ("organization", "year"))
    picture = chart.composition(parts, wholes, "form", style, ("reprimand", "warning"))
    assert [trace["x"] for trace in drawn(picture)] == [[60], [40]]
    (note,) = picture.notes
    assert "ha-tinh" in note
    parts, style = asked(lines, "inspected_members", ("organization", "year", "body"))
    wholes, _ = asked(lines, "inspected_members", ("organization", "year"))
    picture = chart.composition(parts, wholes, "body", style, ("committee", "commission"))
    # `both` contains the committee's: the two are never stacked
    assert [trace["x"] for trace in drawn(picture)] == [[62.5], [37.5]]


def test_parts_of_a_half_year_do_not_stand_as_its_year():
    lines = """
    nghe-an.agencies-bloc members_admitted 2020-H1 60 group=female
    ha-tinh.agencies-bloc members_admitted 2020-H1 60 group=female
    ha-tinh.agencies-bloc members_admitted 2020 80 group=youth_union
    """
    result, style = asked(lines, "members_admitted", ("province", "year", "group"))
    names = chart.shares(result, "group", style).figure["layout"]["yaxis"]["ticktext"][::-1]
    assert [name for name in names if "<b>" in name] == ["<b>Hà Tĩnh · 2020</b>", "<b>Nghệ An · 6 tháng đầu năm<br>2020</b>"]
    assert [name.partition(" (")[2] for name in names] == ["", "năm 2020)", "6 tháng đầu năm 2020)", "", ""]


def test_the_completion_of_a_half_year_does_not_stand_as_its_year():
    lines = """
    nghe-an.agencies-bloc members_admitted 2020-H1 60
    nghe-an.agencies-bloc members_admitted 2020 80 target
    ha-tinh.agencies-bloc members_admitted 2021 60
    ha-tinh.agencies-bloc members_admitted 2021 80 target
    """
    names = [chart.comparison(*asked(lines, "admission_target_completion")).figure["layout"]["yaxis"]["ticktext"]]
    names.append(chart.targets(*asked(lines, "members_admitted", compare="target")).figure["layout"]["yaxis"]["ticktext"])
    assert {frozenset(one) for one in names} == {frozenset({"Nghệ An · 6 tháng đầu năm 2020", "Hà Tĩnh · 2021"})}
    # of a sum over places one half-year speaks for none of the others
    more = "nghe-an.agencies-bloc members_admitted 2021-H1 60"
    whole, style = asked(f"{lines}\n{more}", "members_admitted", by=("year",), kinds=BLOCS, years=(2021, 2021))
    assert style.wording.names_of(whole.rows[0], ("year",)) == ["2021"]


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


def test_a_small_chart_has_the_marks_of_the_large_one_and_the_others_behind():
    lines = """
    nghe-an.province-wide party_members 2018 5000
    nghe-an.province-wide party_members 2020 >5200
    ha-tinh.province-wide party_members 2020 4000
    """
    own, style = asked(lines, "party_members", ("organization", "year"), provinces=("nghe-an",))
    others, _ = asked(lines, "party_members", ("organization", "year"), provinces=("ha-tinh",))
    behind, points = chart.small(others)(own, style).figure["data"]
    assert (behind["mode"], behind["x"], behind["y"]) == ("markers", [2020], [4000])
    assert (points["mode"], points["x"], points["y"]) == ("markers", [2018, 2020], [5000, 5200])
    assert "trên 5.200" in points["hovertext"][1]


def test_a_small_chart_of_ranks_shows_one_province_alone():
    lines = "rank PAR 2022 nghe-an 18\nrank PAR 2023 nghe-an 15\nrank PAR 2023 ha-tinh 20"
    own, style = asked(lines, "par_index_rank", provinces=("nghe-an",))
    others, _ = asked(lines, "par_index_rank", provinces=("ha-tinh",))
    picture = chart.small(others)(own, style)
    assert [trace["y"] for trace in picture.figure["data"]] == [[18, 15]]
    first, last = picture.figure["layout"]["yaxis"]["range"]
    assert first > last


def test_the_script_of_the_charts_is_the_small_bundle_of_the_packages_own_release():
    # where this fails a new plotly is installed: the bundle of its plotly.js belongs beside frame.py
    assert chart.plotly_js() == frame.BASIC
    assert frame.BASIC.stat().st_size < 1_500_000
    assert chart.CONFIG["showSendToCloud"] is False


def test_the_whole_script_is_served_where_the_small_one_is_of_another_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    other = tmp_path / "other.js"
    other.write_text("/**\n* plotly.js (basic - minified) v1.2.3\n*/", encoding="utf-8")
    monkeypatch.setattr(frame, "BASIC", other)
    assert chart.plotly_js().name == "plotly.min.js"


def test_ranks_over_the_years_have_the_first_on_top_wherever_lines_are_drawn():
    store = Store.build(load(SEEDS))
    for metric, turned in (("pci_rank", True), ("pci_score", False)):
        result = ask(store, Question(metric, provinces=("nghe-an",)))
        axis = chart.year_lines(result, Style(en(store), PALETTE)).figure["layout"]["yaxis"]
        assert ("range" in axis and axis["range"][0] > axis["range"][1]) is turned
