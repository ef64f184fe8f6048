"""The filters that every page shares: widgets in the sidebar, their values in the address, checked before use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from metrics.data.history import releases
from metrics.data.places import places
from metrics.errors import N_, listed
from metrics.intake.batches import Loaded
from metrics.period import is_day
from metrics.spelling import sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.survey.coverage import years_stated
from metrics.territory import NEW_LIST, OLD_LIST
from metrics.vocabulary import BLOCS_TOGETHER, DEFAULT_BLOCS, KINDS, Boundary, Question
from metrics.words.languages import DEFAULT, LANGUAGES
from metrics.words.markup import in_markdown
from metrics.words.words import Words
from pages.parts.browser import copy_button
from pages.parts.lists import one_of, some_of

# the parameters of the address; their values are slugs and codes, several values repeat the parameter
PARAMETERS = ("lang", "province", "region", "year", "kind", "boundary", "as_of")
BOUNDARIES: tuple[Boundary, ...] = ("reported", OLD_LIST, NEW_LIST)
# an address that a run takes over, until its widgets hold all of it; a click may end the run before
TAKEN = "address_taken"
# pages open on recent years; older ones are offered
RECENT = 2015


@dataclass(frozen=True)
class Filters:
    """What the reader has chosen; empty means no filter."""

    provinces: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, int] = (RECENT, RECENT)
    boundary: Boundary = "reported"
    # the day whose knowledge is shown; empty: now
    as_of: str = ""

    def question(self, metric: str, by: tuple[str, ...] = ("province", "year"), **more: Any) -> Question:
        """A question with these filters; `more` overrides them or adds breakdown, unit, comparison."""
        asked: dict[str, Any] = {
            "provinces": self.provinces,
            "regions": self.regions,
            "kinds": self.kinds,
            "years": self.years,
            "boundary": self.boundary,
        }
        return Question(metric, by=by, **{**asked, **more})


@remembered()
def years_known(store: Store) -> tuple[int, ...]:
    """The years for which any figure is stated, in order."""
    return years_stated(store)


@remembered(4)
def province_order(store: Store, wording: Words) -> tuple[str, ...]:
    """Every province of the 63 and of the 34, as a dictionary orders their names."""
    slugs = [province.province for province in store.seeds.provinces]
    return tuple(sorted(slugs, key=lambda slug: sort_key(wording.province(slug))))


@remembered(4)
def region_order(store: Store, wording: Words) -> tuple[str, ...]:
    """Every region of the old and the new scheme."""
    return tuple(sorted(_regions(store), key=lambda slug: sort_key(wording.region(slug))))


def _regions(store: Store) -> set[str]:
    return {slug for one in store.seeds.provinces for slug in (one.region, one.region34) if slug}


# The address ---------------------------------------------------------------------------------------------------------
# Streamlit's own binding would write the options' labels, "Nghệ An", into the address. What follows writes the same form
# (a repeated parameter for several values, nothing for a default) with slugs, and follows back and forward as well.
def _in_address(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(st.query_params.get_all(name)) for name in names}


def _newly_asked(page: str, address: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]] | None:
    """The address, if it says something that the widgets do not know yet, or may not know whole as a run was ended that took one.

    Turning a page drops the parameters: that is no choice.
    """
    before, taken = st.session_state.get("address"), st.session_state.get(TAKEN)
    turned = st.session_state.get("address_page", page) != page
    if before and turned and not any(address.values()):
        return taken
    return address if address != before or taken else None


def _write_address(values: dict[str, Sequence[str]], address: dict[str, tuple[str, ...]]) -> None:
    """Bring the address up to date at one stroke, so that one step back undoes one choice."""
    wanted = {name: tuple(chosen) for name, chosen in values.items()}
    st.session_state["address"] = wanted
    st.session_state[TAKEN] = None
    if wanted != address:
        others = {name: st.query_params.get_all(name) for name in st.query_params if name not in values}
        st.query_params.from_dict({**others, **{name: list(chosen) for name, chosen in wanted.items() if chosen}})


def _span(texts: Sequence[str], known: Sequence[int]) -> tuple[tuple[int, int] | None, list[str]]:
    """First and last year of the address; what is no year of the data is told."""
    years = [int(text) for text in texts if text.isdecimal() and known[0] <= int(text) <= known[-1]]
    bad = [text for text in texts if not text.isdecimal() or int(text) not in years]
    return ((min(years), max(years)) if years else None), bad


def _read_address(store: Store, address: dict[str, tuple[str, ...]]) -> None:
    """Take the choices from the address; what it should not hold is left out and named once."""
    found, bad = _said(store, address)
    st.session_state.update(found)
    if bad:
        st.session_state["bad_parameters"] = bad


def _restore(store: Store, address: dict[str, tuple[str, ...]]) -> None:
    """Take what the widgets do not know from the address: a run that quick clicks ended may have left any of them out."""
    for key, value in _said(store, address)[0].items():
        st.session_state.setdefault(key, value)


def _said(store: Store, address: dict[str, tuple[str, ...]]) -> tuple[dict[str, Any], list[str]]:
    """The state of every filter's widget as an address says it, and what it should not hold."""
    known = years_known(store)
    span, bad_years = _span(address["year"], known)
    allowed: dict[str, Collection[str]] = {
        "province": [one.province for one in store.seeds.provinces],
        "region": _regions(store),
        "kind": (BLOCS_TOGETHER, *KINDS),
        "boundary": BOUNDARIES,
    }
    bad = [f"lang={code}" for code in address["lang"] if code not in LANGUAGES] + [f"year={text}" for text in bad_years]
    address, bad_names = _named_in_address(store, address)
    bad += bad_names
    found: dict[str, Any] = {}
    for name, values in allowed.items():
        taken = [value for value in address[name] if value in values]
        bad += [f"{name}={value}" for value in address[name] if value not in values]
        found[f"filter_{name}"] = (taken or ["reported"])[0] if name == "boundary" else taken
    found["filter_from"], found["filter_to"] = span or default_years(store)
    return found, bad


