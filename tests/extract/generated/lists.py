"""Class 1: a head with a total, then bodies with their numbers, which inherit act, indicator, period and status from the head."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.extract.generated.draft import Draft, capital
from tests.extract.generated.gold import Article
from tests.extract.generated.vocabulary import Body

TOP = ("Dẫn đầu là", "Đi đầu là", "Nhiều nhất là", "Đứng đầu bảng là", "Cao nhất thuộc về", "Nổi lên là", "Vượt trội là")
NEXT = ("kế đến là", "tiếp đó là", "sau đó đến", "xếp sau là", "tiếp theo là", "rồi đến")
LAST = ("Ít nhất là", "Thấp nhất là", "Đứng cuối bảng là", "Khiêm tốn nhất là", "Ít hơn cả:", "Xếp chót là")
OPENINGS = (
    "Trong đó:",
    "Cụ thể:",
    "Đáng chú ý có",
    "Chia theo từng nơi:",
    "Góp vào con số chung có",
    "Nhiều nhất phải kể đến",
    "Số liệu từng nơi như sau:",
    "Tập trung ở",
    "Riêng",
)
PRAISE = (
    "Kết quả nổi bật ở",
    "Một số nơi làm tốt như",
    "Có kết quả tốt phải kể đến",
    "Những nơi thực hiện tốt gồm",
    "Tiêu biểu:",
    "Đóng góp nhiều là",
    "Điểm sáng là",
)
ASSIGNED = (
    "Phân bổ cho các nơi:",
    "Cụ thể:",
    "Chỉ tiêu của từng đảng bộ:",
    "Theo đó,",
    "Trong đó,",
    "Chia ra:",
    "Mức giao cụ thể:",
)


@dataclass(frozen=True)
class Head:
    """The words with the total, what it counts, how its items may be named, and the ratio that they may bring."""

    words: str
    indicator: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    share: str = ""


def admissions(draft: Draft) -> None:
    """A total of new members, then what single bodies admitted, some with the share of their plan."""
    draft.when = draft.during()
    total = draft.large(400, 2900)
    words = draft.pick(
        (
            "{when}, {who} kết nạp được {n} đảng viên{mới}",
            "{when}, {who} kết nạp {n} đảng viên{mới}",
            "{when}, {who} phát triển được {n} đảng viên mới",
            "{when}, {who} đã xem xét, kết nạp {n} đảng viên",
            "{who} kết nạp được {n} đảng viên mới trong {late}",
            "{when}, {n} quần chúng ưu tú của {who} được đứng vào hàng ngũ của Đảng",
            "{when}, {who} có {n} quần chúng ưu tú được kết nạp vào Đảng",
        )
    )
    late = draft.when.words.removeprefix("Trong ")
    late = late[:1].lower() + late[1:]
    number = draft.figure("members_admitted", total, about=0.1)
    words = words.format(when=draft.when.words, who=draft.actor(), n=number, mới=draft.maybe(" mới"), late=late)
    if draft.chance.random() < 0.5:
        words += ", " + reached(draft)
    nouns = ("đảng viên", "đảng viên", "đồng chí", "đảng viên mới")
    items(draft, Head(words, "members_admitted", nouns, ("kết nạp", "kết nạp được", "với", "có"), "admission_target_completion"))


def reached(draft: Draft) -> str:
    share = draft.percent(40, 118)
    return draft.pick(
        ("đạt {} kế hoạch", "bằng {} chỉ tiêu", "đạt {} chỉ tiêu giao", "đạt {} kế hoạch năm", "hoàn thành {} kế hoạch")
    ).format(draft.figure("admission_target_completion", share))


def items(draft: Draft, head: Head) -> None:
    """The list in one of its many forms, after its head."""
    forms = [plain, bracketed, ranked, verbal, shared, in_order, lines]
    if not draft.bloc:
        forms.append(bare_names)
    if head.share:
        forms += [with_shares, shares_only, lowest]
    draft.pick(forms)(draft, head)


def openings(draft: Draft, indicator: str) -> tuple[str, ...]:
    """The words before a list that suit its head: nobody is praised for a punishment, a stock or a target."""
    if draft.status == "target":
        return ASSIGNED
    return (*OPENINGS, *PRAISE) if indicator == "members_admitted" else OPENINGS


def counted(draft: Draft, body: Body, indicator: str, low: int = 5, high: int = 190) -> str:
    """The number of one body, in the size that the indicator has there."""
    size = 8 if indicator == "party_members" else 1
    return draft.figure(indicator, draft.number(low * size, high * size), organization=body.slug)


def joined(draft: Draft, head: Head, opening: str, parts: list[str]) -> None:
    """The list in a sentence of its own, or after the head's colon, semicolon or comma."""
    tail = draft.pick((", ", "; ")).join(parts[:-1]) + draft.pick((", ", " và ", "; ")) + parts[-1]
    way = draft.chance.random()
    if way < 0.65:
        draft.say(f"{head.words}.", f"{opening} {tail}.")
    elif way < 0.85:
        draft.say(f"{head.words}; {opening[:1].lower()}{opening[1:]} {tail}.")
    else:
        draft.say(f"{head.words}, trong đó {tail}.")


