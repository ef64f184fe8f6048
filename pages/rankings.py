"""Reform rankings: ranks over years, all indexes, one year with its scores, what changed, the regions; each *r of n*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from metrics import chart
from metrics.answers import ranking
from metrics.answers.query import metrics_of
from metrics.answers.ranking import RankRow, RankTable
from metrics.answers.subset import most_changed, of_provinces, of_year
from metrics.chart.rankings import rank_label
from metrics.errors import N_
from metrics.files.parts import picture_part
from metrics.indexes import BY_RANK, INDEXES, Index
from metrics.survey.topics import metrics_on, opening_rank
from metrics.territory import NEW_LIST
from metrics.vocabulary import Result
from metrics.words.markup import in_markdown
from metrics.words.wording import NOT_STATED
from pages.parts import address
from pages.parts.blocks import block, body, details, frame, legend, open_sources, show_table
from pages.parts.choices import choose_metric, choose_year, kinds_for
from pages.parts.filters import province_order
from pages.parts.plot import plot, written
from pages.parts.topic import TOPICS, on_the_map, series_and_comparison
from pages.parts.view import Refused, View, asked, heading, view

# provinces highlighted where the reader chose none, drawn at most in a small chart, and bars of changes
LINES, SMALL, CHANGES = 6, 6, 12
# why the change of a province is not told, by the number of years in which its rank is known
UNCOMPARED = (
    N_("No rank was seen in either year: {names}."),
    N_("A rank was seen in {year} only: {names}."),
    N_("Ranked in both years, but in lists that do not compare: {names}."),
)
# one year's ranks as a list, a map, or region by region
SHOWN_AS = {"list": N_("List"), "map": N_("Map of tiles"), "regions": N_("By region")}
# before the name of a province that the reader chose
CHOSEN = "▸ "


# Whose ranks ---------------------------------------------------------------------------------------------------------
def highlighted(here: View, ranks: RankTable) -> tuple[str, ...]:
    """The provinces chosen, those of the regions chosen, or a few with most ranks."""
    chosen = here.filters.provinces
    # the years that were ranked, not those asked for: they say which list, and which regions, the ranks are of
    years = ranking.span([ranks]) or here.filters.years
    for one in here.store.seeds.provinces:
        regions = {ranking.region_of(one, here.filters.boundary, year) for year in years}
        if regions & set(here.filters.regions) and one.province not in chosen:
            chosen = (*chosen, one.province)
    return chosen or ranking.most_ranked(ranks, LINES)


def of_list(here: View, shown: Sequence[str], year: int) -> tuple[str, ...]:
    """Those of the provinces shown that the list of a year holds, and all that the reader named."""
    units = {one.province for one in here.store.seeds.provinces if ranking.region_of(one, here.filters.boundary, year)}
    return tuple(slug for slug in shown if slug in units or slug in here.filters.provinces)


def is_chosen(here: View) -> bool:
    """Has the reader named provinces or regions?"""
    return bool(here.filters.provinces or here.filters.regions)


def named(here: View, slug: str, shown: Sequence[str]) -> str:
    """A province's name, with a sign before it if it is one of those chosen."""
    return (CHOSEN if is_chosen(here) and slug in shown else "") + here.wording.province(slug)


# Over the years ------------------------------------------------------------------------------------------------------
def over_years(here: View, ranks: RankTable, name: str, shown: Sequence[str]) -> None:
    """All provinces over the years, some highlighted."""
    lead = here.say("Every province is a thin line; those chosen stand out.")
    if not is_chosen(here):
        text = N_("Every province is a thin line; the {n} with most ranks stand out. Choose others under “Provinces and cities”.")
        lead = here.say(text, n=len(shown))
    block(here, "ranks", here.say("{metric} over the years", metric=name), ranks, chart.bump(shown), lead)


