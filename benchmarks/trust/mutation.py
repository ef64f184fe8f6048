"""Changed lines that the tests must notice: a fixed random sample by cosmic-ray's operators, and by our own of the SQL.

    .venv/bin/pip install cosmic-ray coverage
    .venv/bin/python -m benchmarks.trust mutation [--changes N] [--minutes M] [--keep FOLDER]

First the tests that concern these modules run once under `coverage`, which notes the tests of each line (`noting`). Each change is
made in a copy of the project, and the tests of its line run there until one fails, those named after its module first, then the
quickest, in a fork of a process that has collected them (`forked`); what runs at import, in a process that imports anew. What no
test notices is told with its line, and what `equivalent.txt` argues for is left out of the score. What changes no meaning
(annotations, docstrings) is not sampled. `--keep` holds what is known: a run that was stopped goes on there, with what was never
asked, then with what survived, for which there may be a test by now. At last the tests that noticed run where nothing is changed.
"""

from __future__ import annotations

import ast
import difflib
import functools
import hashlib
import importlib
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from benchmarks.trust.forked import AT_IMPORT, NOTICED, SURVIVED, Asking, Failing, Job, asked_apart, changed
from benchmarks.trust.noting import Notes
from benchmarks.trust.table import Tried, tried

PROJECT = Path(__file__).resolve().parents[2]
MODULES = ("answers/*.py", "store/*.py", "period.py", "territory.py", "extract/numbers.py", "extract/periods.py")
SQL = ("answers/*.sql", "store/*.sql")
TESTS = (
    *("tests/test_period.py", "tests/test_territory.py"),
    *(f"tests/store/test_{name}.py" for name in ("large", "limit", "resolving", "store")),
    "tests/invariants",
    *("tests/answers", "--deselect=tests/answers/test_properties.py"),
    *(f"tests/profile/test_{name}.py" for name in ("comparison", "versus", "merger")),
    "tests/extract",
    *(f"--deselect=tests/extract/test_{name}.py" for name in ("corpora", "confidence", "fit", "robust", "serves")),
)
COPIED = ("metrics", "tests", "seeds", "benchmarks", "docs", "pages", "dashboard.py", "pyproject.toml", "README.md")
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
# so many of a line's tests come first, the quickest: most changes fail one of them
FIRST_TESTS = 40
# seconds that the others may take together when nothing is changed
MOST = 20


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
        try:
            text = mutating.mutate_code(before, plugins.get_operator(one.operator_name)(), one.occurrence)
        except AttributeError:
            # an operator that its own tool cannot apply: exceptions of a module, as `json.JSONDecodeError`
            continue
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
def noted(folder: Path) -> Notes:
    """The tests of each line, by a run under coverage; one that was made before is taken as it is."""
    if not (folder / "tests.json").exists():
        told = [sys.executable, "-m", "benchmarks.trust.noting", str(folder), *TESTS]
        subprocess.run(told, cwd=PROJECT, stdout=sys.stderr, check=True)
    return Notes(folder)


def tests_of(change: Change, notes: Notes) -> list[str]:
    """The tests that a change may fail, in turn; of what runs at import those of the functions that name it, else of the module."""
    path = change.path.relative_to(PROJECT / "metrics")
    if path.suffix == ".sql":
        found = notes.of_sql(path.parent.name, path.stem)
    else:
        found = notes.of_line(str(path), change.line)
        for line in () if found else naming(change):
            found |= notes.of_line(str(path), line)
        found = found or notes.of_module(str(path))
    named = Path("tests", path.parent, f"test_{path.stem}.py")
    return [*([str(named)] if (PROJECT / named).exists() else []), *notes.in_order(found, FIRST_TESTS, MOST)]


