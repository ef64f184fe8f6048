"""The command that counts how many texts each rule serves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.folders import PROJECT

ADMITTED = {"indicator": "members_admitted", "value": 12, "unit": "person", "period_type": "year", "period": "2021", "quote": ""}
DISCIPLINED = {**ADMITTED, "indicator": "members_disciplined", "value": 9}


def text(name: str, words: str, *figures: dict[str, object]) -> str:
    told = {"id": name, "published": "2022-01-20", "province": "nghe-an", "text": words, "figures": figures}
    return json.dumps(told, ensure_ascii=False)


def test_rules_and_ways_are_counted_by_the_texts_that_they_serve(tmp_path: Path):
    file = tmp_path / "texts.jsonl"
    admits, suffers = "Năm 2021, kết nạp 12 đảng viên.", "Năm 2021, có 8 đảng viên bị kỷ luật."
    file.write_text("\n".join([text("a", admits, ADMITTED), text("b", f"{admits} {suffers}", ADMITTED, DISCIPLINED)]), "utf-8")
    command = [sys.executable, "-m", "benchmarks.reader_rules", str(file)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    # texts, right, wrong
    for line in (["admit-members", "2", "2", "0"], ["discipline-members", "1", "0", "1"], ["suffers", "1", "0", "1"]):
        assert line in lines
    few = lines.index(["serve", "one", "text:", "2"])
    assert lines[few + 1 : few + 3] == [["discipline-members", "b"], ["suffers", "b"]]
    assert ["violations"] in lines[lines.index([]) :]
