"""Points and stretches of time as single words name them, read token by token: days, months, quarters, years, terms, `hiện nay`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from metrics.extract.text import word_set

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
MONTH_NAMES = {"giêng": 1, "tư": 4, "chạp": 12} | COUNTS
# after a number of four digits that counts, and is no year: `6 tháng 2020 đảng viên`
COUNTED = {("đảng", "viên"), ("đồng", "chí"), ("chi", "bộ"), ("tổ", "chức"), ("quần", "chúng"), ("đoàn", "viên")}
POINTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(?:\.((?:19|20)[0-9]{2}))?")
POINTED_MONTH = re.compile(r"([0-9]{1,2})\.((?:19|20)[0-9]{2})")
ORDINAL = re.compile(r"[ivx]{1,6}")
SEPARATORS = frozenset("-/.–")
DASHES = frozenset("-–—/")
AND = frozenset({"và", ",", "+", "&"})
LISTING = AND | {"-", "–", "đến"}
# tokens that a list of days may take, so that a long list of numbers costs no more than another text
MOST_DAYS = 8
UNTIL = ("đến", "tới")
# what kinds of places begin with
PLACE_KINDS = word_set("xã phường thị huyện quận thành tp tx tt tỉnh thôn xóm ấp làng tổ khu khối")
# how many years a term has
TERM = 5
PAST = (("qua",), ("vừa", "qua"), ("ngoái",), ("trước",))
# `hiện` that is the beginning of another word
NOT_NOW = word_set("đại tượng thực hành diện hữu đang")
HIDDEN_NOW = word_set("thực thể phát biểu xuất tái hữu")
# words before `nay` with which it is another word
NOT_BEFORE_NOW = word_set("xưa từ đến tới ngày hôm năm sáng chiều tối hiện trước lâu")
# words after `n năm`, `n tháng` that make it a stretch until now
OPEN = (
    ("qua",),
    ("vừa", "qua"),
    ("gần", "đây"),
    ("trở", "lại", "đây"),
    ("lại", "đây"),
    ("kể", "từ"),
    ("nay",),
    *((verb, noun) for verb, noun in (("thực", "hiện"), ("triển", "khai"), ("xây", "dựng"), ("thi", "hành"), ("hoạt", "động"))),
)
# words after so many years that are no stretch by themselves
RUNNING = (("liên", "tục"), ("liên", "tiếp"), ("liền",))
OPENING = word_set("trong qua sau suốt trải")
# words before `n năm` with which it is an age, a jubilee or a rate
NOT_OPEN = word_set("niệm tuổi hiệu hạn thứ lần mỗi từng tù")
# words that name a founding after `khi`, `lúc`, `thuở`
FOUNDED = (("thành", "lập"), ("tái", "lập"), ("ra", "đời"), ("hình", "thành"), ("lập",), ("khai", "sinh"))
BEGINNINGS = (
    ("ban", "đầu"),
    ("buổi", "đầu"),
    ("buổi", "ban", "đầu"),
    ("khởi", "đầu"),
    ("thuở", "đầu"),
    ("thuở", "ban", "đầu"),
    ("lúc", "đầu"),
    ("lúc", "ban", "đầu"),
    ("ngày", "đầu"),
)
# words after `trong năm` with which another year is meant, or a number
NARROWING = word_set("tháng quý học tới sau trước nay này đó ấy nào đồng người qua vừa hai ba")
# the last words of a count before its months: `tổng số đảng viên mới kết nạp 9 tháng lên 40`
ADMITTED = frozenset(("nạp", "mới", "viên"))
UNITS_OF_TIME = ("tháng", "năm", "ngày", "tuần", "quý")
POINTING = (("đó",), ("này",), ("ấy",), ("sáp", "nhập"), ("hợp", "nhất"), ("chia", "tách"))
AFTER: dict[str, frozenset[str] | None] = {
    "năm": word_set("này đó ấy học qua vừa trước ngoái nay tháng năm đầu mới thành tái"),
    "tháng": word_set("giêng tư chạp một hai ba bốn năm sáu bảy tám chín mười trước vừa qua"),
    "quý": word_set("i ii iii iv đầu cuối"),
    "nhiệm": word_set("kỳ"),
    "giai": word_set("đoạn"),
    "thời": word_set("kỳ gian điểm"),
    "đầu": word_set("năm tháng quý nhiệm"),
    "cuối": word_set("năm tháng quý nhiệm"),
    "giữa": word_set("năm tháng quý nhiệm"),
    "thượng": word_set("tuần"),
    "trung": word_set("tuần"),
    "hạ": word_set("tuần"),
    "hiện": None,
    "giờ": word_set("đây"),
    "nay": None,
    "đến": word_set("thời nay"),
    "tới": word_set("thời nay"),
    "cả": word_set("năm nhiệm"),
    "trong": word_set("năm nhiệm"),
    "suốt": word_set("nhiệm"),
    "nửa": word_set("đầu cuối năm nhiệm"),
    "các": word_set("năm"),
    "những": word_set("năm ngày tháng"),
    "khi": word_set("mới vừa thành tái ra được đó ấy sáp hợp chia"),
    "lúc": word_set("mới vừa thành tái ra được đó ấy này đầu ban sáp hợp"),
    "hồi": word_set("đó ấy mới"),
    "thuở": word_set("mới ra đầu ban thành lập"),
    "buổi": word_set("đầu ban"),
    "ban": word_set("đầu"),
    "khởi": word_set("đầu"),
    "bấy": word_set("giờ"),
    "ngày": word_set("đầu mới"),
    "hôm": word_set("nay"),
    **dict.fromkeys(("lũy", "luỹ"), word_set("kế")),
    "cộng": word_set("dồn"),
} | {word: word_set("tháng năm quý mươi") | frozenset(COUNTS) for word in COUNTS if word != "năm"}
AFTER_DIGITS = word_set("- – / . , và đến tháng t năm quý")


class Moment(NamedTuple):
    """A point or stretch of time by itself.

    `kind` is day, month, one of the contract's longer kinds, or `now`, `open` (so many years, without dates), `past` (last year),
    `this` (this year), `founding` (`khi mới thành lập`), `then` (`lúc đó`). Its `code` begins with `-` where the year is not named,
    and is empty where nothing is. `part` is the part meant: `start`, `middle`, `end`; of a term also `previous`, `bare`.
    """

    kind: str
    code: str = ""
    part: str = ""


Found = tuple[Moment, int] | None


def may_begin(word: str, after: str) -> bool:
    """Whether a time may begin at a word, by the word after it; rules out most words and numbers at little cost."""
    if word[0] in "0123456789":
        if len(word) <= 2:
            return after in AFTER_DIGITS
        return (len(word) == 4 and word[:2] in ("19", "20")) or "." in word
    needed = AFTER.get(word)
    return needed is None or after in needed or "0" <= after[:1] <= "9"


def word(words: list[str], i: int) -> str:
    """The word at a token, nothing beyond the last."""
    return words[i] if i < len(words) else ""


def phrase(words: list[str], i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Where the longest of some phrases ends that begins at a token; 0 where none does."""
    return max((i + len(one) for one in phrases if tuple(words[i : i + len(one)]) == one), default=0)


