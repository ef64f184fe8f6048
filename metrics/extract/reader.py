"""A text becomes figures: its sentences are marked, then each is walked clause by clause and its numbers are read by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from metrics.extract.actors import goes_on, is_owner
from metrics.extract.aims import Under, heads_section, told_under
from metrics.extract.bodies import Gazetteer, Mention
from metrics.extract.changes import change, over_target_by, risen
from metrics.extract.clauses import Clause, Passage, clause_of, placed_in
from metrics.extract.committees import Actor
from metrics.extract.confidence import fitted
from metrics.extract.constructions import first
from metrics.extract.counts import count_of, taught_in
from metrics.extract.dating import Dates, Dating
from metrics.extract.figures import Ground, figures_of, parts_of, unread_of
from metrics.extract.grids import Grid, grids_in, without
from metrics.extract.lists import each_of_all, listed
from metrics.extract.marks import Mark, marks_of
from metrics.extract.model import Figure, Known, Reading, Unread
from metrics.extract.moves import MOVES, carried_topic, goes_on_aiming, held, moved, opened, sets_aims, topic_of
from metrics.extract.numbers import Article, Draft, Number, Outcome, Spot, label_of, number_at, risen_to
from metrics.extract.owners import Owner, Owners
from metrics.extract.parts import zero
from metrics.extract.ranks import placed, stated
from metrics.extract.rules import WITH_ACTOR
from metrics.extract.scope import Memory, Scope
from metrics.extract.seats import proposes
from metrics.extract.shares import congress_count_at, share_at, share_beside, share_of, share_of_bodies
from metrics.extract.standings import Standings, standings_of
from metrics.extract.tables import Names, read_tables
from metrics.extract.text import Sentence, clean, fold, sentences
from metrics.extract.topics import (
    HEAD,
    heading_of,
    is_of_several,
    names_own,
    province_named,
    province_of_area,
    provinces_told_of,
    reaching,
    spoken_of,
    still_told,
    told_here,
)
from metrics.extract.traits import traits_of
from metrics.vocabulary import Organization

VERSION = "3"
# kinds of marks after which something else may hold
MOVING = frozenset({"amount", *MOVES})
# what a number may be whatever its noun
BARE = (placed, risen, over_target_by, change)
# and of those that go on about a target
AIMING = ("theo", "cụ", "phấn")


class Found(NamedTuple):
    """What the rules read in a text: figures with their grounds, still as sure as the rules are; the sentences that hold marks.

    `cells`: the figures of its tables.
    """

    grounds: tuple[Ground, ...]
    cells: tuple[Figure, ...]
    unread: tuple[Unread, ...]
    bodies: tuple[Organization, ...]
    passages: tuple[Passage, ...]
    text: str


def read(text: str, known: Known, *, published: str = "", province: str = "", organization: str = "") -> Reading:
    """The figures of a Vietnamese text. The hints, any of which may be missing, say where and when it appeared and whose it is."""
    found = find(text, known, published=published, province=province, organization=organization)
    confidence, opinion = fitted()
    traits = traits_of(found.grounds, found.unread, published, opinion)
    figures = [ground.figure.judged(confidence.sureness(one)) for ground, one in zip(found.grounds, traits, strict=True)]
    if found.cells:
        figures = sorted([*figures, *found.cells], key=lambda figure: figure.start)
    return Reading(tuple(figures), found.unread, found.bodies, found.text)


def find(text: str, known: Known, *, published: str = "", province: str = "", organization: str = "") -> Found:
    """What the rules read, before it is judged how sure each figure is."""
    text = clean(text)
    grids = grids_in(text)
    passages, province = _marked(text, grids, known, published, province or organization.partition(".")[0])
    owners = _owners(known.gazetteer, province, organization, passages[:HEAD])
    aimed = frozenset(place for place, passage in enumerate(passages) if passage.aimed)
    dating = Dating(published, [(passage.words, passage.marks) for passage in passages], known.kinds, aimed)
    standings = standings_of(passages, known.gazetteer, owners.province, published)
    reader = Reader(Article(known, owners), several=is_of_several(passages, owners))
    memory = Memory()
    for place, passage in enumerate(passages):
        dates = dating.enter(place, memory.carried)
        memory = reader.sentence(passage, dates, memory, standings[place])
        memory = memory._replace(carried=dates.handed_on(memory.carried))
    grounds = _once(reader.grounds)
    cells, left = read_tables(grids, Names(known, owners), [ground.figure for ground in grounds])
    used = {ground.figure.organization for ground in grounds} | {figure.organization for figure in cells}
    bodies = tuple(body for slug, body in owners.added.items() if slug in used)
    return Found(tuple(grounds), tuple(cells), (*reader.unread, *left), bodies, tuple(passages), text)


def _once(grounds: Sequence[Ground]) -> list[Ground]:
    """The figures without those that repeat one: the headline's in the text, a total told again. The fuller one stays.

    The same number of others who acted is no repetition: `UBKT Huyện ủy … khiển trách 6, Huyện ủy … khiển trách 6`.
    """
    kept: list[Ground] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for ground in grounds:
        one = ground.figure
        parts = frozenset([part for part in one.breakdown.split(";") if not part.startswith("body")])
        same = (one.organization, one.indicator, parts, one.value, one.unit, one.status, one.period_type, one.period)
        alike = places.setdefault(same, [])
        place = next((place for place in alike if _acted_alike(one, kept[place].figure)), None)
        if place is None:
            alike.append(len(kept))
            kept.append(ground)
        elif _says_more(one, kept[place].figure) or _dates_itself(ground, kept[place]):
            kept[place] = ground
    return kept


def _acted_alike(one: Figure, other: Figure) -> bool:
    """Whether what the two tell of who acted does not differ."""
    mine, others = ({part for part in figure.breakdown.split(";") if part.startswith("body")} for figure in (one, other))
    return mine <= others or others <= mine


def _says_more(one: Figure, first: Figure) -> bool:
    """Whether a repetition tells more than the first: who acted, or of how many."""
    return (bool(one.denominator), len(one.breakdown)) > (bool(first.denominator), len(first.breakdown))


def _dates_itself(ground: Ground, first: Ground) -> bool:
    """Whether a repetition names its period, and the first, the headline's, does not."""
    own = ("clause", "sentence")
    fuller = len(first.figure.breakdown) > len(ground.figure.breakdown) or (
        first.figure.denominator and not ground.figure.denominator
    )
    return ground.dated.source in own and first.dated.source not in own and not fuller


