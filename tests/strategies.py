"""Hypothesis strategies: small random data sets, written as the lines of tests/small.py, and questions about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from metrics.period import Period
from metrics.vocabulary import Question

# when the sources were published: all on different days, so that the order of the file never decides
SOURCES = ("@jan:2022-01-05", "@feb:2022-02", "@year:2021", "@undated:undated", "@late:2023-03-01")
UNCHANGED = ("nghe-an", "ha-tinh")
BEFORE = ("ha-giang", "tuyen-quang")
REGIONS = ("bac-trung-bo", "bac-trung-bo-va-duyen-hai-mien-trung", "trung-du-va-mien-nui-phia-bac")
AFTER = "tuyen-quang-2025"
BLOCS = ("agencies-bloc", "agencies-enterprises-bloc")
SUCCESSION = (
    "body nghe-an.agencies-bloc agencies_bloc ..2019-06",
    "body nghe-an.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
)

KINDS = (
    ("province-wide",),
    ("province-wide",),
    BLOCS[:1],
    BLOCS,
    ("province-wide", BLOCS[0]),
    ("school-1", "school-2"),
    ("school-1", "hospital-1"),
)

PIECES = ("", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", "-9M", "-01", "-02", "-03", "-12", "-06-15")
RANGES = ("{0}-01/{0}-07", "{0}-01/{0}-11", "{0}-03/{0}-08", "{0}-07/{0}-12", "{0}-01-01/{0}-04-03")
DATES = ("", "-03", "-06", "-06-15", "-06-30", "-12", "-12-31")


@dataclass(frozen=True)
class Subject:
    """An indicator as the strategies use it: its breakdowns, and the metrics that are asked of it."""

    indicator: str
    is_stock: bool
    breakdowns: tuple[str, ...]
    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


ADMITTED = Subject(
    "members_admitted",
    False,
    ("", "group=female", "group=youth_union", "set_by=province"),
    ("group",),
    ("members_admitted", "members_admitted", "admission_rate", "admission_target_completion"),
    ("party_members",),
)
INSPECTED = Subject(
    "inspected_organizations",
    False,
    (
        "",
        "body=committee",
        "body=commission",
        "body=both",
        "body=both;subject=cell",
        "body=committee;subject=cell",
        "body=committee;subject=sectional_committee",
        "body=commission;subject=cell",
        "body=committee;body_level=bloc",
        "body=committee;body_level=grassroots",
        "body=committee;body_level=two_levels",
        "body=committee;body_level=all",
        "body=commission;body_level=all",
        "body_level=all",
        "body_level=bloc",
        "subject=cell",
        "subject=grassroots_organization",
        "activity=regular;body=committee",
        "activity=thematic;body=committee",
        "body=committee;visits=yes",
        "visits=yes",
    ),
    ("body", "subject", "body_level"),
    ("inspected_organizations",),
)
DISCIPLINED = Subject(
    "members_disciplined",
    False,
    (
        "",
        "form=reprimand",
        "form=warning",
        "form=removal",
        "form=expulsion",
        "body=committee",
        "body=commission",
        "body=committee;form=reprimand",
        "body=committee;form=warning",
        "body=committee;body_level=bloc;form=reprimand",
        "body=committee;body_level=grassroots;form=warning",
        "body=commission;member_rank=committee_member",
        "member_rank=committee_member",
        "violation=corruption",
    ),
    ("body", "form"),
    ("members_disciplined", "members_disciplined_per_1000"),
    ("party_members",),
)
MEMBERS = Subject("party_members", True, ("", "group=female", "group=religious"), ("group",), ("party_members",))
CONGRESSES = Subject(
    "congresses_held",
    True,
    ("", "subject=committee", "subject=cell"),
    ("subject",),
    ("congresses_held", "congress_completion"),
    ("grassroots_organizations",),
)
COMMITTEES = Subject("executive_committee_size", True, ("",), (), ("executive_committee_size",))
HEADS = Subject(
    "head_is_secretary",
    True,
    ("", "subject=cell"),
    (),
    ("head_is_secretary", "head_is_secretary_share"),
    ("grassroots_organizations", "head_is_secretary_share"),
)
SUBJECTS = (ADMITTED, INSPECTED, DISCIPLINED, MEMBERS, CONGRESSES, COMMITTEES, HEADS)


@dataclass(frozen=True)
class Case:
    """A data set as lines, and what it is about."""

    subject: Subject
    lines: tuple[str, ...]
    bodies: tuple[str, ...]
    years: tuple[int, ...]

    def __repr__(self) -> str:
        return "\n".join(("Case(", *(f"    {line}" for line in self.lines), ")"))


def period_of(code: str) -> Period:
    """The period that `kind:code` names."""
    kind, _, code = code.partition(":")
    return Period.parse(kind, code)


def flow_periods(year: int) -> Iterator[str]:
    kinds = {"": "year", "-H": "half_year", "-Q": "quarter", "-9": "nine_months"}
    for piece in PIECES:
        yield f"{'as_of' if len(piece) == 6 else kinds.get(piece[:2], 'month')}:{year}{piece}"
    for form in RANGES:
        yield f"range:{form.format(year)}"
    yield f"term:{year}/{year + 5}"


def stock_periods(year: int) -> Iterator[str]:
    yield from (f"as_of:{year}{date}" for date in DATES)
    yield f"term:{year}/{year + 5}"


def lives(body: str, code: str) -> bool:
    """Whether the body's province existed in the period, and no longer period speaks of it."""
    period = period_of(code)
    province = body.split(".")[0]
    if province == AFTER:
        return period.end.year >= 2025 and period.kind != "term" and str(period.end) > "2025-06-30"
    if province in BEFORE:
        return period.kind != "term" and str(period.end) <= "2025-06-30"
    return True