def year_of(words: list[str], i: int) -> str:
    """The year at a token."""
    one = word(words, i)
    return one if len(one) == 4 and one[:2] in ("19", "20") and one.isdigit() and word(words, i + 1) != "%" else ""


def small(words: list[str], i: int, most: int) -> int:
    """A number of at most two digits at a token, 0 where it is none or beyond `most`."""
    one = word(words, i)
    return int(one) if 0 < len(one) <= 2 and one.isdigit() and one.isascii() and 1 <= int(one) <= most else 0


def count_at(words: list[str], i: int) -> tuple[int, int]:
    """A small number in digits or words, and where it ends; 0 where there is none."""
    if number := small(words, i, 99):
        return number, i + 1
    value, last = COUNTS.get(word(words, i), 0), i + 1
    if value == 10 and word(words, last) in (*COUNTS, "lăm") and word(words, last + 1) in ("năm", "tháng"):
        return 10 + COUNTS.get(words[last], 5), last + 1
    if value and word(words, last) == "mươi":
        value, last = value * 10, last + 1
        if word(words, last) in (*COUNTS, "lăm") and word(words, last + 1) in ("năm", "tháng"):
            value, last = value + COUNTS.get(words[last], 5), last + 1
    return value, last


def moment_at(words: list[str], i: int, announced: bool) -> Found:
    """The moment that begins at a token, and where it ends. `announced`: a word before it tells that a day follows."""
    one = words[i]
    if one[0] in "0123456789":
        return _in_digits(words, i, announced)
    reader = READERS.get(one)
    found = reader(words, i) if reader is not None else None
    return found if found is not None or one not in COUNTS else _counted(words, i)


