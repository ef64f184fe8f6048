"""The head of a topic page: one body's figure against last year, its target, its region, the country, its members."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby

import streamlit as st

from metrics.answers.left_out import silent
from metrics.answers.subset import answer
from metrics.data.breaks import breaks_between
from metrics.errors import N_, PartyMetricsError
from metrics.files.parts import Part
from metrics.profile.versus import Blank, LastYear, Place, Target, Versus, choices, completion_said, fullest, versus
from metrics.profile.versus_lines import COMPARISONS, MEASURES, ComparisonLine, lines, reason, shown
from metrics.spelling import sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.vocabulary import Question
from metrics.words.markup import in_markdown
from metrics.words.words import COUNTED
from pages.parts import address
from pages.parts.blocks import frame, publishers, show_table
from pages.parts.downloads import download_versus
from pages.parts.evidence import show_evidence
from pages.parts.view import View

# the number that stands large on a card
LARGE = {"last_year": "difference", "target": "completion", "region": "median", "country": "median"}
# how wide a card is, by how many there are
WIDTHS, NARROWEST = {1: 330, 2: 330, 3: 316}, 232
# comparisons that stand on the card of another
ALONGSIDE = ("per_1000_region", "per_1000_country")
DATED = ("value", "before", "target", "members")
PARTS = {
    "table": N_("Table of the comparisons"),
    "sources": N_("Where the figures come from"),
}
ICONS = {"table": ":material/table:", "sources": ":material/format_quote:"}


def strip(here: View, question: Question, name: str) -> None:
    """One body's comparisons in one look; nothing where the question has no answer, which the charts below explain."""
    try:
        offered, best = _offered(here.store, question)
    except PartyMetricsError:
        return
    if best is None:
        return
    with frame("versus", here.say("{metric}: in one look", metric=name)):
        if missing := here.wording.without_figure(silent(answer(here.store, replace(question, compare=None)), here.store)):
            st.caption(in_markdown(missing))
        found = _found(here.store, question, *_choose(here, question, offered, best))
        if found:
            _cards(here, found)
            _notes(here, found)
            _details(here, found)


@remembered(256)
def _offered(store: Store, question: Question) -> tuple[dict[str, tuple[int, ...]], tuple[str, int] | None]:
    """The bodies to choose from with their years, and the one to open on."""
    ask = partial(answer, store)
    return choices(ask, question), fullest(ask, store, question)


@remembered(256)
def _found(store: Store, question: Question, body: str, year: int) -> Versus | None:
    """The comparisons of one body in one year."""
    return versus(partial(answer, store), store, question, body, year)


# Choosing ------------------------------------------------------------------------------------------------------------
def _choose(here: View, question: Question, offered: dict[str, tuple[int, ...]], best: tuple[str, int]) -> tuple[str, int]:
    """The body (at first the first province chosen, else the one with most comparisons) and its year (at first the latest)."""
    column, words = question.by[0], here.wording
    names = {body: words.key(column, body) for body in offered}
    bodies = sorted(offered, key=lambda body: sort_key(names[body]))
    chosen = [body for slug in question.provinces for body in bodies if body.partition(".")[0] == slug]
    first = (chosen or [best[0]])[0]
    with st.container(horizontal=True):
        named = {body: names[body] for body in bodies}
        body = address.listed("body", "versus_body", here.say("Whose figure"), named, first, width=420)
        years = {str(year): str(year) for year in offered[body]}
        latest = str(best[1]) if body == best[0] and not chosen else next(iter(years))
        year = address.listed("body_year", "versus_year", here.say("Year of the figure"), years, latest, width=200)
    return body, int(year)


