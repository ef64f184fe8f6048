"""What a chart shows, in one sentence made from its rows: the title of a chart, where anything can be said safely.

A headline says nothing that its rows do not: the most of those that compare, how one went from one year to another over years
without a gap or a break, who is first of how many. A row that is not exact is named with what it is (about, more than, computed),
or stands for nothing; where its true number could change what is said, nothing is said. Counts rise and fall; who leads, climbs or
drops is said of ranks alone, which have a direction, and of none that was computed here. "" where there is no such sentence: the
name of the field stays the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from metrics.chart.breaks import breaks_for
from metrics.chart.frame import Style, drawn, value_of
from metrics.errors import N_
from metrics.indexes import BY_RANK
from metrics.territory import is_merged
from metrics.vocabulary import COUNTS, DEFAULT_BLOCS, Mark, Result, Row

# whose figures a chart compares, each with a column of its own
WHOSE = ("province", "organization")
# fewer rows than these have no most; and so many best ranks are named
FEWEST = BEST = 3
# more series than these are too many to pick one
FEW = 4
# what is above, or so much and more, may be any more
OPEN = ("gt", "ge")
LACKING = frozenset({Mark.PARTIAL, Mark.AT_LEAST})


# What can be said of rows -------------------------------------------------------------------------------------------------
def reach(row: Row, counts: bool) -> tuple[float, float]:
    """Between which values the true number of a row lies; what is about so much, between half of it and twice as much.

    `counts`: what is counted only grows as more becomes known; a share can go either way.
    """
    stated = [row.value, *(other.value for other in row.covers.disputed)]
    low, high = min(stated), max(stated)
    if row.qualifier == "approx":
        low, high = low / 2, high * 2
    if row.qualifier in OPEN or row.marks & LACKING:
        high = inf
    if row.qualifier in ("lt", "le") or (row.marks & LACKING and not counts):
        low = -inf
    return low, high


def _states(rows: Iterable[Row], style: Style) -> str:
    """What limits rows, in brackets; nothing of complete ones."""
    marks = frozenset[Mark]().union(*(row.marks for row in rows))
    return f" ({style.wording.marks(marks)})" if marks else ""


def _amount(row: Row, style: Style) -> str:
    return value_of(row, style) + _states([row], style)


def _whose(result: Result) -> str:
    """The column of those whose figures are compared, where there is one beside the year; "" else."""
    others = [name for name in result.question.by if name != "year"]
    return others[0] if len(others) == 1 and others[0] in WHOSE and "year" in result.question.by else ""


def _are_alike(result: Result, rows: Sequence[Row], whose: str, style: Style) -> bool:
    """Are all of one kind and of one list of provinces, so that the most of them tells something?"""
    names = style.wording.names
    places = [names.provinces.get(row[whose].partition(".")[0]) for row in rows]
    known = [one for one in places if one is not None]
    if any(map(is_merged, known)) and any(one.successor for one in known):
        return False
    bodies = [names.organizations.get(row[whose]) for row in rows] if whose == "organization" else []
    kinds = {one.kind if one else "" for one in bodies}
    return len(kinds) < 2 or kinds <= set(DEFAULT_BLOCS)


# The most of one year -------------------------------------------------------------------------------------------------------
def most(result: Result, style: Style) -> str:
    """Whose figure is the highest of one year's, and of how many; of ranks, who is first."""
    rows = drawn(result)
    whose, years = _whose(result), {row.key.get("year") for row in rows}
    if not whose or len(years) != 1 or not _are_alike(result, rows, whose, style):
        return ""
    if result.metric.change_of:
        return ""
    return leader(result, rows, style) if result.metric.unit == "rank" else _highest(result, rows, whose, style)


def _highest(result: Result, rows: Sequence[Row], whose: str, style: Style) -> str:
    counts = result.metric.kind in COUNTS and rows[0].unit != "percent"
    top = max(rows, key=lambda row: (row.value, str(row[whose])))
    compared = [row for row in rows if row is top or reach(row, counts)[1] < inf]
    others = [reach(row, counts)[1] for row in compared if row is not top]
    if len(compared) < FEWEST or top.marks & LACKING or reach(top, counts)[0] <= max(others):
        return ""
    every = len(compared) == len(rows)
    if counts:
        text = N_("{name} has the most of the {n} shown, {year}: {value}")
        partly = N_("{name} has the most of the {n} that compare, {year}: {value}")
    else:
        text = N_("{name} is highest of the {n} shown, {year}: {value}")
        partly = N_("{name} is highest of the {n} that compare, {year}: {value}")
    values = {"name": style.key(whose, top[whose]), "n": len(compared), "year": top["year"], "value": _amount(top, style)}
    if every:
        return style.wording.say(text, **values)
    return style.wording.say(partly, **values) + _left_aside([row for row in rows if row not in compared], style)


