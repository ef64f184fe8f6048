"""The nouns of the project, as frozen dataclasses, and the closed lists of codes that the data contract names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, get_args

from metrics.errors import Message
from metrics.indexes import BY_CODE

Topic = Literal[
    "organization",
    "membership",
    "admission",
    "quality",
    "inspection",
    "discipline",
    "congress",
    "qualification",
    "procedure",
    "award",
    "reform",
]
Unit = Literal["person", "organization", "percent", "permille", "case", "document", "rank", "score", "award"]
IndicatorKind = Literal["stock", "flow", "ratio", "rank", "score"]
Better = Literal["more", "fewer", "neutral"]
Level = Literal["province", "above_grassroots", "grassroots", "cell", "administration"]
OrganizationKind = Literal[
    "province_wide",
    "agencies_bloc",
    "agencies_enterprises_bloc",
    "enterprises_bloc",
    "party_agencies",
    "peoples_committee",
    "district",
    "office",
    "school",
    "hospital",
    "enterprise",
    "youth_union",
    "administration",
    "other",
]
Qualifier = Literal["eq", "gt", "ge", "lt", "le", "approx"]
PeriodKind = Literal["as_of", "month", "quarter", "half_year", "nine_months", "year", "range", "term"]
Status = Literal["reported", "target", "planned", "in_progress", "change", "over_target", "derived"]
# how a quote was compared with what it is taken from: letter by letter with the text, cell by cell with a table, or not
QuoteStatus = Literal["verbatim", "cell", "unverified"]
# the provinces before and since the merger; territory.py says which is in force when, and what stands in it
ProvinceList = Literal["63", "34"]
Boundary = Literal["63", "34", "reported"]
Comparison = Literal["previous_year", "same_period", "target"]
# a code of the table of indexes; who reads rows holds them against the table as against the lists above
if TYPE_CHECKING:
    IndexName = str
else:
    IndexName = Literal[tuple(BY_CODE)]

KINDS: tuple[str, ...] = get_args(OrganizationKind)
UNITS: tuple[str, ...] = get_args(Unit)

# the values of each breakdown dimension; None: any slug
DIMENSIONS: dict[str, tuple[str, ...] | None] = {
    "activity": ("regular", "thematic", "signs_of_violation", "finance", "duty", "plan"),
    "body": ("committee", "commission", "both"),
    "body_level": ("bloc", "grassroots", "two_levels", "district", "province", "all"),
    "degree": ("doctorate", "master", "university", "postgraduate", "university_or_higher"),
    "event": ("founded", "dissolved", "merged", "transferred_in", "transferred_out"),
    "form": ("reprimand", "warning", "removal", "expulsion", "dissolution", "suspension"),
    "grade": ("excellent", "good", "good_or_better", "completed", "failed", "clean_and_strong", "exemplary", "rated"),
    "group": ("female", "youth_union", "ethnic_minority", "religious", "enterprise", "rural", "student", "other"),
    "incumbency": ("re_elected", "first_time"),
    "member_rank": ("committee_member",),
    "scope": None,
    "set_by": None,
    "subject": ("grassroots_organization", "committee", "sectional_committee", "cell", "other"),
    "theory": ("advanced", "intermediate", "elementary"),
    "violation": None,
    "visits": ("yes",),
}
# who set a target: it answers a question that does not ask for it as well
SETTER = "set_by"
# values of a dimension that contain other values of it (rule 6 of the design)
CONTAINED_VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("body", "both"): ("committee", "commission"),
    ("body_level", "two_levels"): ("bloc", "grassroots"),
    ("body_level", "all"): ("bloc", "grassroots", "two_levels", "district", "province"),
    ("degree", "university_or_higher"): ("university", "postgraduate", "master", "doctorate"),
    ("degree", "postgraduate"): ("master", "doctorate"),
    ("grade", "good_or_better"): ("excellent", "good"),
    ("grade", "clean_and_strong"): ("exemplary",),
    ("grade", "rated"): ("excellent", "good", "good_or_better", "completed", "failed", "clean_and_strong", "exemplary"),
}
# a slice along one of these is contained in the figure without it
SUBSET_DIMENSIONS = {"group", "member_rank", "degree", "theory", "incumbency", "violation", "form", "subject", "body"}
# a total may be built along these, the first that occurs (rule 6); along no other
SUMMED_DIMENSIONS = ("body", "form", "incumbency", "subject")
# the values that together are the whole; of other dimensions no parts are known to be all, save those in FACTS
COMPLETE_VALUES: dict[str, tuple[str, ...]] = {"body": ("committee", "commission"), "incumbency": ("re_elected", "first_time")}
# the value that wins over the sum of those that it contains
WHOLE_VALUES: dict[str, str] = {"body": "both"}

# each tier contains the next; `administration` is the province's government and joins no sum of Party bodies
TIERS: tuple[tuple[str, ...], ...] = (
    ("province_wide",),
    ("agencies_bloc", "agencies_enterprises_bloc", "enterprises_bloc", "party_agencies", "peoples_committee", "district"),
    ("office", "school", "hospital", "enterprise", "youth_union", "other"),
)
BLOCS = ("agencies_bloc", "agencies_enterprises_bloc", "enterprises_bloc")
# kinds of indicators that count: of persons and bodies there are no halves, and what is counted only grows as more is known
COUNTS = ("stock", "flow")
# the pages' default: agencies blocs with agencies-and-enterprises blocs
DEFAULT_BLOCS = ("agencies_bloc", "agencies_enterprises_bloc")
# a name for both of them, where a kind of body is chosen
BLOCS_TOGETHER = "blocs"


@dataclass(frozen=True)
class Facts:
    """What the rules have to know of an indicator beside its row in indicators.csv."""

    # a stock that a source states for a term: it stands in the term's first year (rule 2)
    of_term: bool = False
    # a summed dimension, and the values of it that together are the whole for this indicator
    complete: tuple[str, tuple[str, ...]] = ("", ())
    # summed dimensions that tell its figures apart, but along which they are never added (rule 6)
    unsummed: tuple[str, ...] = ()
    # a ratio whose numerator is counted over a period, though its row names none: a date in mid-year is only a part
    of_flow: bool = False
    # a share that may be more than 100
    exceeds_whole: bool = False


# an indicator that is not named here, known or new, has the defaults
FACTS: dict[str, Facts] = {
    "executive_committee_size": Facts(of_term=True),
    "standing_committee_size": Facts(of_term=True),
    "inspection_commission_size": Facts(of_term=True),
    "deputy_secretaries": Facts(of_term=True),
    "members_disciplined": Facts(complete=("form", ("reprimand", "warning", "removal", "expulsion"))),
    "organizations_disciplined": Facts(complete=("form", ("reprimand", "warning", "dissolution"))),
    # told by event and subject
    "organizations_changed": Facts(unsummed=("subject",)),
    "admission_target_completion": Facts(of_flow=True, exceeds_whole=True),
}


def facts(indicator: str) -> Facts:
    return FACTS.get(indicator, Facts())


def parse_breakdown(text: str) -> dict[str, str]:
    """`body=committee;subject=cell` as a dict in alphabetical order. ValueError where a part is not dimension=value."""
    parts: dict[str, str] = {}
    for part in filter(None, text.split(";")):
        dimension, equals, value = part.strip().partition("=")
        if not equals or not dimension or not value:
            raise ValueError(f"{part!r} is not dimension=value")
        if dimension in parts:
            raise ValueError(f"dimension {dimension!r} stands twice")
        parts[dimension] = value
    return dict(sorted(parts.items()))


def write_breakdown(parts: dict[str, str]) -> str:
    """The data contract's spelling of a breakdown: dimensions in alphabetical order, joined by `;`."""
    return ";".join(f"{dimension}={value}" for dimension, value in sorted(parts.items()))


