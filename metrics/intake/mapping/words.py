"""What the headings of columns and the names of rows are by their words: a place, a year, what is counted, a total, a note."""

from __future__ import annotations

import re
from functools import lru_cache

from metrics.data.places import Places, spelling
from metrics.spelling import search_key

# headings by their whole words, without accents: what the cells under them are
HEADINGS: dict[str, frozenset[str]] = {
    "serials": frozenset({"stt", "tt", "so tt", "so thu tu", "no", "#", "order"}),
    "units": frozenset({"don vi tinh", "dvt", "d v t", "unit", "units"}),
    "periods": frozenset(
        {"nam", "ky", "ky bao cao", "thoi gian", "thoi diem", "thoi ky", "quy", "year", "period", "nam danh gia", "nam do luong"}
    ),
    "lines": frozenset(
        {"chi tieu", "noi dung", "ten chi tieu", "cac chi tieu", "tieu chi", "hang muc", "danh muc", "indicator", "measure"}
    ),
    "publishers": frozenset({"nguon", "nguon so lieu", "co quan cong bo", "source", "publisher"}),
    "notes": frozenset({"ghi chu", "chu thich", "note", "notes", "remarks"}),
    "codes": frozenset({"ma", "ma tinh", "ma so", "ma dia phuong", "ma dvhc", "ma don vi", "code", "province code", "id"}),
}
PLACES = re.compile(
    r"(?:ten )?(?:cac )?"
    r"(?:(?:tinh|thanh pho|tp|dia phuong|don vi|dang bo|huyen|quan|thi xa|province|city|locality|provinces)\b[,/ ]*)+"
    r"(?:truc thuoc.*|name|/ ?city)?"
)
# rows that add others up, rows about all of them, rows of a region, rows that say something about the table
TOTALS = re.compile(
    r"(?:tong(?: so| cong| chung)?|cong|tong toan tinh|total|sum|ca nuoc|toan quoc|toan tinh|toan dang bo(?: tinh)?|"
    r"viet nam|vietnam|national|whole country)(?: so| cong)?(?: \(.*| \d+ tinh.*)?"
)
STATISTICS = re.compile(
    r"(?:(?:diem|gia tri|muc|chi so)? ?(?:so )?(?:trung binh|binh quan|trung vi|cao nhat|thap nhat|lon nhat|nho nhat)|"
    r"(?:the )?(?:highest|lowest|average|mean|median|max|min|maximum|minimum|standard deviation|national (?:mean|median|average))|"
    r"do lech chuan)\b.*"
)
REGIONS = re.compile(
    r"(?:[ivx]+ )?(?:(?:vung|khu vuc|mien)\b.*|dong bang (?:song hong|song cuu long)|trung du.*|mien nui.*|bac trung bo.*|"
    r"duyen hai.*|nam trung bo.*|tay nguyen|dong nam bo|tay nam bo|tay bac|dong bac|red river delta|northern.*|north.*|central.*|"
    r"south.*|mekong.*)"
)
# what a row is by its whole name: the first of these that it is
KINDS_OF_ROWS = re.compile(f"(?P<total>{TOTALS.pattern})|(?P<statistic>{STATISTICS.pattern})|(?P<region>{REGIONS.pattern})")
NOTES = re.compile(r"\W*(?:ghi chu|chu thich|nguon|note|notes|source)\b.*|\W*\* .*|\(\*+\).*")
UNIT_LINE = re.compile(r"\W*(?:don vi tinh|dvt|don vi|unit)\s*[:=]\s*(.+?)\W*")
# a row in capitals that groups the bodies below it
GROUPS = re.compile(r"(?:KHỐI|NHÓM|CỤM)\b.*")
# a city within a province, which bears the province's name
CITY = re.compile(r"(?:thanh pho|tp)\b\.?")
# numbers that are told in thousands or millions of what is counted
SCALED = re.compile(
    r"(?:^|[(:=] ?|\b)(?:nghin|ngan|trieu|thousands?|millions?) (?:of )?(?:nguoi|dang vien|to chuc|persons?|people|members?)\b|"
    r"(?:dvt|don vi(?: tinh)?|unit)\s*[:=]\s*(?:1[.,]?000\b|nghin|ngan|trieu|thousand|million)"
)
# the same as all that a unit says, or in brackets or behind a comma of a heading: `(nghìn)`, `, triệu`, `(1.000 người)`, `(x1000)`;
# with accents, as `ngân` is no `ngàn`
SCALE = r"(?:nghìn|nghin|ngàn|triệu|trieu|tr\.|trăm|chục|vạn|thousands?|millions?|hundreds?)"
TIMES = r"(?:[x×*]\s?1[.,]?000|'000)"
COUNTED = (
    r"(?:người|đảng viên|đồng chí|đ/c|đv|quần chúng|tổ chức(?: đảng)?|chi bộ|đảng bộ|lượt|cuộc|vụ|văn bản|"
    r"persons?|people|members?|organi[sz]ations?)"
)
SCALED_HEADING = re.compile(
    rf"(?:^|[(\[,;:]\s?)(?:{SCALE}\s*(?:(?:of )?{COUNTED})?|{TIMES}|1[.,]?000\s+{COUNTED})\s*(?:[)\],;]|$)|"
    r"\bin (?:thousands|millions)\b",
    re.IGNORECASE,
)
SCALED_UNIT = re.compile(rf"(?:{SCALE}|{TIMES}|1[.,]?000)(?!\w)", re.IGNORECASE)
# what stands before and after the name of a place or a line
LEAD = re.compile(r"(?:(?:\d{1,3}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|[a-zđA-H][.)]|[-–—+•●▪])\s*)+")
# it begins with its first sign: of a long run no later start is tried
MARK = re.compile(r"(?:\s|(?<![*¹²³⁰⁴-⁹†‡]))(?:\*|\([0-9*]{1,2}\)|[¹²³⁰⁴-⁹†‡])+$")
# what such a mark ends in
MARKS = tuple("*)¹²³⁰⁴⁵⁶⁷⁸⁹†‡")
# what begins with none of their first letters needs no look
OFFICE = re.compile(
    r"(?=[uủđt])(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|đảng bộ|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ)\s+", re.IGNORECASE
)
# names that are no spelling in provinces.csv
OTHER_NAMES = {"hcm": "Hồ Chí Minh", "hcmc": "Hồ Chí Minh", "hcmcity": "Hồ Chí Minh", "brvungtau": "Bà Rịa - Vũng Tàu"}
# words of numbers, without accents
RANK = frozenset(
    {"hang", "xep hang", "thu hang", "vi tri", "xep thu", "thu tu xep hang", "vi thu", "rank", "ranking", "tt xep hang"}
)
SCORE = frozenset(
    {
        *("diem", "diem so", "tong diem", "diem tong", "tong so diem", "ket qua", "gia tri", "chi so", "score", "total score"),
        *(
            "total",
            "tong",
            "tong cong",
            "overall",
            "points",
            "index",
            "diem danh gia",
            "diem chi so",
            "ket qua chi so",
            "ket qua (%)",
        ),
        *(
            "total unweighted",
            "unweighted total",
            "weighted",
            "unweighted",
            "weighted score",
            "final score",
            "composite score",
            "diem tong hop",
        ),
    }
)
UNITS: dict[str, str] = {
    **dict.fromkeys(("nguoi", "dang vien", "dong chi", "dv", "d/c", "quan chung", "doan vien"), "person"),
    **dict.fromkeys(("person", "persons", "people"), "person"),
    **dict.fromkeys(("to chuc", "to chuc dang", "dang bo", "chi bo", "tccsd", "chi bo, dang bo", "organization"), "organization"),
    **dict.fromkeys(("%", "phan tram", "ty le", "ty le %", "percent"), "percent"),
    **dict.fromkeys(("cuoc", "vu", "don", "truong hop", "luot", "case"), "case"),
    **dict.fromkeys(("van ban", "document"), "document"),
    **dict.fromkeys(("diem", "score"), "score"),
    **dict.fromkeys(("hang", "rank"), "rank"),
}


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """A text as these words are compared: without accents, small, without signs around it."""
    return search_key(text).strip(" .:;*()[]-–—/")


