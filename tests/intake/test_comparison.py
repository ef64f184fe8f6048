"""Words are called verbatim only where they were compared with their text: imports, corrections, tables, older batches."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from metrics.__main__ import main
from metrics.answers.query import ask
from metrics.data.rows import FILES, DataRow
from metrics.data.seeds import load
from metrics.errors import DataError, PartyMetricsError
from metrics.extract import Known, read
from metrics.files.workbook import dataset_table, evidence_table
from metrics.intake.batches import accept, batches, correct, problems, same, with_batches
from metrics.intake.comparison import compared, each_found
from metrics.intake.drafts import Draft
from metrics.intake.into_folder import into_folder
from metrics.intake.review import Review
from metrics.intake.texts import texts_in
from metrics.store.store import Store
from metrics.vocabulary import Question, Source
from metrics.words.wording import Wording
from tests import small
from tests.actors import EDITOR
from tests.folders import SEEDS
from tests.spoken import vi

BLOC = "nghe-an.agencies-bloc"
TEXT = "Đến nay,  đảng bộ có\n5.164 đảng viên. Năm 2021 kết nạp 110 đảng viên.\n"
WORDS = "đảng bộ có 5.164 đảng viên"
OLD_FORM = Path(__file__).with_name("old_form")
FIGURE = {
    "source": "news",
    "organization": BLOC,
    "indicator": "party_members",
    "value": "5164",
    "unit": "person",
    "qualifier": "eq",
    "period_type": "as_of",
    "period": "2021",
    "status": "reported",
    "quote": WORDS,
}
SOURCE = {"source": "news", "publisher": "Báo", "published": "2021-09-22", "url": "https://example.org/news"}
VI = Wording("vi")


def draft(text: str = "", **cells: str) -> Draft:
    return Draft.of(sources=[SOURCE], observations=[{**FIGURE, **cells}], text=text)


def states(draft: Draft) -> list[str]:
    return [row["quote_status"] for row in draft.rows["observations.csv"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(small.data(f"{BLOC} party_members 2020 5000", f"{BLOC} members_admitted 2020 100"), tmp_path / "data")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTY_METRICS_HOME", str(tmp_path / "imports"))
    return tmp_path / "imports"


@pytest.fixture
def run(kept: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return command


def table(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*FILES["observations.csv"], "publisher", "published", "url"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


# what is claimed, and what its text says ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("claim", "quote", "text", "state", "fault"),
    [
        ("verbatim", WORDS, TEXT, "verbatim", False),
        ("unverified", WORDS, TEXT, "verbatim", False),
        ("", WORDS, TEXT, "verbatim", False),
        ("verbatim", "có 5.164 đảng viên mới", TEXT, "verbatim", True),
        ("unverified", "có 5.164 đảng viên mới", TEXT, "unverified", False),
        ("", "có 5.164 đảng viên mới", TEXT, "unverified", False),
        ("cell", "Đến nay · đảng viên · 5.164", TEXT, "cell", False),
        ("cell", "Đến nay · đảng viên · 5.165", TEXT, "cell", True),
        ("verbatim", WORDS, "", "unverified", False),
        ("cell", WORDS, "", "unverified", False),
        ("unverified", WORDS, "", "unverified", False),
    ],
)
def test_a_claim_holds_where_its_text_says_so(claim: str, quote: str, text: str, state: str, fault: bool):
    found = compared(draft(text, quote=quote, quote_status=claim), {})
    assert states(found) == [state]
    assert [(one.file, one.line, one.column) for one in found.faults] == ([("draft/observations.csv", 2, "quote")] if fault else [])
    assert bool(found.told) == (not text and claim in ("verbatim", "cell"))
    # a second comparison changes and tells nothing more
    assert compared(found, {}) == found


def test_a_person_who_compared_the_words_elsewhere_is_trusted_but_not_against_the_text():
    assert states(compared(draft(quote_status="verbatim"), {}, trusted=True)) == ["verbatim"]
    assert states(compared(draft(quote_status="cell"), {}, trusted=True)) == ["cell"]
    assert compared(draft(quote_status="verbatim"), {"news": ["Không có gì."]}, trusted=True).faults


def test_all_that_the_reader_reads_stands_in_the_text(seeds_dir: Path):
    text = "Năm 2020, Đảng bộ Khối kết nạp 5.164 đảng viên, đạt75% kế hoạch. Có 406 đảng viên giữ chức vụ lãnh đạo, 1.234 là nữ."
    reading = read(text, Known.of(load(seeds_dir)), published="2021-01", province="nghe-an", organization=BLOC)
    assert reading.figures
    review = Review.begin(reading)
    found = review.draft(Source(**{**SOURCE, "file": "", "note": ""}), "1", range(len(review.figures)))
    assert {row["quote_status"] for row in found.rows["observations.csv"]} == {"verbatim"}
    assert compared(found, {}).faults == ()


# batches and corrections ----------------------------------------------------------------------------------------------
def test_an_article_marks_its_figures_and_those_that_come_after_it(folder: Path, kept: Path):
    article = accept(kept, folder, draft(TEXT), EDITOR)
    assert [row["quote_status"] for row in article.rows["observations.csv"]] == ["verbatim"]
    later = {"indicator": "members_admitted", "value": "110", "period_type": "year", "quote": "kết nạp 110 đảng viên"}
    assert [row["quote_status"] for row in accept(kept, folder, draft(**later), EDITOR).rows["observations.csv"]] == ["verbatim"]
    other = later | {"indicator": "targets", "quote": "đã kết nạp 110 đảng viên", "quote_status": "verbatim"}
    found = problems(with_batches(folder, kept), draft(**other))
    assert any(one.column == "quote" and "does not stand in the text of its source" in one.message for one in found)


def test_a_claim_that_contradicts_the_text_is_refused_and_nothing_is_written(folder: Path, kept: Path):
    with pytest.raises(DataError, match="does not stand in the text of its source; copy the words from it"):
        accept(kept, folder, draft(TEXT, quote="có 5.164 đảng viên mới", quote_status="verbatim"), EDITOR)
    assert batches(kept) == ()


def test_a_correction_keeps_what_was_compared_and_claims_no_more(folder: Path, kept: Path):
    into_folder(folder.parent / "imports", folder, {**dict.fromkeys(FILES, ()), **draft(quote_status="verbatim").rows}, EDITOR)
    old = with_batches(folder, kept).row_at("observations.csv", 4)
    assert old
    assert old["quote_status"] == "verbatim"
    (row,) = correct(kept, folder, old, {"period": "2021-09"}, "the page dates it", EDITOR).rows["observations.csv"]
    assert row["quote_status"] == "verbatim"
    (row,) = correct(kept, folder, row, {"quote": "bộ có 5.164 đảng viên"}, "shorter", EDITOR).rows["observations.csv"]
    assert row["quote_status"] == "unverified"


def test_a_correction_is_compared_with_the_article_of_the_figure(folder: Path, kept: Path):
    (row,) = accept(kept, folder, draft(TEXT), EDITOR).rows["observations.csv"]
    with pytest.raises(DataError, match="does not stand"):
        correct(kept, folder, row, {"quote": "có 5.164 đồng chí"}, "why", EDITOR)
    (row,) = correct(kept, folder, row, {"quote": "có 5.164 đảng viên"}, "shorter", EDITOR).rows["observations.csv"]
    assert row["quote_status"] == "verbatim"


# files of earlier versions --------------------------------------------------------------------------------------------
@pytest.fixture
def old_folder(tmp_path: Path) -> Path:
    """A data folder and batches as the version before `quote_status` wrote them."""
    shutil.copytree(OLD_FORM, tmp_path / "old")
    for name in ("provinces.csv", "indicators.csv"):
        shutil.copy(SEEDS / name, tmp_path / "old" / "data" / name)
    return tmp_path / "old"


def test_a_folder_and_batches_without_the_column_load_as_before(old_folder: Path):
    loaded = with_batches(old_folder / "data", old_folder / "imports")
    assert loaded.left_out == {}
    assert [loaded.state(batch) for batch in loaded.batches] == ["accepted"] * 3
    told = {(one.indicator, one.period, one.value, one.quote_status) for one in loaded.seeds.observations}
    assert told == {
        ("party_members", "2020", 5001, "unverified"),
        ("members_admitted", "2020", 100, "unverified"),
        ("party_members", "2021", 5164, "unverified"),
        ("members_admitted", "2021", 111, "unverified"),
    }


def test_an_old_batch_is_the_same_as_rows_that_say_more(old_folder: Path):
    loaded = with_batches(old_folder / "data", old_folder / "imports")
    first = loaded.batches[0]
    again = Draft({**first.rows, "observations.csv": tuple(marked(row) for row in first.rows["observations.csv"])})
    assert same(loaded, again) == first
    # the data folder has learned meanwhile that the words are the source's, of a figure that a batch corrects
    path = old_folder / "data" / "observations.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},quote_status", *(f"{line},verbatim" for line in lines), ""]), encoding="utf-8")
    assert with_batches(old_folder / "data", old_folder / "imports").left_out == {}
    # rows that a batch brought into the folder are not counted twice
    into_folder(old_folder / "imports", old_folder / "data", again.rows, EDITOR)
    after = with_batches(old_folder / "data", old_folder / "imports")
    assert after.left_out == {}
    assert len(after.seeds.observations) == 4


def marked(row: DataRow) -> DataRow:
    return DataRow(row.file, row.line, {**row.cells, "quote_status": "verbatim"}, row.place)


# texts in a folder ----------------------------------------------------------------------------------------------------
def test_texts_of_sources_are_read_from_both_forms(tmp_path: Path):
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "000_a.txt").write_text("Một.", encoding="utf-8")
    lines = [{"source": "news", "text": "Hai."}, {"source": "more", "text": "Ba.", "more": 1}]
    (tmp_path / "all.jsonl").write_text("\n".join([*map(json.dumps, lines), ""]), encoding="utf-8")
    (tmp_path / "notes.md").write_text("no text", encoding="utf-8")
    named = DataRow("sources.csv", 2, {"source": "founding", "file": "000_a.txt"})
    assert texts_in(tmp_path, [named]) == {"founding": ["Một."], "news": ["Hai.", TEXT], "more": ["Ba."]}


@pytest.mark.parametrize("line", ["[", "[1]", '{"source": "a"}', '{"source": 1, "text": "b"}', "[" * 100_000])
def test_a_line_that_is_no_text_is_told_with_its_place(tmp_path: Path, line: str):
    (tmp_path / "all.jsonl").write_text(f'{{"source": "a", "text": "b"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(PartyMetricsError, match=r'all\.jsonl:2: is no text of a source; write \{"source"'):
        texts_in(tmp_path, [])
    with pytest.raises(PartyMetricsError, match="is not a folder"):
        texts_in(tmp_path / "all.jsonl", [])


# the command line -----------------------------------------------------------------------------------------------------
def test_check_prints_of_each_quote_whether_it_stands_in_its_text(
    run: Callable[..., tuple[int, str, str]], folder: Path, tmp_path: Path
):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "paper.txt").write_text("Cuối năm 2020, tổng số có 5.000 đảng viên, kết nạp 1.100.", encoding="utf-8")
    (texts / "nobody.txt").write_text("?", encoding="utf-8")
    into_folder(folder.parent / "imports", folder, {**dict.fromkeys(FILES, ()), **draft(quote_status="verbatim").rows}, EDITOR)
    code, out, err = run("check", "--data", folder, "--quotes", texts)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert list(rows[0]) == ["file", "line", "source", "quote_status", "found", "quote"]
    assert [(row["line"], row["source"], row["quote_status"], row["found"]) for row in rows] == [
        ("2", "paper", "unverified", "verbatim"),
        ("3", "paper", "unverified", "differs"),
        ("4", "news", "verbatim", "no text"),
    ]
    assert "nobody" in err
    assert "1 verbatim, 1 differs, 1 no text" in err
    assert json.loads(run("check", "--data", folder, "--quotes", texts, "--format", "json")[1])[0]["found"] == "verbatim"
    # problems change the exit as ever, and leave the table whole
    path = folder / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",reported,", ",reportd,", 1), encoding="utf-8")
    code, out, err = run("check", "--data", folder, "--quotes", texts)
    assert (code, len(list(csv.DictReader(io.StringIO(out))))) == (1, 3)
    assert "Did you mean reported" in err
    code, out, err = run("check", "--data", folder, "--quotes", tmp_path / "nowhere")
    assert (code, out) == (1, "")
    assert "is not a folder" in err


def test_a_table_is_compared_with_the_texts_named(run: Callable[..., tuple[int, str, str]], kept: Path, tmp_path: Path):
    cells = FIGURE | SOURCE | {"quote_status": "verbatim"}
    file, texts = table(tmp_path / "figures.csv", cells), tmp_path / "texts"
    texts.mkdir()
    assert "They are kept as not compared" in run("import", file, "--dry-run")[2]
    (texts / "news.txt").write_text("Đảng bộ có 5.165 đảng viên", encoding="utf-8")
    code, _, err = run("import", file, "--texts", texts)
    assert (code, batches(kept)) == (1, ())
    assert "figures.csv:2: quote: " in err
    (texts / "news.txt").write_text(TEXT, encoding="utf-8")
    code, _, err = run("import", file, "--texts", texts)
    assert (code, "not compared" in err) == (0, False)
    assert [row["quote_status"] for row in batches(kept)[0].rows["observations.csv"]] == ["verbatim"]


def test_a_maintainer_says_that_the_quotes_were_compared(run: Callable[..., tuple[int, str, str]], folder: Path, tmp_path: Path):
    cells = FIGURE | SOURCE | {"quote_status": "verbatim"}
    file = table(tmp_path / "figures.csv", cells)
    with pytest.raises(SystemExit, match="2"):
        run("import", file, "--quotes-compared")
    assert run("import", "--into-seeds", file, "--quotes-compared", "--data", folder)[0] == 0
    assert [one.quote_status for one in load(folder).observations] == ["unverified", "unverified", "verbatim"]


def test_a_correction_that_claims_too_much_is_told(run: Callable[..., tuple[int, str, str]], kept: Path):
    place = "observations.csv:1000"
    code, _, err = run("correct", place, "quote_status=verbatim", "note=x", "--reason", "looks so")
    (row,) = batches(kept)[0].rows["observations.csv"]
    assert (code, row["quote_status"]) == (0, "unverified")
    assert "kept as not compared" in err


# what a reader sees ---------------------------------------------------------------------------------------------------
def test_quotation_marks_stand_for_compared_words_only():
    assert VI.words_of("có 5", "verbatim") == "“có 5”"
    assert VI.words_of("có 5", "cell") == "Theo bảng: có 5"
    assert VI.words_of("có 5", "unverified") == "Theo nguồn (chưa đối chiếu nguyên văn): có 5"
    assert VI.quote_status("verbatim") == "Nguyên văn"
    assert VI.column("quote") == "Theo nguồn"


def test_every_download_says_how_its_words_are_known():
    seeds = small.data(f"{BLOC} party_members 2020 5000", "rank PAR 2023 nghe-an 15 86.5")
    seeds = replace(seeds, observations=tuple(replace(one, quote_status="verbatim") for one in seeds.observations))
    store = Store.build(seeds)
    found = ask(store, Question("party_members"))
    for one in (dataset_table(store, vi(store)), evidence_table(found, vi(store), store)):
        told = {(row["indicator"], row["quote_status"], row["quote_status_name"]) for row in one.dicts()}
        assert ("party_members", "verbatim", "Nguyên văn") in told
        assert told <= {("party_members", "verbatim", "Nguyên văn"), *((f"par_index_{what}", "", "") for what in ("rank", "score"))}
        assert one.headings[one.columns.index("quote_status_name")] == "Đối chiếu"


def test_founding_quotes_stand_in_their_documents(shared: Path, seeds_dir: Path):
    sources = [DataRow("sources.csv", 2, {"source": one.source, "file": one.file}) for one in load(seeds_dir).sources]
    rows = [row for row in with_batches(seeds_dir, None).tables["observations.csv"].rows if row["source"].startswith("seed-0")]
    assert {standing for _, standing in each_found(rows, texts_in(shared / "seeds", sources))} == {"verbatim"}
    assert {row["quote_status"] for row in rows} == {"verbatim"}