@dataclass(frozen=True)
class Province:
    """A province or city under the Centre, of the 63 before 2025-07-01 or of the 34 since."""

    province: str
    code: str
    iso: str
    name_vi: str
    name_en: str
    kind: Literal["province", "city"]
    region: str
    region34: str
    valid_from: str
    valid_to: str
    successor: str
    aliases: str

    @property
    def place(self) -> str:
        """The unit of the 34 that its territory belongs to."""
        return self.successor or self.province


@dataclass(frozen=True)
class Organization:
    """A Party body, or a province's administration."""

    organization: str
    province: str
    level: Level
    kind: OrganizationKind
    name_vi: str
    name_en: str
    parent: str
    valid_from: str
    valid_to: str
    aliases: str


@dataclass(frozen=True)
class Indicator:
    """What is counted or rated; its kind decides what may be added."""

    indicator: str
    topic: Topic
    name_vi: str
    name_en: str
    unit: Unit
    kind: IndicatorKind
    numerator: str
    denominator: str
    breakdowns: str
    better: Better
    part_of: str
    definition_vi: str
    definition_en: str
    phrases: str

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(filter(None, self.breakdowns.split(";")))


@dataclass(frozen=True)
class Source:
    """A publication that states figures."""

    source: str
    publisher: str
    published: str
    url: str
    file: str
    note: str


