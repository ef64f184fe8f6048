"""Compare: the like period that it opens on; and from a refused or empty question on any page to near ones that are answered."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from metrics.words.wording import Wording
from tests.pages.steps import open_page

EN = Wording("en")


def ways(app: AppTest) -> dict[str, str]:
    """The links to other views of the page's content, by their words: page and parameters."""
    found = [one.proto for one in app.main if one.type == "page_link"]
    return {one.label: f"{one.page}?{one.query_string}" for one in found}


def test_the_choice_of_periods_begins_with_that_which_most_state_and_opens_on_it():
    app = open_page("compare", lang="en", metric="members_admitted", year=["2015", "2024"])
    period = app.selectbox(key="compare_period")
    stated = [text.split(": ")[1].split(" of ") for text in period.options]
    shares = [int(n) / int(rest.split()[0]) for n, rest in stated]
    assert shares[0] == max(shares)
    assert len(shares) > 3
    assert period.options[0].startswith(EN.period(str(period.value)))
    told = EN.say(
        "The largest share of provinces and cities states {period}; the choice begins with it.", period=EN.period(str(period.value))
    )
    assert told in [one.value for one in app.caption]


NESTED: dict[str, Any] = {"lang": "en", "metric": "party_members", "kind": ["agencies_bloc", "province_wide"]}
REFUSED: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "kinds beside one another": ("compare", NESTED, {"kind": "province_wide"}),
    "kinds added": ("membership", NESTED, {"kind": "province_wide"}),
    "ranks of a region": (
        "explore",
        {"lang": "en", "metric": "pci_rank", "rows": "region", "columns": "year"},
        {"rows": "province", "columns": "year", "metric": "pci_rank"},
    ),
    "a kind without figures": ("membership", {**NESTED, "kind": ["hospital"], "year": ["2015", "2024"]}, {"kind": "agencies_bloc"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_from_a_refused_or_empty_question_a_link_leads_to_one_that_is_answered(case: str):
    page, parameters, expected = REFUSED[case]
    app = open_page(page, **parameters)
    assert app.warning or app.info
    found = {label: parse_qs(link.partition("?")[2]) for label, link in ways(app).items()}
    assert found
    right = [given for given in found.values() if {name: [value] for name, value in expected.items()}.items() <= given.items()]
    assert right, found
    # what else is chosen stays chosen
    assert right[0]["lang"] == ["en"]
    followed = open_page(page, **right[0])
    assert not [one for one in followed.warning if "never added" in one.value or "one kind" in one.value]
    assert followed.get("bidi_component") or followed.table