def _owners(gazetteer: Gazetteer, province: str, organization: str, head: Sequence[Passage]) -> Owners:
    """The bodies of a text; the one that it is about is the one of the hint, else the one that its first sentences tell."""
    province = province or province_of_area(gazetteer, head)
    if organization or not province:
        return Owners(gazetteer, province, organization, given=bool(organization))
    guess = Owners(gazetteer, province, f"{province}.province-wide")
    main = spoken_of(guess, head)
    return Owners(gazetteer, province, main, guess.added[main].name_vi if main in guess.added else "")


def _marked(text: str, grids: Sequence[Grid], known: Known, published: str, province: str) -> tuple[list[Passage], str]:
    """The sentences outside of tables that hold marks, and the province: as hinted, else the first that one names.

    All are marked before any is read, so that the place and the term that the text names later are known.
    """
    folded, gazetteer = without(grids, fold(text)), known.gazetteer
    passages: list[Passage] = []
    line, counted, section = 1, 0, 0
    under = Under()
    for found in sentences(text, folded):
        sentence = _without_abbreviations(text, found)
        before, (under, aimed) = under, told_under(text, sentence, under)
        section += heads_section(text, sentence)
        province = province or province_named(gazetteer, text, sentence, published)
        marks = marks_of(text, sentence, gazetteer)
        if not marks and heading_of(gazetteer, text, sentence) is None:
            continue
        line += text.count("\n", counted, sentence.starts[0])
        counted = sentence.starts[0]
        tree, placed = clause_of(sentence.words, marks), placed_in(sentence.words, marks)
        codes = frozenset([mark.code for mark in marks])
        heads = under.aimed and not aimed and under != before
        passages.append(
            Passage(text, *sentence, marks, line, tree, placed, frozenset(sentence.words), codes, aimed, heads, section)
        )
    return passages, province


