"""Hostile words in every output, hostile files in every reader, hostile names wherever a name is given."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import json
import re
import struct
import tempfile
import time
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from benchmarks.trust.parameters import parameters
from benchmarks.trust.table import Tried, tried
from metrics.__main__ import main
from metrics.answers.query import ask, evidence
from metrics.chart import Palette, Style
from metrics.chart.across import comparison
from metrics.chart.years import series, year_lines
from metrics.data.seeds import load
from metrics.errors import DataError, PartyMetricsError
from metrics.files.citation import figure_sentence, how_to_cite
from metrics.files.document import document_bytes
from metrics.files.export import csv_bytes, dataset_csv
from metrics.files.sdmx import sdmx_files
from metrics.files.workbook import dataset_excel, excel_bytes
from metrics.intake import apart
from metrics.intake.articles import read_article
from metrics.intake.batches import Loaded, find, redo, undo, with_batches
from metrics.intake.tables import read_tables
from metrics.profile.province import profile
from metrics.serving.feed import atom
from metrics.serving.limits import Settings
from metrics.serving.routes import routes
from metrics.store.store import Store
from metrics.survey.listing import Search
from metrics.vocabulary import Question
from metrics.words.words import Words
from tests import small
from tests.actors import EDITOR
from tests.folders import SEEDS
from tests.intake.test_apart import a_document
from tests.intake.test_tables import packed
from tests.serving.asgi import ask as fetch

# words -----------------------------------------------------------------------------------------------------------------
EVIL = "evil.example"
WORDS = {
    "a link": f'<a href="https://{EVIL}">Vinh</a>',
    "a script": "<script>window.PWNED=1</script><img src=x onerror=PWNED=1>",
    "Plotly's markup": f'<b>EVIL</b><br><a href="javascript:PWNED()">x</a>%{{customdata[0]}}<extra>{EVIL}</extra>',
    "Markdown": f"[x](javascript:PWNED()) ![y](http://{EVIL}/y.png) **b** $$z$$ :material/block: `c`",
    "a formula": f'=HYPERLINK("http://{EVIL}","x")',
    "a command": "=cmd|' /C calc'!A0",
    "a formula of plus": "+1+EVIL()",
    "a formula of minus": "-1+EVIL()",
    "a formula of at": "@SUM(EVIL())",
    "a formula behind a tab": "\t=EVIL()",
    "a wide formula": "＝EVIL()",
    "templates": "{0} {evil!r} {evil.__class__} %s %(evil)s ${evil} {{evil}} \\1",
    "XML's ends": "]]></t></is><f>EVIL()</f> &evil; <!ENTITY",
    "turned letters": "\u202egnp.LIVE\u202c\u200b",
    "a long word": "EVIL" * 500,
    "quotes and commas": 'a","b\r\n=EVIL()',
}
LINES = (
    "nghe-an.first members_admitted 2021 9\nnghe-an.first members_admitted 2022 10\nnghe-an.first members_admitted 2023 12",
    "nghe-an.second members_admitted 2022 11\nnghe-an.second members_admitted 2023 13",
    "rank PAPI 2023 nghe-an 2 46",
)
# letters that no reader sees, or that XML has no way to hold
UNSEEN = (
    "\x00",
    "\x0b",
    "\x1b",
    "\x7f",
    "\x85",
    "\u200b",
    "\u202e",
    "\u2028",
    "\ue000",
    "\ufdd0",
    "\ufffe",
    "\uffff",
    "\U0010ffff",
)
# what a spreadsheet runs
RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# tags of ours in what Plotly draws
OURS = re.compile(r"</?(?:b|i|br|sup|sub)>|<span[^<>]*>|</span>|<extra></extra>")
QUESTION = Question("members_admitted", by=("organization", "year"), kinds=("other",))


def hostile(words: str) -> Store:
    """A store whose every free text holds the words, and whose links lead to a script."""
    seeds = small.data(*LINES)
    names: Any = {"name_vi": words, "name_en": words}
    link = f"javascript:PWNED('{words[:40]}')"
    return Store.build(
        dataclasses.replace(
            seeds,
            organizations=tuple(dataclasses.replace(one, **names) for one in seeds.organizations),
            sources=tuple(dataclasses.replace(one, publisher=words, note=words, url=link) for one in seeds.sources),
            observations=tuple(dataclasses.replace(one, note=words, quote=words) for one in seeds.observations),
            rankings=tuple(dataclasses.replace(one, publisher=words, note=words, source_url=link) for one in seeds.rankings),
        )
    )


def _run_by_spreadsheets(data: bytes) -> str:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in row:
            if cell.startswith(RUN) and not re.fullmatch(r"-?[\d.,]+", cell):
                return f"a cell is run: {cell[:40]!r}"
    return ""


def _parts(data: bytes) -> str:
    """What is wrong in the parts of an Office file: no XML, a formula, a link elsewhere than to the web."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for one in ET.fromstring(archive.read(name)).iter():
                    tag = one.tag.rpartition("}")[2]
                    external = tag == "Relationship" and one.get("TargetMode") == "External"
                    if external and not re.match(r"https?://|mailto:", one.get("Target", "")):
                        return f"{name}: leads to {one.get('Target', '')[:40]!r}"
                    if tag in ("f", "oleObject", "ddeLink") or (tag == "instrText" and "PWNED" in (one.text or "")):
                        return f"{name}: holds {tag} {(one.text or '')[:40]!r}"
    return ""


