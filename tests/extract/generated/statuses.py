"""Class 6: what is a target, a plan, a difference, an excess, still going on, and what was reached beside it."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When, spelled
from tests.extract.generated.gold import Article

NEXT_YEAR = ("Năm {y}", "Trong năm {y}", "Bước sang năm {y}", "Sang năm {y}")
PAST = ("so với cùng kỳ năm trước", "so với năm trước", "so với cùng kỳ", "so với năm {b}")


def excess(draft: Draft) -> None:
    """Reached, and over the target by so many or so much."""
    draft.when = When("", "year", str(draft.year))
    number = draft.figure("members_admitted", draft.large(600, 2500))
    head = draft.pick(
        (
            "Năm {y}, {who} kết nạp được {n} đảng viên",
            "Cả năm {y}, {who} kết nạp {n} đảng viên mới",
            "Năm {y}, {who} phát triển {n} đảng viên mới",
        )
    ).format(y=draft.year, who=draft.actor(), n=number)
    if draft.chance.random() < 0.5:
        over = draft.figure("members_admitted", draft.number(3, 90), status="over_target")
        tail = draft.pick(
            (
                ", vượt chỉ tiêu {n} đảng viên",
                ", vượt kế hoạch {n} đảng viên",
                " (vượt {n} đảng viên so với chỉ tiêu)",
                ", vượt {n} đồng chí so với kế hoạch",
                ", nhiều hơn chỉ tiêu được giao {n} đảng viên",
            )
        )
    else:
        over = draft.figure("members_admitted", draft.percent(2, 40), unit="percent", status="over_target")
        tail = draft.pick(
            (
                ", vượt {n} kế hoạch",
                ", vượt {n} chỉ tiêu",
                " (vượt {n} so với chỉ tiêu)",
                ", vượt kế hoạch {n}",
                ", vượt {n} so với nghị quyết đề ra",
                ", cao hơn chỉ tiêu {n}",
            )
        )
    draft.say(head + tail.format(n=over) + ".")


def differences(draft: Draft) -> None:
    """A pair of counts with a pair of differences, or one count with its own."""
    draft.when = draft.during()
    sign = draft.pick((1, -1))
    word = draft.pick(("tăng", "nhiều hơn") if sign > 0 else ("giảm", "ít hơn"))
    past = draft.pick(PAST).format(b=draft.year - 1)
    if draft.chance.random() < 0.6:
        act, organizations, members = draft.pick(
            (
                ("kiểm tra", "inspected_organizations", "inspected_members"),
                ("giám sát", "supervised_organizations", "supervised_members"),
                ("thi hành kỷ luật", "organizations_disciplined", "members_disciplined"),
            )
        )
        who, breakdown = draft.pick(
            (
                ("cấp ủy các cấp", "body=committee;body_level=all"),
                ("ủy ban kiểm tra các cấp", "body=commission;body_level=all"),
                ("UBKT các cấp", "body=commission;body_level=all"),
                ("các cấp ủy", "body=committee"),
            )
        )
        draft.breakdown = breakdown
        swap = draft.chance.random() < 0.4
        pair = [(organizations, "tổ chức đảng", draft.number(20, 500)), (members, "đảng viên", draft.large(600, 2000))]
        if swap:
            pair.reverse()
        counts = [f"{draft.figure(code, value)} {noun}" for code, noun, value in pair]
        changes = [
            f"{draft.figure(code, sign * draft.number(2, 48), status='change')} {noun if noun != 'tổ chức đảng' else 'tổ chức'}"
            for code, noun, _ in pair
        ]
        at = draft.maybe(f" ở {draft.place.name}", 0.4)
        way = draft.chance.random()
        if way < 0.5:
            draft.say(f"{draft.when.words}, {who}{at} {act} {' và '.join(counts)} ({word} {'[, | và ]'.join(changes)} {past}).")
        elif way < 0.75:
            draft.say(f"{draft.when.words}, {who}{at} {act} {', '.join(counts)}, {word} {' và '.join(changes)} {past}.")
        else:
            draft.say(
                f"{draft.when.words}, {who}{at} {act} {counts[0]} "
                f"({word} {changes[0]}) và {counts[1]} ({word} {changes[1]}) {past}."
            )
    else:
        number = draft.figure("members_admitted", draft.large(600, 2500))
        if draft.chance.random() < 0.5:
            change = f"{draft.figure('members_admitted', sign * draft.number(5, 190), status='change')} [đảng viên|đồng chí]"
        else:
            change = draft.figure("members_admitted", sign * draft.percent(1, 30), unit="percent", status="change")
        draft.say(
            draft.pick(
                (
                    "{when}, {who} kết nạp {n} đảng viên, {word} {c} {past}.",
                    "{when}, {who} kết nạp được {n} đảng viên mới ({word} {c} {past}).",
                    "{when}, {who} kết nạp {n} đảng viên mới; {past}, {word} {c}.",
                )
            ).format(when=draft.when.words, who=draft.actor(), n=number, word=word, c=change, past=past)
        )


def plans(draft: Draft) -> None:
    """What is to be done is planned, not done."""
    year = draft.year
    draft.when, draft.status = When("", "year", str(year)), "planned"
    by_bloc = draft.bloc
    head = f"Đảng ủy {draft.place.bloc} tỉnh {draft.place.name}" if by_bloc else f"Tỉnh ủy {draft.place.name}"
    committee = f"body=committee;body_level={'bloc' if by_bloc else 'province'}"
    inspected, supervised = draft.number(2, 9), draft.number(2, 9)
    draft.breakdown = committee
    first = draft.figure("inspection_sessions", inspected)
    second = draft.figure("supervision_sessions", supervised)
    draft.say(
        draft.pick(
            (
                "Năm {y}, Ban Thường vụ {who} dự kiến tổ chức {a} cuộc kiểm tra và {b} cuộc giám sát.",
                "Theo kế hoạch, trong năm {y} Ban Thường vụ {who} sẽ tiến hành {a} cuộc kiểm tra, {b} cuộc giám sát.",
                "Kế hoạch số 12-KH/TU giao Ban Thường vụ {who} trong năm {y} tổ chức {a} cuộc kiểm tra và {b} cuộc giám sát.",
                "Chương trình kiểm tra năm {y} của Ban Thường vụ {who} gồm {a} cuộc kiểm tra và {b} cuộc giám sát.",
                "Năm {y}, Ban Thường vụ {who} lên kế hoạch thực hiện {a} cuộc kiểm tra và {b} cuộc giám sát.",
            )
        ).format(y=year, who=head, a=first, b=second)
    )
    if draft.chance.random() < 0.4:
        draft.status, draft.breakdown = "reported", ""
        draft.when = When("", "half_year", f"{year}-H1")
        draft.published = ""
        number = draft.figure("members_admitted", draft.large(100, 900))
        draft.say(
            f"[Kết quả 6 tháng đầu năm|6 tháng đầu năm|Qua 6 tháng đầu năm] {year}, {draft.whole()} kết nạp {number} đảng viên."
        )


def aims(draft: Draft) -> None:
    """A target: striven for, set, assigned; sometimes after what the past year brought."""
    year = draft.year
    if draft.chance.random() < 0.4:
        draft.when = When("", "year", str(year - 1))
        number = draft.figure("members_admitted", draft.large(600, 2000))
        draft.say(f"Năm {year - 1}, {draft.actor()} kết nạp {number} đảng viên.")
        draft.plain(0.3)
    if draft.chance.random() < 0.3:
        term_aims(draft)
        return
    draft.when, draft.status = When("", "year", str(year)), "target"
    lead = draft.pick(NEXT_YEAR).format(y=year)
    who = draft.actor()
    way = draft.number(0, 2)
    if way == 0:
        at_least = draft.chance.random() < 0.4
        number = draft.figure("members_admitted", draft.large(60, 220) * 10, qualifier="ge" if at_least else "eq")
        words = (
            draft.pick((f"từ {number} đảng viên trở lên", f"ít nhất {number} đảng viên mới", f"{number} đảng viên trở lên"))
            if at_least
            else f"{number} đảng viên{draft.maybe(' mới')}"
        )
        verb = draft.pick(
            (
                "phấn đấu kết nạp",
                "đặt mục tiêu kết nạp",
                "đề ra chỉ tiêu kết nạp",
                "được giao kết nạp",
                "quyết tâm kết nạp",
                "đặt ra mục tiêu phát triển",
            )
        )
        draft.say(f"{lead}, {who} {verb} {words}.")
    elif way == 1:
        share = draft.figure(
            "grassroots_organizations_rated", draft.number(75, 95), unit="percent", breakdown="grade=good_or_better", qualifier="ge"
        )
        verb = draft.pick(("phấn đấu có", "đặt mục tiêu có", "đề ra chỉ tiêu có"))
        draft.say(f"{lead}, {who} {verb} {share} trở lên tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên.")
    else:
        low = draft.large(60, 150) * 10
        first = draft.figure("members_admitted", low, qualifier="ge")
        draft.figure("members_admitted", low + 50, qualifier="le", optional=True)
        verb = draft.pick(("phấn đấu kết nạp", "đặt chỉ tiêu kết nạp"))
        draft.say(f"{lead}, {who} {verb} {first} - {spelled(low + 50)} đảng viên.")


def term_aims(draft: Draft) -> None:
    """What a congress sets for the years to come."""
    year = draft.year
    draft.when, draft.status = When("", "term", f"{year}/{year + 5}"), "target"
    who = draft.party()
    lead = (
        f"[Nhiệm kỳ {year}-{year + 5}, {who}|Trong nhiệm kỳ {year} - {year + 5}, {who}|"
        f"Nghị quyết Đại hội {who} nhiệm kỳ {year} - {year + 5} đề ra:]"
    )
    way = draft.number(0, 2)
    if way == 0:
        rate = draft.figure("admission_rate", draft.pick((2, 3, 3.5, 4)), qualifier="ge")
        aim = f"[phấn đấu hằng năm kết nạp|phấn đấu mỗi năm kết nạp] từ {rate} [so với tổng số đảng viên|tổng số đảng viên] trở lên"
    elif way == 1:
        number = draft.figure("members_admitted", draft.large(60, 220) * 50)
        aim = f"[phấn đấu kết nạp|sẽ phấn đấu kết nạp|quyết tâm kết nạp] {number} đảng viên[ mới|]"
    else:
        share = draft.figure(
            "grassroots_organizations_rated", draft.number(75, 95), unit="percent", breakdown="grade=good", qualifier="ge"
        )
        aim = f"phấn đấu [hằng năm|mỗi năm] có {share} trở lên tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ"
    draft.say(f"{lead} {aim}.")


def beside(draft: Draft) -> None:
    """Reached so much of the target: what was reached is reported, the target is another figure."""
    year = draft.year
    draft.when = When("", "half_year", f"{year}-H1")
    got, goal = draft.large(300, 900), draft.large(1000, 2400)
    number = draft.figure("members_admitted", got)
    share = draft.figure("admission_target_completion", round(100 * got / goal, 1))
    aim = draft.figure("members_admitted", goal, status="target", period_type="year", period=str(year))
    draft.say(
        draft.pick(
            (
                "6 tháng đầu năm {y}, {who} kết nạp {n} đảng viên, đạt {p} chỉ tiêu cả năm ({t} đảng viên).",
                "Sáu tháng đầu năm {y}, {who} kết nạp được {n} đảng viên, bằng {p} chỉ tiêu cả năm là {t} đảng viên.",
                "Chỉ tiêu cả năm {y} của {who} là kết nạp {t} đảng viên; 6 tháng đầu năm đã kết nạp {n} đảng viên, đạt {p}.",
                "Năm {y}, {who} được giao kết nạp {t} đảng viên, sau 6 tháng đầu năm đã kết nạp {n} đồng chí, đạt {p} chỉ tiêu.",
            )
        ).format(y=year, who=draft.actor(), n=number, p=share, t=aim)
    )


def running(draft: Draft) -> None:
    """What is not finished yet."""
    year, draft.published = draft.year, ""
    draft.when = When("", "half_year", f"{year}-H1")
    level = "bloc" if draft.bloc else "province"
    who = f"UBKT Đảng ủy {draft.place.bloc} tỉnh {draft.place.name}" if draft.bloc else f"UBKT Tỉnh ủy {draft.place.name}"
    draft.breakdown = f"body=commission;body_level={level}"
    number = draft.figure("inspected_organizations", draft.number(3, 30))
    going = draft.figure("inspection_sessions", draft.number(2, 9), status="in_progress")
    draft.say(
        f"6 tháng đầu năm {year}, {who} [đã kiểm tra|kiểm tra xong|hoàn thành kiểm tra] {number} tổ chức đảng, "
        f"[đang tiến hành|đang thực hiện|đang triển khai] {going} cuộc kiểm tra."
    )


def future(draft: Draft) -> None:
    """What a body will have after a reorganization."""
    draft.publish(draft.year)
    draft.when, draft.status = When("", "as_of", draft.published), "planned"
    first = draft.figure("grassroots_organizations", draft.large(250, 600))
    second = draft.figure("party_members", draft.large(12000, 45000), about=0.3)
    draft.say(
        draft.pick(
            (
                "Sau khi sắp xếp, {who} sẽ có {a} tổ chức cơ sở đảng với {b} đảng viên.",
                "Dự kiến sau hợp nhất, {who} có {a} tổ chức cơ sở đảng, {b} đảng viên.",
                "Khi hoàn tất việc sắp xếp, {who} sẽ gồm {a} tổ chức cơ sở đảng, với {b} đảng viên.",
            )
        ).format(
            who=f"Đảng bộ {draft.place.bloc} tỉnh {draft.place.name}" if draft.bloc else f"Đảng bộ tỉnh {draft.place.name}",
            a=first,
            b=second,
        )
    )


def asked(draft: Draft) -> None:
    """A target that is demanded, or called one only after its number."""
    draft.bloc, draft.organization = False, draft.place.wide
    if draft.chance.random() < 0.5:
        draft.when, draft.status = When("", "term", f"{draft.year}/{draft.year + 5}"), "target"
        rate = draft.figure("admission_rate", draft.number(2, 5), qualifier="ge")
        bodies = draft.figure("grassroots_organizations_rated", draft.number(80, 95), unit="percent", breakdown="grade=good")
        members = draft.figure("members_rated", draft.number(80, 95), unit="percent", breakdown="grade=good")
        draft.say(
            f"Nghị quyết Đại hội Đảng bộ tỉnh {draft.place.name} nhiệm kỳ {draft.year}-{draft.year + 5} yêu cầu tỷ lệ kết nạp "
            f"đảng viên mỗi năm tối thiểu {rate} so với tổng số đảng viên; {bodies} tổ chức cơ sở đảng và {members} đảng viên "
            "hoàn thành tốt nhiệm vụ."
        )
        return
    draft.when, draft.status = When("", "year", str(draft.year)), "target"
    number = draft.figure("members_admitted", draft.number(100, 900))
    draft.say(
        f"Năm {draft.year}, kết nạp {number} đảng viên[: đó là mục tiêu của| là chỉ tiêu mà] "
        f"Tỉnh ủy {draft.place.name} [đề ra|đặt ra]."
    )


def bare(draft: Draft) -> None:
    """A target without its noun beside what was reached."""
    draft.when = When("", "year", str(draft.year))
    target = draft.number(20, 300)
    if draft.chance.random() < 0.5:
        first = draft.figure("members_admitted", target, status="target")
        second = draft.figure("members_admitted", target + draft.number(1, 40))
        draft.say(f"Năm {draft.year}, {draft.whole()} được giao {first}, kết nạp [được |]{second} đảng viên.")
    else:
        second = draft.figure("members_admitted", target + draft.number(1, 40))
        first = draft.figure("members_admitted", target, status="target")
        draft.say(
            f"Năm {draft.year}, {draft.whole()} kết nạp {second} đảng viên, [trong khi|còn] chỉ tiêu [được giao |]là {first}."
        )


def leaking(draft: Draft) -> None:
    """What is planned ends with its clause; its share of the plan is planned as well."""
    year = draft.year
    if draft.chance.random() < 0.5:
        draft.publish(year, 3)
        draft.when = When("", "year", str(year))
        planned = draft.figure("members_admitted", draft.number(100, 900), status="planned")
        draft.when = When("", "as_of", draft.published)
        members = draft.figure("party_members", draft.large(12000, 60000))
        draft.say(
            f"Dự kiến năm {year}, {draft.whole()} sẽ kết nạp {planned} đảng viên; hiện {draft.again()} có {members} đảng viên."
        )
        return
    draft.when, draft.status = When("", "year", str(year)), "planned"
    planned = draft.figure("members_admitted", draft.number(100, 900))
    share = draft.figure("admission_target_completion", draft.number(100, 118))
    draft.say(f"Dự kiến năm {year}, {draft.whole()} sẽ kết nạp {planned} đảng viên, đạt {share} kế hoạch.")


def sessions(draft: Draft) -> None:
    """A plan of sessions, and what was done already."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when, draft.breakdown = When("", "year", str(draft.year)), "body=commission;body_level=province"
    first, second = (
        draft.figure(f"{kind}_sessions", draft.number(2, 9), status="planned") for kind in ("inspection", "supervision")
    )
    bodies, members = draft.figure("organizations_disciplined", draft.number(2, 9)), draft.number(10, 90)
    number = draft.figure("members_disciplined", members)
    draft.say(
        f"Năm {draft.year}, Ủy ban Kiểm tra Tỉnh ủy {draft.place.name} [xây dựng|ban hành] kế hoạch {first} cuộc kiểm tra, "
        f"{second} cuộc giám sát và đã thi hành kỷ luật {bodies} tổ chức đảng, {number} đảng viên."
    )


KINDS = (
    *(excess, excess, differences, differences, plans, aims, aims, beside, running, future),
    *(asked, bare, leaking, sessions),
)


def article(seed: int) -> Article:
    draft = Draft("statuses", seed)
    kind = draft.pick(KINDS)
    draft.publish(draft.year, 1 if kind in (plans, aims) else 12, share=0.4)
    kind(draft)
    return draft.article(seed)
