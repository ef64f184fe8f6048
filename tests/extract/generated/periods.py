"""Class 2: one time expression a clause, read whole; founding dates, dates of documents, years of plans, each with its reach."""

from __future__ import annotations

from tests.extract.generated.draft import ROMAN, Draft, When
from tests.extract.generated.gold import Article

PARTS = ("đầu", "giữa", "cuối", "hết", "trung tuần", "thượng tuần", "hạ tuần", "những ngày đầu", "những ngày cuối")
WORK = (
    "Chỉ thị số 03-CT/TW",
    "Nghị quyết Trung ương 4 (khóa XI)",
    "Chỉ thị 05 của Bộ Chính trị",
    "Quy định số 47-QĐ/TW",
    "Kết luận 21 của Trung ương",
    "Nghị quyết số 15 của Tỉnh ủy",
)


def stretch(draft: Draft) -> When:
    """A stretch of time with a start and an end."""
    year, month = draft.year, draft.number(2, 11)
    # until the end of March, June or September: that is also a quarter, a half year, nine months
    part = draft.pick(PARTS if month not in (3, 6, 9) else ("đầu", "giữa", "trung tuần", "thượng tuần", "những ngày đầu"))
    end = f"{year}-{month:02}"
    before, start = year - draft.number(1, 4), draft.number(1, 12)
    whole, later = f"{year}-01/{end}", draft.pick((4, 5, 7, 8))
    choices = [
        When(
            draft.pick(("Từ đầu năm {y} đến {p} tháng {m}", "Kể từ đầu năm {y} cho tới {p} tháng {m}")).format(
                y=year, p=part, m=month
            ),
            "range",
            whole,
        ),
        When(f"Từ đầu năm đến {part} tháng {month}/{year}", "range", whole),
        When(f"Tính từ tháng 1 đến {part} tháng {month} năm {year}", "range", whole),
        When(f"Từ tháng {start}/{before} đến {draft.maybe('hết ')}tháng {month}/{year}", "range", f"{before}-{start:02}/{end}"),
        When(f"Trong thời gian từ tháng {start} năm {before} đến tháng {month} năm {year}", "range", f"{before}-{start:02}/{end}"),
        When(f"Trong {year - before + 1} năm ({before} - {year})", "range", f"{before}/{year}"),
        When(f"Giai đoạn {before}-{year}", "range", f"{before}/{year}"),
        When(f"Từ năm {before} đến {draft.maybe('hết ')}năm {year}", "range", f"{before}/{year}"),
        When(f"Nhiệm kỳ {year - 5} - {year}", "term", f"{year - 5}/{year}"),
        When(f"Trong các năm {before}-{year}", "range", f"{before}/{year}"),
        When(f"Suốt {year - before + 1} năm, từ {before} đến {year}", "range", f"{before}/{year}"),
        When(draft.pick((f"6 tháng cuối năm {year}", f"Nửa cuối năm {year}")), "half_year", f"{year}-H2"),
        When(draft.pick((f"Quý đầu năm {year}", f"Ba tháng đầu năm {year}")), "quarter", f"{year}-Q1"),
        When(draft.pick((f"Quý cuối năm {year}", f"3 tháng cuối năm {year}")), "quarter", f"{year}-Q4"),
        When(f"Mười một tháng của năm {year}", "range", f"{year}-01/{year}-11"),
        When(f"Từ tháng 2 đến tháng {later}/{year}", "range", f"{year}-02/{year}-{later:02}"),
    ]
    if month not in (3, 6, 9):
        choices.append(When(f"{month} tháng đầu năm {year}", "range", whole))
    return draft.pick(choices)


