"""The front page: its search leads to places that hold what it tells, its news and topics to their charts, its list to profiles."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from metrics.answers.query import metrics_of
from metrics.store.store import Store
from metrics.survey.listing import Search, counts
from metrics.survey.news import RULES
from metrics.survey.topics import metrics_on
from pages.parts.links import page_of
from pages.parts.topic import TOPICS
from tests.pages.steps import figures, open_page, sound

Link = tuple[str, str, dict[str, list[str]]]


def links(app: AppTest) -> list[Link]:
    """The links of a page: the page they lead to, their words, the parameters."""
    return [(one.proto.page, one.proto.label, parse_qs(one.proto.query_string)) for one in app.get("page_link")]


def typed(app: AppTest, text: str) -> list[Link]:
    """What a search suggests; it stands before all other links."""
    others = len(links(app))
    app.text_input(key="overview_search").set_value(text)
    found = links(sound(app.run()))
    return found[: len(found) - others]


def search_of(parameters: dict[str, list[str]]) -> Search:
    """The search that the data page makes of an address."""
    first, last = map(int, parameters["year"])
    kinds, provinces = (tuple(parameters.get(name, ())) for name in ("kind", "province"))
    return Search(words=parameters["search"][0], provinces=provinces, kinds=kinds, years=(first, last))


@pytest.mark.parametrize("text", ["Đảng bộ tỉnh Nghệ An", "nguoi lao dong", "ket nap"])
def test_a_search_leads_to_as_many_figures_as_it_tells(store: Store, text: str):
    suggested = [one for one in typed(open_page("overview", lang="en"), text) if one[0] == "data"]
    assert suggested
    for _, label, parameters in suggested:
        told = re.search(r"([\d,]+) figures? stated$", label)
        assert told
        assert counts(store, search_of(parameters))["figures"] == int(told[1].replace(",", "")) > 0


def test_a_province_leads_to_its_profile_and_a_metric_to_its_page(store: Store):
    app = open_page("overview", year=["2017", "2020"])
    page, label, parameters = typed(app, "hue")[0]
    assert (page, parameters["province"], parameters["year"]) == ("province", ["hue"], ["2017", "2020"])
    assert "Huế" in label
    page, _, parameters = typed(app, "dang vien moi ket nap")[0]
    assert (page, parameters["metric"]) == ("admissions", ["members_admitted"])


def test_every_metric_leads_to_a_page_that_offers_it(store: Store):
    offered = {page: metrics_on(store, topics) for page, topics in TOPICS.items()}
    for code, metric in metrics_of(store).items():
        page = page_of(metric)
        assert page == "explore" or code in offered[page]


@pytest.mark.parametrize("province", ["", "lang-son"])
def test_news_and_topics_lead_to_pages_that_show_them(province: str):
    app = open_page("overview", lang="en", **({"province": province} if province else {}))
    said = [one.value for one in app.main.markdown if one.value.startswith("**")]
    assert 1 <= len(said) <= len(RULES)
    # each with its sources right after it
    values = [one.value for one in app.main.markdown]
    assert all(values[values.index(text) + 1].startswith(":small[Source: ") for text in said)
    charts = {(page, label): parameters for page, label, parameters in links(app) if page in TOPICS}
    assert len(charts) >= 2
    for (page, _), parameters in charts.items():
        shown = open_page(page, **parameters)
        assert figures(shown) or shown.table


def test_the_filters_narrow_the_news():
    everywhere = [one.value for one in open_page("overview").markdown]
    narrowed = [one.value for one in open_page("overview", province="nghe-an").markdown]
    assert everywhere != narrowed
    assert not any("Phú Thọ" in text or "Cà Mau" in text for text in narrowed)


def test_the_list_has_every_province_of_the_list_with_its_number():
    app = open_page("overview", boundary="63", lang="en")
    app.session_state["overview_profiles"] = "list"
    profiles = [(label, parameters) for page, label, parameters in links(sound(app.run())) if page == "province"]
    assert len(profiles) == 63
    names = [label.partition(" · ")[0] for label, _ in profiles]
    assert "An Giang" in names[0]
    assert all(" · " in label for label, _ in profiles)


def test_the_map_draws_the_metric_of_the_address():
    app = open_page("overview", metric="party_members", boundary="34")
    keys: list[Any] = figures(app)["map"]["figure"]["data"][0]["customdata"]
    assert app.selectbox(key="overview_metric").value == "party_members"
    assert len(keys) > 10
    assert all(len(key) == 2 for key in keys)
    app.selectbox(key="overview_metric").set_value("")
    assert "metric" not in sound(app.run()).query_params


def test_the_foot_counts_34_and_63_and_never_86():
    for language in ("vi", "en"):
        app = open_page("overview", lang=language)
        foot = app.caption[-1].value
        assert re.search(r"34 .* · 63 ", foot)
        assert "86 provinces" not in foot
        assert "86 tỉnh" not in foot
