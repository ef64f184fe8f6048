"""The feed is Atom (RFC 4287): what must stand there, names that stay, links to pages, nothing of a name taken for markup."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from metrics.intake.batches import Loaded, accept, undo, with_batches
from metrics.serving.feed import ATOM, atom, autodiscovery
from metrics.store.store import Store
from metrics.words.words import Words
from tests import small
from tests.actors import EDITOR
from tests.folders import PROJECT, SEEDS
from tests.intake.test_batches import draft_of

SITE = "http://localhost:8501"


def read(store: Store, loaded: Loaded, language: str = "vi") -> ET.Element:
    return ET.fromstring(atom(store, loaded, Words(language, store.names), SITE))


def texts(root: ET.Element, name: str) -> list[str]:
    return [one.text or "" for one in root.iter(f"{{{ATOM}}}{name}")]


def entries(root: ET.Element) -> list[ET.Element]:
    return root.findall(f"{{{ATOM}}}entry")


def links(root: ET.Element) -> list[tuple[str, str]]:
    return [(one.get("rel", ""), one.get("href", "")) for one in root.findall(f"{{{ATOM}}}link")]


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return with_batches(SEEDS, None)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_feed_has_what_atom_asks_for(store: Store, loaded: Loaded, language: str):
    root = read(store, loaded, language)
    assert root.tag == f"{{{ATOM}}}feed"
    assert len(entries(root)) > 3
    for part in (root, *entries(root)):
        for name in ("title", "id", "updated"):
            (one,) = part.findall(f"{{{ATOM}}}{name}")
            assert one.text
    assert texts(root, "name")
    assert dict(links(root)) == {"self": f"{SITE}/feed.atom?lang={language}", "alternate": f"{SITE}/?lang={language}"}
    for name in texts(root, "id"):
        assert uuid.UUID(name.removeprefix("urn:uuid:")).version == 5
    assert len(set(texts(root, "id"))) == len(texts(root, "id"))
    moments = texts(root, "updated")
    assert all(dt.datetime.fromisoformat(moment).tzinfo for moment in moments)
    assert moments[0] == max(moments[1:])
    assert moments[1:] == sorted(moments[1:], reverse=True)
    assert all("2010" < moment < dt.datetime.now(dt.UTC).isoformat() for moment in moments)


def test_names_of_entries_stay_whatever_the_language_and_the_server(store: Store, loaded: Loaded):
    assert texts(read(store, loaded, "vi"), "id")[1:] == texts(read(store, loaded, "en"), "id")[1:]
    assert atom(store, loaded, Words("vi", store.names), SITE) == atom(store, loaded, Words("vi", store.names), SITE)


def test_each_entry_leads_to_a_page(store: Store, loaded: Loaded):
    for entry in entries(read(store, loaded)):
        ((relation, address),) = links(entry)
        found = urlsplit(address)
        assert relation == "alternate"
        assert (PROJECT / "pages" / f"{found.path.strip('/')}.py").is_file()
        assert parse_qs(found.query)["lang"] == ["vi"]


def test_an_import_is_told_once_it_counts_and_no_longer_once_it_is_taken_back(tmp_path: Path):
    folder = small.write(small.data("nghe-an.agencies-bloc members_admitted 2018 110"), tmp_path / "data")
    home = tmp_path / "imports"

    def now() -> ET.Element:
        found = with_batches(folder, home)
        return read(Store.build(found.seeds), found, "en")

    before = now()
    batch = accept(home, folder, draft_of("nghe-an.agencies-bloc members_admitted 2019 123 @news:2019-12-31"), EDITOR)
    (entry,) = [one for one in entries(now()) if texts(one, "title") == ["1 new figure"]]
    assert texts(entry, "updated") == [batch.made]
    assert texts(entry, "summary") == ["Báo"]
    undo(home, batch.batch, EDITOR)
    assert texts(now(), "id") == texts(before, "id")


def test_names_are_text_and_letters_that_xml_lacks_are_marked(loaded: Loaded):
    seeds = small.data("nghe-an.province-wide members_admitted 2020 1234 @paper:2021-01-05")
    (source,) = seeds.sources
    hostile = '<script>alert("1")</script> & \x0b\uffff'
    store = Store.build(replace(seeds, sources=(replace(source, publisher=hostile),)))
    written = atom(store, loaded, Words("en", store.names), SITE)
    assert b"<script>" not in written
    assert any('<script>alert("1")</script> & \ufffd\ufffd' in text for text in texts(ET.fromstring(written), "summary"))


def test_pages_tell_readers_of_the_feed_below_the_base_path():
    assert re.findall(r'href="([^"]+)"', autodiscovery("")) == ["/feed.atom?lang=vi", "/feed.atom?lang=en"]
    assert re.findall(r'href="([^"]+)"', autodiscovery("/our/data/"))[0] == "/our/data/feed.atom?lang=vi"