@st.composite
def figures(draw: st.DrawFn, subject: Subject, bodies: Sequence[str], years: Sequence[int], shares: bool) -> str | None:
    """One line of a data set."""
    indicator = draw(st.sampled_from((subject.indicator, subject.indicator, *subject.beside)))
    is_stock = subject.is_stock if indicator == subject.indicator else True
    breakdown = draw(st.sampled_from(subject.breakdowns)) if indicator == subject.indicator else ""
    body, year = draw(st.sampled_from(bodies)), draw(st.sampled_from(years))
    code = draw(st.sampled_from(tuple((stock_periods if is_stock else flow_periods)(year))))
    if not lives(body, code):
        return None
    mark = draw(st.sampled_from(("", "", "", "", "", ">", ">=", "<", "<=", "~")))
    # a denominator of nothing is left to a test of its own
    value = draw(st.integers(0 if indicator == subject.indicator else 1, 30) | st.sampled_from((100, 120)))
    percent = "%" if indicator.endswith("_share") or (shares and breakdown and draw(st.integers(0, 3)) == 0) else ""
    status = draw(st.sampled_from(("",) * 8 + ("derived", "target", "planned")))
    if status == "target":
        code = draw(st.sampled_from((code, f"year:{year}", f"term:{year}/{year + 5}")))
        status += draw(st.sampled_from(("", " note=yearly")))
    return f"{body} {indicator} {code} {mark}{value}{percent} {breakdown} {status} {draw(st.sampled_from(SOURCES))}"


def key_of(line: str) -> tuple[str, ...]:
    """What one source may state only once."""
    body, indicator, code, value, *rest = line.split()
    words = sorted(word for word in rest if not word.startswith("@"))
    source = next(word for word in rest if word.startswith("@"))
    return body, indicator, code, source, "%" if "%" in value else "", *words


def stated_once(lines: Sequence[str | None]) -> tuple[str, ...]:
    """The lines without those that repeat a key of their source."""
    return tuple({key_of(line): line for line in reversed(lines) if line}.values())[::-1]


@st.composite
def cases(
    draw: st.DrawFn, subjects: Sequence[Subject] = SUBJECTS, merger: bool = False, shares: bool = False, most: int = 16
) -> Case:
    """A data set about one subject: a few bodies, a few years; around the merger if so asked."""
    subject = draw(st.sampled_from(subjects))
    years = (2024, 2025, 2026) if merger else (2018, 2019, 2020)
    places = (*UNCHANGED[:1], *BEFORE, AFTER) if merger else UNCHANGED
    kinds = draw(st.sampled_from(KINDS))
    bodies = tuple(f"{place}.{kind}" for place in places for kind in kinds)
    if merger and "province-wide" not in kinds:
        # the merged unit has but one of the kinds
        bodies = (*(body for body in bodies if not body.startswith(AFTER)), f"{AFTER}.{kinds[0]}")
    lines = stated_once(draw(st.lists(figures(subject, bodies, years, shares), min_size=3, max_size=most)))
    if not merger and kinds == BLOCS and draw(st.booleans()):
        lines = (*SUCCESSION, *within_succession(lines))
    return Case(subject, lines, bodies, years)


