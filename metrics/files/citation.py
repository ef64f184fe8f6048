"""One figure to hand on: a safe sentence with its source, and a message that says where a figure is wrong."""

from __future__ import annotations

from urllib.parse import quote

from metrics.answers.sources import citations, web_address
from metrics.data.cells import cell_text
from metrics.files.export import record
from metrics.store.store import Store
from metrics.vocabulary import Question, Result, Row
from metrics.words.words import Words

# as mail wants it
NEW_LINE = "\r\n"


def safe_sentence(store: Store, wording: Words, result: Result, row: Row) -> str:
    """A row in one sentence with all that limits it and who published its figures; then their addresses."""
    sources = "; ".join(dict.fromkeys(wording.source(slug) for slug in row.sources))
    links = dict.fromkeys(filter(None, (web_address(one.url) for one in citations(store, row.sources))))
    told = figure_sentence(store, wording, result, row).removesuffix(".")
    return " ".join((wording.say("{sentence} ({sources}).", sentence=told, sources=sources), *links))


def figure_sentence(store: Store, wording: Words, result: Result, row: Row) -> str:
    """A row in one sentence; of a province the figure is its one body's, where only one states it."""
    stated = store.seeds.observations
    bodies = {stated[number - 1].organization for number in row.ids if number <= len(stated)}
    one_body = "province" in result.question.by and len(bodies) == 1
    return wording.sentence(result, row, wording.organization(bodies.pop()) if one_body else "")


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
