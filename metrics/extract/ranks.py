"""Ranks and scores of indexes."""

from __future__ import annotations

from metrics.extract.bodies import slugify
from metrics.extract.changes import sign_of
from metrics.extract.constructions import construction, first
from metrics.extract.numbers import Number, Outcome


def _is_placed(number: Number) -> bool:
    if number.before(2)[:1] in (["năm"], ["lần"]) or number.after(2) == ["liên", "tiếp"]:
        return False
    return number.before(1) in (["thứ"], ["hạng"]) or number.before(2) == ["vị", "trí"]


@construction(
    "rank-change",
    "Năm 2021, chỉ số PAPI xếp thứ 12/63, tăng 2 bậc.",
    "papi_rank = 12/63 2021 @administration",
    "papi_rank = 2 change 2021 @administration",
)
def rank_change(number: Number) -> Outcome:
    """`tăng 1 bậc`."""
    if not number.scope.government_index or number.after(1) != ["bậc"]:
        return None
    change = number.signed(-1.0 if {"giảm", "tụt"} & set(number.before(3)) else 1.0)
    return (change.figure(f"{number.scope.government_index}_rank", {}, 0.9, status="change"),)


def rank_before(number: Number) -> Outcome:
    """`từ thứ hạng 51 lên thứ hạng 31`: the first is of another year, which nothing tells."""
    ahead = number.words[number.mark.last : number.mark.last + 2]
    return () if _is_placed(number) and "từ" in number.before(4) and {"lên", "xuống"} & set(ahead) else None


@construction("rank", "Năm 2021, chỉ số PCI xếp thứ 23/63.", "pci_rank = 23/63 2021 @administration")
def rank(number: Number) -> Outcome:
    """`xếp thứ 15/63`, `đứng thứ 2 khu vực Bắc Trung Bộ`; a rank in nothing that is known is no figure."""
    if not _is_placed(number):
        return None
    if not number.scope.government_index:
        return ()
    region = _region(number)
    return (number.figure(f"{number.scope.government_index}_rank", {"scope": region} if region else {}, 0.9),)


@construction(
    "score-change",
    "Năm 2021, chỉ số PCI đạt 69,03 điểm, tăng 3,55 điểm so với năm 2020.",
    "pci_score = 69.03 2021 @administration",
    "pci_score = 3.55 change 2021 @administration",
)
def score_change(number: Number) -> Outcome:
    """`tăng 3,55 điểm`."""
    sign = sign_of(number)
    if not number.scope.government_index or not sign or number.after(1) != ["điểm"]:
        return None
    return (number.signed(sign).figure(f"{number.scope.government_index}_score", {}, 0.9, status="change"),)


@construction("score", "Năm 2021, chỉ số PCI đạt 66,6 điểm.", "pci_score = 66.6 2021 @administration")
def score(number: Number) -> Outcome:
    """`đạt 66,6 điểm`."""
    if not number.scope.government_index or not (number.before(1) == ["đạt"] or number.after(1) == ["điểm"]):
        return None
    return (number.figure(f"{number.scope.government_index}_score", {}, 0.85),)


def _region(number: Number) -> str:
    """The region in which a rank counts: `thứ 2 khu vực Bắc Trung Bộ`."""
    words, last = number.words, number.mark.last
    at = next((i for i in range(last, min(last + 4, len(words))) if words[i] in ("khu", "vùng")), None)
    if at is None:
        return ""
    at += 2 if words[at] == "khu" else 1
    name = []
    while at < len(words) and number.passage.capital(at):
        name.append(words[at])
        at += 1
    return slugify(" ".join(name))


RANKS = (rank_change, rank_before, rank, score_change, score)


def ranked(number: Number) -> Outcome:
    """A rank or score, where an index is spoken of or the number is a place."""
    return first(RANKS, number) if number.scope.government_index or _is_placed(number) else None