def naming(change: Change) -> Iterator[int]:
    """The lines of a module that name what the changed line defines."""
    tree = ast.parse(change.path.read_text("utf-8"))
    defines = [one for one in tree.body if one.lineno <= change.line <= (one.end_lineno or 0)]
    names = {
        node.id for one in defines for node in ast.walk(one) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | {one.name for one in defines if isinstance(one, ast.ClassDef | ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            yield node.lineno


# all of it ----------------------------------------------------------------------------------------------------------------
def mutation(number: int, minutes: float, kept: Path | None = None) -> Iterator[Tried]:
    """A line for each module, of the SQL a seventh of the changes; what no test has noticed is told, all of it."""
    until = time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as name:
        folder = kept or Path(name)
        folder.mkdir(exist_ok=True)
        notes, copy = noted(folder), copied(Path(name) / "copy")
        argued = {line.partition("  # ")[0] for line in EQUIVALENT.read_text("utf-8").splitlines() if not line.startswith("#")}
        changes = sampled(number, folder / "changes.json")
        asked = [change for change in changes if change.name not in argued]
        # what is known when a run is stopped is of all modules
        random.Random(SEED).shuffle(asked)
        file = folder / "outcomes.jsonl"
        before = known(file)
        asked.sort(key=lambda change: before.get(str(change)) == SURVIVED)
        jobs = [job_of(change, copy, notes) for change in asked if before.get(str(change)) != NOTICED]
        _in_turn([job for job in jobs if before.get(job.name) != AT_IMPORT], file, copy, until)
        for job in jobs:
            if known(file).get(job.name) == AT_IMPORT and time.monotonic() < until:
                _tell(file, job, *anew(job, copy))
        came, by = anew(unchanged(file, copy, notes), copy)
        yield tried("control: nothing changed", ["" if came == SURVIVED else by or "the tests do not run"])
        yield from _by_module(changes, argued, known(file))


def sampled(number: int, file: Path) -> list[Change]:
    """The changes, as a run before found them where the modules are still the same: to find them takes a minute."""
    modules = [path for pattern in (*MODULES, *SQL) for path in sorted((PROJECT / "metrics").glob(pattern))]
    of = hashlib.sha256(b"".join([str(number).encode(), *(path.read_bytes() for path in modules)])).hexdigest()
    if file.exists():
        held = json.loads(file.read_text("utf-8"))
        if held["of"] == of:
            return [Change(PROJECT / path, line, text) for path, line, text in held["changes"]]
    found = [*of_python(number), *of_sql(max(1, number * 3 // 20))]
    told = [(str(one.path.relative_to(PROJECT)), one.line, one.text) for one in found]
    file.write_text(json.dumps({"of": of, "changes": told}, ensure_ascii=False), "utf-8")
    return found


def copied(copy: Path) -> Path:
    """The project where its files may be changed."""
    copy.mkdir()
    for part in COPIED:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copyfile(source, copy / part)
    return copy


def job_of(change: Change, copy: Path, notes: Notes) -> Job:
    """What to do in the copy about a change."""
    tests = tests_of(change, notes)
    return Job(str(change), copy / change.path.relative_to(PROJECT), change.text, tests, notes.seconds(tests))


def unchanged(file: Path, copy: Path, notes: Notes) -> Job:
    """The tests that noticed a change, where there is none."""
    same = copy / "metrics" / "period.py"
    tests = sorted({one["by"] for one in _told(file) if one.get("by")})
    return Job("nothing changed", same, same.read_text("utf-8"), tests, notes.seconds(tests))


def known(file: Path) -> dict[str, str]:
    """What came of each change, the last that was told."""
    return {one["change"]: one["outcome"] for one in _told(file)}


def _told(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def _tell(file: Path, job: Job, outcome: str, by: str) -> None:
    with file.open("a", encoding="utf-8") as told:
        print(json.dumps({"change": job.name, "outcome": outcome, "by": by}, ensure_ascii=False), file=told)
    print(outcome, job.name, flush=True)


def _in_turn(jobs: Sequence[Job], file: Path, copy: Path, until: float) -> None:
    """The jobs in forks of a process of its own, which collects the tests in the copy."""

    def in_time() -> Iterator[Job]:
        yield from itertools.takewhile(lambda _: time.monotonic() < until, jobs)

    child = os.fork()
    if not child:
        _enter(copy)
        files = sorted({name.partition("::")[0] for job in jobs for name in job.tests})
        asking = Asking(in_time(), functools.partial(_tell, file))
        os._exit(int(pytest.main([*QUIETLY, f"--rootdir={copy}", *files], plugins=[asking])))
    os.waitpid(child, 0)


# the tests of a copy, without what pytest keeps beside them; what the fork has imported cannot be rewritten, and need not be
QUIETLY = ("-n", "0", "-q", "-s", "-p", "no:cacheprovider", "-W", "ignore:Module already imported")


def _enter(copy: Path) -> None:
    """Be a process of the copy: what is imported from there comes from there, and what it starts too."""
    os.chdir(copy)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("metrics", "tests", "pages")]:
        del sys.modules[name]
    sys.path[:] = [str(copy), *(one for one in sys.path if Path(one or ".").resolve() != PROJECT)]
    os.environ["PYTHONPATH"] = str(copy)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


def anew(job: Job, copy: Path) -> tuple[str, str]:
    """What came of a change in a process that imports it, and the test that noticed."""
    if not job.tests:
        return SURVIVED, ""
    with changed(job.path, job.text):
        return asked_apart(job, functools.partial(_run, job, copy))


def _run(job: Job, copy: Path, says: int) -> None:
    _enter(copy)
    failing = Failing()
    wrong = pytest.main([*QUIETLY, "-x", f"--rootdir={copy}", *job.tests], plugins=[failing])
    os.write(says, failing.by.encode())
    os._exit(bool(wrong))


def _by_module(changes: Iterable[Change], argued: set[str], outcomes: dict[str, str]) -> Iterator[Tried]:
    found: dict[str, list[str]] = {}
    equal: dict[str, int] = {}
    for change in changes:
        module, came = str(change.path.relative_to(PROJECT)), outcomes.get(str(change))
        own = found.setdefault(module, [])
        if change.name in argued:
            equal[module] = equal.get(module, 0) + 1
        elif came in (NOTICED, SURVIVED):
            own.append("" if came == NOTICED else str(change))
    for module, told in sorted(found.items()):
        if told or equal.get(module):
            yield tried(f"changed lines of {module}", told, f"and {equal[module]} argued equal" if module in equal else "")
