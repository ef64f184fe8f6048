"""One figure to hand on: a safe sentence with its source, and a message that says where a figure is wrong."""

from __future__ import annotations

from urllib.parse import quote

from metrics.answers.sources import citations, web_address
from metrics.data.cells import cell_text
from metrics.files.export import record
from metrics.store.store import Store
from metrics.vocabulary import Question, Result, Row, Source
from metrics.words.words import Words

# as mail wants it
NEW_LINE = "\r\n"


def safe_sentence(store: Store, wording: Words, result: Result, row: Row) -> str:
    """A row in one sentence with all that limits it, then who published its figures, when and where."""
    cited = "; ".join(dict.fromkeys(_cited(one, wording) for one in citations(store, row.sources)))
    return " ".join((wording.sentence(result, row), wording.say("Source: {sources}.", sources=cited)))


def _cited(source: Source, wording: Words) -> str:
    """Publisher, date and link of a source; of one without a link its slug."""
    date = wording.date(source.published) or wording.say("date of publication not stated")
    return ", ".join(filter(None, (source.publisher, date, web_address(source.url) or source.source)))


def wrong_figure_mail(wording: Words, result: Result, row: Row, address: str, link: str) -> str:
    """A mailto: link to a message that names a row by its key, with its filters, value and sources, and the link of the view."""
    cells = record(result, row)
    asked = [f"metric: {result.question.metric}"]
    asked += [f"{name}: {cell_text(cells[name])}" for name in result.question.by]
    asked += [f"{name}: {text}" for name, text in _filters(result.question).items() if text]
    asked += [f"{name}: {cell_text(cells[name])}" for name in ("value", "unit", "qualifier", "status", "covers", "sources")]
    lines = [
        wording.sentence(result, row),
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
