"""Profile → Word document: native tables, charts as pictures, numbered sources. The only import of docx and matplotlib."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from metrics.chart import Palette, Picture, Style, key, ranks, series
from metrics.export import web_address
from metrics.profile import (
    RANKS_EXPLAINED,
    Latest,
    Profile,
    RankTable,
    Section,
    boundary_note,
    latest_cells,
    rank_table,
    years_note,
)
from metrics.store import Store
from metrics.terms import N_
from metrics.vocabulary import Result, Source
from metrics.wording import Wording

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
# how Word names the languages that it checks spelling in
LANGUAGES = {"vi": "vi-VN", "en": "en-US"}
FONT = "Times New Roman"
# the version whose layout Word follows; an older one opens in "compatibility mode"
WORD_2013 = "15"
SHADE, PALE, RULE = "E6EFF9", "F3F5F8", "A9B3C0"
# A4 with the margins of Vietnamese administrative documents, in millimetres
PAGE, MARGINS = (210, 297), {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
TEXT_WIDTH = PAGE[0] - MARGINS["left_margin"] - MARGINS["right_margin"]
# columns of the table of latest figures: code, width, heading
LATEST = (
    ("metric", 62, N_("Metric")),
    ("value", 30, N_("Value")),
    ("period", 30, N_("Date or period")),
    ("change", 26, N_("Compared")),
    ("sources", 17, N_("Sources")),
)
# Plotly's marks as matplotlib draws them; an open one is not filled
SYMBOLS = {"circle": "o", "circle-open": "o", "diamond": "D", "x": "X", "triangle-up": "^"}
INCH = 25.4
DOTS = 200
# small charts side by side
SMALL_COLUMNS, SMALL_HEIGHT = 2, 42
# columns of the table of ranks: the name's width, the sources' width, most years side by side
RANKS = (34, 17, 11)


@dataclass(frozen=True)
class _Writing:
    """A document in the making, with what it is written from."""

    document: Opened
    profile: Profile
    wording: Wording
    store: Store
    style: Style

    def say(self, text: str, **values: object) -> str:
        return self.wording.say(text, **values)


def document_bytes(found: Profile, wording: Wording, store: Store, link: str = "", today: dt.date | None = None) -> bytes:
    """The profile as a Word document in the language of the wording."""
    making = _Writing(Document(), found, wording, store, Style(wording, store, LIGHT))
    day = today or dt.date.today()
    made = wording.date(day.isoformat())
    _set_up(making, made, day)
    _opening(making, link, made)
    for section in found.sections:
        _section(making, section)
    _indexes(making)
    _state_words(making)
    _reasons(making)
    _sources(making)
    target = io.BytesIO()
    making.document.save(target)
    return target.getvalue()


# Page, styles, language ---------------------------------------------------------------------------------------------------
def _set_up(making: _Writing, made: str, day: dt.date) -> None:
    """Paper, styles, header and footer, and what the file says of itself."""
    document, province = making.document, making.wording.province(making.store, making.profile.province.province)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for name, width in MARGINS.items():
        setattr(section, name, Mm(width))
    section.header_distance = section.footer_distance = Mm(10)
    _set_styles(document, LANGUAGES.get(making.wording.language, "en-US"))
    core = document.core_properties
    core.title = _title(making)
    core.author = making.say("Party organisation metrics")
    core.language = LANGUAGES.get(making.wording.language, "en-US")
    core.comments = ""
    core.created = core.modified = dt.datetime.combine(day, dt.time())
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)
    header = section.header.paragraphs[0]
    header.text = f"{making.say('Party organisation metrics')} · {province}"
    footer = section.footer.paragraphs[0]
    footer.add_run(making.say("Made on {date}", date=made) + "\t")
    before, between, after = re.split(r"\{\w+\}", making.say("page {page} of {pages}"))
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        footer.add_run(text)
        if field:
            _field(footer, field)
    for name in ("Header", "Footer"):
        _tab_at_the_margin(document.styles[name])


def _title(making: _Writing) -> str:
    return making.say("{name}: figures of the Party organisation", name=making.wording.province(making.store, _slug(making)))


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
        owner.append(_element("w:lang", **{"w:val": language, "w:eastAsia": language, "w:bidi": "ar-SA"}))


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out: the page, the number of pages."""
    field = _element("w:fldSimple", **{"w:instr": code})
    run = _element("w:r")
    text = _element("w:t")
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
def _opening(making: _Writing, link: str, made: str) -> None:
    document, found = making.document, making.profile
    document.add_paragraph(_title(making), style="Title")
    document.add_paragraph(boundary_note(found, making.wording, making.store))
    document.add_paragraph(years_note(found, making.wording))
    text = N_("{figures} figures from {sources} sources, gathered on {date}. Numbers in brackets name the sources at the end.")
    number = making.wording.number
    counted = {"figures": number(found.figures), "sources": number(len(found.sources)), "date": made}
    document.add_paragraph(making.say(text, **counted))
    if web_address(link):
        paragraph = document.add_paragraph(making.say("This profile in the dashboard:") + " ")
        _link(paragraph, link, url=link)