def _in_digits(words: list[str], i: int, announced: bool) -> Found:
    one = words[i]
    if "." in one:
        return _last_of_days(words, _pointed(one, i, announced))
    if year := year_of(words, i):
        found = _years(words, i)
        if found is not None and i and words[i - 1] in ("khóa", "khoá"):
            # `Ban Chấp hành khóa 2020 - 2025`
            return Moment("term", found[0].code), found[1]
        return found or (Moment("year", year), i + 1)
    if not small(words, i, 99):
        return None
    return _last_of_days(words, _day(words, i, announced)) or _month_of_year(words, i) or _counted(words, i)


def _last_of_days(words: list[str], found: Found) -> Found:
    """`20/8 và 21/8`, `20.8 và ngày 21.8`: of days that follow one another, each with its month, the last."""
    if found is None or word(words, found[1]) not in ("và", ",", "&"):
        return found
    at = found[1] + 1 + (word(words, found[1] + 1) == "ngày")
    one = word(words, at)
    if not one[:1].isdigit():
        return found
    second = _pointed(one, at, True) if "." in one else _day(words, at, True)
    if second is None:
        return found
    (first, later) = (found[0].code, second[0].code)
    days = [dt.date(2020, int(code[-5:-3]), int(code[-2:])) for code in (first, later)]
    if not 0 < (days[1] - days[0]).days <= MOST_DAYS or first[:-6] not in ("", later[:-6]):
        return found
    return second


def _pointed(one: str, i: int, announced: bool) -> Found:
    """`6.1.2022`, after a word that announces a day also `6.1`."""
    found = POINTED_DAY.fullmatch(one)
    if found is None or not (found[3] or announced):
        return None
    return _dated(found[3] or "", int(found[2]), int(found[1]), i + 1)


def _dated(year: str, month: int, day: int, last: int) -> Found:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(int(year or 2020), month)[1]:
        return None
    return Moment("day", f"{year}-{month:02d}-{day:02d}"), last


def _day(words: list[str], i: int, announced: bool) -> Found:
    """`16/7/2020`, `12-13/8/2015`, `16 tháng 7 năm 2020`; announced also without the year. Of several days the last."""
    day, at = small(words, i, 31), i + 1
    if not day:
        return None
    while at < i + MOST_DAYS and word(words, at) in LISTING and small(words, at + 1, 31) and _goes_on(words, at + 2):
        day, at = small(words, at + 1, 31), at + 2
    if word(words, at) == "tháng" and (month := small(words, at + 1, 12)):
        year, last = _year_after(words, at + 2)
        return _dated(year, month, day, last) if year or announced else None
    if word(words, at) not in SEPARATORS:
        return None
    if pointed := POINTED_MONTH.fullmatch(word(words, at + 1)):
        return _dated(pointed[2], int(pointed[1]), day, at + 2)
    ending = _pointed(word(words, at + 1), at + 1, announced) if words[at] in DASHES else None
    if ending is not None and day < int(ending[0].code[-2:]):
        # `ngày 8 - 10.10`
        return ending
    month = small(words, at + 1, 12)
    if not month:
        return None
    if word(words, at + 2) in SEPARATORS and (year := year_of(words, at + 3)):
        return _dated(year, month, day, at + 4)
    if word(words, at + 2) == "năm" and (year := year_of(words, at + 3)):
        return _dated(year, month, day, at + 4)
    # `26/9 - 27/9`: a day that another follows
    goes_on = word(words, at + 2) != "/" == words[at] and bool(small(words, at + 3, 31)) and _goes_on(words, at + 4)
    joined = word(words, at + 2) in SEPARATORS and word(words, at + 3).isdigit() and not goes_on
    fraction = word(words, at + 2) == "%" or joined
    return _dated("", month, day, at + 2) if announced and not fraction and words[at] != "–" else None


def _goes_on(words: list[str], i: int) -> bool:
    """Whether a month, or another day with its month, follows a day of a list."""
    after = word(words, i)
    if after == "tháng":
        return bool(small(words, i + 1, 12))
    return after in ("/", "-", ".", *AND) and bool(small(words, i + 1, 31) or POINTED_MONTH.fullmatch(word(words, i + 1)))


