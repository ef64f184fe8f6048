"""The list of languages: each can be said and written, and nothing else is spoken."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from metrics.words.languages import DEFAULT, LANGUAGES, SOURCE, Language, every_name, named
from metrics.words.wording import Wording, catalogue
from tests.folders import PROJECT
from tests.small import provinces

FIELD = re.compile(r"{\w+}")


def test_every_language_has_its_catalogue_and_every_catalogue_its_language():
    folders = {path.parents[1].name for path in (PROJECT / "metrics" / "words" / "locale").glob("*/LC_MESSAGES/messages.po")}
    assert folders == LANGUAGES.keys()
    assert all(catalogue(code) for code in folders)
    assert DEFAULT in LANGUAGES


def test_a_page_names_no_option_of_the_command_line():
    """Texts of questions; those about commands, which are typed, name their options in every language."""
    whole = catalogue(DEFAULT).keys()
    asked = {text for text in whole if re.search("--(by|kind|province|breakdown|unit|year|compare|boundary)", text)}
    assert asked == catalogue(SOURCE).keys()
    for code in LANGUAGES:
        assert not [text for text in asked if "--" in catalogue(code)[text]]
        assert all(FIELD.findall(text) == FIELD.findall(catalogue(SOURCE)[text]) for text in asked)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_a_language_is_known_to_what_writes_it(language: Language):
    assert Locale.parse(language.locale).get_display_name(language.locale)
    assert language.tag.startswith(language.code)
    assert re.fullmatch(r"[dmy /.-]+", language.excel_day)
    assert Wording(language.code).spoken == language


def test_a_noun_is_named_in_each_language_and_in_english_where_it_has_no_name():
    place = next(one for one in provinces() if one.province == "nghe-an")
    assert [named(place, code) for code in LANGUAGES] == ["Nghệ An", "Nghe An"]
    assert every_name(place) == ("Nghệ An", "Nghe An")
    assert named(place, "fr") == "Nghe An"


def test_no_other_file_asks_which_language_it_is():
    asks = re.compile(r"""language\s*[=!]=\s*["']|["']vi["']\s*:""")
    files = [*(PROJECT / "metrics").rglob("*.py"), *(PROJECT / "pages").rglob("*.py"), PROJECT / "dashboard.py"]
    assert [path.name for path in files if asks.search(path.read_text("utf-8"))] == []
