"""Errors say what was given, what is accepted and what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from metrics.errors import (
    DataError,
    Message,
    PartyMetricsError,
    Problem,
    QuestionError,
    RefusedSum,
    listed,
    nearest,
    unknown,
)
from tests.folders import PROJECT


def test_a_problem_reads_as_file_line_column_message() -> None:
    problem = Problem("observations.csv", 7, "value", "'7e3' is not a number")
    assert str(problem) == "observations.csv:7: value: '7e3' is not a number"


def test_problems_sort_by_file_then_by_line_as_a_number() -> None:
    ninth, tenth, other = Problem("b.csv", 9, "x", "m"), Problem("b.csv", 10, "x", "m"), Problem("a.csv", 99, "x", "m")
    assert sorted([tenth, ninth, other]) == [other, ninth, tenth]


def test_a_data_error_keeps_its_problems_and_prints_one_a_line() -> None:
    problems = [Problem("a.csv", 2, "x", "holds {braces}"), Problem("a.csv", 3, "y", "is empty")]
    error = DataError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "a.csv:2: x: holds {braces}\na.csv:3: y: is empty"


@pytest.mark.parametrize("error", [QuestionError, RefusedSum])
def test_every_error_of_ours_is_one_family(error: type[PartyMetricsError]) -> None:
    with pytest.raises(PartyMetricsError, match=r"^no figure for năm 2019$"):
        raise error("no figure for năm {year}", year=2019)


def test_a_refused_sum_is_a_wrong_question_and_wrong_data_is_not() -> None:
    assert issubclass(RefusedSum, QuestionError)
    assert not issubclass(DataError, QuestionError)


def test_a_message_keeps_its_values_apart_from_its_sentence() -> None:
    message = Message.of("{word!r} is not known", word="{x}")
    assert message == Message("{word!r} is not known", (("word", "{x}"),))
    assert str(message) == "'{x}' is not known"


def test_a_message_without_values_may_hold_braces() -> None:
    assert str(QuestionError("not a breakdown: {body}")) == "not a breakdown: {body}"


def test_the_nearest_names_are_offered_and_far_ones_are_not() -> None:
    accepted = ["party_members", "members_admitted", "targets_met"]
    assert nearest("party_member", accepted) == " Did you mean party_members?"
    assert nearest("xyz", accepted) == ""
    assert nearest("party_members", []) == ""


def test_a_long_list_is_cut_and_says_how_long_it_is() -> None:
    assert listed(iter("abc")) == "a, b, c"
    assert listed("abc", limit=3) == "a, b, c"
    assert listed("abcd", limit=3) == "a, b, c, … (4 in all)"


def test_an_unknown_name_is_told_with_a_near_one_or_with_all() -> None:
    near = unknown("metric", "party_member", iter(["party_members", "targets_met"]), "See `list`.")
    assert str(near) == "metric 'party_member' is not known. Did you mean party_members? See `list`."
    far = unknown("kind", "xyz", ["agencies_bloc", "district"])
    assert str(far) == "kind 'xyz' is not known. Accepted: agencies_bloc, district."


def test_errors_imports_nothing_of_ours() -> None:
    script = "import sys, metrics.errors; print(*[name for name in sys.modules if name.startswith('metrics')])"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, encoding="utf-8")
    assert (done.stdout.split(), done.stderr) == (["metrics", "metrics.errors"], "")
