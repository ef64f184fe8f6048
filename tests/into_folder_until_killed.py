"""Replaces the files of a data folder together, again and again, each time with one more body, source, figure and rank, and says so
each time it is done; killed from outside by tests/data/test_disk.py, most often in the midst of it.

python -m tests.into_folder_until_killed FOLDER
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from metrics.data.disk import replace_together
from metrics.data.rows import DataRow
from metrics.data.seeds import tables_of
from metrics.intake.drafts import ADDED, csv_of, row_of

FIGURE = {"indicator": "party_members", "value": "5", "unit": "person", "qualifier": "eq", "period_type": "year", "period": "2020"}
BODY = {"province": "nghe-an", "level": "grassroots", "kind": "school", "name_vi": "Trường", "name_en": "School"}
RANK = {"index": "PAR", "year": "2023", "province": "nghe-an", "boundary": "63", "rank": "3", "rank_status": "reported"}


def rows(number: int) -> dict[str, DataRow]:
    """The row that each file gains with the step of this number."""
    slug, url = f"s-{number}", f"https://example.org/{number}"
    given = {
        "organizations.csv": {**BODY, "organization": f"nghe-an.{slug}"},
        "sources.csv": {"source": slug, "publisher": "Báo", "url": url},
        "observations.csv": {
            **FIGURE,
            "source": slug,
            "organization": f"nghe-an.{slug}",
            "status": "reported",
            "quote": "5 đảng viên",
        },
        "rankings.csv": {**RANK, "source_url": url, "publisher": "Báo", "confidence": "high"},
    }
    return {file: row_of(file, given[file], 0, file) for file in ADDED}


def main() -> None:
    folder = Path(sys.argv[1])
    lines = {file: list(table.rows) for file, table in tables_of(folder)[0].items() if file in ADDED}
    for number in itertools.count(len(lines["sources.csv"])):
        for file, row in rows(number).items():
            lines[file].append(row)
        replace_together(folder, {file: csv_of(file, lines[file]) for file in ADDED})
        print(len(lines["sources.csv"]), flush=True)


if __name__ == "__main__":
    main()