def unyeared(draft: Draft) -> When:
    """A stretch whose year only the day of publication tells."""
    year, month = draft.year, draft.number(4, 11)
    draft.published = f"{year}-{month:02}-{draft.number(12, 28)}"
    return draft.pick(
        (
            When(
                draft.pick(("Từ đầu năm đến nay", "Kể từ đầu năm tới nay", "Tính từ đầu năm đến thời điểm này")),
                "range",
                f"{year}-01/{year}-{month:02}",
            ),
            When(
                f"Từ đầu năm đến [đầu|những ngày đầu|thượng tuần] tháng {month}",
                "range",
                f"{year}-01/{year}-{month:02}",
            ),
            When(
                f"Từ đầu năm đến {draft.pick(('giữa', 'trung tuần', 'đầu', 'những ngày đầu'))} tháng {month - 1}",
                "range",
                f"{year}-01/{year}-{month - 1:02}",
            ),
            When(draft.pick(("Quý I", "3 tháng đầu năm", "Ba tháng đầu năm nay", "Trong quý đầu năm")), "quarter", f"{year}-Q1"),
            When(draft.pick(("Năm ngoái", "Năm trước", "Trong năm trước")), "year", f"{year - 1}"),
            When(f"Trong tháng {month - 1}", "month", f"{year}-{month - 1:02}"),
            When("Tháng trước", "month", f"{year}-{month - 1:02}"),
            *(
                [When(draft.pick(("6 tháng đầu năm", "Nửa đầu năm nay", "6 tháng đầu năm nay")), "half_year", f"{year}-H1")]
                if month > 6
                else []
            ),
            *([When(draft.pick(("9 tháng đầu năm nay", "Chín tháng đầu năm")), "nine_months", f"{year}-9M")] if month > 9 else []),
        )
    )


# what the acts below are about; no text tells the same one twice
FLOWS = (
    "members_admitted",
    "members_disciplined",
    "candidates_trained",
    "probationary_members_made_full",
    "members_admitted",
    "members_struck_off",
)


def act(draft: Draft, who: str) -> str:
    """One flow or two, in what holds."""
    before = {one.indicator for one in draft.figures}
    kind = draft.pick([place for place, indicator in enumerate(FLOWS) if indicator not in before])
    if kind == 0:
        return draft.pick(
            ("{who} kết nạp {n} đảng viên mới", "{who} kết nạp được {n} đảng viên", "{who} đã phát triển {n} đảng viên mới")
        ).format(who=who, n=draft.figure("members_admitted", draft.large(200, 3000), about=0.1))
    if kind == 1:
        first = draft.figure("organizations_disciplined", draft.number(2, 40))
        second = draft.figure("members_disciplined", draft.large(150, 900))
        return draft.pick(
            (
                "{who} thi hành kỷ luật {a} tổ chức đảng và {b} đảng viên",
                "{who} có {a} tổ chức đảng, {b} đảng viên bị thi hành kỷ luật",
                "{who} đã xử lý kỷ luật {a} tổ chức đảng, {b} đảng viên",
            )
        ).format(who=who, a=first, b=second)
    if kind == 2:
        return draft.pick(
            (
                "{who} mở lớp bồi dưỡng nhận thức về Đảng cho {n} quần chúng ưu tú",
                "{who} bồi dưỡng nhận thức về Đảng cho {n} quần chúng",
            )
        ).format(who=who, n=draft.figure("candidates_trained", draft.large(400, 2500)))
    if kind == 3:
        return draft.pick(
            ("{who} công nhận chính thức {n} đảng viên dự bị", "{who} chuyển đảng chính thức cho {n} đảng viên dự bị")
        ).format(who=who, n=draft.figure("probationary_members_made_full", draft.large(300, 1800)))
    if kind == 4:
        first = draft.figure("members_admitted", draft.large(200, 900))
        second = draft.figure("admission_target_completion", draft.percent(60, 120))
        return draft.pick(
            ("{who} kết nạp được {a} đảng viên, đạt {b} kế hoạch", "{who} kết nạp {a} đảng viên mới, bằng {b} chỉ tiêu")
        ).format(who=who, a=first, b=second)
    return draft.pick(("{who} xóa tên {n} đảng viên", "{who} ra quyết định xóa tên {n} đảng viên")).format(
        who=who, n=draft.figure("members_struck_off", draft.number(2, 60))
    )


def stretches(draft: Draft) -> None:
    """An act in a stretch of time, before or behind it; a second sentence goes on in it."""
    draft.when = unyeared(draft) if draft.chance.random() < 0.4 else stretch(draft)
    if not draft.published:
        draft.publish(draft.year + 1, 1, share=0.5)
    told(draft)


def dated(draft: Draft) -> None:
    """The same, in a stretch that names its years."""
    draft.when = stretch(draft)
    told(draft)