# Cards ---------------------------------------------------------------------------------------------------------------
def _cards(here: View, found: Versus) -> None:
    """A card for each comparison that can be made; a line for each that cannot, with the reason."""
    every = {name: list(told) for name, told in groupby(lines(found), key=lambda line: line.comparison)}
    offered = [name for name in COMPARISONS if name in every and name not in ALONGSIDE]
    made = [name for name in offered if not every[name][0].blank]
    with st.container(horizontal=True, gap="small"):
        for name in made:
            with st.container(border=True, width=WIDTHS.get(len(made), NARROWEST), key=f"versus_{name}", gap="xsmall"):
                _card(here, found, name, every)
    missing = [
        f"**{in_markdown(_title(here, every[name][0]))}**: {_why(here, found, every[name][0])}"
        for name in offered
        if name not in made
    ]
    if missing:
        st.caption("  \n".join(missing))


def _card(here: View, found: Versus, name: str, every: dict[str, list[ComparisonLine]]) -> None:
    """A comparison: its title, one large number with its label, the others with theirs, and how to read them."""
    told = every[name]
    large = next(line for line in told if line.measure == LARGE.get(name, "value"))
    st.markdown(f"**{in_markdown(_title(here, large))}**")
    st.caption(_label(here, large))
    st.html(f'<p style="font-size:1.5rem;line-height:1.25;margin:0">{html.escape(shown(large, here.wording))}</p>')
    said = [_said(here, line) for line in told if line != large]
    if name == "per_1000":
        said += [_median_per_1000(here, line) for other in ALONGSIDE for line in every.get(other, ()) if line.measure == "median"]
    said += [in_markdown(text) for text in _explained(here, found, name)]
    if said:
        st.caption("  \n".join(said))


def _said(here: View, line: ComparisonLine) -> str:
    return f"{_label(here, line)}: **{in_markdown(shown(line, here.wording))}**"


def _why(here: View, found: Versus, line: ComparisonLine) -> str:
    """Why a comparison is not made; of a place also how many report."""
    told = [reason(line.blank, here.wording)] if line.blank else []
    return in_markdown(" ".join([*_explained(here, found, line.comparison), *told]))


def _title(here: View, line: ComparisonLine) -> str:
    """What a line compares with; of a region its name."""
    title = here.say(COMPARISONS[line.comparison])
    return f"{title}: {here.wording.region(line.region)}" if line.region else title


def _label(here: View, line: ComparisonLine) -> str:
    """What a number is, and of when where that differs from line to line."""
    label = here.say(MEASURES[line.measure])
    dated = line.measure in DATED and line.periods
    return in_markdown(f"{label}, {here.wording.periods(line.periods)}" if dated else label)


def _explained(here: View, found: Versus, name: str) -> Iterable[str]:
    """What keeps the numbers of a card from being misread."""
    if name == "latest" and found.latest.marks:
        yield here.wording.marks(found.latest.marks)
    elif name == "last_year" and isinstance(found.last_year, LastYear) and found.last_year.index is None:
        yield here.say("Shares and scores differ by points: they have no change in percent and no index.")
    elif name == "target":
        yield from _target_read(here, found)
    elif name in ("region", "country"):
        place = found.region if name == "region" else found.country
        if isinstance(place, Place):
            yield from _place_read(here, place)


def _target_read(here: View, found: Versus) -> Iterable[str]:
    """How to read the completion, and what a source itself says."""
    target = found.target
    if isinstance(target, Target) and target.completion is not None:
        if target.above is not None:
            above, completion = (
                here.wording.qualified(share, target.change_qualifier, "percent") for share in (target.above, target.completion)
            )
            text = N_("“{above} over the target” means {completion} of the target, not that {above} of it was reached.")
            yield here.say(text, above=above, completion=completion)
        if target.is_part:
            yield here.say("The value is of a part of the year, the target of the whole year: it may still grow.")
    for one in found.excess:
        said, excess = completion_said(found.metric, one), here.wording.qualified(one.value, one.qualifier, one.unit)
        if one.unit in COUNTED:
            excess = here.wording.counted(one.value, one.qualifier, found.metric)
        if said is not None:
            text = N_("A source says “{excess} over the target”: that is {completion} of the target.")
            yield here.say(text, excess=excess, completion=here.wording.qualified(said, one.qualifier, "percent"))
        elif one.unit != "percent":
            yield here.say("A source puts it at {excess} over the target: by this number.", excess=excess)
        else:
            yield here.say("A source says “{excess} over the target”: it does not say if in percent or in points.", excess=excess)


