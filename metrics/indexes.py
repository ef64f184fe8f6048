"""The yearly indexes that rank provinces, a row each: a further one needs its row here, and its ranks in rankings.csv."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.errors import N_

EVERY_YEAR = range(2000, 2100)


@dataclass(frozen=True)
class Index:
    """One index as rankings.csv, the metrics, the pages and the reader of articles know it."""

    # in rankings.csv, and where a break of its method is named
    code: str
    # its metrics are `prefix_rank` and `prefix_score`
    prefix: str
    # within the names of its metrics, for folders whose indicators.csv does not define them
    name_vi: str
    name_en: str
    # the end of its scale, which begins at 0
    highest_score: int
    # what it measures, and who publishes it
    blurb: str
    # how articles name it, in the patterns of the reader's lexicon
    phrases: tuple[str, ...]
    # the publisher gives scores and no ranks: a rank is their order, computed here
    ranks_are_order: bool = False
    # years in which some units were left out: *r of n* counts those ranked, else the list in force
    left_units_out: range = range(0)
    # the first year of each new method, and what it changed
    methods: tuple[tuple[int, str], ...] = ()
    # what to know of the ranks of each year from the first on
    remark: str = ""
    remark_from: int = EVERY_YEAR.stop

    @property
    def rank(self) -> str:
        """The code of the metric of its ranks."""
        return f"{self.prefix}_rank"

    @property
    def score(self) -> str:
        """The code of the metric of its scores."""
        return f"{self.prefix}_score"


INDEXES: tuple[Index, ...] = (
    Index(
        code="PAR",
        prefix="par_index",
        name_vi="chỉ số cải cách hành chính (PAR Index)",
        name_en="PAR Index",
        highest_score=100,
        blurb=N_("PAR Index: how far the provinces carried out administrative reform (Ministry of Home Affairs)."),
        phrases=(
            "(chỉ số |)(par( -|) index|parindex|cải cách hành chính|cchc)( cấp tỉnh|)",
            "chỉ số par( -|)( index|)",
        ),
        methods=(
            (2016, N_("PAR Index: new criteria from 2016")),
            (2021, N_("PAR Index: new criteria from 2021 (Decision 1150)")),
            (2022, N_("PAR Index: new criteria from 2022 (Decision 876)")),
            (2024, N_("PAR Index: new criteria from 2024")),
        ),
    ),
    Index(
        code="SIPAS",
        prefix="sipas",
        name_vi="chỉ số hài lòng (SIPAS)",
        name_en="SIPAS",
        highest_score=100,
        blurb=N_("SIPAS: how satisfied people are with administrative services (Ministry of Home Affairs)."),
        phrases=(
            "(chỉ số |)sipas",
            "(chỉ số |)(mức độ |)(sự |)hài lòng"
            "( của( cá nhân , tổ chức| người dân(( ,| và) (tổ chức|doanh nghiệp)| , tổ chức , doanh nghiệp|))|)"
            "( (đối với|về|với)( sự|) phục vụ( của( các|) cơ quan( hành chính|)( nhà nước|)| hành chính|)|)",
        ),
        methods=((2022, N_("SIPAS: wider scope from 2022")),),
    ),
    Index(
        code="DTI",
        prefix="dti",
        name_vi="chuyển đổi số (DTI)",
        name_en="Digital transformation index",
        highest_score=1,
        blurb=N_("DTI: digital transformation. The index of 2024 was announced for the 34; the list of the 63 exists too."),
        phrases=("(chỉ số |)(dti|(đánh giá |)(mức độ |)chuyển đổi số( cấp tỉnh|))",),
        methods=((2021, N_("DTI: nine main indexes from 2021")), (2022, N_("DTI: eight main indexes from 2022"))),
    ),
    Index(
        code="PAPI",
        prefix="papi",
        name_vi="PAPI",
        name_en="PAPI",
        highest_score=80,
        blurb=N_("PAPI: the publisher (UNDP and partners) avoids ranking; the ranks here are the order of the scores it gives."),
        phrases=("(chỉ số |)papi", "(chỉ số |)hiệu quả quản trị( và|,) hành chính công( cấp tỉnh|)"),
        ranks_are_order=True,
        left_units_out=EVERY_YEAR,
        methods=((2018, N_("PAPI: eight dimensions from 2018")),),
    ),
    Index(
        code="PCI",
        prefix="pci",
        name_vi="năng lực cạnh tranh (PCI)",
        name_en="PCI",
        highest_score=100,
        blurb=N_("PCI: competitiveness as firms see it (VCCI). From 2023 only the first thirty are published."),
        phrases=("(chỉ số |)(pci|năng lực cạnh tranh( cấp tỉnh|))",),
        left_units_out=range(2005, 2006),
        methods=(
            (2009, N_("PCI: recalibrated in 2009")),
            (2013, N_("PCI: recalibrated in 2013")),
            (2017, N_("PCI: recalibrated in 2017")),
            (2021, N_("PCI: recalibrated in 2021")),
        ),
        remark=N_(
            "PCI {year}: the publisher lists the first thirty only; a lower rank was told by the province itself or worked out."
        ),
        remark_from=2023,
    ),
)
BY_CODE = {one.code: one for one in INDEXES}
# by the metric of its ranks
BY_RANK = {one.rank: one for one in INDEXES}
