"""A page's own choices in the address, beside the shared filters: codes as values, nothing for a default.

Whatever a reader can choose on a page is drawn by one of these functions; tests/pages/test_choices.py holds that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.lists import one_of

# what a choice is called in the address, and whose it is where several things on a page are chosen by that: `open`, `series`
Slot = tuple[str, str]
# the names that several things on a page share; a value says first whose it is: `series.table`
SHARED = ("open", "figure")
# the page whose choices these are; what the address was made to say; what the last whole run showed,
# and of runs since that were ended what they showed; what this run shows so far
PAGE, WRITTEN, SHOWN, DRAWN = "address_own_page", "address_written", "address_shown", "address_drawn"
# what was kept under names that repeat
REPEATED = "address_repeated"


@dataclass(frozen=True)
class Drawn:
    """A choice as it was drawn: its slot, the widget's value, what the address says for each value that it may have."""

    slot: Slot
    value: Any
    texts: Mapping[Any, str] | None
    default: str

    def written(self, value: Any) -> str:
        """What the address says for a value of the widget: nothing for the default, nor for what it cannot have."""
        text = str(value or "") if self.texts is None else self.texts.get(value, self.default)
        return "" if text == self.default else text


# A run ---------------------------------------------------------------------------------------------------------------
def begin(page: str) -> None:
    """Before anything is drawn: what the reader has just chosen enters the address, so that links in files tell the whole view.

    Another page starts with its own defaults.
    """
    # also what a run had drawn that a click ended: what it put into a widget, no reader chose
    before: dict[str, Drawn] = {**st.session_state.get(SHOWN, {}), **st.session_state.get(DRAWN, {})}
    if st.session_state.get(PAGE) != page:
        for key in before:
            st.session_state.pop(key, None)
        st.session_state[DRAWN], st.session_state[WRITTEN], st.session_state[SHOWN] = {}, {}, {}
        st.session_state[PAGE] = page
        return
    st.session_state[DRAWN], st.session_state[SHOWN] = {}, before
    written: dict[Slot, str | None] = st.session_state.get(WRITTEN, {})
    changed = {
        one.slot: one.written(st.session_state.get(key))
        for key, one in before.items()
        if st.session_state.get(key, one.value) != one.value and _asked(one.slot) == written.get(one.slot, "")
    }
    st.session_state[WRITTEN] = {**written, **changed}
    _write(changed)


def end() -> None:
    """After everything is drawn: the address says what is shown."""
    drawn: dict[str, Drawn] = st.session_state.get(DRAWN, {})
    chosen = _chosen()
    # what was closed is left out, and known to be: it may be opened again
    gone = {slot: "" for name in SHARED for slot in _slots(name) if slot not in chosen}
    st.session_state[SHOWN], st.session_state[WRITTEN] = drawn, {**st.session_state.get(WRITTEN, {}), **chosen, **gone}
    _write({**chosen, **gone})


def link_of_view(**more: str) -> str:
    """The address of the page with all that is chosen, as the reader's browser shows it; `more` are parameters it leaves out."""
    shown = _with(_chosen())
    pairs = [(name, value) for name, values in shown.items() for value in values]
    pairs += [(name, value) for name, value in more.items() if name not in shown]
    return f"{_page()}?{urlencode(pairs)}" if pairs else _page()


def shown() -> tuple[str, dict[str, list[str]]]:
    """The page by its place in the address, and its parameters with all that is chosen."""
    return str(st.session_state.get(PAGE, "")), _with(_chosen())


def _page() -> str:
    """The address of the page without parameters: where the reader found the dashboard, and the page that is drawn."""
    page, base = st.session_state.get("address_page", ""), str(st.get_option("server.baseUrlPath") or "").strip("/")
    # it names the page already; where that is none, Streamlit takes the end of a base such as "our-data" for one
    url = (st.context.url or "").rstrip("/").removesuffix(f"/{page}" if page else "")
    root = urlsplit(url)._replace(path=f"/{base}").geturl().rstrip("/") if base and url else url
    return f"{root}/{page}"


def _chosen() -> dict[Slot, str]:
    """What this run has chosen so far, as the address says it."""
    drawn: dict[str, Drawn] = st.session_state.get(DRAWN, {})
    return {one.slot: one.written(one.value) for one in drawn.values()}


def _asked(slot: Slot) -> str:
    """What the address says of a slot; nothing is a default."""
    name, whose = slot
    start = f"{whose}." if whose else ""
    return next((value.removeprefix(start) for value in st.query_params.get_all(name) if value.startswith(start)), "")


def _known(slot: Slot) -> bool:
    """Whether what the address says of a slot was taken over."""
    return bool(st.session_state.get(WRITTEN, {}).get(slot, "") == _asked(slot))


def _take(slot: Slot, text: str | None) -> None:
    """Note that what the address says of a slot was taken over; None: it is about to be, and a click may end the run before."""
    st.session_state[WRITTEN] = {**st.session_state.get(WRITTEN, {}), slot: text}