def _year_after(words: list[str], i: int) -> tuple[str, int]:
    """The year after a month or quarter: `/2018`, `-2018`, `năm 2018`, `của năm 2018`; where it ends."""
    at = i + (word(words, i) == "của")
    if word(words, at) == "năm" and (year := year_of(words, at + 1)):
        return year, at + 2
    if word(words, i) in SEPARATORS and (year := year_of(words, i + 1)):
        return year, i + 2
    if year := year_of(words, i):
        return year, i + 1
    return "", at + 2 if words[at : at + 2] == ["năm", "nay"] else i


def _month_of_year(words: list[str], i: int) -> Found:
    """`5/2018`, `05-2018`."""
    month = small(words, i, 12)
    if month and word(words, i + 1) in ("/", "-") and (year := year_of(words, i + 2)):
        return Moment("month", f"{year}-{month:02d}"), i + 3
    return None


def _month(words: list[str], i: int) -> Found:
    """`tháng 5`, `tháng 5/2018`, `tháng 5 năm 2018`, `tháng 5.2018`, `tháng năm`, `tháng trước`."""
    if (last := phrase(words, i + 1, PAST)) and not (i and (words[i - 1] in COUNTS or words[i - 1].isdigit())):
        return Moment("past", "", "month"), last
    if pointed := POINTED_MONTH.fullmatch(word(words, i + 1)):
        return (Moment("month", f"{pointed[2]}-{int(pointed[1]):02d}"), i + 2) if 1 <= int(pointed[1]) <= 12 else None
    month, last = small(words, i + 1, 12), i + 2
    if not month:
        month = MONTH_NAMES.get(word(words, i + 1), 0)
        if month == 10 and word(words, last) in ("một", "hai"):
            month, last = 10 + COUNTS[words[last]], last + 1
        if not month or (words[i + 1] == "năm" and _is_a_year(words, i)):
            return None
    year, stop = _year_after(words, last)
    if not year and stop == last and word(words, last) in ("-", "/") and small(words, last + 1, 99):
        return None
    return Moment("month", f"{year}-{month:02d}"), stop


def _is_a_year(words: list[str], i: int) -> bool:
    """Whether `năm` after `tháng` is a year and no May: `6 tháng năm nay`, `tháng năm 2020`."""
    counted = i > 0 and (words[i - 1] in COUNTS or words[i - 1].isdigit())
    return counted or word(words, i + 2)[:1].isdigit() or word(words, i + 2) in ("nay", "qua", "trước", "ngoái")


def _quarter(words: list[str], i: int) -> Found:
    """`quý I`, `quý 3/2019`, `quý I và II/2020`, `quý I, quý II năm 2020`."""
    if word(words, i + 1) in ("đầu", "cuối"):
        return _quarters(words, 1, i + 1)
    first = last = ROMAN.get(word(words, i + 1), 0)
    at = i + 2
    while first and word(words, at) in (*AND, "-", "–"):
        next_at = at + 1 + (word(words, at + 1) == "quý")
        if ROMAN.get(word(words, next_at), 0) != last + 1 or (words[next_at].isdigit() and next_at == at + 1):
            break
        last, at = last + 1, next_at + 1
    if not first:
        return None
    year, at = _year_after(words, at)
    if first == last:
        return Moment("quarter", f"{year}-Q{first}"), at
    return Moment(*of_months(3 * first - 2, 3 * last, year)), at


def _short_quarter(words: list[str], i: int) -> Found:
    """`Q2/2021`, `QII-2021`; `Q.1` is a district."""
    quarter, at = ROMAN.get(words[i][1:], 0), i + 1
    if words[i] == "q":
        quarter, at = ROMAN.get(word(words, at), 0), at + 1
    year = year_of(words, at + 1) if quarter and word(words, at) in ("/", "-") else ""
    return (Moment("quarter", f"{year}-Q{quarter}"), at + 2) if year else None


def _quarters(words: list[str], count: int, at: int) -> Found:
    """`quý đầu năm 2022`, `ba quý đầu năm`: so many quarters from the beginning or to the end of a year."""
    following = at + 1 + (word(words, at + 1) == "của")
    if count > 3 or word(words, at) not in ("đầu", "cuối") or word(words, following) != "năm":
        return None
    year = year_of(words, following + 1)
    first, last = (1, 3 * count) if words[at] == "đầu" else (13 - 3 * count, 12)
    return Moment(*of_months(first, last, year)), following + 1 + bool(year)


