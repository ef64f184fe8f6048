"""What every Word document is made of: paper, styles, tables, pictures, sources in footnotes."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from metrics.answers.sources import citations, web_address
from metrics.chart import Picture, Style
from metrics.files import citation
from metrics.files.footnotes import Footnotes, element
from metrics.files.parts import LIGHT
from metrics.store.store import Store
from metrics.vocabulary import Result, Source
from metrics.words.words import Words

__all__ = ["Mm", "Paragraph", "Pt", "Table"]

FONT = "Times New Roman"
# the version whose layout Word follows; an older one opens in "compatibility mode"
WORD_2013 = "15"
SHADE, PALE, RULE = "E6EFF9", "F3F5F8", "A9B3C0"
# A4 with the margins of Vietnamese administrative documents, in millimetres
PAGE, MARGINS = (210, 297), {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
TEXT_WIDTH = PAGE[0] - MARGINS["left_margin"] - MARGINS["right_margin"]
NOTE_SIZE = 9


@dataclass(frozen=True)
class Writing:
    """A document in the making, with what it is written from."""

    document: Opened
    wording: Words
    store: Store
    style: Style
    notes: Footnotes
    # the footnote of each source since the last heading, and its first one of all
    cited: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    @classmethod
    def begun(cls, wording: Words, store: Store) -> Writing:
        """An empty document in the language of the wording."""
        document = Document()
        return cls(document, wording, store, Style(wording, LIGHT), Footnotes(document, NOTE_SIZE))

    def say(self, text: str, **values: object) -> str:
        return self.wording.say(text, **values)

    def bytes(self) -> bytes:
        """The document as a file."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


# Page, styles, language ---------------------------------------------------------------------------------------------------
def set_up(making: Writing, title: str, of: str, made: str, day: dt.date) -> None:
    """Paper, styles, header and footer, and what the file says of itself: what it is `of`, when it was `made`, in words."""
    document = making.document
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for name, width in MARGINS.items():
        setattr(section, name, Mm(width))
    section.header_distance = section.footer_distance = Mm(10)
    _set_styles(document, making.wording.spoken.tag)
    core = document.core_properties
    core.title = title
    core.author = making.say("Party organisation metrics")
    core.language = making.wording.spoken.tag
    core.comments = ""
    core.created = core.modified = dt.datetime.combine(day, dt.time())
    for name in ("w:val", "w:eastAsia"):
        document.settings.element.find(qn("w:themeFontLang")).set(qn(name), core.language)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)
    header = section.header.paragraphs[0]
    header.text = f"{making.say('Party organisation metrics')} · {of}"
    footer = section.footer.paragraphs[0]
    footer.add_run(making.say("Made on {date}", date=made) + "\t")
    before, between, after = re.split(r"\{\w+\}", making.say("page {page} of {pages}"))
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        footer.add_run(text)
        if code:
            _field(footer, code)
    for name in ("Header", "Footer"):
        _tab_at_the_margin(document.styles[name])