def _marked_up(value: Any, key: str = "") -> str:
    """Markup in what Plotly draws that is not of our making, or a place of a template."""
    if isinstance(value, dict):
        return next(filter(None, (_marked_up(one, name) for name, one in value.items())), "")
    if isinstance(value, list | tuple):
        return next(filter(None, (_marked_up(one, key) for one in value)), "")
    if isinstance(value, str):
        ours = OURS.sub("", value)
        if "<" in ours or "<b>EVIL</b>" in value or (key.endswith("template") and "EVIL" in value):
            return f"drawn: {value[:80]!r}"
    return ""


def _drawn(store: Store) -> str:
    theme = Palette("#111", "#555", "#ccc", "#fff", ("#08c",) * 8, ("#eee", "#08c"), ("#a00", "#fff", "#08c"))
    style = Style(Words("en", store.names), theme)
    for draw in (series, year_lines, comparison):
        for question in (QUESTION, Question("papi_rank")):
            with contextlib.suppress(ValueError, LookupError):
                made = draw(ask(store, question), style)
                if wrong := _marked_up(json.loads(json.dumps(made.figure, default=str))):
                    return f"{draw.__name__} {wrong}"
    return ""


def _well_formed(data: bytes) -> str:
    for one in ET.fromstring(data).iter():
        if one.tag.rpartition("}")[2] in ("script", "a", "img", "b", "extra", "f"):
            return f"an element {one.tag}"
        if any("javascript:" in value for value in one.attrib.values()):
            return f"leads to {one.attrib}"
    return ""


@cache
def _loaded() -> Loaded:
    """What the API and the feed tell of the data beside the figures."""
    return with_batches(SEEDS, None)


def _api(store: Store) -> str:
    app = Starlette(routes=routes(lambda day: (store, _loaded()), Settings(rate=0)))
    for path in ("query?metric=members_admitted&by=organization,year&kind=other", "evidence?metric=members_admitted", "sources"):
        for form in ("json", "csv"):
            got = fetch(app, f"/api/{path}{'&' if '?' in path else '?'}format={form}")
            if got.status != 200:
                return f"{path} answers {got.status}"
            if form == "json":
                json.loads(got.body)
            elif wrong := _run_by_spreadsheets(got.body):
                return f"{path}: {wrong}"
    return ""


def _said(store: Store) -> str:
    """Sentences that are made of names: no name is read as a template."""
    wording = Words("vi", store.names)
    result = ask(store, QUESTION)
    text = " ".join([how_to_cite(store, wording), *(figure_sentence(store, wording, result, row) for row in result.rows)])
    return "" if text else "nothing was said"