def told(draft: Draft) -> None:
    words = draft.when.words
    if draft.chance.random() < 0.8:
        draft.say(f"{words}, {act(draft, draft.whole())}.")
    else:
        inside = words[:1].lower() + words[1:]
        link = (
            ""
            if inside.startswith(("trong", "kể", "tính"))
            else "[trong khoảng|trong thời gian|]"
            if inside.startswith("từ")
            else "trong"
        )
        draft.say(f"{act(draft, draft.whole())} {link} {inside}.")
    if draft.chance.random() < 0.5:
        draft.plain(0.3)
        draft.say(f"[Cùng thời gian này,|Cũng trong thời gian trên,|Bên cạnh đó,|Ngoài ra,] {act(draft, draft.again())}.")


def stocks(draft: Draft, founded: bool) -> str:
    """`18 chi bộ cơ sở, 640 đảng viên` in what holds."""
    low = 6 if founded else 40
    choice = draft.number(0, 2)
    joint = draft.pick((", ", " và ", " với "))
    if choice == 0:
        first = f"{draft.figure('grassroots_cells', draft.number(low, low * 3))} chi bộ cơ sở"
    else:
        noun = draft.pick(("tổ chức cơ sở đảng", "tổ chức cơ sở đảng trực thuộc", "TCCSĐ"))
        first = f"{draft.figure('grassroots_organizations', draft.number(low, low * 3))} {noun}"
    return f"{first}{joint}{draft.figure('party_members', draft.number(low * 20, low * 60), about=0.2)} đảng viên"


def founding(draft: Draft) -> None:
    """What there was at the beginning against what there is today."""
    draft.bloc, draft.organization = True, draft.place.bloc_body
    age = draft.pick((10, 15, 20, 25, 30, 40))
    month, day = draft.number(1, 12), draft.number(1, 28)
    born = draft.year - age
    draft.published = f"{draft.year}-{month:02}-{day:02}"
    who = f"Đảng bộ {draft.place.bloc} tỉnh {draft.place.name}"
    then, today = When("", "as_of", f"{born}-{month:02}-{day:02}"), When("", "as_of", draft.published)
    old = draft.pick(
        (
            "lúc mới thành lập",
            "ngày đầu thành lập",
            "thuở ban đầu",
            "khi mới ra đời",
            "buổi đầu",
            "những ngày đầu mới lập",
            "thời điểm thành lập",
        )
    )
    span = draft.pick(
        (
            f"({day}/{month}/{born} - {day}/{month}/{draft.year})",
            f"(ngày {day:02}/{month:02}/{born} – {day:02}/{month:02}/{draft.year})",
        )
    )
    new = draft.pick(("đến nay", "hiện nay", "giờ đây", "ngày nay", "hiện"))
    draft.when = then
    first = stocks(draft, True)
    draft.when = today
    second = stocks(draft, False)
    born_on = f"{day}/{month}/{born}"
    ways = (
        f"Kỷ niệm {age} năm thành lập {span}, {who} đã đi một chặng đường dài: {old} chỉ có {first}, {new} Đảng bộ có {second}.",
        f"Tròn {age} năm tuổi {span}, {who} [hiện có|đến nay có] {second}, trong khi {old} mới có {first}.",
        f"{who} được thành lập ngày {born_on}, [với|khi ấy có|ban đầu có] {first}.\n"
        f"[Đến nay|Sau {age} năm|Hiện nay], Đảng bộ [đã có|có|quản lý] {second}.",
        f"Ra đời ngày {born_on}, từ {first} {old}, {who} [lớn mạnh lên|đã phát triển lên|nay tăng lên] {second}.",
        f"Ngày {born_on}, {who} chính thức đi vào hoạt động.\n"
        f"[Khi đó|Lúc đó|Lúc bấy giờ|Buổi đầu], Đảng bộ [chỉ có|có|mới có] {first}.\n"
        f"[Nay|Hôm nay|Hiện tại|Tới nay], con số đó là {second}.",
        f"[Từ chỗ|Khởi đầu] chỉ có {first} {old} ngày {born_on}, {who} [nay|đến nay|hiện] [có|đã có] {second}.",
        f"{who} hiện có {second}. [So với|Nhớ lại] ngày đầu thành lập ({born_on}), khi Đảng bộ mới có {first}, đó "
        "là bước tiến dài.",
    )
    for sentence in draft.pick(ways).split("\n"):
        draft.say(sentence)