class Reader:
    """Walks the sentences of a text. What it finds is only added to; all else is handed from mark to mark as values."""

    def __init__(self, article: Article, *, several: bool = False) -> None:
        self.article, self.several = article, several
        self.grounds: list[Ground] = []
        self.unread: list[Unread] = []

    def sentence(self, passage: Passage, dates: Dates, memory: Memory, standings: Standings) -> Memory:
        """Reads one sentence; what the next takes over."""
        words, marks = passage.words, passage.marks
        memory = _under_aims(passage, dates, memory)
        if passage.section != memory.part:
            # who acted under one heading does not under the next
            memory = memory._replace(part=passage.section, actor=None, topic=None)
        section = self._section(passage)
        if section is not None:
            own = section[0].startswith(f"{self.article.owners.province}.")
            return memory.one_further()._replace(section=None if own else section, told=None, topic=None)
        if memory.section is not None and names_own(passage, self.article.owners):
            # the text's own province is told of again
            memory = memory._replace(section=None)
        opens = passage.line != memory.line
        before = reaching(passage, memory.told, self.several)
        told = told_here(passage, self.article.owners, opens, before)
        carried = still_told(passage, before) or memory.section
        memory = memory._replace(line=passage.line, told=told)
        if passage.has.issuperset(("huy", "hiệu")):
            memory = memory._replace(badges_at=dates.place)
        office = next(filter(None, map(_office, reversed(marks))), memory.office)
        memory = memory._replace(office=office, commission=next(filter(None, map(_commission, reversed(marks))), memory.commission))
        taught = taught_in(passage)
        memory = memory._replace(taught=taught) if taught else memory
        if not any(mark.amount for mark in marks) and "không" not in passage.has and not standings.found:
            actor = next((mark.actor for mark in reversed(marks) if mark.actor and not is_owner(passage, mark)), memory.actor)
            topic = topic_of(passage, self.article.owners, memory.topic)
            return memory.one_further()._replace(actor=actor, topic=topic, only_aimed=sets_aims(passage))
        if memory.actor is not None and not goes_on(passage):
            memory = memory._replace(actor=None)
        owners = self.article.owners
        body, kind = carried_topic(passage, memory.topic) or carried or owners.main
        aimed = memory.target and (words[0] in AIMING or "yearly" in passage.codes)
        anew = opens and memory.last is not None and memory.last.status == "target"
        aimed = aimed or passage.aimed or (memory.only_aimed and goes_on_aiming(passage, anew=anew))
        planned = memory.planned and words[:2] == ["đối", "tượng"]
        scope = Scope(body, kind, target=aimed, planned=planned, last_act=memory.act, memory=memory)
        walk = Walk(self, passage, dates, standings, (body, kind))
        read = len(self.grounds)
        scope = walk.clause(passage.clause, scope)
        scope = walk.states(len(words), scope)
        if len(self.grounds) == read:
            nothing = scope.memory.one_further()
            scope = scope._replace(memory=nothing._replace(proposed_at=dates.place) if proposes(words) else nothing)
        topic = topic_of(passage, self.article.owners, memory.topic)
        statuses = {one.status for one in scope.figures}
        only_aimed = "reported" not in statuses and ("target" in statuses or sets_aims(passage))
        left = scope.memory._replace(act=scope.last_act, target=scope.aimed, only_aimed=only_aimed, topic=topic)
        if _several_acted(scope.figures) and "subset" not in passage.codes:
            left = left._replace(actor=None)
        return left._replace(planned=scope.planned)

    def _section(self, passage: Passage) -> Owner | None:
        """The province whose name is all that a sentence says."""
        if passage.marks:
            return None
        owners = self.article.owners
        units = heading_of(owners.gazetteer, passage.text, Sentence(passage.words, passage.starts, passage.ends))
        if units is None or owners.main[1] != "province_wide":
            return None
        return owners.of(Mention("province_wide", places=tuple(one.province for one in units)))


def _several_acted(figures: Sequence[Figure]) -> bool:
    """`Huyện ủy kiểm tra 4 tổ chức; đảng ủy cơ sở kiểm tra 9`: it is open which of them acts in the next sentence."""
    levels = {parts_of(one).get("body_level", "all") for one in figures if one.indicator in WITH_ACTOR}
    return len(levels) > 1 and "all" not in levels


def _under_aims(passage: Passage, dates: Dates, memory: Memory) -> Memory:
    """With the years that a heading of aims names, for as long as its section goes on."""
    if passage.heads_aims:
        years = [one for _, one in dates.here if one.kind in ("year", "range", "term") and one.code]
        return memory._replace(aim=years[-1] if years else None)
    if not passage.aimed or memory.aim is None:
        return memory
    return memory._replace(carried=memory.carried._replace(aim=memory.aim, aim_at=dates.place - 1))


