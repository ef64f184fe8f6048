"""Words of the pages: numbers, dates, periods, names, sentences; the catalogue has every text, sorted and whole."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from metrics.answers.query import ask, evidence, metrics_of
from metrics.errors import Message, Problem, QuestionError
from metrics.period import date_span
from metrics.spelling import search_key, sort_key
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS, KINDS, UNITS, Covers, Mark, OtherValue, Question, Result, Row
from metrics.words import terms
from metrics.words.wording import NOT_STATED, Wording, catalogue
from tests.at_home import opened_at_home
from tests.folders import PROJECT
from tests.spoken import en, vi

__all__ = ["opened_at_home"]
# the functions that take a text for the catalogue, and how many of their first arguments are such texts
TAKES = {"say": 1, "N_": 1, "plural": 2, "QuestionError": 1, "RefusedSum": 1, "Message.of": 1}
VI = Wording("vi")
EN = Wording("en")


# the catalogue ------------------------------------------------------------------------------------------------------------
def sources() -> list[Path]:
    return [PROJECT / "dashboard.py", *sorted(PROJECT.glob("pages/**/*.py")), *sorted(PROJECT.glob("metrics/**/*.py"))]


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be: a string, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))


def texts_said(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            taken = TAKES.get(called, TAKES.get(called.rpartition(".")[2], 0))
            for argument in node.args[:taken]:
                yield from filter(None, literals(argument))


def constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.fixture(scope="module")
def messages() -> dict[str, str]:
    with (PROJECT / "metrics/words/locale/vi/LC_MESSAGES/messages.po").open("rb") as file:
        found = read_po(file, locale="vi", abort_invalid=True)
    assert [message.id for message in found if message.fuzzy and message.id] == []
    return {str(message.id): str(message.string) for message in found if message.id}


def test_every_text_is_translated(messages: dict[str, str]):
    said = {text: path.name for path in sources() for text in texts_said(path)}
    assert {text: file for text, file in said.items() if not messages.get(text)} == {}


def test_no_translation_is_stale(messages: dict[str, str]):
    written = {text for path in sources() for text in constants(path)}
    assert sorted(set(messages) - written) == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# a translation may use what the call gives besides what the English text uses
GIVEN_TOO = {"Q{quarter} {year}": {"roman"}}


def test_translations_use_the_fields_that_are_given(messages: dict[str, str]):
    unknown = {text: fields(vi) - fields(text) - GIVEN_TOO.get(text, set()) for text, vi in messages.items()}
    assert {text: names for text, names in unknown.items() if names} == {}


def test_no_field_is_lost_in_translation(messages: dict[str, str]):
    lost = {text: fields(text) - fields(vi) for text, vi in messages.items() if text not in GIVEN_TOO}
    assert {text: names for text, names in lost.items() if names} == {}


def test_the_catalogue_is_sorted_so_that_changes_are_easy_to_read(messages: dict[str, str]):
    assert list(messages) == sorted(messages)


def test_vietnamese_texts_are_composed_and_hold_no_english_left_over(messages: dict[str, str]):
    assert [vi for vi in messages.values() if unicodedata.normalize("NFC", vi) != vi] == []
    leftovers = re.compile(r"\b(the|of|and|with|figure|figures|province|years?)\b")
    assert [vi for vi in messages.values() if leftovers.search(re.sub(r"\{\w+(![rs])?\}", "", vi))] == []


def test_what_has_no_translation_is_said_in_english():
    assert VI.say("Nobody {did} translate this", did="would") == "Nobody would translate this"
    assert EN.say("Membership") == "Membership"
    assert VI.say("Membership") == "Đảng viên"
    assert catalogue("xx") == {}


PAGES = sorted(path.stem for path in PROJECT.glob("pages/*.py"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_nothing_that_is_not_translated(page: str, monkeypatch: pytest.MonkeyPatch):
    # what the code says by way of a variable shows only here
    said: set[str] = set()
    say = Wording.say

    def listen(self: Wording, text: str, **values: object) -> str:
        said.add(text)
        return say(self, text, **values)

    monkeypatch.setattr(Wording, "say", listen)
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    app.switch_page(f"pages/{page}.py").run()
    assert [error.value for error in app.exception] == []
    assert len(said) > 20
    assert said - set(catalogue("vi")) == set()


def test_values_are_filled_in_as_they_are():
    assert VI.say("missing: {names}", names="{names} %s <b>") == "còn thiếu: {names} %s <b>"


def test_plurals():
    assert EN.plural("{number} source", "{number} sources", 1) == "1 source"
    assert EN.plural("{number} source", "{number} sources", 1234) == "1,234 sources"
    assert VI.plural("{number} source", "{number} sources", 1234) == "1.234 nguồn"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (KINDS, terms.KINDS),
        (UNITS, terms.UNITS),
        (DIMENSIONS, terms.DIMENSIONS),
        (["reported", "63", "34"], terms.BOUNDARIES),
    ],
)
def test_every_code_has_a_word(codes: list[str], words: dict[str, str]):
    assert set(codes) == set(words)


def test_every_value_in_the_data_has_a_word(store: Store):
    listed = {(name, value) for name, values in DIMENSIONS.items() for value in values or ()}
    used = {tuple(part.split("=")) for one in store.seeds.observations for part in one.breakdown.split(";") if part}
    wordless = {pair for pair in listed | used if pair not in terms.VALUES and pair[0] != "scope"}
    assert wordless == set()
    regions = {region for one in store.seeds.provinces for region in (one.region, one.region34) if region}
    assert regions == set(terms.REGIONS)


def test_every_metric_has_its_words(store: Store):
    for metric in metrics_of(store).values():
        assert metric.topic in terms.TOPICS
        assert metric.kind in terms.METRIC_KINDS
        assert VI.metric(metric) == metric.name_vi
        assert EN.metric(metric) == metric.name_en


# numbers ------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (5164.0, "person", "5.164", "5,164"),
        (1234567, None, "1.234.567", "1,234,567"),
        (1234.5, None, "1.234,5", "1,234.5"),
        (73.76923, "person", "73,8", "73.8"),
        (73.8, "percent", "73,8%", "73.8%"),
        (67.73, "percent", "67,73%", "67.73%"),
        (66.666666, "percent", "66,67%", "66.67%"),
        (100.0, "percent", "100%", "100%"),
        (8.25, "permille", "8,25‰", "8.25‰"),
        (0.4096, "score", "0,4096", "0.4096"),
        (33.3769, "score", "33,3769", "33.3769"),
        (83.25, "score", "83,25", "83.25"),
        (3.0, "rank", "3", "3"),
        (0.0, "person", "0", "0"),
        (-0.04, "person", "0", "0"),
        (-18.0, "person", "-18", "-18"),
        (2.005, "percent", "2,01%", "2.01%"),
        (None, "person", NOT_STATED, NOT_STATED),
    ],
)
def test_numbers(value: float | None, unit: str | None, vi: str, en: str):
    assert (VI.number(value, unit), EN.number(value, unit)) == (vi, en)


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_never_rounded(value: int):
    assert int(VI.number(float(value), "person").replace(".", "")) == value


@given(st.floats(-1e9, 1e9))
def test_a_percentage_is_rounded_to_two_decimals_at_most(value: float):
    shown = VI.number(value, "percent")
    assert re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]{1,2})?%", shown)
    assert abs(float(shown[:-1].replace(".", "").replace(",", ".")) - value) <= 0.0050001


@pytest.mark.parametrize(
    ("value", "unit", "signed", "change"),
    [
        (1234.0, "person", "+1.234", "+1.234"),
        (-18.0, "person", "-18", "-18"),
        (0.0, "person", "0", "0"),
        (0.001, "person", "0", "0"),
        (2.5, "percent", "+2,5%", "+2,5 điểm phần trăm"),
        (-2.5, "percent", "-2,5%", "-2,5 điểm phần trăm"),
        (3.0, "rank", "+3", "tăng 3 bậc"),
        (-12.0, "rank", "-12", "giảm 12 bậc"),
        (0.0, "rank", "0", "giữ nguyên"),
        (None, "rank", NOT_STATED, NOT_STATED),
    ],
)
def test_differences(value: float | None, unit: str, signed: str, change: str):
    assert (VI.signed(value, unit), VI.change(value, unit)) == (signed, change)


@pytest.mark.parametrize(
    ("qualifier", "vi", "en"),
    [
        ("eq", "2.000", "2,000"),
        ("gt", "trên 2.000", "more than 2,000"),
        ("ge", "từ 2.000 trở lên", "2,000 or more"),
        ("lt", "dưới 2.000", "less than 2,000"),
        ("le", "không quá 2.000", "at most 2,000"),
        ("approx", "khoảng 2.000", "about 2,000"),
    ],
)
def test_qualifiers(qualifier: str, vi: str, en: str):
    assert (VI.qualified(2000.0, qualifier, "person"), EN.qualified(2000.0, qualifier, "person")) == (vi, en)
    assert VI.qualified(None, qualifier, "person") == NOT_STATED


@pytest.mark.parametrize(
    ("unit", "one", "two"),
    [
        ("person", "1 person", "2 people"),
        ("organization", "1 organisation", "2 organisations"),
        ("document", "1 document", "2 documents"),
        ("score", "1 point", "2 points"),
    ],
)
def test_one_of_a_unit_is_said_in_the_singular(unit: str, one: str, two: str):
    assert (EN.amount(1.0, "eq", unit), EN.amount(2.0, "eq", unit)) == (one, two)
    assert EN.amount(1.0, "gt", unit) == f"more than {one}"
    assert VI.amount(1.0, "eq", unit) == f"1 {VI.unit(unit)}"


def test_amounts_say_their_unit_where_it_tells_something():
    assert VI.amount(2000.0, "gt", "person") == "trên 2.000 người"
    assert VI.amount(80.0, "ge", "percent") == "từ 80% trở lên"
    # a qualifier may stand around number and unit
    assert VI.amount(2200.0, "ge", "person") == "từ 2.200 người trở lên"
    assert EN.amount(2200.0, "ge", "person") == "2,200 people or more"
    assert VI.amount(5.0, "eq", "rank") == "hạng 5"
    assert VI.amount(83.25, "eq", "score") == "83,25 điểm"
    assert VI.amount(12.0, "eq", "case") == "12"
    assert VI.amount(None, "eq", "person") == NOT_STATED


def test_separators():
    assert (VI.separators, EN.separators) == (",.", ".,")


# time ---------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "kind", "vi", "en"),
    [
        ("2017", "", "năm 2017", "2017"),
        ("2019-06", "", "tháng 6/2019", "June 2019"),
        ("2019-06-30", "", "30/6/2019", "30 June 2019"),
        ("2022-Q1", "", "quý I/2022", "Q1 2022"),
        ("2022-Q4", "", "quý IV/2022", "Q4 2022"),
        ("2024-H1", "", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-H2", "", "6 tháng cuối năm 2024", "second half of 2024"),
        ("2020-9M", "", "9 tháng đầu năm 2020", "first nine months of 2020"),
        ("2020/2025", "", "nhiệm kỳ 2020–2025", "2020–2025 term"),
        ("2020/2025", "range", "giai đoạn 2020–2025", "2020–2025 period"),
        ("1968/1971", "term", "nhiệm kỳ 1968–1971", "1968–1971 term"),
        ("2011/2012", "", "giai đoạn 2011–2012", "2011–2012 period"),
        ("2020-01/2020-07", "", "tháng 1–7/2020", "January–July 2020"),
        ("2019-09/2020-03", "", "tháng 9/2019–3/2020", "September 2019–March 2020"),
        ("2012-03-05/2012-03-09", "", "5–9/3/2012", "5–9 March 2012"),
        ("2018-01-01/2018-11-27", "", "1/1–27/11/2018", "1 January–27 November 2018"),
        ("2019-12-20/2020-01-05", "", "20/12/2019–5/1/2020", "20 December 2019–5 January 2020"),
        ("2015/2018-06-30", "", "từ năm 2015 đến 30/6/2018", "from 2015 to 30 June 2018"),
        ("2016/2020-11", "", "từ năm 2016 đến tháng 11/2020", "from 2016 to November 2020"),
        ("2020-02/2020-02", "", "tháng 2/2020", "February 2020"),
        (
            "2020-H1+2020-Q3",
            "",
            "6 tháng đầu năm 2020 + quý III/2020",
            "first half of 2020 + Q3 2020",
        ),
    ],
)
def test_periods(code: str, kind: str, vi: str, en: str):
    assert (VI.period(code, kind), EN.period(code, kind)) == (vi, en)


def test_a_year_may_come_as_a_number():
    assert VI.period(2017) == "năm 2017"
    assert VI.years((2019, 2019)) == "năm 2019"
    assert VI.years((2017, 2024)) == "các năm 2017–2024"


def test_every_period_in_the_data_is_put_into_words(store: Store):
    plain = {one.period for one in store.seeds.observations if VI.period(one.period, one.period_type) == one.period}
    assert plain == set()


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("2024-07-19", "19/7/2024", "19 July 2024"),
        ("2024-07", "7/2024", "July 2024"),
        ("2024", "2024", "2024"),
        ("", "", ""),
        ("soon", "soon", "soon"),
    ],
)
def test_dates(iso: str, vi: str, en: str):
    assert (VI.date(iso), EN.date(iso)) == (vi, en)


# names --------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("ninh-binh", "Ninh Bình (trước 7/2025)"),
        ("ninh-binh-2025", "Ninh Bình (từ 7/2025)"),
        ("nghe-an", "Nghệ An"),
        ("bac-kan", "Bắc Kạn"),
        ("nowhere", "nowhere"),
    ],
)
def test_provinces_are_told_apart_from_their_namesakes(store: Store, slug: str, name: str):
    assert vi(store).province(slug) == name


def test_no_two_provinces_and_no_two_bodies_share_a_label_by_accident(store: Store):
    for wording in (vi(store), en(store)):
        provinces = [wording.province(one.province) for one in store.seeds.provinces]
        assert len(set(provinces)) == len(provinces) == 86
        bodies = [wording.organization(one.organization) for one in store.seeds.organizations]
        twice = sorted({name for name in bodies if bodies.count(name) > 1})
        assert [name for name in twice if "2025" in name] == []


def test_bodies(store: Store):
    assert vi(store).organization("ninh-binh-2025.province-wide") == "Đảng bộ tỉnh Ninh Bình (từ 7/2025)"
    assert vi(store).organization("ninh-binh.province-wide") == "Đảng bộ tỉnh Ninh Bình (trước 7/2025)"
    assert vi(store).organization("ha-noi.administration") == "UBND thành phố Hà Nội"
    assert vi(store).organization("cao-bang.administration") == "UBND tỉnh Cao Bằng"
    assert vi(store).organization("nowhere.administration") == "nowhere.administration"


def test_names_sort_as_in_a_vietnamese_dictionary():
    names = ["Đồng Nai", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Cần Thơ", "Cà Mau", "Cao Bằng", "Ở", "Ô", "Quảng Trị", "Huế"]
    ordered = ["Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Huế", "Ô", "Ở", "Quảng Trị"]
    assert sorted(names, key=sort_key) == ordered
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Đak", "Dak", "dan"], key=sort_key) == ["Dak", "dan", "Đak"]


def test_letters_decide_before_tones():
    assert sorted(["hòa bình", "hoa cương", "hoá"], key=sort_key) == ["hoá", "hòa bình", "hoa cương"]


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names: list[str]):
    assert sorted(sorted(names, reverse=True), key=sort_key) == sorted(names, key=sort_key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đà  Nẵng", "da nang"),
        ("KỶ LUẬT", "ky luat"),
        ("đ\u00f4\u0300ng", "dong"),
        ("Thừa Thiên\u00a0Huế", "thua thien hue"),
        ("Straße", "strasse"),
    ],
)
def test_search_ignores_accents_capitals_and_blanks(text: str, key: str):
    assert search_key(text) == key


@given(st.text())
def test_a_search_key_is_stable(text: str):
    assert search_key(search_key(text)) == search_key(text)


# what a row covers --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("covers", "said"),
    [
        (Covers(), ""),
        (Covers(("2021-9M",)), "9 tháng đầu năm 2021"),
        (Covers(("2020-H1+2020-H2",)), "6 tháng đầu năm 2020 + 6 tháng cuối năm 2020"),
        (Covers(("2019-12-31",)), "31/12/2019"),
        (Covers(("2020",), reporting=12, expected=63), "năm 2020; 12/63 đơn vị có số liệu"),
        (Covers(("2024",), ranked_units=63), "năm 2024; trong 63 đơn vị được xếp hạng"),
        (Covers(missing=("ninh-binh", "nam-dinh")), "còn thiếu: Ninh Bình (trước 7/2025), Nam Định"),
        (Covers(kinds=("agencies_bloc", "district")), "gộp các loại: Khối các cơ quan, Đảng bộ cấp huyện"),
        (
            Covers(disputed=(OtherValue(99, "x (y)"), OtherValue(1188.5, "north-008"))),
            "nguồn khác nêu: 99 (x (y)), 1.188,5 (Báo Hải Dương, ngày 6/1/2022)",
        ),
        (
            Covers(narrowed_by=(("body", "commission"), ("body", "committee"), ("subject", "cell"))),
            "chủ thể thực hiện: ủy ban kiểm tra, cấp ủy; loại tổ chức đảng: chi bộ",
        ),
    ],
)
def test_covers(store: Store, covers: Covers, said: str):
    assert vi(store).covers(covers, "person") == said


def test_marks_and_their_explanations():
    assert VI.marks(()) == "đầy đủ"
    assert VI.marks({Mark.AT_LEAST, Mark.PARTIAL}) == "chưa đủ kỳ, ít nhất (còn thiếu đơn vị hoặc phần)"
    assert VI.status("target") == "chỉ tiêu đề ra"
    explained = VI.marks_explained({Mark.DISPUTED, Mark.PARTIAL})
    assert [label for label, _ in explained] == ["chưa đủ kỳ", "các nguồn nêu khác nhau"]
    assert all(sentence.endswith(".") for _, sentence in explained)


def test_breakdowns():
    assert VI.breakdown("") == "tổng số"
    assert VI.breakdown("body=commission;form=warning") == "chủ thể thực hiện: ủy ban kiểm tra; hình thức kỷ luật: cảnh cáo"
    assert VI.value_of("scope", "bac-trung-bo") == "Bắc Trung Bộ"
    assert VI.value_of("violation", "something_new") == "something new"


# sentences ----------------------------------------------------------------------------------------------------------------
def said(store: Store, question: Question, place: int = 0) -> str:
    result = ask(store, question)
    return vi(store).sentence(result, result.rows[place])


def test_a_sentence_names_body_period_metric_value_and_limits(store: Store):
    members = Question("party_members", kinds=("agencies_bloc",), provinces=("nghe-an",), years=(2021, 2021))
    assert said(store, members) == "Đến tháng 9/2021, Nghệ An, Khối các cơ quan có 5.164 đảng viên."
    rank = Question("par_index_rank", provinces=("nghe-an",), years=(2024, 2024))
    assert said(store, rank) == "Năm 2024, xếp hạng chỉ số cải cách hành chính (PAR Index) của Nghệ An là 27/63."


def test_a_sentence_of_a_sum_names_the_selection_and_what_is_missing(store: Store):
    text = said(store, Question("party_members", by=("year",), kinds=("province_wide",), years=(2020, 2020)))
    assert text.startswith("Năm 2020, các tỉnh, thành phố, Toàn đảng bộ tỉnh, thành phố có khoảng ")
    assert text.endswith("ít nhất (còn thiếu đơn vị hoặc phần)).")
    assert "/63 đơn vị có số liệu" in text


def test_every_row_of_every_metric_has_a_sentence_without_codes(store: Store):
    codes = re.compile(r"[a-z]+_[a-z]+|\b(None|nan)\b|[a-z]=|\{|\}")
    for metric in metrics_of(store):
        result = ask(store, Question(metric, by=("organization", "year")))
        for row in result.rows[:40]:
            assert not codes.search(vi(store).sentence(result, row)), vi(store).sentence(result, row)


def test_a_question_in_words(store: Store):
    question = Question(
        "members_disciplined",
        by=("province", "year"),
        provinces=("nghe-an",),
        kinds=("agencies_bloc",),
        years=(2017, 2024),
        boundary="34",
        breakdown="form=warning",
        compare="same_period",
    )
    assert vi(store).question(question, metrics_of(store)["members_disciplined"]) == (
        "Đảng viên bị thi hành kỷ luật theo tỉnh, thành phố, năm; Nghệ An; Khối các cơ quan; hình thức kỷ luật: cảnh cáo; "
        "các năm 2017–2024; 34 tỉnh, thành phố (từ 7/2025); so với cùng kỳ năm trước."
    )


def test_a_figure_in_short(store: Store):
    result: Result = ask(store, Question("party_members", kinds=("agencies_bloc",), provinces=("nghe-an",), years=(2021, 2021)))
    assert vi(store).figure(result.rows[0]) == "Nghệ An, 2021: 5.164 người"


def test_a_refusal_in_words_of_the_language(store: Store):
    with pytest.raises(QuestionError) as refused:
        ask(store, Question("party_members", by=("year",)))
    text = vi(store).message(refused.value.message)
    assert text.startswith("Đảng viên: ")
    assert "Khối các cơ quan" in text
    assert "_" not in text


def test_a_blank_in_words_of_the_language(store: Store):
    blank = Message.of(
        "{metric}, {where}: several bodies of one kind in one province are never added; put organization into --by to see each.",
        metric="party_members",
        where="province nghe-an, year 2020",
    )
    text = vi(store).message(blank)
    assert text.startswith("Đảng viên, Nghệ An, 2020: ")
    assert "--by" not in text


def test_why_an_observation_does_not_count_is_said_for_all_of_them(store: Store):
    reasons = {row[-1] for metric in metrics_of(store) for row in evidence(store, Question(metric)).rows}
    assert "yes" in reasons
    assert len(reasons) > 5
    words = vi(store)
    assert [reason for reason in reasons if reason == words.used(reason)] == []
    assert words.used("yes") == "có"
    assert words.used("no: north-008 counts") == f"không: lấy số của {words.source('north-008')}"
    assert "north-008" not in words.source("north-008")
    assert words.used("no: another figure of the year counts") == "không: đã lấy số liệu khác của năm"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wrong_date_is_told_and_shown_as_it_stands(language: str):
    wording = Wording(language)
    for wrong in ("2021-99-99", "30/06/2021"):
        assert wording.date(wrong) == wrong
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is what is tried
            date_span(wrong)
        assert wrong in wording.problem(Problem.of("sources.csv", 2, "published", caught.value.args[0]))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_distance_from_a_target_is_called_no_rise_or_fall(language: str):
    wording = Wording(language)
    rise, distance = (wording.comparison_columns(is_target)["change"] for is_target in (False, True))
    assert (rise, distance) == {"vi": ("Tăng, giảm", "So với chỉ tiêu"), "en": ("Change", "Difference from the target")}[language]


@pytest.mark.parametrize(
    ("marks", "before", "qualifier", "said"),
    [
        ((), (), "eq", "50%"),
        # 50 without some units or parts is half of 100 or more; of what is missing from both nothing more is known
        ((Mark.AT_LEAST,), (), "eq", "50% or more"),
        ((), (Mark.AT_LEAST,), "eq", "at most 50%"),
        ((Mark.AT_LEAST,), (Mark.AT_LEAST,), "eq", "50%"),
        ((Mark.AT_LEAST,), (), "ge", "50% or more"),
        ((Mark.AT_LEAST,), (), "le", "about 50%"),
        ((Mark.PARTIAL,), (), "le", "at most 50%"),
    ],
)
def test_what_is_calculated_of_a_sum_that_lacks_units_is_a_bound(
    marks: tuple[Mark, ...], before: tuple[Mark, ...], qualifier: str, said: str
):
    row = Row({"year": 2020}, 50, "person", "eq", frozenset(marks), Covers(), (), (), 100, -50, 50)
    row = replace(row, previous_marks=frozenset(before), change_qualifier=qualifier)
    assert Wording("en").share(row) == said
    assert Wording("en").difference(row) == said.replace("50%", "-50")
