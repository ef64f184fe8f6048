"""How long a table in a form of its own takes from the file to the last check, as a ratio to reading its cells and nothing else.

    .venv/bin/python -m benchmarks.own_tables

Two tables of 20,000 rows, made here: a long one (province, year, line, value) and a wide one (20,000 bodies that the data lack,
two figures each). Processor time of `import FILE --map MAP --dry-run` with its helper process, median of three; a busy machine
moves the seconds, less the ratios. Prints only.
"""

from __future__ import annotations

import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import python_calamine

from metrics.data.seeds import load
from tests.folders import SEEDS
from tests.intake import own_tables as own

ROWS = 20_000
REPEATS = 3
COUNTED = ("Kết nạp đảng viên mới", "Tổng số đảng viên", "Đảng viên dự bị", "Tổ chức cơ sở đảng", "Đảng bộ cơ sở")


def long_table() -> list[list[Any]]:
    places = own.old_names(load(SEEDS))
    rows = [[place, year, line, year + 7] for year in range(1950, 2014) for place in places for line in COUNTED]
    return [["Tỉnh", "Năm", "Chỉ tiêu", "Giá trị"], *rows[:ROWS]]


def wide_table() -> list[list[Any]]:
    head = ["STT", "Đơn vị", "Tổng số đảng viên", "Kết nạp đảng viên mới"]
    return [head, *([number, f"Đảng bộ xã Tân Lập {number}", 20 + number % 50, number % 7] for number in range(1, ROWS + 1))]


def seconds(run: Callable[[], object]) -> float:
    """The processor time of a run, with that of the processes that it started: the median of several."""
    taken = []
    for _ in range(REPEATS):
        before = os.times()
        run()
        after = os.times()
        taken.append(sum(after[:4]) - sum(before[:4]))
    return statistics.median(taken)


def command(folder: Path, *words: str) -> None:
    told = {**os.environ, "PARTY_METRICS_HOME": str(folder / "home")}
    done = subprocess.run([sys.executable, "-m", "metrics", "import", *words], env=told, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-500:])


def main() -> None:
    tables = {"long": (long_table(), 'bodies = "province_wide"'), "wide": (wide_table(), 'organization = "nghe-an.province-wide"')}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, (rows, answer) in tables.items():
            file, mapping = folder / f"{kind}.xlsx", folder / f"{kind}.toml"
            data = own.workbook({"S": rows})
            file.write_bytes(data)
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            command(folder, str(file), "--propose-map", str(mapping), "--publisher", "A", "--published", "2024", "--period", "2023")
            key = answer.partition(" = ")[0]
            told = mapping.read_text(encoding="utf-8").replace(f'{key} = ""', answer)
            mapping.write_text(told if kind == "wide" else told.replace('period = "2023"', 'period = ""'), encoding="utf-8")
            begun = time.perf_counter()
            whole = seconds(lambda file=file, mapping=mapping: command(folder, str(file), "--map", str(mapping), "--dry-run"))  # type: ignore[misc]
            waited = (time.perf_counter() - begun) / REPEATS
            plain = seconds(lambda text=text: list(csv.reader(io.StringIO(text.getvalue()))))  # type: ignore[misc]
            cells = seconds(
                lambda data=data: python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()  # type: ignore[misc]
            )
            print(f"{kind}: {len(rows) - 1} rows, checked whole in {whole:.1f} s of processor time ({waited:.1f} s waited)")
            print(f"    {whole / plain:.0f} x reading it as csv ({plain * 1000:.0f} ms)")
            print(f"    {whole / cells:.0f} x reading the cells of the workbook ({cells * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
