"""How fast many articles are read into the queue, and what the queue costs once it is there.

    python benchmarks/many_articles.py [ARTICLES]

Makes that many articles (200), half of them pages and half plain texts, in a folder that it removes. Prints only.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from metrics.data.seeds import load  # noqa: E402
from metrics.extract import Known  # noqa: E402
from metrics.intake.actor import operator  # noqa: E402
from metrics.intake.given import given_in  # noqa: E402
from metrics.intake.origin import Papers  # noqa: E402
from metrics.intake.queue import FOLDER, entries, read_into, stamp  # noqa: E402
from metrics.store.store import Store  # noqa: E402
from metrics.survey.standing import changes  # noqa: E402

FIGURES = (
    "Năm {year}, Đảng bộ Khối các cơ quan tỉnh Nghệ An kết nạp {number} đảng viên mới, đạt 102% kế hoạch. Ủy ban kiểm tra các cấp "
    "kiểm tra 35 tổ chức đảng; thi hành kỷ luật 12 đảng viên. Toàn Đảng bộ hiện có 5.{number} đảng viên."
)
OTHERS = "Đoạn văn này của bài viết nói về công tác xây dựng Đảng trong toàn tỉnh và không nêu số liệu nào."
HEAD = '<meta property="article:published_time" content="{year}-12-20">'
PAGE = f"<html><head>{HEAD}</head><body><article>{{text}}</article></body></html>"


def make(folder: Path, number: int) -> None:
    year = 2010 + number % 15
    paragraphs = [f"Tin số {number}", FIGURES.format(year=year, number=100 + number), *[OTHERS] * 10]
    if number % 2:
        (folder / f"{number:05d}.txt").write_text("\n".join(paragraphs), encoding="utf-8")
    else:
        text = "".join(f"<p>{one}</p>" for one in paragraphs)
        (folder / f"{number:05d}.html").write_text(PAGE.format(year=year, text=text), encoding="utf-8")


@contextmanager
def timed(label: str, count: int = 0) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    spent = time.perf_counter() - begin
    print(f"{label}: {spent * 1000:,.0f} ms" + (f", {count / spent:,.0f} a second" if count else ""))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seeds = load(PROJECT / "seeds")
    known, papers, store = Known.of(seeds), Papers.of(seeds.sources, seeds.provinces), Store.build(seeds)
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name) / "home", Path(name) / "articles"
        folder.mkdir()
        for number in range(count):
            make(folder, number)
        with timed(f"{count} articles read", count):
            list(read_into(home, given_in([folder]), known, papers, operator()))
        with timed("the same again"):
            list(read_into(home, given_in([folder]), known, papers, operator()))
        size = sum(path.stat().st_size for path in (home / FOLDER).iterdir())
        print(f"the queue on the disk: {size / count / 1000:.1f} kB an article")
        with timed("the queue read"):
            found, _ = entries(home)
        figures = [figure for entry in found for figure in entry.figures]
        with timed(f"{len(figures)} figures compared with what stands"):
            changes(store, figures)
        with timed("is it still the same?"):
            stamp(home)


if __name__ == "__main__":
    main()
