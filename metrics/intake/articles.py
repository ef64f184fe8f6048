"""Files of articles → their text: .txt, .html, .docx and .pdf, each read by a maintained library, within bounds."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import PurePath
from typing import Any

from metrics.errors import N_, PartyMetricsError
from metrics.extract import SEPARATOR, merged, row_of
from metrics.intake.encodings import EncodingError, decoded, older
from metrics.intake.layout import may_hold_table, with_tables
from metrics.intake.origin import day_with_time

# what is read, and how readers call it
ENDINGS = ("txt", "html", "htm", "docx", "pdf")
# bytes of a file, letters of a text, pages of a PDF, bytes that a .docx may unfold to, and those of its text and marks alone
MAX_BYTES = 20_000_000
MAX_LETTERS = 500_000
MAX_PAGES = 300
MAX_UNFOLDED = 200_000_000
MAX_MARKS = 32_000_000
# columns over which a merged cell of a table is repeated
MAX_COLUMNS = 100

# files known by their first bytes
MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "office", b"{\\rtf": "rtf"}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
# what a packed file holds tells which kind it is
PACKED = {"word/document.xml": "docx", "xl/workbook.xml": "table", "xl/workbook.bin": "table"}
KINDS = {
    "picture": N_("{file} is a picture: it has no text to read. Have its letters recognised (OCR) first, or paste the text."),
    "office": N_("{file} is of an old form of Office (.doc, .xls), or locked with a password. Save it without one, as .docx."),
    "doc": N_("{file} is a Word document of the old form (.doc). Open it in Word, save it as .docx, and give that file."),
    "rtf": N_("{file} is an .rtf document. Open it in Word, save it as .docx, and give that file."),
    "table": N_("{file} is a table. Give it under “A table of figures”, with the columns of the template."),
}
INSTEAD = {"doc": "doc", "rtf": "rtf", "csv": "table", "xlsx": "table", "xls": "table", "xlsm": "table", "ods": "table"}
INSTEAD |= dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"), "picture")
# what web pages put between letters for their line breaks; a soft hyphen may also be half of an í that was encoded twice
ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]|(?<![ÃĂ])\u00ad")
TOO_LARGE = N_("{file} is {size} MB; at most {most} MB are read. Give the pages that state figures.")
UNFOLDED = N_("{file} unfolds to {size} MB; at most {most} MB are read. Give the pages that state figures.")
TOO_LONG = N_("The text has {letters} letters; at most {most} are read at once. Give it in parts.")
BROKEN = N_("{file} cannot be read as .{ending}: it is damaged, or of another kind than its name says. Open it and save it again.")

Progress = Callable[[float], None]


class ArticleError(PartyMetricsError):
    """A file is not read; the message says why and what to do."""


@dataclass(frozen=True)
class Article:
    """A text, and what its file says of the publication; empty where it says nothing. `published` is an ISO date."""

    text: str
    publisher: str = ""
    published: str = ""
    url: str = ""


def read_article(file: str, data: bytes, progress: Progress = lambda share: None) -> Article:
    """The article in a file. ArticleError or EncodingError where it is too large, of another kind, locked, empty or damaged.

    `progress` is called with the share that is read, 0 to 1.
    """
    if len(data) > MAX_BYTES:
        raise ArticleError(TOO_LARGE, file=file, size=-(-len(data) // 1_000_000), most=MAX_BYTES // 1_000_000)
    ending = _kind(file, data)
    try:
        article = READERS[ending](file, data, progress)
    except PartyMetricsError:
        raise
    except MemoryError:
        raise
    # a file from anywhere may break its reader in any way; the person who gave it can only save it again
    except Exception as error:
        raise ArticleError(BROKEN, file=file, ending=ending) from error
    text = pasted(article.text).text
    if not text.strip():
        raise ArticleError(N_("{file} holds no text."), file=file)
    return Article(text, article.publisher, article.published, article.url)


def pasted(text: str) -> Article:
    r"""An article from a text as it was typed or pasted: composed letters, \n line ends, no signs of zero width.

    ArticleError if it is too long.
    """
    if len(text) > MAX_LETTERS:
        raise ArticleError(TOO_LONG, letters=len(text), most=MAX_LETTERS)
    text = ZERO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    return Article(unicodedata.normalize("NFC", text).strip("\n"))


def kind_of(file: str, data: bytes) -> str:
    """What a file is by its bytes, and where they say nothing by its name: an ending of ENDINGS, a key of KINDS, or its own ending.

    `file` may lack an ending; then text is `txt`, or `html` where it begins as a page does.
    """
    ending = PurePath(file).suffix.removeprefix(".").lower()
    inside = next((kind for start, kind in MAGIC.items() if data.startswith(start)), "")
    if data.startswith(PICTURES):
        # BM and RIFF are letters too: text that begins so is no picture
        return ending if data.startswith((b"BM", b"RIFF")) and b"\0" not in data[:64] else "picture"
    if inside == "zip":
        return _packed(data) or INSTEAD.get(ending, ending)
    if inside == "office":
        return "doc" if ending == "doc" else "office"
    if inside or b"%PDF" in data[:1024]:
        return inside or "pdf"
    if ending:
        return INSTEAD.get(ending, ending)
    return "html" if re.match(rb"\s*<(?:!doctype html|html)\b", data.removeprefix(codecs.BOM_UTF8), re.IGNORECASE) else "txt"


def named_by_kind(file: str, data: bytes) -> str:
    """The name of a file with the ending that its bytes call for, where an article's kind can be told by them."""
    kind = kind_of(file, data)
    return f"{file}.{kind}" if kind in ENDINGS and not file.lower().endswith(f".{kind}") else file