def _named_in_address(store: Store, address: dict[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The address with slugs for the names, aliases and codes of provinces; a name that may be two units is told with both."""
    named = places(store.seeds.provinces)
    meant = {word: named.meant(word) for word in address["province"]}
    bad = [f"province={word} ({listed(slugs)})" for word, slugs in meant.items() if len(slugs) > 1]
    slugs = [slugs[0] if slugs else word for word, slugs in meant.items() if len(slugs) < 2]
    return {**address, "province": tuple(dict.fromkeys(slugs))}, bad


def number_on(store: Store, filters: Filters) -> int:
    """How many filters are not as they were at first."""
    moved = filters.years != default_years(store), filters.boundary != "reported", filters.as_of
    return sum(map(bool, (filters.provinces, filters.regions, filters.kinds, *moved)))


def default_years(store: Store) -> tuple[int, int]:
    """The recent years that the data knows."""
    known = years_known(store)
    return min(max(known[0], RECENT), known[-1]), known[-1]


# The language --------------------------------------------------------------------------------------------------------
def language() -> str:
    """The language of this run: newly asked for by the address, else the reader's choice, else the browser's, else Vietnamese."""
    asked = next((code for code in st.query_params.get_all("lang") if code in LANGUAGES), "")
    before = st.session_state.get("language")
    chosen = st.session_state.get("filter_lang", before)
    if asked and asked != before:
        chosen = asked
    if chosen not in LANGUAGES:
        chosen = _of_browser()
    if before and chosen != before:
        _keep_choices()
    st.session_state["language"] = st.session_state["filter_lang"] = chosen
    return str(chosen)


def _of_browser() -> str:
    """The language that the browser asks for, if it is one of ours."""
    code = (st.context.locale or "").partition("-")[0].lower()
    return code if code in LANGUAGES else DEFAULT


def _keep_choices() -> None:
    """Hold on to what is chosen: a browser sends the words of an option, and those are about to change."""
    for key, value in st.session_state.items():
        if isinstance(value, (str, int, list, tuple)) and not isinstance(value, bool):
            st.session_state[key] = value


# The day whose knowledge is shown -------------------------------------------------------------------------------------
def day_asked() -> str:
    """The day whose store is opened: newly asked for by the address, else the reader's choice; empty: now."""
    address, written, taken = _in_address(PARAMETERS), st.session_state.get("address"), st.session_state.get(TAKEN)
    if taken and not any(address.values()):
        # turning a page drops the parameters: that is no choice
        address = taken
    asked, before = address["as_of"], written["as_of"] if written else ()
    chosen = st.session_state.get("filter_as_of", *before[:1] or ("",))
    if chosen and not is_day(chosen):
        # the words of another language, sent before the list was drawn in this one
        chosen = next(iter(before), "")
    if (asked != before or taken) and (any(address.values()) or not written):
        st.session_state[TAKEN] = address
        chosen = next(iter(asked), "")
    if chosen and not is_day(chosen):
        st.session_state["bad_parameters"] = [*st.session_state.get("bad_parameters", ()), f"as_of={chosen}"]
        chosen = ""
    st.session_state["filter_as_of"] = chosen
    return str(chosen)


def day_shown() -> str:
    """The day whose knowledge this run shows; empty: now."""
    return str(st.session_state.get("filter_as_of", ""))


def show_now() -> None:
    """Back to what is known now."""
    st.session_state["filter_as_of"] = ""


# The widgets ---------------------------------------------------------------------------------------------------------
def choose(store: Store, wording: Words, page: str, loaded: Loaded) -> Filters:
    """Draw the shared filters in the sidebar and keep them and the address the same."""
    st.session_state["filter_as_of"] = loaded.as_of
    _follow_the_data(store)
    address = _in_address(PARAMETERS)
    if asked := _newly_asked(page, address):
        st.session_state[TAKEN] = asked
        _read_address(store, asked)
    else:
        _restore(store, st.session_state.get("address", address))
    st.session_state["address_page"] = page
    with st.sidebar:
        st.markdown(f"**{wording.say('Party organisation metrics')}**")
        _choose_language(wording)
        filters = replace(_widgets(store, wording), as_of=_choose_day(wording, loaded))
        _reset(store, wording)
    defaults = default_years(store)
    _write_address(
        {
            "lang": (wording.language,),
            "province": filters.provinces,
            "region": filters.regions,
            "year": () if filters.years == defaults else tuple(map(str, filters.years)),
            "kind": tuple(st.session_state.get("filter_kind", ())),
            "boundary": () if filters.boundary == "reported" else (filters.boundary,),
            "as_of": (filters.as_of,) if filters.as_of else (),
        },
        address,
    )
    return filters


def _follow_the_data(store: Store) -> None:
    """Years at their default stay there where the data are others than in the run before: of another day, or with an import."""
    before, now = st.session_state.get("filter_years_known"), default_years(store)
    if before and before == (st.session_state.get("filter_from"), st.session_state.get("filter_to")):
        st.session_state["filter_from"], st.session_state["filter_to"] = now
    st.session_state["filter_years_known"] = now


def _choose_language(wording: Words) -> None:
    st.segmented_control(
        wording.say("Language"),
        list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code].name,
        key="filter_lang",
        label_visibility="collapsed",
        required=True,
    )


def _reset(store: Store, wording: Words) -> None:
    """A button that copies the link of the view, and one that takes every filter back to its default."""
    with st.container(horizontal=True, gap="small"):
        copy_button(wording, "copy_link", wording.say("Copy the link"))
        st.button(
            wording.say("Reset filters"),
            key="reset_filters",
            on_click=_take_back,
            args=(store,),
            icon=":material/restart_alt:",
        )


def _take_back(store: Store) -> None:
    """Every filter at its default; language and metric stay."""
    for name in ("province", "region", "kind"):
        st.session_state[f"filter_{name}"] = []
    st.session_state["filter_boundary"] = "reported"
    show_now()
    st.session_state["filter_from"], st.session_state["filter_to"] = default_years(store)


def _widgets(store: Store, wording: Words) -> Filters:
    say = wording.say
    provinces = some_of(
        say("Provinces and cities"),
        province_order(store, wording),
        format_func=_named(wording),
        key="filter_province",
        placeholder=say("All; type to search"),
        help=say("Accents may be left out: type “nghe an” and press Enter."),
    )
    regions = some_of(
        say("Regions"),
        region_order(store, wording),
        format_func=wording.region,
        key="filter_region",
        placeholder=say("All"),
    )
    years = _choose_years(store, wording)
    kinds = some_of(
        say("Kind of body"),
        (BLOCS_TOGETHER, *KINDS),
        format_func=lambda code: kind_name(wording, code),
        key="filter_kind",
        placeholder=say("The kind with most figures"),
        help=say("Bodies of kinds that contain one another are never added together."),
    )
    boundary = st.radio(say("Provinces as of"), BOUNDARIES, format_func=wording.boundary, key="filter_boundary")
    return _checked(store, wording, provinces, regions, kinds, years, boundary)


def _choose_years(store: Store, wording: Words) -> tuple[int, int]:
    """First and last year, each from those that are known; what the address asks for between them is offered too."""
    defaults = default_years(store)
    ends = {st.session_state.get(name, year) for name, year in zip(("filter_from", "filter_to"), defaults, strict=True)}
    offered = sorted({*years_known(store), *defaults, *ends}, reverse=True)
    with st.container(horizontal=True, gap="small"):
        first = one_of(wording.say("From year"), offered, key="filter_from", width=100)
        last = one_of(wording.say("To year"), offered, key="filter_to", width=100)
    return min(first, last), max(first, last)


def _choose_day(wording: Words, loaded: Loaded) -> str:
    """The day whose knowledge is shown: now, that of a release, or another that the address asks for."""
    days = releases(loaded.folder)
    if not days:
        return ""
    offered = ["", *sorted({*days, *filter(None, (loaded.as_of,))}, reverse=True)]

    def named(day: str) -> str:
        text = N_("The release of {day}") if day in days else N_("{day}")
        return wording.say(text, day=wording.date(day)) if day else wording.say("Now")

    chosen = one_of(
        wording.say("Known as of"),
        offered,
        format_func=named,
        key="filter_as_of",
        help=wording.say("Figures as they were known on a past day, with the imports that counted then."),
    )
    # a browser may send anything
    return str(chosen) if chosen in offered else ""


def _named(wording: Words) -> Callable[[str], str]:
    return lambda slug: wording.province(slug)


def kind_name(wording: Words, code: str) -> str:
    """A kind of body, or the blocs together, in words."""
    return wording.say("Blocs (agencies; agencies and enterprises)") if code == BLOCS_TOGETHER else wording.kind(code)


def _checked(
    store: Store,
    wording: Words,
    provinces: Iterable[str],
    regions: Iterable[str],
    kinds: Iterable[str],
    years: tuple[int, int],
    boundary: Boundary | None,
) -> Filters:
    """The widgets' values, each held against the list of what is allowed: a browser may send anything."""
    places, areas = set(province_order(store, wording)), set(region_order(store, wording))
    known = years_known(store)
    first, last = sorted(min(max(int(year), known[0]), known[-1]) for year in years)
    wanted = [kind for code in kinds for kind in (DEFAULT_BLOCS if code == BLOCS_TOGETHER else (code,))]
    return Filters(
        tuple(slug for slug in provinces if slug in places),
        tuple(slug for slug in regions if slug in areas),
        tuple(dict.fromkeys(kind for kind in wanted if kind in KINDS)),
        (first, last),
        boundary if boundary in BOUNDARIES else "reported",
    )


def warnings(wording: Words) -> None:
    """Say once what the address named that is not known."""
    bad = st.session_state.pop("bad_parameters", ())
    if bad:
        text = wording.say("The address held values that are not known and were left out: {values}.", values=", ".join(bad))
        # it stays until the reader closes it: what is shown is not what the link asked for
        st.toast(in_markdown(text), duration="infinite")
