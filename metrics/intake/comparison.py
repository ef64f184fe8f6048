"""The words of figures compared with the texts that state them: only what stands there letter by letter is called verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Literal

from metrics.data.quotes import cell_stands_in, stands_in
from metrics.data.rows import DataRow, shown
from metrics.errors import N_, Message
from metrics.intake.drafts import Draft, Texts

Found = Literal["verbatim", "differs", "no text"]
# what a row may claim of its quote
CLAIMS = ("verbatim", "cell")
# what a row says of the words of its source
CLAIM = itemgetter("source", "quote", "quote_status")
CONTRADICTED = N_("{quote} does not stand in the text of its source; copy the words from it, or write unverified as quote_status")
NOT_COMPARED = N_("Quotes called verbatim without a text to compare them with: {number}. They are kept as not compared.")


def found(row: DataRow, texts: Sequence[str]) -> Found:
    """Whether a row's quote stands in a text of its source; of a table's cell, whether each of its parts does."""
    if not texts:
        return "no text"
    stands = cell_stands_in if row["quote_status"] == "cell" else stands_in
    return "verbatim" if any(stands(row["quote"], text) for text in texts) else "differs"


def compared(draft: Draft, known: Texts, trusted: bool = False) -> Draft:
    """The draft with each quote marked as it was found in its text: the draft's own, else those of its source, also the `known`.

    A claim that its text contradicts is a fault of the draft. One that nothing can be compared with becomes `unverified`, and
    that is told, unless a figure that it replaces made it too; `trusted`: it stands, as a person has compared the words elsewhere.
    """
    before = draft.rows["observations.csv"]
    stood = {CLAIM(row.cells) for row in draft.replaced if row.file == "observations.csv"}
    faults = list(draft.faults)
    # of quotes that are alike, as those of a table's rows are, one is looked for
    standings: dict[tuple[str, ...], Found] = {}
    after = []
    for row in before:
        claim = CLAIM(row.cells)
        if claim not in standings:
            texts = (draft.text,) if draft.text else (*draft.texts.get(row["source"], ()), *known.get(row["source"], ()))
            standings[claim] = found(row, texts)
        standing = standings[claim]
        if standing == "differs" and row["quote_status"] in CLAIMS:
            faults.append(row.problem("quote", CONTRADICTED, quote=shown(row["quote"])))
        after.append(_marked(row, standing, trusted or claim in stood))
    lost = sum(old is not new and new["quote_status"] == "unverified" for old, new in zip(before, after, strict=True))
    told = (Message.of(NOT_COMPARED, number=lost),) if lost else ()
    draft = draft.with_rows({"observations.csv": tuple(after)})
    return replace(draft, faults=tuple(dict.fromkeys(faults)), told=(*draft.told, *told))


def _marked(row: DataRow, standing: Found, trusted: bool) -> DataRow:
    """The row with what was found of its quote; a claim that cannot be compared is kept where it is trusted."""
    status = row["quote_status"]
    if standing == "verbatim" and status == "unverified":
        status = "verbatim"
    elif standing == "no text" and status in CLAIMS and not trusted:
        status = "unverified"
    return row if status == row["quote_status"] else replace(row, cells={**row.cells, "quote_status": status})


def each_found(rows: Sequence[DataRow], texts: Texts) -> Iterator[tuple[DataRow, Found]]:
    """Every row of figures with whether its quote stands in a text of its source."""
    return ((row, found(row, texts.get(row["source"], ()))) for row in rows)
