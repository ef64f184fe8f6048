"""The profile of a province and its Word document: every figure is that of `query`, every reference leads to its source."""

from __future__ import annotations

import datetime as dt
import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from metrics.answers.query import ask
from metrics.answers.sources import citations, web_address
from metrics.chart import Style, ranks, series
from metrics.files.document import document_bytes
from metrics.files.parts import LIGHT
from metrics.profile.main_figures import main_figure_cells, main_figures
from metrics.profile.merger import figure, merger
from metrics.profile.province import (
    Profile,
    boundary_note,
    fullest,
    latest_cells,
    neighbours,
    profile,
    rank_table,
    references,
    years_stated,
)
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS, Question
from metrics.words.wording import Wording
from metrics.words.words import Words
from tests.small import data
from tests.spoken import vi

VI, EN = Wording("vi"), Wording("en")
TODAY = dt.date(2026, 11, 22)
LINK = "http://localhost:8501/province?province=nghe-an"
YEARS = (2015, 2026)
PROVINCES = ("nghe-an", "hai-duong", "ninh-binh", "ninh-binh-2025", "dien-bien")


@pytest.fixture(scope="module")
def nghe_an(store: Store) -> Profile:
    return profile(store, "nghe-an", YEARS)


@pytest.fixture(scope="module")
def written(store: Store, nghe_an: Profile) -> bytes:
    return document_bytes(nghe_an, vi(store), store, LINK, TODAY)


@pytest.fixture(scope="module")
def opened(written: bytes) -> Opened:
    return Document(io.BytesIO(written))


# the profile --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", PROVINCES)
def test_every_figure_is_that_of_query(store: Store, slug: str):
    for section in profile(store, slug, YEARS).sections:
        for one in section.latest:
            assert one.row in ask(store, one.question).rows
            assert one.question.provinces == (slug,)
            assert one.question.boundary == "reported"


@pytest.mark.parametrize("slug", PROVINCES)
def test_the_latest_year_is_shown(store: Store, slug: str):
    for section in profile(store, slug, YEARS).sections:
        for one in section.latest:
            keys = [name for name in one.question.by if name == "organization" or name in DIMENSIONS]
            alike = [row for row in ask(store, one.question).rows if all(row[name] == one.row[name] for name in keys)]
            if "year" in one.question.by:
                assert one.row["year"] == max(row["year"] for row in alike)


@pytest.mark.parametrize("slug", PROVINCES)
def test_a_profile_holds_its_own_unit_only(store: Store, slug: str):
    found = profile(store, slug, YEARS)
    bodies = {one.row["organization"] for section in found.sections for one in section.latest}
    provinces = {body.organization: body.province for body in store.seeds.organizations}
    assert {provinces[body] for body in bodies} <= {slug}
    ranked = {row["province"] for result in (*found.ranks, *found.scores) for row in result.rows}
    assert ranked <= {slug}


def test_a_merged_unit_and_its_namesake_are_told_apart(store: Store):
    before, since = (profile(store, slug, YEARS) for slug in ("ninh-binh", "ninh-binh-2025"))
    assert before.province.successor == "ninh-binh-2025"
    assert set(since.predecessors) == {"ninh-binh", "nam-dinh", "ha-nam"}
    assert "từ ngày 1/7/2025 thuộc Ninh Bình (từ 7/2025)" in boundary_note(before, vi(store))
    assert "hợp nhất từ Hà Nam, Nam Định, Ninh Bình (trước 7/2025)" in boundary_note(since, vi(store))
    assert "giữ nguyên" in boundary_note(profile(store, "nghe-an", YEARS), vi(store))


def test_the_province_with_most_figures_comes_first(store: Store):
    assert fullest(store) == "nghe-an"


def test_neighbours_are_of_the_same_region_and_list_and_have_figures(store: Store):
    places = {one.province: one for one in store.seeds.provinces}
    old = neighbours(store, "phu-tho")
    assert old
    assert "phu-tho" not in old
    assert {places[slug].region for slug in old} == {places["phu-tho"].region}
    assert not any(slug.endswith("-2025") for slug in old)
    new = neighbours(store, "phu-tho-2025")
    assert new
    assert not any(places[slug].successor for slug in new)


