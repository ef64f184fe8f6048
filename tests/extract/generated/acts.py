"""Class 3: which act a number belongs to: growth is no admission, an act ends with its object, a passive reaches over brackets."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When
from tests.extract.generated.gold import Article

CHECKS = (
    ("[kiểm tra|tiến hành kiểm tra|thực hiện kiểm tra đối với]", "inspected_organizations", "inspected_members"),
    ("[giám sát|tiến hành giám sát|tổ chức giám sát đối với]", "supervised_organizations", "supervised_members"),
    (
        "[kiểm tra khi có dấu hiệu vi phạm|kiểm tra dấu hiệu vi phạm đối với]",
        "violation_inspected_organizations",
        "violation_inspected_members",
    ),
    ("[thi hành kỷ luật|kỷ luật|xử lý kỷ luật|quyết định kỷ luật]", "organizations_disciplined", "members_disciplined"),
)
ACTORS = (
    ("cấp ủy các cấp", "body=committee;body_level=all"),
    ("ủy ban kiểm tra các cấp", "body=commission;body_level=all"),
    ("UBKT các cấp", "body=commission;body_level=all"),
    ("cấp ủy và ủy ban kiểm tra các cấp", "body=both;body_level=all"),
    ("các cấp ủy", "body=committee"),
)


def growth(draft: Draft) -> None:
    """`phát triển lên 88 tổ chức` tells of a stock."""
    draft.publish(draft.year)
    draft.when = When("", "as_of", draft.published)
    first = draft.figure("grassroots_organizations", draft.large(250, 700))
    second = draft.figure("party_members", draft.large(15000, 60000), about=0.3)
    draft.say(
        f"[Đến nay|Hiện nay|Đến thời điểm này], {draft.whole()} [đã |]"
        f"[phát triển lên|phát triển thành|lớn mạnh thành|tăng lên|vươn lên con số] {first} tổ chức cơ sở đảng"
        f"[ với |, |, gồm ]{second} đảng viên."
    )


def raised(draft: Draft) -> None:
    """So many were admitted, which brings the total to so many."""
    draft.publish(draft.year, 12)
    draft.when = When("", "year", str(draft.year))
    first = draft.figure("members_admitted", draft.large(500, 2500))
    draft.when = When("", "as_of", str(draft.year))
    second = draft.figure("party_members", draft.large(15000, 60000), about=0.3)
    draft.say(
        f"Năm {draft.year}, {draft.whole()} kết nạp [được |]{first} đảng viên[ mới|], "
        f"[nâng tổng số đảng viên lên|đưa tổng số đảng viên của toàn Đảng bộ lên|nâng số đảng viên toàn Đảng bộ lên] "
        f"{second} [đồng chí|đảng viên]."
    )


def merger(draft: Draft) -> None:
    """What follows the new body is what it has, not what was merged."""
    draft.bloc, draft.year = True, draft.pick((2018, 2019, 2020))
    draft.organization = f"{draft.place.slug}.agencies-enterprises-bloc"
    month, day = draft.number(1, 12), draft.number(1, 28)
    draft.when = When("", "as_of", f"{draft.year}-{month:02}-{day:02}")
    draft.publish(draft.year + 1, share=0.5)
    first = draft.figure("party_members", draft.number(3000, 9000), about=0.2)
    committees, cells = draft.number(25, 60), draft.number(25, 60)
    second = draft.figure("grassroots_organizations", committees + cells)
    parts = (
        f"{draft.figure('grassroots_committees', committees)} đảng bộ cơ sở[, | và "
        f"]{draft.figure('grassroots_cells', cells)} chi bộ cơ sở"
    )
    new = f"Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh {draft.place.name}"
    draft.say(
        f"[Từ ngày|Ngày] {day}/{month}/{draft.year}, "
        f"[Tỉnh ủy sáp nhập hai khối làm một, lập nên {new}|{new} ra đời trên cơ sở hợp nhất hai đảng bộ khối|"
        f"hai đảng bộ khối được hợp nhất thành {new}|sau khi hợp nhất hai đảng bộ khối, {new} đi vào hoạt động], "
        f"[với|có|gồm] {first} đảng viên, {second} tổ chức cơ sở đảng ({parts})."
    )


def passive(draft: Draft) -> None:
    """A bracket between two counts does not break what both suffer."""
    draft.when = draft.during()
    many, more = draft.number(4, 40), draft.number(2, 3)
    verb, organizations, members = draft.pick(
        (("bị [thi hành kỷ luật|xử lý kỷ luật|kỷ luật]", *CHECKS[3][1:]), ("được kiểm tra", *CHECKS[0][1:]))
    )
    first = draft.figure(organizations, many)
    between = ""
    if draft.chance.random() < 0.6:
        change = draft.figure(organizations, more, status="change")
        between = f" ([tăng|nhiều hơn] {change} tổ chức[ so với năm trước|])"
    second = draft.figure(members, draft.large(100, 900))
    draft.say(f"{draft.when.words}, {draft.whole()} có {first} tổ chức đảng{between}[ và |, ]{second} đảng viên {verb}.")


def levels(draft: Draft) -> None:
    """Each level is an actor with its own count."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.during()
    total = draft.figure("members_disciplined", draft.number(200, 900))
    draft.say(f"{draft.when.words}, {draft.whole()} có {total} đảng viên [bị thi hành kỷ luật|bị xử lý kỷ luật].")
    verb = draft.pick(("xử lý", "thi hành kỷ luật", "kỷ luật"))
    first = draft.figure("members_disciplined", draft.number(2, 9), breakdown="body=committee;body_level=province")
    second = draft.figure("members_disciplined", draft.number(20, 90), breakdown="body_level=district")
    third = draft.figure("members_disciplined", draft.number(100, 190), breakdown="body=committee;body_level=grassroots")
    draft.say(
        f"[Chia theo nơi xử lý,|Theo cấp xử lý,|Cụ thể,|Trong đó,] [Tỉnh ủy|Ban Thường vụ Tỉnh ủy] {verb} {first} đảng viên[, |; ]"
        f"cấp huyện[| {verb}] {second} đảng viên[, |; ]đảng ủy cơ sở[| {verb}] {third} đảng viên."
    )


