"""Class 9: whose a figure is, and who acted, at which level."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When
from tests.extract.generated.gold import Article

FORMS = (("khiển trách", "reprimand"), ("cảnh cáo", "warning"), ("khai trừ", "expulsion"))


def breakdown(*parts: str) -> str:
    return ";".join(sorted(filter(None, parts)))


def decisions(draft: Draft) -> None:
    """A list of decisions, each with its own actor; forms in brackets take the actor before them."""
    draft.bloc = False
    district = next(one for one in draft.parts(4) if one.name.startswith("huyện"))
    draft.organization, draft.when = district.slug, draft.during()
    actors = (
        ("[Huyện ủy|Ban Thường vụ Huyện ủy]", "body=committee;body_level=district"),
        ("[các đảng ủy xã|đảng ủy cơ sở|các đảng ủy cơ sở]", "body=committee;body_level=grassroots"),
        ("[UBKT Huyện ủy|Ủy ban Kiểm tra Huyện ủy]", "body=commission;body_level=district"),
    )
    parts = []
    for who, acting in draft.some(actors, draft.number(2, 3)):
        if draft.chance.random() < 0.5:
            words, form = draft.pick(FORMS)
            number = draft.figure(
                "members_disciplined", draft.number(2, 20), breakdown=breakdown(*acting.split(";"), f"form={form}")
            )
            parts.append(f"{who} {words} {number} đảng viên")
        else:
            first, second = draft.number(2, 9), draft.number(2, 9)
            total = draft.figure("members_disciplined", first + second, breakdown=acting)
            inner = [
                f"{words} {draft.figure('members_disciplined', value, breakdown=breakdown(*acting.split(';'), f'form={form}'))}"
                for value, (words, form) in zip((first, second), FORMS[:2], strict=True)
            ]
            parts.append(f"{who} [kỷ luật|thi hành kỷ luật] {total} đảng viên ({'[; |, ]'.join(inner)})")
    name = district.name
    draft.say(f"{draft.when.words}, [trên địa bàn {name}|tại {name}|ở {name}], {'[; |, ]'.join(parts)}.")


def districts(draft: Draft) -> None:
    """A named body owns what it did, never the province."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.during()
    first, second = draft.parts(2)
    count = draft.figure("members_admitted", draft.number(400, 2500))
    draft.say(f"{draft.when.words}, {draft.whole()} kết nạp {count} đảng viên.")
    draft.plain(0.2)
    own = draft.figure("members_admitted", draft.number(40, 250), organization=first.slug)
    other = draft.figure("candidates_trained", draft.number(40, 250), organization=second.slug)
    draft.say(
        f"[Cùng thời gian|Trong thời gian này], Đảng bộ {first.name} kết nạp [được |]{own} đảng viên[; |, còn ]"
        f"Đảng bộ {second.name} mở lớp bồi dưỡng nhận thức về Đảng cho {other} quần chúng."
    )