class Walk:
    """Walks the clauses of one sentence from left to right, a bracket before what follows it. `read` holds numbers read ahead."""

    def __init__(self, reader: Reader, passage: Passage, dates: Dates, standings: Standings, owner: Owner) -> None:
        self.reader, self.passage, self.dates = reader, passage, dates
        self.read: set[int] = set()
        self.ranked = standings.used
        # what is stated of the indexes and not read yet, the next one last
        self.stated = list(reversed(standings.found))
        # the provinces of which clauses tell, the next one last
        self.provinces = provinces_told_of(passage, reader.article.owners, owner)

    def clause(self, clause: Clause, scope: Scope) -> Scope:
        """Walks a clause; what holds at its end. A bracket inherits what holds around it, and its slots end with it."""
        for item in clause.items:
            if isinstance(item, Clause):
                inside = self.clause(item, opened(self._spot(item.opening, scope)))
                scope = inside.outside(scope) if item.closed else inside
            else:
                while self.provinces and self.provinces[-1][0] <= self.passage.marks[item].first:
                    scope = scope.owned_by(self.provinces.pop()[1])
                if self.stated:
                    scope = self.states(self.passage.marks[item].last, scope)
                if item in self.ranked:
                    # the number that a norm announces
                    scope = scope._replace(norm=False)
                elif item not in self.read and self.passage.marks[item].kind in MOVING:
                    scope = self._mark(self._spot(item, scope))
        return scope

    def states(self, before: int, scope: Scope) -> Scope:
        """Reads what is stated of the indexes before a token; what holds after it."""
        while self.stated and self.stated[-1].mark.first < before:
            standing = self.stated.pop()
            _, scope = self._take(stated(self._spot(max(standing.place, 0), scope), standing), scope)
        return scope

    def _spot(self, place: int, scope: Scope) -> Spot:
        return Spot(self.reader.article, self.passage, self.dates, scope, place, self.passage.marks[place])

    def _mark(self, spot: Spot) -> Scope:
        """What holds after a mark."""
        amount = spot.mark.amount
        if amount is None:
            return self._take(zero(spot), spot.scope)[1] if spot.mark.code == "none" else moved(spot)
        if spot.scope.norm:
            return spot.scope._replace(norm=False)
        spot = spot.under(held(spot))
        return self._share(spot) if amount.percent else self._count(spot)

    def _count(self, spot: Spot) -> Scope:
        """Reads a number that is no percentage, and the share beside it."""
        number = number_at(spot)
        outcome = first(BARE, number)
        if outcome is not None:
            return self._take(outcome, spot.scope)[1]
        figure, scope = self._take(count_of(number), spot.scope)
        if figure is None or number.paired is None:
            return scope
        share = share_beside(Number(*spot.under(scope).at(number.paired), None, ()), figure)
        if share is not None:
            self.read.add(number.paired)
        return self._take(share, scope)[1]

    def _share(self, spot: Spot) -> Scope:
        """Reads a percentage; before a fraction in brackets it is the share of that count, which is read first."""
        count = congress_count_at(spot)
        risen = risen_to(spot) if count is None else None
        if risen is not None:
            # what has risen is read before by how much
            self.read.add(risen.place)
            spot = spot.under(self._count(risen))
        if count is None:
            return self._take(share_of(share_at(spot)), spot.scope)[1]
        self.read.add(count.place)
        noun = self.passage.marks[count.place + 2]
        rest = [one for one in self.passage.until_next(count.place) if one.first >= noun.last]
        figure, scope = self._take(count_of(Number(*count, noun, rest, label=label_of(count, noun))), spot.scope)
        share = share_of_bodies(Number(*spot.under(scope), None, (), of=figure))
        return self._take(share, scope)[1]

    def _take(self, outcome: Outcome, scope: Scope) -> tuple[Figure | None, Scope]:
        """Keeps what a rule made of a number; the figure, if there is one, and what holds after it."""
        found: Figure | None = None
        for one in each_of_all(outcome or ()):
            if isinstance(one, Draft):
                grounds, scope = figures_of(one)
                found = grounds[0].figure
                self.reader.grounds += grounds
                scope = listed(scope, found, self.dates.place)
            else:
                scope = one.scope
                self.reader.unread.append(unread_of(one))
        return found, scope


def _office(mark: Mark) -> Actor | None:
    """The committee or commission that a mark names, if it tells whose it is."""
    return mark.actor if mark.actor is not None and mark.actor.level in ("province", "city") else None


def _commission(mark: Mark) -> Actor | None:
    """The inspection commission that a mark names, if it tells whose it is."""
    actor = mark.actor
    return actor if actor is not None and actor.body == "commission" and actor.level in ("province", "city", "district") else None


def _without_abbreviations(text: str, sentence: Sentence) -> Sentence:
    """The sentence without its bracketed abbreviations, such as `(TCCSĐ)` after the words that they shorten."""
    words, starts, ends = sentence
    if "(" not in words:
        return sentence
    drop: set[int] = set()
    for i in range(1, len(words) - 2):
        if (
            words[i] == "("
            and words[i + 2] == ")"
            and words[i + 1].isalpha()
            and text[starts[i + 1] : ends[i + 1]].isupper()
            and len(words[i + 1]) <= 8
        ):
            drop |= {i, i + 1, i + 2}
    if not drop:
        return sentence
    keep = [i for i in range(len(words)) if i not in drop]
    return Sentence([words[i] for i in keep], [starts[i] for i in keep], [ends[i] for i in keep])
