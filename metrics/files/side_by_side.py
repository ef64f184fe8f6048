"""Provinces beside one another, two metrics, two years: answers made of several as tables of words, on pages and in documents."""

from __future__ import annotations

from metrics import chart
from metrics.chart import Style
from metrics.errors import N_
from metrics.files.in_words import Line, published_by
from metrics.profile.comparison import COMPLETION, NAME, PER_1000, RANK, VALUE, Comparison, LikeRow, in_order
from metrics.profile.pairs import ENOUGH, PairTable
from metrics.spelling import sort_key
from metrics.store.store import Store
from metrics.vocabulary import Result, Row, parse_breakdown
from metrics.words.wording import NOT_STATED
from metrics.words.words import Words

HEADINGS = {
    PER_1000: N_("Per 1,000 members"),
    COMPLETION: N_("Share of the year's target"),
    RANK: N_("Rank"),
}


# What stands above ---------------------------------------------------------------------------------------------------
def title_of(found: Result, wording: Words) -> str:
    """What an answer is of: the metric with its part, and the second metric, the years or the like period."""
    name = wording.metric(found.metric)
    if isinstance(found, Comparison):
        name = wording.of_part(name, parse_breakdown(found.question.breakdown))
        return wording.say("{metric}, {period}", metric=name, period=wording.period(found.period.code))
    if isinstance(found, PairTable) and found.second_metric:
        return wording.say("{first} and {second}", first=name, second=wording.metric(found.second_metric))
    return wording.say("{metric} in two years", metric=name) if isinstance(found, PairTable) else name


def asked_of(found: Result, title: str, wording: Words) -> str:
    """What was asked; first what is beside what, and when, where the reader's own title may not say it."""
    name, asked = title_of(found, wording), wording.question(found.question, found.metric)
    return f"{name}. {asked}" if isinstance(found, Comparison | PairTable) and title != name else asked


def when_of(table: PairTable, wording: Words) -> str:
    """The period of two metrics, or both of two years."""
    return " – ".join(wording.period(code) for code in (table.before, table.period) if code)


# Provinces beside one another ----------------------------------------------------------------------------------------
def comparison_heading(found: Comparison, column: str, wording: Words) -> str:
    """A column's heading: whose, the value as what it is, else as HEADINGS has it."""
    if column == NAME:
        return wording.column(found.question.by[0])
    if column == VALUE and found.metric.unit == "rank":
        return wording.say(HEADINGS[RANK])
    if column == VALUE:
        return f"{wording.column('value')} ({wording.unit(found.question.unit or found.metric.unit)})"
    return wording.say(HEADINGS[column])


def comparison_ordered(found: Comparison, column: str, wording: Words) -> Comparison:
    """The rows by a column, of equals and for NAME as a dictionary orders them."""
    return in_order(found, column, lambda row: sort_key(_whose(found, row, wording)))


def comparison_lines(found: Comparison, style: Style, store: Store) -> list[Line]:
    """The rows in words, as they stand; of a province without a figure, what it states instead."""
    return [_compared(found, row, style, store) for row in found.rows]


def comparison_notes(found: Comparison, wording: Words) -> list[str]:
    """How to read the columns."""
    notes = []
    if found.has_members:
        notes.append(N_("Per 1,000 members: set against the members of the same body in the same year, where both are known."))
    if found.has_targets:
        notes.append(N_("The target is that of the whole year, also beside a part of it."))
    if found.metric.unit in ("rank", "score"):
        notes.append(N_("A rank is of how many were ranked; 1 is best."))
    else:
        notes.append(N_("The order of the rows is no rank: provinces that state nothing would have a place too."))
    if found.elsewhere:
        notes.append(N_("Here too: {n} provinces of the other list, before or since the merger; they are not counted above."))
    return [wording.say(note, n=found.elsewhere) for note in notes]


def _compared(found: Comparison, row: LikeRow, style: Style, store: Store) -> Line:
    words = style.wording
    cells = {NAME: _whose(found, row, words), VALUE: chart.label(row, style) if row.has_value else NOT_STATED}
    if found.has_members:
        rate = row.per_1000
        cells[PER_1000] = words.qualified(rate.value, rate.qualifier, "permille") if rate else NOT_STATED
    if found.has_targets:
        text = N_("{share} of {target}")
        cells[COMPLETION] = words.say(text, share=words.share(row), target=words.previous(row)) if row.previous else NOT_STATED
    if found.has_ranks:
        cells[RANK] = _ranked(row.rank, style) if row.rank else NOT_STATED
    told = {comparison_heading(found, name, words): cell for name, cell in cells.items()}
    return {
        **told,
        words.column("status"): words.marks(row.marks) if row.has_value else _instead(row, words),
        words.column("covers"): words.covers(row.covers, row.unit),
        words.column("sources"): published_by(row.all_sources, words, store),
    }


def _whose(found: Comparison, row: LikeRow, wording: Words) -> str:
    side = found.question.by[0]
    return wording.key(side, row[side])


def _ranked(rank: Row, style: Style) -> str:
    """The rank that goes with a score, of how many, with what limits it."""
    limits = f" ({style.wording.marks(rank.marks)})" if rank.marks else ""
    return chart.label(rank, style) + limits


def _instead(row: LikeRow, wording: Words) -> str:
    """That a province does not state the period, and what it states of the year."""
    if not row.is_listed:
        return wording.say("not a province of that time")
    if not row.instead:
        return wording.say("no figure is known")
    return wording.say("not stated; of this year: {periods}", periods=wording.periods(row.instead))


# Two figures of each province ----------------------------------------------------------------------------------------
def pair_headings(table: PairTable, wording: Words) -> tuple[str, str]:
    """The headings of both figures: two metrics, or the later year and the earlier one."""
    if table.second_metric:
        return wording.metric(table.metric), wording.metric(table.second_metric)
    return wording.period(table.period), wording.period(table.before)


def pair_lines(table: PairTable, style: Style, store: Store) -> list[Line]:
    """The pairs in words, in dictionary order; of two years the earlier one first, as in the chart, and why no line joins them."""
    words = style.wording
    first, second = pair_headings(table, words)
    lines = []
    for row in sorted(table.rows, key=lambda row: sort_key(words.province(row["province"]))):
        cells = {words.column("province"): words.province(row["province"])}
        sides = ((first, row), (second, row.second))
        for name, one in sides if table.second_metric else reversed(sides):
            cells |= {name: chart.label(one, style), words.say("State: {name}", name=name): words.marks(one.marks)}
        if not table.second_metric:
            cells[words.say("Why no line")] = words.message(row.apart) if row.apart else ""
        lines.append({**cells, words.column("sources"): published_by(row.sources, words, store)})
    return lines


def too_few(number: int, when: str, wording: Words) -> str:
    """Why nothing is drawn: how many provinces have both figures at most."""
    if not number:
        return wording.say("No province has both figures in one like period.")
    text = N_("Provinces and cities that have both figures: {n} at most ({when}); a chart needs {enough}.")
    return wording.say(text, n=number, when=when, enough=ENOUGH)
