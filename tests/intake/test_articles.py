"""Files of articles: what their text is, and what is said of a file that cannot be read."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from contextlib import suppress

import docx
import matplotlib
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from metrics.errors import PartyMetricsError
from metrics.intake import articles
from metrics.intake.articles import ArticleError, joined, pasted, read_article
from metrics.intake.encodings import TCVN3, decoded, written_in_tcvn3

SENTENCE = "Đảng bộ Khối kết nạp 35 đảng viên mới, thi hành kỷ luật 02 tổ chức."
PAGE = f"""<!doctype html><html><head><title>Tin</title><meta property="og:site_name" content="Báo Thử Nghiệm">
<meta property="og:url" content="https://bao.example/tin.html">
<meta property="article:published_time" content="2024-07-02T08:00:00+07:00">
</head><body><nav><a href="/">Trang chủ</a> <a href="/lien-he">Liên hệ</a></nav>
<article><h1>Kết quả 6 tháng đầu năm</h1><p>{SENTENCE}</p><p>Cấp ủy các cấp kiểm tra 12 chi bộ trong 6 tháng đầu năm 2024.</p>
<table><tr><td>Khiển trách</td><td>5 đảng viên</td></tr></table></article>
<aside><p>Quảng cáo: giảm giá 99%</p></aside><footer>Bản quyền thuộc về tòa soạn</footer></body></html>"""


def in_tcvn3(text: str) -> bytes:
    letters = {letter: byte for byte, letter in TCVN3.items()}
    # fonts of this kind have capitals with tones in a font of their own
    return bytes(letters.get(letter, ord(letter) if ord(letter) < 128 else 63) for letter in text)


def in_windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with hats and horns whole, tones after them."""
    tones = "\u0300\u0309\u0303\u0301\u0323"
    written = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        written += unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        written += "".join(mark for mark in marks if mark in tones)
    return written.encode("cp1258")


def a_pdf(*lines: str) -> bytes:
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        figure = Figure()
        for place, line in enumerate(lines):
            figure.text(0.1, 0.9 - place / 10, line)
        written = io.BytesIO()
        figure.savefig(written, format="pdf")
    return written.getvalue()


