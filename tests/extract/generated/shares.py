"""Class 4: a share or a difference belongs to the count whose noun it carries, else to the one that it follows."""

from __future__ import annotations

from tests.extract.generated.acts import ACTORS, CHECKS
from tests.extract.generated.draft import Draft, When, spelled
from tests.extract.generated.gold import Article


def pairs(draft: Draft) -> None:
    """Two counts and two differences: by noun, before or behind the number, or in order."""
    draft.when = draft.during()
    who, draft.breakdown = draft.pick(ACTORS)
    verb, organizations, members = draft.pick((CHECKS[0], CHECKS[1], CHECKS[3]))
    counts = (
        f"{draft.figure(organizations, draft.number(40, 400))} tổ chức đảng[ và |, "
        f"]{draft.figure(members, draft.number(100, 900))} đảng viên"
    )
    past = draft.pick(("so với cùng kỳ", "so với năm trước", f"so với năm {draft.year - 1}"))
    signs = [draft.pick((1, -1)) for _ in range(2)]
    words = [draft.pick(("tăng", "nhiều hơn") if sign > 0 else ("giảm", "ít hơn")) for sign in signs]
    percent = draft.chance.random() < 0.5
    order = [(organizations, "tổ chức[ đảng|]"), (members, "đảng viên")]
    if draft.chance.random() < 0.4:
        order.reverse()
    told = []
    for (code, noun), sign, word in zip(order, signs, words, strict=True):
        if percent:
            number = draft.figure(code, sign * draft.percent(2, 30), unit="percent", status="change")
        else:
            number = draft.figure(code, sign * draft.number(2, 39), status="change")
        told.append(draft.pick((f"{word} {number} {noun}", f"{noun} {word} {number}")) if percent else f"{word} {number} {noun}")
    draft.say(f"{draft.when.words}, {who} {verb} {counts} ({told[0]}, {told[1]} {past}).")


def each(draft: Draft) -> None:
    """`95 tổ chức đảng (tăng 12) và 240 đảng viên (giảm 7)`: a bare difference is of the count before it."""
    draft.when = draft.during()
    who, draft.breakdown = draft.pick(ACTORS)
    verb, organizations, members = draft.pick((CHECKS[0], CHECKS[1], CHECKS[3]))
    parts = []
    for code, noun, low in ((organizations, "tổ chức đảng", 40), (members, "đảng viên", 100)):
        count = draft.figure(code, draft.number(low, low * 8))
        sign = draft.pick((1, -1))
        change = draft.figure(code, sign * draft.number(2, 39), status="change")
        parts.append(f"{count} {noun} ({'tăng' if sign > 0 else 'giảm'} {change})")
    draft.say(f"{draft.when.words}, {who} {verb} {'[ và |, ]'.join(parts)} so với cùng kỳ[ năm trước|].")


def labels(draft: Draft) -> None:
    """`tỷ lệ đảng viên … đạt n%`: the label before the share says whose it is."""
    draft.when = When(f"Năm {draft.year}", "year", str(draft.year))
    first = draft.figure(
        "grassroots_organizations_rated", draft.percent(60, 95), unit="percent", breakdown="grade=clean_and_strong"
    )
    none = ""
    if draft.chance.random() < 0.5:
        draft.figure("grassroots_organizations_rated", 0, breakdown="grade=failed")
        none = ", không có [tổ chức đảng|tổ chức cơ sở đảng|tổ chức đảng nào] yếu kém"
    second = draft.figure("members_rated", draft.percent(70, 97), unit="percent", breakdown="grade=good_or_better", about=0.4)
    draft.say(
        f"{draft.when.words}, [tỷ lệ|số] tổ chức cơ sở đảng trong sạch, vững mạnh "
        f"[của {draft.whole()} |][đạt|chiếm] {first}{none}[; |, ]"
        "[tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên|đảng viên hoàn thành tốt nhiệm vụ trở lên|số đảng viên "
        "hoàn thành tốt nhiệm vụ trở lên] "
        f"[đạt|chiếm|là] {second}."
    )


