"""Changed lines that the tests must notice: a fixed random sample by cosmic-ray's operators, and by our own of the SQL.

    .venv/bin/pip install cosmic-ray coverage
    .venv/bin/python -m benchmarks.trust mutation [--changes N] [--minutes M] [--keep FOLDER]

First the tests that concern these modules run once under `coverage`, which notes the tests of each line. Each change is made
in a copy of the project, and the tests of its line run there until one fails, then those of its room. What no test notices is told
with its line, and what `equivalent.txt` argues for is left out of the score. What changes no meaning (annotations, docstrings) is
not sampled. The SQL, whose lines no coverage sees, has the tests of answers. `--keep` holds what is known: a run that was stopped
goes on there.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.trust.table import Tried, tried

PROJECT = Path(__file__).resolve().parents[2]
MODULES = ("answers/*.py", "store/*.py", "period.py", "territory.py", "extract/numbers.py", "extract/periods.py")
SQL = ("answers/*.sql", "store/*.sql")
TESTS = (
    *("tests/test_period.py", "tests/test_territory.py", "tests/store", "tests/invariants"),
    *("tests/answers", "--deselect=tests/answers/test_properties.py"),
    *(f"tests/extract/test_{name}.py" for name in ("periods", "phrases", "other_words", "newer_words", "beyond", "robust")),
)
OF_SQL = ("tests/invariants", "tests/answers/test_shares.py", "tests/answers/test_statement.py", "tests/answers/test_left_out.py")
COPIED = ("metrics", "tests", "seeds", "benchmarks", "docs", "pages", "dashboard.py", "pyproject.toml", "README.md")
# what a change that those let pass must pass too, by its room
REST = {
    **dict.fromkeys(("answers", "store", "period.py", "territory.py"), ("tests/answers/test_properties.py",)),
    "extract": ("tests/extract",),
}
# what a change of SQL puts in the place of what
IN_SQL = (
    *(
        (r"<=", "<"),
        (r">=", ">"),
        (r"(?<![<>])=(?!=)", "<>"),
        (r"<>", "="),
        (r"\bAND\b", "OR"),
        (r"\bOR\b", "AND"),
        (r"\bmin\(", "max("),
    ),
    *(
        (r"\bmax\(", "min("),
        (r"\bsum\(", "max("),
        (r"\bNOT ", ""),
        (r"\bDESC\b", "ASC"),
        (r"\bLEFT JOIN\b", "JOIN"),
        (r" \+ ", " - "),
    ),
    *(
        (r" - ", " + "),
        (r"\b0\b", "1"),
        (r"\b1\b", "2"),
        (r"\btrue\b", "false"),
        (r"\bfalse\b", "true"),
        (r"\bIS NULL\b", "IS NOT NULL"),
    ),
    *(
        (r"\bcount\(DISTINCT ", "count("),
        (r"\bUNION ALL\b", "INTERSECT"),
        (r"\bEXISTS\b", "NOT EXISTS"),
        (r"\bcoalesce\(", "nullif("),
    ),
)
SEED = 14
# survivors that no test can notice, each with why
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
# seconds that tests may take; what hangs longer is noticed by whoever waits for it
AT_MOST = 900
# so many of a line's tests come first: most changes fail one of them
FIRST_TESTS = 40


class Change(NamedTuple):
    """A file of the project with one place changed."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        before = self.path.read_text("utf-8").splitlines()
        lines = difflib.unified_diff(before, self.text.splitlines(), n=0, lineterm="")
        marked = [one[1:].strip() for one in lines if one[0] in "+-" and not one.startswith(("+++", "---"))]
        return f"{self.path.relative_to(PROJECT)}:{self.line}: {' → '.join(marked)}"

    @property
    def name(self) -> str:
        """What is changed, wherever in its file it stands."""
        path, _, what = str(self).split(":", 2)
        return f"{path}:{what}"


