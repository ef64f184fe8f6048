"""What a text says of its own publication: a line with its date or its link, the newspaper's sign before its first words.

All of it is a proposal: a person looks at it before a figure is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from metrics.intake.as_written import date_of
from metrics.vocabulary import Province, Source

# where such lines stand: before the text, or after it
FIRST_LINES, LAST_LINES, LONGEST_LINE = 8, 5, 120
DAY = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s*([/.-])\s*|\s+tháng\s+)(\d{1,2})(?:\s*(?:\2|[/.-])\s*|,?\s+năm\s+)(\d{4})(?!\d)", re.IGNORECASE
)
TIME = re.compile(r"(?<!\d)\d{1,2}\s*(?:[:h]|giờ)\s*\d{2}(?::\d{2})?(?!\d)", re.IGNORECASE)
# what may stand beside the date in its line
BESIDE = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật|ngày|đăng|xuất bản|lúc|phút|giờ|am|pm|sa|ch"
    r"|(?:gmt|utc)\s*\+\s*0?7(?::00)?)(?!\w)",
    re.IGNORECASE,
)
CHANGED = re.compile(r"(?:cập nhật|sửa|updated)(?!\w)", re.IGNORECASE)
SIGNS = " \t\u00a0,;:|·•()-–—"
LINK = re.compile(r"(?:(?:nguồn|link|liên kết|url)\s*:?\s*)?(https?://\S+)", re.IGNORECASE)
NAMED = re.compile(r"(?:\(?\s*(?:theo|nguồn)\s*:?\s*)?(.+?)\s*\)?", re.IGNORECASE)
# (NTO) Sáng 22/7, … · NTO - Sáng 22/7, …
SIGN = re.compile(r"\s*(?:\(([A-ZĐ]{2,6})\)|([A-ZĐ]{3,6})\s*[-–—])\s*\S")
ONLINE = ("", "O", "ĐT")
PAPER = "Báo "


@dataclass(frozen=True)
class Origin:
    """Who published a text, when (an ISO date), and where; empty where nothing says so."""

    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True)
class Papers:
    """The publishers that are known: by their name, by the host of their links, by the sign that their articles begin with."""

    names: dict[str, str]
    hosts: dict[str, str]
    signs: dict[str, str]

    @classmethod
    def of(cls, sources: Iterable[Source], provinces: Iterable[Province]) -> Papers:
        """Those of the data's sources, and the newspaper of each province. A sign or host of two papers is nobody's."""
        sources = tuple(sources)
        local = {f"{PAPER}{one.name_vi}" for one in provinces}
        names = {one.publisher for one in sources if one.publisher} | local
        hosts: dict[str, set[str]] = {}
        signs: dict[str, set[str]] = {}
        for one in sources:
            if one.publisher and host_of(one.url):
                hosts.setdefault(host_of(one.url), set()).add(one.publisher)
        for name in names:
            if name.startswith(PAPER):
                letters = "".join(word[0].upper() for word in re.findall(r"\w+", name.removeprefix(PAPER)))
                for sign in {f"{first}{letters}{last}" for first in ("", "B") for last in ONLINE}:
                    signs.setdefault(sign, set()).add(name)
        return cls({name.casefold(): name for name in names}, _of_one(hosts), _of_one(signs))


def _of_one(found: dict[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def host_of(url: str) -> str:
    """The host of a link without `www.`; nothing where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def origin_of(text: str, papers: Papers, told: Origin | None = None) -> Origin:
    """What a text says of its publication, after what its file says (`told`). Of a known link's host the name of its publisher."""
    told = told or Origin()
    lines = _lines(text)
    published, _ = _dates(lines)
    url = told.url or next((found[1] for line in lines if (found := LINK.fullmatch(line))), "")
    host = host_of(url)
    known = papers.hosts.get(host, "")
    named = "" if told.publisher.removeprefix("www.") == host else papers.names.get(told.publisher.casefold(), told.publisher)
    publisher = named or known or _publisher(lines, papers) or told.publisher
    return Origin(publisher, told.published or published, url)


def day_with_time(text: str) -> str:
    """The one day that lines with a time of day give, as an ISO date: a page's own day stands without a time in its head."""
    lines = [line.strip() for line in text.split("\n") if len(line) <= LONGEST_LINE]
    _, days = _dates([line for line in lines if TIME.search(line)])
    return days[0] if len(set(days)) == 1 else ""


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    near = lines[:FIRST_LINES] + lines[max(FIRST_LINES, len(lines) - LAST_LINES) :]
    return [line[:LONGEST_LINE] for line in near]


def _dates(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The day of publication among lines that hold a date and nothing else, and all such days."""
    first: list[str] = []
    changed: list[str] = []
    for line in lines:
        for found in DAY.finditer(line) if not _rest(line) else ():
            try:
                day = date_of(f"{found[1]}/{found[3]}/{found[4]}")
            except ValueError:
                continue
            (changed if CHANGED.search(line[: found.start()]) else first).append(day)
    return next(iter(first or changed), ""), [*first, *changed]


def _rest(line: str) -> str:
    """What is left of a line without its dates and what belongs to them."""
    for pattern in (DAY, TIME, BESIDE, CHANGED):
        line = pattern.sub(" ", line)
    return line.strip(SIGNS)


def _publisher(lines: Sequence[str], papers: Papers) -> str:
    """A known publisher named in a line of its own (beside a date at most), or by the sign before the first words."""
    for line in lines:
        found = NAMED.fullmatch(_rest(line))
        if found and (name := papers.names.get(found[1].casefold())):
            return name
    for line in lines:
        sign = SIGN.match(line)
        if sign and (name := papers.signs.get(sign[1] or sign[2])):
            return name
    return ""
