"""The command line: a contract that scripts rely on. Data on stdout, narration on stderr; exit 0 done, 1 wrong, 2 usage."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from metrics.vocabulary import Observation
from tests import small
from tests.folders import PROJECT
from tests.here import Told, run

pytestmark = pytest.mark.usefixtures("stores_kept")
QUERY = ("query", "party_members", "--province", "nghe-an", "--kind", "agencies_bloc")
COLUMNS = ["province", "year", "value", "unit", "qualifier", "status", "covers", "figures", "sources"]


def table(done: Told) -> list[list[str]]:
    assert done.code == 0, done.err
    return list(csv.reader(io.StringIO(done.out)))


def test_a_command_is_a_program_of_its_own(run_cli: Callable[..., CompletedProcess[str]]):
    """What the other tests of this file ask in this process, from outside: bytes in UTF-8 and the exit code."""
    for words in (QUERY, ("query", "party_members", "--province", "Nghệ Ann"), ("query",)):
        done, told = run_cli(*words), run(*words)
        assert (done.returncode, done.stdout, done.stderr) == told[:3]


def test_every_command_that_is_listed_tells_its_own_options():
    listed = re.findall(r"^    ([a-z]+) +\S", run("--help").out, re.MULTILINE)
    assert {"check", "query", "import", "undo", "extract", "report", "export", "mcp"} < set(listed)
    for name in listed:
        told = run(name, "--help")
        assert (told.code, told.err) == (0, "")
        assert told.out.startswith(f"usage: python -m metrics {name} ")


def test_a_question_does_not_wait_for_the_reader_of_articles():
    program = "import sys, metrics.__main__; metrics.__main__.main(['list']); sys.exit('metrics.extract' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True).returncode == 0


def test_an_import_does_not_wait_for_what_answers_questions(tmp_path: Path):
    heavy = {"babel", "metrics.answers.query", "metrics.files.export", "metrics.words.wording"}
    program = f"import sys, metrics.__main__; metrics.__main__.main(['imports']); print(sorted({heavy} & set(sys.modules)))"
    told = {**os.environ, "PARTY_METRICS_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, env=told, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_query_prints_csv_in_the_order_of_the_contract():
    rows = table(run(*QUERY))
    assert rows[0] == COLUMNS
    assert ["nghe-an", "2021", "5164", "person", "eq", "complete", "2021-09", "1", "seed-000"] in rows


def test_a_year_with_nothing_stated_is_a_header_only():
    assert table(run(*QUERY, "--year", "2003")) == [COLUMNS]


def test_the_same_rows_in_json_and_as_a_table():
    found = json.loads(run(*QUERY, "--format", "json").out)
    assert found[-1]["value"] == 5164
    assert isinstance(found[-1]["value"], int)
    lines = run(*QUERY, "--format", "table").out.splitlines()
    assert lines[0].split() == COLUMNS
    assert lines[-1].split()[:3] == ["nghe-an", "2021", "5164"]


def test_lists_may_be_joined_by_commas_or_repeated():
    joined = run("query", "papi_rank", "--province", "nghe-an,ha-giang", "--year", "2019")
    repeated = run("query", "papi_rank", "--province", "nghe-an", "--province", "ha-giang", "--year", "2019:2019")
    assert len(table(joined)) == 3
    assert joined.out == repeated.out


def test_comparison_columns_come_last():
    rows = table(run("query", "par_index_rank", "--province", "nghe-an", "--year", "2024", "--compare", "previous_year"))
    assert rows[0] == [*COLUMNS, "previous", "change", "change_percent"]
    assert rows[1][2] == "27"
    assert rows[1][-3:] == ["15", "-12", ""]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("query", "party_member"), ("party_member", "party_members")),
        (("query", "party_members", "--province", "nghe-ann"), ("nghe-ann", "nghe-an")),
        (("query", "party_members", "--province", "Nghệ Ann"), ("nghe-an",)),
        (("query", "party_members", "--region", "bac-bo"), ("bac-bo", "bac-trung-bo")),
        (("query", "party_members", "--kind", "bloc"), ("bloc", "agencies_bloc")),
        (("query", "party_members", "--by", "provinces"), ("provinces", "province")),
        (("query", "party_members", "--by", "form"), ("form", "group")),
        (("query", "members_disciplined", "--breakdown", "form=reprimended"), ("reprimended", "reprimand")),
        (("query", "members_disciplined", "--breakdown", "reprimand"), ("reprimand", "body=committee")),
        (("query", "party_members", "--unit", "kg"), ("kg", "person", "percent")),
        (("query", "party_members"), ("agencies_bloc", "province_wide", "--kind")),
        (("query", "party_members", "--kind", "province_wide,district"), ("province_wide", "district")),
        (("query", "par_index_rank", "--by", "year"), ("ranks", "province")),
        (("query", "party_members", "--kind", "district", "--by", "province", "--compare", "previous_year"), ("year",)),
        (("evidence", "no_such_metric"), ("no_such_metric",)),
        (("sql", "party_members"), ("--kind",)),
    ],
)
def test_a_wrong_question_is_refused_with_a_remedy(arguments: tuple[str, ...], words: tuple[str, ...]):
    done = run(*arguments)
    assert done.code == 1
    assert done.out == ""
    assert "Traceback" not in done.err
    assert all(word in done.err for word in words), done.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("query",),
        ("question", "party_members"),
        ("query", "party_members", "--year", "twenty"),
        ("query", "party_members", "--year", "2017:"),
        ("query", "party_members", "--year", "2020:2017"),
        ("query", "party_members", "--yeer", "2017"),
        # of a script whose variable is empty it would be every province, and every kind
        ("query", "party_members", "--province", ""),
        ("query", "party_members", "--region", " , "),
        ("evidence", "party_members", "--kind", ""),
        ("query", "party_members", "--boundary", "35"),
        ("query", "party_members", "--compare", "last_week"),
        ("query", "party_members", "--format", "xml"),
        ("check", "--format", "csv"),
    ],
)
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]):
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""


def test_list_names_every_metric():
    rows = table(run("list"))
    assert rows[0] == ["metric", "name_vi", "name_en", "kind", "unit", "topic"]
    assert ["party_members", "Đảng viên", "Party members", "stock", "person", "membership"] in rows


def test_sql_is_what_query_runs():
    done = run("sql", *QUERY[1:])
    assert done.code == 0
    assert done.out.startswith("SELECT r.province AS key_province, r.year AS key_year, r.value")
    assert "-- $provinces = ['nghe-an']" in done.out


def test_evidence_has_the_words_and_says_what_is_used():
    rows = table(run("evidence", "members_admitted", "--province", "ninh-thuan", "--by", "kind,year"))
    kept = [name for name in Observation.__dataclass_fields__ if name not in ("decimals", "row", "place")]
    assert rows[0] == [*kept, "url", "publisher", "published", "used"]
    found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    used = {(figure["value"], figure["status"]): figure["used"] for figure in found}
    assert used["129", "reported"] == "yes"
    assert used["12", "over_target"] == "no: over_target"
    assert all(figure["quote"] and figure["publisher"] for figure in found)


def test_evidence_is_never_refused_for_mixing_kinds():
    rows = table(run("evidence", "party_members"))
    assert len(rows) > 100
    # the query itself is refused, so none of them is used
    assert all(row[-1].startswith("no: the question is refused (party_members: the selection holds") for row in rows[1:])


def test_evidence_of_a_ratio_holds_its_parts():
    rows = table(run("evidence", "member_share_of_staff", "--province", "nghe-an", "--year", "2021"))
    assert {row[2] for row in rows[1:]} == {"member_share_of_staff", "party_members", "staff_total"}


def test_evidence_of_a_rank_cites_its_address():
    rows = table(run("evidence", "dti_rank", "--province", "nghe-an", "--year", "2023"))
    assert rows[1][0].startswith("https://")
    assert rows[1][1] == "nghe-an.administration"


def test_check_finds_nothing_wrong_with_the_seeds():
    done = run("check")
    assert done.code == 0
    assert done.out == ""
    assert "observations.csv:669: value: dispute" in done.err


def test_nothing_half_loaded_is_ever_answered(seeds_dir: Path, tmp_path: Path):
    folder = tmp_path / "data"
    shutil.copytree(seeds_dir, folder)
    file = folder / "observations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",5164,person,", ",five,person,", 1), encoding="utf-8")
    for command in (("query", "papi_rank", "--year", "2019"), ("list",), ("evidence", "papi_rank"), ("sql", "papi_rank")):
        done = run(*command, "--data", folder)
        assert done.code == 1
        assert done.out == ""
        assert "observations.csv:" in done.err
        assert "five" in done.err
    checked = run("check", "--data", folder)
    assert checked.code == 1
    assert "five" in checked.out


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    done = run(*QUERY, "--data", tmp_path / "nowhere")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "provinces.csv" in done.err


@pytest.mark.parametrize("word", ["Nghệ An", "NGHE AN", "nghean", "40", "tỉnh Nghệ An"])
def test_a_province_is_found_by_its_name_or_code(word: str):
    asked = ["query", "party_members", "--year", "2020:2021", "--province"]
    named, by_slug = run(*asked, word), run(*asked, "nghe-an")
    assert (named.code, named.out) == (0, by_slug.out)
    assert "nghe-an,2021" in named.out


def test_a_name_that_means_two_units_is_refused_with_both():
    for command in ("query", "sql", "evidence"):
        done = run(command, "party_members", "--province", "TP.HCM")
        assert (done.code, done.out) == (1, "")
        assert "ho-chi-minh, ho-chi-minh-2025" in done.err


# a locale without accents --------------------------------------------------------------------------------------------
ARTICLE = "Năm 2024, toàn tỉnh kết nạp 3.400 đảng viên mới."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names files in Unicode whatever the locale")
@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (("extract", "{folder}/bài báo.txt", "--province", "Nghệ An"), 0, "nghe-an.province-wide,members_admitted,,3400"),
        (("extract", "{folder}/không có.txt"), 1, "không có.txt is not a file"),
        (("import", "{folder}/hỏng.csv"), 1, "hỏng.csv holds no table"),
        (("check", "--data", "{folder}/dữ liệu"), 0, "0 problems"),
        (("release", "--data", "{folder}/dữ liệu"), 0, "dữ liệu/releases/"),
        (("query", "đảng_viên"), 1, "Metric 'đảng_viên' is not known"),
        (("query", "party_members", "--đ"), 2, "unrecognized arguments: --đ"),
        (("extract", "{folder}/b\udce0i.txt"), 1, r"b\udce0i.txt is not a file"),
    ],
)
def test_names_with_accents_do_in_a_locale_without(
    project: Path, tmp_path: Path, arguments: tuple[str, ...], exit_code: int, told: str
):
    (tmp_path / "bài báo.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "hỏng.csv").write_text("hỏng\n", "utf-8")
    small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), tmp_path / "dữ liệu")
    command = [sys.executable, "-m", "metrics", *(one.replace("{folder}", str(tmp_path)) for one in arguments)]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment = plain | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=False)
    shown = (done.stdout + done.stderr).decode("utf-8")
    assert (done.returncode, told in shown, "Traceback" in shown) == (exit_code, True, False)
