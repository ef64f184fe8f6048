"""The five founding documents: every figure that they state is in the seeds, with its words; their text is not.

The documents stand beside the project, in ../shared; without them these tests are skipped.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from metrics.data.seeds import Seeds, load
from tests.folders import PROJECT

SHARED = PROJECT.parent / "shared"
DOCUMENTS = SHARED / "articles" / "seeds.jsonl"
COMPARED = (
    *("organization", "indicator", "breakdown", "value", "unit", "denominator", "qualifier"),
    *("period_type", "period", "status", "quote", "line"),
)
NUMBERS = ("value", "denominator", "line")
# words in a row that only a copied sentence has: a quote is shorter
LONGEST_QUOTE = 12

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_file(), reason="needs the founding documents in ../shared")


def documents() -> list[dict[str, Any]]:
    if not DOCUMENTS.is_file():
        return []
    return [json.loads(line) for line in DOCUMENTS.read_text(encoding="utf-8").splitlines()]


def document_lines(document: str) -> list[str]:
    text = (SHARED / "seeds" / document).read_text(encoding="utf-8")
    return unicodedata.normalize("NFC", text).split("\n")


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return load(PROJECT / "seeds")


@pytest.mark.parametrize("document", documents(), ids=lambda document: document["id"])
def test_every_figure_of_a_document_is_in_the_seeds_with_its_words_and_line(document: dict[str, Any], seeds: Seeds) -> None:
    known = {
        tuple(getattr(observation, column) for column in COMPARED)
        for observation in seeds.observations
        if observation.source == document["id"]
    }
    needed = [figure for figure in document["figures"] if not figure["optional"]]
    assert needed
    missing = []
    for figure in needed:
        figure = {"organization": document["organization"], **figure}
        stated = (figure[column] for column in COMPARED)
        key = tuple(
            (float(cell) if cell != "" else None) if column in NUMBERS else cell
            for column, cell in zip(COMPARED, stated, strict=True)
        )
        if key not in known:
            missing.append(key)
    assert missing == []


@pytest.mark.parametrize("document", documents(), ids=lambda document: document["id"])
def test_every_quote_of_a_document_stands_in_its_line(document: dict[str, Any], seeds: Seeds) -> None:
    lines = document_lines(document["file"])
    observations = [observation for observation in seeds.observations if observation.source == document["id"]]
    assert observations
    for observation in observations:
        assert observation.line is not None
        assert observation.quote in lines[observation.line - 1], observation


def test_the_documents_of_the_seeds_are_the_founding_documents(seeds: Seeds) -> None:
    named = {source.source: source.file for source in seeds.sources if source.file}
    assert named == {document["id"]: document["file"] for document in documents()}


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(length)), strict=False))


def test_no_file_of_the_project_holds_more_of_a_document_than_a_quote() -> None:
    # a quote's words are counted by spaces, so a date or `63/64` in it is several words here
    length = LONGEST_QUOTE + 6
    texts = [" ".join(document_lines(document["file"])) for document in documents()]
    copied = set().union(*(runs(words_of(text), length) for text in texts))
    assert copied
    folders = [PROJECT / name for name in ("metrics", "pages", "seeds", "tests", "benchmarks", ".streamlit")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()] + list(PROJECT.glob("*.*"))
    holding = []
    for path in files:
        if path.suffix in (".csv", ".json", ".jsonl", ".md", ".po", ".py", ".sql", ".toml", ".txt"):
            words = words_of(path.read_text(encoding="utf-8"))
            holding += [(path.name, " ".join(run)) for run in runs(words, length) & copied]
    assert holding == []


def test_the_reference_checker_finds_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # it knows the columns of the first data, which had no quote_status
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    path = tmp_path / "seeds" / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([line.rpartition(",")[0] for line in lines] + [""]), encoding="utf-8")
    script = SHARED / "data" / "check.py"
    spec = importlib.util.spec_from_file_location("reference_check", script)
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    monkeypatch.setattr(checker, "HERE", tmp_path / "seeds")
    checker.main([])
    # nor does it know the scale of ten thousand, in which some newspapers count
    assert [problem for problem in checker.problems if "vạn" not in problem] == []