def a_document() -> bytes:
    document = docx.Document()
    document.add_heading("Báo cáo", 1)
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ("Hình thức", "Số đảng viên", "Ghi chú", "Khiển trách", "28", ""), strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("Hết.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def refused(file: str, data: bytes) -> str:
    with pytest.raises(PartyMetricsError) as error:
        read_article(file, data)
    return str(error.value)


# what is read ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_in_unicode(encoding: str):
    assert read_article("tin.txt", SENTENCE.encode(encoding)).text == SENTENCE


def test_a_text_is_composed_and_has_plain_line_ends():
    assert read_article("tin.txt", unicodedata.normalize("NFD", f"{SENTENCE}\r\nHết.").encode()).text == f"{SENTENCE}\nHết."
    assert pasted("một\r\nhai\rba\0").text == "một\nhai\nba"


def test_a_page_gives_its_main_text_and_its_publication():
    article = read_article("tin.html", PAGE.encode())
    assert SENTENCE in article.text.splitlines()
    assert "Khiển trách | 5 đảng viên" in article.text
    assert "Trang chủ" not in article.text
    assert "Quảng cáo" not in article.text
    assert (article.publisher, article.published, article.url) == ("Báo Thử Nghiệm", "2024-07-02", "https://bao.example/tin.html")


def test_a_page_of_one_line_is_read_too():
    assert SENTENCE in read_article("tin.htm", f"<p>{SENTENCE}</p>".encode()).text


def test_a_page_that_says_it_is_windows_1258_is_read():
    page = b"<html><head><meta charset='windows-1258'></head><body><p>" + in_windows_1258(SENTENCE) + b"</p></body></html>"
    assert SENTENCE in read_article("tin.html", page).text


def test_a_document_gives_paragraphs_and_tables_in_their_order():
    lines = read_article("báo cáo.DOCX", a_document()).text.splitlines()
    assert lines == ["Báo cáo", SENTENCE, "Hình thức | Số đảng viên Ghi chú | Số đảng viên Ghi chú", "Khiển trách | 28 | ", "Hết."]


# a table with a heading over two columns, a body over two rows, a number over two columns, and its lines as they are read
MERGED = [
    "Đơn vị | Kết nạp đảng viên | Kết nạp đảng viên",
    "Đơn vị | 2023 | 2024",
    "Huyện Yên Thành | 150 | 160",
    "Huyện Yên Thành |  | 12",
    "Huyện Con Cuông | 31 | 〃",
]


def test_a_merged_cell_of_a_document_stands_in_each_of_its_places_but_a_number_in_one():
    document = docx.Document()
    table = document.add_table(rows=5, cols=3)
    for row, texts in enumerate(
        (("Đơn vị", "Kết nạp đảng viên", ""), ("", "2023", "2024"), ("Huyện Yên Thành", "150", "160"), ("", "", "12"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(4, 0).text, table.cell(4, 1).text = "Huyện Con Cuông", "31"
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 0), (3, 0)), ((4, 1), (4, 2))):
        table.cell(*first).merge(table.cell(*last))
    written = io.BytesIO()
    document.save(written)
    assert read_article("tin.docx", written.getvalue()).text.splitlines() == MERGED


def test_a_merged_cell_of_a_page_stands_in_each_of_its_places_but_a_number_in_one():
    page = PAGE.replace(
        "</article>",
        "<table><tr><th rowspan='2'>Đơn vị</th><th colspan=2>Kết nạp đảng viên</th></tr><tr><th>2023</th><th>2024</th></tr>"
        "<tr><td rowspan=2>Huyện Yên Thành</td><td>150</td><td>160</td></tr><tr><td></td><td>12</td></tr>"
        "<tr><td>Huyện Con Cuông</td><td colspan=2>31</td></tr></table></article>",
    )
    lines = read_article("tin.html", page.encode()).text.splitlines()
    first = lines.index(MERGED[0])
    assert lines[first : first + 5] == MERGED


def test_the_tables_of_a_pdf_keep_rows_and_columns():
    with matplotlib.rc_context({"pdf.fonttype": 42, "font.size": 8}):
        figure = Figure(figsize=(8, 5))
        figure.text(0.1, 0.9, "Biểu 1. Kết quả công tác đảng viên năm 2024")
        axes = figure.add_axes((0.1, 0.3, 0.8, 0.5))
        axes.axis("off")
        cells = [
            ["Đơn vị", "Tổng số đảng viên", "Kết nạp mới năm 2024"],
            ["Huyện Yên Thành", "10.250", "215"],
            ["Huyện Con Cuông", "", "90"],
            ["Thành phố Vinh", "18.004", "402"],
        ]
        axes.table(cellText=cells, loc="center")
        written = io.BytesIO()
        figure.savefig(written, format="pdf")
    lines = read_article("tin.pdf", written.getvalue()).text.splitlines()
    assert lines == ["Biểu 1. Kết quả công tác đảng viên năm 2024", *(" | ".join(row) for row in cells)]


def test_a_pdf_gives_its_text_layer_and_tells_how_far_it_is():
    shares: list[float] = []
    article = read_article("tin.pdf", a_pdf("Đảng bộ Khối kết nạp 35 đảng viên", "mới trong năm 2024."), shares.append)
    assert article.text == "Đảng bộ Khối kết nạp 35 đảng viên mới trong năm 2024."
    assert shares == [1.0]


def test_broken_lines_are_joined_and_paragraphs_stay_apart():
    assert joined("Kết nạp 35\nđảng viên.\nKiểm tra:\n- 12 chi bộ\n- 5 đảng viên\n\nHết") == (
        "Kết nạp 35 đảng viên.\nKiểm tra:\n- 12 chi bộ\n- 5 đảng viên\n\nHết"
    )


# what is refused ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("file", "data", "told"),
    [
        ("tin.txt", in_windows_1258(SENTENCE), "Windows-1258"),
        ("tin.txt", in_tcvn3(SENTENCE.lower()), "TCVN3"),
        ("tin.html", b"<p>" + in_tcvn3(SENTENCE.lower()) + b"</p>", "TCVN3"),
        ("tin.txt", b"\xff\xfa\xfb\xc0 35 \xff", "is not UTF-8"),
        ("tin.doc", b"\xd0\xcf\x11\xe0 rest", "save it as .docx"),
        ("tin.docx", b"\xd0\xcf\x11\xe0 rest", "password"),
        ("tin.docx", b"PK\x03\x04 no zip", "damaged"),
        ("tin.docx", SENTENCE.encode(), "damaged"),
        ("tin.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("tin.txt", b"%PDF-1.7 nothing", "another kind"),
        ("tin.xlsx", b"PK\x03\x04", "table"),
        ("tin.csv", b"source", "table"),
        ("tin.odt", b"PK\x03\x04", ".pdf"),
        ("tin", b"text", ".docx"),
        ("tin.png", b"\x89PNG", "is a picture"),
        ("tin.jpg", b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        ("tin.heic", b"\0\0\0\x18ftypheic", "is a picture"),
        ("tin.docx", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("tin.xls", b"\xd0\xcf\x11\xe0 rest", "old form"),
        ("tin.pdf", b"{\\rtf1 text}", ".rtf document"),
        ("tin.txt", b" \n", "no text"),
        ("tin.html", b"", "no text"),
    ],
)
def test_a_file_that_is_not_read_is_told_why(file: str, data: bytes, told: str):
    message = refused(file, data)
    assert told in message
    assert file in message


def test_a_pdf_with_a_password_is_told():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    assert "password" in refused("tin.pdf", written.getvalue())


def test_a_pdf_without_letters_is_called_a_picture():
    assert "picture" in refused("tin.pdf", a_pdf())


def test_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    assert "at most 20 MB" in refused("tin.pdf", b"%PDF" + bytes(articles.MAX_BYTES))
    with pytest.raises(ArticleError, match=r"500001 letters"):
        pasted("a" * (articles.MAX_LETTERS + 1))
    monkeypatch.setattr(articles, "MAX_PAGES", 0)
    assert "1 pages" in refused("tin.pdf", a_pdf("một"))


def test_a_document_that_unfolds_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(articles, "MAX_UNFOLDED", 10_000_000)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(20_000_000))
    assert "20 MB" in refused("tin.docx", written.getvalue())


# encodings ------------------------------------------------------------------------------------------------------------
def test_text_typed_for_an_old_font_is_known_though_it_is_unicode():
    typed = in_tcvn3(SENTENCE.lower()).decode("latin-1")
    assert written_in_tcvn3(typed)
    assert not written_in_tcvn3(SENTENCE)
    assert not written_in_tcvn3("A page in English about §3 and 5 µm ®")
    with pytest.raises(PartyMetricsError, match="UniKey"):
        decoded("tin.txt", typed.encode())


@given(st.sampled_from(["tin.txt", "tin.html", "tin.docx", "tin.pdf"]), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(file: str, data: bytes):
    starts = {"tin.docx": b"PK\x03\x04", "tin.pdf": b"%PDF-1.4\n"}
    with suppress(PartyMetricsError):
        assert read_article(file, starts.get(file, b"") + data).text.strip()


# files of other kinds -------------------------------------------------------------------------------------------------
def locked_pdf(user: str, algorithm: str) -> bytes:
    """A PDF of one line that opens with the password `user`; an empty one opens it for everybody."""
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(a_pdf(SENTENCE)))
    writer.encrypt(user, owner_password="chủ", algorithm=algorithm)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_lock_is_told_and_one_that_needs_no_password_is_opened(algorithm: str):
    assert "is locked with a password" in refused("tin.pdf", locked_pdf("mật khẩu", algorithm))
    assert read_article("tin.pdf", locked_pdf("", algorithm)).text == SENTENCE


def test_text_that_begins_like_the_bytes_of_a_picture_is_text():
    assert read_article("tin.txt", b"BM va RIFF: 35 nguoi").text.startswith("BM")