OUTPUTS: dict[str, Callable[[Store], str]] = {
    "CSV": lambda store: _run_by_spreadsheets(csv_bytes(ask(store, QUESTION), Words("vi", store.names), store)),
    "CSV of all figures": lambda store: _run_by_spreadsheets(dataset_csv(store, Words("en", store.names))),
    "Excel": lambda store: _parts(excel_bytes(ask(store, QUESTION), Words("vi", store.names), store, "javascript:PWNED()")),
    "Excel of all figures": lambda store: _parts(dataset_excel(store, Words("en", store.names))),
    "Word": lambda store: _parts(document_bytes(profile(store, "nghe-an"), Words("vi", store.names), store, "data:text/html,x")),
    "SDMX": lambda store: next(
        filter(
            None,
            (
                _well_formed(data) if name.endswith(".xml") else _run_by_spreadsheets(data)
                for name, data in sdmx_files(store, Search("")).items()
            ),
        ),
        "",
    ),
    "Atom": lambda store: _well_formed(atom(store, _loaded(), Words("en", store.names), "http://localhost")),
    "charts": _drawn,
    "the API": _api,
    "sentences": _said,
    "evidence": lambda store: "" if evidence(store, QUESTION).rows else "no evidence",
}


def outputs(kinds: dict[str, str]) -> Iterator[Tried]:
    """Each output of each store of hostile words: text, or nothing."""
    found: dict[str, list[str]] = {name: [] for name in OUTPUTS}
    for kind, words in kinds.items():
        store = hostile(words)
        for name, look in OUTPUTS.items():
            try:
                wrong = look(store)
            except Exception as error:
                wrong = f"{type(error).__name__}: {str(error)[:200]}"
            found[name].append(wrong and f"{kind}: {wrong}")
    for name, outcomes in found.items():
        yield tried(f"hostile names, quotes, notes and links in {name}", outcomes)


# files -----------------------------------------------------------------------------------------------------------------
def _pdf(*objects: str | bytes, root: str = "1 0 R", more: str = "") -> bytes:
    """A PDF file of these objects, numbered from 1."""
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + (one if isinstance(one, bytes) else one.encode()) + b"\nendobj\n"
    table = len(data)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<</Size {len(objects) + 1}/Root {root}{more}>>\n"
    return data + f"{trailer}startxref\n{table}\n%%EOF\n".encode()


def _stream(data: bytes, more: str = "") -> bytes:
    packed_ = zlib.compress(data)
    return f"<</Filter/FlateDecode/Length {len(packed_)}{more}>>stream\n".encode() + packed_ + b"\nendstream"


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _body(inner: bytes) -> Callable[[], bytes]:
    return lambda: a_document(lambda part: part.replace(b"<w:tbl>", inner + b"<w:tbl>", 1))