def _set_styles(document: Opened, language: str) -> None:
    """One font with all Vietnamese letters, sizes for print, the language that Word checks spelling in."""
    sizes = {"Normal": 12, "Title": 20, "Subtitle": 13, "Heading 1": 15, "Heading 2": 13, "Caption": 10, "Header": 9, "Footer": 9}
    for name, size in sizes.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(LIGHT.text.removeprefix("#").upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [one for one in fonts.attrib if str(one).endswith("Theme")]:
            del fonts.attrib[attribute]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Caption"].font.bold = False
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for owner in (defaults, document.styles["Normal"].element.get_or_add_rPr()):
        for old in owner.findall(qn("w:lang")):
            owner.remove(old)
        owner.append(element("w:lang", **{"w:val": language, "w:eastAsia": language, "w:bidi": "ar-SA"}))


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out: the page, the number of pages."""
    field = element("w:fldSimple", **{"w:instr": code})
    run = element("w:r")
    text = element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _tab_at_the_margin(style: Any) -> None:
    """One tab stop, at the right margin; those of the template are for another paper."""
    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


# Text ---------------------------------------------------------------------------------------------------------------------
def heading(making: Writing, text: str) -> None:
    """A heading, below which every source is cited anew: whoever reads one part finds its sources there."""
    making.document.add_heading(text, level=1)
    making.cited.clear()


def link(paragraph: Paragraph, text: str, url: str, size: float = 10) -> None:
    """A link to a web address."""
    link = element("w:hyperlink", **{"r:id": paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)})
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string("004A9F")
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def how_to_cite(making: Writing, day: dt.date) -> None:
    """How to name the data set that the document was made of on a day."""
    cite = citation.how_to_cite(making.store, making.wording, today=day)
    making.document.add_paragraph(f"{making.say('How to cite')}: {cite}")


# Sources ------------------------------------------------------------------------------------------------------------------
def cite(making: Writing, paragraph: Paragraph, sources: Iterable[str]) -> None:
    """A footnote for each source of a row; below one heading, its number once more from the second time on."""
    for place, source in enumerate(citations(making.store, sources)):
        if place:
            comma = paragraph.add_run(", ")
            comma.font.superscript, comma.font.size = True, paragraph.runs[0].font.size
        if source.source in making.cited:
            making.notes.again(paragraph, making.cited[source.source])
        else:
            making.cited[source.source] = making.notes.add(paragraph, partial(_note, making, source))
            making.first.setdefault(source.source, making.cited[source.source])


def _note(making: Writing, source: Source, note: Paragraph) -> None:
    """A footnote's text: publisher, date, link; in short where an earlier one says it all."""
    note.add_run(making.wording.source(source.source))
    if source.source in making.first:
        before, after = re.split(r"\{\w+\}", making.say("; see note {number}."))
        note.add_run(before)
        making.notes.again(note, making.first[source.source], raised=False)
        note.add_run(after)
        return
    note.add_run(".")
    if web_address(source.url):
        note.add_run(" ")
        link(note, source.url, source.url, NOTE_SIZE)


def all_sources(results: Iterable[Result]) -> tuple[str, ...]:
    """The sources of all rows, each once, in the order of the rows."""
    return tuple(dict.fromkeys(slug for one in results for row in one.rows for slug in row.all_sources))


# Tables -------------------------------------------------------------------------------------------------------------------
def widened(widths: Sequence[float]) -> list[float]:
    """Widths of columns; the first takes the room of those that are left out."""
    return [widths[0] + TEXT_WIDTH - sum(widths), *widths[1:]]


def body_row(table: Table, name: str) -> None:
    """A row over the whole width that names the body of the rows below it, and stays with them."""
    cells = row(table)
    whole = cells[0].merge(cells[-1])
    whole._tc.get_or_add_tcPr().append(element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": PALE}))
    fill(whole, name, 10, bold=True)
    whole.paragraphs[0].paragraph_format.keep_with_next = True


def table(document: Opened, headings: Sequence[str], widths: Sequence[float], title: str, side: float = 1.6) -> Table:
    """A table with lines and a shaded heading row that stands again on each page."""
    table: Table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    properties = table._tbl.tblPr
    _lines_and_margins(properties, side)
    properties.append(element("w:tblCaption", **{"w:val": title}))
    heading = table.rows[0]
    heading._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for cell, text, width in zip(heading.cells, headings, widths, strict=True):
        cell.width = Mm(width)
        cell._tc.get_or_add_tcPr().append(element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": SHADE}))
        fill(cell, text, 9, bold=True)
    return table


def _lines_and_margins(properties: Any, side: float) -> None:
    """Thin grey lines, and room at the sides of each cell in millimetres; before `tblLook`, where the schema wants them."""
    borders, margins = element("w:tblBorders"), element("w:tblCellMar")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{edge}", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE}))
    for edge in ("left", "right"):
        margins.append(element(f"w:{edge}", **{"w:w": str(Mm(side).twips), "w:type": "dxa"}))
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    layout.addprevious(borders)
    look.addprevious(margins)


def row(table: Table) -> tuple[_Cell, ...]:
    """A new row that no page break cuts."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    return tuple(row.cells)


def fill(
    cell: _Cell, text: str, size: float, bold: bool = False, italic: bool = False, right: bool = False, again: bool = False
) -> Paragraph:
    """A text in a cell, as a paragraph; `again` puts it below what stands there."""
    paragraph: Paragraph = cell.add_paragraph() if again else cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


# Pictures -----------------------------------------------------------------------------------------------------------------
def picture(making: Writing, image: bytes, alt: str, title: str, sources: Iterable[str], headline: str = "") -> None:
    """A chart with its alternative text, what is seen above it, and what it is of below it, with its sources."""
    if headline:
        above = making.document.add_paragraph()
        above.paragraph_format.keep_with_next = True
        above.paragraph_format.space_before = Pt(8)
        above.add_run(headline).bold = True
    paragraph = making.document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(0 if headline else 8)
    shape = paragraph.add_run().add_picture(io.BytesIO(image), width=Mm(TEXT_WIDTH))
    described = shape._inline.docPr
    described.set("descr", alt)
    described.set("title", title)
    caption = making.document.add_paragraph(title, style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    cite(making, caption, sources)


def picture_notes(making: Writing, pictures: Sequence[Picture], names: Sequence[str] = ()) -> None:
    """What the marks and the numbered breaks mean."""
    marks = dict.fromkeys(one for picture in pictures for one in picture.legend)
    lines = [" · ".join(f"{letter} {meaning}" for letter, meaning in marks)]
    lines += dict.fromkeys(note for picture in pictures for note in picture.notes)
    for place, picture in enumerate(pictures):
        breaks = " · ".join(f"{number} {meaning}" for number, meaning in picture.breaks)
        lines.append(f"{names[place]}: {breaks}" if breaks and names else breaks)
    for line in filter(None, lines):
        paragraph = making.document.add_paragraph(style="Caption")
        paragraph.add_run(line).font.size = Pt(8.5)