def documents(draft: Draft) -> None:
    """A document's date is no date of what is counted."""
    draft.bloc, draft.organization = True, draft.place.bloc_body
    who = f"Đảng bộ {draft.place.bloc} tỉnh {draft.place.name}"
    draft.publish(draft.year, draft.number(2, 12))
    day, month, before = draft.number(1, 28), draft.number(1, 12), draft.year - draft.number(1, 8)
    date = draft.pick(
        (f"ngày {day}/{month}/{before}", f"ngày {day:02}-{month:02}-{before}", f"ngày {day} tháng {month} năm {before}")
    )
    paper = draft.pick(
        (
            "Quyết định số 210-QĐ/TU",
            "Quyết định số 1120-QĐ/TU",
            "Nghị quyết số 18-NQ/TW",
            "Quy định số 98-QĐ/TW",
            "Kết luận số 34-KL/TU",
        )
    )
    draft.when = When("", "as_of", draft.published)
    held = stocks(draft, False)
    draft.say(
        draft.pick(
            (
                "Hoạt động theo {paper} {date}, {who} {now} {held}.",
                "Thực hiện {paper} {date} về sắp xếp tổ chức, {who} {now} {held}.",
                "{who} được tổ chức lại theo {paper} {date} của cấp trên, {now} {held}.",
                "Căn cứ {paper} {date}, bộ máy được kiện toàn; {who} {now} {held}.",
            )
        ).format(paper=paper, date=date, who=who, now=draft.pick(("hiện có", "đến nay có", "hiện quản lý", "nay có")), held=held)
    )


def plans(draft: Draft) -> None:
    """The year of a plan does not reach the results told after it; a bare quarter takes the year last named, and holds on."""
    year, quarter = draft.year, draft.number(1, 3)
    roman = ROMAN[quarter - 1]
    draft.say(
        draft.pick(
            (
                "Kế hoạch kiểm tra, giám sát năm {y} được cấp ủy ban hành sớm.",
                "Ngay từ đầu năm {y}, {who} đã xây dựng chương trình công tác sát thực tế.",
                "Năm {y}, {who} chọn chủ đề công tác là siết chặt kỷ cương.",
            )
        ).format(y=year, who=draft.whole())
    )
    draft.plain(0.2)
    draft.when = When("", "quarter", f"{year}-Q{quarter}")
    draft.say(f"[Trong quý|Quý|Riêng quý] {roman}, {act(draft, draft.again())}.")
    if draft.chance.random() < 0.6:
        draft.say(f"[Ngoài ra,|Cùng với đó,|Song song,|Cũng trong quý,] {act(draft, draft.again())}.")


def years(draft: Draft) -> None:
    """n years of carrying something out: a stretch without dates, and no day of publication."""
    draft.publish(draft.year)
    draft.when = When("", "range", "")
    count = draft.pick((2, 3, 5, 10, 15, 20))
    lead = draft.pick(
        (
            "Trong {n} năm triển khai {w}",
            "Sau {n} năm thực hiện {w}",
            "Qua {n} năm thực hiện {w}",
            "{n} năm thi hành {w}",
            "Nhìn lại {n} năm thực hiện {w}",
        )
    )
    draft.say(f"{lead.format(n=count, w=draft.pick(WORK))}, {act(draft, draft.whole())}.")


