"""Class 5: a number whose noun, act or unit was told before and is left out."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When
from tests.extract.generated.gold import Article

FORMS = (("khiển trách", "reprimand"), ("cảnh cáo", "warning"), ("cách chức", "removal"), ("khai trừ", "expulsion"))


def topic(draft: Draft) -> None:
    """`Riêng các tổ chức đảng, có 7 bị khiển trách`: the noun stands in the topic phrase."""
    draft.when = draft.during()
    first = draft.figure("organizations_disciplined", draft.number(11, 30))
    second = draft.figure("members_disciplined", draft.large(200, 900))
    draft.say(
        f"{draft.when.words}, {draft.whole()} [thi hành kỷ luật|xử lý kỷ luật] {first} tổ chức đảng[ và |, ]{second} đảng viên."
    )
    if draft.chance.random() < 0.5:
        code, lead, low = "organizations_disciplined", "[Riêng các tổ chức đảng,|Về tổ chức đảng,|Đối với tổ chức đảng,]", 2
        forms: tuple[tuple[str, str], ...] = FORMS[:2]
    else:
        code, lead, low = (
            "members_disciplined",
            "[Về đảng viên,|Riêng đảng viên,|Với đảng viên,|Về hình thức kỷ luật đảng viên:]",
            20,
        )
        forms = FORMS[: draft.number(2, 4)]
    shape = draft.pick(
        (
            "[có |]{n} [bị|phải nhận hình thức|chịu hình thức] {form}",
            "{form} {n}",
            "{form} {n} [trường hợp|]",
            "[có |]{n} [trường hợp|] bị {form}",
        )
    )
    parts = [
        shape.format(n=draft.figure(code, draft.number(low, low * 4), breakdown=f"form={slug}"), form=words)
        for words, slug in forms
    ]
    draft.say(f"{lead} {', '.join(parts)}.")


def ranks(draft: Draft) -> None:
    """`trong đó 41 trường hợp là cấp ủy viên` after members disciplined or inspected."""
    draft.when = draft.during()
    verb, code = draft.pick(
        (
            ("[thi hành kỷ luật|xử lý kỷ luật]", "members_disciplined"),
            ("kiểm tra", "inspected_members"),
            ("giám sát", "supervised_members"),
        )
    )
    draft.breakdown = draft.pick(("body=commission;body_level=all", ""))
    who = "[UBKT các cấp|ủy ban kiểm tra các cấp]" if draft.breakdown else draft.whole()
    total = draft.figure(code, draft.large(300, 900))
    rank = ";".join(sorted([*filter(None, draft.breakdown.split(";")), "member_rank=committee_member"]))
    part = draft.figure(code, draft.number(15, 50), breakdown=rank)
    draft.say(
        f"{draft.when.words}, {who} {verb} {total} đảng viên[, trong đó |, trong số này |; trong đó ][có |]{part} "
        f"[trường hợp giữ cương vị cấp ủy viên|người là cấp ủy viên|đồng chí là cấp ủy viên|cấp ủy viên các cấp|cấp ủy viên]."
    )


def qualities(draft: Draft) -> None:
    """Shares of the members named before: degrees, theory, women, without their noun."""
    draft.when = draft.moment()
    head = draft.figure("party_members", draft.large(12000, 50000))
    slices = (
        (
            "members_by_degree",
            "degree=university_or_higher",
            "[{0} có trình độ đại học trở lên|{0} đạt trình độ đại học trở lên|trình độ đại học trở lên chiếm {0}]",
        ),
        (
            "members_by_political_theory",
            "theory=advanced",
            "[{0} cao cấp lý luận chính trị|{0} có trình độ cao cấp lý luận chính trị|cao cấp lý luận chính trị chiếm {0}]",
        ),
        (
            "members_by_political_theory",
            "theory=intermediate",
            "[{0} trung cấp lý luận chính trị|{0} có trình độ trung cấp lý luận chính trị|trung cấp lý luận chính trị đạt {0}]",
        ),
        ("party_members", "group=female", "[nữ chiếm {0}|{0} là nữ|tỷ lệ nữ là {0}]"),
    )
    parts = [
        words.format(draft.figure(code, draft.percent(15, 80), unit="percent", breakdown=breakdown))
        for code, breakdown, words in draft.some(slices, draft.number(2, 3))
    ]
    draft.say(f"{draft.when.words}, {draft.party()} có {head} đảng viên[; |, trong đó ]{'[; |, ]'.join(parts)}.")


def sessions(draft: Draft) -> None:
    """`đã giám sát 02 cuộc`: what kind of session says the verb."""
    draft.when = draft.during()
    level = "bloc" if draft.bloc else "province"
    draft.breakdown = f"body=committee;body_level={level}"
    who = f"Ban Thường vụ Đảng ủy {draft.place.bloc}" if draft.bloc else f"Ban Thường vụ Tỉnh ủy {draft.place.name}"
    first = draft.figure("inspection_sessions", draft.number(2, 12))
    second = draft.figure("supervision_sessions", draft.number(2, 12))
    draft.say(
        f"{draft.when.words}, {who} [đã |][kiểm tra {first} cuộc, giám sát {second} cuộc|"
        f"tổ chức kiểm tra {first} cuộc và giám sát {second} cuộc|tiến hành {first} cuộc kiểm tra và {second} cuộc giám sát|"
        f"thực hiện được {first} cuộc kiểm tra, {second} cuộc giám sát]."
    )


def short(draft: Draft) -> None:
    """`348 tổ chức` or `tổ chức` for what the sentence before named in full."""
    draft.when = draft.during()
    draft.breakdown = "body=committee;body_level=all"
    first = draft.figure("inspected_organizations", draft.number(100, 500))
    second = draft.figure("inspected_members", draft.number(300, 2500))
    third = draft.figure("supervised_organizations", draft.number(100, 500))
    fourth = draft.figure("supervised_members", draft.number(300, 2500))
    draft.say(
        f"{draft.when.words}, cấp ủy các cấp kiểm tra {first} tổ chức đảng và {second} đảng viên[; giám sát|, giám "
        "sát|. Cùng với đó, giám sát] "
        f"{third} [tổ chức|tổ chức đảng]{draft.pick((' và ', ', '))}{fourth} [đảng viên|đồng chí]."
    )


def again(draft: Draft) -> None:
    """The noun of the year before is not told again."""
    year = draft.year
    draft.when = When("", "year", str(year))
    first = draft.figure("members_admitted", draft.large(500, 2500))
    draft.when = When("", "year", str(year + 1))
    second = draft.figure("members_admitted", draft.large(500, 2500))
    draft.say(
        f"Năm {year}, {draft.whole()} kết nạp [được |]{first} đảng viên[; năm {year + 1} là {second}|, năm "
        f"{year + 1} là {second} đồng chí|"
        f", sang năm {year + 1} là {second}|; năm {year + 1}: {second}|. Năm {year + 1}, con số này là {second}]."
    )


KINDS = (topic, topic, ranks, qualities, sessions, short, again)


def article(seed: int) -> Article:
    draft = Draft("ellipsis", seed)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
