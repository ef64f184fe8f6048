"""What the API answers and refuses, without a server: forms, pages of rows, limits, whatever hostile hands send."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from metrics.data.history import keep
from metrics.errors import DataError
from metrics.intake.batches import Loaded, with_batches
from metrics.serving.answers import ENDPOINTS, Answer
from metrics.serving.asking import LONGEST
from metrics.serving.limits import MOST_ADDRESSES, Rates, SettingError, Settings
from metrics.serving.routes import READING, openapi, routes
from metrics.serving.writing import as_csv
from metrics.store.as_of import store_as_of
from metrics.store.store import Store
from metrics.vocabulary import Boundary, Comparison
from tests.folders import PROJECT, SEEDS
from tests.serving.asgi import ask
from tests.small import data, write

BLOC = "metric=party_members&province=nghe-an&kind=agencies_bloc"
UNLIMITED = Settings(rate=0)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return with_batches(SEEDS, None)


def api(store: Store, loaded: Loaded, settings: Settings = UNLIMITED, base: str = "") -> ASGIApp:
    return Starlette(routes=routes(lambda day: (store, loaded), settings, base))


@pytest.fixture(scope="module")
def app(store: Store, loaded: Loaded) -> ASGIApp:
    return api(store, loaded)


# what was known on a day -------------------------------------------------------------------------------------------------
def test_of_a_day_it_answers_what_was_known_then_or_says_why_it_cannot(tmp_path: Path):
    folder = write(data("nghe-an.agencies-bloc party_members 2021 4900"), tmp_path / "data")
    keep(folder, "2026-01-31")
    write(data("nghe-an.agencies-bloc party_members 2021 5164"), folder)
    app = Starlette(routes=routes(lambda day: store_as_of(folder, None, day), UNLIMITED))
    now, then = (ask(app, f"/api/query?{BLOC}{more}") for more in ("", "&as_of=2026-02-01"))
    assert [row["value"] for got in (now, then) for row in got.json["rows"]] == [5164, 4900]
    assert (then.json["data"]["as_of"], then.json["data"]["release"]) == ("2026-02-01", "2026-01-31")
    assert now.json["data"]["as_of"] is None
    assert now.json["data"]["state"] != then.json["data"]["state"]
    assert now.headers["etag"] != then.headers["etag"]
    for day, said in (("2026-01-30", "before the first release"), ("9999-01-01", "still to come"), ("soon", "is not a day")):
        error = ask(app, f"/api/sources?as_of={day}").json["error"]
        assert (error["code"], error["parameter"]) == ("parameter", "as_of")
        assert said in error["en"]
    assert ask(app, "/api/provinces?as_of=20260201").status == 400


# forms --------------------------------------------------------------------------------------------------------------------
def test_json_tells_the_answer_its_sources_and_how_to_cite_it(app: ASGIApp):
    got = ask(app, f"/api/query?{BLOC}&year=2021")
    told = got.json
    assert got.headers["content-type"] == "application/json"
    assert told["columns"] == ["province", "year", "value", "unit", "qualifier", "status", "covers", "figures", "sources"]
    assert told["rows"][0]["value"] == 5164
    assert told["sources"] == [
        {"source": "seed-000", "publisher": "Báo Nghệ An", "published": "2021-09", "url": told["sources"][0]["url"]}
    ]
    assert told["question"]["kinds"] == ["agencies_bloc"]
    assert all(told["data"]["state"] in told["cite"][language] for language in ("vi", "en"))


@pytest.mark.parametrize(
    ("more", "accept", "kind"),
    [
        ("", "*/*", "application/json"),
        ("", "text/html,application/xhtml+xml", "application/json"),
        ("", "text/csv", "text/csv"),
        ("", "text/csv, application/json", "text/csv"),
        ("", "application/json, text/csv", "application/json"),
        ("&format=csv", "application/json", "text/csv"),
        ("&format=json", "text/csv", "application/json"),
    ],
)
def test_the_form_is_what_the_address_or_else_the_header_asks_for(app: ASGIApp, more: str, accept: str, kind: str):
    got = ask(app, f"/api/query?{BLOC}{more}", accept=accept)
    assert got.headers["content-type"].partition(";")[0] == kind
    assert got.headers["vary"] == "Accept"


def test_a_csv_has_the_name_of_a_download(app: ASGIApp):
    got = ask(app, f"/api/query?{BLOC}&format=csv")
    name = "party_members-by-province-year-nghe-an-agencies_bloc.csv"
    assert got.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("written", ["year=2019:2021", "year=2019&year=2021"])
def test_years_are_written_as_on_the_command_line_or_as_pages_do(app: ASGIApp, written: str):
    assert ask(app, f"/api/query?{BLOC}&{written}").json["question"]["years"] == [2019, 2021]


def test_lists_are_separated_by_commas_or_repeated_and_blocs_are_both_kinds(app: ASGIApp):
    joined = ask(app, "/api/query?metric=papi_rank&province=nghe-an,H%C3%A0%20Giang").json
    repeated = ask(app, "/api/query?metric=papi_rank&province=nghe-an&province=ha-giang").json
    assert joined["rows"] == repeated["rows"] != []
    assert ask(app, "/api/query?metric=members_admitted&kind=blocs").json["question"]["kinds"] == [
        "agencies_bloc",
        "agencies_enterprises_bloc",
    ]


def test_the_reasons_of_missing_rows_are_told_in_both_languages(app: ASGIApp):
    address = "/api/query?metric=admission_rate&boundary=34&kind=province_wide"
    told = ask(app, address).json
    assert told["blanks"]
    assert all(blank["vi"] != blank["en"] for blank in told["blanks"])
    assert ask(app, f"{address}&format=csv").headers["x-blanks"] == str(len(told["blanks"]))


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_in_csv():
    answer = Answer(("value", "quote"), [(-18.0, '=HYPERLINK("x")')], "x")
    assert as_csv(answer, range(1)).decode() == 'value,quote\n-18,"\'=HYPERLINK(""x"")"\n'


# rows that are many -------------------------------------------------------------------------------------------------------
def test_a_capped_answer_says_so_and_leads_to_the_rest(store: Store, loaded: Loaded):
    app = api(store, loaded, Settings(rate=0, rows=40))
    whole = ask(api(store, loaded), "/api/provinces").json
    assert (whole["total"], whole["capped"], whole["next"]) == (86, False, None)
    found, address, pages = [], "/api/provinces", 0
    while address:
        got = ask(app, address)
        told = got.json
        assert (told["total"], got.headers["x-total-count"]) == (86, "86")
        assert told["capped"] is bool(told["next"])
        assert got.headers.get("link", "") == (f'<{told["next"]}>; rel="next"' if told["next"] else "")
        found += told["rows"]
        address, pages = told["next"], pages + 1
    assert (found, pages) == (whole["rows"], 3)
    assert ask(app, "/api/provinces?limit=41").status == 400


# nothing new --------------------------------------------------------------------------------------------------------------
def test_what_a_reader_has_already_is_not_sent_again(app: ASGIApp, store: Store, loaded: Loaded):
    got = ask(app, f"/api/query?{BLOC}")
    again = ask(app, f"/api/query?{BLOC}", if_none_match=f'"x", {got.headers["etag"]}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", got.headers["etag"])
    others = [ask(app, f"/api/query?{BLOC}{more}").headers["etag"] for more in ("&year=2021", "&format=csv")]
    others.append(ask(app, f"/api/evidence?{BLOC}").headers["etag"])
    assert len({got.headers["etag"], *others}) == 4
    assert ask(app, f"/api/query?{BLOC}&year=2021", if_none_match=got.headers["etag"]).status == 200


# limits -------------------------------------------------------------------------------------------------------------------
def test_an_address_that_asks_too_much_waits_and_others_do_not(store: Store, loaded: Loaded):
    app = api(store, loaded, Settings(rate=3))
    assert [ask(app, "/api/provinces?limit=1").status for _ in range(5)] == [200, 200, 200, 429, 429]
    refused = ask(app, "/api/provinces")
    assert (refused.json["error"]["code"], refused.headers["retry-after"]) == ("too_many", "20")
    assert ask(app, "/feed.atom").status == 429
    assert ask(app, "/api/provinces", client="192.0.2.2").status == 200


def test_a_rate_fills_again_as_time_goes():
    now = [0.0]
    rates = Rates(60, lambda: now[0])
    assert [rates.wait("a") for _ in range(60)] == [0] * 60
    assert rates.wait("a") == 1
    now[0] = 2
    assert [bool(rates.wait("a")) for _ in range(3)] == [False, False, True]
    # one household has many numbers of IPv6
    assert [bool(Rates(1).wait("2001:db8::1"))] == [False]
    one = Rates(1)
    assert [bool(one.wait(f"2001:db8::{number}")) for number in (1, 2)] == [False, True]
    for number in range(MOST_ADDRESSES + 10):
        rates.wait(str(number))
    assert len(rates._left) == MOST_ADDRESSES


def test_a_question_that_takes_too_long_is_ended(loaded: Loaded):
    # a store that remembers no answer
    app = api(Store.build(loaded.seeds), loaded, Settings(rate=0, seconds=0.0001))
    started = time.monotonic()
    got = ask(app, "/api/query?metric=par_index_rank&compare=previous_year")
    assert (got.status, got.json["error"]["code"]) == (504, "took_too_long")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("text", ["many", "-1", "nan"])
def test_a_setting_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv("PARTY_METRICS_API_RATE", text)
    with pytest.raises(SettingError, match="PARTY_METRICS_API_RATE"):
        Settings.of_environment()


# other servers' pages -----------------------------------------------------------------------------------------------------
def test_pages_of_other_servers_may_ask_only_where_they_are_named(store: Store, loaded: Loaded):
    theirs = {"origin": "https://other.example"}
    closed, opened = api(store, loaded), api(store, loaded, Settings(rate=0, origins=("https://other.example",)))
    preflight = {**theirs, "access_control_request_method": "GET"}
    assert "access-control-allow-origin" not in ask(closed, "/api/provinces", **theirs).headers
    assert ask(closed, "/api/provinces", "OPTIONS", **preflight).status == 405
    assert ask(opened, "/api/provinces", **theirs).headers["access-control-allow-origin"] == "https://other.example"
    assert ask(opened, "/api/provinces", "OPTIONS", **preflight).status == 200
    # a page that keeps answers itself asks whether they still hold
    assert ask(opened, "/api/provinces", "OPTIONS", **preflight, access_control_request_headers="if-none-match").status == 200
    assert "access-control-allow-origin" not in ask(opened, "/api/provinces", origin="https://third.example").headers


# refusals -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("target", "status", "code", "parameter", "words"),
    [
        ("query", 400, "parameter", "metric", "/api/metrics"),
        ("query?metric=party_membres", 400, "question", None, "party_members"),
        ("query?metric=party_members", 422, "refused", None, "by=kind"),
        ("query?metric=par_index_rank&by=year", 422, "refused", None, "into by."),
        ("query?metric=papi_rank&province=TP.HCM", 400, "parameter", "province", "ho-chi-minh-2025"),
        ("query?metric=papi_rank&provinces=nghe-an", 400, "parameter", "provinces", "Did you mean province"),
        ("query?metric=papi_rank&lang=vi", 400, "parameter", "lang", "Accepted"),
        ("query?metric=papi_rank&metric=par_index_rank", 400, "parameter", "metric", "2 times"),
        ("query?metric=papi_rank&boundary=64", 400, "parameter", "boundary", "63, 34, reported"),
        ("query?metric=papi_rank&compare=rival", 400, "parameter", "compare", "previous_year"),
        ("query?metric=papi_rank&year=2024:2017", 400, "parameter", "year", "2017:2024"),
        ("query?metric=papi_rank&year=2017:", 400, "parameter", "year", "2017:2024"),
        ("query?metric=papi_rank&year=2017&year=2018&year=2019", 400, "parameter", "year", "first and last"),
        ("query?metric=papi_rank&breakdown=form", 400, "question", None, "body=committee"),
        ("query?metric=papi_rank&unit=percent", 400, "question", None, "its units"),
        ("query?metric=papi_rank&by=form", 400, "question", None, "no breakdown dimension"),
        ("provinces?limit=0", 400, "parameter", "limit", "from 1"),
        ("provinces?offset=-1", 400, "parameter", "offset", "from 0"),
        ("provinces?limit=1e3", 400, "parameter", "limit", "whole number"),
        ("provinces?format=xml", 400, "parameter", "format", "json, csv"),
        ("nothing", 404, "address", None, "/api"),
        ("", 404, "address", None, "/api"),
    ],
)
def test_a_wrong_question_is_refused_with_its_place_and_its_remedy(
    app: ASGIApp, target: str, status: int, code: str, parameter: str | None, words: str
):
    got = ask(app, f"/api/{target}")
    error = got.json["error"]
    assert (got.status, error["code"], error.get("parameter")) == (status, code, parameter)
    assert words in error["en"]
    assert error["vi"]
    assert not re.search("is not known|Accepted|Did you mean|shows them", error["vi"])
    assert "--" not in error["en"]


HOSTILE = (
    "' OR 1=1 --",
    "x'; DROP TABLE observation; --",
    "$kinds",
    "%s{0}{metric}",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\x00",
    "a\nb",
    "％ｓ",
    "\u202egnirts",
    "9" * 4000,
    ",,,,",
    ";;=;=",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", [*ENDPOINTS["query"].parameters, "search", "nothing"])
def test_whatever_stands_in_a_parameter_is_answered_clearly(app: ASGIApp, name: str, text: str):
    pairs = {"metric": "papi_rank", "province": "nghe-an", name: text}
    path = "provinces" if name == "search" else "query"
    target = f"/api/{path}?{urlencode({name: text} if name == 'search' else pairs)}"
    got = ask(app, target)
    assert got.status in (200, 400, 422)
    assert_says_nothing_of_the_machine(got.body)
    if got.status != 200:
        assert set(got.json["error"]) >= {"code", "vi", "en"}


def assert_says_nothing_of_the_machine(body: bytes) -> None:
    text = body.decode()
    assert "Traceback" not in text
    assert str(PROJECT) not in text
    assert "site-packages" not in text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("metric=%ff%fe", 400),
        ("metric=%ED%A0%80", 400),
        ("metric=%zz", 400),
        ("%00=1", 400),
        ("metric=papi_rank&" + "&".join("province=nghe-an" for _ in range(250)), 414),
        ("search=" + "a" * LONGEST, 414),
        ("&&&&", 400),
    ],
)
def test_bytes_that_are_no_parameters_are_refused(app: ASGIApp, query: str, status: int):
    got = ask(app, f"/api/query?{query}")
    assert got.status == status
    assert_says_nothing_of_the_machine(got.body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/api", "/api/query", "/api/nothing", "/feed.atom"])
def test_it_can_only_be_read(app: ASGIApp, method: str, path: str):
    got = ask(app, path, method)
    assert (got.status, got.headers["allow"], got.json["error"]["code"]) == (405, ", ".join(READING), "read_only")


def test_data_that_cannot_be_loaded_are_told_without_a_path():
    def broken(day: str) -> tuple[Store, Loaded]:
        raise DataError([])

    def failing(day: str) -> tuple[Store, Loaded]:
        raise ValueError(str(PROJECT))

    for current, status, code in ((broken, 503, "data"), (failing, 500, "failed")):
        got = ask(Starlette(routes=routes(current, UNLIMITED)), "/api/provinces")
        assert (got.status, got.json["error"]["code"]) == (status, code)
        assert_says_nothing_of_the_machine(got.body)


# below a path, and the file that describes all of it ----------------------------------------------------------------------
def test_below_a_base_path_all_addresses_are_below_it(store: Store, loaded: Loaded):
    app = api(store, loaded, base="/figures/")
    told = ask(app, "/figures/api").json["addresses"]
    assert set(told) == {"openapi", "feed", *ENDPOINTS}
    assert all(
        ask(app, f"{path}?metric=papi_rank" if "q" in path or "ev" in path else path).status == 200 for path in told.values()
    )
    assert ask(app, "/figures/api/openapi.json").json["servers"] == [{"url": "/figures"}]
    assert ask(app, "/figures/api/provinces?limit=80").json["next"].startswith("/figures/api/provinces?")


def test_the_openapi_file_tells_every_address_and_parameter():
    told = openapi()
    known = told["components"]["parameters"]

    def names(path: str) -> list[str]:
        listed = [
            known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in told["paths"][path]["get"]["parameters"]
        ]
        return [one["name"] for one in listed]

    assert set(told["paths"]) == {"/api", "/api/openapi.json", "/feed.atom", *(f"/api/{name}" for name in ENDPOINTS)}
    assert {name: tuple(names(f"/api/{name}")) for name in ENDPOINTS} == {
        name: endpoint.parameters for name, endpoint in ENDPOINTS.items()
    }
    assert set(known["boundary"]["schema"]["enum"]) == set(Boundary.__args__)  # type: ignore[attr-defined]
    assert set(known["compare"]["schema"]["enum"]) == set(Comparison.__args__)  # type: ignore[attr-defined]


def test_the_openapi_file_tells_every_code_of_a_refusal():
    text = (PROJECT / "metrics" / "serving" / "routes.py").read_text("utf-8")
    codes = set(re.findall(r'_refused\(\d+, "(\w+)"', text))
    assert set(openapi()["components"]["schemas"]["Error"]["properties"]["error"]["properties"]["code"]["enum"]) == codes


def test_answers_have_the_shape_that_the_openapi_file_says(app: ASGIApp):
    schemas = openapi()["components"]["schemas"]
    told = ask(app, f"/api/query?{BLOC}").json
    assert set(schemas["Rows"]["required"]) <= set(told) == {*schemas["Rows"]["properties"], "metric", "sources"}
    assert shape(told, schemas["Rows"]["properties"]) == []


def shape(told: dict[str, Any], properties: dict[str, Any]) -> list[str]:
    """The fields whose type is not the one that is said."""
    types = {"array": list, "object": dict, "integer": int, "boolean": bool, "string": str, "null": type(None)}
    wanted = {name: one["type"] if isinstance(one["type"], list) else [one["type"]] for name, one in properties.items()}
    return [
        name for name, kinds in wanted.items() if name in told and not isinstance(told[name], tuple(types[kind] for kind in kinds))
    ]


def test_docs_tell_every_address_and_parameter():
    text = (PROJECT / "docs" / "api.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `/api/(\w+)` \|.*\| ([^|]*) \|$", text, re.MULTILINE))
    assert {name: tuple(re.findall(r"`(\w+)`", cell)) for name, cell in rows.items()} == {
        name: endpoint.own for name, endpoint in ENDPOINTS.items()
    }


def test_the_file_that_describes_the_api_is_the_one_that_is_served(app: ASGIApp):
    file = json.loads(Path(PROJECT / "metrics" / "serving" / "openapi.json").read_text("utf-8"))
    got = ask(app, "/api/openapi.json")
    assert got.json == file
    assert ask(app, "/api/openapi.json", if_none_match=got.headers["etag"]).status == 304
