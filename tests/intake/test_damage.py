"""Texts that nobody can read are known, and mended where that is certain; what can be read is left alone."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.data.seeds import read
from metrics.intake.articles import pasted
from metrics.intake.damage import VNI, WRONG, Damage, damage, unreadable_lines
from metrics.intake.encodings import TCVN3
from metrics.spelling import invisible, is_syllable
from tests import small
from tests.folders import PROJECT

QUOTE = "kết nạp 1.234 đảng viên mới, kỷ luật “nghiêm” và đúng"
IN_VNI = {letter: seen for seen, letter in VNI.items()}


def opened_in(encoding: str, text: str) -> str:
    """UTF-8 as a program shows it that takes it for another encoding."""
    return "".join(bytes([one]).decode(encoding) if bytes([one]).decode(encoding, "ignore") else chr(one) for one in text.encode())


def typed_in_vni(text: str) -> str:
    return "".join(IN_VNI.get(letter, letter) for letter in text)


def western(text: str) -> str:
    """Windows-1258 as a program shows it that takes it for Western."""
    tones = "\u0300\u0309\u0303\u0301\u0323"
    marks = "".join(
        unicodedata.normalize("NFC", "".join(one for one in unicodedata.normalize("NFD", letter) if one not in tones))
        + "".join(one for one in unicodedata.normalize("NFD", letter) if one in tones)
        for letter in text
    )
    return marks.encode("cp1258").decode("cp1252")


@pytest.mark.parametrize("encoding", WRONG)
@pytest.mark.parametrize("text", [QUOTE, "Báo Nghệ An", "ĐẢNG BỘ TỈNH", "là đúng", "Sở Nội vụ tỉnh Bà Rịa - Vũng Tàu"])
def test_letters_encoded_twice_are_known_and_mended(encoding: str, text: str):
    twice = opened_in(encoding, text)
    for seen in (twice, " ".join(twice.split())):
        found = damage(seen)
        assert found
        # `Tàu` and `Tà u` are the same once a no-break space became a blank
        certain = seen == twice or "Tàu" not in text or " " not in opened_in(encoding, "à").replace("\u00a0", " ")
        assert (found.kind, found.meant) == ("utf8", text if certain else "")


def test_letters_encoded_three_times_are_known():
    assert damage(opened_in("cp1252", opened_in("cp1252", QUOTE))) == Damage("utf8")


@pytest.mark.parametrize("text", [QUOTE, "Báo Nghệ An", "Nghệ An", "ĐẢNG BỘ TỈNH NGHỆ AN", "tổ chức cơ sở đảng, chi bộ"])
def test_text_typed_for_vni_is_known_and_mended(text: str):
    found = damage(typed_in_vni(text))
    assert found
    assert (found.kind, found.meant) == ("vni", text)


def test_text_in_other_old_encodings_is_known_and_mended():
    letters = {letter: chr(byte) for byte, letter in TCVN3.items()}
    found = damage("".join(letters.get(letter, letter) for letter in "Báo Nghệ An"))
    assert found
    assert (found.kind, found.meant) == ("tcvn3", "Báo Nghệ An")
    found = damage(western("kỷ luật đảng viên được"))
    assert found
    assert (found.kind, found.meant) == ("cp1258", "kỷ luật đảng viên được")


@pytest.mark.parametrize("text", ["k?t n?p 5 ??ng viên", "?ảng viên mới", "đảng b? có 5 t? chức", "đ\ufffdng viên"])
def test_lost_letters_are_known_and_nothing_is_guessed(text: str):
    found = damage(text)
    assert found
    assert found.meant == ""


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        "Có bao nhiêu đảng viên? Vì sao tăng?",
        "một câu hỏi (?) và “thế à?”",
        "xem https://vi.example/?trang=1&số=2",
        "“ĐÃ” rồi, ĐÃ” và «cá»",
        "Krông Nô, Đắk Lắk, Cư M'gar, Pleiku",
        "Müller, Señor Citroën, café, São Paulo, naïve, Curaçao",
        "5 µm ® §3 20 °C ± 1 ½",
        "Ðảng bộ Hồ Chí Minh",
        "",
    ],
)
def test_what_can_be_read_is_left_alone(text: str):
    assert damage(text) is None


WORDS = sorted(
    {
        word
        for file in ("observations", "organizations", "indicators", "sources")
        for row in csv.reader((PROJECT / f"seeds/{file}.csv").read_text("utf-8").splitlines())
        for cell in row
        for word in cell.split()
    }
)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_no_text_of_words_of_the_data_is_refused(text: str):
    assert damage(text.replace("?", "")) is None


def test_no_word_of_the_data_is_called_damaged(seeds_dir: Path):
    rows = [row for path in sorted(seeds_dir.glob("*.csv")) for row in csv.reader(path.read_text("utf-8").splitlines())]
    cells = {cell for row in rows for cell in row}
    assert len(cells) > 5000
    assert [cell for cell in cells if damage(cell) or invisible(cell)] == []


def test_no_article_is_called_damaged(shared: Path):
    texts = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    texts += [json.loads(line)["text"] for line in (shared / "articles/articles.jsonl").read_text("utf-8").splitlines()]
    assert len(texts) > 20
    assert [str(one) for text in texts for one in unreadable_lines("", pasted(text).text)] == []


def test_a_blank_missing_after_a_question_of_an_article_is_no_lost_letter():
    article = "Kết quả kết nạp đảng viên ra sao?các chi bộ trả lời. " + "Toàn đảng bộ có nhiều chi bộ mới. " * 20
    assert damage(article) is None
    assert damage(article.replace("ế", "?").replace("ộ", "?")) == Damage("question marks")


def test_check_tells_letters_that_nobody_sees(tmp_path: Path):
    folder = small.write(small.data("nghe-an.agencies-bloc party_members 2020 5000"), tmp_path)
    sources = folder / "sources.csv"
    text = sources.read_text("utf-8").splitlines()
    sources.write_text("\n".join([text[0], text[1].replace(",", ",\u202e", 1), *text[2:]]) + "\n", "utf-8")
    seeds, (problem,) = read(folder)
    assert seeds is None
    assert (problem.file, problem.line, problem.column) == ("sources.csv", 2, "publisher")
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in problem.message


def test_lines_of_a_text_are_named():
    found = [*unreadable_lines("tin.txt", f"{QUOTE}\n{typed_in_vni(QUOTE)}\nmột\u202ehai")]
    assert [str(one).partition(" ")[0] for one in found] == ["tin.txt:2:", "tin.txt:3:"]


def test_signs_of_zero_width_from_a_web_page_are_dropped_with_the_paste():
    assert pasted("kết\u200b nạp\ufeff 35 đảng\u00ad viên").text == "kết nạp 35 đảng viên"


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200e", "\u202e", "\u2066", "\u2028", "\ufeff", "\u00ad", "\x07", "\ue000", "\u3164", "\ufe0f"]
)
def test_letters_that_nobody_sees_are_found(sign: str):
    assert invisible(f"một{sign}hai") == sign


def test_blanks_and_letters_are_no_invisible_letters():
    assert invisible("Đảng bộ\u00a0Khối\u202f5 – “ứ” ½") == ""


def test_vietnamese_syllables_are_told_from_others():
    words = "đảng viên kỷ luật khiển trách nghiêm nguyễn quyết giếng thuở khuỷu ngoẳng ươm ý uống ĐẢNG Uỷ"
    assert [word for word in words.split() if not is_syllable(word)] == []
    assert [word for word in ("krông", "naïp", "káº¿t", "bốố", "café", "wifi", "đ") if is_syllable(word)] == []


READABLE = [word for word in WORDS if word.isalpha() and not word.isascii()][::40]
SPOILED = [spoil(word) for word in READABLE for spoil in (typed_in_vni, western, lambda word: opened_in("cp1252", word))]
ODD = ["·", "1.234", "k?t", "\ufffd", "Müller", "ĐÃ”", "“cá»", "\u2003", "a\u00a0b", "đảng\nviên", "²", "–", "đảng,"]


@given(st.lists(st.sampled_from(READABLE) | st.sampled_from(SPOILED) | st.sampled_from(ODD), max_size=6))
def test_a_text_of_right_words_is_damaged_in_no_other_way(words: list[str]):
    """The quick look at each word leaves out no text that a look at the whole finds damaged."""
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("metrics.intake.damage._is_right", lambda word: False)
        whole = damage(text)
    assert damage(text) == whole