def _section(making: _Writing, section: Section) -> None:
    """One topic: its latest figures as a table, then series as pictures."""
    making.document.add_heading(making.wording.topic(section.topic), level=1)
    _latest_table(making, section.latest)
    for result in section.series:
        picture = series(result, making.style)
        _picture(making, _drawing(making, [(result, picture)], TEXT_WIDTH, 66, 1), picture.alt, _series_title(making, result))
        _picture_notes(making, [picture])


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
    document.add_heading(making.say("Reform rankings"), level=1)
    document.add_paragraph(making.say(RANKS_EXPLAINED))
    for first in range(0, len(table.years), RANKS[2]):
        _rank_table(making, table, slice(first, first + RANKS[2]))
    pictures = [(result, ranks(result, making.style)) for result in making.profile.ranks]
    if pictures:
        image = _drawing(making, pictures, TEXT_WIDTH, SMALL_HEIGHT, SMALL_COLUMNS)
        alt = " ".join(picture.alt for _, picture in pictures)
        _picture(making, image, alt, making.say("Ranks over the years (1 is best; gaps: not stated)"))
        _picture_notes(making, [picture for _, picture in pictures], [making.wording.metric(one.metric) for one, _ in pictures])


def _rank_table(making: _Writing, table: RankTable, shown: slice) -> None:
    """The ranks and scores of some years."""
    years = table.years[shown]
    name_width, source_width, most = RANKS
    year_width = (TEXT_WIDTH - name_width - source_width) / min(len(table.years), most)
    headings = [making.wording.column("metric"), *map(str, years), making.say("Sources")]
    grid = _table(
        making.document, headings, [name_width, *(year_width for _ in years), source_width], making.say("Reform rankings"), side=0.7
    )
    for name, cells, references in table.lines:
        row = _row(grid)
        for place, text in enumerate((name, *cells[shown])):
            # scores have up to four decimals
            _fill(row[place], text, (8 if len(text) < 7 else 7) if place else 9, right=place > 0)
        _references(row[-1], references, 8)


def _state_words(making: _Writing) -> None:
    """What the words of state mean that the tables use."""
    rows = [one.row for section in making.profile.sections for one in section.latest]
    used = {word for row in rows for word in row["status"].split(";")} - {"complete"}
    if used:
        making.document.add_heading(making.say("What the marks mean"), level=1)
        for label, explanation in making.wording.status_explained(";".join(sorted(used))):
            paragraph = making.document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{label}: ").italic = True
            paragraph.add_run(explanation)


def _reasons(making: _Writing) -> None:
    """Why questions were not answered."""
    if making.profile.reasons:
        making.document.add_heading(making.say("Why some cells are blank"), level=1)
    for reason in making.profile.reasons:
        making.document.add_paragraph(making.wording.message(making.store, reason), style="List Bullet")


def _sources(making: _Writing) -> None:
    """Every source with its number, that the tables lead to: publisher, date, link."""
    making.document.add_heading(making.say("Sources"), level=1)
    for number, source in enumerate(making.profile.sources, start=1):
        paragraph = making.document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(10), Mm(-10)
        paragraph.paragraph_format.space_after = Pt(3)
        _bookmark(paragraph, number)
        paragraph.add_run(f"[{number}]  {_said(making.wording, source)}").font.size = Pt(10)
        if web_address(source.url):
            paragraph.add_run(" ").font.size = Pt(10)
            _link(paragraph, source.url, url=source.url, size=9)


def _said(wording: Wording, source: Source) -> str:
    date = wording.date(source.published) or wording.say("date of publication not stated")
    slug = "" if web_address(source.source) else source.source
    return ", ".join(filter(None, (source.publisher, date, slug))) + "."


# Tables -------------------------------------------------------------------------------------------------------------------
def _latest_table(making: _Writing, latest: Iterable[Latest]) -> None:
    headings = [making.say(heading) for *_, heading in LATEST]
    grid = _table(making.document, headings, [width for _, width, _ in LATEST], making.say("Latest figures"))
    body = ""
    for one in latest:
        cells = latest_cells(making.profile, one, making.wording, making.store)
        if cells["organization"] != body:
            body = cells["organization"]
            _body_row(grid, body)
        row = _row(grid)
        for place, (code, *_) in enumerate(LATEST[:-1]):
            _fill(row[place], cells[code], 10, right=code == "value")
        if cells["status"]:
            _fill(row[0], cells["status"], 8.5, italic=True, again=True)
        _references(row[-1], cells["sources"], 9)
    making.document.add_paragraph().paragraph_format.space_after = Pt(0)