def two_years(draft: Draft) -> None:
    """Each year its own count, in one sentence or two; a year compared with is no period."""
    year, who = draft.year, draft.whole()
    draft.when = When("", "year", str(year))
    if draft.chance.random() < 0.5:
        first = draft.figure("members_admitted", draft.large(400, 2500))
        draft.when = When("", "year", str(year + 1))
        second = draft.figure("members_admitted", draft.large(400, 2500))
        draft.say(
            draft.pick(
                (
                    "Năm {a}, {who} kết nạp {n} đảng viên; năm {b} kết nạp {m} đảng viên.",
                    "Nếu năm {a} {who} kết nạp được {n} đảng viên thì sang năm {b} con số này là {m} đảng viên.",
                    "{who} kết nạp {n} đảng viên trong năm {a} và {m} đảng viên trong năm {b}.",
                    "Số đảng viên mới kết nạp của {who} năm {a} là {n} đồng chí, năm {b} là {m} đồng chí.",
                )
            ).format(a=year, b=year + 1, who=who, n=first, m=second)
        )
    else:
        number = draft.figure("members_admitted", draft.large(300, 2500))
        share = draft.figure("members_admitted", draft.percent(2, 40), unit="percent", status="change")
        draft.say(
            draft.pick(
                (
                    "Năm {a}, {who} kết nạp {n} đảng viên, tăng {p} so với năm {b}.",
                    "So với năm {b}, số đảng viên kết nạp năm {a} của {who} là {n} đồng chí, tăng {p}.",
                    "Năm {a}, {who} kết nạp được {n} đảng viên mới (năm {b} thấp hơn), tăng {p}.",
                )
            ).format(a=year, b=year - 1, who=who, n=number, p=share)
        )


def awards(draft: Draft) -> None:
    """Each count of awards has its own period; a conference that rewards does so on its day."""
    draft.publish(draft.year + 1, 1)
    year = draft.year
    who = f"Đảng ủy {draft.place.bloc} tỉnh {draft.place.name}" if draft.bloc else f"Tỉnh ủy {draft.place.name}"
    if draft.chance.random() < 0.5:
        draft.when = When("", "range", f"{year - 4}/{year}")
        first = draft.figure("merit_certificates", draft.number(3, 40))
        draft.when = When("", "year", str(year))
        second = draft.figure("merit_certificates", draft.number(3, 40))
        draft.say(
            f"{who} tặng Bằng khen cho {first} tập thể [giai đoạn|trong giai đoạn] {year - 4}-{year} "
            f"và {second} tập thể [năm|của năm|trong năm] {year}."
        )
    else:
        draft.when = When("", "as_of", draft.published)
        first = draft.figure("commended_collectives", draft.number(3, 60))
        second = draft.figure("commended_individuals", draft.number(3, 90))
        draft.say(
            f"[Dịp này|Tại hội nghị|Nhân dịp này], {who} [khen thưởng|biểu dương, khen thưởng|tuyên dương] "
            f"{first} tập thể[, | và ]{second} cá nhân [tiêu biểu|xuất sắc|có thành tích tốt]."
        )


def conferences(draft: Draft) -> None:
    """The day of a meeting is not the period of what it looks back on."""
    day, month = draft.number(1, 28), draft.pick((7, 12))
    year = draft.year
    draft.published = f"{year}-{month:02}-{day:02}"
    if month == 12:
        draft.when = When("", "year", str(year))
        words, lead = f"tổng kết công tác năm {year}", draft.pick(("Trong năm", "Năm qua", "Một năm qua", f"Năm {year}"))
    else:
        draft.when = When("", "half_year", f"{year}-H1")
        words, lead = f"sơ kết công tác 6 tháng đầu năm {year}", draft.pick(("Trong 6 tháng", "Nửa năm qua", "6 tháng qua"))
    draft.say(f"[Sáng|Chiều|Ngày] {day}/{month}, {draft.actor()} tổ chức hội nghị {words}.")
    draft.plain(0.3)
    draft.say(f"{lead}, {act(draft, draft.again())}.")


