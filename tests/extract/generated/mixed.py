"""Several classes in one text, as an article of a newspaper holds them: each passage with its own period, no number told twice."""

from __future__ import annotations

from tests.extract.generated import acts, ellipsis, lists, nouns, periods, shares, statuses
from tests.extract.generated.draft import Draft
from tests.extract.generated.gold import Article

# passages that name their period and change neither the body nor the day that the text has
PASSAGES = (
    lists.admissions,
    lists.members,
    lists.discipline,
    lists.targets,
    periods.dated,
    periods.two_years,
    acts.chain,
    acts.honours,
    acts.letters,
    acts.leaving,
    acts.founded,
    acts.passive,
    shares.pairs,
    shares.each,
    shares.labels,
    shares.grades,
    shares.women,
    shares.rates,
    ellipsis.topic,
    ellipsis.ranks,
    ellipsis.qualities,
    ellipsis.sessions,
    ellipsis.short,
    statuses.excess,
    statuses.differences,
    statuses.beside,
    statuses.aims,
    nouns.stock,
    nouns.learners,
    nouns.admitted,
    nouns.confirmed,
)


def article(seed: int) -> Article:
    draft = Draft("mixed", seed)
    draft.publish(draft.year + 1, share=0.5)
    wanted, told = draft.number(2, 4), 0
    for passage in draft.some(PASSAGES, len(PASSAGES)):
        sentences, figures = list(draft.sentences), list(draft.figures)
        draft.status, draft.breakdown = "reported", ""
        passage(draft)
        before = {one.indicator for one in figures}
        if before & {one.indicator for one in draft.figures[len(figures) :]}:
            draft.sentences, draft.figures = sentences, figures
            continue
        told += 1
        if told == wanted:
            break
        draft.plain(0.3)
    return draft.article(seed)