def _slots(name: str) -> list[Slot]:
    """Whose choices the address holds under a name that several share."""
    return [(name, value.partition(".")[0]) for value in st.query_params.get_all(name)]


def _with(chosen: Mapping[Slot, str]) -> dict[str, list[str]]:
    """The parameters of the address with these slots as they are chosen."""
    shown = {name: st.query_params.get_all(name) for name in st.query_params}
    for (name, whose), text in chosen.items():
        start = f"{whose}." if whose else ""
        others = [value for value in shown.get(name, []) if not value.startswith(start)]
        shown[name] = sorted([*others, f"{start}{text}"] if text else others)
    return {name: values for name, values in shown.items() if values}


def _write(chosen: Mapping[Slot, str]) -> None:
    """Change the address at one stroke, so that one step back undoes one choice."""
    after = _with(chosen)
    if after != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(after)


# A choice ------------------------------------------------------------------------------------------------------------
def choose(
    slot: Slot,
    key: str,
    values: Mapping[str, Hashable] | None,
    default: str,
    draw: Callable[[], Any],
    again: bool = False,
) -> str:
    """What the address says of `slot`, chosen with the widget `key` that `draw` draws.

    `values` are those of the widget by what the address says for them, None for any text. What the address newly says (a link,
    back, forward) goes into the widget; what is not accepted is left out and named once. A widget at its default stays there
    when another choice brings another default; one that begins `again` goes there.
    """
    shown: Drawn | None = st.session_state.get(SHOWN, {}).get(key)
    texts = None if values is None else {value: text for text, value in values.items()}
    asked, held = _asked(slot), st.session_state.get(key)
    known = _known(slot)
    by_hand = shown is None or held != shown.value
    followed = known and key in st.session_state and (by_hand or bool(asked))
    text = asked or default
    if again and known:
        text = default
    elif followed:
        text = str(held or "") if texts is None else texts.get(held, default)
    if values is not None and text not in values:
        if not known:
            name, whose = slot
            told = f"{name}={whose}.{text}" if whose else f"{name}={text}"
            st.session_state["bad_parameters"] = [*st.session_state.get("bad_parameters", ()), told]
        text = default
    if not known:
        _take(slot, None)
    chosen = text if values is None else values[text]
    # before the widget holds it: another page takes it back even where a click ends the run here
    st.session_state.setdefault(DRAWN, {})[key] = Drawn(slot, chosen, texts, default)
    st.session_state[key] = chosen
    if not known:
        _take(slot, asked)
    drawn = st.session_state.setdefault(DRAWN, {})[key] = Drawn(slot, draw(), texts, default)
    # a browser may send anything
    return drawn.written(drawn.value) or default


def listed(name: str, key: str, label: str, names: Mapping[str, str], default: str = "", whose: str = "", **look: Any) -> str:
    """One of the codes that have names, from a list; at first the first."""
    codes = list(names)
    draw = partial(one_of, label, codes, format_func=lambda code: names.get(code, code), key=key, **look)
    return choose((name, whose), key, _themselves(codes), default or codes[0], draw)


def pick(name: str, key: str, label: str, everything: str, names: Mapping[str, str]) -> str:
    """One of the codes that have names, or the empty string for all of them."""
    return listed(name, key, label, {"": everything, **names})


def segments(name: str, key: str, label: str, names: Mapping[str, str], default: str = "", hidden: bool = False) -> str:
    """One of a few codes, all of them in sight, at first the first; `hidden`: the label is for screen readers alone."""
    draw = partial(
        st.segmented_control,
        label,
        list(names),
        format_func=lambda code: names.get(code, code),
        key=key,
        label_visibility="collapsed" if hidden else "visible",
        required=True,
        wrap=True,
    )
    return choose((name, ""), key, _themselves(names), default or next(iter(names)), draw)


def opened(whose: str, key: str, label: str, names: Mapping[str, str]) -> str:
    """What is open below something on the page, as `open`; at first nothing."""
    draw = partial(
        st.pills,
        label,
        list(names),
        format_func=lambda code: names.get(code, code),
        key=key,
        label_visibility="collapsed",
        wrap=True,
    )
    return choose(("open", whose), key, {"": None, **_themselves(names)}, "", draw)


def switch(whose: str, key: str, label: str) -> bool:
    """Is something on the page open, as `open`? At first not."""
    return choose(("open", whose), key, {"": False, "yes": True}, "", partial(st.toggle, label, key=key)) == "yes"


def part(whose: str, label: str, opened: bool) -> DeltaGenerator:
    """A part of the page that can be closed, whether it is open as `open`; at first as `opened` says."""
    parts: list[DeltaGenerator] = []
    key = f"part_{whose}"

    def draw() -> bool:
        parts.append(st.expander(label, key=key, on_change="rerun"))
        return bool(st.session_state.get(key))

    choose(("open", key), key, {"yes": True, "no": False}, "yes" if opened else "no", draw)
    return parts[0]


