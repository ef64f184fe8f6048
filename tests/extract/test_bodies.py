"""Whose a figure is, and who acted at which level: names of every kind in every place of a sentence, with what is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.extract import Known, read
from metrics.extract.bodies import Gazetteer
from metrics.vocabulary import parse_breakdown
from tests import small

# names as written, and the slug below the province
NAMES = {
    "Đảng bộ huyện Quỳnh Giang": "huyen-quynh-giang",
    "Huyện ủy Quỳnh Giang": "huyen-quynh-giang",
    "huyện Quỳnh Giang": "huyen-quynh-giang",
    "H. Quỳnh Giang": "huyen-quynh-giang",
    "Thành ủy Hoa Lâm": "tp-hoa-lam",
    "Đảng bộ TP. Hoa Lâm": "tp-hoa-lam",
    "Đảng bộ T.P Hoa Lâm": "tp-hoa-lam",
    "Thị ủy Bình Sơn": "tx-binh-son",
    "thị xã Bình Sơn": "tx-binh-son",
    "Đảng bộ thị trấn Sông Nga": "thi-tran-song-nga",
    "Đảng bộ P. Nam Thủy": "phuong-nam-thuy",
    "xã Minh Lộc": "xa-minh-loc",
    "Đảng bộ Công an tỉnh": "cong-an",
    "Công an tỉnh Nghệ An": "cong-an",
    "Đảng bộ Quân sự tỉnh": "quan-su",
    "Bộ Chỉ huy Quân sự tỉnh": "quan-su",
    "Đảng bộ Bộ đội Biên phòng tỉnh": "bien-phong",
    "Đảng bộ Cục Thuế tỉnh": "cuc-thue",
    "Đảng bộ Sở Y tế": "so-y-te",
    "Đảng bộ Bệnh viện Đa khoa tỉnh": "benh-vien-da-khoa-tinh",
    "Đảng bộ Trường Đại học Hoa Lư": "truong-dai-hoc-hoa-lu",
    "Đảng bộ Công ty CP Mía đường Sông Nga": "cong-ty-cp-mia-duong-song-nga",
    "Đảng bộ Khối các cơ quan tỉnh": "agencies-bloc",
    "Đảng ủy Khối các cơ quan tỉnh Nghệ An": "agencies-bloc",
    "Đảng bộ UBND tỉnh": "peoples-committee",
    "Đảng bộ các cơ quan Đảng tỉnh": "party-agencies",
}
# sentences in which the body owns the number that is due to it
OWNING = (
    "Năm 2021, {name} kết nạp 45 đảng viên.",
    "{name} kết nạp 45 đảng viên trong năm 2021.",
    "Năm 2021, toàn tỉnh kết nạp 900 đảng viên, trong đó, {name} kết nạp 45 đảng viên.",
    "Năm 2021, toàn tỉnh kết nạp 900 đảng viên; riêng {name} kết nạp 45 đảng viên.",
    "Năm 2021, toàn tỉnh kết nạp 900 đảng viên, dẫn đầu là {name} với 45 đảng viên.",
)
# and those that only mention it
MENTIONING = (
    "Năm 2021, toàn tỉnh tiếp nhận 45 đảng viên do {name} chuyển đến.",
    "So với {name}, năm 2021 toàn tỉnh kết nạp 45 đảng viên.",
    "Dự hội nghị có đại diện lãnh đạo {name}. Năm 2021, toàn tỉnh kết nạp 45 đảng viên.",
)


def owners(known: Known, text: str, organization: str = "nghe-an.province-wide", **hints: str) -> dict[float, str]:
    """The body of each number, without its province."""
    province = organization.partition(".")[0]
    found = read(text, known, published="2022-01-20", province=province, organization=organization, **hints).figures
    return {one.value: one.organization.removeprefix(f"{province}.") for one in found}


def actors(known: Known, text: str, organization: str = "nghe-an.province-wide") -> list[str]:
    """Who acted for each number, and at which level: `committee all`."""
    province = organization.partition(".")[0]
    found = read(text, known, published="2022-01-20", province=province, organization=organization).figures
    parts = [parse_breakdown(one.breakdown) for one in found]
    return [f"{one.get('body', '')} {one.get('body_level', '')}".strip() for one in parts]


@pytest.mark.parametrize(("sentence", "name"), [*product(OWNING, NAMES)])
def test_a_named_body_owns_its_figures(known: Known, sentence: str, name: str):
    found = owners(known, sentence.format(name=name))
    assert found.pop(45) == NAMES[name]
    assert found in ({}, {900: "province-wide"})


@pytest.mark.parametrize(("sentence", "name"), [*product(MENTIONING, NAMES)])
def test_a_body_that_is_only_mentioned_owns_none(known: Known, sentence: str, name: str):
    assert owners(known, sentence.format(name=name)) == {45: "province-wide"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tại Đảng bộ Công an tỉnh, năm 2021 kết nạp 45 đảng viên.", {45: "cong-an"}),
        ("Năm 2021, xã Minh Lộc thuộc Đảng bộ tỉnh kết nạp 45 đảng viên.", {45: "xa-minh-loc"}),
        (
            "Năm 2021, Đảng bộ Sở Y tế kết nạp 5 đảng viên, toàn Đảng bộ kết nạp 900 đảng viên.",
            {5: "so-y-te", 900: "province-wide"},
        ),
        (
            "Năm 2021, Huyện ủy Quỳnh Giang kết nạp 45 đảng viên; toàn tỉnh kết nạp 900 đảng viên.",
            {45: "huyen-quynh-giang", 900: "province-wide"},
        ),
        (
            "Năm 2021, Huyện ủy Quỳnh Giang kiểm tra 12 tổ chức đảng; UBKT Huyện ủy giám sát 4 đảng viên.",
            {12: "huyen-quynh-giang", 4: "huyen-quynh-giang"},
        ),
        ("Năm 2021, UBKT Huyện ủy Quỳnh Giang giám sát 4 đảng viên.", {4: "huyen-quynh-giang"}),
        ("Năm 2021, Ban Thường vụ Thành ủy Hoa Lâm kiểm tra 4 đảng viên.", {4: "tp-hoa-lam"}),
    ],
)
def test_a_body_owns_until_another_does(known: Known, text: str, found: dict[float, str]):
    assert owners(known, text) == found


@pytest.mark.parametrize(
    ("organization", "text", "body"),
    [
        ("ho-chi-minh.province-wide", "Đảng bộ TP.HCM hiện có 200.000 đảng viên.", "province-wide"),
        ("ho-chi-minh.province-wide", "Đảng bộ TP. Hồ Chí Minh hiện có 200.000 đảng viên.", "province-wide"),
        ("ho-chi-minh.province-wide", "Đảng bộ TPHCM hiện có 200.000 đảng viên.", "province-wide"),
        ("ho-chi-minh.agencies-bloc", "Đảng bộ TP.HCM hiện có 200.000 đảng viên.", "province-wide"),
        ("ho-chi-minh.agencies-bloc", "Đảng bộ Thành phố hiện có 200.000 đảng viên.", "province-wide"),
        ("ho-chi-minh.agencies-bloc", "Năm 2021, Thành ủy TP.HCM kiểm tra 12 tổ chức đảng.", "province-wide"),
        ("ho-chi-minh.province-wide", "Năm 2021, Quận ủy 5 kiểm tra 12 tổ chức đảng.", "quan-5"),
        ("ho-chi-minh.province-wide", "Năm 2021, Đảng bộ quận 5 kết nạp 120 đảng viên.", "quan-5"),
        ("nghe-an.huyen-do-luong", "Năm 2021, Công an huyện kết nạp 2 đảng viên.", "cong-an-huyen-do-luong"),
        ("nghe-an.huyen-do-luong", "Năm 2021, Đảng bộ huyện kết nạp 45 đảng viên.", "huyen-do-luong"),
        ("nghe-an.agencies-bloc", "Toàn tỉnh hiện có 190.000 đảng viên.", "province-wide"),
        ("nghe-an.agencies-bloc", "Năm 2021, Tỉnh ủy Nghệ An thành lập 2 đảng bộ cơ sở.", "province-wide"),
    ],
)
def test_a_name_finds_the_body_of_its_place(known: Known, organization: str, text: str, body: str):
    assert list(owners(known, text, organization).values()) == [body]


@pytest.mark.parametrize(
    ("published", "text", "body"),
    [
        ("2024-05-05", "Đảng bộ tỉnh BR-VT hiện có 40.000 đảng viên.", "ba-ria-vung-tau.province-wide"),
        ("2024-05-05", "Tỉnh ủy Bà Rịa – Vũng Tàu: hiện toàn tỉnh có 40.000 đảng viên.", "ba-ria-vung-tau.province-wide"),
        ("2024-05-05", "Đảng bộ tỉnh T.T. Huế hiện có 40.000 đảng viên.", "hue.province-wide"),
        ("2024-05-05", "Đảng bộ tỉnh TT-Huế hiện có 40.000 đảng viên.", "hue.province-wide"),
        ("2024-05-05", "Đảng bộ tỉnh Dak Lak hiện có 40.000 đảng viên.", "dak-lak.province-wide"),
        ("2024-05-05", "Đảng bộ tỉnh Đắc Lắk hiện có 40.000 đảng viên.", "dak-lak.province-wide"),
        ("2024-05-05", "Đảng bộ tỉnh Kontum hiện có 40.000 đảng viên.", "kon-tum.province-wide"),
        ("2024-05-05", "Đảng bộ TP HCM hiện có 200.000 đảng viên.", "ho-chi-minh.province-wide"),
        ("2025-08-05", "Đảng bộ TP.HCM hiện có 360.000 đảng viên.", "ho-chi-minh-2025.province-wide"),
        ("2025-08-05", "Đảng bộ tỉnh Gia Lai hiện có 130.000 đảng viên.", "gia-lai-2025.province-wide"),
        (
            "2024-05-05",
            "Huyện ủy Quỳnh Giang (Yên Bái): Năm 2023 huyện kết nạp 45 đảng viên.",
            "yen-bai.huyen-quynh-giang",
        ),
        ("2024-05-05", "Năm 2023, Huyện ủy Hiệp Hòa kết nạp 45 đảng viên.", "bac-giang.huyen-hiep-hoa"),
        ("2024-05-05", "Học tập Hồ Chí Minh. Đảng bộ Khối các cơ quan tỉnh Kon Tum có 45 chi bộ.", "kon-tum.agencies-bloc"),
    ],
)
def test_a_text_without_hints_tells_whom_it_is_about(known: Known, published: str, text: str, body: str):
    assert [one.organization for one in read(text, known, published=published).figures] == [body]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Huyện ủy Quỳnh Giang kiểm tra 12 tổ chức đảng năm 2021. Ngoài ra, giám sát 3 đảng viên.",
            {12: "huyen-quynh-giang", 3: "huyen-quynh-giang"},
        ),
        (
            "Tại Đảng bộ Công an tỉnh, công tác phát triển đảng được quan tâm. Năm 2021, kết nạp 45 đảng viên.",
            {45: "cong-an"},
        ),
        ("Huyện ủy Quỳnh Giang luôn đổi mới. Năm 2021, toàn tỉnh kết nạp 45 đảng viên.", {45: "province-wide"}),
        (
            "Năm 2021, huyện Quỳnh Giang kết nạp 45 đảng viên, huyện Hoa Lâm kết nạp 40 đảng viên. Ngoài ra, xóa tên 3 đảng viên.",
            {45: "huyen-quynh-giang", 40: "huyen-hoa-lam", 3: "province-wide"},
        ),
        ("Huyện ủy Quỳnh Giang luôn đổi mới.\nNăm 2021, kết nạp 45 đảng viên.", {45: "province-wide"}),
        ("Đảng bộ huyện Quỳnh Giang vừa họp.\nNăm 2021, Đảng bộ huyện kết nạp 45 đảng viên.", {45: "huyen-quynh-giang"}),
        ("Đảng bộ Trường Đại học Hoa Lư họp. Năm 2021, Đảng bộ trường có 45 đảng viên.", {45: "truong-dai-hoc-hoa-lu"}),
        ("Đảng ủy Sở Y tế vừa họp.\nNăm 2021, Đảng ủy sở kiểm tra 4 chi bộ.", {4: "so-y-te"}),
        ("Huyện ủy Quỳnh Giang luôn đổi mới. Đời sống khá lên. Năm 2021, kết nạp 45 đảng viên.", {45: "huyen-quynh-giang"}),
    ],
)
def test_a_sentence_that_goes_on_is_of_the_body_before(known: Known, text: str, found: dict[float, str]):
    assert owners(known, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chi bộ Cơ động trực thuộc Đảng bộ tỉnh có 8 đảng viên.", {8: "chi-bo-co-dong"}),
        ("Đến nay có 38 đảng viên của Chi bộ Công đoàn Nghệ An nhận huy hiệu.", {38: "chi-bo-cong-doan"}),
        ("Năm 2021, tiếp nhận Đảng bộ Sở Y tế và 45 đảng viên.", {45: "province-wide"}),
        ("Văn phòng Tỉnh ủy cho biết, năm 2021 kết nạp 45 đảng viên.", {45: "province-wide"}),
    ],
)
def test_cells_and_offices_with_a_name(known: Known, text: str, found: dict[float, str]):
    assert owners(known, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chỉ số PCI năm 2021 của tỉnh đạt 65,5 điểm.", {65.5: "nghe-an.administration"}),
        (
            "Chỉ số PCI năm 2021: Nghệ An đạt 65,5 điểm, xếp thứ 23; Quảng Ninh đạt 73,02 điểm.",
            {65.5: "nghe-an.administration", 23: "nghe-an.administration", 73.02: "quang-ninh.administration"},
        ),
        (
            "Chỉ số PCI năm 2021 đạt 65,5 điểm, xếp thứ 23, sau Quảng Ninh.",
            {65.5: "nghe-an.administration", 23: "nghe-an.administration"},
        ),
    ],
)
def test_a_score_is_of_the_province_that_its_clause_names(known: Known, text: str, found: dict[float, str]):
    reading = read(text, known, published="2022-05-20", province="nghe-an", organization="nghe-an.province-wide")
    assert {one.value: one.organization for one in reading.figures} == found


@given(
    names=st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=3, unique_by=lambda name: NAMES[name]),
    said=st.sampled_from(["", "Hội nghị diễn ra sôi nổi. ", "Đại biểu đến từ {} cùng dự. ", "Đoàn thăm {}. "]),
)
def test_a_list_gives_each_body_its_own_whatever_stands_before(known: Known, names: list[str], said: str):
    listed = "; ".join(f"{name} kết nạp {place + 21} đảng viên" for place, name in enumerate(names))
    text = f"{said.format('Đảng bộ huyện Tân Phú')}Năm 2021, toàn tỉnh kết nạp 900 đảng viên, trong đó: {listed}."
    wanted = {place + 21.0: NAMES[name] for place, name in enumerate(names)}
    assert owners(known, text) == {900: "province-wide", **wanted}


def test_a_share_before_which_bodies_are_joined_is_of_each(known: Known):
    text = "Năm 2021, kết nạp 900 đảng viên. Đảng bộ Bộ đội Biên phòng Tỉnh và huyện Hoa Lâm đạt 85% chỉ tiêu."
    found = read(text, known, published="2022-01-20", province="nghe-an", organization="nghe-an.province-wide").figures
    shares = [one.organization for one in found if one.value == 85]
    assert shares == ["nghe-an.bien-phong", "nghe-an.huyen-hoa-lam"]


def test_a_hint_wins_over_what_the_text_names_first(known: Known):
    text = "Huyện ủy Quỳnh Giang vừa họp. Năm 2021, kết nạp 45 đảng viên."
    assert owners(known, text, "nghe-an.huyen-do-luong") == {45: "huyen-do-luong"}


ACTORS = {
    "cấp ủy": "committee",
    "các cấp ủy": "committee",
    "cấp ủy các cấp": "committee all",
    "cấp ủy đảng các cấp": "committee all",
    "Ủy ban Kiểm tra các cấp": "commission all",
    "UBKT từ tỉnh đến cơ sở": "commission all",
    "UBKT 2 cấp": "commission two_levels",
    "cấp ủy, UBKT các cấp": "both all",
    "cấp ủy, chi bộ và ủy ban kiểm tra các cấp": "both all",
    "cấp ủy các cấp và chi bộ": "committee all",
    "cấp ủy và UBKT cơ sở": "both grassroots",
    "Tỉnh ủy": "committee province",
    "Ban Thường vụ Tỉnh ủy": "committee province",
    "UBKT Tỉnh ủy Nghệ An": "commission province",
    "Huyện ủy Quỳnh Giang": "committee district",
    "UBKT Huyện ủy Quỳnh Giang": "commission district",
    "các huyện ủy, thành ủy": "committee district",
    "các huyện, thành, thị ủy": "committee district",
    "UBKT các huyện ủy, thành ủy": "commission district",
    "UBKT cấp huyện": "commission district",
    "UBKT cấp huyện và tương đương": "commission district",
    "huyện ủy và tương đương": "committee district",
    "cấp ủy cấp huyện và cơ sở": "committee all",
    "cấp ủy, ban thường vụ cấp ủy các cấp": "committee all",
    "Tỉnh ủy, UBKT Tỉnh ủy": "both province",
    "Ban Thường vụ các huyện ủy, thành ủy, thị ủy và đảng ủy trực thuộc": "committee district",
    "UBKT cấp trên cơ sở": "commission district",
    "Đảng ủy Khối các cơ quan tỉnh": "committee bloc",
    "UBKT Đảng ủy Khối các cơ quan tỉnh": "commission bloc",
    "Đảng ủy Khối và đảng ủy cơ sở": "committee two_levels",
    "đảng ủy cơ sở": "committee grassroots",
    "các đảng ủy xã, phường": "committee grassroots",
    "đảng ủy các xã, thị trấn": "committee grassroots",
    "UBKT đảng ủy cơ sở": "commission grassroots",
    "Đảng ủy xã Minh Lộc": "committee grassroots",
    "Đảng ủy Sở Y tế": "committee grassroots",
    "toàn tỉnh": "",
    "Đảng bộ tỉnh": "",
    "các chi bộ": "",
}
DEEDS = {
    "kiểm tra {} tổ chức đảng": "inspected_organizations",
    "giám sát {} đảng viên": "supervised_members",
    "thi hành kỷ luật {} đảng viên": "members_disciplined",
}


# whom cells disciplined has no place in the catalogue
TOLD = [(actor, deed) for actor, deed in product(ACTORS, DEEDS) if not (actor == "các chi bộ" and "kỷ luật" in deed)]


@pytest.mark.parametrize(("actor", "deed"), TOLD)
def test_who_acted_and_at_which_level(known: Known, actor: str, deed: str):
    assert actors(known, f"Năm 2021, {actor} {deed.format(12)}.") == [ACTORS[actor]]


@given(
    chain=st.lists(st.sampled_from(sorted(TOLD)), min_size=2, max_size=4),
    sign=st.sampled_from(["; ", ". "]),
)
def test_each_clause_has_its_own_actor(known: Known, chain: list[tuple[str, str]], sign: str):
    clauses = [f"{actor} {deed.format(place + 11)}" for place, (actor, deed) in enumerate(chain)]
    text = "Năm 2021, " + sign.join(
        one[0].upper() + one[1:] if sign == ". " and place else one for place, one in enumerate(clauses)
    )
    assert actors(known, text + ".") == [ACTORS[actor] for actor, _ in chain]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Năm 2021, Huyện ủy cảnh cáo 2 đảng viên; các đảng ủy xã khiển trách 6 đảng viên; UBKT Huyện ủy kỷ luật 9 đảng viên "
            "(khiển trách 5; cảnh cáo 4).",
            ["committee district", "committee grassroots", *["commission district"] * 3],
        ),
        (
            "Năm 2021, Tỉnh ủy kỷ luật 4 đảng viên, cấp huyện 61 đảng viên, đảng ủy cơ sở 240 đảng viên.",
            ["committee province", "district", "committee grassroots"],
        ),
        ("Năm 2021, có 5 đảng viên bị cấp ủy các cấp thi hành kỷ luật.", ["committee all"]),
        # who only tells of it, and who tells of his own
        ("UBKT Tỉnh ủy cho biết, năm 2021 số đảng viên bị kỷ luật là 407 người, gồm 7 đảng viên bị khai trừ.", ["", ""]),
        ("UBKT Tỉnh ủy cho biết trong tháng 1/2021 đã kiểm tra 17 đảng viên.", ["commission province"]),
        ("Năm 2021, Tỉnh ủy đề nghị Ban Bí thư thi hành kỷ luật 1 đảng viên.", []),
        ("Năm 2021, Ban Thường vụ Tỉnh ủy kiểm tra 4 chi bộ. Ban Thường vụ kỷ luật 2 đảng viên.", ["committee province"] * 2),
        (
            "Năm 2021, cấp ủy các cấp kỷ luật 29 tổ chức đảng. Với tổ chức đảng: 26 bằng hình thức cảnh cáo, 3 bằng hình thức "
            "khiển trách; trong đó có 12 đảng ủy, ban thường vụ đảng ủy cơ sở và 17 chi bộ.",
            ["committee all"] * 5,
        ),
        ("Năm 2021, có 3 tổ chức đảng do Ban Thường vụ Tỉnh ủy kỷ luật.", ["committee province"]),
        (
            "Kiểm tra do cấp ủy và UBKT các cấp tiến hành đối với 9 tổ chức đảng năm 2021; sau đó đã kỷ luật 5 đảng viên.",
            ["both all", ""],
        ),
        ("Năm 2021, Ban Thường vụ Huyện ủy chỉ đạo các đảng ủy xã kiểm tra 9 chi bộ.", ["committee grassroots"]),
        ("Năm 2021, số cuộc kiểm tra của UBKT các cấp là 12 cuộc kiểm tra.", ["commission all"]),
        (
            "Năm 2021, Huyện ủy kỷ luật 9 đảng viên (khiển trách 6, cảnh cáo 3), UBKT Huyện ủy kỷ luật 8 đảng viên (khiển trách 6, "
            "cảnh cáo 2).",
            [*["committee district"] * 3, *["commission district"] * 3],
        ),
        (
            "Năm 2021, cấp ủy và UBKT các cấp kỷ luật 34 đảng viên. Trong đó, UBKT cấp tỉnh kỷ luật 4 đảng viên; cấp cơ sở kỷ luật "
            "30 đảng viên. Hình thức kỷ luật, khiển trách 25 đảng viên; cảnh cáo 9 đảng viên.",
            ["both all", "commission province", "grassroots", "both all", "both all"],
        ),
        ("Năm 2021, UBKT các cấp kiểm tra 9 tổ chức đảng; có 5 đảng viên bị kỷ luật.", ["commission all", ""]),
        ("Năm 2021, UBKT các cấp kiểm tra 9 tổ chức đảng. Kết quả, 5 đảng viên bị kỷ luật.", ["commission all", ""]),
        ("Năm 2021, UBKT các cấp kiểm tra 9 tổ chức đảng. Đã giám sát 5 đảng viên.", ["commission all"] * 2),
        (
            "Năm 2021, UBKT các cấp kiểm tra 9 tổ chức đảng theo chỉ đạo của Tỉnh ủy và giám sát 5 đảng viên.",
            ["commission all"] * 2,
        ),
        ("Theo kế hoạch của Ban Thường vụ Tỉnh ủy, UBKT các cấp kiểm tra 9 tổ chức đảng năm 2021.", ["commission all"]),
        (
            "Năm 2021, Ban Thường vụ Tỉnh ủy kiểm tra 5 tổ chức đảng (UBKT Tỉnh ủy kiểm tra 2 tổ chức đảng); giám sát 4 đảng viên.",
            ["committee province", "commission province", "committee province"],
        ),
        ("UBKT các cấp kiểm tra 9 tổ chức đảng năm 2021. Theo thống kê của Tỉnh ủy, kỷ luật 5 đảng viên.", ["commission all", ""]),
    ],
)
def test_an_actor_holds_for_his_own_clause(known: Known, text: str, found: list[str]):
    assert actors(known, text) == found


@pytest.mark.parametrize(
    ("organization", "text", "found"),
    [
        ("nghe-an.agencies-bloc", "Năm 2021, UBKT kiểm tra 5 tổ chức đảng.", ["commission bloc"]),
        ("nghe-an.agencies-bloc", "Năm 2021, Ban Thường vụ kiểm tra 5 tổ chức đảng.", ["committee bloc"]),
        ("nghe-an.huyen-do-luong", "Năm 2021, Huyện ủy kiểm tra 5 tổ chức đảng.", ["committee district"]),
        ("nghe-an.huyen-do-luong", "Năm 2021, UBKT kiểm tra 5 tổ chức đảng.", ["commission district"]),
        ("ho-chi-minh.province-wide", "Năm 2021, Ban Thường vụ Thành ủy kiểm tra 5 tổ chức đảng.", ["committee province"]),
        ("nghe-an.province-wide", "Năm 2021, Thành ủy Vinh kiểm tra 5 tổ chức đảng.", ["committee district"]),
    ],
)
def test_a_committee_without_a_name_has_the_level_of_the_body(known: Known, organization: str, text: str, found: list[str]):
    assert actors(known, text, organization) == found


def test_whom_cells_disciplined_is_told_as_not_understood(known: Known):
    found = read("Năm 2021, các chi bộ thi hành kỷ luật 12 đảng viên.", known, province="nghe-an", published="2022-01-05")
    assert found.figures == ()
    assert [one.text for one in found.unread] == ["12 đảng viên"]


# names of bodies, looked up ------------------------------------------------------------------------------------------
NAMES_OF_BODIES = st.lists(
    st.sampled_from(["Huyện", "TP.", "Thị xã", "Xã", "Trường", "Tân", "Lập", "Kỳ", "Anh", "Hà", "Tĩnh", "1", "12", "Đảng bộ", "-"]),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(st.lists(NAMES_OF_BODIES, max_size=12), NAMES_OF_BODIES)
def test_a_body_is_found_by_its_words_among_all_of_its_province(names: list[str], asked: str):
    """The plain definition: the first of that name, else the only one whose words hold these or stand within them."""
    bodies = tuple(
        replace(small.make_body(f"ha-tinh.xa-{number}"), kind="district", name_vi=name) for number, name in enumerate(names)
    )
    gazetteer = Gazetteer(small.provinces(), bodies)
    key, cores = gazetteer.core(asked, "ha-tinh"), [(gazetteer.core(one.name_vi, "ha-tinh"), one.organization) for one in bodies]
    same = [slug for core, slug in cores if core == key]
    alone = not re.match("(?:huyen|quan|tp|tx|xa|phuong|truong) ", key)
    near = {
        slug
        for core, slug in cores
        if f" {key} " in f" {core} " or f" {core} " in f" {key} " or (alone and re.sub("^(?:huyen|quan|tp|tx) ", "", core) == key)
    }
    only = near.pop() if len(near) == 1 else None
    assert gazetteer.find("ha-tinh", asked) == ((same[0] if same else only) if key else None)


@pytest.mark.parametrize("area", ["Toàn huyện Quỳnh Giang", "Toàn Đảng bộ huyện Quỳnh Giang", "Cả huyện Quỳnh Giang"])
def test_the_whole_of_a_district_with_a_name_is_that_district(known: Known, area: str):
    assert owners(known, f"Toàn tỉnh có 45.000 đảng viên. {area} hiện có 2.214 đảng viên.") == {
        45000: "province-wide",
        2214: "huyen-quynh-giang",
    }
    assert owners(known, f"{area} hiện có 2.214 đảng viên. Toàn huyện có 43 tổ chức cơ sở đảng.") == {
        2214: "huyen-quynh-giang",
        43: "huyen-quynh-giang",
    }
