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
THREE_INTO_ONE = ("hoa-binh", "phu-tho", "vinh-phuc", "phu-tho-2025")
BLOCS = ("agencies-bloc", "agencies-enterprises-bloc")
SUCCESSION = (
    "body nghe-an.agencies-bloc agencies_bloc ..2019-06",
    "body nghe-an.agencies-enterprises-bloc agencies_enterprises_bloc 2019-07..",
)

ENDED = ("agencies-bloc", "enterprises-bloc")
TWO_INTO_ONE = (*SUCCESSION, "body nghe-an.enterprises-bloc enterprises_bloc ..2019-06")

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
MEMBERS = Subject(
    "party_members",
    True,
    ("", "group=female", "group=religious"),
    ("group",),
    ("party_members", "party_members", "members_per_grassroots_organization"),
    ("grassroots_organizations",),
)
ELECTED = Subject(
    "committee_members_elected",
    False,
    ("", "incumbency=re_elected", "incumbency=re_elected", "incumbency=first_time", "group=female"),
    ("incumbency",),
    ("committee_members_elected", "re_elected_share"),
)
CONGRESSES = Subject(
    "congresses_held",
    True,
    ("", "subject=committee", "subject=cell"),
    ("subject",),
    ("congresses_held", "congress_completion"),
    ("grassroots_organizations", "congress_completion"),
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
ADMITTING = Subject(
    "organizations_admitting",
    False,
    ("", "subject=cell"),
    ("subject",),
    ("organizations_admitting", "organizations_admitting_share", "organizations_admitting_share"),
    ("grassroots_organizations", "organizations_admitting_share"),
)
RATED = Subject(
    "members_rated",
    False,
    ("", "grade=excellent", "grade=good", "grade=good_or_better", "grade=completed"),
    ("grade",),
    ("members_rated",),
)
BY_DEGREE = Subject(
    "members_by_degree",
    True,
    ("", "degree=doctor", "degree=master", "degree=doctor;group=female"),
    ("degree",),
    ("members_by_degree", "members_by_degree_share"),
    ("party_members",),
)
AMONG_STAFF = Subject(
    "party_members",
    True,
    ("", "group=female"),
    ("group",),
    ("member_share_of_staff", "member_share_of_staff", "party_members"),
    ("staff_total", "member_share_of_staff"),
)
ONLY_STATED = Subject("no_degradation_share", True, ("",), (), ("no_degradation_share",))
SUBJECTS = (
    *(ADMITTED, INSPECTED, DISCIPLINED, MEMBERS, CONGRESSES, COMMITTEES, HEADS, ELECTED),
    *(ADMITTING, RATED, BY_DEGREE, AMONG_STAFF, ONLY_STATED),
)
# counts of which the whole is counted in the same unit, so that a source may write 50/63
OF_A_WHOLE = ("congresses_held", "head_is_secretary")


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
    whole = f"/{value + draw(st.integers(1, 9))}" if indicator in OF_A_WHOLE and draw(st.integers(0, 3)) == 0 else ""
    percent = "%" if indicator.endswith("_share") or (shares and breakdown and draw(st.integers(0, 3)) == 0) else ""
    status = draw(st.sampled_from(("",) * 8 + ("derived", "target", "planned")))
    if percent:
        whole = ""
    if status == "target":
        code = draw(st.sampled_from((code, f"year:{year}", f"term:{year}/{year + 5}")))
        status += draw(st.sampled_from(("", " note=yearly")))
    return f"{body} {indicator} {code} {mark}{value}{whole}{percent} {breakdown} {status} {draw(st.sampled_from(SOURCES))}"


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
    years = (2023, 2024, 2025, 2026) if merger else (2018, 2019, 2020)
    places = (*UNCHANGED[:1], *BEFORE, AFTER) if merger else UNCHANGED
    kinds = draw(st.sampled_from(KINDS))
    bodies = tuple(f"{place}.{kind}" for place in places for kind in kinds)
    if merger and "province-wide" not in kinds:
        # the merged unit has but one of the kinds
        bodies = (*(body for body in bodies if not body.startswith(AFTER)), f"{AFTER}.{kinds[0]}")
    lines = stated_once(draw(st.lists(figures(subject, bodies, years, shares), min_size=3, max_size=most)))
    if merger and draw(st.booleans()):
        lines = stated_once((*lines, *draw(halves(subject, kinds[0]))))
    if not merger and kinds == BLOCS and draw(st.booleans()):
        two = draw(st.booleans())
        handover = draw(around_a_handover(subject, ENDED if two else ENDED[:1]))
        lines = (*(TWO_INTO_ONE if two else SUCCESSION), *within_succession(stated_once((*lines, *handover))))
        bodies = tuple(dict.fromkeys((*bodies, *(line.split()[0] for line in handover))))
    return Case(subject, lines, bodies, years)


@st.composite
def pieces(draw: st.DrawFn, lines: Sequence[str]) -> list[str]:
    """Most of the lines, each with a value and a source: `body indicator period` and what else it says."""
    chosen = [line.split(maxsplit=3) for line in lines if draw(st.integers(0, 3))]
    return [" ".join((*words[:3], str(draw(st.integers(1, 30))), *words[3:], draw(st.sampled_from(SOURCES)))) for words in chosen]


@st.composite
def halves(draw: st.DrawFn, subject: Subject, kind: str) -> list[str]:
    """A year of the merger: the predecessors' first half and the unit's second, targets of all, stocks before and after."""
    territory = draw(st.sampled_from(((*BEFORE, AFTER), THREE_INTO_ONE)))
    *before, unit = [f"{place}.{kind}" for place in territory]
    lines: list[str] = []
    if not subject.is_stock:
        lines += [f"{body} {subject.indicator} half_year:2025-H1" for body in before]
        lines += [f"{body} {subject.indicator} quarter:{year}-Q1" for body in before[1:] for year in (2024, 2025)]
        lines += [f"{unit} {subject.indicator} half_year:2025-H2"]
        lines += [f"{body} {subject.indicator} year:2025 target" for body in (*before, unit)]
        lines += [f"{body} {subject.indicator} year:2024" for body in before]
    for indicator in (subject.indicator, *subject.beside):
        if subject.is_stock or indicator != subject.indicator:
            lines += [f"{body} {indicator} as_of:{date}" for body in before for date in ("2024-12-31", "2025-06-30", "2025")]
            lines += [f"{unit} {indicator} as_of:{date}" for date in ("2025-12-31", "2026-03-31")]
    return draw(pieces(lines))


@st.composite
def around_a_handover(draw: st.DrawFn, subject: Subject, ended: Sequence[str]) -> list[str]:
    """The year in which one or two blocs of Nghệ An end and another follows, and the year after."""
    after = "nghe-an.agencies-enterprises-bloc"
    lines: list[str] = []
    if not subject.is_stock:
        lines += [f"nghe-an.{body} {subject.indicator} half_year:2019-H1" for body in ended]
        lines += [f"nghe-an.{body} {subject.indicator} year:2018" for body in ended]
        lines += [f"{after} {subject.indicator} half_year:2019-H2", f"{after} {subject.indicator} half_year:2020-H1"]
        lines += [f"nghe-an.{body} {subject.indicator} year:2019 target" for body in ended]
        lines += [f"{after} {subject.indicator} year:{year} target" for year in (2019, 2020)]
    for indicator in (subject.indicator, *subject.beside):
        if subject.is_stock or indicator != subject.indicator:
            lines += [f"nghe-an.{body} {indicator} as_of:2019-06-30" for body in ended]
            lines += [f"{after} {indicator} as_of:{date}" for date in ("2019-12-31", "2020-12-31")]
    return draw(pieces(lines))


def within_succession(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines whose period lies within the life of Nghệ An's blocs; a year's target is set before the year is over."""

    def fits(line: str) -> bool:
        body, _, code, *_ = line.split()
        period = period_of(code)
        if body in ("nghe-an.agencies-bloc", "nghe-an.enterprises-bloc"):
            return str(period.end) <= "2019-06-30" or ("target" in line.split() and period.start.year < 2020)
        return body != "nghe-an.agencies-enterprises-bloc" or str(period.start) >= "2019-07-01" or period.kind == "year"

    return tuple(line for line in lines if fits(line))


def kinds_of(case: Case) -> list[str]:
    return sorted({body.split(".")[1].replace("-", "_").removesuffix("_1").removesuffix("_2") for body in case.bodies})


@st.composite
def first_years(draw: st.DrawFn) -> Case:
    """A data set about the first year of a merged unit and nothing else, so that most questions meet it."""
    lines = draw(halves(ADMITTED, "province-wide").filter(bool))
    if draw(st.booleans()):
        # of one body one target: the product does not tell which targets are disputed
        lines += [line for line in draw(halves(ADMITTED, "province-wide")) if "target" not in line.split()]
    bodies = tuple(dict.fromkeys(line.split()[0] for line in lines))
    return Case(ADMITTED, stated_once(lines), bodies, (2024, 2025, 2026))


@st.composite
def years_of_a_handover(draw: st.DrawFn) -> Case:
    """A data set about the year in which one or two blocs of Nghệ An end and another follows, and nothing else."""
    two = draw(st.booleans())
    lines = stated_once(draw(around_a_handover(ADMITTED, ENDED if two else ENDED[:1]).filter(bool)))
    bodies = tuple(dict.fromkeys(line.split()[0] for line in lines))
    return Case(ADMITTED, (*(TWO_INTO_ONE if two else SUCCESSION), *within_succession(lines)), bodies, (2018, 2019, 2020))


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
INDEXES = {"PAR": "par_index", "DTI": "dti", "PCI": "pci", "PAPI": "papi"}
RANKED_YEARS = (2005, 2006, 2007, 2008, 2009, 2023, 2024, 2025)


@st.composite
def ranks(draw: st.DrawFn, index: str, years: Sequence[int]) -> str | None:
    """A row of an index table, or an article's word on it."""
    province, year = draw(st.sampled_from(RANKED)), draw(st.sampled_from(years))
    both = ("63", "63", "34") if province in UNCHANGED else ("63",)
    boundary = draw(st.sampled_from(("34",) if province == AFTER else both))
    source = draw(st.sampled_from(SOURCES)).replace("@", "@http://")
    rank, score = draw(st.integers(1, 34)), draw(st.sampled_from(("", "80", "80.5", "80.52")))
    if draw(st.integers(0, 4)) == 0:
        # an article may give no n, or that of the other list
        ranked = draw(st.sampled_from(("", "", f"/{64 if 2006 <= year <= 2008 else 63}", "/34")))
        source = source.replace("http://", "article-")
        return f"{province}.administration {INDEXES[index]}_rank {year} {rank}{ranked} {source}"
    status = draw(st.sampled_from(("", "", "derived")))
    return f"rank {index} {year} {province} {rank} {score} boundary={boundary} {status} {source}"


def rank_key(line: str) -> tuple[str, ...]:
    words = line.split()
    return (*words[:4], *(w for w in words if w.startswith(("@", "boundary="))))


@st.composite
def rank_cases(draw: st.DrawFn) -> Case:
    """Ranks and scores of a few provinces in a few years, some of them disputed."""
    index = draw(st.sampled_from(tuple(INDEXES)))
    # a few years in a row, so that there is something to compare with
    years = draw(st.sampled_from((RANKED_YEARS[:5], RANKED_YEARS[:3], RANKED_YEARS[5:])))
    lines = [line for line in draw(st.lists(ranks(index, years), min_size=3, max_size=12)) if line]
    name = INDEXES[index]
    subject = Subject(f"{name}_rank", False, ("",), (), (f"{name}_rank", f"{name}_rank", f"{name}_score", f"{name}_rank_change"))
    unique = {rank_key(line): line for line in reversed(lines)}
    return Case(subject, tuple(unique.values())[::-1], (), years)


@st.composite
def rank_questions(draw: st.DrawFn, case: Case) -> Question:
    """A question about ranks or scores; some of them need several in one row."""
    by = draw(st.sampled_from((("province", "year"), ("province", "year"), ("year",), ("province",), ("region", "year"))))
    first, second, last = case.years[0], case.years[1], case.years[-1]
    return Question(
        metric=draw(st.sampled_from(case.subject.metrics)),
        by=by,
        provinces=draw(st.sampled_from(((), (), RANKED[:1], RANKED[:2], RANKED[4:]))),
        years=draw(st.sampled_from((None, None, (second, second), (last, last), (first, second)))),
        boundary=draw(st.sampled_from(("reported", "63", "34"))),
        compare=draw(st.sampled_from((None, "previous_year"))) if "year" in by else None,
    )