def side_by_side(here: View, shown: Sequence[str]) -> None:
    """All indexes for the provinces highlighted, as one figure with one legend on one axis of years."""
    ranked = [one.rank for one in INDEXES if one.rank in metrics_of(here.store)]
    questions = {metric: here.filters.question(metric, kinds=(), provinces=(), regions=()) for metric in ranked}
    answers = {metric: asked(here, question) for metric, question in questions.items()}
    indexes = {metric: ranking.noted(found) for metric, found in answers.items() if isinstance(found, Result)}
    some = {metric: of_provinces(found, shown[:SMALL]) for metric, found in indexes.items() if found.rows}
    drawn = {metric: found for metric, found in some.items() if found.rows}
    if not drawn:
        return
    lead = here.say("The years stand below one another; each index has its own number of ranked units.")
    if len(shown) > SMALL:
        lead += " " + here.say("Drawn here: the first {n} of {all} provinces chosen.", n=SMALL, all=len(shown))
    title = here.say("The indexes side by side")
    with frame("small", title, lead):
        several = list(some.values())
        together = partial(chart.small_multiples, several, shown[:SMALL])
        # whose sources are cited: those of all the indexes
        cited = replace(several[0], rows=tuple(row for one in several for row in one.rows))
        here.drawn.append(partial(picture_part, title, lambda _, style: together(style), cited, here.wording))
        picture = together(here.style)
        clicked = plot(written(picture), "plot_small", here.wording, stamp=str(hash(tuple(questions.values()))))
        legend(here, picture)
        silent = [here.wording.metric(found.metric) for metric, found in indexes.items() if metric not in some]
        if silent and here.filters.boundary == NEW_LIST:
            text = here.say("In these years no source ranked the 34 in: {indexes}.", indexes=in_markdown("; ".join(silent)))
            st.caption(text)
        index_details(here, drawn, clicked)


def index_details(here: View, drawn: dict[str, RankTable], clicked: Sequence[Any] | None) -> None:
    """Table, downloads and sources of one of the indexes drawn; a click on a mark chooses its index and opens its sources."""
    if clicked and clicked[0] in drawn:
        keys = [[row["province"], row["year"]] for row in drawn[clicked[0]].rows]
        st.session_state["index_detailed"] = clicked[0]
        open_sources(f"small_{clicked[0]}", keys.index(list(clicked[1:])))
    names = {code: here.wording.metric(here.metric(code)) for code in drawn}
    metric = address.listed("index", "index_detailed", here.say("Table and sources of"), names, width=420)
    details(here, f"small_{metric}", drawn[metric])


# One year ------------------------------------------------------------------------------------------------------------
def one_year(here: View, index: Index, ranks: RankTable, scores: Result, name: str, shown: Sequence[str]) -> None:
    """The ranking of a year as a list with its scores, on the map or by region, and what changed since the year before."""
    st.header(here.say("One year"), anchor=False)
    with st.container(horizontal=True):
        year = choose_year(here, ranks, here.say("Year of the index"))
        names = {code: here.say(text) for code, text in SHOWN_AS.items()}
        shown_as = address.segments("chart", "rankings_chart", here.say("Shown as"), names)
    if not year:
        return
    listed = of_year(ranks, year)
    shown = of_list(here, shown, year)
    if shown_as == "map":
        on_the_map(here, name, asked(here, listed.question))
    elif shown_as == "regions":
        by_regions(here, listed, name, year, shown)
    else:
        as_list(here, index, listed, of_year(scores, year), name, shown)
    changes(here, listed, name, year, shown)


def as_list(here: View, index: Index, listed: RankTable, scores: Result, name: str, shown: Sequence[str]) -> None:
    """All provinces in the order of their ranks, with scores."""
    year = listed.rows[0]["year"]
    lead = here.say(index.remark, year=year) if year >= index.remark_from else ""
    with frame("ranking", here.say("{metric} {year}, with scores", metric=name, year=year), lead) as box:
        twin = partial(ranking_table, here, listed, shown)
        clicked = body(here, "ranking", listed, chart.ranking(shown if is_chosen(here) else ()), twin, box)
        score_sources(here, scores, clicked)


def score_sources(here: View, scores: Result, clicked: Sequence[Any] | None) -> None:
    """The scores have downloads and sources of their own; a click on a score opens them."""
    if not scores.rows:
        return
    keys = [[row["province"], row["year"], "score"] for row in scores.rows]
    if clicked and list(clicked) in keys:
        open_sources("scores", keys.index(list(clicked)))
    st.markdown(here.say("**The scores by themselves**"))
    details(here, "scores", scores)


def ranking_table(here: View, listed: RankTable, shown: Sequence[str]) -> None:
    """Rank, score and the state of both, the chosen provinces first."""
    rows = sorted(listed.rows, key=lambda row: (row.value or 99, row["province"]))
    if is_chosen(here):
        (year,) = {row["year"] for row in rows}
        seen = {row["province"] for row in rows}
        rows += [RankRow.without_rank(slug, year) for slug in shown if slug not in seen]
        rows.sort(key=lambda row: (row["province"] not in shown, row.value or 99, row["province"]))
    show_table(here, [ranking_line(here, row, shown) for row in rows], here.wording.metric(listed.metric))


