"""What a reader may look for by some typed letters: provinces, metrics, bodies, publishers, else words of the figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, get_args

from metrics.answers.query import metrics_of
from metrics.data.places import places, spelling
from metrics.spelling import search_key, sort_key
from metrics.store.memory import remembered
from metrics.store.store import Store
from metrics.survey.listing import Search, ids
from metrics.vocabulary import Metric, Organization
from metrics.words.languages import every_name
from metrics.words.words import Words

# what is suggested, in the order in which equally good hits stand
SuggestionKind = Literal["province", "metric", "body", "publisher", "words"]
KINDS: tuple[SuggestionKind, ...] = get_args(SuggestionKind)
# suggestions of one kind, so that the others are seen too
MOST = 4
# how well a name answers: it is what was typed, begins so, has words that begin so, or has them with what describes it
EXACT, BEGINNING, WORDS, DESCRIBED = range(4)
YEAR = re.compile("[12][0-9]{3}")


@dataclass(frozen=True)
class Suggestion:
    """Where a search may lead: what it is, its slug, code, publisher or words, its name for the reader, how many figures are there.

    A metric that is only calculated has no figures of its own: 0. `province` is the slug of the one whose metric is meant.
    """

    kind: SuggestionKind
    code: str
    name: str
    figures: int
    province: str = ""


@dataclass(frozen=True)
class _Entry:
    """What can be found, and by what: names without blanks, their words, the words that describe it; all without accents."""

    kind: SuggestionKind
    code: str
    figures: int
    spelled: frozenset[str]
    words: tuple[str, ...]
    described: tuple[str, ...] = ()
    # it is no more: what is there today comes first
    ended: bool = False


def find(store: Store, wording: Words, text: str) -> tuple[Suggestion, ...]:
    """What typed letters may mean, the best first: exact names, then names with words that begin so, then what is described so.

    Accents, capitals and signs do not matter. Inside each kind names that begin so come first, then what is there today, then what
    has more figures, then as a dictionary orders: never by chance. Last the figures in whose names or words the text occurs.
    """
    typed, words = spelling(text), _words(text)
    if not typed:
        return ()
    graded = [(grade, entry) for entry in _entries(store) if (grade := _grade(entry, typed, words)) is not None]
    named = [(grade, entry, _name(wording, entry)) for grade, entry in graded]
    named.sort(key=lambda one: _order(*one))
    told = Counter[str]()
    found = []
    for _, entry, name in named:
        told[entry.kind] += 1
        if told[entry.kind] <= MOST:
            # a publisher is looked for by its name, which may stand in other names and words too
            figures = _with_words(store, entry.code) if entry.kind == "publisher" else entry.figures
            found.append(Suggestion(entry.kind, entry.code, name, figures))
    if not found:
        found += _of_a_province(store, wording, words)
    if figures := _with_words(store, text):
        found.append(Suggestion("words", " ".join(text.split()), " ".join(text.split()), figures))
    return tuple(found)


def _of_a_province(store: Store, wording: Words, words: Sequence[str]) -> Iterator[Suggestion]:
    """What a province and a metric typed together may mean, with a year or without: hải dương kết nạp 2024."""
    words = [word for word in words if not YEAR.fullmatch(word)]
    whole = [
        (stop - start, entry, [*words[:start], *words[stop:]])
        for entry in _entries(store)
        if entry.kind == "province"
        for start, stop in combinations(range(len(words) + 1), 2)
        if "".join(words[start:stop]) in entry.spelled
    ]
    longest = max((length for length, _, _ in whole), default=0)
    for length, province, rest in whole:
        if length < longest or not rest:
            continue
        told = [
            (grade, one)
            for one in _entries(store)
            if one.kind == "metric" and (grade := _grade(one, "".join(rest), rest)) is not None
        ]
        named = sorted(((grade, one, _name(wording, one)) for grade, one in told), key=lambda one: _order(*one))
        for _, one, name in named[:MOST]:
            figures = len(ids(store, Search(provinces=(province.code,), indicators=(one.code,))))
            if figures:
                yield Suggestion("metric", one.code, f"{name} · {_name(wording, province)}", figures, province.code)


def _with_words(store: Store, text: str) -> int:
    """In how many figures a search for words finds a text."""
    return len(ids(store, Search(words=text)))


def _order(grade: int, entry: _Entry, name: str) -> tuple[Any, ...]:
    tier = grade if grade in (EXACT, DESCRIBED) else WORDS
    return tier, KINDS.index(entry.kind), grade, entry.ended, -entry.figures, sort_key(name), entry.code


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", search_key(text).replace("_", " ")))


def _grade(entry: _Entry, typed: str, words: Iterable[str]) -> int | None:
    """How well an entry answers, or None."""
    if typed in entry.spelled:
        return EXACT
    if any(name.startswith(typed) for name in entry.spelled):
        return BEGINNING
    if _begin(words, entry.words):
        return WORDS
    return DESCRIBED if _begin(words, (*entry.words, *entry.described)) else None


def _begin(typed: Iterable[str], words: Iterable[str]) -> bool:
    """Does each of the typed words begin one of the words?"""
    return all(any(word.startswith(one) for word in words) for one in typed)


def _name(wording: Words, entry: _Entry) -> str:
    if entry.kind == "province":
        return wording.province(entry.code)
    if entry.kind == "body":
        return wording.organization(entry.code)
    return wording.metric(wording.names.metrics[entry.code]) if entry.kind == "metric" else entry.code


# what can be found ----------------------------------------------------------------------------------------------------------
@remembered()
def _entries(store: Store) -> tuple[_Entry, ...]:
    """Every province; the metrics, bodies and publishers that have figures, and the metrics that are calculated of others."""
    _, rows = store.rows(
        "SELECT organization, indicator, publisher, count(*) FROM observation GROUP BY ALL",
        {},
    )
    bodies, indicators, publishers = Counter[str](), Counter[str](), Counter[str]()
    for organization, indicator, publisher, figures in rows:
        bodies[organization] += figures
        indicators[indicator] += figures
        publishers[publisher] += figures
    return (
        *_provinces(store, bodies),
        *(_metric(store, one, indicators[one.metric]) for one in metrics_of(store).values() if _is_known(one, indicators)),
        *(_body(store, one, bodies[one.organization]) for one in store.seeds.organizations if bodies[one.organization]),
        *(_Entry("publisher", name, number, _spelled([name]), _words(name)) for name, number in publishers.items() if name),
    )


def _provinces(store: Store, bodies: Counter[str]) -> Iterator[_Entry]:
    figures = Counter[str]()
    for slug, number in bodies.items():
        figures[slug.partition(".")[0]] += number
    spellings: dict[str, set[str]] = {}
    for name, slugs in places(store.seeds.provinces).spellings.items():
        for slug in slugs:
            spellings.setdefault(slug, set()).add(name)
    for one in store.seeds.provinces:
        words = _words(" ".join((*every_name(one), one.aliases)))
        spelled = frozenset(spellings[one.province])
        yield _Entry("province", one.province, figures[one.province], spelled, words, ended=bool(one.valid_to))


def _is_known(metric: Metric, indicators: Counter[str]) -> bool:
    """Has it figures, or is it calculated of an indicator that has?"""
    of = [metric.metric, metric.change_of, *([metric.ratio.numerator] if metric.ratio else [])]
    return any(indicators[code] for code in of)


def _metric(store: Store, one: Metric, figures: int) -> _Entry:
    phrases = next((indicator.phrases for indicator in store.seeds.indicators if indicator.indicator == one.metric), "")
    names = every_name(one)
    return _Entry("metric", one.metric, figures, _spelled([*names, one.metric]), _words(" ".join(names)), _words(phrases))


def _body(store: Store, one: Organization, figures: int) -> _Entry:
    province = store.names.provinces[one.province]
    names = (*every_name(one), *one.aliases.split(";"))
    described = _words(" ".join((*every_name(province), province.aliases)))
    return _Entry("body", one.organization, figures, _spelled(names), _words(" ".join(names)), described, bool(one.valid_to))


def _spelled(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(spelling, names)) - {""}