def mixed(draft: Draft) -> None:
    """Committees and commissions of two levels, each with its acts."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.during()
    actors = draft.some(
        (
            ("[cấp ủy các cấp|cấp ủy, tổ chức đảng các cấp]", "body=committee;body_level=all"),
            ("[UBKT các cấp|ủy ban kiểm tra các cấp]", "body=commission;body_level=all"),
            (f"UBKT Tỉnh ủy {draft.place.name}", "body=commission;body_level=province"),
            ("Ban Thường vụ Tỉnh ủy", "body=committee;body_level=province"),
            ("cấp ủy cơ sở", "body=committee;body_level=grassroots"),
        ),
        2,
    )
    acts = draft.some(
        (
            ("kiểm tra", "inspected_organizations", "inspected_members"),
            ("giám sát", "supervised_organizations", "supervised_members"),
            ("[thi hành kỷ luật|kỷ luật]", "organizations_disciplined", "members_disciplined"),
        ),
        2,
    )
    parts = []
    for (who, acting), (verb, organizations, members) in zip(actors, acts, strict=True):
        first = draft.figure(organizations, draft.number(3, 60), breakdown=acting)
        second = draft.figure(members, draft.number(20, 300), breakdown=acting)
        parts.append(f"{who} [đã |]{verb} {first} tổ chức đảng[ và |, ]{second} đảng viên")
    if draft.chance.random() < 0.6:
        draft.say(f"{draft.when.words}, {'[; |, còn ]'.join(parts)}.")
    else:
        draft.say(f"{draft.when.words}, {parts[0]}.", f"[Trong khi đó, |Cùng thời gian, |]{parts[1]}.")


def within(draft: Draft) -> None:
    """A bracket that names an actor of its own."""
    draft.when = draft.during()
    level = "bloc" if draft.bloc else "province"
    name = f"UBKT Đảng ủy {draft.place.bloc}" if draft.bloc else "UBKT Tỉnh ủy"
    who, scope = (
        ("[UBKT hai cấp|ủy ban kiểm tra hai cấp]", "two_levels")
        if draft.bloc
        else ("[UBKT các cấp|ủy ban kiểm tra các cấp]", "all")
    )
    draft.breakdown = f"body=commission;body_level={scope}"
    first = draft.figure("inspected_organizations", draft.number(40, 90))
    inner = draft.figure("inspected_organizations", draft.number(5, 30), breakdown=f"body=commission;body_level={level}")
    second = draft.figure("supervised_members", draft.number(20, 300))
    draft.say(
        f"{draft.when.words}, {who} kiểm tra {first} tổ chức đảng (trong đó {name} kiểm tra {inner} tổ chức)[; |, "
        f"]giám sát {second} đảng viên."
    )


def bodies(draft: Draft) -> None:
    """A body told by its short name or by a city's, in a text of its province."""
    draft.bloc = False
    draft.publish(draft.year)
    draft.when = draft.now()
    district, office = (
        draft.parts(1)[0],
        draft.place.unit(draft.pick(("Sở Tài chính", "Công an tỉnh", "Trường Chính trị tỉnh", "Cục Thuế tỉnh"))),
    )
    draft.organization = draft.place.wide
    first = draft.figure("party_members", draft.number(2000, 6000), organization=district.slug)
    second = draft.figure("party_members", draft.number(60, 400), organization=office.slug)
    draft.say(
        f"{draft.when.words}, Đảng bộ {district.name} có {first} đảng viên[; |, ]Đảng bộ {office.name} có {second} đảng viên."
    )
    if draft.chance.random() < 0.5:
        draft.when = When("", "as_of", draft.published)
        whole = draft.figure("party_members", draft.number(30000, 60000))
        draft.say(f"[Tính chung, |Cùng thời điểm, |]toàn Đảng bộ tỉnh có {whole} đảng viên.")


def reporters(draft: Draft) -> None:
    """Who only tells of what was done did not do it."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.during()
    name = f"{draft.pick(('UBKT Tỉnh ủy', 'Ủy ban Kiểm tra Tỉnh ủy'))} {draft.place.name}"
    lower = draft.when.words[:1].lower() + draft.when.words[1:]
    if draft.chance.random() < 0.5:
        first = draft.figure("organizations_disciplined", draft.number(3, 40))
        number = draft.figure("members_disciplined", draft.number(60, 700))
        draft.say(
            f"[{name} [cho biết|thông tin|thông báo], {lower}|Theo thông tin từ Cơ quan {name}, {lower}|"
            f"Theo báo cáo của {name}, {lower}], toàn tỉnh có {first} tổ chức đảng, {number} đảng viên bị thi hành kỷ luật."
        )
    else:
        draft.breakdown = "body=committee;body_level=all"
        first = draft.figure("inspected_organizations", draft.number(60, 900))
        second = draft.figure("inspected_members", draft.number(60, 900))
        draft.say(
            f"{name} [cho biết|thông tin], {lower}, [cấp ủy các cấp|cấp ủy, tổ chức đảng các cấp] [đã |]kiểm tra "
            f"{first} tổ chức đảng và {second} đảng viên."
        )


def forms(draft: Draft) -> None:
    """The forms of discipline of a total, in its sentence or the next: who acted on the whole acted on them."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.during()
    who, acting = draft.pick(
        (
            ("cấp ủy các cấp và chi bộ", "body=committee;body_level=all"),
            ("ủy ban kiểm tra các cấp", "body=commission;body_level=all"),
            ("các cấp có thẩm quyền", "body_level=all"),
            ("Ủy ban Kiểm tra Tỉnh ủy và ủy ban kiểm tra cấp ủy các cấp", "body=commission;body_level=all"),
        )
    )
    values = [draft.number(2, 90) for _ in FORMS]
    total = draft.figure("members_disciplined", sum(values), breakdown=acting)
    numbers = [
        draft.figure("members_disciplined", value, breakdown=breakdown(*acting.split(";"), f"form={form}"))
        for value, (_, form) in zip(values, FORMS, strict=True)
    ]
    told = [f"{words} {number}" for (words, _), number in zip(FORMS, numbers, strict=True)]
    suffered = [f"{number} [người|đảng viên] bị {words}" for (words, _), number in zip(FORMS, numbers, strict=True)]
    head = f"{draft.when.words}, {who} [đã |]thi hành kỷ luật {total} đảng viên"
    draft.say(
        *draft.pick(
            (
                (f"{head}; [xếp theo hình thức|trong đó] có {', '.join(suffered)}.",),
                (f"{head}.", f"[Về hình thức|Hình thức kỷ luật|Cụ thể]: {', '.join(told)}."),
                (f"{head}, gồm {', '.join(told)}.",),
            )
        )
    )