def ranking_line(here: View, row: RankRow, shown: Sequence[str]) -> dict[str, str]:
    """One province of one year in words."""
    words = here.wording
    return {
        words.column("province"): named(here, row["province"], shown),
        here.say("Rank"): ranked(here, row),
        words.column("origin"): known(here, row),
        words.column("score"): score_of(here, row) or here.say("no score was seen"),
        words.column("score_status"): words.marks(row.score.marks) if row.score else "",
    }


def score_of(here: View, row: RankRow) -> str:
    """The score beside a rank; nothing where none is known."""
    return here.wording.qualified(row.score.value, row.score.qualifier, "score") if row.score else ""


def ranked(here: View, row: RankRow) -> str:
    """A rank of how many, marked where it is shared."""
    if not row.has_value:
        return here.say("no rank was seen")
    return rank_label(row, here.style) + (f" ({here.say('tied')})" if row.tied_with else "")


def known(here: View, row: RankRow) -> str:
    """How a rank is known; nothing where there is none."""
    return here.say(ranking.ORIGINS[row.origin]) if row.has_value else ""


# Changes -------------------------------------------------------------------------------------------------------------
def changes(here: View, listed: RankTable, name: str, year: int, shown: Sequence[str]) -> None:
    """The largest changes as bars, and all of them as a table."""
    question = replace(listed.question, compare="previous_year")
    compared = asked(here, question)
    scores = asked(here, replace(question, metric=ranking.score_of(question.metric)))
    title = here.say("{metric}: change from {before} to {year}", metric=name, before=year - 1, year=year)
    if isinstance(compared, Refused) or isinstance(scores, Refused):
        block(here, "changes", title, compared, chart.changes)
        return
    both = ranking.together(compared, scores)
    told = ranking.changed(both.rows, "name", province_order(here.store, here.wording))
    most = most_changed(both, CHANGES)
    said = [here.say("Only provinces ranked in both years; the {n} that changed most.", n=len(most.rows))] if most.rows else []
    lead = " ".join([*said, *chart.methods_between(both, year - 1, year, here.style)])
    with frame("changes", title, lead) as box:
        if told and not most.rows:
            st.info(here.say("None of the {n} provinces ranked in both years changed its place.", n=len(told)))
            change_table(here, both, year, shown)
            return
        twin = partial(change_table, here, both, year, shown)
        body(here, "changes", both, lambda found, style: chart.changes(found, style, CHANGES), twin, box)


def change_table(here: View, both: RankTable, year: int, shown: Sequence[str]) -> None:
    """Rank and score before and now, in the order that the reader wants."""
    orders = {code: here.say(name) for code, name in ranking.ORDERS.items()}
    order = address.segments("sort", "order_of_changes", here.say("Sort by"), orders, default="gained")
    names = province_order(here.store, here.wording)
    rows = ranking.changed(both.rows, order, names, shown if is_chosen(here) else ())
    before = asked(here, replace(both.question, compare=None, years=(year - 1, year - 1)))
    # a rank of then may be shared with a province that has none now
    ties = ranking.shared(row.value for row in before.rows) if isinstance(before, Result) else set[float]()
    show_table(here, [changed(here, row, ties, shown) for row in rows], here.wording.metric(both.metric))
    if isinstance(before, Result):
        for years, gone in ranking.uncompared(both, before, shown).items():
            told = in_markdown(", ".join(map(here.wording.province, gone)))
            st.caption(here.say(UNCOMPARED[len(years)], names=told, year=", ".join(map(str, years))))


def changed(here: View, row: RankRow, ties: set[float], shown: Sequence[str]) -> dict[str, str]:
    """What became of one province's rank and score."""
    words = here.wording
    before = ("=" if row.previous in ties else "") + words.previous(row)
    return {
        words.column("province"): named(here, row["province"], shown),
        here.say("Rank before"): before,
        here.say("Rank now"): ranked(here, row),
        here.say("Places gained (+) or lost (−)"): words.signed(row.change, "rank"),
        here.say("Score before"): words.previous(row.score) if row.score else NOT_STATED,
        here.say("Score now"): score_of(here, row) or NOT_STATED,
        words.column("origin"): known(here, row),
    }


