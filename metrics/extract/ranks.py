"""Ranks and scores of indexes, as figures: the constructions in which they are stated."""

from __future__ import annotations

from typing import NamedTuple

from metrics.extract.constructions import construction, first
from metrics.extract.marks import Mark
from metrics.extract.numbers import Number, Outcome, Spot
from metrics.extract.periods import Stretch
from metrics.extract.standings import Standing

# of a figure whose year is taken from further off, or told nowhere
UNDATED = 0.8


class Stated(NamedTuple):
    """A standing where it is read."""

    standing: Standing
    number: Number

    def figure(self, sure: float) -> Outcome:
        """The figure of the standing; none for a rank in words of a year that nothing tells."""
        standing, number = self.standing, self.number
        year = standing.year
        flow = number.scope.memory.carried.flow
        if not year and standing.carries and flow is not None and flow.kind == "year":
            year = flow.code
        if standing.worded and not year:
            return ()
        if not standing.year:
            sure = min(sure, UNDATED)
        kind, _, change = standing.kind.partition("-")
        owners = number.owners
        owner = None
        if standing.province:
            owner = owners.add(f"{standing.province}.administration", ""), "administration"
        elif owners.province:
            owner = owners.of_kind("administration")
        led = Mark("cue", standing.quoted, number.mark.first) if standing.quoted < number.mark.first else None
        return (
            number.figure(
                f"{standing.code}_{kind}",
                {"scope": standing.region} if standing.region else {},
                round(min(sure, standing.sure), 2),
                label=led,
                status=change,
                denominator=standing.of,
                owner=owner,
                period=Stretch("year", year) if year else Stretch(""),
            ),
        )


@construction(
    "rank-change",
    "Năm 2021, chỉ số PAPI xếp thứ 12/63, tăng 2 bậc.",
    "papi_rank = 12/63 2021 @administration",
    "papi_rank = 2 change 2021 @administration",
)
def rank_change(stated: Stated) -> Outcome:
    """`tăng 1 bậc`, `tụt 3 hạng`: places gained are positive."""
    return stated.figure(0.95) if stated.standing.kind == "rank-change" else None


@construction(
    "score-change",
    "Năm 2021, chỉ số PCI đạt 69,03 điểm, tăng 3,55 điểm so với năm 2020.",
    "pci_score = 69.03 2021 @administration",
    "pci_score = 3.55 change 2021 @administration",
)
def score_change(stated: Stated) -> Outcome:
    """`tăng 3,55 điểm`."""
    return stated.figure(0.95) if stated.standing.kind == "score-change" else None


@construction(
    "rank-before",
    "Chỉ số PCI của tỉnh từ hạng 35 năm 2020 lên hạng 20 năm 2021.",
    "pci_rank = 35 2020 @administration",
    "pci_rank = 20 2021 @administration",
)
def standing_before(stated: Stated) -> Outcome:
    """`từ thứ hạng 51 lên thứ hạng 31`: the first is of the year with which is compared."""
    return stated.figure(0.95) if stated.standing.earlier else None


@construction(
    "rank-in-a-list",
    "Năm 2022, các chỉ số PAR INDEX, SIPAS, PAPI lần lượt xếp thứ 15, 20 và 31.",
    "par_index_rank = 15 2022 @administration",
    "sipas_rank = 20 2022 @administration",
    "papi_rank = 31 2022 @administration",
)
def listed_standing(stated: Stated) -> Outcome:
    """Numbers in the order of the indexes, provinces or years that are listed."""
    return stated.figure(0.95) if stated.standing.listed else None


@construction(
    "rank-of-another",
    "Năm 2021, Hải Phòng về nhì bảng xếp hạng PCI với 70,61 điểm.",
    "pci_rank = 2 2021 @hai-phong.administration",
    "pci_score = 70.61 2021 @hai-phong.administration",
)
def standing_of_another(stated: Stated) -> Outcome:
    """Another province's."""
    return stated.figure(0.95) if stated.standing.province else None


@construction("rank-in-words", "Nghệ An là quán quân PCI năm 2021.", "pci_rank = 1 2021 @administration")
def rank_in_words(stated: Stated) -> Outcome:
    """`dẫn đầu`, `quán quân`, `về nhì`, `đứng thứ ba`."""
    return stated.figure(0.9) if stated.standing.worded else None


@construction(
    "rank-before-its-index",
    "Năm 2021, Nghệ An xếp vị trí 18/63 về Chỉ số PAR INDEX và 22/63 về Chỉ số SIPAS.",
    "par_index_rank = 18/63 2021 @administration",
    "sipas_rank = 22/63 2021 @administration",
)
def standing_before_index(stated: Stated) -> Outcome:
    """The index is named after the number."""
    return stated.figure(0.95) if stated.standing.behind and not stated.standing.topical else None


@construction(
    "rank-under-a-topic",
    "Chỉ số PCI năm 2021 có nhiều tiến bộ. Tỉnh xếp thứ 23/63.",
    "pci_rank = 23/63 2021 @administration",
)
def standing_under_topic(stated: Stated) -> Outcome:
    """The index is named in a sentence before."""
    return stated.figure(0.85) if stated.standing.topical else None


@construction("rank", "Năm 2021, chỉ số PCI xếp thứ 23/63.", "pci_rank = 23/63 2021 @administration")
def rank(stated: Stated) -> Outcome:
    """`xếp thứ 15/63`, `đứng thứ 2 khu vực Bắc Trung Bộ`."""
    return stated.figure(0.95) if stated.standing.kind == "rank" else None


@construction("score", "Năm 2021, chỉ số PCI đạt 66,6 điểm.", "pci_score = 66.6 2021 @administration")
def score(stated: Stated) -> Outcome:
    """`đạt 66,6 điểm`."""
    return stated.figure(0.9)


CONSTRUCTIONS = (
    rank_change,
    score_change,
    standing_before,
    listed_standing,
    standing_of_another,
    rank_in_words,
    standing_before_index,
    standing_under_topic,
    rank,
    score,
)


def stated(spot: Spot, standing: Standing) -> Outcome:
    """What is read of a standing."""
    number = Number(*spot._replace(mark=standing.mark, place=max(standing.place, 0)), None, ())
    return first(CONSTRUCTIONS, Stated(standing, number))


# words before a rank, one of which each has
RANKED = frozenset({"thứ", "hạng", "vị"})


def placed(number: Number) -> Outcome:
    """A rank in nothing that is known: no figure."""
    if RANKED.isdisjoint(number.passage.has):
        return None
    if number.before(2)[:1] in (["năm"], ["lần"]) or number.after(2) == ["liên", "tiếp"]:
        return None
    return () if number.before(1) in (["thứ"], ["hạng"]) or number.before(2) == ["vị", "trí"] else None
