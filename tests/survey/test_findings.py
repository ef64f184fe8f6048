"""Remarks on one list with the figures that they are about, in either language, kept by the filters, handed out as CSV."""

from __future__ import annotations

import csv
import io
from functools import cache

from metrics.files.export import evidence_csv_bytes
from metrics.store.store import Store
from metrics.survey.findings import figures, findings, sentence, table
from metrics.survey.listing import Search
from metrics.words.wording import Wording
from tests.small import data
from tests.spoken import en, vi

VI, EN = Wording("vi"), Wording("en")


@cache
def store() -> Store:
    return Store.build(
        data(
            """
            nghe-an.agencies-bloc members_admitted 2020 118 @late:2021
            nghe-an.agencies-bloc members_admitted 2020 1188 @early:2020
            nghe-an.agencies-bloc members_admitted 2021 118
            ha-giang.agencies-bloc party_members 2021-09 5164
            ha-giang.agencies-bloc staff_total 2021-09 7000 @staff:2021
            ha-giang.agencies-bloc member_share_of_staff 2021-09 73%
            hue.agencies-bloc party_members 2019 5000
            hue.agencies-bloc party_members 2020 7600
            """
        )
    )


def test_every_check_with_all_figures_that_it_is_about():
    found = {
        one.check: [(row["value"], row["source"]) for row in figures(store(), one).dicts()] for one in findings(store(), Search())
    }
    assert found == {
        "dispute": [(118, "late"), (1188, "early")],
        "share": [(73, "paper"), (5164, "paper"), (7000, "staff")],
        "jump": [(5000, "paper"), (7600, "paper")],
    }


def test_a_sentence_in_each_language():
    said = {one.check: (sentence(vi(store()), one), sentence(en(store()), one)) for one in findings(store(), Search())}
    assert said["dispute"] == (
        "Lấy số 118 người; nguồn khác nêu: 1.188 (Báo, năm 2020).",
        "118 people is the figure used; also stated: 1,188 (Báo, 2020).",
    )
    assert said["share"][0] == "Nguồn nêu 73%, nhưng 5.164 trên 7.000 là 73,77%."
    assert said["jump"][1].startswith("5,000 people (2019), then 7,600 people (2020)")


def test_filters_keep_what_concerns_a_figure_of_theirs():
    def checks(search: Search) -> set[str]:
        return {one.check for one in findings(store(), search)}

    assert checks(Search(provinces=("hue",))) == {"jump"}
    # the earlier figure alone is of 2019
    assert checks(Search(years=(2019, 2019))) == {"jump"}
    assert checks(Search(kinds=("province_wide",))) == set()


def test_the_download_has_a_row_for_each_figure():
    found = findings(store(), Search())
    text = evidence_csv_bytes(*table(store(), en(store()), found), en(store())).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["remark"], row["check"], row["value"]) for row in rows] == [
        *(("1", "dispute", "118"), ("1", "dispute", "1188")),
        *(("2", "share", "73"), ("2", "share", "5164"), ("2", "share", "7000")),
        *(("3", "jump", "5000"), ("3", "jump", "7600")),
    ]
    assert rows[0]["file_line"] == "observations.csv:2"
    assert rows[0]["words"] == "118 people is the figure used; also stated: 1,188 (Báo, 2020)."
    assert all(row["url"] and row["organization_name"] for row in rows)
