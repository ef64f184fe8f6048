"""Classes 7 and 8: nouns and phrases that say the same in other words, tails that narrow nothing, and those that narrow all."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When
from tests.extract.generated.gold import Article


def stock(draft: Draft) -> None:
    """Members of a body in every way that a newspaper may say it."""
    draft.when = draft.moment()
    number = draft.figure("party_members", draft.large(12000, 60000), about=0.2)
    who = draft.party()
    draft.say(
        f"{draft.when.words}, "
        + draft.pick(
            (
                f"{who} có {number} đảng viên [đang sinh hoạt|đang công tác và sinh hoạt tại các chi bộ|tham gia sinh hoạt]",
                f"số đảng viên của {who} [lên đến|đã lên tới|là|đạt con số] {number} [người|đồng chí]",
                f"đội ngũ đảng viên của {who} [có|gồm|lên tới|đông đến] {number} [người|đồng chí]",
                f"{who} có {number} [người đứng trong hàng ngũ của Đảng|đồng chí đảng viên|đảng viên các thế hệ]",
                f"{who} quản lý {number} đảng viên",
                f"tổng số đảng viên [toàn Đảng bộ|của {who}] [có|là|đạt] {number}[| người| đồng chí]",
                f"{who} là mái nhà chung của {number} đảng viên",
            )
        )
        + "."
    )


def population(draft: Draft) -> None:
    """Members, and their share of the population."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.moment()
    number = draft.figure("party_members", draft.number(30000, 90000))
    share = draft.figure("member_share_of_population", draft.percent(3, 9))
    draft.say(
        f"{draft.when.words}, đảng viên [của|ở] {draft.whole()} có [đến|tới|] {number}[| người], "
        f"[bằng|chiếm|tương đương] {share} dân số[| toàn tỉnh]."
    )


def of_staff(draft: Draft) -> None:
    """`92 đảng viên trên tổng số 121 cán bộ`."""
    draft.bloc = True
    body = draft.parts(1)[0]
    draft.organization, draft.when = body.slug, draft.moment()
    staff = draft.number(90, 300)
    part = draft.number(40, staff - 10)
    number = draft.figure("party_members", part, denominator=float(staff))
    whole = draft.figure("staff_total", staff)
    draft.say(
        f"{draft.when.words}, Đảng bộ {body.name} có {number} đảng viên "
        f"[trên tổng số {whole}|trong tổng số {whole}|trong số {whole}] cán bộ, công chức, viên chức."
    )


def committees(draft: Draft) -> None:
    """Sizes of committees, however their members are called."""
    draft.year = draft.pick((2010, 2015, 2020))
    month, day = draft.number(5, 10), draft.number(1, 28)
    draft.published = f"{draft.year}-{month:02}-{day:02}"
    draft.when = When("", "term", f"{draft.year}/{draft.year + 5}")
    term = f"nhiệm kỳ {draft.year}[-| - ]{draft.year + 5}"
    people = draft.pick(("đồng chí", "ủy viên", "người", "thành viên"))
    size = draft.number(15, 49)
    first = draft.figure("executive_committee_size", size)
    second = draft.figure("standing_committee_size", draft.number(5, 14))
    tail = ""
    way = draft.number(0, 2)
    if way == 0:
        deputies = draft.figure("deputy_secretaries", 2)
        tail = (
            f"[, trong đó {deputies} đồng chí làm Phó Bí thư|; bầu {deputies} Phó Bí thư|, {deputies} đồng chí giữ chức Phó Bí thư]"
        )
    elif way == 1:
        tail = (
            "[; Ủy ban Kiểm tra|; UBKT|, Ủy ban Kiểm tra có] "
            f"{draft.figure('inspection_commission_size', draft.number(3, 11))} {people}"
        )
    draft.say(
        f"[Đại hội đại biểu|Đại hội] {draft.party()} {term} [đã bầu|bầu] Ban Chấp hành [gồm|khóa mới gồm|có] "
        f"{first} {people}[, đều trúng cử ngay vòng đầu|]"
        f"[; |, ]Ban Thường vụ [gồm|có|] {second} {people}{tail}."
    )


