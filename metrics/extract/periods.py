"""Time expressions of a sentence, each read whole: where it begins and ends, and how it is anchored.

`từ đầu năm 2021 đến trung tuần tháng 8` is one stretch; so is `quý I và II/2020`. What single words name, `moments` reads.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from itertools import pairwise

from metrics.extract.moments import DASHES, Moment, count_at, may_begin, moment_at, of_months, until_now
from metrics.extract.moments import word as word_of
from metrics.extract.text import word_set

__all__ = ["FLOWS", "Stretch", "last_month", "may_begin", "stretch_at", "until", "with_year"]

FLOWS = ("month", "quarter", "half_year", "nine_months", "year", "range", "term")
# words before a number that announce a day
DAY_BEFORE = word_set("đợt ngày sáng chiều tối trưa đêm hôm dịp từ đến trước hết tới mùng mồng cuối sau điểm")
DAY_NAMES = word_set("ngày sáng chiều tối trưa đêm hôm dịp mùng mồng thời điểm")
# the roles of what is past, by its words
PASTS = {"trước": "previous", "ngoái": "previous", "month": "month"}
# no document bears the hour of its day
# last words of feasts whose day may follow in brackets
FEAST_ENDS = word_set("khánh đảng bác nga sản")
PARTS_OF_DAY = word_set("sáng chiều tối trưa đêm")
TARGETS = (("kế", "hoạch"), ("chỉ", "tiêu"), ("nghị", "quyết"), ("chương", "trình"), ("mục", "tiêu"))
DOCUMENTS = frozenset(
    {
        *(
            ("quyết", "định"),
            ("nghị", "quyết"),
            ("chỉ", "thị"),
            ("kế", "hoạch"),
            ("hướng", "dẫn"),
            ("quy", "định"),
            ("kết", "luận"),
        ),
        *(("thông", "báo"), ("công", "văn"), ("chương", "trình"), ("đề", "án"), ("thông", "tri"), ("nghị", "định"), ("quy", "chế")),
        *(("tờ", "trình"), ("thông", "tư"), ("công", "điện"), ("văn", "bản"), ("báo", "cáo"), ("quy", "chuẩn")),
    }
)
SIGNED = (("ban", "hành"), ("ký",), ("ký", "ban", "hành"), ("cùng",))
# words before a number with which it is that of a course; what Roman numbers are made of; feasts that bear a year
COURSES, ROMAN_SIGNS, FEASTS = word_set("khóa khoá đợt lớp kỳ"), frozenset("ivx"), word_set("xuân tết nguyên")
# words before the number of one of several in a year: `đợt 1/2024`
# words from `so với` to the term of that with which one is compared
LONGEST_COMPARED = 14
BATCHES = word_set("đợt khóa khoá kỳ lần")
# words before `nhiệm vụ` with which these are still to be done
STARTING = word_set("triển phương hướng phát đề")
# and with which they are done
DONE = word_set("quả kết đánh")
# how far before its year the name of a class may stand
LONGEST_CLASS = 18
# words before `thi` with which it is an examination, and how far before its year that may stand
CONTESTS, LONGEST_CONTEST = word_set("kỳ cuộc hội"), 7
STOPS = frozenset(",;:().")
# how far before its day a document's name may stand
LONGEST_NAME = 24
# words between a plan's name and its year
OF_A_PLAN = word_set(
    "kiểm tra giám sát , công tác phát triển đảng viên kết nạp mới của trong đề ra giao toàn thi hành kỷ luật và cho cả đã đầu"
)
# words between results and the plan whose they are
OF_RESULTS = word_set("thực hiện một số các những của triển khai tổ chức hoàn thành nhiệm vụ , nhóm")
# parts of a year or month of which nobody knows how long they are
OF_A_YEAR = ("start", "middle", "end")
FOUNDED = (("thành", "lập"), ("ra", "đời"), ("tái", "lập"), ("hình", "thành"))
# holidays and the Party's own founding: no body's
HOLIDAYS = frozenset(
    {"1917-11-07", "1930-02-03", "1945-09-02", "1945-08-19", "1975-04-30", "1890-05-19", "1931-03-26", "1954-10-10"}
)


@dataclass(slots=True, frozen=True)
class Stretch:
    """A period as the words state it. `kind` is one of the contract's, or one of these:

    `day`; `now`; `since` (the code's start until now); `open` (so many years, no dates); `past`, `this` (last year, this year);
    `founding` (when the body was founded; a code where its day is named); `then` (`lúc đó`). A past `month` is that before the
    last. A code that begins with `-` lacks its year. `role`, how it stands in its sentence: `end` (until then), `by` (until some
    day of it), `from`, `last` (of several days), `start`, `middle` (of a year …), `previous`, `this` (term), `document` (the day of
    a decision), `plan` (the year of a target), `compare` (only compared with), `founded` (the day of a founding), `jubilee` (a
    founding's and its anniversary's), `feast` (the day of a
    holiday), `around` (before or after it), `named` (part of a name: `khóa I năm 2026`), `bare`, `vague`,
    or nothing.
    """

    kind: str
    code: str = ""
    role: str = ""


def stretch_at(words: list[str], i: int, past: int) -> tuple[Stretch, int, int] | None:
    """The whole time expression whose first moment begins at a token: what it says, its first token and the one after its last.

    `past`: the token before which all is read already.
    """
    if words[i] == "tháng" and words[max(0, i - 2) : i] == ["cách", "mạng"]:
        # the October or the August revolution
        return None
    feast = _is_feast(words, i)
    announced = i > 0 and (words[i - 1] in DAY_BEFORE or feast or _this_morning(words, i))
    found = moment_at(words, i, announced)
    if found is None:
        return None
    moment, last = found
    if moment.kind == "now" and words[i] not in ("hiện", "nay"):
        return Stretch("now"), i, last
    role, first = _before(words, i, moment.kind)
    first = max(first, past)
    joined = _joined(words, moment, last, role)
    if joined is not None:
        stretch, last = joined
        role = role if role in ("compare", "plan", "document") else ""
        if stretch.kind == "founding":
            return stretch, first, last
        return replace(stretch, role=role or stretch.role), first, last
    return _single(moment, "feast" if feast and moment.kind == "day" else role, words, i), first, last


def _is_feast(words: list[str], i: int) -> bool:
    """`Quốc khánh (2/9)`, `ngày thành lập Đảng (3/2)`."""
    return i > 1 and words[i - 1] == "(" and word_of(words, i + 3) == ")" and words[i - 2] in FEAST_ENDS


def _this_morning(words: list[str], i: int) -> bool:
    """`sáng qua 30.9`, `chiều nay (10-8)`, `hôm sau, 29-8`, `trong 2 ngày (19 - 20/12)`."""
    if words[max(0, i - 3) : i] == ["hôm", "sau", ","]:
        return True
    if words[max(0, i - 2) : i] == ["ngày", "("]:
        return i > 2 and count_at(words, i - 3)[1] == i - 2
    at = i - (words[i - 1] == "(")
    return at > 1 and words[at - 1] in ("qua", "nay") and words[at - 2] in DAY_NAMES


def _single(moment: Moment, role: str, words: list[str], i: int) -> Stretch:
    """A moment alone, as the words around it make it stand."""
    kind, code, part = moment
    if kind == "founding":
        return Stretch("founding")
    if (
        kind in ("day", "month", "year")
        and code[:1] > "0"
        and role not in ("compare", "document", "plan")
        and _is_founding(words, i)
    ):
        return Stretch(kind, code, "document" if code in HOLIDAYS else "founded")
    if role == "from":
        since = kind in ("year", "month") and code[:1] > "0" and "kể" in words[max(0, i - 2) : i]
        if since or (kind == "year" and part == "start"):
            return Stretch("since", code)
        if kind == "term":
            return Stretch("open")
        role = "" if kind == "range" else role
    if role == "around" and (kind == "open" or kind not in ("day", "month", "year")):
        role = ""
    if role == "named" and kind == "month":
        # `lớp … đợt 1/2024`: the first of that year
        return Stretch("year", code[:4], role)
    if role in ("compare", "plan", "document", "around", "named"):
        return Stretch(kind, code, role)
    if kind == "past":
        return Stretch(kind, "", PASTS.get(part, role))
    if role == "end" and part in ("start", "middle"):
        return Stretch(kind, code, "by")
    if part in ("start", "end", "previous", "bare", "vague", "this", "next", "middle"):
        # the end of a month stands for the month
        return Stretch(
            kind,
            code,
            role if role == "end" and part != "end" else part if kind in ("year", "term", "open") or part == "bare" else role,
        )
    return Stretch(kind, code, role)


def _before(words: list[str], i: int, kind: str) -> tuple[str, int]:
    """How the words before a moment make it stand, and the first of them."""
    at = i
    while at and words[at - 1] in DAY_NAMES:
        at -= 1
    before = words[at - 1] if at else ""
    if before in ("đến", "tới", "hết"):
        at -= 1
        while at and words[at - 1] in ("đến", "tới", "tính", "cho"):
            at -= 1
        # `từ ngày 20 đến ngày 25-6`: some days, the last of which is named
        days = at > 1 and len(words[at - 1]) <= 2 and words[at - 1].isdigit() and words[at - 2] in ("ngày", "từ")
        return "" if days and kind == "day" else "end", at
    if before == "từ":
        at -= 1
        while at and words[at - 1] in ("kể", "tính", "đầu", "bắt", "lực", "hiệu"):
            at -= 1
        if words[at - 1 : at] == ["ngay"]:
            # `ngay từ đầu năm 2018`: at its very beginning
            return "", at
        # what takes effect on a day is of that day; of `từ 28 đến 30-3-1996` the last day stands for all
        days = kind == "day" and words[i + 1 : i + 2] in (["đến"], ["-"], ["–"]) and word_of(words, i + 2).isdigit()
        days = days and word_of(words, i + 3) in ("-", "/", "tháng")
        return ("last" if days else "" if words[at : at + 1] == ["hiệu"] else "from"), at
    first = at if words[i] not in ("hiện", "khi", "lúc") else i
    if at == 0:
        return "", first
    before = words[at - 1]
    if before in ("kỳ", "với", "so") or _is_compared_with(words, at, kind):
        return "compare", first
    if before in ("trước", "sau") or (kind == "year" and _of_contest(words, at)):
        return "around", first
    if (kind == "year" and _in_a_name(words, at)) or (kind == "month" and before in BATCHES and words[i].isdigit()):
        return "named", first
    if kind == "day" and PARTS_OF_DAY.isdisjoint(words[at:i]) and _of_document(words, at, i):
        return "document", first
    return ("plan" if _of_plan(words, at, i) else ""), first


def _is_compared_with(words: list[str], at: int, kind: str) -> bool:
    """`hơn năm 2015`; `so với Ban Chấp hành khóa XXI, nhiệm kỳ 2015 - 2020`: the term of another with which one is compared."""
    if words[at - 1] == "hơn" and kind in ("year", "term", "past"):
        return True
    near = words[max(0, at - LONGEST_COMPARED) : at]
    if kind in ("year", "month", "day"):
        # `2,98% so với tổng số đảng viên cuối năm 2017`: the count that it is a share of
        base = near[max((i for i, word in enumerate(near) if word == "so"), default=len(near)) :]
        whole = base[-2:] == ["đảng", "viên"] and "số" in base and STOPS.isdisjoint(base)
        return whole and not any(word[0].isdigit() for word in base)
    if kind != "term":
        return False
    so = max((i for i, pair in enumerate(pairwise(near)) if pair == ("so", "với")), default=-1)
    return so >= 0 and {";", ".", "("}.isdisjoint(near[so:]) and not any(word[0].isdigit() for word in near[so:])


def _of_document(words: list[str], at: int, i: int) -> bool:
    """`Quyết định số 12-QĐ/TU ngày 08/5/2018`, `ban hành ngày …`: the day that a document bears."""
    if tuple(words[at - 1 : at]) in SIGNED or tuple(words[at - 2 : at]) in SIGNED:
        return True
    for place in range(at - 1, max(-1, at - LONGEST_NAME), -1):
        one = words[place]
        if one in (";", ".", ":", "ngày") or (one == "," and (place != at - 1 or at == i)):
            return False
        if place and (words[place - 1], one) in DOCUMENTS:
            # a document has a number, or its day stands at once after its name
            numbered = any(words[j][0].isdigit() and words[j - 1] != "năm" for j in range(place + 1, at))
            return at - 1 - place <= 1 or numbered or "của" in words[place + 1 : at]
    return False


def _in_a_name(words: list[str], at: int) -> bool:
    """`lớp … khóa I năm 2026`, `mừng Xuân Bính Ngọ 2026`, `lên đường nhập ngũ năm 2024`: the year belongs to a name."""
    before = words[max(0, at - 4) : at]
    if before[-1:] == [","]:
        before = before[:-1]
    course = len(before) > 1 and before[-2] in COURSES and (before[-1].isdigit() or set(before[-1]) <= ROMAN_SIGNS)
    at_class = next((i for i in range(at - 1, max(-1, at - LONGEST_CLASS), -1) if words[i] in (*STOPS, "lớp")), -1)
    if at_class > 0 and words[at_class] == "lớp" and not words[at_class - 1].isdigit():
        # `khai giảng lớp bồi dưỡng nhận thức về Đảng năm 2026`
        return True
    return course or not FEASTS.isdisjoint(before) or before[-2:] in (["nhập", "ngũ"], ["giao", "quân"])


def _of_contest(words: list[str], at: int) -> bool:
    """`sai phạm trong kỳ thi THPT quốc gia năm 2018`: the year is that of an examination, a contest."""
    first = max(0, at - LONGEST_CONTEST)
    return any(words[i + 1] == "thi" and words[i] in CONTESTS and STOPS.isdisjoint(words[i + 2 : at]) for i in range(first, at - 1))


def year_like(word: str) -> bool:
    """Whether a token is a year by itself."""
    return len(word) == 4 and word.isdigit()


def _of_plan(words: list[str], at: int, i: int) -> bool:
    """`chỉ tiêu năm 2020`, `kế hoạch kiểm tra, giám sát năm 2022`: the year of a plan."""
    tasks = at - 2 - (words[max(0, at - 4) : at] == ["nhiệm", "vụ", "trọng", "tâm"]) * 2
    if words[max(0, tasks) : max(0, tasks) + 2] == ["nhiệm", "vụ"] and not STARTING.isdisjoint(words[max(0, tasks - 6) : tasks]):
        # `triển khai nhiệm vụ năm 2026`, `phương hướng, nhiệm vụ 6 tháng cuối năm 2022`: what is to be done
        return True
    if words[max(0, tasks) : max(0, tasks) + 2] == ["nhiệm", "vụ"] and "cuối" in words[i : i + 3]:
        # the end of a year is ahead, unless its results are told of
        before = words[max(0, tasks - 6) : tasks]
        joined = max((j + 1 for j, one in enumerate(before) if one in ("và", ",", "năm")), default=0)
        return DONE.isdisjoint(before[joined:])
    if words[i] not in ("năm", "cả", "đầu") and not year_like(words[i]):
        return False
    if words[at - 1] == "giao":
        return True
    if _is_campaign(words, at):
        return True
    for place in range(at - 1, max(0, at - 12), -1):
        if (words[place - 1], words[place]) in TARGETS:
            return not of_results(words, place - 1)
        if words[place] not in OF_A_PLAN:
            return False
    return False


def of_results(words: list[str], at: int) -> bool:
    """`Kết quả thực hiện các chỉ tiêu năm 2021`: whether the results of the plan that begins at a token are told."""
    while at and words[at - 1] in OF_RESULTS:
        at -= 1
    return words[max(0, at - 2) : at] == ["kết", "quả"]


def _is_campaign(words: list[str], at: int) -> bool:
    """`phát động đăng ký thi đua … năm 2023`: the year that an emulation campaign opens."""
    for place in range(at - 1, max(0, at - 12), -1):
        if words[place] in STOPS:
            return False
        if (words[place - 1], words[place]) == ("phát", "động"):
            return "đua" in words[place + 1 : at]
    return False


def _is_founding(words: list[str], i: int) -> bool:
    """`thành lập ngày 20/5/1987`, `ra đời từ năm 1957`: the day of a founding."""
    at = i
    while at and words[at - 1] in (*DAY_NAMES, "vào", "từ", "năm", "tháng", "(", "lại", "chính", "thức", "lúc"):
        at -= 1
    return tuple(words[max(0, at - 2) : at]) in FOUNDED


def _joined(words: list[str], start: Moment, at: int, role: str) -> tuple[Stretch, int] | None:
    """The stretch from a moment to another that follows it, and where it ends."""
    last = until_now(words, at) if role == "from" or words[at : at + 1] != [","] else 0
    if last:
        return _until_today(words, start, last)
    joint = at + (word_of(words, at) == "," and role == "from")
    joint += word_of(words, joint) in ("cho", "tính", "kéo")
    joiner = word_of(words, joint)
    if joiner == "và" and start.kind in ("month", "quarter", "half_year", "year", "range") and joint + 1 < len(words):
        return _together(words, start, joint + 1)
    if joiner not in ("đến", "tới") and not (joiner in DASHES - {"/"} and joint == at):
        return None
    following, whole = joint + 1, True
    while word_of(words, following) in ("hết", "ngày", "thời", "điểm", "sáng", "chiều"):
        following += 1
    if following >= len(words):
        return None
    found = moment_at(words, following, True)
    if found is None:
        return None
    end, last = found
    if start.kind == "founding":
        return (Stretch("founding", "", "jubilee"), last) if joiner in DASHES else (Stretch("open"), last)
    if start.kind == "term" or (start.kind == "open" and joiner not in DASHES):
        return (Stretch("open"), last) if role == "from" and end.kind not in ("now", "term") else None
    whole = end.part in ("", "end")
    # `từ tháng 3/2011 đến tháng 3/2021` is no jubilee
    stretch = _between(start, end, whole, may_be_jubilee=role != "from")
    if stretch is None and joiner not in DASHES and _ends_before(start, end):
        return Stretch("open"), last
    return (stretch, last) if stretch is not None and (joiner not in DASHES or start.kind == end.kind) else None


def _ends_before(start: Moment, end: Moment) -> bool:
    """`từ tháng 9/2021 đến tháng 3/2021`: an end before its start, of which one is a slip: a stretch whose dates nobody knows."""
    told = ("day", "month", "quarter", "half_year", "nine_months", "year")
    dated = start.kind in told and end.kind in told and start.code[:1] > "0" and end.code[:1] > "0"
    if not dated:
        return False
    # as long as the shorter of the two is told: a month has no day
    first, last = _first(start), _last(end)
    size = min(len(first), len(last))
    return first[:size] > last[:size]


def _together(words: list[str], start: Moment, at: int) -> tuple[Stretch, int] | None:
    """`tháng 5 và tháng 6/2021`, `năm 2020 và 6 tháng đầu năm 2021`: one stretch, where one follows the other.

    Of some years (`2 năm 2019, 2020 và quý I/2021`), the last must come right before what follows.
    """
    if words[at] != "tháng" and start.kind == "month":
        return None
    first = start
    if start.kind == "range":
        years = start.code.split("/")
        if not all(map(year_like, years)):
            return None
        first, start = (Moment("year", year) for year in years)
    found = moment_at(words, at, False)
    if found is None:
        return None
    end = found[0]
    if start.part or end.part:
        # `cuối năm 2020 và quý I/2021`: nobody knows since when
        return (Stretch("open"), found[1]) if start.part in OF_A_YEAR and end.code[:1] > "0" else None
    if start.kind == "year":
        follows = end.kind in ("half_year", "nine_months", "quarter", "range") and _opens_year_after(end.code, start.code)
    elif start.kind in ("quarter", "half_year"):
        follows = start.kind == end.kind and _follows(start.code, end.code)
    else:
        follows = end.kind == "month" and int(end.code[-2:]) == int(start.code[-2:]) % 12 + 1
    if not follows and start.kind == end.kind and start.kind in ("month", "quarter"):
        # `quý I và quý III năm 2016`: two of which none is meant alone
        return Stretch("open"), found[1]
    stretch = _between(first, end, whole=True) if follows else None
    return (stretch, found[1]) if stretch is not None else None


def _follows(code: str, after: str) -> bool:
    """Whether a quarter or half of a year comes right after another: `2015-Q4`, `2016-Q1`."""
    parts, years = {"Q": 4, "H": 2}[code[-2]], code[:4].isdigit() and after[:4].isdigit()
    if not years:
        return False
    return int(code[:4]) * parts + int(code[-1]) + 1 == int(after[:4]) * parts + int(after[-1])


def _opens_year_after(code: str, year: str) -> bool:
    """Whether a stretch begins with the year after one."""
    return code[:4].isdigit() and int(code[:4]) == int(year or 0) + 1 and code[4:7] in ("-Q1", "-H1", "-9M", "-01")


def _until_today(words: list[str], start: Moment, last: int) -> tuple[Stretch, int]:
    """From a moment until now; `đến nay (giữa tháng 7-2023)` until that."""
    if word_of(words, last) == "(" and last + 1 < len(words):
        at = last + 1 + (word_of(words, last + 1) == "ngày")
        found = moment_at(words, at, True) if at < len(words) else None
        if found is not None and word_of(words, found[1]) == ")" and found[0].kind in ("day", "month"):
            stretch = _between(start, found[0], found[0].part in ("", "end"))
            return stretch or _since(start), found[1]
    return _since(start), last


def _since(start: Moment) -> Stretch:
    """From a moment until now; without a date where the moment has none."""
    if start.kind in ("year", "month", "day"):
        return Stretch("since", start.code)
    if start.kind == "this":
        return Stretch("since")
    return Stretch("open")


def _between(start: Moment, end: Moment, whole: bool, *, may_be_jubilee: bool = True) -> Stretch | None:
    """From one moment to another. A jubilee (same day and month, years apart) tells a founding."""
    dated = ("day", "month", "quarter", "half_year", "nine_months", "year", "this", "range")
    if start.kind not in dated[:-1] or end.kind not in dated or (end.kind == "range" and start.kind != "year"):
        return None
    if may_be_jubilee and _is_jubilee(start, end):
        if start.code in HOLIDAYS and start.kind == "day":
            return Stretch("day", end.code, "feast")
        return Stretch("founding", "" if start.code in HOLIDAYS else f"{start.code}/{end.code}", "jubilee")
    within = start.code == end.code or not (start.code and end.code)
    if start.kind in ("year", "this") and end.kind in ("year", "this") and not (within and end.part in ("start", "middle")):
        return _years(start, end)
    first, last = _first(start), _last(end)
    if first[:1] == "-" and last[:1] > "0":
        first = _year_for(first, last[:4], first > last[4:]) if len(first) > 1 else first
    elif last[:1] == "-" and first[:1] > "0":
        last = first[:4] + last if last >= first[4:] else f"{int(first[:4]) + 1}{last}"
    if first[:1] > "0" and first > last:
        return None
    if first[-3:] == "-01" and len(first) in (3, 7) and first[:-3] == last[: len(first) - 3] and _ends_month(end, whole):
        kind, code = of_months(1, int(last[len(first) - 2 :][:2]), first[:-3])
        return Stretch(kind, code)
    if len(first) in (3, 7) and len(last) in (6, 10):
        last = last[:-3]
    return Stretch("range", f"{first}/{last}")


def _is_jubilee(start: Moment, end: Moment) -> bool:
    """`20/5/1987 - 20/5/2012`, `8-1957 - 8-2017`: the same day or month, years apart."""
    if start.kind != end.kind or start.kind not in ("day", "month") or "" in (start.code[4:], end.code[4:]):
        return False
    if start.code[:1] == "-" or end.code[:1] == "-" or start.code[4:] != end.code[4:]:
        return False
    years = int(end.code[:4]) - int(start.code[:4])
    return years > 0 and (start.kind == "day" or (years >= 10 and years % 5 == 0))


def _year_for(code: str, year: str, earlier: bool) -> str:
    return f"{int(year) - earlier}{code}"


def _years(start: Moment, end: Moment) -> Stretch | None:
    if not start.code or not end.code:
        return Stretch("year", start.code or end.code) if not (start.code and end.code) else None
    if start.code == end.code:
        return Stretch("year", start.code)
    return Stretch("range", f"{start.code}/{end.code}") if start.code < end.code else None


def _first(start: Moment) -> str:
    """The code of the first month (or day) of a moment."""
    if start.kind in ("year", "this"):
        return start.code + {"end": "-12", "middle": "-06"}.get(start.part, "-01")
    if start.kind in ("quarter", "half_year", "nine_months"):
        months = {"-Q1": "-01", "-Q2": "-04", "-Q3": "-07", "-Q4": "-10", "-H1": "-01", "-H2": "-07", "-9M": "-01"}
        return start.code[:-3] + months[start.code[-3:]]
    return start.code


def _last(end: Moment) -> str:
    """The code of the last month (or day) of a moment."""
    if end.kind in ("year", "this"):
        return end.code + {"start": "-01", "middle": "-06"}.get(end.part, "-12")
    if end.kind in ("quarter", "half_year", "nine_months"):
        months = {"-Q1": "-03", "-Q2": "-06", "-Q3": "-09", "-Q4": "-12", "-H1": "-06", "-H2": "-12", "-9M": "-09"}
        return end.code[:-3] + months[end.code[-3:]]
    if end.kind == "range":
        return end.code.split("/")[1]
    return end.code


def last_month(stretch: Stretch) -> int:
    """The month with which a period ends whose year is not named."""
    code = _last(Moment(stretch.kind, stretch.code))
    month = code[-5:-3] if len(code) in (6, 10) else code[-2:]
    return int(month) if month.isdigit() else 12


def _ends_month(end: Moment, whole: bool) -> bool:
    """Whether a moment ends with the last day of a month."""
    if end.kind != "day":
        return whole
    year, month, day = end.code.rsplit("-", 2)
    return int(day) == calendar.monthrange(int(year or 2001), int(month))[1]


def until(stretch: Stretch) -> Stretch:
    """What a flow `until the end of` a month, quarter or day covers: the year so far."""
    if not stretch.code or stretch.kind not in ("month", "day"):
        if stretch.kind not in ("quarter", "half_year") or not stretch.code:
            return stretch
        return Stretch(*of_months(1, last_month(stretch), stretch.code[:4]))
    end = Moment(stretch.kind, stretch.code)
    return _between(Moment("year", stretch.code[:4], "start"), end, stretch.role != "by") or stretch


def with_year(stretch: Stretch, year: str) -> Stretch:
    """The stretch in that year, where its own words leave the year out; without a code where no year is known, or no such day."""
    if stretch.kind in ("year", "this") and not stretch.code:
        return replace(stretch, kind="year", code=year)
    if not stretch.code.startswith("-"):
        return stretch
    if not year:
        return replace(stretch, code="")
    first, _, last = stretch.code.partition("/")
    if "-02-29" in stretch.code and not calendar.isleap(int(year)):
        return replace(stretch, code="")
    if last:
        return replace(stretch, code=f"{int(year) - (first > last)}{first}/{year}{last}")
    return replace(stretch, code=year + first)