def within_succession(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines whose period lies within the life of Nghệ An's two blocs."""

    def fits(line: str) -> bool:
        body, _, code, *_ = line.split()
        period = period_of(code)
        if body == "nghe-an.agencies-bloc":
            return str(period.end) <= "2019-06-30"
        return body != "nghe-an.agencies-enterprises-bloc" or str(period.start) >= "2019-07-01" or period.kind == "year"

    return tuple(line for line in lines if fits(line))


def kinds_of(case: Case) -> list[str]:
    return sorted({body.split(".")[1].replace("-", "_").removesuffix("_1").removesuffix("_2") for body in case.bodies})


@st.composite
def questions(draw: st.DrawFn, case: Case, merger: bool = False) -> Question:
    """A question about a case: any metric, grouping and filter that make sense, and some that must be refused."""
    metric = draw(st.sampled_from(case.subject.metrics))
    places = ("", "province", "organization", "kind", "region", "province,kind")
    times = ("year", "year", "year", "period", "")
    dimension = draw(st.sampled_from(("", "", "", *case.subject.by))) if metric == case.subject.indicator else ""
    by = tuple(
        column
        for part in (draw(st.sampled_from(places)), draw(st.sampled_from(times)), dimension)
        for column in part.split(",")
        if column
    )
    kinds = kinds_of(case)
    chosen = draw(st.sampled_from(((), tuple(kinds), tuple(kinds[:1]), tuple(kinds[-1:]))))
    provinces = draw(st.sampled_from(((), UNCHANGED[:1], UNCHANGED)))
    if merger:
        provinces = draw(st.sampled_from(((), (AFTER,), BEFORE, BEFORE[:1], (AFTER, UNCHANGED[0]), (AFTER, *BEFORE))))
    regions = draw(st.sampled_from(((), (), (), REGIONS[:1], REGIONS[1:], REGIONS)))
    breakdown = ""
    if not dimension and metric == case.subject.indicator:
        breakdown = draw(st.sampled_from(("", "", "", *case.subject.breakdowns)))
    first = draw(st.sampled_from(case.years))
    years = draw(st.sampled_from((None, (first, first), (case.years[0], case.years[-1]), (first, case.years[-1]))))
    return Question(
        metric=metric,
        by=by,
        provinces=provinces,
        regions=regions,
        kinds=chosen,
        years=years,
        boundary=draw(st.sampled_from(("reported", "34", "63") if merger else ("reported", "63"))),
        breakdown=breakdown,
        unit="percent" if breakdown and draw(st.integers(0, 4)) == 0 else "",
        compare=draw(st.sampled_from((None, None, None, "previous_year", "same_period", "target"))) if "year" in by else None,
    )


RANKED = ("nghe-an", "ha-tinh", "ha-giang", "tuyen-quang", AFTER)
INDEXES = {"PAR": "par_index", "DTI": "dti", "PCI": "pci"}


@st.composite
def ranks(draw: st.DrawFn, index: str) -> str | None:
    """A row of an index table, or an article's word on it."""
    province, year = draw(st.sampled_from(RANKED)), draw(st.sampled_from((2008, 2023, 2024, 2025)))
    both = ("63", "63", "34") if province in UNCHANGED else ("63",)
    boundary = draw(st.sampled_from(("34",) if province == AFTER else both))
    source = draw(st.sampled_from(SOURCES)).replace("@", "@http://")
    rank, score = draw(st.integers(1, 34)), draw(st.sampled_from(("", "80", "80.5", "80.52")))
    if draw(st.integers(0, 4)) == 0 and boundary == "63" and year < 2025:
        ranked = 64 if year == 2008 else 63
        source = source.replace("http://", "article-")
        return f"{province}.administration {INDEXES[index]}_rank {year} {rank}/{ranked} {source}"
    status = draw(st.sampled_from(("", "", "derived")))
    return f"rank {index} {year} {province} {rank} {score} boundary={boundary} {status} {source}"


def rank_key(line: str) -> tuple[str, ...]:
    words = line.split()
    return (*words[:4], *(w for w in words if w.startswith(("@", "boundary="))))


@st.composite
def rank_cases(draw: st.DrawFn) -> Case:
    """Ranks and scores of a few provinces in a few years, some of them disputed."""
    index = draw(st.sampled_from(tuple(INDEXES)))
    lines = [line for line in draw(st.lists(ranks(index), min_size=3, max_size=12)) if line]
    name = INDEXES[index]
    subject = Subject(f"{name}_rank", False, ("",), (), (f"{name}_rank", f"{name}_rank", f"{name}_score", f"{name}_rank_change"))
    unique = {rank_key(line): line for line in reversed(lines)}
    return Case(subject, tuple(unique.values())[::-1], (), (2008, 2023, 2024, 2025))


@st.composite
def rank_questions(draw: st.DrawFn, case: Case) -> Question:
    """A question about ranks or scores; some of them need several in one row."""
    by = draw(st.sampled_from((("province", "year"), ("province", "year"), ("year",), ("province",), ("region", "year"))))
    return Question(
        metric=draw(st.sampled_from(case.subject.metrics)),
        by=by,
        provinces=draw(st.sampled_from(((), (), RANKED[:1], RANKED[:2], RANKED[4:]))),
        years=draw(st.sampled_from((None, None, (2023, 2024), (2025, 2025), (2008, 2008)))),
        boundary=draw(st.sampled_from(("reported", "63", "34"))),
        compare=draw(st.sampled_from((None, "previous_year"))) if "year" in by else None,
    )