def of_months(first: int, last: int, year: str) -> tuple[str, str]:
    """Kind and code of the months of one year from one to another, in the contract's shortest form."""
    known = {(1, 12): ("year", ""), (1, 6): ("half_year", "-H1"), (7, 12): ("half_year", "-H2"), (1, 9): ("nine_months", "-9M")}
    known |= {(3 * quarter - 2, 3 * quarter): ("quarter", f"-Q{quarter}") for quarter in (1, 2, 3, 4)}
    kind, code = known.get((first, last), ("range", f"-{first:02d}/{year}-{last:02d}"))
    return kind, year + code


def _year(words: list[str], i: int) -> Found:
    """`năm 2019`, `năm 2015 - 2020`, `năm học 2019-2020`, `năm qua`, `năm nay`."""
    if word(words, i + 1) == "học":
        return _years(words, i + 2)
    if year := year_of(words, i + 1):
        return _years(words, i + 1) or (Moment("year", year), i + 2)
    if last := phrase(words, i + 1 + (word(words, i + 1) == "mới"), FOUNDED):
        return Moment("founding"), last
    if last := phrase(words, i + 1, PAST):
        return None if words[last : last + 2] == ["đảng", "ta"] else (Moment("past", "", words[last - 1]), last)
    if word(words, i + 1) == "nay":
        return Moment("this"), i + 2
    return (Moment("year"), i + 2) if word(words, i + 1) in ("này", "đó", "ấy") else None


def _years(words: list[str], i: int) -> Found:
    """`2015 - 2020`, `2015 đến năm 2020`, `2019, 2020`, `2019 và năm 2020`: at least two years, or nothing."""
    first = last = year_of(words, i)
    at = i + 1
    while last:
        following = at
        if word(words, at) in DASHES or word(words, at) in UNTIL:
            following = at + 1
            joined = True
        elif word(words, at) in AND:
            following, joined = at + 1, False
        else:
            break
        following += word(words, following) == "hết"
        following += word(words, following) == "năm"
        year = year_of(words, following)
        if not year or int(year) <= int(last) or (not joined and int(year) != int(last) + 1) or _closes(words, at, following):
            break
        last, at = year, following + 1
    return (Moment("range", f"{first}/{last}"), at) if first < last else None


def _closes(words: list[str], at: int, following: int) -> bool:
    """`năm 2019, năm 2020 kết nạp …`: the next year begins a clause of its own."""
    return words[at] == "," and words[following - 1] == "năm"


def _term(words: list[str], i: int) -> Found:
    """`nhiệm kỳ 2015 - 2020`, `nhiệm kỳ (từ năm 2015 đến 2020)`, `nhiệm kỳ qua`, `nhiệm kỳ này`, `nhiệm kỳ tới`."""
    if word(words, i + 1) != "kỳ":
        return None
    # `nhiệm kỳ I (2015 - 2020)`
    named = i + 2 + (ORDINAL.fullmatch(word(words, i + 2)) is not None)
    past = phrase(words, i + 2, PAST)
    if found := _term_years(words, past or named, whole=bool(past)):
        return found
    if past:
        return Moment("term", "", "previous"), past
    if word(words, i + 2) in ("mới", "tới", "này"):
        return Moment("term", "", "this" if words[i + 2] == "này" else "next"), i + 3
    return None


def _term_years(words: list[str], at: int, *, whole: bool) -> Found:
    """The years of a term; with `từ`, or where it must be `whole`, no shorter stretch within it."""
    at += word(words, at) in ("(", ",", ":")
    since = word(words, at) in ("từ", "giai")
    at += (word(words, at) == "từ") + 2 * (words[at : at + 2] == ["giai", "đoạn"])
    at += word(words, at) == "năm"
    first, following = year_of(words, at), at + 2
    if not first or word(words, at + 1) not in (*DASHES, *UNTIL):
        return None
    following += word(words, following) == "hết"
    following += word(words, following) == "năm"
    last = word(words, following)
    last = first[:2] + last if len(last) == 2 and last.isdigit() else year_of(words, following)
    if first >= last or ((since or whole) and int(last) - int(first) != TERM):
        return None
    return Moment("term", f"{first}/{last}"), following + 1


def _stage(words: list[str], i: int) -> Found:
    """`giai đoạn 2015 - 2020`, `thời kỳ 2015 - 2020`, `thời gian qua`, `thời điểm đó`."""
    if words[i + 1 : i + 3] == ["gian", "qua"]:
        return Moment("open", "", "vague"), i + 3
    if words[i + 1 : i + 2] == ["điểm"]:
        return _then(words, i + 1)
    at = i + 2 + (word(words, i + 2) in ("(", "năm"))
    at += word(words, at) == "từ"
    at += word(words, at) == "năm"
    return _years(words, at)


