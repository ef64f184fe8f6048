"""Profile → Word document: native tables, charts as pictures, sources in footnotes. The only import of matplotlib."""

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
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from metrics.answers.sources import citations, web_address
from metrics.chart import Palette, Picture, Style, bound, key, ranks, series
from metrics.errors import N_
from metrics.files.citation import how_to_cite
from metrics.files.footnotes import Footnotes, element
from metrics.profile.main_figures import MAIN_COLUMNS, main_figure_cells, main_figures, main_figures_note
from metrics.profile.merger import MERGER_EXPLAINED, Merger, MergerLine, figure, line_kinds, merger
from metrics.profile.province import (
    RANKS_EXPLAINED,
    IndexTable,
    Latest,
    Profile,
    Section,
    boundary_note,
    latest_cells,
    rank_table,
    years_note,
)
from metrics.store.store import Store
from metrics.survey.listing import Search, counts
from metrics.vocabulary import Mark, Result, Row, Source
from metrics.words.markup import from_plotly
from metrics.words.words import Words

# the colours of the light theme in .streamlit/config.toml; a test compares both
LIGHT = Palette(
    text="#0f1620",
    muted="#566070",
    line="#c5ccd6",
    background="#ffffff",
    categories=(
        *("#005ac6", "#d27828", "#518b6d", "#a272a2", "#0d97e3"),
        *("#7c5727", "#613683", "#464953", "#59261b", "#8b985a"),
    ),
    sequence=(
        *("#e6eff9", "#cbdff2", "#abcde9", "#86b6de", "#619dd1"),
        *("#4084c2", "#256cb0", "#125499", "#083f7c", "#052b5a"),
    ),
    diverging=(
        *("#7f3b08", "#b35806", "#e08214", "#fdb863", "#fee0b6"),
        *("#d1e5f0", "#92c5de", "#4393c3", "#2166ac", "#053061"),
    ),
)
FONT = "Times New Roman"
# the version whose layout Word follows; an older one opens in "compatibility mode"
WORD_2013 = "15"
SHADE, PALE, RULE = "E6EFF9", "F3F5F8", "A9B3C0"
# A4 with the margins of Vietnamese administrative documents, in millimetres
PAGE, MARGINS = (210, 297), {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
TEXT_WIDTH = PAGE[0] - MARGINS["left_margin"] - MARGINS["right_margin"]
# columns of the table of latest figures: code, width, heading
LATEST = (
    ("metric", 66, N_("Metric")),
    ("value", 33, N_("Value")),
    ("period", 33, N_("Date or period")),
    ("change", 33, N_("Compared")),
)
# of the table of comparisons
MAIN_WIDTHS = {"metric": 34, "value": 29, "period": 25, "last_year": 27, "region": 25, "country": 25}
# of the table of predecessors: the metric's width, the sum's width
PREDECESSORS = (44, 40)
# Plotly's marks as matplotlib draws them; an open one is not filled
SYMBOLS = {"circle": "o", "diamond": "D", "x": "X", "triangle-up": "^", "cross": "P"}
INCH = 25.4
DOTS = 200
# small charts side by side
SMALL_COLUMNS, SMALL_HEIGHT = 2, 42
# of the table of ranks: the name's width, most years side by side
RANKS = (32, 11)
NOTE_SIZE = 9


@dataclass(frozen=True)
class _Writing:
    """A document in the making, with what it is written from."""

    document: Opened
    profile: Profile
    wording: Words
    store: Store
    style: Style
    notes: Footnotes
    # the footnote of each source since the last heading, and its first one of all
    cited: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def say(self, text: str, **values: object) -> str:
        return self.wording.say(text, **values)


def document_bytes(found: Profile, wording: Words, store: Store, link: str = "", today: dt.date | None = None) -> bytes:
    """The profile as a Word document in the language of the wording."""
    document = Document()
    making = _Writing(document, found, wording, store, Style(wording, LIGHT), Footnotes(document, NOTE_SIZE))
    day = today or dt.date.today()
    made = wording.date(day.isoformat())
    _set_up(making, made, day)
    _opening(making, link, made, day)
    _main_figures(making)
    for section in found.sections:
        _section(making, section)
    _indexes(making)
    _predecessors(making)
    _state_words(making)
    _reasons(making)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


# Page, styles, language ---------------------------------------------------------------------------------------------------
def _set_up(making: _Writing, made: str, day: dt.date) -> None:
    """Paper, styles, header and footer, and what the file says of itself."""
    document, province = making.document, making.wording.province(making.profile.province.province)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for name, width in MARGINS.items():
        setattr(section, name, Mm(width))
    section.header_distance = section.footer_distance = Mm(10)
    _set_styles(document, making.wording.spoken.tag)
    core = document.core_properties
    core.title = _title(making)
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
    header.text = f"{making.say('Party organisation metrics')} · {province}"
    footer = section.footer.paragraphs[0]
    footer.add_run(making.say("Made on {date}", date=made) + "\t")
    before, between, after = re.split(r"\{\w+\}", making.say("page {page} of {pages}"))
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        footer.add_run(text)
        if code:
            _field(footer, code)
    for name in ("Header", "Footer"):
        _tab_at_the_margin(document.styles[name])


def _title(making: _Writing) -> str:
    return making.say("{name}: figures of the Party organisation", name=making.wording.province(_slug(making)))


def _slug(making: _Writing) -> str:
    return making.profile.province.province


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
def _opening(making: _Writing, link: str, made: str, day: dt.date) -> None:
    document, found = making.document, making.profile
    document.add_paragraph(_title(making), style="Title")
    document.add_paragraph(boundary_note(found, making.wording))
    document.add_paragraph(years_note(found, making.wording))
    text = N_(
        "Figures shown: {figures}, of {stated} that sources state; sources cited: {sources}; gathered on {date}. The sources of "
        "each figure stand at the foot of its page."
    )
    number = making.wording.number
    stated = counts(making.store, Search(provinces=(_slug(making),), years=found.years))["figures"]
    counted = {"figures": number(found.figures), "stated": number(stated), "sources": number(len(found.sources)), "date": made}
    document.add_paragraph(making.say(text, **counted))
    if web_address(link):
        paragraph = document.add_paragraph(making.say("This profile in the dashboard:") + " ")
        _link(paragraph, link, link)
    cite = how_to_cite(making.store, making.wording, today=day)
    document.add_paragraph(f"{making.say('How to cite')}: {cite}")


def _main_figures(making: _Writing) -> None:
    """The main figures beside the year before, their region and the country."""
    found = main_figures(making.store, _slug(making), making.profile.years)
    if not found:
        return
    title = making.say("Main figures in comparison")
    _heading(making, title)
    note = making.document.add_paragraph()
    note.add_run(main_figures_note(found, making.wording)).font.size = Pt(10)
    lines = [(one, main_figure_cells(making.profile, one, making.wording)) for one in found]
    columns = [code for code in MAIN_COLUMNS if any(cells[code] for _, cells in lines)]
    headings = [making.say(MAIN_COLUMNS[code]) for code in columns]
    grid = _table(making.document, headings, _widened([MAIN_WIDTHS[code] for code in columns]), title)
    body = ""
    for one, cells in lines:
        if cells["organization"] != body:
            body = cells["organization"]
            _body_row(grid, body)
        sources = {"value": one.one.row.sources, "last_year": one.sources}
        for cell, code in zip(_row(grid), columns, strict=True):
            _cite(making, _fill(cell, cells[code], 9, right=code != "metric"), sources.get(code, ()))


def _section(making: _Writing, section: Section) -> None:
    """One topic: its latest figures as a table, then series as pictures."""
    _heading(making, making.wording.topic(section.topic))
    _latest_table(making, section.latest)
    for result in section.series:
        picture = series(result, making.style)
        image = _drawing(making, [(result, picture)], TEXT_WIDTH, 66, 1)
        _picture(making, image, picture.alt, _series_title(making, result), _all_sources([result]), picture.headline)
        _picture_notes(making, [picture])


def _heading(making: _Writing, text: str) -> None:
    """A heading, below which every source is cited anew: whoever reads one part finds its sources there."""
    making.document.add_heading(text, level=1)
    making.cited.clear()


def _series_title(making: _Writing, result: Result) -> str:
    kinds = " + ".join(map(making.wording.kind, result.question.kinds))
    metric = making.say("{metric} over the years", metric=making.wording.metric(result.metric))
    return f"{metric} ({kinds})" if kinds else metric


def _indexes(making: _Writing) -> None:
    """Ranks and scores as one table over years, and the ranks as small charts."""
    table = rank_table(making.profile, making.wording)
    if not table.lines:
        return
    document = making.document
    _heading(making, making.say("Reform rankings"))
    document.add_paragraph(making.say(RANKS_EXPLAINED)).paragraph_format.keep_with_next = True
    most = RANKS[1]
    for first in range(0, len(table.years), most):
        _rank_table(making, table, slice(first, first + most))
    pictures = [(result, ranks(result, making.style)) for result in making.profile.ranks]
    if pictures:
        for result, picture in pictures:
            if picture.headline:
                document.add_paragraph(f"{making.wording.metric(result.metric)}: {picture.headline}", style="List Bullet")
        image = _drawing(making, pictures, TEXT_WIDTH, SMALL_HEIGHT, SMALL_COLUMNS)
        alt = " ".join(picture.alt for _, picture in pictures)
        title = making.say("Ranks over the years (1 is best; gaps: not stated)")
        _picture(making, image, alt, title, _all_sources(making.profile.ranks))
        _picture_notes(making, [picture for _, picture in pictures], [making.wording.metric(one.metric) for one, _ in pictures])


def _rank_table(making: _Writing, table: IndexTable, shown: slice) -> None:
    """The ranks and scores of some years."""
    years = table.years[shown]
    name_width, most = RANKS
    year_width = (TEXT_WIDTH - name_width) / min(len(table.years), most)
    widths = [name_width, *(year_width for _ in years)]
    headings = [making.wording.column("metric"), *map(str, years)]
    grid = _table(making.document, headings, widths, making.say("Reform rankings"), side=0.7)
    for line in table.lines:
        row = _row(grid)
        _fill(row[0], line.name, 9)
        for cell, text, sources in zip(row[1:], line.cells[shown], line.sources[shown], strict=True):
            # scores have up to four decimals
            _cite(making, _fill(cell, text, 8 if len(text) < 7 else 7, right=True), sources)


def _predecessors(making: _Writing) -> None:
    """What a merged unit was made of: its predecessors' latest figures side by side."""
    found = merger(making.store, _slug(making), making.profile.years)
    if not found.lines:
        return
    title = making.say("The earlier units")
    _heading(making, title)
    making.document.add_paragraph(making.say(MERGER_EXPLAINED)).paragraph_format.keep_with_next = True
    metric, together = PREDECESSORS
    widths = [metric, together, *((TEXT_WIDTH - metric - together) / len(found.profiles) for _ in found.profiles)]
    places = (making.wording.province(slug) for slug in found.profiles)
    grid = _table(making.document, [making.say("Metric"), making.say("As one of the 34"), *places], widths, title)
    kinds = ""
    for line in found.lines:
        if line_kinds(line, making.wording) != kinds:
            kinds = line_kinds(line, making.wording)
            _body_row(grid, kinds)
        _predecessor_row(making, grid, found, line)
    for reason in found.reasons:
        making.document.add_paragraph(making.wording.message(reason), style="List Bullet")


def _predecessor_row(making: _Writing, grid: Table, found: Merger, line: MergerLine) -> None:
    row = _row(grid)
    _fill(row[0], making.wording.metric(line.metric), 9)
    for cell, stated in zip(row[1:], line.across(found.profiles), strict=True):
        paragraph = _fill(cell, figure(stated, making.wording), 9, right=True)
        _cite(making, paragraph, stated.sources if stated else ())


def _state_words(making: _Writing) -> None:
    """What the words of state mean that the tables use."""
    rows = [one.row for section in making.profile.sections for one in section.latest]
    used = frozenset[Mark]().union(*(row.marks for row in rows))
    if used:
        _heading(making, making.say("What the marks mean"))
        for label, explanation in making.wording.marks_explained(used):
            paragraph = making.document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{label}: ").italic = True
            paragraph.add_run(explanation)


def _reasons(making: _Writing) -> None:
    """Why questions were not answered."""
    if making.profile.reasons:
        _heading(making, making.say("Why some cells are blank"))
    for reason in making.profile.reasons:
        making.document.add_paragraph(making.wording.message(reason), style="List Bullet")


# Sources ------------------------------------------------------------------------------------------------------------------
def _cite(making: _Writing, paragraph: Paragraph, sources: Iterable[str]) -> None:
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


def _note(making: _Writing, source: Source, note: Paragraph) -> None:
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
        _link(note, source.url, source.url, NOTE_SIZE)


def _all_sources(results: Iterable[Result]) -> tuple[str, ...]:
    """The sources of all rows, each once, in the order of the rows."""
    return tuple(dict.fromkeys(slug for one in results for row in one.rows for slug in row.sources))


# Tables -------------------------------------------------------------------------------------------------------------------
def _latest_table(making: _Writing, latest: Iterable[Latest]) -> None:
    lines = [(one, latest_cells(making.profile, one, making.wording)) for one in latest]
    columns = [column for column in LATEST if any(cells[column[0]] for _, cells in lines)]
    headings = [making.say(heading) for *_, heading in columns]
    grid = _table(making.document, headings, _widened([width for _, width, _ in columns]), making.say("Latest figures"))
    body = ""
    for one, cells in lines:
        if cells["organization"] != body:
            body = cells["organization"]
            _body_row(grid, body)
        row = _row(grid)
        sources = {"value": one.row.sources, "change": one.sources_compared}
        for place, (code, *_) in enumerate(columns):
            paragraph = _fill(row[place], cells[code], 10, right=code == "value")
            _cite(making, paragraph, sources.get(code, ()))
        if cells["status"]:
            _fill(row[0], cells["status"], 8.5, italic=True, again=True)


def _widened(widths: Sequence[float]) -> list[float]:
    """Widths of columns; the first takes the room of those that are left out."""
    return [widths[0] + TEXT_WIDTH - sum(widths), *widths[1:]]


def _body_row(table: Table, name: str) -> None:
    """A row over the whole width that names the body of the rows below it, and stays with them."""
    cells = _row(table)
    whole = cells[0].merge(cells[-1])
    whole._tc.get_or_add_tcPr().append(element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": PALE}))
    _fill(whole, name, 10, bold=True)
    whole.paragraphs[0].paragraph_format.keep_with_next = True


def _table(document: Opened, headings: Sequence[str], widths: Sequence[float], title: str, side: float = 1.6) -> Table:
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
        _fill(cell, text, 9, bold=True)
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


def _row(table: Table) -> tuple[_Cell, ...]:
    """A new row that no page break cuts."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    return tuple(row.cells)


def _fill(
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


def _link(paragraph: Paragraph, text: str, url: str, size: float = 10) -> None:
    """A link to a web address."""
    link = element("w:hyperlink", **{"r:id": paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)})
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string("004A9F")
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


# Pictures -----------------------------------------------------------------------------------------------------------------
def _picture(making: _Writing, image: bytes, alt: str, title: str, sources: Iterable[str], headline: str = "") -> None:
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
    _cite(making, caption, sources)


def _picture_notes(making: _Writing, pictures: Sequence[Picture], names: Sequence[str] = ()) -> None:
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


def _drawing(making: _Writing, drawn: Sequence[tuple[Result, Picture]], width: float, height: float, columns: int) -> bytes:
    """Charts as one PNG, from the same traces that the pages draw; sizes of a chart in millimetres."""
    rows = -(-len(drawn) // columns)
    inches = width / INCH, rows * height / INCH
    figure = Figure(figsize=inches, dpi=DOTS)
    axes = figure.subplots(rows, columns, squeeze=False).flatten()
    # millimetres for the numbers at the side, the title above and the years below; a legend needs more
    below = 16 if any(picture.figure["layout"]["showlegend"] for _, picture in drawn) else 7
    side, above = 15 / width, 10 / height
    figure.subplots_adjust(
        left=side, right=1 - 4 / width, top=1 - above / rows, bottom=below / height / rows, wspace=side * columns * 1.1, hspace=0.65
    )
    for spare in axes[len(drawn) :]:
        spare.set_axis_off()
    span = _span([picture for _, picture in drawn])
    for (result, picture), axis in zip(drawn, axes, strict=False):
        _draw(axis, result, picture, making, span, ticks=12 // columns)
        if len(drawn) > 1:
            axis.set_title(making.wording.metric(result.metric), fontsize=8, color=LIGHT.text, pad=13)
    target = io.BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def _span(pictures: Iterable[Picture]) -> tuple[float, float]:
    """The first and last place of the years that the charts show, the same for all."""
    ranges = [picture.figure["layout"]["xaxis"]["range"] for picture in pictures]
    return min(first for first, _ in ranges), max(last for _, last in ranges)


def _draw(axis: Axes, result: Result, picture: Picture, making: _Writing, span: tuple[float, float], ticks: int) -> None:
    """One chart: lines, then points with their numbers, breaks, axes."""
    layout = picture.figure["layout"]
    labels = {tuple(key(result, row)): _number(row, making.wording) for row in result.rows}
    for trace in picture.figure["data"]:
        if trace["mode"] == "lines":
            axis.plot(*(_gaps(trace[name]) for name in "xy"), color=trace["line"]["color"], linewidth=1.4)
        else:
            _points(axis, trace, labels)
    for shape in layout.get("shapes", ()):
        axis.axvline(shape["x0"], linestyle=":", linewidth=0.9, color=LIGHT.muted)
    for note in layout.get("annotations", ()):
        place = axis.get_xaxis_transform()
        axis.text(note["x"], 1.01, note["text"], transform=place, ha="center", va="bottom", fontsize=8, color=LIGHT.muted)
    _axes(axis, layout, span, making.wording, ticks)
    if layout["showlegend"]:
        axis.legend(fontsize=7, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2)


def _gaps(values: Iterable[float | None]) -> list[float]:
    """What is not stated leaves a gap."""
    return [float("nan") if value is None else value for value in values]


def _points(axis: Axes, trace: dict[str, Any], labels: dict[tuple[Any, ...], str]) -> None:
    colour = trace["marker"]["color"]
    # matplotlib reads what stands between two dollars as a formula
    named: dict[str, Any] = {"label": from_plotly(trace["name"]).replace("$", r"\$")} if "name" in trace else {}
    for place, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        symbol, size = trace["marker"]["symbol"][place], trace["marker"]["size"] / 2
        fill = "none" if symbol.endswith("-open") else colour
        look: dict[str, Any] = {"color": colour, "markerfacecolor": fill, "markersize": size, "linestyle": "none", "clip_on": False}
        axis.plot(x, y, SYMBOLS[symbol.removesuffix("-open")], **look, **named)
        named = {}
        # the outline of a further mark has no number of its own
        if "customdata" not in trace:
            continue
        label = labels[tuple(trace["customdata"][place])]
        axis.annotate(label, (x, y), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=7, color=LIGHT.text)
    if "error_y" in trace:
        reach = [trace["error_y"]["arrayminus"], trace["error_y"]["array"]]
        axis.errorbar(trace["x"], trace["y"], yerr=reach, fmt="none", ecolor=LIGHT.muted, elinewidth=1, capsize=2)


def _number(row: Row, wording: Words) -> str:
    return bound(row) + wording.qualified(row.value, row.qualifier, row.unit)


def _axes(axis: Axes, layout: dict[str, Any], span: tuple[float, float], wording: Words, ticks: int) -> None:
    """Whole years below; numbers of the language at the side, ranks with 1 on top."""
    upright = layout["yaxis"]
    axis.set_xlim(*span)
    first, last = round(span[0] + 0.6), round(span[1] - 0.6)
    axis.set_xticks(range(last, first - 1, -max(1, -(-(last - first) // ticks))))
    if "range" in upright:
        axis.set_ylim(*upright["range"])
        axis.set_yticks(upright["tickvals"])
    else:
        axis.set_ylim(0, axis.get_ylim()[1] * 1.1)
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: wording.number(value)))
    axis.set_ylabel(upright["title"]["text"], fontsize=8, color=LIGHT.muted)
    axis.tick_params(labelsize=7, colors=LIGHT.muted, length=2)
    axis.grid(axis="y", color=LIGHT.line, linewidth=0.5)
    axis.set_axisbelow(True)
    for side, line in axis.spines.items():
        line.set_visible(side == "bottom")
        line.set_color(LIGHT.line)
