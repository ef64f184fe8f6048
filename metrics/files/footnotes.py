"""Real footnotes in a Word document. python-docx has none as yet: this adds the part that holds them, as Word itself writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart
from docx.shared import Mm, Pt
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TEXT, MARK = "FootnoteText", "FootnoteReference"
# what tells Word to write a cross-reference like a mark
RAISED = r"\f "
# the names under which Word knows both styles as its own
NAMES = {TEXT: "footnote text", MARK: "footnote reference"}
# notes that are no notes: the line above footnotes, and the one above those that go on from the page before
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


def element(tag: str, **attributes: str) -> Any:
    """An element of Word's XML; `attributes` are written with their prefix."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are added: add them as the text goes."""

    def __init__(self, document: Opened, size: float) -> None:
        """Prepare a document without footnotes for them; their text has the size given, in points."""
        self._part = _part(document)
        self.count = 0
        _styles(document, size)
        _settings(document)

    def add(self, paragraph: Paragraph, write: Callable[[Paragraph], object]) -> int:
        """A mark at the end of a paragraph, and its footnote, whose text `write` adds. Returns the footnote's number."""
        self.count += 1
        number, where = str(self.count), paragraph._p
        where.append(element("w:bookmarkStart", **{"w:id": number, "w:name": _place(self.count)}))
        _marked(paragraph)._r.append(element("w:footnoteReference", **{"w:id": number}))
        where.append(element("w:bookmarkEnd", **{"w:id": number}))
        note, text = element("w:footnote", **{"w:id": number}), element("w:p")
        note.append(text)
        self._part.element.append(note)
        written = Paragraph(text, self._part)
        written._p.style = TEXT
        _marked(written)._r.append(element("w:footnoteRef"))
        written.add_run(" ")
        write(written)
        return self.count

    def again(self, paragraph: Paragraph, number: int, raised: bool = True) -> None:
        """The number of an earlier footnote once more: a cross-reference, which leads to its mark and follows its number."""
        field = element("w:fldSimple", **{"w:instr": f" NOTEREF {_place(number)} {RAISED if raised else ''}\\h "})
        run = _marked(paragraph, str(number)) if raised else paragraph.add_run(str(number))
        field.append(run._r)
        paragraph._p.append(field)


def _place(number: int) -> str:
    """The bookmark around a mark; Word hides names that begin like this."""
    return f"_RefNote{number}"


def _marked(paragraph: Paragraph, text: str = "") -> Run:
    """A run in the style of marks, raised above letters of the size that stand before it."""
    before = paragraph.runs
    run = paragraph.add_run(text)
    run._r.style = MARK
    if before:
        run.font.size = before[-1].font.size
    return run


def _part(document: Opened) -> Any:
    """The document's new part for footnotes, with the two separators."""
    root: Any = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in SEPARATORS.items():
        note = element("w:footnote", **{"w:type": kind, "w:id": str(number)})
        paragraph, run = element("w:p"), element("w:r")
        run.append(element(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        root.append(note)
    package: Any = document.part.package
    part = StoryPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _styles(document: Opened, size: float) -> None:
    """Word's own two styles: the text, which hangs from its number, and the raised mark."""
    text, mark = (
        document.styles.add_style(NAMES[code], kind, builtin=True)
        for code, kind in ((TEXT, WD_STYLE_TYPE.PARAGRAPH), (MARK, WD_STYLE_TYPE.CHARACTER))
    )
    assert isinstance(text, ParagraphStyle)
    assert isinstance(mark, CharacterStyle)
    text.element.styleId, mark.element.styleId = TEXT, MARK
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(size)
    text.paragraph_format.space_after = Pt(1)
    text.paragraph_format.left_indent, text.paragraph_format.first_line_indent = Mm(4), Mm(-4)
    mark.font.superscript = True


def _settings(document: Opened) -> None:
    """Name the separators where the schema wants them: before what speaks of compatibility."""
    named = element("w:footnotePr")
    for number in SEPARATORS:
        named.append(element("w:footnote", **{"w:id": str(number)}))
    document.settings.element.find(qn("w:compat")).addprevious(named)
