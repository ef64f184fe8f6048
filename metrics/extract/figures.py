"""A number that was understood becomes a figure: its actor, status, period, body and quote are filled in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from metrics.errors import N_, Message
from metrics.extract.actors import BY, acting
from metrics.extract.dating import Dated
from metrics.extract.doubts import Filled, confidence, doubt_of
from metrics.extract.marks import Mark
from metrics.extract.model import Figure, Unread
from metrics.extract.numbers import Draft, Number, Puzzle, glued
from metrics.extract.owners import Owner
from metrics.extract.periods import Stretch
from metrics.extract.rules import PROCEDURES, WITH_ACTOR
from metrics.extract.scope import Scope
from metrics.extract.status import status_of
from metrics.extract.text import word_set
from metrics.vocabulary import parse_breakdown, write_breakdown

# words before a province with which another is compared
COMPARED = word_set("sau với hơn trên dưới cùng và cho")
NO_RULE = N_("A number beside a counted noun, but no rule says what it counts.")
PARTLY = N_("The words after the noun narrow it in a way that the catalogue does not know.")
QUOTE_WORDS = 12
# the rule of a list's items, which may have a day of their own
# what of a breakdown tells who acted
ACTED = ("body", "body_level")
OWN_TIME = ("item-of-list",)
# a plan of the year is told beside what was done in these
PARTS_OF_YEARS = ("month", "quarter", "half_year", "nine_months", "year")


class Ground(NamedTuple):
    """A figure, the draft that it was made of, the rules' doubt about it, if there is one, and how its period was chosen."""

    figure: Figure
    draft: Draft
    doubt: str
    dated: Dated


def figures_of(draft: Draft) -> tuple[list[Ground], Scope]:
    """The figure of a draft, with that of the upper end where it is a range; and what holds after it."""
    number, amount, passage = draft.number, draft.number.amount, draft.number.passage
    parts, scope = _with_actor(draft)
    status = draft.status or _inherited(draft) or status_of(draft)
    dated = _dated(draft, status)
    scope = _governed(draft, scope)
    owner = draft.owner or _of_whom(draft) or _of_label(draft)
    owned = scope if owner is None else scope.owned_by(owner)
    first, last = quoted(number, draft.noun, draft.label)
    doubt = doubt_of(Filled(draft, parts, owned))
    figure = Figure(
        organization=draft.like.organization if draft.like is not None and owner is None else owned.body,
        indicator=draft.indicator,
        breakdown=write_breakdown({dimension: value for dimension, value in parts.items() if value}) if parts else "",
        value=amount.value,
        unit=draft.unit or number.article.known.units.get(draft.indicator, ""),
        denominator=draft.denominator if draft.denominator is not None else amount.of,
        qualifier=_qualifier(number, draft.noun),
        period_type=dated.stretch.kind,
        period=dated.stretch.code,
        status=status,
        quote=passage.said(first, last),
        line=passage.line,
        note="yearly" if scope.yearly and status == "target" else "",
        # cut out of the text as they stand
        quote_status="verbatim",
        start=passage.starts[first],
        end=passage.ends[last - 1],
        confidence=confidence(draft, doubt, dated.doubt),
        rule=draft.rule,
    )
    both = [figure] if amount.high is None else [figure, replace(figure, value=amount.high, qualifier="le")]
    memory = scope.memory.with_figures(both, dated.carried)
    return [Ground(one, draft, doubt, dated) for one in both], scope._replace(figures=(*scope.figures, figure), memory=memory)


def _of_label(draft: Draft) -> Owner | None:
    """The body in `tổng số đảng viên của Đảng bộ huyện Yên Thành là 8.251`, right after the label."""
    number, label = draft.number, draft.number.label
    if label is None or draft.like is not None or draft.indicator != "party_members":
        return None
    bodies = [one for one in number.marks[: number.place] if one.mention is not None and one.first >= label.last]
    if len(bodies) != 1 or number.passage.words[label.last : bodies[0].first] not in (["của"], ["ở"], ["tại"], []):
        return None
    assert bodies[0].mention is not None
    owner = number.owners.of(bodies[0].mention)
    return owner if owner[0] else None