# Regions -------------------------------------------------------------------------------------------------------------
def by_regions(here: View, listed: RankTable, name: str, year: int, shown: Sequence[str]) -> None:
    """Where the members of each region stand, and one region's members in order."""
    placed = ranking.by_region(listed, here.store.seeds.provinces)
    found = {one.region: one for one in ranking.regions(placed)}
    lead = here.say(
        "No source ranks provinces inside a region: the order in the region is computed here, among the ranks that are known."
    )
    with frame("regions", here.say("{metric} {year} by region", metric=name, year=year), lead):
        body(here, "regions", placed, chart.region_ranks(shown), partial(region_table, here, list(found.values())))
        region = choose_region(here, placed, list(found), shown)
        show_table(
            here,
            [member(here, row, shown) for row in found[region].members],
            here.say("Members of the region {region}", region=here.wording.region(region)),
            title=here.wording.region(region),
        )


def choose_region(here: View, placed: RankTable, regions: Sequence[str], shown: Sequence[str]) -> str:
    """Let the reader choose a region; at first that of the first province highlighted."""
    where = {row["province"]: row.region for row in placed.rows}
    first = next((where[slug] for slug in shown if slug in where), regions[0])
    names = {region: here.wording.region(region) for region in regions}
    return address.listed("listed", "region_listed", here.say("Members of the region"), names, first, width=420)


def region_table(here: View, found: Sequence[ranking.Region]) -> None:
    """All regions: how many members are ranked, the best, and who the members are with the ranks known."""
    show_table(here, [region_line(here, one) for one in found], here.wording.column("region"))


def region_line(here: View, one: ranking.Region) -> dict[str, str]:
    words = here.wording
    best = [f"{words.province(row['province'])} {rank_label(row, here.style)}" for row in one.ranked[:1]]
    return {
        words.column("region"): words.region(one.region),
        here.say("Ranks known, of members"): f"{len(one.ranked)}/{len(one.members)}",
        here.say("Best"): "".join(best),
        here.say("Members, in order; the last without a known rank"): ", ".join(
            words.province(row["province"]) + (f" ({rank_label(row, here.style)})" if row.has_value else "") for row in one.members
        ),
    }


def member(here: View, row: RankRow, shown: Sequence[str]) -> dict[str, str]:
    """One member of a region: its order there, its rank in the country, its score."""
    words = here.wording
    return {
        words.column("region_place"): place_in_region(here, row),
        words.column("province"): named(here, row["province"], shown),
        here.say("Rank in the country"): ranked(here, row),
        words.column("origin"): known(here, row),
        words.column("score"): score_of(here, row) or NOT_STATED,
    }


def place_in_region(here: View, row: RankRow) -> str:
    """The place among the members whose rank is known, of how many members; nothing where its own is not known."""
    text = N_("{place} of {n} known ({members} members)")
    return here.say(text, place=row.region_place, n=row.region_ranked, members=row.region_members) if row.region_place else ""


# The page ------------------------------------------------------------------------------------------------------------
def main() -> None:
    here = view()
    heading(
        here,
        here.say("Reform rankings"),
        here.say(
            "These ranks belong to the provinces' administrations, not to Party bodies. Years are those measured, not announced."
        ),
    )
    # a score stands beside its rank
    beside = [one.score for one in INDEXES]
    offered = [code for code in metrics_on(here.store, TOPICS["rankings"]) if code not in beside]
    metric = choose_metric(here, offered, opening_rank(here.store, here.filters.boundary))
    if metric in BY_RANK:
        of_index(here, BY_RANK[metric])
    else:
        series_and_comparison(here, metric, here.filters.question(metric, kinds=kinds_for(here, metric)))


def of_index(here: View, index: Index) -> None:
    """One index over the years and in one year, with all others beside it."""
    name = here.wording.metric(here.metric(index.rank))
    st.caption(here.say(index.blurb))
    question = here.filters.question(index.rank, kinds=(), provinces=(), regions=())
    found, scores = asked(here, question), asked(here, replace(question, metric=index.score))
    if isinstance(found, Refused) or isinstance(scores, Refused):
        block(here, "ranks", name, found, chart.ranks)
        return
    ranks = ranking.together(found, scores)
    shown = highlighted(here, ranks)
    over_years(here, ranks, name, shown)
    side_by_side(here, shown)
    one_year(here, index, ranks, scores, name, shown)


main()