def plain(draft: Draft, head: Head) -> None:
    """`huyện A 12 đảng viên, huyện B 9 đảng viên`, or the numbers alone after colons."""
    noun = draft.pick((*head.nouns, ""))
    form = draft.pick(("{body} {n} {noun}", "{body}: {n} {noun}", "{body} có {n} {noun}", "{body} – {n} {noun}"))
    parts = [
        form.format(body=body.name, n=counted(draft, body, head.indicator), noun=noun) for body in draft.parts(draft.number(2, 4))
    ]
    joined(draft, head, draft.pick(openings(draft, head.indicator)), [one.strip() for one in parts])


def bare_names(draft: Draft, head: Head) -> None:
    """`huyện A 41 đảng viên, B 33 và C 32`: names without their kind after the first."""
    first, *rest = [one for one in draft.parts(5) if one.name.startswith("huyện ")][: draft.number(2, 3)]
    noun = draft.pick(("", *head.nouns))
    items = [f"{first.name} {counted(draft, first, head.indicator)} {draft.pick(head.nouns)}"]
    items += [f"{one.name.removeprefix('huyện ')} [có |]{counted(draft, one, head.indicator)} {noun}".strip() for one in rest]
    draft.say(f"{head.words}.", f"{draft.pick(openings(draft, head.indicator))} {', '.join(items[:-1])}[, | và ]{items[-1]}.")


def bracketed(draft: Draft, head: Head) -> None:
    """`huyện A (12 đảng viên), huyện B (9)`."""
    noun = draft.pick((*head.nouns, ""))
    parts = [
        f"{body.name} ({f'{counted(draft, body, head.indicator)} {noun}'.strip()})" for body in draft.parts(draft.number(2, 4))
    ]
    joined(draft, head, draft.pick(openings(draft, head.indicator)), parts)


def ranked(draft: Draft, head: Head) -> None:
    """`Dẫn đầu là huyện A (12 đảng viên), kế đến là huyện B với 9 đảng viên`."""
    first, second, *rest = draft.parts(draft.number(2, 3))
    noun = draft.pick(head.nouns)
    form = draft.pick(
        ("{lead} {body} ({n} {noun})", "{lead} {body} với {n} {noun}", "{lead} {body} {n} {noun}", "{lead} {body}, {n} {noun}")
    )
    parts = [form.format(lead=draft.pick(TOP), body=first.name, n=counted(draft, first, head.indicator, 100), noun=noun)]
    for at, one in enumerate((second, *rest)):
        parts.append(
            form.format(
                lead=draft.pick(NEXT), body=one.name, n=counted(draft, one, head.indicator, *((60, 99), (25, 55))[at]), noun=noun
            )
        )
    draft.say(f"{head.words}.", draft.pick((", ", "; ")).join(parts) + ".")