def _counted(words: list[str], i: int) -> Found:
    """So many months or years: `6 tháng đầu năm 2019`, `9T/2021`, `hai năm 2019-2020`, `15 năm qua`."""
    count, at = count_at(words, i)
    if not count:
        return None
    if word(words, at) == "tháng":
        return _months(words, i, count, at + 1)
    if word(words, at) == "quý":
        return _quarters(words, count, at + 1)
    if word(words, at) == "t" and (year_of(words, at + 1) or (word(words, at + 1) in ("/", "-") and year_of(words, at + 2))):
        return _months(words, i, count, at + 1)
    return _so_many_years(words, i, count, at + 1) if word(words, at) == "năm" else None


def _months(words: list[str], i: int, count: int, at: int) -> Found:
    """What follows `6 tháng`."""
    half = word(words, at) if word(words, at) in ("đầu", "cuối") else ""
    after = at + bool(half)
    after += word(words, after) == "của"
    if words[after : after + 2] == ["nhiệm", "kỳ"]:
        term = _term(words, after)
        return (Moment("open"), term[1] if term else after + 2) if half else None
    if count > 12:
        return None
    tail = half == "cuối"
    first, last = (13 - count, 12) if tail else (1, count)
    if word(words, after) == "năm":
        year = year_of(words, after + 1)
        this = word(words, after + 1) == "nay"
        if half or year or this:
            stop = after + 2 if year or this else after + 1
            return Moment(*of_months(first, last, year)), stop
    if (word(words, at) in DASHES and (year := year_of(words, at + 1))) or (half and (year := year_of(words, after))):
        return Moment(*of_months(first, last, year)), (after if half else at + 1) + 1
    if not half and (year := year_of(words, at)) and tuple(words[at + 1 : at + 3]) not in COUNTED:
        return Moment(*of_months(first, last, year)), at + 1
    before = words[i - 1] if i else ""
    if stop := phrase(words, at, OPEN):
        return Moment("open"), stop
    if half or before in NOT_OPEN or before in OPENING - {"trong"}:
        return (Moment("open"), at) if before in OPENING and not half else None
    # `11 tháng` by itself: of the year's beginning, which is not said
    if before in ("kế", "dồn"):
        return Moment(*of_months(first, last, ""), part="bare"), at
    if word(words, at)[:1].isdigit():
        return None
    risen = word(words, at) in ("lên", "là")
    begins = not before or before in ("trong", "quả", "tác", ";", ":", "(", "-", "–", ",") or (risen and before in ADMITTED)
    ends = not word(words, at) or not words[at].isalpha() or words[at] in ("toàn", "đảng", "các", "đã", "tỉnh", "và", "kết")
    ends = ends or risen
    return (Moment(*of_months(first, last, ""), part="bare"), at) if begins and ends and word(words, at) != "/" else None


def _so_many_years(words: list[str], i: int, count: int, at: int) -> Found:
    """What follows `2 năm`."""
    before = words[i - 1] if i else ""
    opened = phrase(words, at, OPEN)
    years_at = opened or phrase(words, at, RUNNING) or at
    years_at += word(words, years_at) in ("(", ":", ",")
    years_at += word(words, years_at) == "từ"
    years_at += word(words, years_at) == "năm"
    stage = _stage(words, years_at) if words[years_at : years_at + 2] == ["giai", "đoạn"] else _years(words, years_at)
    if stage is not None:
        return stage
    if word(words, at) in ("đầu", "cuối") and words[at + 1 : at + 3] == ["nhiệm", "kỳ"]:
        term = _term(words, at + 1)
        if term is None or not term[0].code or words[at] == "cuối" or count < 2:
            return Moment("open"), term[1] if term else at + 3
        since = int(term[0].code[:4])
        return Moment("range", f"{since + 1}/{since + count}"), term[1]
    if before in NOT_OPEN or word(words, at) in ("tuổi", "/", "tù", "dự", "công"):
        return None
    if opened:
        return Moment("open"), opened
    return (Moment("open"), at) if before in OPENING else None