def bare(draft: Draft) -> None:
    """`Ban Thường vụ` after `Ban Thường vụ Tỉnh ủy` is the same; so is that of a bloc."""
    draft.when = draft.during()
    level = "bloc" if draft.bloc else "province"
    whose = f"Đảng ủy {draft.place.bloc} tỉnh {draft.place.name}" if draft.bloc else f"Tỉnh ủy {draft.place.name}"
    who, body = draft.pick((("Ban Thường vụ", "committee"), ("Ủy ban Kiểm tra", "commission")))
    draft.breakdown = f"body={body};body_level={level}"
    first, second = (draft.figure(f"{kind}_sessions", draft.number(2, 9)) for kind in ("inspection", "supervision"))
    members = draft.figure("members_disciplined", draft.number(2, 30))
    draft.say(
        f"{draft.when.words}, {who} {whose} tiến hành {first} cuộc kiểm tra[ và |, ]{second} cuộc giám sát.",
        f"[Qua kiểm tra, |Cùng thời gian, |]{who} [đã |]thi hành kỷ luật {members} đảng viên.",
    )


def below(draft: Draft) -> None:
    """What committees below do is told by `ở cơ sở`, `đối với UBKT các cấp`; a secretary's office is no committee that acts."""
    draft.bloc, draft.organization = False, draft.place.wide
    draft.when = draft.during()
    choice = draft.number(0, 2)
    if choice == 0:
        draft.breakdown = "body=committee;body_level=grassroots"
        words = f"{draft.when.words}, {draft.whole()} triển khai chương trình kiểm tra.", "Ở cơ sở, cấp ủy"
    elif choice == 1:
        draft.breakdown = "body=commission;body_level=all"
        words = f"{draft.when.words}, cấp ủy quan tâm công tác kiểm tra.", "Đối với UBKT các cấp, đã"
    else:
        draft.breakdown = "body=committee;body_level=province"
        number = draft.figure("members_disciplined", draft.number(60, 700))
        draft.figure("members_disciplined", 3, breakdown=f"{draft.breakdown};member_rank=committee_member", optional=True)
        draft.say(
            f"{draft.when.words}, Ban Thường vụ Tỉnh ủy {draft.place.name} thi hành kỷ luật 4 tỉnh ủy viên, 3 giám đốc sở, "
            f"3 bí thư huyện ủy và {number} đảng viên."
        )
        return
    first = draft.figure("inspected_organizations", draft.number(6, 90))
    members = draft.figure("inspected_members", draft.number(6, 90))
    draft.say(words[0], f"{words[1]} kiểm tra {first} tổ chức đảng và {members} đảng viên.")


KINDS = (decisions, decisions, districts, mixed, mixed, within, bodies, reporters, forms, forms, bare, below)


def article(seed: int) -> Article:
    draft = Draft("levels", seed)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