def meaning(text: str) -> str:
    """What a module does: its syntax without annotations and docstrings; empty where it has none."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if getattr(node, name, None) is not None:
                setattr(node, name, None if name == "returns" or isinstance(node, ast.arg) else ast.Constant(0))
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            body[0] = ast.Pass()
    return ast.dump(tree)


def of_python(number: int) -> Iterator[Change]:
    """So many changes by cosmic-ray, at places of chance."""
    init: Any = importlib.import_module("cosmic_ray.commands.init")
    mutating: Any = importlib.import_module("cosmic_ray.mutating")
    plugins: Any = importlib.import_module("cosmic_ray.plugins")
    paths = sorted(path for pattern in MODULES for path in (PROJECT / "metrics").glob(pattern))
    places: dict[tuple[str, object], list[Any]] = {}
    for item in init._all_work_items(paths, {}):
        (one,) = item.mutations
        places.setdefault((one.module_path, one.start_pos), []).append(one)
    found, chance = 0, random.Random(SEED)
    for _, choices in chance.sample(sorted(places.items(), key=lambda item: repr(item[0])), len(places)):
        one = chance.choice(choices)
        path = Path(one.module_path)
        before = path.read_text("utf-8")
        text = mutating.mutate_code(before, plugins.get_operator(one.operator_name)(), one.occurrence)
        if text and meaning(text) not in ("", meaning(before)):
            yield Change(path, one.start_pos[0], text)
            found += 1
            if found == number:
                return


def of_sql(number: int) -> Iterator[Change]:
    """So many changes of the SQL, at places of chance; comments are left alone."""
    places = []
    for path in sorted(path for pattern in SQL for path in (PROJECT / "metrics").glob(pattern)):
        text = path.read_text("utf-8")
        for pattern, other in IN_SQL:
            for match in re.finditer(pattern, text):
                start = text.rfind("\n", 0, match.start()) + 1
                if "--" not in text[start : match.start()]:
                    places.append((path, match.start(), match.end(), other))
    for path, start, end, other in random.Random(SEED).sample(places, min(number, len(places))):
        text = path.read_text("utf-8")
        yield Change(path, text.count("\n", 0, start) + 1, text[:start] + other + text[end:])


# tests ------------------------------------------------------------------------------------------------------------------
def noted(data_file: Path) -> dict[str, dict[int, list[str]]]:
    """The tests of each line of each module, by a run under coverage; one that was made before is taken as it is."""
    if not data_file.exists():
        settings = data_file.with_suffix(".rc")
        settings.write_text(f"[run]\ndynamic_context = test_function\nsource = metrics\ndata_file = {data_file}\n")
        told = ["-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest", "-n", "0", "-q", *TESTS]
        subprocess.run([sys.executable, *told], cwd=PROJECT, stdout=sys.stderr)
    coverage: Any = importlib.import_module("coverage")
    data = coverage.CoverageData(str(data_file))
    data.read()
    return {name.rpartition("/metrics/")[2]: data.contexts_by_lineno(name) for name in data.measured_files()}


def tests_of(change: Change, lines: dict[str, dict[int, list[str]]]) -> list[str]:
    """The tests that a change may fail, in an order of chance; of a line that runs at import, tests of the whole module."""
    if change.path.suffix == ".sql":
        return list(OF_SQL)
    own = lines.get(str(change.path.relative_to(PROJECT / "metrics")), {})
    found = {one for one in own.get(change.line, ()) if one} or {one for line in own.values() for one in line if one}
    ids = []
    for one in sorted(found):
        module, _, name = one.rpartition(".")
        if (PROJECT / f"{module.replace('.', '/')}.py").exists():
            ids.append(f"{module.replace('.', '/')}.py::{name}")
    return random.Random(str(change)).sample(ids, len(ids))


def notices(change: Change, copy: Path, tests: Sequence[str]) -> bool:
    """Does a test fail, or go on without end?"""
    if not tests:
        return False
    path = copy / change.path.relative_to(PROJECT)
    before = path.read_text("utf-8")
    path.write_text(change.text, "utf-8")
    try:
        child = os.fork()
        if not child:
            _run(copy, tests)
        until = time.monotonic() + AT_MOST
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) != 0
            time.sleep(0.05)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True
    finally:
        path.write_text(before, "utf-8")


def _run(copy: Path, tests: Sequence[str]) -> None:
    """Run tests in a copy, in this process, which ends with it; what is imported from elsewhere stays imported."""
    os.setpgid(0, 0)
    os.chdir(copy)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("metrics", "tests", "pages", "benchmarks")]:
        del sys.modules[name]
    sys.path[:] = [str(copy), *(one for one in sys.path if Path(one or ".").resolve() != PROJECT)]
    os.environ["PYTHONPATH"] = str(copy)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    pytest: Any = importlib.import_module("pytest")
    # what is imported already cannot be rewritten, and need not be
    own = ["-n", "0", "-p", "no:cacheprovider", f"--rootdir={copy}", "-W", "ignore:Module already imported"]
    os._exit(int(pytest.main(["-x", "-q", *own, *tests])))


# all of it ----------------------------------------------------------------------------------------------------------------
def mutation(number: int, minutes: float, kept: Path | None = None) -> Iterator[Tried]:
    """A line for each module, of the SQL a seventh of the changes; what no test has noticed is told, all of it."""
    for name in ("pytest", "hypothesis", "duckdb", "pydantic", "babel", "plotly", "streamlit.testing.v1", "pandas", "pyarrow"):
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as name:
        folder = kept or Path(name)
        folder.mkdir(exist_ok=True)
        lines = noted(folder / "coverage")
        copy = Path(name) / "copy"
        for part in COPIED:
            source = PROJECT / part
            if source.is_dir():
                shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                copy.mkdir(exist_ok=True)
                shutil.copyfile(source, copy / part)
        same = PROJECT / "metrics" / "period.py"
        unchanged = Change(same, 1, same.read_text("utf-8"))
        for tests in (TESTS[:1], OF_SQL[1:2]):
            yield tried(
                "control: nothing changed", ["a test fails with nothing changed"] if notices(unchanged, copy, tests) else [""]
            )
        for changes, share in ((of_python(number), 6 / 7), (of_sql(max(1, number // 6)), 1 / 7)):
            yield from _by_module(changes, copy, lines, folder / "outcomes.jsonl", time.monotonic() + 60 * minutes * share)


def _by_module(
    changes: Iterable[Change], copy: Path, lines: dict[str, dict[int, list[str]]], file: Path, until: float
) -> Iterator[Tried]:
    known: dict[str, bool] = {}
    if file.exists():
        known = {one["change"]: one["noticed"] for one in map(json.loads, file.read_text("utf-8").splitlines())}
    argued = {line.partition("  # ")[0] for line in EQUIVALENT.read_text("utf-8").splitlines() if not line.startswith("#")}
    found: dict[str, list[str]] = {}
    equal: dict[str, int] = {}
    for change in changes:
        module = str(change.path.relative_to(PROJECT))
        own = found.setdefault(module, [])
        if change.name in argued:
            equal[module] = equal.get(module, 0) + 1
            continue
        if str(change) not in known:
            if time.monotonic() > until:
                break
            own_tests, rest = tests_of(change, lines), REST[change.path.relative_to(PROJECT / "metrics").parts[0]]
            turns = (own_tests[:FIRST_TESTS], own_tests[FIRST_TESTS:], rest)
            known[str(change)] = any(notices(change, copy, tests) for tests in turns)
            with file.open("a", encoding="utf-8") as told:
                print(json.dumps({"change": str(change), "noticed": known[str(change)]}, ensure_ascii=False), file=told)
            print("noticed " if known[str(change)] else "survived", change, flush=True)
        own.append("" if known[str(change)] else str(change))
    for module, outcomes in sorted(found.items()):
        if outcomes or equal.get(module):
            yield tried(f"changed lines of {module}", outcomes, f"and {equal[module]} argued equal" if module in equal else "")
