"""Many articles at once, run by Streamlit's AppTest: files are read into the queue, and reviewed one after another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.intake.batch_files import batches
from metrics.intake.queue import Entry, entries, save
from metrics.words.wording import Wording
from tests.actors import EDITOR
from tests.intake.test_given import pack
from tests.pages.test_page_import import article, click, home, opened, sound, ticked

pytestmark = pytest.mark.usefixtures("beside_few")
EN = Wording("en")
BODY = "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lai Châu"
FIRST = f"Báo Lai Châu\nThứ Ba, 02/07/2024\nTrong 6 tháng đầu năm 2024, {BODY} kết nạp 137 đảng viên mới."
SECOND = f"{FIRST}\nToàn Đảng bộ Khối hiện có 4.321 đảng viên."
__all__ = ["home"]


def give(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, "") for name, data in files])
    return click(sound(app.run()), "queue_read")


def queue(home: Path) -> list[Entry]:
    return entries(home)[0]


def key(entry: Entry) -> str:
    return entry.digest[:12]


def texts(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.text, *app.caption, *app.markdown, *app.info, *app.warning)).replace("\\", "")


def test_many_files_become_a_queue_that_is_accepted_figure_by_figure_and_article_by_article(home: Path):
    many = pack({"hai.txt": SECOND.encode(), "ảnh.png": b"\x89PNG"})
    app = give(opened(part="many"), ("một.txt", FIRST.encode()), ("gói.zip", many), ("trời.txt", "Trời đẹp.".encode()))
    assert "3 articles read, 0 were read before. 1 file could not be read" in texts(app)
    assert "0 of 2 articles with figures are reviewed" in str([one.proto for one in app.get("progress")])
    groups = [[option.content for option in one.proto.options] for one in app.get("button_group")]
    assert ["Waiting (2)", "Without figures (1)", "Not read (1)"] in groups
    assert batches(home) == ()
    first, second = (next(one for one in queue(home) if name in one.files[0]) for name in ("một", "hai"))

    # the source is proposed by the text
    click(app, f"queue_open_{key(second)}")
    found = [app.text_input(key=f"queue_{key(second)}_{name}").value for name in ("publisher", "published")]
    assert found == ["Báo Lai Châu", "2024-07-02"]
    assert "Proposed by the file or the text: Publisher, Date of publication" in texts(app)
    assert "4.321 đảng viên" in article(app)
    assert "New: nothing stands for this yet." in texts(app)

    # one figure by itself: the article stays in the queue with the others
    click(app, "import_accept_1")
    (batch,) = batches(home)
    assert [row["value"] for row in batch.rows["observations.csv"]] == ["4321"]
    assert "Accepted already." in texts(app)
    assert '<mark class="accepted"><sup>2</sup>4.321 đảng viên</mark>' in article(app)
    assert [label for label, taken in ticked(app).items() if taken] == [one for one in ticked(app) if "137" in one]

    # the rest of the article, of the same source; then the next article is open
    click(app, "import_accept")
    assert [row["value"] for row in batches(home)[1].rows["observations.csv"]] == ["137"]
    assert {batch.sources for batch in batches(home)} == {("bao-lai-chau-2024-07-02",)}
    assert app.text_input(key=f"queue_{key(first)}_publisher").value == "Báo Lai Châu"
    assert "The same stands already" in texts(app)
    click(app, "queue_back")
    assert "1 of 2 articles" in str([one.proto for one in app.get("progress")])
    click(app, f"queue_aside_{key(first)}")
    assert "No article waits." in texts(app)


def test_a_review_goes_on_in_another_window_where_it_was_left(home: Path):
    app = give(opened(part="many"), ("hai.txt", SECOND.encode()))
    (entry,) = queue(home)
    click(app, f"queue_open_{key(entry)}")
    app.checkbox[0].uncheck()
    app.text_input(key=f"queue_{key(entry)}_publisher").set_value("Báo Khác")
    sound(app.run())
    other = click(opened(part="many"), f"queue_open_{key(entry)}")
    assert [one.value for one in other.checkbox] == [False, True]
    assert other.text_input(key=f"queue_{key(entry)}_publisher").value == "Báo Khác"
    assert "Proposed by the file or the text: Date of publication." in texts(other)


def test_one_period_and_one_body_for_all(home: Path):
    text = f"{BODY} kết nạp 137 đảng viên. {BODY} kỷ luật 12 đảng viên."
    app = give(opened(part="many"), ("hai.txt", text.encode()))
    (entry,) = queue(home)
    click(app, f"queue_open_{key(entry)}")
    assert not any(ticked(app).values())
    stamp = app.session_state["import_stamp"]
    app.text_input(key=f"import_all_{stamp}_period").set_value("2019")
    click(sound(app.run()), f"import_all_{stamp}_period_lacking")
    app.selectbox(key=f"import_all_{stamp}_body").set_value("nghe-an.agencies-bloc")
    click(sound(app.run()), f"import_all_{stamp}_body_everywhere")
    (kept,) = queue(home)
    assert {(one.period, one.organization) for one in kept.figures} == {("2019", "nghe-an.agencies-bloc")}
    assert all("period inferred" in one.note for one in kept.figures)


def test_what_is_told_of_a_text_is_taken_up_by_reading_it_anew_as_is_a_newer_reader(home: Path):
    app = give(opened(part="many"), ("một.txt", f"{BODY} hiện có 4.321 đảng viên.".encode()))
    (entry,) = queue(home)
    click(app, f"queue_open_{key(entry)}")
    app.text_input(key=f"queue_{key(entry)}_published").set_value("5/7/2024")
    sound(app.run())
    assert "has changed since it was read" in texts(app)
    assert queue(home)[0].hints.published == ""
    click(app, "queue_read_anew")
    assert {one.period for one in queue(home)[0].figures} == {"2024-07-05"}
    save(home, replace(queue(home)[0], reader="0", reading=None), EDITOR)
    app = opened(part="many")
    assert "read by another version" in texts(app)
    click(app, "queue_anew")
    assert [one.older for one in queue(home)] == [False]


@pytest.mark.usefixtures("home")
def test_the_queue_speaks_vietnamese():
    assert opened(lang="vi", part="many").button(key="queue_read").label == "Đọc 0 tệp"
