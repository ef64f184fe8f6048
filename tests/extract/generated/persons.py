"""Class 11: persons of so many bodies, who receive badges, learn, join or are sent to a congress; counts in other words."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When
from tests.extract.generated.gold import Article

UNITS = ("chi, đảng bộ", "đảng bộ cơ sở", "chi bộ cơ sở", "tổ chức cơ sở đảng")


def ceremony(draft: Draft) -> str:
    """The day of what is told, that of publication; how a sentence names it."""
    day, month = draft.number(1, 28), draft.number(1, 12)
    draft.published = f"{draft.year}-{month:02}-{day:02}"
    draft.when = When("", "as_of", draft.published)
    return draft.vary(f"[Sáng|Chiều|Ngày] {day}/{month}/{draft.year}")


def of_units(draft: Draft) -> str:
    """`thuộc 32 chi, đảng bộ`: bodies that are only those of the persons counted."""
    return f"[thuộc|của|ở] {draft.number(3, 40)} {draft.pick(UNITS)}"


def badges(draft: Draft) -> None:
    """Badges received, by members of so many bodies, of one body after another; those of each number of years are parts."""
    day = ceremony(draft)
    first = draft.figure("party_badges_awarded", draft.number(300, 900))
    if draft.bloc or draft.chance.random() < 0.4:
        draft.say(f"{day}, {first} đảng viên {of_units(draft)} [trong tỉnh |]được [tặng|trao tặng|nhận] Huy hiệu Đảng.")
        return
    one, other = draft.parts(2)
    second = draft.figure("party_badges_awarded", draft.number(40, 200), organization=one.slug)
    third = draft.figure("party_badges_awarded", draft.number(40, 200), organization=other.slug)
    draft.say(
        f"{day}, {draft.whole()} trao Huy hiệu Đảng cho {first} đảng viên. "
        f"{one.name} có {second} đảng viên được [nhận|trao|tặng], [còn |]{other.name} có {third} đảng viên được nhận."
    )


def years(draft: Draft) -> None:
    """Badges of each number of years after their total."""
    day = ceremony(draft)
    first = draft.figure("party_badges_awarded", draft.number(30, 90))
    draft.say(
        f"{day}, {draft.whole()} có {first} đảng viên được nhận Huy hiệu Đảng, "
        f"[quá nửa là huy hiệu 30 năm ({draft.number(16, 20)} người)|phần lớn ({draft.number(16, 20)} người) thuộc mốc 30 năm]; "
        f"còn lại {draft.number(2, 8)} người 45 năm, {draft.number(2, 8)} người 55 năm."
    )


def learners(draft: Draft) -> None:
    """Those who attend a class, told of in the sentence after it."""
    day = ceremony(draft)
    if draft.chance.random() < 0.5:
        whom, indicator = "đảng viên mới", "new_members_trained"
        who = "đảng viên dự bị"
    else:
        whom, indicator, who = "đối tượng kết nạp Đảng", "candidates_trained", "quần chúng ưu tú"
    number = draft.figure(indicator, draft.number(30, 200))
    ways = (
        f"{number} {who} {of_units(draft)} sẽ học {draft.number(5, 10)} chuyên đề.",
        f"Học viên là {number} {who} {of_units(draft)}.",
        f"Lớp có {number} {who}.",
        f"[Tham gia|Dự] lớp học có {number} học viên.",
    )
    draft.say(
        f"{day}, {draft.whole()} [khai giảng|mở] lớp bồi dưỡng [lý luận chính trị |]dành cho {whom}.",
        draft.pick(ways),
    )


def joiners(draft: Draft) -> None:
    """Pupils, young people, workers who join, called neither members nor candidates."""
    draft.when = draft.during()
    number = draft.number(5, 90)
    if draft.chance.random() < 0.5:
        trained = draft.figure("candidates_trained", number * 4, breakdown="group=student")
        admitted = draft.figure("members_admitted", number, breakdown="group=student")
        draft.say(
            f"{draft.when.words}, {trained} [học sinh|sinh viên] đã [qua|dự|hoàn thành] lớp bồi dưỡng nhận thức về Đảng, "
            f"{admitted} [học sinh|sinh viên] [được kết nạp vào Đảng|được kết nạp]."
        )
        return
    admitted = draft.figure("members_admitted", number)
    draft.say(
        draft.pick(
            (
                f"{draft.when.words}, {admitted} [thanh niên|công nhân] ở {draft.whole()} được [các chi bộ |]kết nạp vào Đảng.",
                f"{draft.when.words}, {draft.whole()} đưa {admitted} quần chúng vào Đảng.",
                f"{draft.when.words}, {draft.whole()} có {admitted} [người|thanh niên] trở thành đảng viên.",
            )
        )
    )


def delegates(draft: Draft) -> None:
    """Delegates to the national congress, to the text's own, and those whom congresses below elect for one above."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.year = draft.pick((2010, 2015, 2020))
    ceremony(draft)
    number = draft.number(200, 400)
    choice = draft.number(0, 2)
    if choice == 0:
        draft.when = When("", "as_of", draft.published)
        sent = draft.figure("upper_congress_delegates", draft.number(15, 50))
        draft.say(f"Đoàn {draft.place.name} có {sent} đại biểu [đi |]dự Đại hội [Đảng |đại biểu |]toàn quốc lần thứ XIII.")
    elif choice == 1:
        bodies = draft.figure("subordinate_committees", draft.number(12, 20))
        came = draft.figure("congress_delegates", number)
        members = draft.figure("party_members", number * 150)
        draft.say(
            f"{bodies} đảng bộ trực thuộc Tỉnh ủy đã [bầu|cử] {came} đại biểu chính thức về dự Đại hội Đảng bộ tỉnh "
            f"{draft.place.name}, đại diện cho {members} đảng viên."
        )
    else:
        sent = draft.figure("upper_congress_delegates", number)
        draft.say(
            f"Đến nay, các đại hội cấp cơ sở ở {draft.place.name} [đã |]bầu {sent} đại biểu đi dự Đại hội [đảng bộ |]cấp trên."
        )


def raised(draft: Draft) -> None:
    """The members that there are in the end; what a Party organization has, told of as comrades; shares of members."""
    draft.publish(draft.year)
    draft.when = When("", "as_of", draft.published)
    if draft.chance.random() < 0.5:
        total = draft.figure("party_members", draft.large(12000, 60000), about=0.4)
        shares = [
            draft.figure("party_members", value, breakdown=f"group={group}", unit="percent")
            for group, value in (("ethnic_minority", draft.percent(40, 70)), ("female", draft.percent(20, 39)))
        ]
        draft.say(
            f"[Hiện nay, |Đến nay, ]{draft.party()} có {total} đồng chí; {shares[0]} đảng viên là người dân tộc thiểu số, "
            f"{shares[1]} đảng viên nữ."
        )
        return
    year = str(draft.year - 1)
    draft.when = When("", "year", year)
    admitted = draft.number(5, 90)
    first = draft.figure("members_admitted", admitted)
    total = draft.figure("party_members", admitted * 20, period_type="as_of")
    draft.say(f"Năm {year}, {draft.party()} kết nạp {first} đảng viên, nâng tổng số lên {total}[ đồng chí|].")


KINDS = (badges, badges, years, learners, learners, joiners, joiners, delegates, raised)


def article(seed: int) -> Article:
    draft = Draft("persons", seed)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