def _left_aside(rows: Sequence[Row], style: Style) -> str:
    """How many rows may be more than what they state, so that they were not compared, and why."""
    why = [style.wording.say(N_("stated as “more than” or “at least”"))] if any(row.qualifier in OPEN for row in rows) else []
    marks = frozenset[Mark]().union(*(row.marks for row in rows)) & LACKING
    why += [style.wording.marks(marks)] if marks else []
    return style.wording.say(N_("; {n} more do not compare: {why}"), n=len(rows), why=", ".join(why))


# Ranks ------------------------------------------------------------------------------------------------------------------------
def _is_computed(row: Row) -> bool:
    """Is it a rank that no publisher gave, but that was worked out here? A chart draws it; no headline puts it forward."""
    return row.unit == "rank" and Mark.DERIVED in row.marks


def leader(result: Result, rows: Sequence[Row], style: Style) -> str:
    """Who is first in an index in a year, of how many; where the first is not known, the best that is."""
    lengths = {row.covers.ranked_units for row in rows}
    index = BY_RANK.get(result.question.metric)
    if not rows or len(lengths) != 1 or index is None or _is_narrowed(result):
        return ""
    best = min(row.value for row in rows)
    first = sorted((row for row in rows if row.value == best), key=lambda row: str(row["province"]))
    if any(map(_is_computed, first)) or not _stand_apart(first, [row for row in rows if row.value != best], alike=True):
        return ""
    if best == 1:
        text = (
            N_("{names} leads {index} {year}, rank {rank}") if len(first) == 1 else N_("{names} lead {index} {year}, rank {rank}")
        )
    else:
        text = N_("The best rank known in {index} {year}: {names}, {rank}")
    said = style.wording.say(
        text,
        names=", ".join(style.province(row["province"]) for row in first),
        index=index.code,
        year=first[0]["year"],
        rank=_rank(first[0], style),
    )
    return said + _states(first, style)


def _stand_apart(best: Iterable[Row], others: Iterable[Row], alike: bool = False) -> bool:
    """Are these ranks better than the others, and `alike` with one another, whichever of what sources state is true?"""
    reaches = [reach(row, counts=False) for row in best]
    if alike and len({end for ends in reaches for end in ends}) > 1:
        return False
    return max(high for _, high in reaches) < min((reach(row, counts=False)[0] for row in others), default=inf)


def best_known(result: Result, style: Style) -> str:
    """The best ranks known of a year, with whose they are: three, or fewer where the next is shared beyond them."""
    rows = sorted(drawn(result), key=lambda row: (row.value, str(row["province"])))
    index = BY_RANK.get(result.question.metric)
    if len({row["year"] for row in rows}) != 1 or index is None or _is_narrowed(result):
        return ""
    top = rows[:BEST]
    if len(rows) > BEST and rows[BEST].value == top[-1].value:
        top = [row for row in top if row.value < rows[BEST].value]
    if not top or any(map(_is_computed, top)) or not _stand_apart(top, rows[len(top) :]):
        return ""
    names = ", ".join(f"{style.province(row['province'])} {_rank(row, style)}" for row in top)
    said = style.wording.say("{index} {year}: {ranks}", index=index.code, year=rows[0]["year"], ranks=names)
    return said + _states(top, style)


def _is_narrowed(result: Result) -> bool:
    """Was only a part of the country asked for, so that the best of it need not be the best?"""
    return bool(result.question.breakdown or result.question.provinces or result.question.regions)


def _rank(row: Row, style: Style) -> str:
    """A rank of how many: 3/63."""
    units = row.covers.ranked_units
    return style.wording.number(row.value, "rank") + (f"/{units}" if units else "")


def rank_news(result: Result, style: Style, shown: Sequence[str] = ()) -> str:
    """Ranks over years: how the one province shown went; else who is first in the newest year, and where the former first is."""
    rows = drawn(result)
    if len(shown) == 1:
        return course(result, [row for row in rows if row["province"] == shown[0]], style)
    newest = max((row["year"] for row in rows), default=0)
    now = [row for row in rows if row["year"] == newest]
    said = leader(result, now, style)
    return said + _fallen(result, rows, now, style) if said else ""


