"""What SECURITY.md tells to do does what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.intake.batches import accept
from tests import small
from tests.actors import EDITOR
from tests.folders import PROJECT
from tests.intake.test_batches import draft_of

COMMANDS = re.findall(r"^tar .+$", (PROJECT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.skipif(not shutil.which("tar"), reason="tar is not installed")
def test_a_backup_brings_back_what_was_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seeds, imports = (
        small.write(small.data("nghe-an.agencies-bloc members_admitted 2018 110"), tmp_path / "seeds"),
        tmp_path / "imports",
    )
    accept(imports, seeds, draft_of("nghe-an.agencies-bloc members_admitted 2019 123 @news:2019-12-31"), EDITOR)
    monkeypatch.setenv("PARTY_METRICS_HOME", str(imports))

    def told() -> str:
        listed = [sys.executable, "-m", "metrics", "imports"]
        return subprocess.run(listed, cwd=PROJECT, capture_output=True, encoding="utf-8", check=True).stdout

    before, (backup, restore) = told(), COMMANDS
    subprocess.run(backup.split(), cwd=tmp_path, check=True)
    shutil.rmtree(imports)
    (seeds / "observations.csv").unlink()
    assert told() != before
    subprocess.run(restore.split(), cwd=tmp_path, check=True)
    assert told() == before
    assert (seeds / "observations.csv").exists()


def test_the_pins_with_checksums_are_those_of_the_constraints():
    def pins(file: str) -> list[str]:
        return re.findall(r"^[a-z0-9-]+==[^ \n;]+", (PROJECT / file).read_text("utf-8"), re.MULTILINE)

    assert pins("constraints-hashed.txt") == pins("constraints.txt") != []
    # pip's own form: each pin, then one checksum or more
    text = (PROJECT / "constraints-hashed.txt").read_text("utf-8").replace(" \\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) == len(pins("constraints.txt"))
    assert all(re.fullmatch(r"\S+( ;.*?)?( +--hash=sha256:[0-9a-f]{64})+", line) for line in lines)
