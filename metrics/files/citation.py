"""What goes with a figure or a chart that is handed on: a sentence with its source, a picture's caption, a message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from metrics.answers.ranking import RankTable
from metrics.answers.sources import citations, web_address
from metrics.chart import Picture
from metrics.data.cells import cell_text
from metrics.errors import N_
from metrics.files.export import file_name, record
from metrics.profile.versus import bodies_behind, observations_behind
from metrics.store.store import Store
from metrics.vocabulary import Question, Result, Row
from metrics.words.markup import from_markdown
from metrics.words.words import Words

# as mail wants it
NEW_LINE = "\r\n"
# so many sources are named below a picture
NAMED = 8


def how_to_cite(store: Store, wording: Words, link: str = "", today: dt.date | None = None) -> str:
    """How to name the data set that a file or an answer was taken from: its state and the day; the link, if there is one, last."""
    text = N_("{product}, data {state}, taken on {day}. Each figure has a source of its own: cite that as well.")
    day = wording.date((today or dt.date.today()).isoformat())
    said = wording.say(text, product=wording.say("Party organisation metrics"), state=store.state, day=day)
    return " ".join(filter(None, (said, web_address(link))))


def safe_sentence(store: Store, wording: Words, result: Result, row: Row, release: str = "") -> str:
    """A row in one sentence with all that limits it and who published its figures; then their addresses.

    Where a `release` of the data answers so, its day stands at the end: as of that day the answer stays as it is.
    """
    # who states the other side of a dispute stands in the sentence
    others = {one.source for one in row.covers.disputed} - {one.source for one in observations_behind(store, row.all_ids)}
    sources = "; ".join(dict.fromkeys(wording.source(slug) for slug in row.all_sources if slug not in others))
    links = dict.fromkeys(filter(None, (web_address(one.url) for one in citations(store, row.all_sources))))
    told = figure_sentence(store, wording, result, row).removesuffix(".")
    sentence = wording.say("{sentence} ({sources}).", sentence=told, sources=sources)
    kept = wording.say("Data release of {day}.", day=wording.date(release)) if release else ""
    return " ".join(filter(None, (sentence, *links, kept)))


def figure_sentence(store: Store, wording: Words, result: Result, row: Row) -> str:
    """A row in one sentence; of a province the figure is its one body's, where only one states it."""
    bodies = bodies_behind(store, row.ids)
    one_body = "province" in result.question.by and len(bodies) == 1
    return wording.sentence(result, row, wording.organization(bodies.pop()) if one_body else "")


@dataclass(frozen=True)
class Caption:
    """What stands around the picture of a chart that is handed on: title and subtitle above, lines of text below; a file's name."""

    title: str
    subtitle: str
    lines: tuple[str, ...]
    name: str


def caption(store: Store, wording: Words, result: Result, picture: Picture, link: str, chosen: Sequence[str] = ()) -> Caption:
    """What a chart shows, what its marks, breaks and notes mean, who published its figures, when and where it was taken from.

    Of ranks, that are drawn of every province, the sources are those of the provinces `chosen`, where any is.
    """
    say = wording.say
    marks = " · ".join(f"{letter} {meaning}" for letter, meaning in picture.legend)
    breaks = " · ".join(f"{number} {meaning}" for number, meaning in picture.breaks)
    own = [row for row in result.rows if row["province"] in chosen] if isinstance(result, RankTable) else []
    rows, text = (own, N_("Sources of the provinces chosen: {sources}.")) if own else (result.rows, N_("Sources: {sources}."))
    slugs = dict.fromkeys(slug for row in rows for slug in row.all_sources)
    cited = list(dict.fromkeys(map(wording.source, slugs)))
    told = "; ".join(cited[:NAMED])
    if len(cited) > NAMED:
        told = say(
            "{sources} and {n} more, listed in the downloads of the table", sources=told, n=wording.number(len(cited) - NAMED)
        )
    taken = say("Taken on {day} from {link}", day=wording.date(dt.date.today().isoformat()), link=link)
    lines = (
        marks,
        f"{say('Dotted lines, where figures stop being comparable:')} {breaks}" if breaks else "",
        *map(from_markdown, picture.notes),
        say(text, sources=told) if cited else "",
        taken,
    )
    question = result.question
    return Caption(
        picture.headline or wording.metric(result.metric),
        wording.question(question, result.metric),
        tuple(filter(None, lines)),
        file_name(question, "").removesuffix("."),
    )


def wrong_figure_mail(store: Store, wording: Words, result: Result, row: Row, address: str, link: str) -> str:
    """A mailto: link to a message that names a row by its key, with its filters, value and sources, and the link of the view."""
    cells = record(result, row)
    asked = [f"metric: {result.question.metric}"]
    asked += [f"{name}: {cell_text(cells[name])}" for name in result.question.by]
    asked += [f"{name}: {text}" for name, text in _filters(result.question).items() if text]
    asked += [f"{name}: {cell_text(cells[name])}" for name in ("value", "unit", "qualifier", "status", "covers", "sources")]
    lines = [
        figure_sentence(store, wording, result, row),
        "",
        wording.say("What is wrong, and where the right figure stands:"),
        *("", "", ""),
        wording.say("For the maintainer (please leave as it is):"),
        *asked,
        link,
    ]
    subject = wording.say("A figure is wrong: {metric}", metric=wording.metric(result.metric))
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(NEW_LINE.join(lines))}"


def _filters(question: Question) -> dict[str, str]:
    """What narrowed the question, in the words of the command line."""
    return {
        "kind": ",".join(question.kinds),
        "breakdown": question.breakdown,
        "boundary": question.boundary,
        "unit": question.unit or "",
        "compare": question.compare or "",
    }