def is_open(whose: str) -> bool:
    """Whether a part of the page is open that this run has drawn: what a closed one holds need not be asked for."""
    return bool(st.session_state.get(f"part_{whose}"))


def row(
    whose: str, key: str, label: str, rows: Sequence[str], name: Callable[[int | None], str], first: int | None = None, **look: Any
) -> int | None:
    """The place of one of the rows, each known to the address by its text there, as `figure`; at first that of `first`, or none.

    Where one is chosen at first, the address says `all` for none.
    """
    texts: dict[str, Hashable] = {"" if first is None else "all": None}
    for place, text in enumerate(rows):
        # two rows may be about the same: the address tells them by their place
        texts[text if text and text not in texts else f"{text}~{place}"] = place
    draw = partial(one_of, label, list(texts.values()), format_func=name, key=key, **look)
    default = next(text for text, place in texts.items() if place == first)
    chosen = texts[choose(("figure", whose), key, texts, default, draw)]
    return chosen if isinstance(chosen, int) else None


def table(frame: pd.DataFrame, key: str, of: Hashable, **look: Any) -> int | None:
    """A table, and the place of the row chosen in it, as `row`; at first none, and none again in a table `of` something else."""
    slot, turn = ("row", ""), f"{key}_turn"
    known, again = _known(slot), st.session_state.get(f"{key}_of", of) != of
    if not known:
        _take(slot, None)
    st.session_state[f"{key}_of"] = of
    numbers = {str(place + 1): place for place in range(len(frame))}
    first = None if known and again else numbers.get(_asked(slot))
    if again or not known:
        # a table takes its selection only when it is new
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    picked = [] if first is None else [first]
    state: Any = st.dataframe(
        frame,
        hide_index=True,
        key=f"{key}_{st.session_state.get(turn, 0)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": picked, "columns": [], "cells": []}},
        placeholder="",
        **look,
    )
    chosen = next((place for place in state["selection"]["rows"] if place < len(frame)), None)
    texts: dict[int | None, str] = {place: text for text, place in numbers.items()}
    st.session_state.setdefault(DRAWN, {})[f"{key}_row"] = Drawn(("row", ""), chosen, texts, "")
    return chosen


def choose_row(place: int) -> None:
    """Choose a row of the page's table by its place, as a link to it would; for a callback, before the run that shows it."""
    _write({("row", ""): str(place + 1)})


def words(key: str, label: str, placeholder: str, help: str | None = None) -> str:
    """Words to look for, as `search`; on a page of several parts they go along from one to another."""
    draw = partial(st.text_input, label, key=key, type="search", placeholder=placeholder, help=help)
    return choose(("search", ""), key, None, "", draw)


def typed(key: str, draw: Callable[[], str | None]) -> str:
    """What is being typed into a field, as `search`, of a part of the page that runs alone meanwhile.

    Nothing is written back into the field: the reader may be some letters further.
    """
    slot = ("search", "")
    asked = _asked(slot)
    if not _known(slot) or key not in st.session_state:
        _take(slot, None)
        st.session_state[key] = asked
    text = draw() or ""
    one = st.session_state.setdefault(DRAWN, {})[key] = Drawn(slot, text, None, "")
    st.session_state[SHOWN] = {**st.session_state.get(SHOWN, {}), key: one}
    _take(slot, text)
    _write({slot: text})
    return text


def text(name: str, key: str, label: str) -> str:
    """Any text, at first none."""
    return choose((name, ""), key, None, "", partial(st.text_input, label, key=key))


def newly_asked(name: str) -> tuple[str, ...]:
    """The values that a link, back or forward brings under a name that repeats; none where the address says what was kept last."""
    asked = tuple(st.query_params.get_all(name))
    if asked == st.session_state.get(REPEATED, {}).get(name):
        return ()
    # a click may end the run before it keeps them
    st.session_state[REPEATED] = {}
    return asked


def keep_all(name: str, values: Sequence[str]) -> None:
    """Let the address say these values under a name that repeats."""
    st.session_state[REPEATED] = {name: tuple(values)}
    others = {other: st.query_params.get_all(other) for other in st.query_params if other != name}
    if st.query_params.get_all(name) != list(values):
        st.query_params.from_dict({**others, **({name: list(values)} if values else {})})


def page(key: str, pages: int, of: Hashable) -> int:
    """Which of several pages, as `page`; another search, or whatever else they are pages `of`, starts again at the first."""
    again = st.session_state.get("address_paged", (key, of)) != (key, of)
    st.session_state["address_paged"] = (key, of)
    numbers = {str(number): number for number in range(1, max(pages, 1) + 1)}
    draw: Callable[[], int] = partial(st.pagination, pages, key=key) if pages > 1 else lambda: 1
    return int(choose(("page", ""), key, numbers, "1", draw, again))


def _themselves(codes: Iterable[str]) -> dict[str, Hashable]:
    """Codes that stand in the address as they are."""
    return {code: code for code in codes}