def _plural(words: list[str], i: int) -> Found:
    """`các năm 2018, 2019`, `những năm qua`, `những ngày đầu thành lập`, `những ngày đầu tháng 10`."""
    if word(words, i + 1) == "năm":
        if words[i + 2 : i + 3] == ["qua"] or words[i + 2 : i + 4] in (["gần", "đây"], ["vừa", "qua"]):
            return Moment("open", "", "vague"), i + 3 + (words[i + 2] != "qua")
        return _years(words, i + 2)
    if words[i + 1 : i + 3] in (["ngày", "đầu"], ["ngày", "cuối"], ["tháng", "đầu"], ["tháng", "cuối"]):
        part = _part(words, i + 2)
        if part is not None and words[i + 1] == "tháng" and part[0].kind == "year":
            return Moment("open", "", "vague"), part[1]
        return part or _founding(words, i + 1)
    return None


def _part(words: list[str], i: int) -> Found:
    """`đầu năm 2021`, `giữa tháng 8`, `trung tuần tháng 8/2021`, `cuối quý II`, `đầu nhiệm kỳ`."""
    name = {"đầu": "start", "thượng": "start", "giữa": "middle", "trung": "middle", "cuối": "end", "hạ": "end"}[words[i]]
    at = i + 2 if word(words, i + 1) == "tuần" else i + 1
    whole = READERS[words[at]](words, at) if word(words, at) in ("năm", "tháng", "quý", "nhiệm") else None
    if whole is not None and whole[0].kind in ("year", "month", "quarter", "term", "this"):
        kind = "year" if whole[0].kind == "this" else whole[0].kind
        return Moment(kind, whole[0].code, name), whole[1]
    if word(words, at) == "năm" and at == i + 1 and word(words, at + 1) not in ("học", "nay", "qua"):
        if whole is not None and whole[0].part in ("trước", "ngoái"):
            return Moment("past", "", "trước"), whole[1]
        return Moment("year", "", name), at + 1
    if words[at : at + 2] == ["nhiệm", "kỳ"]:
        return Moment("term", "", name), at + 2
    return None


def _half(words: list[str], i: int) -> Found:
    """`nửa đầu năm 2020`, `nửa năm 2020`, `nửa cuối năm`, `nửa nhiệm kỳ`."""
    at = i + 1 + (word(words, i + 1) in ("đầu", "cuối"))
    if word(words, at) == "nhiệm":
        term = _term(words, at)
        return Moment("open", term[0].code if term else ""), term[1] if term else at + 2
    if word(words, at) == "tháng" and at == i + 2:
        month = _month(words, at)
        return (Moment("month", month[0].code, "middle"), month[1]) if month else None
    if word(words, at) != "năm":
        return None
    half = word(words, i + 1)
    at += 1
    if half == "năm" and word(words, at) in ("đầu", "cuối"):
        half, at = words[at], at + 1
        at += word(words, at) == "năm"
    year = year_of(words, at)
    first, last = (7, 12) if half == "cuối" else (1, 6)
    return Moment(*of_months(first, last, year)), at + bool(year)


def _now(words: list[str], i: int) -> Found:
    """`hiện`, `hiện nay`, `hiện tại`."""
    after = word(words, i + 1)
    if after in NOT_NOW or (i and words[i - 1] in HIDDEN_NOW):
        return None
    return Moment("now"), i + 1 + (after in ("nay", "tại", "giờ"))


def _from_now(words: list[str], i: int) -> Found:
    """`…, nay có 25 đảng viên`; not `(nay là phường …)`, which only names a place anew."""
    if word(words, i + 1) in ("là", "thuộc") and word(words, i + 2) in PLACE_KINDS:
        return None
    told = word(words, i + 1) in ("đã", "có", "là", "tăng", "còn") and i > 0 and words[i - 1] not in NOT_BEFORE_NOW
    return (Moment("now"), i + 1) if told or not i or words[i - 1] in (",", ";", "(", "-", "–") else None


def until_now(words: list[str], i: int) -> int:
    """Where `đến nay`, `tới thời điểm này`, `cho đến nay` ends that begins at a token; 0 where there is none."""
    at = i + (word(words, i) in ("cho", "tính", ","))
    at += at > i and words[i] == "," and word(words, at) in ("cho", "tính")
    if word(words, at) not in UNTIL:
        return 0
    if word(words, at + 1) == "nay":
        return at + 2
    if words[at + 1 : at + 2] == ["hiện"] and word(words, at + 2) in ("nay", "tại"):
        return at + 3
    if words[at + 1 : at + 3] != ["thời", "điểm"]:
        return 0
    if word(words, at + 3) in ("này", "nay"):
        return at + 4
    return at + 5 if words[at + 3 : at + 5] in (["hiện", "nay"], ["hiện", "tại"], ["báo", "cáo"]) else 0


