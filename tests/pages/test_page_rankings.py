"""The page of the reform rankings, run by Streamlit's AppTest: what it says of how many, tied with whom, and computed by whom."""

from __future__ import annotations

import re
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from metrics.answers.query import ask
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.wording import Wording
from tests.pages import steps
from tests.pages.steps import figures, sound
from tests.spoken import vi

open_page = partial(steps.open_page, "rankings")
WORDS = {"vi": Wording("vi"), "en": Wording("en")}


def texts(app: AppTest) -> str:
    """What the page says, without the signs that keep Markdown from reading it."""
    said = "\n".join(one.value for one in (*app.caption, *app.info, *app.markdown, *app.subheader))
    return re.sub(r"\\(.)", r"\1", said)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_my_selection_comes_first_and_every_chart_follows(language: str):
    app = open_page(lang=language, province=["nghe-an", "ha-tinh"], metric="papi_rank")
    say = WORDS[language].say
    assert list(figures(app)) == ["ranks", "small", "ranking", "changes"]
    # the indexes are one figure, a plot each, with one entry a province in its legend
    small = figures(app)["small"]["figure"]
    assert {f"yaxis{number}" for number in ("", 2, 3, 4, 5)} <= set(small["layout"])
    assert [trace["name"] for trace in small["data"] if trace.get("showlegend", True)] == {
        "vi": ["Nghệ An", "Hà Tĩnh"],
        "en": ["Nghe An", "Ha Tinh"],
    }[language]
    # each province is in the chart of all, the two are named, and each rank says of how many
    labels = [text for trace in figures(app)["ranks"]["figure"]["data"] for text in trace.get("text", ())]
    assert [label.rpartition(" ")[2] for label in labels] == ["6/61", "37/61"]
    ranks = {"vi": "**Nghệ An** 37, **Hà Tĩnh** 6", "en": "**Nghe An** 37, **Ha Tinh** 6"}[language]
    assert say("{year}, of {n} ranked ({exist} exist): {ranks}", year=2024, n=61, exist=63, ranks=ranks) in texts(app)
    assert say("computed here: the order of the published scores") in texts(app)


def test_without_a_choice_the_page_says_whose_lines_stand_out():
    assert "6 nơi có nhiều thứ hạng nhất được tô đậm" in texts(open_page())


def test_a_region_chosen_highlights_its_members():
    app = open_page(region="tay-nguyen", metric="papi_rank")
    names = {trace["name"] for trace in figures(app)["ranks"]["figure"]["data"] if trace.get("name")}
    assert names == {"Kon Tum", "Gia Lai", "Đắk Lắk", "Đắk Nông", "Lâm Đồng"}


def test_a_region_of_both_lists_highlights_the_members_of_the_list_that_was_ranked():
    app = open_page(region="dong-nam-bo", metric="papi_rank")
    labels = [text for trace in figures(app)["ranks"]["figure"]["data"] for text in trace.get("text", ())]
    assert len(labels) == 6
    assert "(từ 7/2025)" not in texts(app)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_province_without_a_rank_is_told_and_nothing_is_drawn_for_it(language: str):
    # no rank of Kon Tum in SIPAS was seen
    app = open_page(lang=language, province="kon-tum", metric="sipas_rank", chart="regions")
    assert WORDS[language].say("No rank was seen in these years: {names}.", names="Kon Tum") in texts(app)
    assert WORDS[language].say("No rank was seen in these years: {names}.", names="SIPAS (Kon Tum)") in texts(app)
    drawn = {key[0] for trace in figures(app)["small"]["figure"]["data"] for key in trace.get("customdata", ())}
    assert "papi_rank" in drawn
    assert "sipas_rank" not in drawn
    members = app.table[-1].value
    assert any("▸ Kon Tum" in name for name in members.iloc[:, 1])
    # the order in the region of one without a rank is blank, not zero
    assert members.iloc[-1, 0] == ""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_34_show_only_what_a_source_ranked_as_such(language: str):
    app = open_page(lang=language, boundary="34")
    drawn = figures(app)
    assert {key[0] for trace in drawn["small"]["figure"]["data"] for key in trace.get("customdata", ())} == {"dti_rank"}
    assert len(drawn["ranking"]["figure"]["data"][0]["y"]) == 34
    say = WORDS[language].say
    (silent,) = [
        one.value for one in app.caption if one.value.startswith(say("In these years no source ranked the 34 in: {indexes}.")[:30])
    ]
    assert all(name in silent for name in ("PAR", "SIPAS", "PAPI", "PCI"))
    left = say(
        "The list of the 34 leaves out {n} figures of the 63: ranks, scores and stated percentages are never rebased.", n=210
    )
    assert left in texts(app)


def test_ties_are_marked_in_chart_and_tables():
    app = open_page(metric="dti_rank", province="yen-bai")
    app.session_state["chart_year"] = "2022"
    app.session_state["show_ranking"] = "table"
    sound(app.run())
    labels = [text.strip() for text in figures(app)["ranking"]["figure"]["data"][0]["text"]]
    assert [label for label in labels if label.startswith("=")] == ["=15/63", "=15/63"]
    assert "Đồng hạng (=) 15: Thanh Hóa, Yên Bái." in texts(app)
    frame = app.table[0].value
    # the chosen province stands first
    assert list(frame.iloc[0][:2]) == ["▸ Yên Bái", "=15/63 (đồng hạng)"]