def _bomb(name: str, size: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return target.getvalue()


# an entity of ten, each of ten, nine times over
LAUGHS = f"""<!DOCTYPE w [<!ENTITY a "ha">{"".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghiz"))}]>"""


def _entries(name: str) -> bytes:
    """An archive whose list of contents names one part 60,000 times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(1_000_000))
        archive.filelist.extend([archive.filelist[0]] * 60_000)
    return target.getvalue()


def _within(times: int) -> bytes:
    """An archive in an archive, so often."""
    data = b"5"
    for _ in range(times):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", data)
        data = target.getvalue()
    return data


def _parquet() -> bytes:
    """The frame of a Parquet file whose footer claims two gigabytes."""
    return b"PAR1" + bytes(64) + struct.pack("<I", 2**31 - 1) + b"PAR1"


FILES: dict[str, Callable[[], bytes]] = {
    "pages in a circle.pdf": lambda: _pdf(CATALOG, "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages that are one.pdf": lambda: _pdf(CATALOG, f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>", PAGE, _stream(b"")),
    "a table before itself.pdf": lambda: _pdf(CATALOG, PAGES, PAGE, _stream(b""), more="/Prev 9"),
    "an object that is itself.pdf": lambda: _pdf("1 0 R", "2 0 R"),
    "a form in itself.pdf": lambda: _pdf(
        CATALOG, PAGES, PAGE, _stream(b"/X Do"), _stream(b"/X Do", "/Type/XObject/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>")
    ),
    "a bomb.pdf": lambda: _pdf(CATALOG, PAGES, PAGE, _stream(b"(a) Tj " * 40_000_000)),
    "bombs in bombs.pdf": lambda: _pdf(
        CATALOG,
        PAGES,
        PAGE,
        _stream(zlib.compress(zlib.compress(bytes(300_000_000)))).replace(
            b"/FlateDecode", b"[/FlateDecode/FlateDecode/FlateDecode]"
        ),
    ),
    "nested.pdf": lambda: _pdf(CATALOG, PAGES, PAGE.replace("[0 0 9 9]", "[" * 50_000 + "]" * 50_000), _stream(b"")),
    "no end.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<" * 200_000,
    "attributes.html": lambda: b"<p " + b'a="1" ' * 1_000_000 + b">5",
    "forms.html": lambda: b"<form><table><select>" * 50_000 + b"5",
    "comments.html": lambda: b"<!--" * 500_000,
    "deep.html": lambda: b"<div>" * 200_000 + "Năm 2021 kết nạp 5 đảng viên".encode(),
    "many signs.html": lambda: b"<" * 2_000_000,
    "wide.html": lambda: b"<table><tr>" + b"<td colspan=1000 rowspan=65534>1" * 2_000,
    "entities.html": lambda: b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"<!ENTITY b '&a;&a;'>]><p>&b;" * 1000,
    "a date.html": lambda: b'<meta property="article:published_time" content="' + b"1-" * 500_000 + b'">',
    "data of a page.html": lambda: b'<script type="application/ld+json">' + b'{"a":[' * 100_000 + b"</script>5",
    "deep tables.docx": _body(b"<w:tbl><w:tr><w:tc>" * 20_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20_000),
    "wide rows.docx": _body(
        b"<w:tbl><w:tr>" + b'<w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr><w:p/></w:tc>' * 20_000 + b"</w:tr></w:tbl>"
    ),
    "laughs.docx": lambda: a_document(lambda part: LAUGHS.encode() + part.replace(b"<w:t>", b"<w:t>&z;", 1)),
    "another's entity.docx": lambda: a_document(
        lambda part: b'<!DOCTYPE w [<!ENTITY z SYSTEM "file:///etc/passwd">]>' + part.replace(b"<w:t>", b"<w:t>&z;", 1)
    ),
    "entities.docx": lambda: a_document(lambda part: b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>' + part),
    "no document.docx": lambda: _bomb("word/document.xml", 200_000_000),
    "merges.xlsx": lambda: packed(
        "</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells><sheetData>"
    ),
    "a million rows.xlsx": lambda: packed('<row r="1"/>' * 1_000_000),
    "a huge cell.xlsx": lambda: packed(f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"9" * 8_000_000}</t></is></c></row>'),
    "deep.xlsx": lambda: packed(f'<row r="2"><c r="A2">{"<is>" * 100_000}{"</is>" * 100_000}</c></row>'),
    "a far cell.xlsx": lambda: packed('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a cell beyond all.xlsx": lambda: packed(f'<row r="{"9" * 20}"><c r="{"Z" * 20}{"9" * 20}"><v>1</v></c></row>'),
    "many sheets.xlsx": lambda: packed("", sheets=50_000),
    "entities.xlsx": lambda: packed('<row r="2"><c r="A2" t="inlineStr"><is><t>&z;</t></is></c></row>', before=LAUGHS),
    "another's entity.xlsx": lambda: packed(
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&z;</t></is></c></row>',
        before='<!DOCTYPE w [<!ENTITY z SYSTEM "file:///etc/passwd">]>',
    ),
    "many entries.xlsx": lambda: _entries("xl/worksheets/sheet1.xml"),
    "many entries.docx": lambda: _entries("word/document.xml"),
    "an archive in itself.docx": lambda: _within(30),
    "a bomb.xlsx": lambda: _bomb("xl/worksheets/sheet1.xml", 400_000_000),
    "one line.csv": lambda: b"1," * 8_000_000,
    "one quote.csv": lambda: b'"' + b"a\n" * 5_000_000,
    "NUL.csv": lambda: bytes(5_000_000),
    "a claim.parquet": _parquet,
    "one sign.txt": lambda: b"1" * 10_000_000,
    "brackets.txt": lambda: b"(" * 2_000_000,
    "combined.txt": lambda: ("a" + "\u0301" * 2_000_000).encode(),
    "half letters.txt": lambda: b"\xed\xa0\x80" * 100_000,
}
ARTICLES = (".pdf", ".html", ".docx", ".txt")


def harmful(names: Iterator[str]) -> Iterator[Tried]:
    """Each file read as the pages do: figures, text or a sentence, within the limits of time, and the server goes on."""
    for name in names:
        data = FILES[name]()
        before, limit = time.monotonic(), apart.SECONDS + 10
        wrong = ""
        try:
            if name.endswith(ARTICLES):
                came = f"{len(apart.read_article(name, data).text)} letters"
            else:
                came = f"{apart.read_tables([(name, data)]).figures} figures"
        except PartyMetricsError as error:
            came = str(error)[:60]
        except Exception as error:
            came, wrong = "", f"{type(error).__name__}: {str(error)[:200]}"
        took = time.monotonic() - before
        wrong = wrong or (f"took {took:.0f} s" if took > limit else "")
        yield tried(f"{name}, {len(data) / 1e6:.2f} MB", [wrong], f"{took:.1f} s: {came}")


# names and places ------------------------------------------------------------------------------------------------------
PLACES = (
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\windows\\win.ini",
    "a/../../b",
    "C:\\x",
    "CON",
    "a" * 5_000,
    "\x00",
    "a\x00.txt",
    "\udc80\udfff",
    "\u202etxt.exe",
    "a\nb.txt",
    "<img src=x onerror=alert(1)>.txt",
    "$(touch evil).txt",
    "-rf",
    "",
    ".",
)


def _batch(place: str) -> str:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "imports"
        home.mkdir()
        for act in (partial(find, home, place), partial(undo, home, place, EDITOR), partial(redo, home, SEEDS, place, EDITOR)):
            with contextlib.suppress(PartyMetricsError):
                act()
                return f"a batch was found as {place!r}"
        return "" if [path.name for path in home.iterdir()] in ([], [".lock"]) else "something was written"


def _upload(place: str) -> str:
    for ending in ("", ".txt", ".csv"):
        with contextlib.suppress(PartyMetricsError):
            read_article(place + ending, "Năm 2021 kết nạp 5 đảng viên".encode())
        with contextlib.suppress(PartyMetricsError):
            read_tables([(place + ending, b"a,b\n1,2\n")])
    return ""


def _option(place: str) -> str:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "a.csv"
        file.write_text("a,b\n1,2\n")
        for words in (
            ["query", "party_members", f"--data={place}"],
            ["query", "party_members", f"--build={place}"],
            ["undo", place or "x"],
            # starts a process each time
            *([["import", str(file), f"--map={place}", "--dry-run"]] if place in PLACES[:3] else ()),
        ):
            said = io.StringIO()
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                try:
                    code = main(words)
                except SystemExit as error:
                    code = int(error.code or 0)
            if code not in (1, 2) and not (code == 0 and place in ("", ".")):
                return f"{words[0]} {place[:20]!r} ends with {code}: {said.getvalue()[:100]}"
    return ""


def _held(place: str) -> str:
    """A cell of data with a letter that nobody sees is refused, wherever it stands."""
    seeds = small.data(*LINES)
    for table, column in (("organizations", "name_vi"), ("sources", "publisher"), ("observations", "quote"), ("rankings", "note")):
        first, *more = getattr(seeds, table)
        changed: Any = {table: (dataclasses.replace(first, **{column: f"EV{place}IL"}), *more)}
        with tempfile.TemporaryDirectory() as name:
            folder = small.write(dataclasses.replace(seeds, **changed), Path(name) / "data")
            with contextlib.suppress(DataError):
                load(folder)
                return f"{column} of {table} holds {place!r}"
    return ""


NAMED: dict[str, Callable[[str], str]] = {
    "batch ids": _batch,
    "names of files given": _upload,
    "--data, --build, --map, files": _option,
}
LETTERS = {"the data": _held}


def names() -> Iterator[Tried]:
    """Path tricks wherever a name is given."""
    for title, given, places in (("path tricks", NAMED, PLACES), ("letters that nobody sees", LETTERS, UNSEEN)):
        for what, one in given.items():
            outcomes = []
            for place in places:
                try:
                    outcomes.append(one(place))
                except Exception as error:
                    outcomes.append(f"{place[:20]!r}: {type(error).__name__}: {str(error)[:200]}")
            yield tried(f"{title} in {what}", outcomes)


def attacks(few: bool) -> Iterator[Tried]:
    """All of it; `few`: some words, and files that are refused at once."""
    yield from outputs({kind: words for kind, words in WORDS.items() if not few or kind in FEW_WORDS})
    yield from names()
    yield from parameters(few)
    yield from harmful(name for name in FILES if not few or name in FEW_FILES)


FEW_WORDS = {"Plotly's markup", "a formula behind a tab", "XML's ends", "templates"}
FEW_FILES = {"pages in a circle.pdf", "deep.html", "deep tables.docx", "merges.xlsx", "a claim.parquet", "half letters.txt"}