@dataclass(frozen=True)
class Observation:
    """A value that a source states: its key (source, body, indicator, breakdown, unit, period, status) and what describes it."""

    source: str
    organization: str
    indicator: str
    breakdown: str
    value: float
    unit: Unit
    denominator: float | None
    qualifier: Qualifier
    period_type: PeriodKind
    period: str
    status: Status
    quote: str
    line: int | None
    note: str
    quote_status: QuoteStatus = "unverified"
    # decimals as written, so that a rounded share is known from an exact one
    decimals: int = 0
    # where the row stands in its file, for messages; and the file, where it is not the data folder's own
    row: int = 0
    place: str = ""


@dataclass(frozen=True)
class Ranking:
    """A province's rank, score or both in one yearly index, of the list of 63 or of 34."""

    index: IndexName
    year: int
    province: str
    boundary: ProvinceList
    rank: int | None
    score: float | None
    rank_status: Literal["reported", "derived", ""]
    score_status: Literal["reported", "derived", ""]
    source_url: str
    publisher: str
    published: str
    confidence: Literal["high", "medium"]
    note: str
    score_decimals: int = 0
    row: int = 0
    place: str = ""


@dataclass(frozen=True)
class Ratio:
    """How a ratio is recomputed: numerator ÷ denominator × scale."""

    numerator: str
    denominator: str
    scale: float = 100
    numerator_breakdown: str = ""
    # dimensions of the numerator that the denominator, the whole, does not have
    narrows_numerator: tuple[str, ...] = ()
    # 0: the denominator of the same year; -1: of the end of the year before
    denominator_year: int = 0
    # the denominator is a target of its indicator instead of a reported value
    denominator_is_target: bool = False
    # both numbers must be of one statement: one figure's own two, or one source's of one date
    of_one_statement: bool = False