@lru_cache(maxsize=10_000)
def kind_of(heading: str) -> str:
    """What stands under a heading, by its whole words: a key of HEADINGS or `places`; nothing where they say something else."""
    words = key(heading)
    found = next((kind for kind, known in HEADINGS.items() if words in known), "")
    return found or ("places" if words and PLACES.fullmatch(words) else "")


@lru_cache(maxsize=50_000)
def row_kind(name: str) -> str:
    """`total`, `statistic`, `region` or `note` where the name of a row says so."""
    named = bare(name)
    if GROUPS.fullmatch(named):
        return "region"
    # in two languages: `Cả nước - Whole country`
    for words in dict.fromkeys((named, named.partition(" - ")[0])):
        if found := KINDS_OF_ROWS.fullmatch(key(words)):
            return found.lastgroup or ""
    return "note" if NOTES.fullmatch(search_key(name)) or len(name) > 160 else ""


@lru_cache(maxsize=50_000)
def bare(name: str) -> str:
    """A name without the number or bullet before it and the footnote mark behind it."""
    lead = LEAD.match(name)
    named = name[lead.end() :] if lead and lead.end() < len(name) else name
    return unmarked(named).strip()


def unmarked(text: str) -> str:
    """A text without the footnote mark behind it, if anything else stands in it."""
    return MARK.sub("", text) or text if text.rstrip().endswith(MARKS) else text


