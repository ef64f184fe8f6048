"""docs/ tells the truth: its examples give the answers that stand there, its lists are complete, what it names exists."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from metrics.data.seeds import load
from metrics.intake.mapping.kept import mapping_of
from metrics.intake.mapping.propose import Catalogue
from pages.parts.filters import PARAMETERS
from tests import small
from tests.folders import PROJECT, SEEDS
from tests.here import run

DOCS = PROJECT / "docs"
PAGES = [*(PROJECT / f"{name}.md" for name in ("README", "CHANGELOG", "CONTRIBUTING")), *sorted(DOCS.glob("*.md"))]
COMMAND_LINE = (DOCS / "command-line.md").read_text("utf-8")
ADDRESSES = (DOCS / "addresses.md").read_text("utf-8")
API = (DOCS / "api.md").read_text("utf-8")
BATCH = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-\d{6}-[0-9a-f]{4}")


def blocks(text: str, language: str) -> list[str]:
    """What stands in the fenced blocks of this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


# docs/rules.md ----------------------------------------------------------------------------------------------------------
def rules() -> Iterator[tuple[str, str, list[str], int, str]]:
    """Each question of an example: its rule, the figures above it, its words, the exit code and the rows that it must give."""
    for section in (DOCS / "rules.md").read_text("utf-8").split("\n## ")[1:]:
        for block in blocks(section, "text"):
            figures, *questions = re.split(r"^(?=query )", block, flags=re.MULTILINE)
            for question in questions:
                asked, *rows = [line.strip() for line in question.strip().splitlines()]
                code = 1 if rows == ["exit 1"] else 0
                yield section.split(".")[0], figures, shlex.split(asked), code, "" if code else "\n".join(rows)


RULES = list(rules())


def test_every_rule_has_an_example():
    assert {rule for rule, *_ in RULES} == {str(number) for number in range(1, 13)}


@pytest.mark.parametrize(("figures", "asked", "code", "rows"), [one[1:] for one in RULES], ids=[f"rule {one[0]}" for one in RULES])
def test_the_examples_of_the_rules_are_answered_so(figures: str, asked: list[str], code: int, rows: str, tmp_path: Path):
    folder = small.write(small.data(figures), tmp_path / "data")
    told = run(*asked, "--data", folder)
    assert (told.code, "\n".join(told.out.splitlines()[1:])) == (code, rows)


# docs/command-line.md ----------------------------------------------------------------------------------------------------
def steps() -> Iterator[tuple[list[str], str, int]]:
    """Each command of the examples, what it shows, and its exit code, which is 0 where the example does not ask for it."""
    for block in blocks(COMMAND_LINE, "console"):
        told = [tuple(step.partition("\n")[::2]) for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
        for place, (command, shown) in enumerate(told):
            if command != "echo $?":
                asks = told[place + 1 : place + 2]
                yield shlex.split(command), shown, int(asks[0][1]) if asks and asks[0][0] == "echo $?" else 0


def as_pattern(shown: str) -> str:
    """An example's lines as a pattern: a line of `…` stands for any lines, else `…` for any letters."""
    lines = [".*" if line == "…" else re.escape(line).replace("…", "[^\n]*") for line in shown.splitlines(keepends=False)]
    return "".join(f"(?:{line}\n)*" if line == ".*" else f"{line}\n" for line in lines)


@pytest.mark.usefixtures("stores_kept")
def test_the_examples_of_the_command_line_show_what_they_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One after another in one folder, as a reader would type them: later ones use what earlier ones wrote."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "imports"))
    batches: dict[str, str] = {}
    for words, shown, code in steps():
        match words:
            case ["cat", file]:
                Path(file).parent.mkdir(exist_ok=True)
                Path(file).write_text(shown, "utf-8")
            case ["cp", "-r", "seeds", target]:
                shutil.copytree(SEEDS, target)
            case ["python", "-m", "metrics", *arguments]:
                done = run(*(BATCH.sub(lambda name: batches[name[0]], word) for word in arguments))
                for written, real in zip(BATCH.findall(shown), BATCH.findall(done.shown), strict=False):
                    batches.setdefault(written, real)
                wanted = BATCH.sub(lambda name: batches.get(name[0], name[0]), shown)
                assert re.fullmatch(as_pattern(wanted), done.shown), f"{shlex.join(words)} shows\n{done.shown}\nand not\n{wanted}"
                assert done.code == code, f"{shlex.join(words)} exits with {done}"
            case _:
                pytest.fail(f"an example that no test can run: {shlex.join(words)}")


def test_the_example_for_statistical_programs_reads_what_is_exported(tmp_path: Path):
    folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5164"), tmp_path / "data")
    assert run("export", "--format", "sdmx", "--out", tmp_path, "--data", folder).code == 0
    (example,) = blocks((DOCS / "machines.md").read_text("utf-8"), "python")
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, "5164.0" in done.stdout) == (0, True), done.stderr


def test_the_example_of_a_report_is_made_of_the_projects_data(tmp_path: Path):
    (example,) = blocks((DOCS / "reports.md").read_text("utf-8"), "toml")
    (tmp_path / "monthly.toml").write_text(example, "utf-8")
    done = run("report", tmp_path / "monthly.toml", "--out", tmp_path)
    assert done.code == 0, done.shown


