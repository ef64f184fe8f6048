"""The pages show what was known on a day: said on top, in the address, chosen at the side, and told of each figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.data.history import keep
from metrics.errors import Message
from metrics.intake.batches import Loaded
from metrics.store.as_of import store_as_of
from metrics.store.limit import TookTooLong
from metrics.store.store import Store
from metrics.words.wording import Wording
from pages.parts import view
from pages.parts.downloads import ENDED, in_time
from tests.folders import PROJECT
from tests.pages.steps import figures, open_page, sound
from tests.small import data, write

EN = Wording("en")
BLOC = "nghe-an.agencies-bloc"
BEFORE = "\n".join(f"{BLOC} party_members {year} {year - 1000}" for year in range(2018, 2021))
NOW = BEFORE.replace("1020", "1033") + f"\n{BLOC} party_members 2021 1044"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two releases: the later one corrected a figure and added one."""
    where = write(data(BEFORE), tmp_path / "data")
    keep(where, "2026-01-31")
    write(data(NOW), where)
    keep(where, "2026-06-30")
    monkeypatch.setenv("PARTY_METRICS_DATA", str(where))
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "imports"))
    return where


def told(app: AppTest) -> str:
    return " ".join(one.value for one in app.warning)


def values(app: AppTest) -> list[float]:
    return [y for trace in figures(app)["series"]["figure"]["data"] if trace["mode"] != "lines" for y in trace["y"]]


def test_a_link_shows_what_was_known_on_a_day_says_so_and_leads_back_to_now():
    app = open_page("membership", lang="en", as_of="2026-02-15", metric="party_members")
    assert "Shown is what was known on 15 February 2026: the data release of 31 January 2026." in told(app)
    assert values(app) == [1018, 1019, 1020]
    assert app.query_params["as_of"] == "2026-02-15"
    # it goes along to another page, in whose address it stands as well
    sound(app.switch_page("pages/admissions.py").run())
    assert app.query_params["as_of"] == "2026-02-15"
    sound(app.switch_page("pages/membership.py").run())
    sound(next(one for one in app.button if one.label == EN.say("Show what is known now")).click().run())
    assert told(app) == ""
    assert values(app) == [1018, 1019, 1033, 1044]
    assert "as_of" not in app.query_params


def test_a_release_is_chosen_at_the_side_and_back_leads_to_what_was_before():
    app = open_page("membership", lang="en", metric="party_members")
    (side,) = (one for one in app.selectbox if one.label == EN.say("Known as of"))
    assert side.options == ["Now", "The release of 30 June 2026", "The release of 31 January 2026"]
    sound(side.select("2026-01-31").run())
    assert app.query_params["as_of"] == "2026-01-31"
    assert values(app) == [1018, 1019, 1020]
    # back: the address of before
    del app.query_params["as_of"]
    assert values(sound(app.run())) == [1018, 1019, 1033, 1044]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-01-30", "2026-01-30 is before the first release that is kept, of 2026-01-31"),
        ("9999-01-01", "9999-01-01 is still to come"),
    ],
)
def test_a_day_of_which_nothing_is_known_says_which_can_be_told(day: str, why: str):
    app = open_page("membership", lang="en", as_of=day, metric="party_members")
    assert why in told(app)
    assert told(app).endswith("Shown is what is known now.")
    assert values(app) == [1018, 1019, 1033, 1044]
    assert "as_of" not in app.query_params


@pytest.mark.parametrize(("shown", "sent"), [({"as_of": "2026-02-15"}, "Bản phát hành 31/1/2026"), ({}, "Hiện tại")])
def test_the_words_of_a_day_in_another_language_are_no_choice(shown: dict[str, str], sent: str):
    """A browser in which something is chosen while the language changes sends the list of days as it was."""
    app = open_page("membership", lang="en", metric="party_members", **shown)
    before = values(app)
    days = next(one for one in app.selectbox if one.key == "filter_as_of")
    days.options = [sent]
    days.set_value(sent)
    sound(app.run())
    assert not app.toast
    assert values(app) == before
    assert app.query_params.get("as_of") == shown.get("as_of")