@dataclass(frozen=True)
class Metric:
    """A calculation that can be asked for: what it counts, how it may be added, what it is called."""

    metric: str
    topic: Topic
    name_vi: str
    name_en: str
    unit: str
    kind: str
    better: Better
    definition_vi: str
    definition_en: str
    # the indicator whose stated values answer it, in `unit`; and the breakdown that the metric itself fixes
    indicator: str
    dimensions: tuple[str, ...] = ()
    # units in which its indicator's stated values may be asked for
    units: tuple[str, ...] = ()
    ratio: Ratio | None = None
    # the metric is the places gained in this rank since the year before
    change_of: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked: a metric, the columns to answer by, and the filters. Empty means no filter."""

    metric: str
    by: tuple[str, ...] = ("province", "year")
    provinces: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    boundary: Boundary = "reported"
    breakdown: str = ""
    unit: str = ""
    compare: Comparison | None = None


class Mark(StrEnum):
    """What limits a row, in the order in which `status` writes it; a row without any mark is complete."""

    PARTIAL = "partial"
    AT_LEAST = "at_least"
    SUM_OF_PARTS = "sum_of_parts"
    DISPUTED = "disputed"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class OtherValue:
    """What another source states about the same."""

    value: float
    source: str
    qualifier: str = "eq"


@dataclass(frozen=True, slots=True)
class Covers:
    """What a row covers, and what it lacks. As text it stands in csv and on the terminal only: `files.export.covers_text`."""

    # codes of dates and periods used: 2024, 2024-H1, 2024-12-31; years that one body's sum adds are joined by `+`
    periods: tuple[str, ...] = ()
    # (dimension, value) of figures narrower than what was asked for
    narrowed_by: tuple[tuple[str, str], ...] = ()
    # of a sum over provinces that some of them are silent in: how many report, of how many
    reporting: int | None = None
    expected: int | None = None
    # predecessors of a merged unit that state nothing
    missing: tuple[str, ...] = ()
    # kinds of body added together, where they are several
    kinds: tuple[str, ...] = ()
    # what other sources state, the lowest first
    disputed: tuple[OtherValue, ...] = ()
    # of a rank: the length of its list; and of the year before, where the row is compared with it
    ranked_units: int | None = None
    ranked_units_before: int | None = None
    # changes of method between the two years compared, by their codes: PAPI 2018
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer: its key by column (`row["province"]` reads it), how much, what limits it, and what it rests on."""

    # the `by` columns in their order
    key: Mapping[str, Any]
    value: float
    unit: str
    qualifier: str
    marks: frozenset[Mark]
    covers: Covers
    # slugs of sources; of a rank or score the address that published it
    sources: tuple[str, ...]
    # numbers of the observations that enter the value, as in `Evidence.ids`
    ids: tuple[int, ...]
    # where a comparison was asked for: the year before or the target; value − previous (of ranks the places gained); and
    # change ÷ previous × 100, or value ÷ target × 100. None where it cannot be told
    previous: float | None = None
    change: float | None = None
    change_percent: float | None = None
    # numbers of the observations that enter `previous`
    previous_ids: tuple[int, ...] = ()
    # their sources, and what limits the figure that they make
    previous_sources: tuple[str, ...] = ()
    previous_marks: frozenset[Mark] = frozenset()
    # rule 9: what `previous` is, and what `change` and `change_percent` are of a value and a previous with these qualifiers
    previous_qualifier: str = ""
    change_qualifier: str = ""
    # the value is no rank, but the places gained in one since the year before
    is_gain: bool = False

    def __getitem__(self, column: str) -> Any:
        """A cell of the key. Raises KeyError for what was not asked by."""
        return self.key[column]

    @property
    def has_value(self) -> bool:
        """Has it a value? Every row of an answer has; a table of ranks lists provinces without one too."""
        return True

    @property
    def all_ids(self) -> tuple[int, ...]:
        """Every observation behind the row, in rising order."""
        return tuple(sorted({*self.ids, *self.previous_ids}))

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The sources of the row, then those of what it is compared with."""
        return tuple(dict.fromkeys((*self.sources, *self.previous_sources)))


@dataclass(frozen=True)
class Evidence:
    """The observations behind a question: their own columns, where they were published, and whether they enter the answer.

    `rows` holds one tuple an observation in the order of `columns`; `ids` their numbers, to which `Row.ids` refers.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Result:
    """The rows that answer one question, with the SQL that made them and the reasons for cells left blank."""

    question: Question
    metric: Metric
    rows: tuple[Row, ...]
    # sentences about cells that cannot be answered
    blanks: tuple[Message, ...] = ()
    sql: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