def test_the_table_of_changes_follows_the_order_asked_for():
    app = open_page(metric="papi_rank")
    app.session_state["show_changes"] = "table"
    sound(app.run())
    gained = WORDS["vi"].say("Places gained (+) or lost (−)")
    first = [int(text) for text in app.table[0].value[gained]]
    assert first == sorted(first, reverse=True)
    app.session_state["order_of_changes"] = "lost"
    last = [int(text) for text in sound(app.run()).table[0].value[gained]]
    assert last == sorted(first)


def test_a_rank_before_is_shared_also_with_a_province_that_has_none_now(store: Store):
    before, now = ({row["province"]: row.value for row in ask(store, _par(year)).rows} for year in (2023, 2024))
    shared = {slug for slug in now.keys() & before.keys() if list(before.values()).count(before[slug]) > 1}
    # Cà Mau was 32nd as well, and no rank of 2024 was seen
    assert "dong-nai" in shared
    assert "ca-mau" not in now
    app = open_page(metric="par_index_rank")
    app.session_state["chart_year"] = "2024"
    app.session_state["show_changes"] = "table"
    frame = sound(app.run()).table[0].value
    told = frame[frame[WORDS["vi"].say("Rank before")].str.startswith("=")]
    assert set(told[WORDS["vi"].column("province")]) == {vi(store).province(slug) for slug in shared}


def _par(year: int) -> Question:
    return Question("par_index_rank", years=(year, year))


def test_scores_of_two_methods_are_not_held_against_each_other():
    app = open_page(metric="sipas_rank", year=["2021", "2023"])
    app.session_state["chart_year"] = "2022"
    app.session_state["show_changes"] = "table"
    assert "không còn so sánh được: SIPAS" in texts(sound(app.run()))


def test_what_the_publisher_does_not_list_is_told():
    app = open_page(metric="pci_rank", province="nghe-an")
    app.session_state["chart_year"] = "2024"
    said = texts(sound(app.run()))
    assert "đơn vị công bố chỉ nêu 30 tỉnh, thành phố đứng đầu" in said
    # 44th of 63, of which 19 are known here
    assert "Ở đây biết 19 thứ hạng trong 63 tỉnh, thành phố được xếp hạng; cả nước có 63." in said


def test_the_members_of_a_region_stand_in_order_with_those_that_have_no_rank():
    app = open_page(metric="pci_rank", chart="regions")
    app.session_state["chart_year"] = "2024"
    app.session_state["region_listed"] = "tay-nguyen"
    members = sound(app.run()).table[-1].value
    places = list(members.iloc[:, 0])
    known = [place for place in places if place]
    assert len(places) == 5
    assert known == [f"{place}/{len(known)}" for place in range(1, len(known) + 1)]
    assert list(members.iloc[len(known) :, 2]) == ["chưa thấy hạng"] * (5 - len(known))


def test_a_province_chosen_without_a_rank_is_named_in_every_chart_and_table_of_the_year():
    # from 2023 PCI is published for the first thirty: Sơn La's rank of 2023 was not seen
    app = open_page(lang="en", province=["quang-ninh", "son-la"], metric="pci_rank")
    app.session_state["show_ranking"] = "table"
    app.session_state["chart_year"] = "2023"
    app.session_state["show_changes"] = "table"
    app = sound(app.run())
    told = "No rank was seen in 2023: Son La."
    assert told in texts(app)
    assert told in figures(app)["ranking"]["alt"]
    assert "A rank was seen in 2022 only: Son La." in texts(app)
    lines = app.table[0].value.astype(str)
    assert [tuple(line)[:2] for line in lines.to_numpy()[:2]] == [("▸ Quang Ninh", "1/63"), ("▸ Son La", "no rank was seen")]


@pytest.mark.parametrize(("shown", "key"), [("list", "ranking"), ("map", "map"), ("regions", "regions")])
def test_one_year_is_shown_as_the_link_says(shown: str, key: str):
    app = open_page(metric="dti_rank", chart=shown)
    assert [one for one in figures(app) if one not in ("ranks", "small", "changes")] == [key]
    assert app.query_params.get("chart", "list") == shown


def test_table_and_sources_are_of_the_index_chosen():
    app = open_page(province="nghe-an")
    app.session_state["index_detailed"] = "pci_rank"
    app.session_state["show_small_pci_rank"] = "table"
    table = sound(app.run()).table[0].value
    marks = [key for trace in figures(app)["small"]["figure"]["data"] for key in trace.get("customdata", ())]
    assert len(table) == sum(key[0] == "pci_rank" for key in marks)


def test_the_page_opens_on_the_index_of_reform_in_its_newest_year():
    app = open_page()
    assert {key[1] for trace in figures(app)["ranking"]["figure"]["data"] for key in trace.get("customdata", ())} == {2024}
    assert next(one.value for one in app.subheader) == "Hải Phòng đứng đầu PAR năm 2024, hạng 1/63"