def test_neighbours_of_a_merged_unit_are_units_of_its_region():
    # Tuyên Quang and Lào Cai were merged, Lạng Sơn goes on in their region; Cần Thơ was merged far away, Nghệ An goes on elsewhere
    places = ("tuyen-quang-2025", "lao-cai-2025", "lang-son", "can-tho-2025", "nghe-an", "yen-bai")
    store = Store.build(data(*(f"{place}.province-wide party_members 2026-06 {i + 1}" for i, place in enumerate(places))))
    assert neighbours(store, "tuyen-quang-2025") == ("lang-son", "lao-cai-2025")
    assert neighbours(store, "can-tho-2025") == ()


def test_years_with_figures():
    lines = ("nghe-an.agencies-bloc members_admitted term:2010/2015 9", "nghe-an.agencies-bloc party_members 2019-12-31 50")
    assert years_stated(Store.build(data(*lines)), "nghe-an") == (2010, 2019)


def test_no_figure_stands_twice(nghe_an: Profile):
    for section in nghe_an.sections:
        shown = [
            (one.metric.metric, one.metric.unit, one.row["organization"], *sorted(one.parts.items())) for one in section.latest
        ]
        assert len(shown) == len(set(shown))


def test_every_stated_figure_of_a_body_has_its_metric_shown(store: Store):
    found = profile(store, "nghe-an")
    shown = {(one.metric.indicator, one.row["organization"]) for section in found.sections for one in section.latest}
    reform = {one.indicator for one in store.seeds.indicators if one.kind in ("rank", "score")}
    stated = {
        (one.indicator, one.organization)
        for one in store.seeds.observations
        if one.organization.startswith("nghe-an.") and one.status == "reported" and one.indicator not in reform and one.period
    }
    assert stated <= shown


def test_what_enters_no_year_is_shown_with_its_period():
    small = Store.build(
        data("nghe-an.agencies-bloc members_admitted 2010/2015 900", "nghe-an.agencies-bloc party_members 2019-12-31 50")
    )
    (_, admission) = profile(small, "nghe-an").sections
    (one,) = admission.latest
    assert (one.row.value, one.row["period"]) == (900, "2010/2015")


def test_compared_with_the_year_before_and_the_target():
    lines = """
    nghe-an.agencies-bloc members_admitted 2019 100
    nghe-an.agencies-bloc members_admitted 2020 120
    nghe-an.agencies-bloc members_admitted 2020 110 target
    """
    small = Store.build(data(*lines.strip().splitlines()))
    found = profile(small, "nghe-an")
    one = next(one for section in found.sections for one in section.latest if one.metric.metric == "members_admitted")
    cells = latest_cells(found, one, vi(small))
    assert cells["value"] == "120 người"
    assert cells["change"] == "+20 (+20%) so với năm 2019; chỉ tiêu 110: đạt 109,09%"


def test_a_target_keeps_its_qualifier():
    lines = "nghe-an.agencies-bloc members_admitted 2020 848\nnghe-an.agencies-bloc members_admitted 2020 >=2200 target"
    small = Store.build(data(lines))
    found = profile(small, "nghe-an")
    (one,) = (one for section in found.sections for one in section.latest if one.metric.metric == "members_admitted")
    assert latest_cells(found, one, vi(small))["change"] == "chỉ tiêu từ 2.200 trở lên: đạt không quá 38,55%"


def test_a_partial_year_is_not_compared_with_a_full_one():
    small = Store.build(
        data("nghe-an.agencies-bloc members_admitted 2019 100", "nghe-an.agencies-bloc members_admitted 2020-H1 40")
    )
    found = profile(small, "nghe-an")
    cells = latest_cells(found, found.sections[0].latest[0], vi(small))
    assert (cells["value"], cells["change"], cells["status"]) == ("40 người", "", "chưa đủ kỳ")


def test_series_are_drawn_from_three_years_on(nghe_an: Profile):
    for section in nghe_an.sections:
        for result in section.series:
            years = [row["year"] for row in result.rows]
            assert len(years) >= 3
            assert len(result.question.kinds) == 1