def test_the_example_of_a_mapping_is_read(seeds_dir: Path):
    (example,) = blocks((DOCS / "own-tables.md").read_text("utf-8"), "toml")
    mapping = mapping_of("papi.toml", example.encode(), Catalogue.of(load(seeds_dir)))
    assert [one.sheets for one in mapping.sheets] == [("2015", "2016")]


def help_of(*words: str) -> str:
    code, _, _, shown = run(*words, "--help")
    assert code == 0
    return shown


COMMANDS = re.findall(r"^    ([a-z]+) ", help_of(), re.MULTILINE)


def test_every_command_is_listed_and_has_an_example():
    table = COMMAND_LINE.split("| command | does |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", "".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE)))) == set(COMMANDS)
    assert {words[3] for words, _, _ in steps() if words[0] == "python"} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_told_and_every_option_told_exists(command: str):
    (section,) = (one for one in COMMAND_LINE.split("\n## ")[1:] if f"`{command}`" in one.splitlines()[0])
    # a section of several commands says whose an option is, where it is not of all
    told = {
        option
        for cell, words in re.findall(r"^\| (`--.*?) \| (.*) \|$", section, re.MULTILINE)
        for option in re.findall(r"--[a-z-]+", cell)
        if {command} >= {name for name in re.findall(r"^`(\w+)`[:,]", words) if name in COMMANDS}
    }
    assert told == set(re.findall(r"--[a-z-]+", help_of(command))) - {"--help", "--data", "--format"}


# what draws a choice, or keeps what stands in the address, under the name that comes first
CHOSEN = ("address.listed", "address.pick", "address.segments", "address.text", "address.keep_all")


# docs/addresses.md -------------------------------------------------------------------------------------------------------
def parameters() -> set[str]:
    """The parameters that the pages read: the shared filters, and each name that a choice stands under in the address."""
    found = set(PARAMETERS)
    for path in (PROJECT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CHOSEN:
                name = node.args[0]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "choose_side":
                name = node.args[1]
            elif (
                isinstance(node, ast.Call) and ast.unparse(node.func) in ("choose", "Drawn") and isinstance(node.args[0], ast.Tuple)
            ):
                name = node.args[0].elts[0]
            else:
                continue
            found |= {str(name.value)} if isinstance(name, ast.Constant) else set()
    return found


def test_every_parameter_of_an_address_is_told_and_every_one_told_is_read():
    rows = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|.*`(/[^`]*)` \|$", ADDRESSES, re.MULTILINE)
    told = {name for cell, _ in rows for name in re.findall(r"`([a-z_]+)`", cell)}
    assert told == parameters()
    for cell, example in rows:
        assert set(re.findall(r"`([a-z_]+)`", cell)) <= set(parse_qs(urlsplit(example).query))


def test_every_page_is_listed_and_every_listed_page_exists():
    assert set(re.findall(r"`pages/(\w+\.py)`", ADDRESSES)) == {path.name for path in (PROJECT / "pages").glob("*.py")}


def test_every_variable_of_the_environment_is_told():
    named = {
        name
        for path in [*PROJECT.glob("metrics/**/*.py"), *PROJECT.glob("pages/**/*.py"), PROJECT / "dashboard.py"]
        for name in re.findall(r'environ\.get\("(PARTY_METRICS_\w+)"', path.read_text("utf-8"))
    }
    assert set(re.findall(r"^\| `(PARTY_METRICS_\w+)` \|", ADDRESSES + API, re.MULTILINE)) == named


# what is named exists ------------------------------------------------------------------------------------------------------
SUFFIXES = (".csv", ".gz", ".js", ".md", ".png", ".po", ".py", ".sql", ".toml", ".txt", "/")


def prose(path: Path) -> str:
    """A page without its fenced blocks, whose files are the examples' own."""
    return re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def named_files(text: str) -> set[str]:
    """The files and folders that a page names in `code`."""
    words = (word.split(":")[0] for code in re.findall(r"`([^`]+)`", text) for word in code.split())
    return {word for word in words if re.fullmatch(r"[\w./*-]+", word) and word.endswith(SUFFIXES) and word.strip("/.")}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_file_that_a_page_names_exists(page: Path):
    assert sorted(name for name in named_files(prose(page)) if not any([*PROJECT.glob(name), *SEEDS.glob(name)])) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_between_pages_leads_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)\)", prose(page))
    assert sorted(link for link in links if "://" not in link and not (page.parent / link).exists()) == []


def test_every_name_that_a_recipe_gives_stands_in_a_file_that_it_names():
    """A name in `code` that is no file, as `DIMENSIONS`, is defined at the top of one of the recipe's files."""
    wrong = []
    for recipe in re.split(r"\n\n", prose(PROJECT / "CONTRIBUTING.md").split("## Eleven changes")[1].split("\n## ")[0]):
        names = set(re.findall(r"`([A-Z][A-Za-z]*(?:_[A-Z]+)*|[a-z]+_of)`", recipe))
        text = "\n".join((PROJECT / file).read_text("utf-8") for file in named_files(recipe) if (PROJECT / file).is_file())
        wrong += [name for name in names if not re.search(rf"^(?:class |def )?{name}\b", text, re.MULTILINE)]
    assert wrong == []


def test_nothing_is_left_to_fill_in():
    assert [page.name for page in PAGES if "TODO" in prose(page)] == []
