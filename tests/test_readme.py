"""README tells the truth: its commands are those that CI runs, its rooms those of the project. Each dependency has its reason."""

from __future__ import annotations

import ast
import itertools
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.browser.conftest import START
from tests.browser.picture import PICTURE, WINDOW
from tests.folders import PROJECT
from tests.test_layers import GROUND, ROOMS

README = (PROJECT / "README.md").read_text("utf-8")
CI = (PROJECT / ".ci" / "run").read_text("utf-8")
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
RUNTIME = [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
MCP, SPARK, TEST, BENCH = ([Requirement(text) for text in EXTRAS[extra]] for extra in ("mcp", "spark", "test", "bench"))
BUILD = [Requirement(text) for text in PYPROJECT["build-system"]["requires"]]
PINS = dict(
    line.split("==") for line in (PROJECT / "constraints.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
)


def blocks(language: str) -> list[str]:
    """The fenced blocks of README in this language."""
    return [block.strip() for block in re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)]


def section(title: str) -> str:
    """The part of README under this heading."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_two_commands_of_one_line():
    assert [block.count("\n") for block in blocks("sh")] == [0, 0]


def test_ci_runs_both_word_for_word():
    lines = CI.splitlines()
    assert [command for command in blocks("sh") if command not in lines] == []


def test_windows_forms_do_the_same():
    swapped = [
        command.replace("python3 -m venv", "py -m venv").replace(".venv/bin/", ".venv\\Scripts\\") for command in blocks("sh")
    ]
    assert blocks("bat") == ["\n".join(swapped)]


def test_browser_tests_start_what_readme_starts():
    assert blocks("sh")[0].endswith(" && .venv/bin/" + " ".join(START))


def test_every_dependency_has_its_reason_beside_its_name():
    reasons = dict(
        re.findall(
            r"""^    "([a-z0-9-]+)(?:==[0-9.]+|; sys_platform != 'win32')?",  # (\S.*)$""",
            (PROJECT / "pyproject.toml").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    assert sorted(reasons) == sorted({requirement.name for requirement in RUNTIME + MCP + SPARK + TEST + BENCH})


def test_what_is_only_measured_against_is_pinned_beside_its_name():
    """No command of README installs it, so that the constraints do not hold it."""
    assert [str(requirement.specifier)[:2] for requirement in BENCH] == ["=="] * len(BENCH)
    assert not {requirement.name for requirement in BENCH} & {*PINS, *(one.name for one in RUNTIME + MCP + SPARK + TEST)}


def test_readme_is_read_in_one_sitting():
    assert len(README.splitlines()) <= 90


def test_the_picture_is_as_wide_as_a_screen_and_quick_to_load():
    (picture,) = re.findall(r"^!\[.+\]\((.+)\)$", README, re.MULTILINE)
    content = (PROJECT / picture).read_bytes()
    assert int.from_bytes(content[16:20]) == 1440
    assert len(content) < 300_000
    assert WINDOW["width"] == 1440
    assert PROJECT / picture == PICTURE
    assert ".venv/bin/python -m tests.browser.picture" in README


def drawn(folder: str) -> list[str]:
    """What README lists in a folder, in its order."""
    lines = section("Where is what").split(f"\n{folder}/")[1].split("\n")[1:]
    inside = itertools.takewhile(lambda line: line.startswith("  "), lines)
    return [name for line in inside for name in re.findall(r"\w+(?:/|\.py)", line.strip().split("  ")[0])]


def test_every_room_is_listed_in_the_order_of_imports():
    """That each of these exists, and no other, tests/test_layers.py looks at."""
    listed = drawn("metrics")
    assert listed[: len(ROOMS) + 1] == ["__main__.py", *(f"{room}/" for room in ROOMS)]
    assert set(listed[len(ROOMS) + 1 :]) == {f"{file}.py" for file in GROUND}


def test_every_folder_of_pages_is_listed():
    there = {f"{path.name}/" for path in (PROJECT / "pages").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert set(drawn("pages")) == there


def test_constraints_hold_names_and_versions_only():
    assert [pin for pin in PINS.items() if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", "==".join(pin))] == []
    assert list(PINS) == sorted(PINS)


def test_what_builds_the_project_is_pinned():
    assert {str(requirement.specifier) for requirement in BUILD} == {f"=={PINS['setuptools']}"}


def test_everything_installed_is_pinned():
    installed = {name: version(name) for name in needed(RUNTIME + TEST)}
    assert {name: PINS.get(name) for name in installed} == installed


def needed(requirements: list[Requirement], seen: set[str] | None = None) -> set[str]:
    """These packages and all that they need on this system."""
    seen = set() if seen is None else seen
    for requirement in requirements:
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        try:
            needed([Requirement(text) for text in requires(name) or ()], seen)
        except PackageNotFoundError:
            pytest.fail(f"{name} is not installed; README's test command installs it")
    return seen


def test_the_product_imports_only_what_it_declares():
    declared = {canonicalize_name(requirement.name) for requirement in RUNTIME + MCP + SPARK}
    packages = packages_distributions()
    undeclared = {
        (path.name, module)
        for path in [PROJECT / "dashboard.py", *PROJECT.glob("metrics/**/*.py"), *PROJECT.glob("pages/**/*.py")]
        for module in imported(path)
        if module not in sys.stdlib_module_names | {"metrics", "pages"}
        # of an extra that is not installed: by its own name
        and not declared & {canonicalize_name(name) for name in packages.get(module, (module,))}
    }
    assert undeclared == set()


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
