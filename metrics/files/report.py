"""Parts of a page or a report → one Word document: charts, tables, sources, when it was made and where it is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from metrics.answers.sources import web_address
from metrics.chart import Picture
from metrics.errors import N_
from metrics.files import word
from metrics.files.drawing import Chart, drawing
from metrics.files.parts import Part
from metrics.store.store import Store
from metrics.words.markup import from_markdown
from metrics.words.words import Words

# a longer table is left to the workbook; more columns than fit on the paper stand in parts
LONGEST, WIDEST = 120, 7
# widths of columns by their longest text, in letters
LEAST, MOST = 6, 40
SMALL = 8.0


# Word ----------------------------------------------------------------------------------------------------------------
def word_bytes(
    title: str,
    parts: Sequence[Part],
    wording: Words,
    store: Store,
    told: Iterable[str] = (),
    link: str = "",
    today: dt.date | None = None,
) -> bytes:
    """Parts as a Word document: below the title what is `told` of all of them, the day, and the link to the view, if any."""
    making = word.Writing.begun(wording, store)
    day = today or dt.date.today()
    made = wording.date(day.isoformat())
    word.set_up(making, title, title, made, day)
    document = making.document
    document.add_paragraph(title, style="Title")
    for text in (*told, making.say("Made on {date}", date=made)):
        document.add_paragraph(text)
    if web_address(link):
        paragraph = document.add_paragraph(making.say("This view in the dashboard:") + " ")
        word.link(paragraph, link, link)
    word.how_to_cite(making, day)
    for part in parts:
        _write(making, part)
    return making.bytes()


def _write(making: word.Writing, part: Part) -> None:
    word.heading(making, part.title)
    for text in filter(None, (part.lead, part.asked)):
        making.document.add_paragraph(text)
    sources = word.all_sources([part.result]) if part.result else ()
    if part.picture and part.picture.figure["data"]:
        image = drawing([Chart(part.picture)], making.wording, word.TEXT_WIDTH)
        word.picture(making, image, part.picture.alt, part.title, () if part.lines else sources, part.picture.headline)
        word.picture_notes(making, [_plain(part.picture)])
    if part.lines:
        _table(making, part)
    for note in part.notes:
        making.document.add_paragraph(note, style="List Bullet")
    if sources and part.lines:
        paragraph = making.document.add_paragraph(making.say("Sources:") + " ")
        word.cite(making, paragraph, sources)


def _plain(picture: Picture) -> Picture:
    """The picture with notes that hold no signs of Markdown."""
    return replace(picture, notes=tuple(map(from_markdown, picture.notes)))


def _table(making: word.Writing, part: Part) -> None:
    """The table of a part, its columns in parts of the paper's width; a very long one is named, not printed."""
    if len(part.lines) > LONGEST:
        text = N_("The table of {n} rows is left to the workbook, as it would fill many pages.")
        making.document.add_paragraph(making.say(text, n=making.wording.number(len(part.lines))))
        return
    columns = [name for name in dict.fromkeys(name for line in part.lines for name in line)]
    columns = [name for name in columns if any(line.get(name) for line in part.lines)]
    first, others = columns[0], columns[1:] or [""]
    for start in range(0, len(others), WIDEST):
        shown = [first, *filter(None, others[start : start + WIDEST])]
        lengths = [max([len(name), *(len(line.get(name, "")) for line in part.lines)]) for name in shown]
        shares = [min(max(length, LEAST), MOST) for length in lengths]
        widths = [word.TEXT_WIDTH * share / sum(shares) for share in shares]
        grid = word.table(making.document, shown, widths, part.title, side=1.0)
        for line in part.lines:
            for cell, name in zip(word.row(grid), shown, strict=True):
                word.fill(cell, line.get(name, ""), SMALL, right=name != first and _is_number(line.get(name, "")))
        making.document.add_paragraph()


def _is_number(text: str) -> bool:
    """Does a cell begin with a digit, or with a sign and a digit?"""
    return text[:1].isdigit() or text[1:2].isdigit()