def verbal(draft: Draft, head: Head) -> None:
    """Each item with a verb, in a sentence or two of their own."""
    first, second, third = draft.parts(3)
    noun, verb = draft.pick(head.nouns), draft.pick(head.verbs)
    parts = [f"{body.name} {verb} {counted(draft, body, head.indicator)} {noun}" for body in (first, second)]
    draft.say(
        f"{head.words}.",
        "[Riêng|Trong số này,|Đáng kể là] " + draft.pick((", ", ", còn ", "; ", ", trong khi ")).join(parts) + ".",
    )
    if draft.chance.random() < 0.4:
        draft.say(f"{draft.pick(LAST)} {third.name}, {counted(draft, third, head.indicator, 1, 5)} {noun}.")


def shared(draft: Draft, head: Head) -> None:
    """One number told of two bodies is a figure of each."""
    one, other, third = draft.parts(3)
    value, noun, verb = draft.number(5, 150), draft.pick(head.nouns), draft.pick(head.verbs)
    lead = draft.pick(("Trong đó, ", "Cụ thể, ", "Riêng "))
    opening = ""
    if draft.chance.random() < 0.5:
        opening = f"{third.name} {verb} {counted(draft, third, head.indicator)} {noun}, "
    number = draft.figure(head.indicator, value, organization=one.slug)
    # the second body has the first one's words
    draft.figures.append(replace(draft.figures[-1], organization=other.slug))
    both = draft.pick(
        (
            "{a} và {b} đều {verb} {n} {noun}",
            "{a} và {b} cùng {verb} {n} {noun}",
            "{a}, {b} mỗi nơi {verb} {n} {noun}",
            "{a} và {b} (cùng {n} {noun})",
            "{a} và {b}, mỗi đơn vị {n} {noun}",
            "{a} và {b} cùng có {n} {noun}",
        )
    ).format(a=one.name, b=other.name, verb=verb, n=number, noun=noun)
    draft.say(f"{head.words}.", f"{lead}{opening}{both}.")


def in_order(draft: Draft, head: Head) -> None:
    """`A, B và C lần lượt có 12, 9 và 7 đảng viên`: the numbers in the order of the bodies."""
    first, second, third = draft.parts(3)
    a, b, c = (counted(draft, body, head.indicator) for body in (first, second, third))
    noun, verb = draft.pick(head.nouns), draft.pick(head.verbs)
    draft.say(
        f"{head.words}.",
        f"[Trong đó, |Riêng |Cụ thể, ]{first.name}, {second.name} và {third.name} lần lượt {verb} {a}, {b} và {c} {noun}.",
    )


def lines(draft: Draft, head: Head) -> None:
    """A line for each body, after a colon."""
    noun, mark = draft.pick(head.nouns), draft.pick(("-", "+", "•"))
    form = draft.pick(("{mark} {body}: {n} {noun}", "{mark} {body} {n} {noun}", "{mark} {body} ({n} {noun})"))
    parts = [
        form.format(mark=mark, body=capital(body.name), n=counted(draft, body, head.indicator), noun=noun)
        for body in draft.parts(draft.number(2, 4))
    ]
    draft.say(f"{head.words}[, cụ thể như sau:|, gồm:|, chia ra:]")
    draft.sentences[-1] += "\n" + ";\n".join(parts) + "."


def with_shares(draft: Draft, head: Head) -> None:
    """`huyện A 12 đảng viên (đạt 118%)`: two figures an item."""
    noun = draft.pick(head.nouns)
    form = draft.pick(
        (
            "{body} {n} {noun} (đạt {p})",
            "{body} {verb} {n} {noun}, đạt {p}",
            "{body} {n} {noun}, bằng {p} kế hoạch",
            "{body} ({n} {noun}, đạt {p})",
            "{body} ({n} {noun} – {p})",
            "{body} {verb} {n} {noun} (đạt {p} chỉ tiêu)",
        )
    )
    verb = draft.pick(head.verbs)
    opening = draft.pick(openings(draft, head.indicator))
    parts = []
    for body in draft.parts(draft.number(2, 3)):
        number = counted(draft, body, head.indicator)
        completed = draft.figure(head.share, draft.percent(35, 160), organization=body.slug)
        parts.append(form.format(body=body.name, n=number, noun=noun, verb=verb, p=completed))
    joined(draft, head, opening, parts)


