"""An empty table to fill in and import: the columns of the data contract, what each means, and the codes it accepts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import xlsxwriter

from metrics.answers.query import metrics_of
from metrics.data.rows import FILES, NOUNS
from metrics.errors import N_
from metrics.intake.tables import DICTIONARY
from metrics.store.store import Store
from metrics.vocabulary import DIMENSIONS
from metrics.words import terms
from metrics.words.words import Words

# the sheets to fill in; the first is what most people need
SHEETS = ("observations.csv", "sources.csv", "organizations.csv", "rankings.csv")
MEANINGS: dict[str, str] = {
    "source": N_("slug of the publication: lower-case letters, digits and hyphens; a new one is described in the sheet sources"),
    "organization": N_("slug of the body that the figure is about; a new one is described in the sheet organizations"),
    "indicator": N_("code of what is counted"),
    "breakdown": N_("dimension=value, several joined by ; in alphabetical order; empty for the total"),
    "value": N_("the number as stated, with a point for decimals and without separators"),
    "unit": N_("unit of the value; percent where a share is stated"),
    "denominator": N_("the second number of “50 out of 63”, or the stated base of a percentage"),
    "qualifier": N_("whether the number is exact, a bound or about"),
    "period_type": N_("kind of period"),
    "period": N_("2017 · 2024-H1 · 2022-Q1 · 2020-9M · 2018-02 · 2020-08-16 · 2015/2020; write it as text"),
    "status": N_("reported, or what else the source says of it"),
    "quote": N_("the words of the source that state the figure, at most 12, the number among them"),
    "line": N_("line of the source where it stands, if known"),
    "note": N_("doubt, or the reading chosen"),
    "quote_status": N_(
        "verbatim or cell where the words were compared with the text; it is compared again where the text is at hand"
    ),
    "publisher": N_("who published it"),
    "published": N_("date, month or year of publication: 2021-09-22, 2021-09 or 2021"),
    "url": N_("web address"),
    "file": N_("name of the file, where there is no web address; its figures need the line then"),
    "province": N_("slug of the province or city"),
    "level": N_("level of the body"),
    "kind": N_("kind of body"),
    "name_vi": N_("full name in Vietnamese"),
    "name_en": N_("full name in English"),
    "parent": N_("slug of the body that it belongs to, or empty"),
    "valid_from": N_("founded: date, month or year, or empty"),
    "valid_to": N_("ended: date, month or year, or empty"),
    "aliases": N_("other names, joined by ;"),
    "index": N_("index of administrative reform"),
    "year": N_("year that the index measured, not that of publication"),
    "boundary": N_("63 or 34: the list of provinces that was ranked"),
    "rank": N_("rank, or empty"),
    "score": N_("score, or empty"),
    "rank_status": N_("reported, or derived where it was computed; empty without a rank"),
    "score_status": N_("reported, or derived where it was computed; empty without a score"),
    "source_url": N_("web address where it stands"),
    "confidence": N_("high or medium"),
}
# the words for codes, by column
NAMES: dict[str, dict[str, Any]] = {
    "unit": terms.UNITS,
    "qualifier": terms.QUALIFIERS,
    "period_type": terms.PERIOD_KINDS,
    "status": terms.OBSERVATION_STATUSES,
    "quote_status": terms.QUOTE_STATUSES,
    "kind": terms.KINDS,
}
# rows of a sheet that are ready for text and choices
READY = 2000


def template_csv(file: str = "observations.csv") -> bytes:
    """The header of a table, marked as UTF-8 so that Excel opens it as such."""
    return ("\ufeff" + ",".join(FILES[file]) + "\n").encode()


def template_xlsx(store: Store, wording: Words) -> bytes:
    """A workbook with an empty sheet for each table, what the columns mean, and every code."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    heading = book.add_format({"bold": True, "bg_color": "#E6EFF9", "bottom": 1})
    text, wrapped = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
    for file in SHEETS:
        sheet = book.add_worksheet(file.removesuffix(".csv"))
        sheet.freeze_panes(1, 0)
        numbers = _numbers(file)
        for place, column in enumerate(FILES[file]):
            sheet.write(0, place, column, heading)
            sheet.write_comment(0, place, wording.say(MEANINGS[column]))
            # a text stays one: Excel would make a day of 2021-09
            sheet.set_column(place, place, 40 if column in ("quote", "note") else 18, None if column in numbers else text)
            if codes := _codes(file, column):
                sheet.data_validation(1, place, READY, place, {"validate": "list", "source": list(codes)})
    sheet = book.add_worksheet(DICTIONARY)
    sheet.freeze_panes(1, 0)
    for place, (name, width) in enumerate(((N_("Table"), 14), (N_("Column"), 16), (N_("Code"), 34), (N_("Meaning"), 90))):
        sheet.write(0, place, wording.say(name), heading)
        sheet.set_column(place, place, width, wrapped)
    for line, cells in enumerate(_dictionary(store, wording), 1):
        sheet.write_row(line, 0, cells)
    book.close()
    return target.getvalue()


def _numbers(file: str) -> set[str]:
    types = get_type_hints(NOUNS[file])
    return {column for column in FILES[file] if {types[column], *get_args(types[column])} & {int, float}}


def _codes(file: str, column: str) -> tuple[str, ...]:
    """The codes that a column accepts, where they are few and fixed."""
    kind = get_type_hints(NOUNS[file])[column]
    return tuple(filter(None, get_args(kind))) if get_origin(kind) is Literal else ()


def _dictionary(store: Store, wording: Words) -> Iterator[tuple[str, str, str, str]]:
    """Table, column, code and meaning: first every column, then every code."""
    for file in SHEETS:
        for column in FILES[file]:
            yield file.removesuffix(".csv"), column, "", wording.say(MEANINGS[column])
    for file in SHEETS:
        for column in FILES[file]:
            for code in _codes(file, column):
                name = NAMES.get(column, {}).get(code)
                yield file.removesuffix(".csv"), column, code, wording.say(name) if name else ""
    for dimension, values in DIMENSIONS.items():
        for value in values or ("…",):
            words = wording.breakdown(f"{dimension}={value}") if values else wording.dimension(dimension)
            yield "observations", "breakdown", f"{dimension}={value}", words
    for indicator in store.seeds.indicators:
        yield "observations", "indicator", indicator.indicator, wording.metric(metrics_of(store)[indicator.indicator])
    for body in store.seeds.organizations:
        yield "observations", "organization", body.organization, wording.organization(body.organization)
    for province in store.seeds.provinces:
        yield "organizations", "province", province.province, wording.province(province.province)