def _fallen(result: Result, rows: Iterable[Row], now: Sequence[Row], style: Style) -> str:
    """Where the first of the year before is now: only of one, exact and alone in its place, in lists that compare."""
    year = now[0]["year"]
    before = [row for row in rows if row["year"] == year - 1 and row.value == 1]
    if len(before) != 1:
        return ""
    found = [row for row in now if row["province"] == before[0]["province"] and row.value > 1]
    if not found or not _follow(result, before[0], found[0], style):
        return ""
    text = N_("; {name} drops from 1 to {rank}")
    return style.wording.say(text, name=style.province(found[0]["province"]), rank=style.wording.number(found[0].value, "rank"))


# Over the years -----------------------------------------------------------------------------------------------------------------
def over_years(result: Result, groups: Sequence[Sequence[Row]], style: Style) -> str:
    """One series: how it went. A few: how that one went whose years compare up to its newest figure, the newest, then the longest.

    Of many no one is picked.
    """
    if len(groups) == 1:
        return course(result, groups[0], style)
    runs = [run for group in groups if len(groups) <= FEW and len(run := _run(result, group, style)) >= FEWEST]
    best = max(((run[-1]["year"], len(run)) for run in runs), default=None)
    found = [run for run in runs if (run[-1]["year"], len(run)) == best]
    return _moved(result, found[0][0], found[0][-1], style) if len(found) == 1 else ""


def on_map(result: Result, all_units: int, style: Style) -> str:
    """Of how many provinces of how many a figure is known in one year: what a map shows before all else."""
    rows = drawn(result)
    years = {row.key.get("year") for row in rows}
    if len(years) != 1 or None in years:
        return ""
    text = N_("Known for {n} of {all} provinces and cities, {year}")
    return style.wording.say(text, n=len(rows), all=all_units, year=rows[0]["year"])


def course(result: Result, group: Sequence[Row], style: Style) -> str:
    """From where one series went to its newest figure, over years without a gap or break; else the newest figure alone."""
    run = _run(result, group, style)
    if not run:
        return ""
    return (_moved(result, run[0], run[-1], style) if len(run) > 1 else "") or _newest(result, run[-1], style)


def _run(result: Result, group: Sequence[Row], style: Style) -> list[Row]:
    """The years up to a series' newest figure that compare with it; none of several figures of a year or a computed rank."""
    rows = sorted(group, key=lambda row: int(row["year"]))
    if not rows or len({row["year"] for row in rows}) < len(rows) or _is_computed(rows[-1]):
        return []
    run = [rows[-1]]
    for row in reversed(rows[:-1]):
        if not _follow(result, row, run[0], style) or not _same_bodies(result, row, style):
            break
        run.insert(0, row)
    return run


def _follow(result: Result, one: Row, other: Row, style: Style) -> bool:
    """Do two figures stand in years that follow each other, both complete and of lists of one length, without a break between?"""
    first, last = one["year"], other["year"]
    exact = not (one.marks | other.marks) & (LACKING | {Mark.DISPUTED}) and not any(map(_is_computed, (one, other)))
    alike = (one.covers.ranked_units, one.unit) == (other.covers.ranked_units, other.unit)
    return first + 1 == last and exact and alike and not breaks_for(result, style, first, last)


def _same_bodies(result: Result, row: Row, style: Style) -> bool:
    """Is it one body all along? Of a bloc and its successor, taken together as those of one province, that is not known."""
    if len(result.question.kinds) < 2 or "organization" in result.question.by:
        return True
    bodies = style.wording.names.organizations.values()
    here = [one for one in bodies if one.province == row.key.get("province") and one.kind in result.question.kinds]
    return len(here) == 1


def _moved(result: Result, first: Row, last: Row, style: Style) -> str:
    """That a figure rose or fell for certain; "" where that depends on what is not exact. Of places gained nothing is said."""
    if last.is_gain:
        return ""
    rank = last.unit == "rank"
    counts = result.metric.kind in COUNTS and last.unit != "percent"
    (low, high), (low_now, high_now) = reach(first, counts), reach(last, counts)
    if low_now > high:
        text = (
            N_("{name} drops from {before} ({first}) to {now} ({last})")
            if rank
            else N_("{name} rises from {before} ({first}) to {now} ({last})")
        )
    elif high_now < low:
        text = (
            N_("{name} climbs from {before} ({first}) to {now} ({last})")
            if rank
            else N_("{name} falls from {before} ({first}) to {now} ({last})")
        )
    elif low == high == low_now == high_now:
        text = N_("{name} stays at {now} from {first} to {last}")
    else:
        return ""
    values = {"name": _name(result, last, style), "first": first["year"], "last": last["year"]}
    if not rank:
        return style.wording.say(text, before=_amount(first, style), now=_amount(last, style), **values)
    before, now = (style.wording.say("rank {number}", number=_rank(row, style)) for row in (first, last))
    return style.wording.say(text, before=before, now=now, **values) + _states([first, last], style)