def ceremonies(draft: Draft) -> None:
    """What happens on a day is of that day, whatever year stands beside it: badges, classes, admissions."""
    day, month, year = draft.number(1, 28), draft.number(1, 12), draft.year
    draft.published = f"{year}-{month:02}-{day:02}"
    draft.when = When("", "as_of", draft.published)
    who = f"Đảng ủy {draft.place.bloc} tỉnh {draft.place.name}" if draft.bloc else f"Tỉnh ủy {draft.place.name}"
    choice = draft.number(0, 3)
    if choice == 0:
        number = draft.figure("party_badges_awarded", draft.number(5, 90))
        draft.say(
            f"[Sáng|Chiều|Ngày] {day}/{month}, {who} tổ chức [lễ|gặp mặt] kỷ niệm Ngày thành lập Đảng, mừng Xuân {year}.",
            f"[Dịp này|Tại buổi lễ], {who} trao Huy hiệu Đảng cho {number} đảng viên.",
        )
    elif choice == 1:
        number = draft.figure("candidates_trained", draft.number(40, 150))
        draft.say(
            f"[Sáng|Tối] ngày {day}/{month}, {who} khai giảng lớp bồi dưỡng nhận thức về Đảng năm {year}.",
            f"[Tham gia lớp học có|Lớp có|Dự lớp học có] {number} [học viên|quần chúng ưu tú].",
        )
    elif choice == 2:
        number = draft.figure("members_admitted", draft.number(2, 20))
        draft.say(
            f"{number} [quần chúng ưu tú|quần chúng|đoàn viên ưu tú] [ở|thuộc] {draft.whole()} được kết nạp [vào |]Đảng "
            f"[chiều|sáng|ngày|hôm] {day}/{month}/{year}."
        )
    else:
        first = draft.figure("commended_collectives", draft.number(3, 20))
        second = draft.figure("commended_individuals", draft.number(3, 20))
        draft.say(
            f"Năm {year - 1}, {draft.whole()} hoàn thành các nhiệm vụ đề ra.",
            f"Tại hội nghị [ngày |sáng ]{day}/{month}/{year}, {who} [khen thưởng|biểu dương] {first} tập thể và {second} cá nhân.",
        )


def leads(draft: Draft) -> None:
    """A lead that only the sentences after it date; `ngay từ đầu năm` begins no stretch."""
    draft.when = draft.pick(
        (
            When(f"6 tháng đầu năm {draft.year}", "half_year", f"{draft.year}-H1"),
            When(f"9 tháng đầu năm {draft.year}", "nine_months", f"{draft.year}-9M"),
            When(f"năm {draft.year}", "year", str(draft.year)),
        )
    )
    draft.publish(draft.year + 1, 1)
    told = act(draft, draft.whole())
    if draft.chance.random() < 0.5:
        draft.say(
            f"{told}.",
            f"[Đây là thông tin|Kết quả này được nêu|Con số này được công bố] tại báo cáo {draft.when.words} của {draft.again()}.",
        )
    else:
        draft.say(
            f"{draft.when.words}, {told}.",
            f"Ngay từ đầu năm {draft.year}, cấp ủy đã [xây dựng|ban hành] kế hoạch sát với tình hình.",
            f"{act(draft, draft.again())}.",
        )


def terms(draft: Draft) -> None:
    """`qua 5 năm` of a term that is told of is no other stretch."""
    draft.when = When("", "term", f"{draft.year - 5}/{draft.year}")
    draft.say(
        f"Nhiệm kỳ {draft.year - 5}-{draft.year}, {act(draft, draft.whole())}.",
        f"[Qua 5 năm|Sau 5 năm|Trong 5 năm qua], {act(draft, draft.again())}.",
    )


def mergers(draft: Draft) -> None:
    """Two blocs that are merged: what the new one has, on that day, until a later one is told."""
    draft.bloc, draft.organization = True, draft.place.bloc_body
    day, month, year = draft.number(1, 28), draft.number(1, 12), draft.year
    draft.publish(year + draft.number(1, 4))
    draft.when = When("", "as_of", f"{year}-{month:02}-{day:02}")
    name = f"Đảng bộ {draft.place.bloc} tỉnh {draft.place.name}"
    held = stocks(draft, False)
    draft.say(
        *draft.pick(
            (
                (f"Ngày {day}/{month}/{year}, hai đảng bộ khối [hợp nhất|sáp nhập] thành {name}, [gồm|với|có] {held}.",),
                (
                    f"Từ ngày {day}/{month}/{year}, hai đảng bộ khối [hợp nhất|sáp nhập], {name} [ra đời|được thành lập].",
                    f"[Đảng bộ|Đảng bộ Khối] [khi đó |lúc đó |]có {held}.",
                ),
                (f"{name} được thành lập trên cơ sở hợp nhất hai đảng bộ khối (từ ngày {day}/{month}/{year}) với {held}.",),
            )
        )
    )


KINDS = (
    *(stretches, stretches, stretches, founding, founding, documents, plans, years, two_years, awards, conferences),
    *(ceremonies, ceremonies, leads, terms, mergers),
)


def article(seed: int) -> Article:
    draft = Draft("periods", seed)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