def chain(draft: Draft) -> None:
    """Several acts, each with its own objects, in one sentence or two."""
    draft.when = draft.during()
    who, draft.breakdown = draft.pick(ACTORS)
    parts = []
    for verb, organizations, members in draft.some(CHECKS, draft.number(2, 3)):
        first = f"{draft.figure(organizations, draft.number(3, 400))} tổ chức đảng"
        second = f"{draft.figure(members, draft.number(10, 900), about=0.1)} đảng viên"
        if draft.chance.random() < 0.25:
            first, second = second, first
        parts.append(f"{verb} {first}[ và |, ]{second}")
    head = f"{draft.when.words}, {who}[| ở {draft.place.name}| trong tỉnh]"
    if draft.chance.random() < 0.6:
        draft.say(f"{head} {'[; |, đồng thời |, cùng với đó ]'.join(parts)}.")
    else:
        rest = f"[Ngoài ra, còn|Bên cạnh đó,|Đồng thời,] {'[; |, ]'.join(parts[1:])}."
        draft.say(f"{head} {parts[0]}.", rest)


def classes(draft: Draft) -> None:
    """The learners of a class for admission are candidates, whatever they are called."""
    draft.publish(draft.year, share=0.5)
    month, day = draft.number(1, 12), draft.number(1, 28)
    draft.published = draft.published and f"{draft.year}-{month:02}-{day:02}"
    draft.when = When("", "as_of", f"{draft.year}-{month:02}-{day:02}")
    number = draft.figure("candidates_trained", draft.number(40, 160))
    course = (
        "[lớp nhận thức về Đảng|lớp bồi dưỡng nhận thức về Đảng|lớp bồi dưỡng đối tượng kết nạp Đảng|lớp cảm tình "
        "Đảng|lớp tìm hiểu về Đảng]"
    )
    people = "[cán bộ, công chức ưu tú|quần chúng ưu tú|đoàn viên ưu tú|cán bộ trẻ|học viên|công nhân, viên chức]"
    draft.say(
        f"Ngày {day}/{month}/{draft.year}, {draft.actor()} [mở|khai giảng|tổ chức] {course}"
        f"[; dự học là {number} {people}| cho {number} {people}|, thu hút {number} {people} theo học|, với "
        f"{number} {people} tham gia|"
        f"; có {number} {people} dự lớp]."
    )