def _of_whom(draft: Draft) -> Owner | None:
    """The body in `38 đảng viên của Chi bộ Công đoàn …`, where it has a name of its own."""
    number, noun = draft.number, draft.noun
    if noun is None or number.amount.percent or number.passage.word(noun.last) != "của":
        return None
    named = next((one.mention for one in number.rest if one.first == noun.last + 1 and one.kind == "body"), None)
    owner = number.owners.of(named) if named is not None and named.kind != "whole" else None
    return owner if owner and owner[0] else None


def unread_of(puzzle: Puzzle) -> Unread:
    """A number beside a counted noun that no rule reads, as it is listed."""
    passage = puzzle.number.passage
    first, last = quoted(puzzle.number, puzzle.noun, None)
    return Unread(passage.starts[first], passage.ends[last - 1], passage.said(first, last), Message(puzzle.reason))


def parts_of(figure: Figure) -> dict[str, str]:
    """The breakdown of a figure by its dimensions."""
    return parse_breakdown(figure.breakdown) if figure.breakdown else {}


def _with_actor(draft: Draft) -> tuple[dict[str, str], Scope]:
    """The breakdown with who acts, and at which level, for an indicator that tells it; and what holds after it."""
    if draft.indicator not in WITH_ACTOR or "body" in draft.parts:
        return draft.parts, draft.scope
    whole = _acted_on_whole(draft)
    if whole is not None:
        return draft.parts | {dimension: value for dimension, value in parts_of(whole).items() if dimension in ACTED}, draft.scope
    acted, scope = acting(draft.number, draft.scope)
    return draft.parts | acted, scope


def _acted_on_whole(draft: Draft) -> Figure | None:
    """The count of which a figure is a part, so that who acted on the whole acted on it: its forms, what follows `trong đó`.

    Where the sentence names who acts after the whole, that is who acted.
    """
    number, scope = draft.number, draft.scope
    last = number.previous
    beside = last is not None and last.indicator == draft.indicator and "form=" in last.breakdown and "form" in draft.parts
    beside = beside or (last is not None and last.indicator == draft.indicator and _joined(draft, last))
    listed = scope.memory.listed if scope.subset else None
    if listed is not None and listed.indicator != draft.indicator:
        listed = scope.memory.total(draft.indicator)
    whole = last if beside else listed
    if whole is None and "form" in draft.parts:
        whole = scope.memory.total(draft.indicator)
    if whole is None or whole.indicator != draft.indicator or (whole.value < number.amount.value and not beside):
        return None
    if not any(one.indicator == draft.indicator for one in scope.figures):
        return None
    since = [one for one in number.marks if number.passage.starts[one.first] >= whole.end and one.first < number.mark.first]
    return None if any(one.actor is not None and _does(number, one) for one in (*since, *number.rest)) else whole


def _does(number: Number, actor: Mark) -> bool:
    """Whether one who is named does something himself: an act follows, or `do`, `bị` stands before him."""
    # the body that a committee leads may be a mark of its own
    following = next((one for one in number.marks if one.first >= actor.last and one.mention is None), None)
    between = number.words[actor.last : following.first] if following is not None else []
    acts = following is not None and following.kind in ("act", "slice") and not {",", ";", "và"} & set(between)
    return acts or (actor.first > 0 and number.words[actor.first - 1] in BY) or number.mark.first == actor.last


def _joined(draft: Draft, last: Figure) -> bool:
    """`12 đảng ủy và 17 chi bộ`: whether nothing is done between two counts of the same."""
    passage, mark = draft.number.passage, draft.number.mark
    between = [one for one in draft.number.marks if passage.starts[one.first] >= last.end and one.first < mark.first]
    return draft.number.before(1) in (["và"], [","]) and not any(one.kind in ("act", "stop") for one in between)