def _newest(result: Result, row: Row, style: Style) -> str:
    """The newest figure with its period and all that limits it."""
    parts = row.covers.periods if row.marks & LACKING else ()
    when = style.wording.periods(parts) if parts else row["year"]
    return style.wording.say("{name}, {when}: {value}", name=_name(result, row, style), when=when, value=_told(row, style))


def _told(row: Row, style: Style) -> str:
    """A value with what limits it; a rank with of how many."""
    if row.unit != "rank" or row.is_gain:
        return _amount(row, style)
    return style.wording.say("rank {number}", number=_rank(row, style)) + _states([row], style)


def _name(result: Result, row: Row, style: Style) -> str:
    """Whose figure it is; of all together the metric's name, as no one is named."""
    names = [style.key(name, row[name]) for name in result.question.by if name != "year"]
    return " · ".join(names) or style.wording.metric(result.metric)


# Changes --------------------------------------------------------------------------------------------------------------------------
def largest_changes(result: Result, style: Style) -> str:
    """Who went up most and who went down most since the year before: of each side one that is alone, and only of exact rows.

    And of how many that was found, unless every place of the list is ranked in both years.
    """
    whose, rows = _whose(result), [row for row in result.rows if row.change is not None]
    if not whose or not rows or not _have_changed_alike(result, rows, whose, style):
        return ""
    rank = result.metric.unit == "rank"
    if rank:
        texts = (N_("{name} climbs most ({change})"), N_("{name} drops most ({change})"))
    else:
        texts = (N_("{name} rises most ({change})"), N_("{name} falls most ({change})"))
    found = [(text, _extreme(rows, way)) for text, way in zip(texts, (1, -1), strict=True)]
    said = [
        style.wording.say(text, name=style.key(whose, row[whose]), change=style.wording.signed(row.change)) + _states([row], style)
        for text, row in found
        if row
    ]
    if not said:
        return ""
    year = rows[0]["year"]
    every = rank and {len(rows)} == {units for row in rows for units in (row.covers.ranked_units, row.covers.ranked_units_before)}
    among = N_(", of the {n} ranked in both years") if rank else N_(", of the {n} known in both years")
    return f"{'; '.join(said)}, {year - 1}–{year}" + ("" if every else style.wording.say(among, n=len(rows)))


def _have_changed_alike(result: Result, rows: Sequence[Row], whose: str, style: Style) -> bool:
    """Are the changes of one year, of exact figures that a source states, and without a break between?"""
    marks = frozenset[Mark]().union(*(row.marks | row.previous_marks for row in rows))
    # a bound before or now is one of the change
    exact = {name for row in rows for name in (row.qualifier, row.previous_qualifier)} <= {"eq", ""}
    exact = exact and not marks & (LACKING | {Mark.DISPUTED})
    index = BY_RANK.get(result.question.metric)
    # neither the rank of the year nor that of the year before was worked out here
    stated = not (index and index.ranks_are_order) and not (result.metric.unit == "rank" and Mark.DERIVED in marks)
    years = {row["year"] for row in rows}
    if len(years) != 1 or not exact or not stated or result.question.compare == "target":
        return False
    year = rows[0]["year"]
    return not breaks_for(result, style, year - 1, year) and _are_alike(result, rows, whose, style)


def _extreme(rows: Sequence[Row], way: int) -> Row | None:
    """The row that changed most in one way, if it is one alone."""
    moved = sorted((row for row in rows if way * (row.change or 0) > 0), key=lambda row: -way * (row.change or 0))
    return moved[0] if moved and (len(moved) == 1 or moved[0].change != moved[1].change) else None


# The field's name ---------------------------------------------------------------------------------------------------------------
def scope(result: Result, style: Style, when: str = "") -> str:
    """What a chart is of beside its metric: kinds of body, part, list of provinces, years, or `when` in their place."""
    question, words = result.question, style.wording
    years = [row["year"] for row in drawn(result) if "year" in row.key]
    said = [
        " + ".join(map(words.kind, question.kinds)) if not {"kind", "organization"} & set(question.by) else "",
        words.breakdown(question.breakdown) if question.breakdown else "",
        words.boundary(question.boundary) if question.boundary != "reported" else "",
        when or (words.years((min(years), max(years))) if years else ""),
    ]
    return " · ".join(filter(None, said))