def is_scaled(text: str) -> bool:
    """Whether a title or a heading tells numbers in thousands or millions."""
    return SCALED.search(search_key(text)) is not None or SCALED_HEADING.search(text) is not None


def unit_meant(text: str) -> str:
    """The unit that a cell of units names, `scaled` where it is one of thousands; nothing where it is not understood."""
    if SCALED_UNIT.match(text) or is_scaled(text):
        return "scaled"
    return UNITS.get(key(text), "")


@lru_cache(maxsize=50_000)
def mark_of(name: str) -> str:
    """The footnote mark behind a name."""
    found = MARK.search(name)
    return found[0].strip() if found else ""


@lru_cache(maxsize=50_000)
def provinces_meant(name: str, places: Places) -> tuple[str, ...]:
    """The units that a name in a table may mean; a number means none."""
    if not any(map(str.isalpha, name)):
        return ()
    words = bare(name)
    beside = re.sub(r"\s*\([^()]*\)$", "", words) if "(" in words else words
    for one in dict.fromkeys((words, OFFICE.sub("", words), beside, words.partition(" - ")[0])):
        spelled = spelling(one)
        found = places.meant(OTHER_NAMES.get(spelled, one)) if spelled else ()
        if found:
            # `Thành phố Hà Tĩnh` is a city within Hà Tĩnh
            of_kind = any(places.units[unit].kind == "city" for unit in found) or not CITY.match(search_key(one))
            return found if of_kind else ()
    return ()


def code_meant(cell: str, places: Places) -> tuple[str, ...]:
    """The units of a code of two digits, that a spreadsheet may have robbed of its zero."""
    return places.meant(cell.zfill(2)) if cell.isdecimal() and len(cell) <= 2 else places.meant(cell)


def measure_of(heading: str) -> str:
    """`rank` or `score` where a heading says that and no more, of any index."""
    words = re.sub(r"\s*(?:nam )?(?:19|20)[0-9]{2}", "", key(heading)).strip(" ()-")
    return "rank" if words in RANK else "score" if words in SCORE else ""