def _body_row(table: Table, name: str) -> None:
    """A row over the whole width that names the body of the rows below it, and stays with them."""
    cells = _row(table)
    whole = cells[0].merge(cells[-1])
    whole._tc.get_or_add_tcPr().append(_element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": PALE}))
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
    properties.append(_element("w:tblCaption", **{"w:val": title}))
    heading = table.rows[0]
    heading._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell, text, width in zip(heading.cells, headings, widths, strict=True):
        cell.width = Mm(width)
        cell._tc.get_or_add_tcPr().append(_element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": SHADE}))
        _fill(cell, text, 9, bold=True)
    return table


def _lines_and_margins(properties: Any, side: float) -> None:
    """Thin grey lines, and room at the sides of each cell in millimetres; before `tblLook`, where the schema wants them."""
    borders, margins = _element("w:tblBorders"), _element("w:tblCellMar")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{edge}", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE}))
    for edge in ("left", "right"):
        margins.append(_element(f"w:{edge}", **{"w:w": str(Mm(side).twips), "w:type": "dxa"}))
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    layout.addprevious(borders)
    look.addprevious(margins)


def _row(table: Table) -> tuple[_Cell, ...]:
    """A new row that no page break cuts."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    return tuple(row.cells)


def _fill(
    cell: _Cell, text: str, size: float, bold: bool = False, italic: bool = False, right: bool = False, again: bool = False
) -> None:
    """A text in a cell; `again` puts it below what stands there."""
    paragraph = cell.add_paragraph() if again else cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _references(cell: _Cell, text: str, size: float) -> None:
    """Numbers of sources, each a link to its place in the list."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    for piece in filter(None, re.split(r"(\[[0-9]+\])", text)):
        if piece.startswith("["):
            _link(paragraph, piece, anchor=_anchor(piece[1:-1]), size=size)
        else:
            paragraph.add_run(piece).font.size = Pt(size)


# Links --------------------------------------------------------------------------------------------------------------------
def _anchor(number: int | str) -> str:
    return f"source_{number}"


def _bookmark(paragraph: Paragraph, number: int) -> None:
    paragraph._p.append(_element("w:bookmarkStart", **{"w:id": str(number), "w:name": _anchor(number)}))
    paragraph._p.append(_element("w:bookmarkEnd", **{"w:id": str(number)}))


def _link(paragraph: Paragraph, text: str, url: str = "", anchor: str = "", size: float = 10) -> None:
    """A link to a place of the document or to a web address."""
    if url:
        link = _element("w:hyperlink", **{"r:id": paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)})
    else:
        link = _element("w:hyperlink", **{"w:anchor": anchor})
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string("004A9F")
    run.font.underline = bool(url)
    link.append(run._r)
    paragraph._p.append(link)


# Pictures -----------------------------------------------------------------------------------------------------------------
def _picture(making: _Writing, image: bytes, alt: str, title: str) -> None:
    """A chart with its alternative text, and what it shows below it."""
    paragraph = making.document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(8)
    shape = paragraph.add_run().add_picture(io.BytesIO(image), width=Mm(TEXT_WIDTH))
    described = shape._inline.docPr
    described.set("descr", alt)
    described.set("title", title)
    caption = making.document.add_paragraph(title, style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _picture_notes(making: _Writing, pictures: Sequence[Picture], names: Sequence[str] = ()) -> None:
    """What the marks and the numbered breaks mean."""
    marks = dict.fromkeys(one for picture in pictures for one in picture.legend)
    lines = [" · ".join(f"{letter} {meaning}" for letter, meaning in marks)]
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
    labels = {tuple(key(result, row)): _number(row, making.wording) for row in result.dicts()}
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
    named = {"label": trace["name"]}
    for place, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        symbol = trace["marker"]["symbol"][place]
        fill = "none" if symbol.endswith("-open") else colour
        axis.plot(x, y, SYMBOLS[symbol], color=colour, markerfacecolor=fill, markersize=5, linestyle="none", clip_on=False, **named)
        named = {}
        label = labels[tuple(trace["customdata"][place])]
        axis.annotate(label, (x, y), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=7, color=LIGHT.text)
    if "error_y" in trace:
        reach = [trace["error_y"]["arrayminus"], trace["error_y"]["array"]]
        axis.errorbar(trace["x"], trace["y"], yerr=reach, fmt="none", ecolor=LIGHT.muted, elinewidth=1, capsize=2)


def _number(row: dict[str, Any], wording: Wording) -> str:
    return wording.qualified(row["value"], row["qualifier"], row["unit"])


def _axes(axis: Axes, layout: dict[str, Any], span: tuple[float, float], wording: Wording, ticks: int) -> None:
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