def test_what_is_no_day_is_left_out_and_named():
    app = open_page("membership", lang="en", as_of="soon")
    assert any("=soon" in one.value for one in app.toast)
    assert "as_of" not in app.query_params


def test_a_torn_record_is_named_and_the_figures_of_now_are_shown(folder: Path):
    record = folder / "releases" / "2026-06-30.json.gz"
    record.write_bytes(record.read_bytes()[:50])
    app = open_page("membership", lang="en", as_of="2026-06-30", metric="party_members")
    assert "cannot be read" in told(app)
    assert values(app) == [1018, 1019, 1033, 1044]


def test_the_evidence_of_a_figure_tells_its_trail():
    opened = {"open": "series.sources", "figure": "series.nghe-an~2020"}
    app = open_page("membership", lang="en", metric="party_members", **opened)
    trail = next(one.value.replace("\\", "") for one in app.caption if one.value.startswith(EN.say("What became of this figure:")))
    assert trail.splitlines()[1:] == [
        "31 January 2026: 1,020 people (release of the data)  ",
        "30 June 2026: 1,033 people instead of 1,020 people (release of the data)",
    ]
    app = open_page("membership", lang="en", metric="party_members", as_of="2026-02-01", **opened)
    trail = next(one.value.replace("\\", "") for one in app.caption if one.value.startswith(EN.say("What became of this figure:")))
    assert len(trail.splitlines()) == 2


def test_imports_wait_for_what_is_known_now_and_without_releases_nothing_is_offered(folder: Path):
    app = open_page("import", lang="en", as_of="2026-02-01")
    assert [one.value for one in app.info] == ["What is imported is added to what is known now: show that first."]
    for path in (folder / "releases").iterdir():
        path.unlink()
    app = open_page("membership", lang="en")
    assert EN.say("Known as of") not in [one.label for one in app.selectbox]


def test_days_with_the_same_knowledge_share_a_store_and_each_is_called_by_its_own_name(monkeypatch: pytest.MonkeyPatch):
    made: list[str] = []

    def counted(folder: Path, home: Path, day: str = "") -> tuple[Store, Loaded]:
        made.extend(filter(None, [day]))
        return store_as_of(folder, home, day)

    monkeypatch.setattr(view, "store_as_of", counted)
    for day, name in (("2026-02-15", "15 February 2026"), ("2026-03-20", "20 March 2026"), ("2026-02-15", "15 February 2026")):
        assert f"What was known on {name}" in told(open_page("membership", lang="en", as_of=day)).replace("Shown is what", "What")
    assert made == ["2026-02-15"]


@pytest.mark.usefixtures("built_anew")
def test_a_page_whose_questions_take_too_long_says_so_and_others_go_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARTY_METRICS_PAGE_SECONDS", "0.001")
    for page in ("membership", "data"):
        app = open_page(page, lang="en")
        said = [one.value for one in (*app.warning, *app.error)]
        assert any("The question took longer than 0.001 seconds and was ended." in one for one in said)
    monkeypatch.delenv("PARTY_METRICS_PAGE_SECONDS")
    assert values(open_page("membership", lang="en", metric="party_members")) == [1018, 1019, 1033, 1044]


def test_a_download_whose_questions_take_too_long_is_ended_and_told(monkeypatch: pytest.MonkeyPatch):
    store = Store.build(data(NOW))
    ended: list[Message] = []

    def made() -> bytes:
        return str(store.rows("SELECT count(*) FROM observation", {})[1]).encode()

    assert in_time(made, ended) == b"[(4,)]"
    monkeypatch.setenv("PARTY_METRICS_PAGE_SECONDS", "0.001")
    with pytest.raises(TookTooLong):
        in_time(lambda: b"".join(made() for _ in range(10_000)), ended)
    monkeypatch.delenv("PARTY_METRICS_PAGE_SECONDS")
    assert len(ended) == 1
    # the open page says so when it looks for what is new; once
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    app.session_state[ENDED] = ended
    said = "The question took longer than 0.001 seconds and was ended."
    assert [one.value.startswith(said) for one in sound(app.run()).toast] == [True]
    assert not ended
    assert not sound(app.run()).toast
