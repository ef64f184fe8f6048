"""Class 10: several provinces or bodies in turn, each of which owns the figures of its clause, its sentence or its paragraph."""

from __future__ import annotations

from tests.extract.generated.draft import Draft, When
from tests.extract.generated.gold import Article
from tests.extract.generated.vocabulary import PLACES, Body

# what is told of each in turn: words with the number, and what it is
TOLD = (
    ("kết nạp [được |]{n} đảng viên", "members_admitted"),
    ("thi hành kỷ luật {n} đảng viên", "members_disciplined"),
    ("xóa tên {n} đảng viên", "members_struck_off"),
    ("chuyển đảng chính thức cho {n} đảng viên", "probationary_members_made_full"),
)
HELD = (
    ("có {n} tổ chức cơ sở đảng", "grassroots_organizations"),
    ("có {n} đảng viên", "party_members"),
)


def others(draft: Draft, count: int) -> list[Body]:
    """Other provinces, as bodies."""
    return [Body(one.name, one.wide) for one in draft.some([one for one in PLACES if one is not draft.place], count)]


def told(draft: Draft, body: str, *, held: bool = False) -> str:
    """One thing told of a body."""
    words, indicator = draft.pick(HELD if held else TOLD)
    low, high = (300, 60000) if indicator == "party_members" else (20, 900)
    return draft.vary(words).format(n=draft.figure(indicator, draft.number(low, high), organization=body))


def clauses(draft: Draft) -> None:
    """Provinces in the clauses of one sentence."""
    draft.bloc, draft.when = False, draft.during()
    one, other = others(draft, 2)
    own = told(draft, draft.place.wide)
    first, second = told(draft, one.slug), told(draft, other.slug)
    draft.say(
        f"{draft.when.words}, [tỉnh |Đảng bộ tỉnh |]{draft.place.name} {own}; [tỉnh |]{one.name} {first}[; |, còn ]"
        f"[tỉnh |]{other.name} {second}."
    )


def sentences(draft: Draft) -> None:
    """A sentence or two of another province; the text's own comes back with its name, or with a new paragraph."""
    draft.bloc, draft.when = False, draft.during()
    (other,) = others(draft, 1)
    own = told(draft, draft.place.wide)
    first = draft.figure("members_admitted", draft.number(20, 900), organization=other.slug)
    second, back = told(draft, other.slug), told(draft, draft.place.wide)
    draft.say(
        f"{draft.when.words}, Đảng bộ tỉnh {draft.place.name} {own}. "
        f"[Cùng thời gian này, ở|Ở|Tại] [tỉnh |]{other.name}, [Tỉnh ủy|cấp ủy các cấp|các cấp ủy] [đã |]kết nạp {first} đảng viên. "
        f"[Ngoài ra, tỉnh|Bên cạnh đó, tỉnh|Tỉnh] [còn |đã |]{second}. "
        f"[Trở lại|Còn ở|Riêng tại] {draft.place.name}, [toàn tỉnh|tỉnh|Đảng bộ tỉnh] {back}."
    )


def paragraphs(draft: Draft) -> None:
    """A paragraph for each province under its name; another sentence of it goes on."""
    draft.bloc, draft.when = False, draft.during()
    lines = []
    for body in (Body(draft.place.name, draft.place.wide), *others(draft, 2)):
        first, second = told(draft, body.slug), told(draft, body.slug)
        lines.append(
            f"{body.name}\n{draft.vary(f'{draft.when.words}, [toàn tỉnh|tỉnh|Đảng bộ tỉnh] {first}. Ngoài ra, tỉnh {second}.')}"
        )
    draft.sentences.append("\n".join(lines))