def _place_read(here: View, place: Place) -> Iterable[str]:
    """How many report, of how many others the median is, what stays out."""
    number, period = here.wording.number, here.wording.periods(place.periods)
    text = N_("{n} of {all} provinces report for {period}.")
    yield here.say(text, n=number(place.reported), all=number(place.exist), period=period)
    if place.left_out:
        text = N_("Left out of the median: {n}, stated as a bound or an incomplete sum.")
        yield here.say(text, n=number(place.left_out))
    if place.median is not None:
        yield here.say("The median is of {n} others, without this body.", n=number(place.entering))
    if place.is_between:
        yield here.say("It lies between these two whole numbers, as it is of an even number of bodies.")


def _median_per_1000(here: View, line: ComparisonLine) -> str:
    """The median of the numbers for each 1,000 members, in one line."""
    place = here.wording.region(line.region) if line.region else here.say("Country")
    text = here.say("median of {n} others, there being {all} provinces", n=line.entering, all=line.exist)
    return f"{in_markdown(place)}, {text}: **{in_markdown(shown(line, here.wording))}**"


def _notes(here: View, found: Versus) -> None:
    """What holds for all cards, and where the two years do not compare."""
    if isinstance(found.last_year, LastYear):
        asked = found.question
        if breaks := breaks_between(asked.metric, asked.kinds, found.year - 1, found.year, [found.province]):
            meanings = "; ".join(here.say(one.meaning) for one in breaks)
            st.caption(here.say("Between the two years figures stop being comparable: {breaks}.", breaks=meanings))
    if isinstance(found.country, Place) and found.country.median is not None:
        text = N_("Medians are of other bodies of the same kind that state the same stretch; more or fewer is no rank.")
        st.caption(here.say(text))


# Details -------------------------------------------------------------------------------------------------------------
def _details(here: View, found: Versus) -> None:
    """Downloads, the table twin and the sources; what is closed is neither asked for nor drawn."""
    title = here.wording.metric(found.metric)
    alt = here.say("The comparisons of this body, a line a number")
    here.drawn.append(lambda: Part(title, alt, lines=tuple(_cells(here, line) for line in lines(found))))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        download_versus(here, found, "versus")
        names = {part: f"{ICONS[part]} {here.say(name)}" for part, name in PARTS.items()}
        part = address.opened("versus", "show_versus", here.say("Show below the comparison"), names)
    if part == "table":
        show_table(here, [_cells(here, line) for line in lines(found)], alt)
    elif part == "sources":
        _sources(here, found)


def _cells(here: View, line: ComparisonLine) -> dict[str, str]:
    """A line of the table twin."""
    words = here.wording
    reporting = here.say("{n} of {all}", n=line.reported, all=line.exist) if line.exist else ""
    return {
        here.say("Compared with"): _title(here, line),
        here.say("Measure"): here.say(MEASURES[line.measure]) if line.measure else "",
        words.column("value"): shown(line, words),
        words.column("period"): words.periods(line.periods),
        here.say("Provinces reporting"): reporting,
        here.say("Why it is blank"): reason(line.blank, words) if line.blank else "",
        words.column("sources"): publishers(here, line.sources),
    }


def _sources(here: View, found: Versus) -> None:
    """The observations behind one of the comparisons."""
    blank = {name for name in ("last_year", "target", "region", "country") if isinstance(getattr(found, name), Blank)}
    other = {"per_1000": here.say("Members of the same body")}
    names = {name: other.get(name) or here.say(COMPARISONS[name]) for name in found.questions if name not in blank}
    asked = address.listed("figure", "versus_sources", here.say("Comparison"), names, whose="versus", width=420)
    show_evidence(here.store, here.wording, found.questions[asked], f"evidence_versus_{asked}")
