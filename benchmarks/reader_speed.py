"""How many articles a second the reader reads: of 3,000 characters, on one core.

    .venv/bin/python benchmarks/reader_speed.py

Prints three lines of one run: an article of ordinary density (a figure every 150 characters), one in which every sentence is
full of figures, and how many times as long as the plainest alternative, one regular expression that lists the numbers, each
takes. Ratios mean more than articles a second on a busy machine. Judges nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from metrics.data.seeds import load
from metrics.extract import Known, read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
LENGTH = 3000
ROUNDS = 5
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?")
DENSE = (
    "Năm 2020, Đảng bộ Khối kết nạp 128 đảng viên mới, đạt 102,5% kế hoạch; cấp ủy các cấp kiểm tra 45 tổ chức đảng và "
    "60 đảng viên, giám sát 12 chi bộ trực thuộc. Hiện nay, toàn Đảng bộ có 63 tổ chức cơ sở đảng, trong đó có 40 đảng bộ và "
    "23 chi bộ cơ sở, với 5.164 đảng viên. Thi hành kỷ luật 9 đảng viên, gồm khiển trách 5, cảnh cáo 3, khai trừ 1. "
)
PLAIN = (
    "Công tác tuyên truyền được các cấp ủy quan tâm, gắn với việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí "
    "Minh; nhiều mô hình hay được nhân rộng, góp phần nâng cao năng lực lãnh đạo và sức chiến đấu của tổ chức đảng. "
)
HINTS = {"published": "2021-01-15", "province": "nghe-an", "organization": "nghe-an.agencies-bloc"}


def text(part: str) -> str:
    """An article of that length."""
    return (part * (LENGTH // len(part) + 1))[:LENGTH]


def seconds(work: Callable[[], object], times: int) -> float:
    """Seconds of one call: the quickest of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - start) / times)
    return best


def main() -> None:
    known = Known.of(load(SEEDS))
    ratios = []
    for name, article in (("ordinary", text(DENSE + 7 * PLAIN)), ("dense", text(DENSE))):
        read(article, known, **HINTS)
        ours = seconds(partial(read, article, known, **HINTS), 30)
        plain = seconds(partial(NUMBER.findall, article), 300)
        figures = len(read(article, known, **HINTS).figures)
        ratios.append(f"{name} {ours / plain:.0f}")
        print(f"{name}: {1 / ours:.0f} articles of {LENGTH} characters a second ({figures} figures each)")
    print(f"times as long as listing the numbers: {', '.join(ratios)}")


if __name__ == "__main__":
    main()