def _inherited(draft: Draft) -> str:
    """A part of a target is a target."""
    whole = draft.scope.memory.listed
    if draft.like is None and draft.scope.subset and whole is not None and whole.indicator == draft.indicator:
        return whole.status if whole.status in ("target", "planned") else ""
    return draft.like.status if draft.like is not None and draft.like.status in ("target", "planned") else ""


def _dated(draft: Draft, status: str) -> Dated:
    """The period: that of the figure before which it is a part, a share or a difference of, else by its own words."""
    like, number, carried = draft.like, draft.number, draft.scope.memory.carried
    if draft.period is not None:
        return Dated(draft.period, 0.0, carried)
    if status == "target" and (year := _year_of_the_plan(number)):
        return Dated(Stretch("year", year), 0.0, carried, "figure")
    if like is not None and draft.rule in OWN_TIME and (own := _told_here(number)) is not None:
        return Dated(own, 0.1, carried, "sentence")
    if like is not None and (status in ("reported", "over_target", "change") or status == like.status):
        return Dated(Stretch(like.period_type, like.period), 0.0, carried, "figure")
    return number.dates.period(draft.indicator, number.mark, draft.noun, status, carried)


def _year_of_the_plan(number: Number) -> str:
    """The year of the target in `9 tháng năm 2022 …, đạt 86,4% kế hoạch năm (kế hoạch giao 1.200 đảng viên)`; nothing elsewhere."""
    done = number.previous
    if done is None or done.period_type not in PARTS_OF_YEARS or not done.period[:4].isdigit():
        return ""
    since = number.passage.words_since(done.end, number.mark)
    return done.period[:4] if ("năm", "(") in pairwise(since) and ")" not in since else ""


def _told_here(number: Number) -> Stretch | None:
    """The day of a list's item in a sentence that begins with another than its head's: `Hôm sau, 29-8, đến lượt phường B: 55`."""
    if any(one.rule not in OWN_TIME for one in number.scope.figures):
        return None
    days = [one for mark, one in number.dates.here if mark.last <= number.mark.first and one.kind == "day" and not one.role]
    return Stretch("as_of", days[-1].code) if days and days[-1].code[:1].isdigit() else None


def _governing(number: Number) -> str:
    """The province that its clause names last before a number, `Long An … với 70,94 điểm`, else the one that the text is about."""
    owners, passage = number.owners, number.passage
    for at in range(number.mark.first - 1, -1, -1):
        if passage.words[at] == ";":
            break
        found = owners.gazetteer.province_at(passage.words, at) if passage.capital(at) else None
        if found is None:
            continue
        if at and passage.words[at - 1] in COMPARED:
            break
        return owners.province_of([one.province for one in found[0]])
    return owners.province


def _governed(draft: Draft, scope: Scope) -> Scope:
    """Indexes and procedures are of the province's government, and so is what follows them."""
    owners = draft.number.owners
    if not owners.province or not (draft.indicator in PROCEDURES or draft.indicator.endswith(("_rank", "_score"))):
        return scope
    province = _governing(draft.number)
    return scope.owned_by((owners.add(f"{province}.administration", ""), "administration"))


def _qualifier(number: Number, noun: Mark | None) -> str:
    """The bound before the number, or `trở lên` after its noun."""
    amount = number.amount
    tail = number.words[amount.last : (noun.last if noun else amount.last) + 4] if "trở" in number.passage.has else []
    more = any(tail[i : i + 2] == ["trở", "lên"] for i in range(len(tail)))
    return "ge" if (more and amount.qualifier == "eq") or amount.high is not None else amount.qualifier


def quoted(number: Number, noun: Mark | None, label: Mark | None) -> tuple[int, int]:
    """The tokens to quote: the number with its noun or label, at most twelve words, none of them a name."""
    mark = number.mark
    first, last = mark.first, mark.last
    if noun is not None and noun.first >= mark.last:
        last = noun.last
    before = label if label is not None and label.last <= mark.first else noun
    if before is not None and before.first < first and glued(number.passage, before, mark):
        first = before.first
    return (first, last) if last - first <= QUOTE_WORDS else (mark.first, mark.last)