def honours(draft: Draft) -> None:
    """Two kinds of awards: the nearest before a count is its own."""
    draft.when = When(f"Năm {draft.year}", "year", str(draft.year))
    who = (
        draft.pick((f"Tỉnh ủy {draft.place.name}", f"Ủy ban nhân dân tỉnh {draft.place.name}")) if not draft.bloc else draft.actor()
    )
    flags = f"Cờ thi đua cho {draft.figure('emulation_flags', draft.number(2, 12))} tập thể"
    papers = f"Bằng khen cho {draft.figure('merit_certificates', draft.number(5, 40))} [tập thể|cá nhân|đơn vị]"
    if draft.chance.random() < 0.4:
        flags, papers = papers, flags
    draft.say(f"{draft.when.words}, {who} [tặng|trao tặng|trao] {flags}[ và |, | cùng ][|tặng |trao ]{papers}.")


def letters(draft: Draft) -> None:
    """Letters come in, and are dealt with."""
    draft.when = draft.during()
    who, draft.breakdown = draft.pick(ACTORS[1:3])
    first, second = draft.number(60, 300), draft.number(20, 59)
    came = draft.figure("denunciations_received", first)
    done = draft.figure("denunciations_resolved", second)
    draft.say(
        f"{draft.when.words}, {who} [tiếp nhận|nhận được|thụ lý] {came} đơn[ thư|] tố cáo, "
        f"[đã giải quyết|giải quyết xong|xem xét, giải quyết] {done} đơn."
    )


def leaving(draft: Draft) -> None:
    """Who came, went, was struck off or let go."""
    draft.when = draft.during()
    ways = (
        ("[xóa tên|ra quyết định xóa tên]", "members_struck_off"),
        ("[cho ra khỏi Đảng|chấp thuận cho ra khỏi Đảng]", "members_resigned"),
        ("[đưa ra khỏi Đảng|đưa ra khỏi hàng ngũ của Đảng]", "members_put_out"),
        ("[khai trừ|khai trừ ra khỏi Đảng]", "members_disciplined"),
        ("đình chỉ sinh hoạt", "members_suspended"),
    )
    parts = []
    for verb, code in draft.some(ways, draft.number(2, 3)):
        form = "form=expulsion" if code == "members_disciplined" else ""
        parts.append(f"{verb} {draft.figure(code, draft.number(2, 60), breakdown=form)} [đảng viên|đảng viên|trường hợp]")
    draft.say(f"{draft.when.words}, {draft.whole()} [đã |]{', '.join(parts[:-1])}[ và |, ]{parts[-1]}.")


def founded(draft: Draft) -> None:
    """New cells, and what was admitted beside them."""
    draft.when = draft.during()
    admitted = draft.figure("members_admitted", draft.large(200, 2500))
    cells = draft.figure("organizations_changed", draft.number(3, 40), breakdown="event=founded;subject=cell")
    draft.say(
        f"{draft.when.words}, {draft.whole()} kết nạp {admitted} đảng viên[, | và ][thành lập mới|thành lập|lập "
        f"thêm] {cells} chi bộ."
    )


KINDS = (growth, raised, merger, passive, levels, chain, chain, classes, honours, letters, leaving, founded)


def article(seed: int) -> Article:
    draft = Draft("acts", seed)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