def _until_now(words: list[str], i: int) -> Found:
    last = until_now(words, i)
    return (Moment("now"), last) if last else None


def _whole(words: list[str], i: int) -> Found:
    """`cả năm`, `cả năm 2019`; `trong năm` where nothing narrows it."""
    if words[i + 1 : i + 3] == ["nhiệm", "kỳ"]:
        found = _term(words, i + 1)
        return found or ((Moment("term", "", "bare"), i + 3) if word(words, i + 3) not in ("sau", "đầu", "cuối") else None)
    if word(words, i + 1) != "năm":
        return None
    if words[i] == "trong":
        after = word(words, i + 2)
        return (Moment("year"), i + 2) if after not in NARROWING and (not after[:1].isdigit() or _counts(words, i + 2)) else None
    found = _year(words, i + 1)
    return found if found is not None else (Moment("year"), i + 2)


def _counts(words: list[str], i: int) -> bool:
    """`trong năm 2 đảng viên bị khiển trách`: whether a number at a token is no year, and counts what follows it."""
    return len(words[i]) <= 3 and word(words, i + 1).isalpha() and word(words, i + 1) not in (*UNITS_OF_TIME, "và", "đến")


def _founding(words: list[str], i: int) -> Found:
    """`khi mới thành lập`, `thuở ra đời`, `những ngày đầu thành lập`, `buổi đầu`."""
    at = phrase(words, i, BEGINNINGS) or i + 1
    at += word(words, at) in ("mới", "vừa", "còn")
    at += word(words, at) == "được"
    if last := phrase(words, at, FOUNDED):
        # `ngày thành lập Đảng` is the Party's
        return None if words[i] == "ngày" and word(words, last) == "đảng" else (Moment("founding"), last)
    last = phrase(words, i, BEGINNINGS)
    return (Moment("founding"), last) if last and word(words, last) not in ("tháng", "năm", "quý", "tuần") else None


def _then(words: list[str], i: int) -> Found:
    """`lúc đó`, `khi sáp nhập`, `thời điểm ấy`; or a founding. `sau khi sáp nhập` is any time later."""
    if i and words[i - 1] == "sau":
        return None
    found = _founding(words, i)
    if found is not None:
        return found
    last = phrase(words, i + 1 + (word(words, i + 1) == "mới"), POINTING)
    return (Moment("then"), last) if last else None


def _added_up(words: list[str], i: int) -> Found:
    """`lũy kế: 52`: since when is not said, unless a time follows (`lũy kế 9 tháng`, `lũy kế từ đầu năm`)."""
    at = i + 2
    timed = word(words, at) in (*READERS, *COUNTS, "từ", "tính", "cho", "kể", "hết", "qua") or small(words, at, 12)
    timed = timed and (word(words, at + 1) in ("tháng", "năm", "quý") or not word(words, at)[:1].isdigit())
    return None if timed else (Moment("open"), at)


READERS: dict[str, Callable[[list[str], int], Found]] = {
    "năm": _year,
    "tháng": _month,
    "quý": _quarter,
    **dict.fromkeys(("q", "qi", "qii", "qiii", "qiv"), _short_quarter),
    "nhiệm": _term,
    "giai": _stage,
    "thời": _stage,
    "các": _plural,
    "những": _plural,
    **dict.fromkeys(("đầu", "giữa", "cuối", "thượng", "trung", "hạ"), _part),
    "nửa": _half,
    "hiện": _now,
    "giờ": lambda words, i: (Moment("now"), i + 2),
    "nay": _from_now,
    "đến": _until_now,
    "tới": _until_now,
    "cả": _whole,
    "trong": _whole,
    "suốt": _whole,
    "khi": _then,
    "lúc": _then,
    "thuở": _founding,
    "hồi": _then,
    "buổi": _founding,
    "ban": _founding,
    "khởi": _founding,
    "ngày": _founding,
    "bấy": lambda words, i: (Moment("then"), i + 2),
    **dict.fromkeys(("lũy", "luỹ", "cộng"), _added_up),
    "hôm": lambda words, i: (Moment("now"), i + 2) if word(words, i + 1) == "nay" else None,
}
