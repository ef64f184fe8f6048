"""Articles become figures: `read` finds in a Vietnamese text the figures of the data contract, with their words and places.

A text is cut into sentences (`text`), whose words that mean something are marked (`marks`, by `lexicon`, `amounts`,
`committees`, `bodies` and `periods`, which reads whole time expressions out of the `moments` that single words name); brackets
make a tree of clauses (`clauses`). `topics` tell whom the text is about, `aims` under which headings nothing is told as done.
The `reader` walks the tree: `moves` tell how a mark changes what holds (`scope`), and at each number (`numbers`) the rules are
tried: `ranks`, `changes`, `shares`, `counts` with `acts`, `stocks`, `parts`, what reports tell in `shorthand`, `seats` on
committees (those of `unions` are none of ours), and `lists` of bodies under a count. What a rule reads is a draft; `figures` fills
its other slots: `actors`, `status`, `dating`, `owners`, `doubts`. How sure a figure is follows from its `traits`, one of them a
second `opinion`, by what labelled texts taught: `confidence` and its data file. Tables stand in a text as lines of cells
(`grids`); `tables` read their numbers by what their `headings` tell. `records` lists every rule with its example. A new wording
is a phrase in `lexicon`; a new act on a noun, a record in `rules`; a new way to say it, a construction in `counts`, `parts`,
`shares`, `lists` or `ranks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.extract.grids import SEPARATOR, merged, row_of
from metrics.extract.model import Figure, Known, Reading, Unread

if TYPE_CHECKING:
    from metrics.extract.reader import VERSION, read

__all__ = ["SEPARATOR", "VERSION", "Figure", "Known", "Reading", "Unread", "merged", "read", "row_of"]


def __getattr__(name: str) -> Any:
    """`read` and `VERSION`, where they are asked for: the reader puts its lexicon together, and who opens files does without."""
    if name not in ("VERSION", "read"):
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from metrics.extract import reader

    return getattr(reader, name)
