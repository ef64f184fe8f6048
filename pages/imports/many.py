"""Import of many articles: files and .zip files are read into the queue, whose articles are reviewed one after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from metrics.errors import N_, Message, PartyMetricsError
from metrics.intake.batch_files import home
from metrics.intake.given import unpacked
from metrics.intake.queue import Accepted, Entry, Hints, State, entries, read_anew, read_into, remove, save, stamp, twins
from metrics.intake.review import SURE
from metrics.survey.standing import CHANGES, Change, changes, rank
from metrics.words.markup import in_markdown
from pages.imports.article import known
from pages.imports.details import KEPT, about, complain, papers, typed_date
from pages.imports.done import show_done
from pages.imports.entry import OPEN, open_entry, show_entry, title_of
from pages.parts import address
from pages.parts.button import pressed
from pages.parts.view import View

# articles of the queue shown at a time
PAGE = 10
# the groups of the queue, and the states that they gather
GROUPS: dict[str, tuple[str, tuple[State, ...]]] = {
    "waiting": (N_("Waiting ({number})"), ("waiting",)),
    "empty": (N_("Without figures ({number})"), ("empty",)),
    "unread": (N_("Not read ({number})"), ("unread",)),
    "done": (N_("Done ({number})"), ("accepted", "aside")),
}
ORDERS = {
    "change": N_("what they would change: conflicts first"),
    "sure": N_("certainty: the most certain first"),
    "added": N_("as they were read"),
}
WOULD = {
    "conflict": N_("{number} in conflict"),
    "new": N_("{number} new"),
    "same": N_("{number} the same"),
    "open": N_("{number} not complete"),
}
STATES = {"accepted": N_("accepted"), "aside": N_("put aside")}
TOLD = "queue_told"


@dataclass(frozen=True)
class Queued:
    """An entry of the queue with what its figures would change, by place; those that are accepted are not among them."""

    entry: Entry
    state: State
    accepted: frozenset[int]
    changes: Mapping[int, Change]

    @property
    def order(self) -> dict[str, Any]:
        """Its place in each of ORDERS."""
        figures = self.entry.figures
        ranks = [rank(change, figures[place].confidence) for place, change in self.changes.items()]
        least = min((figures[place].confidence for place in self.changes), default=0.0)
        return {"change": min(ranks, default=(len(CHANGES), 0.0)), "sure": -least, "added": (self.entry.added, self.entry.digest)}


@dataclass(frozen=True)
class Queue:
    """All of the queue: its articles, of those whose text came before the first that brought it, and what cannot be read of it."""

    articles: tuple[Queued, ...]
    twins: Mapping[str, Entry]
    wrong: tuple[Message, ...]


def import_many(here: View) -> None:
    """The queue, or the one article of it that is open."""
    show_done(here)
    try:
        queue = _queue(here)
    except PartyMetricsError as error:
        complain(here, error)
        return
    opened = st.session_state.get(OPEN)
    current = next((one for one in queue.articles if one.entry.digest == opened and not one.entry.problem), None)
    if current:
        waiting = [one.entry.digest for one in _ordered(queue) if one.state == "waiting"]
        show_entry(here, current.entry, current.accepted, current.changes, queue.twins.get(current.entry.digest), waiting)
        return
    _give(here)
    for message in queue.wrong:
        st.warning(in_markdown(here.wording.message(message)), icon=":material/warning:")
    if queue.articles:
        _show(here, queue)


def _queue(here: View) -> Queue:
    """The queue as it is on the disk, read anew only where it or the data have changed."""
    asked = (id(here.loaded), stamp(home()))
    before = st.session_state.get("queue_held")
    if before and before[0] == asked:
        kept: Queue = before[1]
        return kept
    found, wrong = entries(home())
    queue = Queue(tuple(_queued(here, found)), twins(found), tuple(wrong))
    st.session_state["queue_held"] = (asked, queue)
    return queue


def _queued(here: View, found: Sequence[Entry]) -> list[Queued]:
    """Each article with what its figures would change; all are compared at once."""
    held = Accepted.of(here.loaded)
    accepted = [held.places(entry) for entry in found]
    places = [(number, place) for number, entry in enumerate(found) for place in range(len(entry.figures))]
    compared = changes(here.store, [found[number].figures[place] for number, place in places])
    would: list[dict[int, Change]] = [{} for _ in found]
    for (number, place), change in zip(places, compared, strict=True):
        if place not in accepted[number]:
            would[number][place] = change
    return [Queued(entry, held.state(entry), taken, told) for entry, taken, told in zip(found, accepted, would, strict=True)]


# giving files -------------------------------------------------------------------------------------------------------------
def _give(here: View) -> None:
    """Files, what holds for those of them that do not say it themselves, and the reading of them."""
    st.subheader(here.say("1. The files"), anchor=False)
    turn = st.session_state.setdefault("queue_turn", 0)
    files = st.file_uploader(
        here.say("Articles (.txt, .html, .docx, .pdf), or a .zip of them"),
        accept_multiple_files=True,
        key=f"queue_upload_{turn}",
        help=here.say("What was read already is not read again: give files again to go on with a reading that was interrupted."),
    )
    with st.expander(here.say("What holds for all that do not say it themselves"), icon=":material/newspaper:"):
        published = typed_date(
            here,
            st.text_input(
                here.say("Date of publication"),
                key="queue_published",
                placeholder=here.say("2/7/2024, 7/2024 or 2024"),
                **KEPT,
            ),
        )
        province, organization = about(here, "queue")
    count = here.wording.plural("Read {number} file", "Read {number} files", len(files))
    if pressed(count, "queue_read", type="primary", icon=":material/search:", disabled=not files):
        _read(here, files, Hints("", published, "", province, organization))
    if told := st.session_state.pop(TOLD, ""):
        st.info(in_markdown(told), icon=":material/info:")


def _read(here: View, files: Sequence[Any], hints: Hints) -> None:
    """Read the files into the queue; each is on the disk before the next is begun, so that nothing of it is lost."""
    given = [one for file in files for one in unpacked(file.name, file.getvalue())]
    counted: Counter[str] = Counter()
    bar = st.progress(0.0, text=here.say("Reading …"))
    try:
        reading = read_into(home(), given, known(here.store), papers(here.store), here.actor, hints)
        for number, (entry, fresh) in enumerate(reading, 1):
            counted["unread" if entry.problem else "fresh" if fresh else "before"] += 1
            total = here.wording.number(len(given))
            text = here.say("{number} of {total} read", number=here.wording.number(number), total=total)
            bar.progress(number / len(given), text=text)
    except PartyMetricsError as error:
        complain(here, error)
        return
    numbers = {name: here.wording.number(counted[name]) for name in ("fresh", "before")}
    told = here.say("{fresh} articles read, {before} were read before.", **numbers)
    if unread := counted["unread"]:
        one, many = (
            N_("{number} file could not be read, and is listed below."),
            N_("{number} files could not be read, and are listed below."),
        )
        told = f"{told} {here.wording.plural(one, many, unread)}"
    st.session_state[TOLD] = told
    st.session_state["queue_turn"] = st.session_state.get("queue_turn", 0) + 1
    st.rerun()


# the queue ----------------------------------------------------------------------------------------------------------------
def _ordered(queue: Queue) -> list[Queued]:
    order = st.session_state.get("queue_order")
    order = order if order in ORDERS else "change"
    return sorted(queue.articles, key=lambda one: one.order[order])


def _show(here: View, queue: Queue) -> None:
    st.subheader(here.say("2. The queue"), anchor=False)
    number = here.wording.number
    counted = Counter(one.state for one in queue.articles)
    sizes = {group: sum(counted[state] for state in states) for group, (_, states) in GROUPS.items()}
    reviewed, total = sizes["done"], sizes["done"] + sizes["waiting"]
    text = here.say("{number} of {total} articles with figures are reviewed", number=number(reviewed), total=number(total))
    st.progress(reviewed / total if total else 0.0, text=text)
    _read_anew(here, queue)
    offered = [group for group in GROUPS if sizes[group] or group == "waiting"]
    names = {group: here.say(GROUPS[group][0], number=number(sizes[group])) for group in offered}
    group = address.segments("group", "queue_group", here.say("Articles of the queue"), names, "waiting", hidden=True)
    orders = {code: here.say(name) for code, name in ORDERS.items()}
    address.listed("sort", "queue_order", here.say("Order"), orders, **KEPT)
    shown = [one for one in _ordered(queue) if one.state in GROUPS[group][1]]
    if not shown:
        st.info(here.say("No article waits."), icon=":material/check_circle:")
    pages = -(-len(shown) // PAGE)
    page = address.page("queue_page", pages, group)
    for one in shown[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"queue_entry_{one.entry.digest[:12]}"):
            _row(here, one, queue.twins.get(one.entry.digest))


def _read_anew(here: View, queue: Queue) -> None:
    """Offer to read anew what another version of the reader read, unless it is done with."""
    older = [one.entry for one in queue.articles if one.entry.older and one.state in ("waiting", "empty")]
    if not older:
        return
    text = here.wording.plural(
        "{number} article was read by another version of the reader.",
        "{number} articles were read by another version of the reader.",
        len(older),
    )
    st.warning(f"{text} {here.say('Read anew, their review starts anew.')}", icon=":material/sync_problem:")
    if pressed(here.say("Read them anew"), "queue_anew", icon=":material/refresh:"):
        bar = st.progress(0.0, text=here.say("Reading …"))
        try:
            for number, entry in enumerate(older, 1):
                save(home(), read_anew(entry, known(here.store)), here.actor)
                bar.progress(number / len(older))
        except PartyMetricsError as error:
            complain(here, error)
            return
        st.rerun()


def _row(here: View, one: Queued, twin: Entry | None) -> None:
    """An article: what it is, what it would change, what to know of it, and what to do with it."""
    entry = one.entry
    st.markdown(f"**{in_markdown(title_of(entry) if not entry.problem else entry.files[0])}**")
    if entry.problem:
        st.text(here.wording.message(entry.problem))
        _button(here, entry, N_("Take off the list"), "remove", partial(remove, home(), entry.digest, here.actor))
        return
    source = (entry.hints.publisher, here.wording.date(entry.hints.published) if entry.hints.published else "")
    st.caption(" · ".join(map(in_markdown, filter(None, (*source, ", ".join(entry.files))))))
    st.text(_sums(here, one))
    for text in _warnings(here, one, twin):
        st.caption(f":material/warning: {in_markdown(text)}")
    with st.container(horizontal=True, gap="small"):
        st.button(here.say("Review"), key=f"queue_open_{entry.digest[:12]}", on_click=open_entry, args=(entry.digest,))
        if one.state in ("waiting", "empty"):
            _button(here, entry, N_("Put aside"), "aside", partial(save, home(), replace(entry, aside=True), here.actor))
        elif entry.aside:
            _button(
                here, entry, N_("Put back into the queue"), "back", partial(save, home(), replace(entry, aside=False), here.actor)
            )


def _sums(here: View, one: Queued) -> str:
    """How many figures it has, and what those not accepted would change."""
    number = here.wording.number
    parts = [here.wording.plural("{number} figure", "{number} figures", len(one.entry.figures))]
    would = Counter(one.changes.values())
    parts += [here.say(WOULD[change], number=number(would[change])) for change in CHANGES if would[change]]
    if one.changes:
        sure = sum(one.entry.figures[place].confidence >= SURE for place in one.changes)
        parts.append(here.say("{number} read with certainty", number=number(sure)))
    if one.accepted:
        parts.append(here.say("{number} accepted", number=number(len(one.accepted))))
    if unread := len(one.entry.reading.unread) if one.entry.reading else 0:
        parts.append(here.wording.plural("{number} number not understood", "{number} numbers not understood", unread))
    if one.state in STATES:
        parts.append(here.say(STATES[one.state]))
    return " · ".join(parts)


def _warnings(here: View, one: Queued, twin: Entry | None) -> list[str]:
    told = []
    if twin:
        told.append(here.say("The same text as {file}: accept it once.", file=twin.files[0]))
    if one.entry.older:
        told.append(here.say("Read by another version of the reader."))
    if one.entry.decided and one.state == "waiting":
        told.append(here.say("Its review was begun."))
    return told


def _button(here: View, entry: Entry, label: str, name: str, act: Any) -> None:
    """A button that changes the queue, and draws it anew."""
    if not pressed(here.say(label), f"queue_{name}_{entry.digest[:12]}"):
        return
    try:
        act()
    except PartyMetricsError as error:
        complain(here, error)
        return
    st.rerun()