@pytest.mark.parametrize("slug", PROVINCES)
def test_every_source_has_a_number_and_is_cited(store: Store, slug: str):
    found = profile(store, slug, YEARS)
    rows = [one.row for section in found.sections for one in section.latest]
    rows += [row for result in (*found.ranks, *found.scores) for row in result.rows]
    for row in rows:
        assert len(found.numbers(row.sources)) == len(row.sources) > 0
    assert len({source.source for source in found.sources}) == len(found.sources)


@pytest.mark.parametrize(
    ("numbers", "text"), [((), ""), ((3,), "[3]"), ((2, 1), "[1], [2]"), ((1, 3, 4, 5), "[1], [3]–[5]"), ((7, 7), "[7]")]
)
def test_references(numbers: tuple[int, ...], text: str):
    assert references(numbers) == text


def test_ranks_say_of_how_many_and_leave_gaps(store: Store, nghe_an: Profile):
    table = rank_table(nghe_an, VI)
    cells = {line.name: dict(zip(table.years, line.cells, strict=True)) for line in table.lines}
    par = cells["Xếp hạng chỉ số cải cách hành chính (PAR Index)"]
    rows = {row["year"]: row for row in ask(store, Question("par_index_rank", provinces=("nghe-an",), years=YEARS)).rows}
    assert par[2024] == f"{rows[2024].value:.0f}/63"
    assert {year for year, cell in par.items() if cell} == set(rows)
    assert "0" not in par.values()


# the document -------------------------------------------------------------------------------------------------------------
def texts(document: Opened) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def table_rows(document: Opened) -> list[list[str]]:
    """The rows without what separates the marks of footnotes."""
    return [[cell.text.rstrip(", ") for cell in row.cells] for table in document.tables for row in table.rows]


def notes(written: bytes) -> dict[int, str]:
    """The text of each footnote; cross-references to an earlier one as their number."""
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        root: Any = parse_xml(packed.read("word/footnotes.xml"))
    told = {int(note.get(qn("w:id"))): [text.text for text in note.iter(qn("w:t"))] for note in root if not note.get(qn("w:type"))}
    return {number: "".join(texts).strip() for number, texts in told.items()}


def cited(paragraph: Any) -> list[int]:
    """The numbers of the footnotes that a paragraph names, with marks of its own or again."""
    found = []
    for one in paragraph.iter(qn("w:footnoteReference"), qn("w:fldSimple")):
        again = re.search(r"NOTEREF \D+(\d+)", one.get(qn("w:instr")) or "")
        found.append(int(again[1] if again else one.get(qn("w:id"))))
    return found