def staff(draft: Draft) -> None:
    """Members as a share of the staff, told after counts of bodies."""
    draft.bloc, draft.organization = True, draft.place.bloc_body
    draft.when = draft.moment()
    members = draft.figure("party_members", draft.number(1500, 6000))
    committees, cells = draft.number(15, 40), draft.number(15, 40)
    held = draft.figure("grassroots_organizations", committees + cells)
    parts = (
        f"{draft.figure('grassroots_committees', committees)} đảng bộ cơ sở[ và |, "
        f"]{draft.figure('grassroots_cells', cells)} chi bộ cơ sở"
    )
    share = draft.figure("member_share_of_staff", draft.percent(40, 80), about=0.5)
    draft.say(
        f"{draft.when.words}, {draft.party()} có {members} đảng viên [ở|sinh hoạt tại|thuộc] {held} tổ chức cơ sở "
        f"đảng ({parts})[; |, ]"
        f"[đảng viên chiếm|số đảng viên chiếm|tỷ lệ đảng viên là|đảng viên bằng] {share} "
        f"[số cán bộ, công chức của khối|tổng số cán bộ, công chức, viên chức|cán bộ, công chức, viên chức và người lao động]."
    )


def grades(draft: Draft) -> None:
    """Counts of grades, each with its share."""
    draft.when = When(f"Năm {draft.year}", "year", str(draft.year))
    code, noun, low = draft.pick(
        (("members_rated", "đảng viên", 900), ("grassroots_organizations_rated", "[tổ chức cơ sở đảng|TCCSĐ]", 30))
    )
    parts = []
    for grade, words in (
        ("excellent", "hoàn thành xuất sắc nhiệm vụ"),
        ("good", "hoàn thành tốt nhiệm vụ"),
        ("completed", "hoàn thành nhiệm vụ"),
    ):
        count = draft.figure(code, draft.number(low, low * 5), breakdown=f"grade={grade}")
        share = draft.figure(code, draft.percent(5, 60), unit="percent", breakdown=f"grade={grade}")
        parts.append((count, share, words))
    form = draft.pick(("{0} {3} {2}, chiếm {1}", "{0} {3} {2} ({1})", "{0} {3} {2}, đạt {1}"))
    told = "[; |, ]".join(form.format(*part, noun) for part in parts)
    draft.say(f"{draft.when.words}, {draft.whole()} có {told}.")


def women(draft: Draft) -> None:
    """Slices of those admitted, with their shares."""
    draft.when = draft.during()
    total = draft.large(500, 2500)
    number = draft.figure("members_admitted", total)
    groups = (
        ("[nữ|đảng viên nữ]", "female"),
        ("[đoàn viên thanh niên|đoàn viên]", "youth_union"),
        ("[người dân tộc thiểu số|dân tộc thiểu số]", "ethnic_minority"),
        ("[người có đạo|theo đạo]", "religious"),
    )
    parts = []
    for words, group in draft.some(groups, draft.number(1, 3)):
        part = draft.number(total // 10, total // 2)
        count = draft.figure("members_admitted", part, breakdown=f"group={group}")
        share = draft.figure("members_admitted", round(100 * part / total, 1), unit="percent", breakdown=f"group={group}")
        parts.append(f"{count} [đồng chí |]là {words}[, chiếm {share}| ({share})|, bằng {share}]")
    draft.say(
        f"{draft.when.words}, {draft.whole()} kết nạp {number} đảng viên, [trong đó|trong số này] [có |]{'[; |, ]'.join(parts)}."
    )


def rates(draft: Draft) -> None:
    """A ratio of two codes: admitted of all members, organizations that admitted of all."""
    draft.when = draft.during()
    number = draft.figure("members_admitted", draft.large(500, 2500))
    if draft.chance.random() < 0.5:
        share = draft.figure("admission_rate", draft.percent(2, 6))
        draft.say(
            f"{draft.when.words}, {draft.whole()} kết nạp {number} đảng viên, [bằng|chiếm|đạt tỷ lệ] {share} "
            f"[so với tổng số đảng viên|tổng số đảng viên|trên tổng số đảng viên toàn Đảng bộ]."
        )
    else:
        total = draft.large(300, 700)
        part = draft.number(total // 3, total - 5)
        draft.figure("organizations_admitting", part, denominator=float(total))
        draft.figure("grassroots_organizations", total, period_type="as_of", period=draft.when.period, optional=True)
        share = draft.figure("organizations_admitting_share", round(100 * part / total, 1), denominator=float(total))
        draft.say(
            f"{draft.when.words}, {draft.whole()} kết nạp {number} đảng viên[; có |. Có "
            f"]{spelled(part)}/{spelled(total)} tổ chức cơ sở đảng "
            f"[kết nạp được đảng viên|có kết nạp đảng viên|làm tốt việc kết nạp đảng viên mới], [đạt|chiếm|đạt tỷ lệ] {share}."
        )


KINDS = (pairs, pairs, each, labels, labels, staff, grades, women, rates)


def article(seed: int) -> Article:
    draft = Draft("shares", seed)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