def districts(draft: Draft) -> None:
    """Districts in turn, each with a sentence that goes on about it; the whole comes back with `toàn tỉnh`, `Đảng bộ tỉnh`."""
    draft.bloc, draft.when = False, draft.during()
    first, second = draft.parts(2)
    own = told(draft, draft.place.wide)
    one, more = told(draft, first.slug), told(draft, first.slug)
    other, back = told(draft, second.slug), told(draft, draft.place.wide)
    draft.say(
        f"{draft.when.words}, toàn tỉnh {draft.place.name} {own}.",
        f"Đảng bộ {first.name} {one}.",
        f"[Bên cạnh đó|Ngoài ra|Cùng với đó], {first.name} còn {more}.",
        f"[Còn |]Đảng bộ {second.name} {other}.",
        f"[Cũng trong thời gian này, |Tính chung, ][toàn tỉnh|Đảng bộ tỉnh|toàn Đảng bộ tỉnh] {back}.",
    )


def stocks(draft: Draft) -> None:
    """What provinces have, in turn; a number told by `con số này ở …`."""
    draft.bloc = False
    draft.publish(draft.year)
    draft.when = When("", "as_of", draft.published)
    one, other = others(draft, 2)
    words, indicator = "có {n} đảng viên", "party_members"
    numbers = [
        draft.figure(indicator, draft.number(20000, 90000), organization=slug) for slug in (draft.place.wide, one.slug, other.slug)
    ]
    draft.say(
        f"[Hiện nay|Đến nay], Đảng bộ tỉnh {draft.place.name} {words.format(n=numbers[0])}.",
        f"[Ở|Tại] {one.name}, con số này là {numbers[1]}[; còn | và ]{other.name} có {numbers[2]} đảng viên.",
    )


# what an act is named by where it is told once for several bodies, and the noun of what follows
ONCE = (
    (
        "kết nạp được {n} đảng viên",
        "[kết nạp đảng viên|số đảng viên được kết nạp|số đảng viên mới kết nạp]",
        "members_admitted",
        "",
    ),
    ("xóa tên {n} đảng viên", "số đảng viên bị xóa tên", "members_struck_off", ""),
    ("trao Huy hiệu Đảng cho {n} đảng viên", "", "party_badges_awarded", ""),
    ("", "số đảng viên [là |]người dân tộc thiểu số", "party_members", "group=ethnic_minority"),
)


def ellipses(draft: Draft) -> None:
    """Districts in the clauses of one sentence, the act told of the first only."""
    draft.bloc, draft.when = False, draft.during()
    words, _, indicator, _ = draft.pick([one for one in ONCE if one[0]])
    bodies = draft.parts(3)
    first = draft.number(60, 900)
    numbers = [first, draft.number(20, first), draft.number(20, first)]
    told = [draft.figure(indicator, number, organization=one.slug) for one, number in zip(bodies, numbers, strict=True)]
    draft.say(
        f"{draft.when.words}, Đảng bộ {bodies[0].name} {words.format(n=told[0])}[, |; ]{bodies[1].name} có {told[1]} đảng viên"
        f"[, còn |; ]{bodies[2].name} [có |]{told[2]} đảng viên."
    )


def under_topic(draft: Draft) -> None:
    """What is counted is told at the head of a sentence, then the bodies with their numbers."""
    draft.bloc = False
    _, topic, indicator, breakdown = draft.pick([one for one in ONCE if one[1]])
    stock = indicator == "party_members"
    draft.publish(draft.year)
    draft.when = When("", "as_of", draft.published) if stock else draft.during()
    bodies = others(draft, 3) if stock else draft.parts(3)
    numbers = [draft.figure(indicator, draft.number(100, 9000), organization=one.slug, breakdown=breakdown) for one in bodies]
    when = "" if stock else f" {draft.when.words[:1].lower()}{draft.when.words[1:]}"
    noun = draft.vary("[người|đảng viên]")
    draft.say(
        f"[Về|Tính theo|Xét về] {topic}{when}, {bodies[0].name} có {numbers[0]} {noun}"
        f"[, |; ]{bodies[1].name} có {numbers[1]} {noun}"
        f"[, còn |; ]{bodies[2].name} có {numbers[2]} {noun}."
    )


KINDS = (ellipses, under_topic, clauses, sentences, sentences, paragraphs, districts, districts, stocks)


def article(seed: int) -> Article:
    draft = Draft("turns", seed)
    draft.organization = draft.place.wide
    draft.pick(KINDS)(draft)
    draft.organization = draft.place.wide
    return draft.article(seed)
