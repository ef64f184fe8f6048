"""The server for programs, asked by a real client in a process of its own: what it finds, answers, proves and refuses."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from metrics.__main__ import main
from metrics.data.history import keep
from metrics.store.builds import build
from tests import small
from tests.folders import PROJECT
from tests.loops import run

FIGURES = """
nghe-an.agencies-bloc members_admitted 2019 150 @paper:2020-01-05
nghe-an.agencies-bloc members_admitted 2020-H1 90
nghe-an.agencies-bloc members_admitted 2020 >=210 @later:2021-05
nghe-an.agencies-bloc members_admitted 2020 230 target
ha-tinh.agencies-bloc members_admitted 2020 40
nghe-an.province-wide members_admitted 2020 2100
rank PAPI 2019 nghe-an 25 43.5
rank PAPI 2019 ha-tinh 3 46.1
"""
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "stock over kinds": ("query", {"metric": "members_admitted"}),
    "ranks added": ("query", {"metric": "papi_rank", "by": ["year"]}),
    "ranks": ("query", {"metric": "papi_rank", "province": ["Nghe An"], "language": "en"}),
    "half and year": ("query", {"metric": "members_admitted", "by": ["year"], "kind": ["agencies_bloc"], "year": 2020}),
    "by period": ("query", {"metric": "members_admitted", "by": ["province", "period"], "kind": ["agencies_bloc"]}),
    "compared": ("query", {"metric": "members_admitted", "kind": ["agencies_bloc"], "compare": "target", "year": "2020"}),
    "nested kinds": ("query", {"metric": "members_admitted", "kind": ["agencies_bloc", "province_wide"], "language": "en"}),
    "nothing there": ("query", {"metric": "members_admitted", "province": ["ha-tinh"], "kind": ["agencies_bloc"], "year": "2015"}),
    "unknown metric": ("query", {"metric": "members_admited", "language": "en"}),
    "unknown place": ("query", {"metric": "papi_rank", "province": ["TP.HCM"], "language": "en"}),
    "unknown column": ("query", {"metric": "papi_rank", "by": ["hexagon"], "language": "en"}),
    "no year": ("query", {"metric": "papi_rank", "year": "next"}),
    "backward years": ("query", {"metric": "papi_rank", "year": "2020:2019"}),
    "code in a name": ("query", {"metric": "papi_rank; DROP TABLE observation", "language": "en"}),
    "code in a place": ("query", {"metric": "papi_rank", "province": ["x' OR 1=1 --"], "language": "en"}),
    "code in a part": ("query", {"metric": "members_admitted", "breakdown": "group=female' OR 1=1", "language": "en"}),
    "long name": ("query", {"metric": "x" * 1_000_000}),
    "long list": ("query", {"metric": "papi_rank", "province": ["nghe-an"] * 1000}),
    "wrong type": ("query", {"metric": {"a": 1}}),
    "no metric": ("evidence", {}),
    "wrong boundary": ("query", {"metric": "papi_rank", "boundary": "65"}),
    "empty words": ("find", {"text": "  "}),
    "odd words": ("find", {"text": "\u0000 \u202e 𝛼 %_\\"}),
    "long words": ("find", {"text": "a" * 100_000}),
    "no tool": ("delete", {}),
    "still there": ("find", {"text": "papi"}),
}


@dataclass
class Session:
    """What a client saw: the tools, the answers of CALLS, and those of a walk from words to evidence."""

    tools: dict[str, Any] = field(default_factory=dict)
    replies: dict[str, Any] = field(default_factory=dict)
    walk: dict[str, Any] = field(default_factory=dict)

    def refused(self, name: str) -> str:
        reply = self.replies[name]
        assert reply.is_error
        return str(reply.content[0].text)

    def answered(self, name: str) -> dict[str, Any]:
        reply = self.replies[name]
        assert not reply.is_error, reply.content
        return dict(reply.structured_content)


async def ask(folder: Path, session: Session) -> None:
    command = ["-m", "metrics", "mcp", "--data", str(folder)]
    with (folder.parent / "told.txt").open("w") as told:
        server = StdioServerParameters(command=sys.executable, args=command, cwd=PROJECT)
        async with Client(stdio_client(server, told)) as client:
            session.tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            await walk(client.call_tool, session.walk)
            for name, (tool, arguments) in CALLS.items():
                session.replies[name] = await client.call_tool(tool, arguments)
            asked = {"metric": "members_admitted", "kind": ["agencies_bloc"]}
            (folder / "sources.csv").write_text("nonsense\n", "utf-8")
            session.walk["broken"] = await client.call_tool("query", asked)
            small.write(small.data(FIGURES, "ha-tinh.agencies-bloc members_admitted 2021 44"), folder)
            session.walk["later"] = await client.call_tool("query", asked)
            for day in ("2026-01-31", "2001-01-01", "soon"):
                session.walk[day] = await client.call_tool("query", {**asked, "as_of": day})


async def walk(call: Callable[[str, dict[str, Any]], Awaitable[Any]], seen: dict[str, Any]) -> None:
    """From words without accents to the figures behind an answer, each step by what the one before gave."""
    seen["metric"] = (await call("find", {"text": "ket nap dang vien"})).structured_content["found"][0]
    seen["place"] = (await call("find", {"text": "nghe an"})).structured_content["found"][0]
    asked = {"metric": seen["metric"]["code"], "province": [seen["place"]["code"]], "kind": ["agencies_bloc"], "year": "2019:2020"}
    seen["answer"] = (await call("query", asked)).structured_content
    seen["evidence"] = (await call("evidence", asked)).structured_content


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder, found = tmp_path_factory.mktemp("mcp") / "data", Session()
    small.write(small.data(FIGURES), folder)
    keep(folder, "2026-01-31")
    run(ask(folder, found))
    return found


def test_three_tools_that_change_nothing(session: Session):
    assert set(session.tools) == {"find", "query", "evidence"}
    for tool in session.tools.values():
        assert tool.annotations.read_only_hint is True
        assert "language" in tool.input_schema["properties"]
        assert tool.description


def test_the_docs_list_what_each_tool_takes(session: Session):
    told = (PROJECT / "docs" / "machines.md").read_text("utf-8")
    rows = re.findall(r"^\| `(find|query|evidence)` \| .* \| (.*) \|$", told, re.MULTILINE)
    listed = {name: set(re.findall("`([a-z_]+)`", takes)) for name, takes in rows}
    listed["evidence"] = listed["evidence"] or listed["query"]
    assert listed == {name: set(tool.input_schema["properties"]) for name, tool in session.tools.items()}


def test_from_words_to_an_answer_to_its_evidence(session: Session):
    seen = session.walk
    assert (seen["metric"]["kind"], seen["metric"]["code"], seen["metric"]["unit"]) == ("metric", "members_admitted", "person")
    assert (seen["place"]["kind"], seen["place"]["code"], seen["place"]["name"]) == ("province", "nghe-an", "Nghệ An")
    first, second = seen["answer"]["rows"]
    assert (first["year"], first["value"], first["status"]) == (2019, 150, "complete")
    # rule 9: the bound stays, in the columns and in the sentence
    assert (second["value"], second["qualifier"], second["names"]["province"]) == (210, "ge", "Nghệ An")
    assert "từ 210 đảng viên" in second["sentence"]
    assert "trở lên" in second["sentence"]
    assert {one["url"] for one in seen["answer"]["sources"]} == {"https://example.org/paper", "https://example.org/later"}
    used = [(row["period"], row["value"], row["used"], row["quote"]) for row in seen["evidence"]["rows"]]
    assert used[:2] == [("2019", 150, "yes", "tổng số có 150"), ("2020", 210, "yes", "tổng số có 210")]
    assert {(period, why) for period, _, why, _ in used[2:]} == {
        ("2020-H1", "no: another figure of the year counts"),
        ("2020", "no: target"),
    }


def test_what_must_not_be_added_is_refused_with_the_remedy(session: Session):
    assert "ranks, scores and percentages are never added or averaged. Put province" in session.refused("ranks added")
    assert "Choose one with kind, or tell them apart with by kind." in session.refused("stock over kinds")
    assert "không cộng" in session.refused("ranks added")
    assert "contain one another" in session.refused("nested kinds")


def test_a_half_year_is_never_added_to_its_year(session: Session):
    (row,) = session.answered("half and year")["rows"]
    # 210 of one bloc and 40 of the other, not the 90 of the first half as well
    assert (row["value"], row["qualifier"], row["figures"]) == (250, "ge", 2)
    told = {(row["province"], row["period"]): row["value"] for row in session.answered("by period")["rows"]}
    assert told["nghe-an", "2020-H1"] == 90


def test_what_is_compared_keeps_its_bound(session: Session):
    """Rule 9: 210 or more of a target of 230."""
    row = next(row for row in session.answered("compared")["rows"] if row["province"] == "nghe-an")
    assert (row["previous"], row["change"], row["change_qualifier"]) == (230, -20, "ge")


def test_a_rank_is_of_how_many(session: Session):
    (row,) = session.answered("ranks")["rows"]
    assert (row["value"], row["covers"]) == (25, "2019; of 25")
    assert "25/25" in row["sentence"]


def test_an_empty_answer_says_what_is_known_instead(session: Session):
    told = session.answered("nothing there")
    assert (told["rows"], told["without_a_figure"]) == ([], ["ha-tinh"])
    assert told["known_instead"] == [{"kind": "agencies_bloc", "years": [2020]}]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unknown metric", "Did you mean members_admitted"),
        ("unknown place", "ho-chi-minh, ho-chi-minh-2025; write the one that is meant"),
        ("unknown column", "Dimension 'hexagon' is not known"),
        ("no year", "'next' is not a year or a range of years; write 2019 or 2017:2024."),
        ("backward years", "write 2019:2020"),
        ("code in a name", "is not known"),
        ("code in a place", "is not known"),
        ("code in a part", "Value of group"),
        ("long name", "1000000 letters; at most 200 are read"),
        ("long list", "1000 values; at most 100 are read"),
        ("wrong type", "Input should be a valid string"),
        ("no metric", "Field required"),
        ("wrong boundary", "Input should be '63', '34' or 'reported'"),
        ("empty words", "text is empty"),
        ("long words", "100000 letters"),
        ("no tool", "Unknown tool: delete"),
    ],
)
def test_odd_input_is_refused_in_a_sentence(session: Session, name: str, said: str):
    assert said in session.refused(name)


def test_it_goes_on_after_all_of_that(session: Session):
    assert session.answered("odd words")["found"] == []
    assert "papi_rank" in {one["code"] for one in session.answered("still there")["found"]}


def test_what_changes_meanwhile_counts_from_the_next_question_on(session: Session):
    assert session.walk["broken"].is_error
    assert "sources.csv:1" in session.walk["broken"].content[0].text
    rows = session.walk["later"].structured_content["rows"]
    assert [row["value"] for row in rows if row["year"] == 2021] == [44]


def test_of_a_day_it_answers_what_was_known_then_or_says_why_it_cannot(session: Session):
    now, then = (session.walk[name].structured_content["rows"] for name in ("later", "2026-01-31"))
    assert [row["value"] for row in now if row not in then] == [44]
    assert then == [row for row in now if row in then]
    assert "before the first release" in session.walk["2001-01-01"].content[0].text
    assert "'soon' is not a day" in session.walk["soon"].content[0].text


def test_from_a_build_it_answers_as_from_its_folder_and_from_the_next_one_at_once(tmp_path: Path):
    folder, builds = tmp_path / "data", tmp_path / "builds"
    asked = {"metric": "members_admitted", "kind": ["agencies_bloc"]}
    seen: dict[str, Any] = {}

    async def both() -> None:
        with (tmp_path / "told.txt").open("w") as told:
            from_build, from_folder = (
                StdioServerParameters(command=sys.executable, args=["-m", "metrics", "mcp", *place], cwd=PROJECT)
                for place in (("--build", str(builds)), ("--data", str(folder)))
            )
            async with Client(stdio_client(from_build, told)) as one, Client(stdio_client(from_folder, told)) as other:
                for figures in (FIGURES, f"{FIGURES}\nha-tinh.agencies-bloc members_admitted 2021 44"):
                    made(figures)
                    for tool, arguments in (("query", asked), ("evidence", asked), ("find", {"text": "ket nap"})):
                        answers = [(await client.call_tool(tool, arguments)).structured_content for client in (one, other)]
                        assert answers[0] == answers[1]
                        seen[tool] = answers[0]
                seen["then"] = await one.call_tool("query", {**asked, "as_of": "2026-01-31"})

    def made(figures: str) -> None:
        small.write(small.data(figures), folder)
        build(folder, builds)

    made(FIGURES)
    run(both())
    assert [row["value"] for row in seen["query"]["rows"] if row["year"] == 2021] == [44]
    assert seen["find"]["found"][0]["code"] == "members_admitted"
    assert seen["then"].is_error
    assert "ask without as_of" in seen["then"].content[0].text


def test_a_build_and_a_folder_are_not_asked_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["mcp", "--build", str(tmp_path), "--data", str(tmp_path)])
    assert "--build goes without --data" in capsys.readouterr().err
    assert main(["mcp", "--build", str(tmp_path)]) == 1
    assert "holds no build. Make one" in capsys.readouterr().err


def test_data_that_cannot_be_loaded_end_it_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = small.write(small.data(FIGURES), tmp_path / "data")
    (folder / "sources.csv").write_text("nonsense\n", "utf-8")
    assert main(["mcp", "--data", str(folder)]) == 1
    told = capsys.readouterr()
    assert (told.out, "sources.csv:1" in told.err) == ("", True)


def test_without_the_extra_it_says_what_to_install():
    program = "import sys; sys.modules['mcp'] = None; from metrics.__main__ import main; sys.exit(main(['mcp']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=120)
    assert (done.returncode, done.stdout) == (1, "")
    assert 'pip install -c constraints.txt -e ".[mcp]"' in done.stderr
