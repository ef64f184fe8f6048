"""Releases, imported figures and what is new in sentences, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from metrics.answers.sources import citations
from metrics.intake.batches import Batch, Loaded
from metrics.period import date_span
from metrics.store.store import Store
from metrics.survey.front import published
from metrics.survey.listing import Search
from metrics.survey.news import News, news, sentence, title
from metrics.survey.release import last_release, reach_of
from metrics.words.languages import LANGUAGES
from metrics.words.words import Words

ATOM = "http://www.w3.org/2005/Atom"
PATH = "feed.atom"
# the newest imports that are told
MOST = 50
# what makes names of entries that stay the same on every server and in both languages
OURS = uuid.UUID("5b0c1a52-8f1e-4f0e-9d3a-6a4f7e0c2d11")
# letters that XML has no way to hold
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One thing that is new: what names it for good, when it became so, and where it is shown."""

    identity: str
    # a moment in UTC, 2026-11-27T00:00:00Z
    updated: str
    title: str
    summary: str
    page: str


def atom(store: Store, loaded: Loaded, wording: Words, site: str) -> bytes:
    """The feed in one language; `site` is the address of the overview, without a slash at its end."""
    found = sorted(_entries(store, loaded, wording), key=lambda one: (one.updated, one.identity), reverse=True)
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": wording.language})
    _put(root, "title", wording.say("Party organisation metrics: what is new"))
    _put(root, "subtitle", wording.say("Releases of the data, imported figures, and what stands out in them, with sources."))
    _put(root, "id", _name(f"feed/{wording.language}"))
    _put(root, "updated", max((one.updated for one in found), default=_moment(reach_of(store).published)))
    _put(ET.SubElement(root, f"{{{ATOM}}}author"), "name", wording.say("Party organisation metrics"))
    _link(root, "self", f"{site}/{PATH}?lang={wording.language}", "application/atom+xml")
    _link(root, "alternate", f"{site}/?lang={wording.language}", "text/html")
    for one in found:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        _put(entry, "title", one.title)
        _put(entry, "id", _name(one.identity))
        _put(entry, "updated", one.updated)
        _link(entry, "alternate", f"{site}/{one.page}", "text/html")
        _put(entry, "summary", one.summary)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def autodiscovery(base: str) -> str:
    """What tells a reader's program of the feed, for the head of every page: a link for each language."""
    path = f"/{base.strip('/')}/{PATH}".replace("//", "/")
    link = '<link rel="alternate" type="application/atom+xml" hreflang="{0.code}" title="{0.name}" href="{1}?lang={0.code}">'
    return "".join(link.format(one, path) for one in LANGUAGES.values())


def _entries(store: Store, loaded: Loaded, wording: Words) -> Iterator[Entry]:
    yield from _releases(loaded, wording)
    counting = [batch for batch in loaded.batches if loaded.state(batch) == "accepted"]
    for batch in counting[-MOST:]:
        yield _import(store, batch, wording)
    for one in news(store, Search()):
        yield _news(store, one, wording)


def _releases(loaded: Loaded, wording: Words) -> Iterator[Entry]:
    release = last_release(loaded.folder)
    if release:
        text = wording.plural("{number} figure of sources", "{number} figures of sources", len(release.figures))
        day = wording.date(release.date)
        yield Entry(
            f"release/{release.date}",
            _moment(release.date),
            wording.say("Release of {day}", day=day),
            text,
            _page("data", wording, part="changes"),
        )


def _import(store: Store, batch: Batch, wording: Words) -> Entry:
    """The figures that were accepted together, by the publishers that state them."""
    publishers = dict.fromkeys(one.publisher or one.source for one in citations(store, batch.sources))
    text = wording.plural("{number} new figure", "{number} new figures", batch.figures)
    corrected = wording.say("A figure was corrected") if batch.replaced else ""
    return Entry(
        f"batch/{batch.batch}",
        batch.made,
        corrected or text,
        "; ".join(publishers),
        _page("data", wording, part="changes"),
    )


def _news(store: Store, one: News, wording: Words) -> Entry:
    key = one.row.key
    named = "/".join(f"{name}={value}" for name, value in sorted(key.items()))
    sources = "; ".join(dict.fromkeys(map(wording.source, one.row.sources)))
    # where no source says when it was published, the figure is as old as the year that it tells of
    moment = published(store, one.row) or f"{str(key.get('year') or key['period'])[:4]}-01-01"
    return Entry(
        f"news/{one.rule}/{one.metric.metric}/{one.breakdown}/{named}",
        _moment(moment),
        title(wording, one),
        f"{sentence(wording, one)} ({sources})",
        _page_of_news(store, one, wording),
    )


def _page_of_news(store: Store, one: News, wording: Words) -> str:
    """Where the figure is drawn; of a dispute where all that is stated on both sides is listed."""
    province, body = one.body.partition(".")[0], store.names.organizations.get(one.body)
    if one.rule == "dispute":
        return _page("data", wording, part="checks", province=province)
    kind = {"kind": body.kind} if body else {}
    return _page("explore", wording, metric=one.metric.metric, province=province, **kind)


def _page(page: str, wording: Words, **parameters: str) -> str:
    return f"{page}?{urlencode({'lang': wording.language, **parameters})}"


def _moment(date: str) -> str:
    """The end of a date, month or year as Atom wants it; where there is none, long ago."""
    day = date_span(date)[1] if date else dt.date(2000, 1, 1)
    return f"{day.isoformat()}T00:00:00Z"


def _name(identity: str) -> str:
    return uuid.uuid5(OURS, identity).urn


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "type": kind, "href": address})
