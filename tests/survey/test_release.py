"""What changed since the last release: the record of its figures against the figures loaded now."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import io
import json
from pathlib import Path

import pytest

from metrics.data.history import RELEASES, VALUES_ALONE, keep
from metrics.data.seeds import load, tables_of
from metrics.errors import DataError
from metrics.files.export import evidence_csv_bytes
from metrics.intake.drafts import FIGURES
from metrics.store.store import Store
from metrics.survey.listing import Search, counts, sources
from metrics.survey.release import Change, Release, changes, counted, figures, last_release, passing, reach_of, stated, table
from tests.here import run
from tests.small import data, write
from tests.spoken import vi

BEFORE = """
nghe-an.agencies-bloc party_members 2020 5000 @a:2021
nghe-an.agencies-bloc congresses_held 2020-05 50/63
ha-giang.agencies-bloc members_admitted 2019 30
ha-giang.agencies-bloc members_admitted 2020 31
rank PAR 2023 nghe-an 15 86.5
"""
# one value, one base and one rank corrected, one figure taken out, two added
AFTER = """
nghe-an.agencies-bloc party_members 2020 5100 @a:2021
nghe-an.agencies-bloc congresses_held 2020-05 50/64
ha-giang.agencies-bloc members_admitted 2019 30
hue.province-wide members_admitted 2024-H1 80 @b:2024-08
rank PAR 2023 nghe-an 16 86.5
rank PAR 2024 nghe-an 20
"""


def store(*lines: str) -> Store:
    return Store.build(data(*lines))


def kept(folder: Path, lines: str, day: str = "2026-01-31") -> Release:
    """The release of data that these lines describe."""
    keep(write(data(lines), folder), day)
    found = last_release(folder)
    assert found
    return found


def short(found: list[Change]) -> set[tuple[str, str, str, str, str]]:
    return {(one.kind, one.named()["indicator"], one.named()["period"], one.before, one.now) for one in found}


def test_figures_and_sources_are_counted_in_one_way(store: Store):
    # an address that two publishers cite is one source
    twice = "rank PAR 2023 hue 3 @http://paper/a:2024-01-01\nrank PAR 2022 hue 3 @http://paper/a:2024-02-01"
    small = Store.build(data(f"nghe-an.agencies-bloc party_members 2020 5\n{twice}"))
    ranks = [dataclasses.replace(one, publisher=f"publisher {one.year}") for one in small.seeds.rankings]
    for one in (store, Store.build(dataclasses.replace(small.seeds, rankings=tuple(ranks)))):
        found, listed, reach = counts(one, Search()), sources(one).dicts(), reach_of(one)
        stating = [source for source in listed if source["figures"]]
        assert (reach.figures, reach.sources) == (found["figures"], found["sources"])
        assert (sum(source["figures"] for source in stating), len(stating)) == (reach.figures, reach.sources)
        assert len({source["source"] for source in listed}) == len(listed)


def test_added_changed_removed(tmp_path: Path):
    release = kept(tmp_path, BEFORE)
    found = changes(store(AFTER), release)
    assert short(found) == {
        ("changed", "party_members", "2020", "5000", "5100"),
        ("changed", "congresses_held", "2020-05", "50/63", "50/64"),
        ("changed", "par_index_rank", "2023", "15", "16"),
        ("removed", "members_admitted", "2020", "31", ""),
        ("added", "members_admitted", "2024-H1", "", "80"),
        ("added", "par_index_rank", "2024", "", "20"),
    }
    assert counted(found) == {"changed": 3, "removed": 1, "added": 2}


def test_what_a_release_keeps_are_the_figures_of_its_data(tmp_path: Path):
    written = kept(tmp_path, BEFORE)
    assert written.figures == figures(store(BEFORE))
    assert changes(store(BEFORE), written) == []


def test_each_line_of_the_projects_own_data_states_the_figures_of_the_store(store: Store, seeds_dir: Path):
    tables, _ = tables_of(seeds_dir)
    assert {key: value for file in FIGURES for row in tables[file].rows for key, value in stated(row)} == figures(store)


def test_what_an_earlier_version_recorded_is_compared_still(tmp_path: Path):
    old = {"released": "2025-06-30", "columns": [], "figures": [[*key, value] for key, value in figures(store(BEFORE)).items()]}
    (tmp_path / VALUES_ALONE).write_bytes(gzip.compress(json.dumps(old).encode()))
    last = last_release(tmp_path)
    assert last == Release("2025-06-30", figures(store(BEFORE)))
    assert counted(changes(store(AFTER), last)) == {"changed": 3, "removed": 1, "added": 2}
    assert kept(tmp_path, AFTER).date == "2026-01-31"


def test_a_folder_without_a_release_has_none_and_a_torn_record_says_what_to_do(tmp_path: Path):
    assert last_release(tmp_path) is None
    (tmp_path / VALUES_ALONE).write_bytes(b"{}")
    with pytest.raises(DataError, match=r"release\.json\.gz:1: file: cannot be read"):
        last_release(tmp_path)
    kept(tmp_path, BEFORE)
    path = tmp_path / RELEASES / "2026-01-31.json.gz"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DataError, match=r"releases/2026-01-31\.json\.gz:1: file: cannot be read"):
        last_release(tmp_path)


def test_words_alone_are_no_change_of_a_figure(tmp_path: Path):
    seeds, release = data(BEFORE), kept(tmp_path, BEFORE)
    noted = tuple(dataclasses.replace(one, note="a doubt", row=one.row + 7) for one in seeds.observations)
    assert changes(Store.build(dataclasses.replace(seeds, observations=noted)), release) == []


def test_filters_let_removed_figures_through_by_their_keys(tmp_path: Path):
    release = kept(tmp_path, BEFORE)
    now = store(AFTER)
    found = changes(now, release)

    def kinds(search: Search) -> list[str]:
        return sorted(one.kind for one in passing(now, found, search))

    assert kinds(Search(provinces=("ha-giang",))) == ["removed"]
    assert kinds(Search(provinces=("tuyen-quang-2025",), boundary="34")) == ["removed"]
    assert kinds(Search(years=(2024, 2024))) == ["added", "added"]
    assert kinds(Search(kinds=("administration",))) == ["added", "changed"]
    assert kinds(Search(regions=("trung-du-va-mien-nui-phia-bac",))) == ["removed"]


def test_a_figure_of_several_years_passes_if_it_touches_one_asked_for(tmp_path: Path):
    release = kept(tmp_path, "hue.province-wide members_admitted range:2016/2020 400")
    now = store("hue.province-wide members_admitted range:2016/2020 410")
    found = changes(now, release)
    assert [len(passing(now, found, Search(years=years))) for years in ((2018, 2018), (2020, 2024), (2021, 2024))] == [1, 1, 0]


def test_the_download_says_every_change_with_codes_and_names(tmp_path: Path):
    release = kept(tmp_path, BEFORE)
    now = store(AFTER)
    found = changes(now, release)
    rows = list(csv.DictReader(io.StringIO(evidence_csv_bytes(*table(vi(now), found)).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(found) == 6
    row = next(row for row in rows if row["change"] == "removed")
    assert (row["organization"], row["period"], row["before"], row["now"]) == ("ha-giang.agencies-bloc", "2020", "31", "")
    assert row["period_name"] == "năm 2020"


def test_how_far_the_data_reach():
    # the term ends in years to come, the plan is of a later year
    reach = reach_of(
        store(
            AFTER,
            "hue.province-wide party_members 2027 900 planned",
            "hue.province-wide executive_committee_size term:2025/2030 50",
        )
    )
    assert (reach.published, reach.period, reach.figures) == ("2024-08", "2024", 9)


def test_the_record_of_the_projects_own_data_is_well_formed(seeds_dir: Path):
    release = last_release(seeds_dir)
    assert release
    known = figures(Store.build(load(seeds_dir)))
    # most figures of a release stay: a record of other data would share none
    assert len(release.figures.keys() & known.keys()) > 0.9 * len(release.figures)


def test_one_command_records_a_release_and_another_lists_the_changes(tmp_path: Path):
    folder = write(data(BEFORE), tmp_path / "data")
    told = run("changes", "--data", str(folder))
    assert (told.code, told.out.count("\n"), told.err) == (0, 1, "no release is recorded\n")
    told = run("release", "--data", str(folder), "--date", "2026-01-31")
    assert (told.code, told.out) == (0, "")
    write(data(AFTER), folder)
    told = run("changes", "--data", str(folder))
    assert told.err == "since the release of 2026-01-31: 3 changed, 1 removed, 2 added\n"
    assert told.out.splitlines()[0].startswith("change,source,organization,indicator")
    assert len(told.out.splitlines()) == 7
    assert run("release", "--data", str(folder), "--date", "31.1.2026").code == 2