def _packed(data: bytes) -> str:
    """What a zip file holds; nothing where it is none of the kinds that are known, or broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return next((kind for name, kind in PACKED.items() if name in packed.NameToInfo), "")
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""


def _kind(file: str, data: bytes) -> str:
    """The ending whose reader takes the file: its name and its first bytes must agree."""
    ending = PurePath(file).suffix.removeprefix(".").lower()
    kind = kind_of(file, data)
    if kind == "office" and ending == "docx":
        # Word writes a document with a password in the old form
        raise ArticleError(N_("{file} is locked with a password, or of an old form. Save it without one, as .docx."), file=file)
    if kind in KINDS:
        raise ArticleError(KINDS[kind], file=file)
    if ending not in ENDINGS:
        accepted = ", ".join(f".{one}" for one in ENDINGS)
        raise ArticleError(N_("{file} is of a kind that is not read. Accepted: {accepted}."), file=file, accepted=accepted)
    signed = {"pdf": b"%PDF", "docx": b"PK\x03\x04"}.get(ending, b"")
    if kind != ending or signed not in data[:1024]:
        raise ArticleError(BROKEN, file=file, ending=ending)
    return ending


# .txt and .html -------------------------------------------------------------------------------------------------------
def _text(file: str, data: bytes, progress: Progress) -> Article:
    return Article(decoded(file, data))


def _html(file: str, data: bytes, progress: Progress) -> Article:
    """The main text of a saved page, without menus and advertisements, and who published it when, as far as the page says."""
    # the libraries are loaded where they are needed: it takes them a second
    import trafilatura

    html = _decoded_page(file, data)
    found: Any = trafilatura.bare_extraction(
        _unmerged(html),
        include_comments=False,
        favor_recall=True,
        with_metadata=True,
        # the day of publication, not that of a later change
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        return Article(trafilatura.html2txt(f"<html><body>{html}</body></html>"))
    text = PAGE_RULE.sub("", PAGE_ROW.sub(lambda row: row_of(row[1].rstrip(" ").removesuffix("|").split("|")), found.text))
    published = _day(found.date) or day_with_time(unescape(re.sub(r"<[^<>]*>", "\n", html)))
    return Article(text, found.sitename or "", published, found.url or _own_link(html))


# a row of a table as trafilatura writes it, and the rule below its first
PAGE_ROW = re.compile(r"^\| (?!-)(.*)$", re.MULTILINE)
PAGE_RULE = re.compile(r"^\|(?:-+\|)+ *\n", re.MULTILINE)
SPANNING = re.compile(r"\b(?:row|col)span\b", re.IGNORECASE)


def _unmerged(html: str) -> Any:
    """The page with each merged cell of its tables in all the places that it covers; as it is where none is merged."""
    if not SPANNING.search(html):
        return html
    import trafilatura

    tree = trafilatura.load_html(html)
    for table in [] if tree is None else tree.iter("table"):
        # the cells that reach down into the next rows: by column, how many rows more, and the cell
        open_cells: dict[int, tuple[int, Any]] = {}
        if any(one is not table for one in table.iter("table")):
            # a table of tables lays out the page
            continue
        for row in table.iter("tr"):
            cells, column = [], 0
            given = [cell for cell in row if cell.tag in ("td", "th")]
            below: dict[int, tuple[int, Any]] = {}
            while given or column in open_cells:
                if column in open_cells:
                    rows, cell = open_cells[column]
                    cells.append(_again(cell))
                    below |= {column: (rows - 1, cell)} if rows > 1 else {}
                    column += 1
                    continue
                cell = given.pop(0)
                rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
                for place in range(columns):
                    cells.append(_again(cell) if place else cell)
                    below |= {column: (rows - 1, cell)} if rows > 1 else {}
                    column += 1
            open_cells = below
            row[:] = cells
    return tree


def _span(cell: Any, name: str) -> int:
    """How many rows or columns a cell covers; taken from it."""
    told = cell.attrib.pop(name, "1").strip()
    return max(1, min(int(told), MAX_COLUMNS)) if told.isdecimal() else 1


def _again(cell: Any) -> Any:
    """A merged cell where it stands once more."""
    copy = cell.makeelement(cell.tag)
    copy.text = merged(" ".join("".join(cell.itertext()).split()))
    return copy


# where a page's own account of itself (JSON-LD) names the page
OWN_LINK = re.compile(r'"mainEntityOfPage"\s*:\s*(?:\{[^{}]{0,300}?"@id"\s*:\s*)?"(https?:[^"\s]{1,500})"')


def _own_link(html: str) -> str:
    found = OWN_LINK.search(html) if "ld+json" in html else None
    return found[1].replace("\\/", "/") if found else ""


def _decoded_page(file: str, data: bytes) -> str:
    """A page in Unicode, or in Windows-1258 if it says so itself."""
    try:
        return decoded(file, data)
    except EncodingError:
        if re.search(rb"charset=.?windows-1258", data[:2048], re.IGNORECASE) and older(data) == "cp1258":
            return data.decode("cp1258", "replace")
        raise


def _day(text: str | None) -> str:
    """An ISO date, or nothing where the page gives none."""
    try:
        return dt.date.fromisoformat(text or "").isoformat()
    except ValueError:
        return ""


# .docx ----------------------------------------------------------------------------------------------------------------
def _word(file: str, data: bytes, progress: Progress) -> Article:
    """Paragraphs and tables in their order; a table's row is a line (`row_of`)."""
    import docx

    # no more is ever unfolded than is declared here
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unfolded = {one: one.file_size for one in packed.infolist()}
    marks = sum(size for one, size in unfolded.items() if one.filename.lower().endswith((".xml", ".rels")))
    for size, most in ((sum(unfolded.values()), MAX_UNFOLDED), (marks, MAX_MARKS)):
        if size > most:
            raise ArticleError(UNFOLDED, file=file, size=size // 1_000_000, most=most // 1_000_000)
    document = docx.Document(io.BytesIO(data))
    if document.element.getroottree().docinfo.internalDTD is not None:
        # Word never declares entities; their text would be lost
        raise ArticleError(BROKEN, file=file, ending="docx")
    return Article("\n".join(_lines(document)))


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for one in document.iter_inner_content():
        if isinstance(one, Table):
            yield from map(row_of, _rows(one))
        else:
            yield one.text


def _rows(table: Any) -> Iterator[list[str]]:
    """The texts of a table's rows; a merged cell's in each of its places, up to as many columns as the table has.

    Not by python-docx's `row.cells`, which repeats a cell for each of the columns that it says to span, two billion if it says so.
    """
    from docx.table import _Cell

    width = min(len(table._tbl.tblGrid.gridCol_lst), MAX_COLUMNS)
    above: dict[int, str] = {}
    for row in table._tbl.tr_lst:
        column, texts = row.grid_before, {}
        for cell in row.tc_lst:
            goes_on = cell.vMerge == "continue" and column in above
            text = merged(above[column]) if goes_on else " ".join(_Cell(cell, table).text.split())
            texts[column] = text
            for further in range(column + 1, min(column + cell.grid_span, width)):
                texts[further] = merged(text)
            column += cell.grid_span
        above = texts
        yield list(texts.values())


# .pdf -----------------------------------------------------------------------------------------------------------------
def _pdf(file: str, data: bytes, progress: Progress) -> Article:
    """The text layer of a PDF, its broken lines joined into paragraphs."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(
            N_("{file} is locked with a password. Open it, print it as a PDF without one, and give that."), file=file
        )
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise ArticleError(
            N_("{file} has {pages} pages; at most {most} are read. Give the pages that state figures."),
            file=file,
            pages=pages,
            most=MAX_PAGES,
        )
    texts = []
    for number, page in enumerate(reader.pages, 1):
        texts.append(_page(page))
        progress(number / pages)
    text = joined("\n".join(texts))
    if not text.strip():
        raise ArticleError(
            N_("{file} is a picture of pages: it has no text to read. Have its letters recognised (OCR) first, or paste the text."),
            file=file,
        )
    return Article(text)


def _page(page: Any) -> str:
    """The text of a page; where it holds a table, line by line as it stands there, rows as lines of cells."""
    text: str = page.extract_text()
    if not may_hold_table(text):
        return text
    try:
        laid_out = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    # a page from anywhere may break the layout in any way; its text is read already
    except Exception:
        return text
    return with_tables(laid_out) or text


# a line that begins like this begins a paragraph
BEGINS = re.compile(r"\s*(?:[-–—•+*●▪]|\d{1,2}[.)]\s|[IVX]{1,4}\.\s|[a-zđ]\)\s)")


def joined(text: str) -> str:
    """Lines that a page's width broke, joined again: a paragraph ends at a mark that closes it, at a blank line, before a list.

    The rows of a table stay lines of their own, and so does the line above them.
    """
    paragraphs: list[str] = []
    for line in text.splitlines():
        words = line.strip()
        goes_on = paragraphs and paragraphs[-1] and not paragraphs[-1].endswith((".", ":", ";", "!", "?", "”"))
        row = SEPARATOR in line or (paragraphs and SEPARATOR in paragraphs[-1])
        if words and goes_on and not row and not BEGINS.match(line):
            paragraphs[-1] += f" {words}"
        else:
            paragraphs.append(line if row else words)
    return "\n".join(paragraphs)


READERS: dict[str, Callable[[str, bytes, Progress], Article]] = {
    "txt": _text,
    "html": _html,
    "htm": _html,
    "docx": _word,
    "pdf": _pdf,
}
