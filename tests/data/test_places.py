"""Every spelling of every unit finds it, or is told to mean two; an exact slug always wins; in tables the row's date decides."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from metrics.data.places import Places
from metrics.data.seeds import load
from metrics.errors import QuestionError
from metrics.intake.batches import problems, with_batches
from metrics.intake.drafts import Draft
from metrics.intake.placing import with_slugs
from metrics.vocabulary import Province

DASHES = "-–—−‐‑"


@pytest.fixture(scope="module")
def provinces(seeds_dir: Path) -> tuple[Province, ...]:
    return load(seeds_dir).provinces


@pytest.fixture(scope="module")
def named(provinces: tuple[Province, ...]) -> Places:
    return Places(provinces)


def without_accents(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(one for one in marks if not unicodedata.combining(one))


def spellings(one: Province) -> set[str]:
    """How a unit is written: names, aliases, codes; without accents, capitals, blanks; with any dash and a title before."""
    names = {one.name_vi, one.name_en, *filter(None, one.aliases.split(";"))}
    names |= {name.replace("-", dash) for name in names for dash in DASHES}
    names |= {without_accents(name) for name in names} | {name.replace("Đ", "Ð") for name in names}
    names |= {re.sub(r"[\s.]", "", name) for name in names} | {name.lower() for name in names} | {name.upper() for name in names}
    names |= {unicodedata.normalize("NFD", name) for name in names} | {
        f"tỉnh {one.name_vi}",
        f"TP. {one.name_vi}",
        f"T.P {one.name_vi}",
    }
    return names | {one.code, one.iso} - {""}


def test_every_spelling_of_every_unit_finds_exactly_the_units_that_have_it(provinces: tuple[Province, ...], named: Places):
    having: dict[str, set[str]] = defaultdict(set)
    for one in provinces:
        for name in spellings(one):
            having[name].add(one.province)
    assert len(having) > 1500
    wrong = {name: units for name, units in having.items() if set(named.meant(name)) != units and name not in named.units}
    assert wrong == {}


def test_as_many_names_and_codes_are_open_as_the_merger_made(provinces: tuple[Province, ...], named: Places):
    merged = [one for one in provinces if one.province.endswith("-2025")]
    assert [len(named.meant(one.name_vi)) for one in merged] == [2] * 23
    changed = [one.code for one in merged if {named.units[slug].name_vi for slug in named.meant(one.code)} != {one.name_vi}]
    assert len(changed) == 7
    assert all(len(named.meant(one.code)) <= 2 for one in provinces)


def test_a_slug_always_means_itself(named: Places):
    assert [slug for slug in named.units if named.slug(slug) != slug] == []


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("Thua Thien Hue", "hue"),
        ("40", "nghe-an"),
        ("T.T. Huế", "hue"),
        ("Thừa Thiên – Huế", "hue"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("ba ria vung tau", "ba-ria-vung-tau"),
        ("nghean", "nghe-an"),
        ("NGHỆ AN", "nghe-an"),
        ("Tuyen Quang 2025", "tuyen-quang-2025"),
    ],
)
def test_names_as_people_write_them(named: Places, word: str, slug: str):
    assert named.slug(word) == slug


@pytest.mark.parametrize("word", ["TP.HCM", "Phú Thọ", "15"])
def test_a_word_that_may_be_two_units_is_refused_with_both(named: Places, word: str):
    with pytest.raises(QuestionError) as error:
        named.slug(word)
    assert all(slug in str(error.value) for slug in named.meant(word))
    assert len(named.meant(word)) == 2


@pytest.mark.parametrize("word", ["", "-", "Atlantis", "Hà Tây"])
def test_a_word_that_means_no_unit(named: Places, word: str):
    assert named.meant(word) == ()
    with pytest.raises(QuestionError, match="is not known"):
        named.slug(word)


def test_the_day_decides(named: Places):
    assert named.on("Phú Thọ", "2025-06-30") == ("phu-tho",)
    assert named.on("Phú Thọ", "2025-07-01") == ("phu-tho-2025",)
    assert named.on("Phú Thọ", "2025-01-01", "2025-12-31") == ("phu-tho", "phu-tho-2025")


# tables --------------------------------------------------------------------------------------------------------------
def rank(province: str, **cells: str) -> dict[str, str]:
    stated = {"index": "PAR", "year": "2023", "boundary": "63", "rank": "15", "rank_status": "reported"}
    cited = {"source_url": "https://example.org/r", "publisher": "Bộ Nội vụ", "confidence": "high"}
    return {**stated, **cited, "province": province, **cells}


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        ({"province": "Nghệ An"}, "nghe-an"),
        ({"province": "TP.HCM"}, "ho-chi-minh"),
        ({"province": "TP.HCM", "boundary": "34", "year": "2025"}, "ho-chi-minh-2025"),
        ({"province": "TP.HCM", "boundary": "34", "year": "2024"}, "ho-chi-minh-2025"),
        ({"province": "Atlantis"}, "Atlantis"),
    ],
)
def test_the_list_that_was_ranked_tells_the_unit(provinces: tuple[Province, ...], cells: dict[str, str], slug: str):
    draft = with_slugs(Draft.of(rankings=[rank(**cells)]), provinces)
    assert ([row["province"] for row in draft.rows["rankings.csv"]], draft.faults) == ([slug], ())


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        ({"organization": "phu-tho.x"}, "phu-tho"),
        ({"organization": "phu-tho-2025.x"}, "phu-tho-2025"),
        ({"organization": "x.x", "valid_from": "2025-07-01"}, "phu-tho-2025"),
        ({"organization": "x.x", "valid_to": "2025-02"}, "phu-tho"),
    ],
)
def test_a_new_body_tells_its_unit_by_its_slug_or_its_dates(provinces: tuple[Province, ...], cells: dict[str, str], slug: str):
    draft = with_slugs(Draft.of(organizations=[{"province": "Phú Thọ", **cells}]), provinces)
    assert ([row["province"] for row in draft.rows["organizations.csv"]], draft.faults) == ([slug], ())


def test_what_no_date_decides_is_told_once_at_its_cell(seeds_dir: Path, provinces: tuple[Province, ...]):
    body = {"organization": "x.x", "province": "Phú Thọ", "level": "grassroots", "kind": "other", "name_vi": "X", "name_en": "X"}
    draft = with_slugs(
        Draft.of(organizations=[body], rankings=[rank("Nghệ An", year="2024", source_url="https://example.org/n")]), provinces
    )
    told = [one for one in problems(with_batches(seeds_dir, None), draft) if one.column == "province"]
    assert ["phu-tho, phu-tho-2025" in one.message for one in told] == [True]
