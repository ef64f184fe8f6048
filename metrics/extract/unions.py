"""Youth and trade unions, the Front and associations as named in a text: their committees and congresses are none of the Party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from metrics.extract.text import word_set

# first words of their names, each with the words after it that make it another word, or with the only ones that make it a name
BUT = {
    "đoàn": word_set("kết đại đbqh chủ thư viên thể công kiểm giám thanh"),
    "hội": word_set("nghị đồng trường thảo nhập ý"),
}
ONLY = {
    "công": word_set("đoàn nhân chức"),
    "liên": word_set("đoàn hiệp chi minh"),
    "tổng": word_set("liên"),
    "hiệp": word_set("hội"),
    "mặt": word_set("trận"),
    "phụ": word_set("nữ"),
    "nông": word_set("dân"),
    "cựu": word_set("chiến"),
    "người": word_set("cao"),
    **dict.fromkeys(("chi", "tỉnh", "huyện", "thành", "quận", "thị", "xã", "phường", "tw"), word_set("đoàn")),
}
SHORT = word_set("lđlđ mttq lhpn ccb hlhpn tncs")
# words before `thanh` in `Đoàn thanh niên`, which is no `đoàn thanh tra`
YOUTH = "niên"
# what may stand before a name: `Ban Chấp hành lâm thời của Hội …`, `Ủy ban Mặt trận`
LEADING = (["của"], ["lâm", "thời"], ["các"], ["ủy", "ban"], ["trung", "ương"], ["chấp", "hành"])
# names that are told apart from other words without a capital or a committee before them
HOLDERS = frozenset(
    {
        *(("công", "đoàn"), ("hội", "nông"), ("hội", "liên"), ("hội", "lhpn"), ("hội", "phụ"), ("hội", "cựu"), ("mặt", "trận")),
        *(("đoàn", "tncs"), ("đoàn", "khối"), ("đoàn", "thanh"), ("đoàn", "xã"), ("đoàn", "trường"), ("đoàn", "phường")),
        *(("tỉnh", "đoàn"), ("huyện", "đoàn"), ("thành", "đoàn"), ("quận", "đoàn"), ("thị", "đoàn"), ("chi", "đoàn")),
        *(("liên", "đoàn"), ("hiệp", "hội"), ("hội", "sinh")),
    }
)
# the same by the slugs of bodies: whose committees are no party committees, and those of the youth union
SLUGS = ("doan-khoi", "doan-thanh-nien", "cong-doan", "lien-doan", "hoi-", "tinh-doan", "huyen-doan", "thanh-doan")
YOUTH_SLUGS = re.compile(r"(?:tinh-|huyen-|thanh-|quan-|thi-|xa-)?doan-(?!dbqh)")
PARTY = frozenset({("đảng", "bộ"), ("chi", "bộ"), ("đảng", "ủy")})
# the last words of offices, and how near before a name they make it that of a person: `Chủ tịch Hội Nông dân tỉnh dự Đại hội`
OFFICES, OFFICE = word_set("tịch thư"), 4


def names_union(words: Sequence[str], at: int) -> bool:
    """Whether the name of one begins at a token, where one may be named: `Đoàn khối`, `Tỉnh đoàn`, `Hội Nông dân tỉnh`, `MTTQ`."""
    for lead in LEADING:
        at += len(lead) * (list(words[at : at + len(lead)]) == lead)
    first, after = (*words[at : at + 2], "", "")[:2]
    if first in SHORT:
        return True
    if first == "đoàn" and after == "thanh":
        return list(words[at + 2 : at + 3]) == [YOUTH]
    if first in BUT:
        return after not in BUT[first]
    return after in ONLY.get(first, ())


def is_union(body: str) -> bool:
    """Whether a body, by its slug, is one: its committee is no party committee."""
    return body.partition(".")[2].startswith(SLUGS)


def is_youth_union(body: str) -> bool:
    """Whether a body, by its slug, is one of the youth union, whose members are those who are admitted."""
    return YOUTH_SLUGS.match(body.partition(".")[2]) is not None


def holder(words: Sequence[str]) -> str:
    """Who is told of: `party`, else `union`, or nothing. `Chi bộ Công đoàn tỉnh` is one of the Party."""
    pairs = [*pairwise(words)]
    if not PARTY.isdisjoint(pairs):
        return "party"
    told = (i for i, pair in enumerate(pairs) if pair in HOLDERS or pair == ("ban", "mttq"))
    return "union" if any(OFFICES.isdisjoint(words[max(0, i - OFFICE) : i]) for i in told) else ""
