"""A text becomes figures: its sentences are marked, then each is walked clause by clause and its numbers are read by the rules."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.extract.changes import change
from metrics.extract.clauses import Clause, Passage, clause_of, placed_in
from metrics.extract.constructions import first
from metrics.extract.counts import count_of
from metrics.extract.dating import Dates, Dating
from metrics.extract.figures import figures_of, unread_of
from metrics.extract.lists import each_of_all, listed
from metrics.extract.marks import Mark, marks_of
from metrics.extract.model import Figure, Known, Reading, Unread
from metrics.extract.moves import MOVES, held, moved, opened
from metrics.extract.numbers import Article, Draft, Number, Outcome, Spot, label_of, number_at
from metrics.extract.owners import HEAD, Owners, mentions, province_named
from metrics.extract.parts import zero
from metrics.extract.ranks import placed, stated
from metrics.extract.scope import Memory, Scope
from metrics.extract.shares import congress_count_at, share_at, share_before_count, share_beside, share_of
from metrics.extract.standings import Standings, standings_of
from metrics.extract.text import Sentence, clean, fold, sentences

VERSION = "1"
# kinds of marks after which something else may hold
MOVING = frozenset({"amount", *MOVES})
# what a number may be whatever its noun
BARE = (placed, change)
# first words of sentences that go on about the body that acted in the one before
CONNECTIVES = frozenset({"theo", "ngoài", "đồng", "trong", "qua", "bên", "cùng", "cụ"})
# and of those that go on about a target
AIMING = ("theo", "cụ", "phấn")


def read(text: str, known: Known, *, published: str = "", province: str = "", organization: str = "") -> Reading:
    """The figures of a Vietnamese text. The hints, any of which may be missing, say where and when it appeared and whose it is."""
    text = clean(text)
    passages, province = _marked(text, known, published, province or organization.partition(".")[0])
    owners = Owners(known.gazetteer, province, organization, mentions(passage.marks for passage in passages[:HEAD]))
    dating = Dating(published, [(passage.words, passage.marks) for passage in passages], known.kinds)
    standings = standings_of(passages, known.gazetteer, owners.province, published)
    reader = Reader(Article(known, owners))
    memory = Memory()
    for place, passage in enumerate(passages):
        dates = dating.enter(place, memory.carried)
        memory = reader.sentence(passage, dates, memory, standings[place])
        memory = memory._replace(carried=dates.handed_on(memory.carried))
    used = {figure.organization for figure in reader.figures}
    bodies = tuple(body for slug, body in owners.added.items() if slug in used)
    return Reading(tuple(reader.figures), tuple(reader.unread), bodies, text)


def _marked(text: str, known: Known, published: str, province: str) -> tuple[list[Passage], str]:
    """The sentences that hold marks, and the province: as hinted, else the first that one names.

    All are marked before any is read, so that the place and the term that the text names later are known.
    """
    folded, gazetteer = fold(text), known.gazetteer
    passages: list[Passage] = []
    year, line, counted = published[:4], 1, 0
    for found in sentences(text, folded):
        sentence = _without_abbreviations(text, found)
        province = province or province_named(gazetteer, sentence.words, published)
        marks = marks_of(text, folded, sentence, year, gazetteer)
        if not marks:
            continue
        line += text.count("\n", counted, sentence.starts[0])
        counted = sentence.starts[0]
        passages.append(Passage(text, *sentence, marks, line, clause_of(sentence.words, marks), placed_in(sentence.words, marks)))
        if not published:
            year = _last_year(marks) or year
    return passages, province


def _last_year(marks: Sequence[Mark]) -> str:
    """The year last named in a sentence, by which days without one are understood where the day of publication is unknown."""
    return next((mark.stretch.code[:4] for mark in reversed(marks) if mark.stretch and mark.stretch.code[:1] > "0"), "")


class Reader:
    """Walks the sentences of a text. What it finds is only added to; all else is handed from mark to mark as values."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []

    def sentence(self, passage: Passage, dates: Dates, memory: Memory, standings: Standings) -> Memory:
        """Reads one sentence; what the next takes over."""
        words, marks = passage.words, passage.marks
        if not any(mark.amount for mark in marks) and "không" not in words and not standings.found:
            actor = next((mark.actor for mark in reversed(marks) if mark.actor), memory.actor)
            return memory._replace(actor=actor)
        if memory.actor is not None and words[0] not in CONNECTIVES and words[:3] != ["cơ", "quan", "này"]:
            memory = memory._replace(actor=None)
        body, kind = self.article.owners.main
        aimed = memory.target and (words[0] in AIMING or any(mark.code == "yearly" for mark in marks))
        scope = Scope(body, kind, target=aimed, last_act=memory.act, memory=memory)
        walk = Walk(self, passage, dates, standings)
        scope = walk.clause(passage.clause, scope)
        scope = walk.states(len(words), scope)
        aimed = any(mark.code in ("target", "target_item") for mark in marks)
        return scope.memory._replace(act=scope.last_act, target=aimed)


class Walk:
    """Walks the clauses of one sentence from left to right, a bracket before what follows it. `read` holds numbers read ahead."""

    def __init__(self, reader: Reader, passage: Passage, dates: Dates, standings: Standings) -> None:
        self.reader, self.passage, self.dates = reader, passage, dates
        self.read: set[int] = set()
        self.ranked = standings.used
        # what is stated of the indexes and not read yet, the next one last
        self.stated = list(reversed(standings.found))

    def clause(self, clause: Clause, scope: Scope) -> Scope:
        """Walks a clause; what holds at its end. A bracket inherits what holds around it, and its slots end with it."""
        for item in clause.items:
            if isinstance(item, Clause):
                inside = self.clause(item, opened(self._spot(item.opening, scope)))
                scope = inside.outside(scope) if item.closed else inside
            else:
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
        if count is None:
            return self._take(share_of(share_at(spot)), spot.scope)[1]
        self.read.add(count.place)
        noun = self.passage.marks[count.place + 2]
        rest = [one for one in self.passage.until_next(count.place) if one.first >= noun.last]
        figure, scope = self._take(count_of(Number(*count, noun, rest, label=label_of(count, noun))), spot.scope)
        share = share_before_count(Number(*spot.under(scope), None, (), of=figure))
        return self._take(share, scope)[1]

    def _take(self, outcome: Outcome, scope: Scope) -> tuple[Figure | None, Scope]:
        """Keeps what a rule made of a number; the figure, if there is one, and what holds after it."""
        found: Figure | None = None
        for one in each_of_all(outcome or ()):
            if isinstance(one, Draft):
                figures, scope = figures_of(one)
                found = figures[0]
                self.reader.figures += figures
                scope = listed(scope, found, self.dates.place)
            else:
                scope = one.scope
                self.reader.unread.append(unread_of(one))
        return found, scope


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