def shares_only(draft: Draft, head: Head) -> None:
    """`Nhanh nhất là huyện A (91,2%), kế đến huyện B`: a bare percent takes the ratio of the head."""
    if draft.figures[-1].indicator != head.share:
        head = replace(head, words=f"{head.words}, {reached(draft)}")
    first, second, *rest = draft.parts(draft.number(2, 3))
    form = draft.pick(("{lead} {body} ({p})", "{lead} {body} đạt {p}", "{lead} {body} với {p}"))
    leads = [
        draft.pick(("Nhanh nhất là", "Đạt cao là", "Tỷ lệ cao nhất là", "Dẫn đầu là")),
        *(draft.pick(NEXT) for _ in (second, *rest)),
    ]
    parts = [
        form.format(lead=lead, body=body.name, p=draft.figure(head.share, draft.percent(high - 20, high), organization=body.slug))
        for lead, body, high in zip(leads, (first, second, *rest), (140, 110, 80), strict=False)
    ]
    draft.say(f"{head.words}.", ", ".join(parts) + ".")


def lowest(draft: Draft, head: Head) -> None:
    """A superlative without a verb: body, number, percent."""
    noun = draft.pick(head.nouns)
    best, worst = draft.parts(2)
    sentences = []
    for lead, body in ((draft.pick(TOP), best), (draft.pick(LAST), worst)):
        number = counted(draft, body, head.indicator, *((40, 190) if body is best else (2, 30)))
        completed = draft.figure(head.share, draft.percent(*((90, 160) if body is best else (12, 70))), organization=body.slug)
        form = draft.pick(
            (
                "{lead} {body}, {n} {noun}, {p}",
                "{lead} {body}, {n} {noun}, đạt {p}",
                "{lead} {body} ({n} {noun}, {p} kế hoạch)",
                "{lead} {body} với {n} {noun}, mới đạt {p}",
            )
        )
        sentences.append(form.format(lead=lead, body=body.name, n=number, noun=noun, p=completed) + ".")
    draft.say(f"{head.words}.", *sentences)


def targets(draft: Draft) -> None:
    """A total to be reached, and each body's part of it."""
    draft.when = draft.when._replace(words=f"Năm {draft.year}", period_type="year", period=str(draft.year))
    draft.status = "target"
    number = draft.figure("members_admitted", draft.large(400, 2500))
    words = draft.pick(
        (
            "{when}, {who} được giao chỉ tiêu kết nạp {n} đảng viên",
            "{when}, {who} đặt chỉ tiêu kết nạp {n} đảng viên mới",
            "Chỉ tiêu kết nạp đảng viên {low} của {who} là {n} đảng viên",
            "{when}, {who} đề ra mục tiêu phát triển {n} đảng viên mới",
        )
    ).format(when=draft.when.words, low=draft.when.words.lower(), who=draft.whole(), n=number)
    draft.pick((plain, bracketed, lines))(draft, Head(words, "members_admitted", ("đảng viên", "đảng viên mới"), ("nhận",)))


