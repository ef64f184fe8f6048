"""Imports one batch, then writes batch after batch that need no check, takes some back, and says so each time it is done; killed
from outside by tests/intake/test_batches.py, most often in the midst of writing.

python -m tests.imports_until_killed HOME FOLDER NUMBER
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from contextlib import nullcontext
from pathlib import Path

from metrics.intake.batch_files import alone, undo, write
from metrics.intake.batches import accept
from metrics.intake.drafts import Draft
from tests.actors import EDITOR

FIGURE = {
    "source": "paper",
    "organization": "nghe-an.agencies-bloc",
    "indicator": "party_members",
    "unit": "person",
    "qualifier": "eq",
    "period_type": "as_of",
    "status": "reported",
}


def draft(number: int, of: int) -> Draft:
    """The figure of a day that no other draft has, with a text long enough to be torn."""
    day = dt.date(1931, 1, 1) + dt.timedelta(days=200 * of + number)
    cells = {**FIGURE, "value": str(of), "period": day.isoformat(), "quote": f"{of} đảng viên"}
    return Draft.of(observations=[cells], text=f"{of} đảng viên, {number}. " * 2_000)


def main() -> None:
    home, folder, of = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    for number in itertools.count():
        one = draft(number, of)
        with alone(home) if number else nullcontext():
            batch = (write(home, one, EDITOR) if number else accept(home, folder, one, EDITOR)).batch
        print(f"accepted {batch}", flush=True)
        if number % 3 == 0:
            undo(home, batch, EDITOR)
            print(f"undone {batch}", flush=True)


if __name__ == "__main__":
    main()