def cell(draft: Draft) -> None:
    """The committee of a cell."""
    draft.bloc = True
    body = draft.parts(1)[0]
    draft.organization = body.slug
    draft.when = When("", "term", f"{draft.year}/{draft.year + 5}")
    number = draft.figure("executive_committee_size", draft.pick((3, 5, 7)))
    draft.say(
        f"Đại hội Chi bộ {body.name} nhiệm kỳ {draft.year} - {draft.year + 5} [thành công tốt đẹp|diễn ra nghiêm "
        "túc|khép lại trong buổi sáng].",
        f"Chi ủy [khóa mới |][gồm|có] {number} [ủy viên|đồng chí][, đều trúng cử ngay vòng đầu|, được bầu với số "
        "phiếu tập trung|].",
    )


def learners(draft: Draft) -> None:
    """Candidates under other names."""
    draft.when = draft.during()
    number = draft.figure("candidates_trained", draft.large(400, 2500))
    draft.say(
        f"{draft.when.words}, {draft.actor()} "
        f"[mở lớp dành cho người chuẩn bị vào Đảng, {number} học viên theo học|mở các lớp cảm tình Đảng cho "
        f"{number} [quần chúng|đoàn viên|người]|"
        f"tổ chức các lớp đối tượng Đảng, thu hút {number} quần chúng|bồi dưỡng nhận thức về Đảng cho {number} "
        "[hạt nhân ưu tú|nhân tố tích cực|đoàn viên ưu tú]|"
        f"cấp giấy chứng nhận học lớp nhận thức về Đảng cho {number} quần chúng]."
    )


def admitted(draft: Draft) -> None:
    """New members under other verbs."""
    draft.when = draft.during()
    number = draft.figure("members_admitted", draft.large(400, 2500))
    draft.say(
        f"{draft.when.words}, "
        + draft.pick(
            (
                f"{draft.whole()} có [thêm |]{number} [quần chúng|đoàn viên|người] [được đứng vào hàng ngũ của Đảng|vinh "
                "dự đứng trong hàng ngũ của Đảng]",
                f"{number} quần chúng ưu tú [ở {draft.place.name} |][được kết nạp|trở thành đảng viên|tuyên thệ dưới cờ "
                "Đảng|được kết nạp vào Đảng]",
                f"{draft.actor()} [giới thiệu và kết nạp|xét kết nạp|làm lễ kết nạp cho] {number} [quần chúng ưu tú|đảng "
                "viên|đảng viên mới]",
                f"công tác phát triển đảng của {draft.whole()} [đạt kết quả tốt với|ghi nhận] {number} đảng viên mới được kết nạp",
                f"số đảng viên mới [của {draft.whole()} |]là {number} [đồng chí|người]",
            )
        )
        + "."
    )


def rated(draft: Draft) -> None:
    """All were rated, so many with the best grade."""
    draft.when = When(f"Năm {draft.year}", "year", str(draft.year))
    code, noun, low = draft.pick(
        (("grassroots_organizations_rated", "[TCCSĐ|tổ chức cơ sở đảng]", 30), ("members_rated", "đảng viên", 900))
    )
    whole = draft.figure(code, 100, unit="percent", breakdown="grade=rated")
    best = draft.figure(code, draft.number(low, low * 4), breakdown="grade=excellent")
    draft.say(
        f"{draft.when.words}, [có |]{whole} {noun} [được đánh giá, xếp loại|được kiểm điểm, đánh giá, xếp loại|đã "
        "qua đánh giá, xếp loại], "
        f"[với|trong đó|trong đó có] {best} {noun} hoàn thành xuất sắc nhiệm vụ."
    )


def nothing(draft: Draft) -> None:
    """Counts of members that are no figure of the catalogue: never the total of the body's members."""
    number = draft.number(40, 900)
    draft.publish(draft.year)
    draft.say(
        f"[Dịp này|Sáng nay|Hưởng ứng lời kêu gọi|Tuần qua|Tại {draft.place.name}], [có |][hơn |]{number} đảng viên "
        "[đăng ký hiến máu tình nguyện|tham gia dọn vệ sinh đường làng|là trí thức đã góp ý vào dự thảo|dự buổi "
        "nói chuyện thời sự|"
        "trẻ tham gia hội thi tìm hiểu lịch sử|xung phong trực chốt phòng dịch|làm kinh tế giỏi được giới thiệu "
        "điển hình|là cựu chiến binh về thăm chiến trường xưa]."
    )