def congresses(draft: Draft) -> None:
    """Congresses held of all, and how far single bodies are."""
    draft.year, draft.published = draft.pick((2010, 2015, 2020)), ""
    month, day = draft.number(3, 6), draft.number(1, 28)
    draft.publish(draft.year, month + 1, share=0.5)
    draft.when = draft.when._replace(
        words=draft.pick(
            (f"Đến ngày {day}/{month}/{draft.year}", f"Tính đến {day}-{month}-{draft.year}", f"Tới ngày {day}/{month}/{draft.year}")
        ),
        period_type="as_of",
        period=f"{draft.year}-{month:02}-{day:02}",
    )
    total = draft.large(300, 700)
    held = draft.number(30, total - 5)
    draft.figure("congresses_held", held, denominator=float(total))
    draft.figure("grassroots_organizations", total, optional=True)
    share = draft.figure("congress_completion", round(100 * held / total, 1), denominator=float(total))
    words = draft.pick(
        (
            "{when}, {who} có {n}/{m} tổ chức cơ sở đảng đại hội xong, đạt {p}",
            "{when}, đã có {n}/{m} tổ chức cơ sở đảng thuộc {who} hoàn thành đại hội, đạt tỷ lệ {p}",
            "{when}, {n}/{m} tổ chức cơ sở đảng của {who} đã tổ chức xong đại hội, chiếm {p}",
        )
    ).format(when=draft.when.words, who=draft.whole(), n=held, m=total, p=share)
    first, second = draft.parts(2)
    if draft.chance.random() < 0.5:
        form = draft.pick(("{lead} {body} ({p})", "{lead} {body} đạt {p}", "{lead} {body}, {p}"))
        leads = (draft.pick(("Nhanh nhất là", "Tiến độ nhanh là", "Dẫn đầu là")), draft.pick(NEXT))
        parts = [
            form.format(
                lead=lead,
                body=body.name,
                p=draft.figure("congress_completion", draft.percent(high - 20, high), organization=body.slug),
            )
            for lead, body, high in zip(leads, (first, second), (99, 78), strict=True)
        ]
        draft.say(f"{words}.", ", ".join(parts) + ".")
    else:
        parts = []
        for body in (first, second):
            of = draft.number(20, 60)
            done = draft.number(8, of)
            draft.figure("congresses_held", done, denominator=float(of), organization=body.slug)
            draft.figure("grassroots_organizations", of, organization=body.slug, optional=True)
            parts.append(f"{body.name} {done}/{of} tổ chức")
        draft.say(f"{words}.", f"[Trong đó:|Cụ thể,|Tiến độ ở một số nơi:] {', '.join(parts)}.")


def badges(draft: Draft) -> None:
    """Badges awarded on one occasion, by body."""
    occasion = draft.pick(("3/2", "19/5", "2/9", "7/11"))
    draft.when = draft.when._replace(words=f"Dịp {occasion}", period_type="as_of", period="")
    day, month = map(int, occasion.split("/"))
    draft.publish(draft.year, month + 1)
    draft.when = draft.when._replace(period=f"{draft.year}-{month:02}-{day:02}")
    number = draft.figure("party_badges_awarded", draft.large(600, 2400))
    words = draft.pick(
        (
            "Ngày {day}/{month}/{year}, {who} trao tặng Huy hiệu Đảng cho {n} đảng viên",
            "Ngày {day}/{month}/{year}, {who} có {n} đảng viên được trao Huy hiệu Đảng",
            "Ngày {day}/{month}/{year}, {n} đảng viên của {who} vinh dự đón nhận Huy hiệu Đảng",
        )
    ).format(day=day, month=month, year=draft.year, who=draft.whole(), n=number)
    items(draft, Head(words, "party_badges_awarded", ("đảng viên", "đồng chí"), ("có", "với")))


def members(draft: Draft) -> None:
    """How many members a body has, and how many each of those under it."""
    draft.when = draft.moment()
    number = draft.figure("party_members", draft.large(12000, 60000), about=0.2)
    words = draft.pick(
        (
            "{when}, {who} có {n} đảng viên",
            "{when}, {who} có tổng số {n} đảng viên",
            "{when}, tổng số đảng viên của {who} là {n} đồng chí",
        )
    ).format(when=draft.when.words, who=draft.whole(), n=number)
    items(draft, Head(words, "party_members", ("đảng viên",), ("có", "với")))


def discipline(draft: Draft) -> None:
    """Members disciplined in all, then body by body."""
    draft.when = draft.during()
    number = draft.figure("members_disciplined", draft.large(200, 900))
    words = draft.pick(
        (
            "{when}, {who} có {n} đảng viên bị thi hành kỷ luật",
            "{when}, {n} đảng viên của {who} bị xử lý kỷ luật",
            "{when}, {who} thi hành kỷ luật {n} đảng viên",
        )
    ).format(when=draft.when.words, who=draft.whole(), n=number)
    draft.pick((plain, bracketed, ranked, lines, in_order))(
        draft, Head(words, "members_disciplined", ("đảng viên", "trường hợp"), ("có", "kỷ luật"))
    )


KINDS = (admissions, admissions, admissions, targets, congresses, badges, members, discipline)


def article(seed: int) -> Article:
    draft = Draft("lists", seed)
    draft.publish(draft.year + 1, share=0.5)
    draft.pick(KINDS)(draft)
    return draft.article(seed)