def test_titled_dated_and_bound_to_its_territory(opened: Opened):
    said = texts(opened)
    assert said[0] == opened.core_properties.title == "Nghệ An: số liệu tổ chức đảng"
    assert "Nghệ An là một trong 63 tỉnh, thành phố và giữ nguyên trong 34 tỉnh, thành phố." in said
    section = opened.sections[0]
    assert "Nghệ An" in section.header.paragraphs[0].text
    assert section.footer.paragraphs[0].text.startswith("Lập ngày 22/11/2026")
    assert section.page_width is not None
    assert (round(section.page_width.mm), round(section.page_height.mm if section.page_height else 0)) == (210, 297)
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("code", "language"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_word_checks_the_spelling_of_the_right_language(store: Store, code: str, language: str):
    document = Document(io.BytesIO(document_bytes(profile(store, "dien-bien", YEARS), Words(code, store.names), store, "", TODAY)))
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {language}
    assert document.core_properties.language == language


def test_every_latest_figure_stands_in_a_table(store: Store, nghe_an: Profile, opened: Opened):
    rows = table_rows(opened)
    for section in nghe_an.sections:
        assert VI.topic(section.topic) in texts(opened)
        for one in section.latest:
            cells = latest_cells(nghe_an, one, vi(store))
            named = "\n".join(filter(None, (cells["metric"], cells["status"])))
            beside = [cells["change"]] if any(one.row.change is not None for one in section.latest) else []
            assert [named, cells["value"], cells["period"], *beside] in rows
            assert [cells["organization"]] * (3 + len(beside)) in rows


def test_main_figures_stand_in_comparison(store: Store, nghe_an: Profile, opened: Opened):
    found = [main_figure_cells(nghe_an, one, vi(store)) for one in main_figures(store, "nghe-an", YEARS)]
    rows = table_rows(opened)
    assert found
    for cells in found:
        assert [text for code, text in cells.items() if code != "organization"] in rows
    assert any(cells["last_year"] for cells in found)


def test_what_a_merged_unit_was_made_of_stands_in_a_table(store: Store):
    found = merger(store, "ninh-binh-2025", YEARS)
    document = Document(io.BytesIO(document_bytes(profile(store, "ninh-binh-2025", YEARS), vi(store), store, "", TODAY)))
    rows = table_rows(document)
    assert [VI.say("Metric"), VI.say("As one of the 34"), "Hà Nam", "Nam Định", "Ninh Bình (trước 7/2025)"] in rows
    assert found.lines
    for line in found.lines:
        assert [VI.metric(line.metric), *(figure(row, vi(store)) for row in line.across(found.profiles))] in rows


def test_ranks_and_scores_stand_in_a_table(nghe_an: Profile, opened: Opened):
    rows = table_rows(opened)
    for line in rank_table(nghe_an, VI).lines:
        assert [line.name, *line.cells] in rows


def test_ranks_of_many_years_are_told_on_several_tables(store: Store):
    found = profile(store, "nghe-an")
    document = Document(io.BytesIO(document_bytes(found, vi(store), store, "", TODAY)))
    headed = [[cell.text for cell in table.rows[0].cells][1:] for table in document.tables]
    years = [year for head in headed for year in head if year.isdecimal()]
    assert years == [str(year) for year in rank_table(found, VI).years]
    assert max(map(len, headed)) <= 11


def test_headings_of_tables_are_repeated_and_rows_are_not_cut(opened: Opened):
    assert opened.tables
    for table in opened.tables:
        first, *others = table._tbl.tr_lst
        assert others
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_each_figure_is_cited_in_footnotes(store: Store, nghe_an: Profile, opened: Opened, written: bytes):
    texts = notes(written)
    for section in nghe_an.sections:
        for one in section.latest:
            said = latest_cells(nghe_an, one, vi(store))
            found = [
                cited(row.cells[1]._tc)
                for table in opened.tables
                for row in table.rows
                if row.cells[0].text.startswith(said["metric"]) and row.cells[1].text.rstrip(", ") == said["value"]
            ]
            wanted = [vi(store).source(source.source) for source in citations(store, one.row.sources)]
            assert any(len(numbers) == len(wanted) and all_stand(texts, numbers, wanted) for numbers in found), said


def all_stand(texts: dict[int, str], numbers: list[int], wanted: list[str]) -> bool:
    return all(texts[number].startswith(text.removesuffix(", ")) for number, text in zip(numbers, wanted, strict=True))


def test_a_rank_is_cited_in_its_own_cell(store: Store, nghe_an: Profile, opened: Opened, written: bytes):
    texts, table = notes(written), rank_table(nghe_an, VI)
    (grid,) = (one for one in opened.tables if one.rows[0].cells[1].text == str(table.years[0]))
    for line, row in zip(table.lines, grid.rows[1:], strict=True):
        for cell, sources in zip(row.cells[1:], line.sources, strict=True):
            wanted = [source.publisher for source in citations(store, sources)]
            assert len(wanted) == len(cited(cell._tc))
            assert all_stand(texts, cited(cell._tc), wanted)


def test_footnotes_are_numbered_as_they_come_and_told_in_full_once(nghe_an: Profile, opened: Opened, written: bytes):
    body: Any = opened.element.body
    own = [int(one.get(qn("w:id"))) for one in body.iter(qn("w:footnoteReference"))]
    texts = notes(written)
    assert own == sorted(texts) == list(range(1, len(own) + 1))
    for source in nghe_an.sources:
        if web_address(source.url):
            assert sum(text.endswith(f" {source.url}") for text in texts.values()) == 1
    short = {number: re.search(r"; xem chú thích (\d+)\.$", text) for number, text in texts.items()}
    assert any(short.values())
    for number, again in short.items():
        if again:
            first = texts[int(again[1])]
            assert int(again[1]) < number
            assert first.startswith(texts[number].removesuffix(again[0]))


def test_links_lead_to_web_addresses_only(written: bytes):
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        relations = "".join(packed.read(f"word/_rels/{name}.xml.rels").decode() for name in ("document", "footnotes"))
    targets = re.findall(r'Target="([^"]*)" TargetMode="External"', relations)
    assert LINK in [target.replace("&amp;", "&") for target in targets]
    assert len(targets) > 1
    assert all(re.match(r"https?://", target) for target in targets)


def test_a_link_that_is_none_is_left_out(store: Store):
    data = document_bytes(profile(store, "dien-bien", YEARS), vi(store), store, "javascript:alert(1)", TODAY)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert all(b"javascript" not in packed.read(name) for name in packed.namelist())


def test_every_picture_has_an_alternative_text(nghe_an: Profile, opened: Opened):
    body: Any = opened.element.body
    described = [one.get("descr") for one in body.iter(qn("wp:docPr"))]
    assert len(described) == sum(len(section.series) for section in nghe_an.sections) + 1
    assert all(text and len(text) > 30 for text in described)


def test_above_a_picture_stands_what_is_seen(store: Store, nghe_an: Profile, opened: Opened):
    said = texts(opened)
    pictures = [series(result, Style(vi(store), LIGHT)) for section in nghe_an.sections for result in section.series]
    headlines = [picture.headline for picture in pictures if picture.headline]
    assert headlines
    assert all(headline in said for headline in headlines)
    told = {VI.metric(result.metric): ranks(result, Style(vi(store), LIGHT)).headline for result in nghe_an.ranks}
    assert any(told.values())
    # of an index whose ranks are computed nothing is put forward
    assert all((f"{name}: {headline}" in said) == bool(headline) for name, headline in told.items())


def test_words_of_state_are_explained(nghe_an: Profile, opened: Opened):
    used = {mark for section in nghe_an.sections for one in section.latest for mark in one.row.marks}
    said = "\n".join(texts(opened))
    assert used
    for label, explanation in VI.marks_explained(used):
        assert f"{label}: {explanation}" in said


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_province_without_figures_is_a_document_too(store: Store, code: str):
    data = document_bytes(profile(store, "nghe-an", (1990, 1991)), Words(code, store.names), store, "", TODAY)
    assert Document(io.BytesIO(data)).paragraphs[0].text


def test_disputed_partial_and_derived_figures_are_drawn():
    lines = """
    nghe-an.agencies-bloc members_admitted 2018 100
    nghe-an.agencies-bloc members_admitted 2019 110
    nghe-an.agencies-bloc members_admitted 2019 130 @other:2022-02
    nghe-an.agencies-bloc members_admitted 2020 120 derived
    nghe-an.agencies-bloc members_admitted 2021-H1 60
    """
    small = Store.build(data(*lines.strip().splitlines()))
    found = profile(small, "nghe-an")
    assert [len(section.series) for section in found.sections] == [1]
    said = texts(Document(io.BytesIO(document_bytes(found, vi(small), small, "", TODAY))))
    assert any(text.startswith("◆") or "◆" in text for text in said)


def test_what_cannot_be_answered_says_why():
    lines = ("nghe-an.agencies-bloc staff_total 2020-12-31 0", "nghe-an.agencies-bloc party_members 2020-12-31 50")
    small = Store.build(data(*lines))
    found = profile(small, "nghe-an")
    said = texts(Document(io.BytesIO(document_bytes(found, vi(small), small, "", TODAY))))
    assert len(found.reasons) == 1
    assert vi(small).message(found.reasons[0]) in said


def test_the_file_says_when_it_was_made_and_opens_in_todays_layout(opened: Opened):
    assert opened.core_properties.created is not None
    assert opened.core_properties.created.date() == TODAY
    modes = [one for one in opened.settings.element.iter(qn("w:compatSetting")) if one.get(qn("w:name")) == "compatibilityMode"]
    assert [mode.get(qn("w:val")) for mode in modes] == ["15"]


def test_the_document_has_the_colours_of_the_light_theme(project: Path):
    theme = tomllib.loads((project / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    light = theme["light"]
    assert (LIGHT.text, LIGHT.background, LIGHT.line) == (light["textColor"], light["backgroundColor"], light["borderColor"])
    assert list(LIGHT.categories) == light["chartCategoricalColors"]
    assert list(LIGHT.sequence) == light["chartSequentialColors"]
    assert list(LIGHT.diverging) == light.get("chartDivergingColors", theme.get("chartDivergingColors"))
