"""Footnotes of a Word document as the format wants them: parts, relationships, styles, numbers, cross-references."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap
from docx.text.paragraph import Paragraph

from metrics.files.footnotes import Footnotes

W = f"{{{nsmap['w']}}}"
R = f"{{{nsmap['r']}}}"
LINK = "https://example.org/a?b=1&c=2"


def linked(note: Paragraph) -> None:
    note.add_run("second ")
    note.part.relate_to(LINK, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


@pytest.fixture(scope="module")
def packed() -> zipfile.ZipFile:
    document = Document()
    notes = Footnotes(document, 9)
    first = document.add_paragraph("one")
    assert notes.add(first, lambda note: note.add_run("first")) == 1
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0].paragraphs[0]
    assert notes.add(cell, linked) == 2
    again = document.add_paragraph("three")
    notes.again(again, 1)
    assert notes.add(again, lambda note: notes.again(note, 2, raised=False)) == 3
    target = io.BytesIO()
    document.save(target)
    return zipfile.ZipFile(target)


def xml(packed: zipfile.ZipFile, name: str) -> Any:
    return ElementTree.fromstring(packed.read(name))


def test_the_part_is_declared_and_related(packed: zipfile.ZipFile):
    types = {one.get("PartName"): one.get("ContentType") for one in xml(packed, "[Content_Types].xml")}
    assert types["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    related = {one.get("Target"): one.get("Type") for one in xml(packed, "word/_rels/document.xml.rels")}
    assert related["footnotes.xml"].endswith("/relationships/footnotes")


def test_links_in_notes_are_the_notes_own(packed: zipfile.ZipFile):
    assert [one.get("Target") for one in xml(packed, "word/_rels/footnotes.xml.rels")] == [LINK]


def test_separators_stand_first_and_are_named_in_the_settings(packed: zipfile.ZipFile):
    notes = list(xml(packed, "word/footnotes.xml"))
    assert [(one.get(f"{W}id"), one.get(f"{W}type")) for one in notes[:2]] == [("-1", "separator"), ("0", "continuationSeparator")]
    assert [one.get(f"{W}id") for one in notes[2:]] == ["1", "2", "3"]
    settings = list(xml(packed, "word/settings.xml"))
    order = [one.tag.removeprefix(W) for one in settings]
    assert order.index("footnotePr") < order.index("compat")
    assert [one.get(f"{W}id") for one in settings[order.index("footnotePr")]] == ["-1", "0"]


def test_every_mark_has_its_note_and_every_note_begins_with_its_number(packed: zipfile.ZipFile):
    marks = [one.get(f"{W}id") for one in xml(packed, "word/document.xml").iter(f"{W}footnoteReference")]
    assert marks == ["1", "2", "3"]
    for note in list(xml(packed, "word/footnotes.xml"))[2:]:
        (paragraph,) = note
        properties, first = list(paragraph)[:2]
        assert properties.find(f"{W}pStyle").get(f"{W}val") == "FootnoteText"
        assert first.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "FootnoteReference"
        assert first.find(f"{W}footnoteRef") is not None


def test_the_styles_are_words_own(packed: zipfile.ZipFile):
    styles = {one.get(f"{W}styleId"): one for one in xml(packed, "word/styles.xml").iter(f"{W}style")}
    names = {code: styles[code].find(f"{W}name").get(f"{W}val") for code in ("FootnoteText", "FootnoteReference")}
    assert names == {"FootnoteText": "footnote text", "FootnoteReference": "footnote reference"}
    assert not any(styles[code].get(f"{W}customStyle") for code in names)
    assert styles["FootnoteReference"].find(f"{W}rPr/{W}vertAlign").get(f"{W}val") == "superscript"


def test_a_repeated_number_refers_to_the_mark(packed: zipfile.ZipFile):
    document = xml(packed, "word/document.xml")
    places = {one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")}
    for name in ("document", "footnotes"):
        (field,) = xml(packed, f"word/{name}.xml").iter(f"{W}fldSimple")
        target = re.fullmatch(r" NOTEREF (\S+) (?:\\f )?\\h ", field.get(f"{W}instr"))
        assert target
        assert target[1] in places
        # what is shown until Word works it out anew
        shown = "".join(field.itertext())
        assert target[1].endswith(shown)
    starts, ends = ([one.get(f"{W}id") for one in document.iter(f"{W}bookmark{end}")] for end in ("Start", "End"))
    assert starts == ends == ["1", "2", "3"]