def grassroots(draft: Draft) -> None:
    """Kinds of cells: at the grassroots, or beneath its committees."""
    draft.bloc, draft.organization = True, draft.place.bloc_body
    draft.when = draft.moment()
    committees, cells = draft.number(15, 60), draft.number(15, 60)
    held = draft.figure("grassroots_organizations", committees + cells)
    first = draft.figure("grassroots_committees", committees)
    second = draft.figure("grassroots_cells", cells)
    tail = ""
    if draft.chance.random() < 0.6:
        under = draft.figure("subordinate_cells", draft.number(100, 500))
        tail = (
            f"[; dưới nữa, trong các đảng bộ cơ sở, là {under} chi bộ|, {under} chi bộ trực thuộc đảng ủy cơ sở|; các "
            f"đảng bộ cơ sở có {under} chi bộ trực thuộc|"
            f"; trực thuộc đảng bộ cơ sở còn có {under} chi bộ]"
        )
    shape = draft.pick(
        (
            " ([gồm |]{a} đảng bộ cơ sở[ và |, ]{b} chi bộ cơ sở[ trực thuộc|])",
            " ([gồm |]{a} đảng bộ[ và |, ]{b} chi bộ)",
            " (trong đó có {a} đảng bộ cơ sở[, | và ]{b} chi bộ cơ sở[| trực thuộc])",
            "[, gồm|, trong đó có] {a} đảng bộ cơ sở[ và |, ]{b} chi bộ cơ sở[| trực thuộc]",
        )
    ).format(a=first, b=second)
    draft.say(f"{draft.when.words}, {draft.whole()} có {held} tổ chức cơ sở đảng[| trực thuộc]{shape}{tail}.")


def private(draft: Draft) -> None:
    """Organizations of a sector stand after their noun."""
    draft.when = draft.moment()
    held = draft.figure("grassroots_organizations", draft.large(300, 700))
    part = draft.figure("private_sector_organizations", draft.number(8, 45))
    draft.say(
        f"{draft.when.words}, {draft.whole()} có {held} tổ chức cơ sở đảng[, trong đó |; trong đó ][có |]{part} "
        f"[tổ chức cơ sở đảng của khối doanh nghiệp ngoài nhà nước|tổ chức đảng trong doanh nghiệp ngoài nhà nước|"
        f"tổ chức đảng ở các doanh nghiệp tư nhân|tổ chức đảng trong doanh nghiệp ngoài khu vực nhà nước]."
    )


def areas(draft: Draft) -> None:
    """The parts of a count by area are no counts of the same indicator again."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.moment()
    upper = draft.figure("upper_grassroots_committees", draft.number(14, 20))
    held = draft.figure("grassroots_organizations", draft.number(400, 900))
    draft.say(
        f"{draft.when.words}, {draft.whole()} có {upper} đảng bộ cấp trên [trực tiếp |]cơ sở"
        f"[: gồm |, gồm | (]{draft.number(6, 9)} [Đảng bộ huyện|huyện], {draft.number(1, 3)} [thành phố|thị xã]%; "
        f"có {held} tổ chức cơ sở đảng."
    )
    # the bracket that was opened is closed
    last = draft.sentences[-1]
    draft.sentences[-1] = last.replace("%", ")" if "(" in last else "", 1)


def confirmed(draft: Draft) -> None:
    """Probationary members: those there are, and those made full."""
    draft.when = draft.during()
    number = draft.figure("probationary_members_made_full", draft.large(300, 1900))
    draft.say(
        f"{draft.when.words}, {draft.actor()} [chuyển đảng chính thức cho|công nhận đảng viên chính thức cho|công "
        "nhận chính thức đối với|"
        f"xét chuyển chính thức cho] {number} [đảng viên dự bị|đảng viên|đồng chí]."
    )


UNKNOWN = (stock, stock, population, of_staff, committees, cell, learners, admitted, admitted, rated, nothing)
WRONG = (grassroots, grassroots, private, areas, confirmed)


def unknown(seed: int) -> Article:
    draft = Draft("nouns", seed)
    draft.pick(UNKNOWN)(draft)
    return draft.article(seed)


def wrong(seed: int) -> Article:
    draft = Draft("kinds", seed)
    draft.pick(WRONG)(draft)
    return draft.article(seed)
