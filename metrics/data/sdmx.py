"""How a figure is written in SDMX, and read back: the components of its key and what describes it, their codes, its time period.

docs/machines.md says what each component holds and why.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from metrics.data.cells import cell_text
from metrics.period import Period
from metrics.vocabulary import DIMENSIONS, parse_breakdown, write_breakdown

AGENCY, FLOW, VERSION = "PARTY_METRICS", "FIGURES", "1.0.0"
STRUCTURE_FILE, FIGURES_FILE = "structure.xml", "figures.csv"
# what the first columns of a file hold in every row: these are information about the flow
HEAD = {"STRUCTURE": "dataflow", "STRUCTURE_ID": f"{AGENCY}:{FLOW}({VERSION})", "ACTION": "I"}
# the figure without a breakdown, or without a value of this dimension; what a figure cannot have
TOTAL, NOT_APPLICABLE = "_T", "_Z"
# the components that identify a figure and the columns of the data that they hold, then those of breakdowns
KEYS = {
    "INDICATOR": "indicator",
    "ORGANIZATION": "organization",
    "UNIT_MEASURE": "unit",
    "PERIOD_KIND": "period_type",
    "STATEMENT": "status",
    "QUALIFIER": "qualifier",
    "BOUNDARY": "boundary",
    "SOURCE": "source",
}
BROKEN_DOWN = {dimension.upper(): dimension for dimension in DIMENSIONS}
TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
# what describes a figure: the status by SDMX's own list, then columns of the data
OBS_STATUS = "OBS_STATUS"
DESCRIBED = {
    "REF_AREA": "province",
    "BODY_KIND": "kind",
    "PERIOD": "period",
    "DENOMINATOR": "denominator",
    "CONFLICTS": "conflicts",
    "QUOTE": "quote",
    "QUOTE_STATUS": "quote_status",
    "NOTE": "note",
    "SOURCE_LINE": "line",
    "PUBLISHER": "publisher",
    "PUBLISHED": "published",
    "URL": "url",
}
COLUMNS = (*HEAD, *KEYS, *BROKEN_DOWN, TIME, VALUE, OBS_STATUS, *DESCRIBED)
# what a file of ours is known by
MARKS = {"STRUCTURE", "STRUCTURE_ID", TIME, VALUE}
# a source that has no slug, a page of ranks, has a code made of its address
ADDRESS = "URL_"
NOT_OBSERVED = {"target": "F", "planned": "F", "derived": "I"}


def sdmx_cells(figure: Mapping[str, Any]) -> dict[str, str]:
    """A figure, its columns by name, as the cells of a row by `COLUMNS`. Texts are in one line; what is not stated is empty."""
    breakdown = parse_breakdown(figure["breakdown"])
    coded = {**figure, "organization": body_code(figure["organization"]), "source": source_code(figure["source"])}
    coded["boundary"] = figure["boundary"] or NOT_APPLICABLE
    return {
        **HEAD,
        **{component: coded[column] for component, column in KEYS.items()},
        **{component: breakdown.get(dimension, TOTAL) for component, dimension in BROKEN_DOWN.items()},
        TIME: time_period(figure["period_type"], figure["period"]),
        VALUE: cell_text(figure["value"]),
        OBS_STATUS: obs_status(figure["status"], figure["qualifier"], bool(figure["conflicts"])),
        **{component: " ".join(cell_text(figure[column]).split()) for component, column in DESCRIBED.items()},
    }


def data_cells(row: Mapping[str, str]) -> dict[str, str]:
    """The columns of a figure that a row of SDMX-CSV holds, the inverse of `sdmx_cells`; a component that it lacks is empty."""
    parts = {dimension: row.get(component, "") for component, dimension in BROKEN_DOWN.items()}
    source = row.get("SOURCE", "")
    return {
        **{column: row.get(component, "") for component, column in {**KEYS, **DESCRIBED}.items()},
        "organization": row.get("ORGANIZATION", "").replace("_", "."),
        "source": row.get("URL", "") if source.startswith(ADDRESS) else source,
        "breakdown": write_breakdown({dimension: value for dimension, value in parts.items() if value not in ("", TOTAL)}),
        "value": row.get(VALUE, ""),
    }


# codes ---------------------------------------------------------------------------------------------------------------------------
def body_code(slug: str) -> str:
    """The code of a body: `nghe-an.agencies-bloc` is `nghe-an_agencies-bloc`, as no code may hold a point."""
    return slug.replace(".", "_")


def source_code(source: str) -> str:
    """The code of a source: its slug, or one made of its address."""
    if re.fullmatch(r"[a-z0-9-]+", source):
        return source
    return f"{ADDRESS}{hashlib.sha256(source.encode()).hexdigest()[:16]}"


def obs_status(status: str, qualifier: str, disputed: bool) -> str:
    """A figure's status in SDMX's own code list. Of several that fit SDMX's order decides: I, F, E, P, U, then A, normal."""
    if status in NOT_OBSERVED:
        return NOT_OBSERVED[status]
    if qualifier != "eq":
        return "E"
    if status == "in_progress":
        return "P"
    return "U" if disputed else "A"


# time ----------------------------------------------------------------------------------------------------------------------------
def time_period(kind: str, code: str) -> str:
    """A period as SDMX writes time: 2017, 2018-02, 2020-08-16, 2022-Q1, 2024-S1; what has no form there as 2020-01-01/P9M."""
    if kind == "half_year":
        return code.replace("-H", "-S")
    if kind in ("nine_months", "range", "term"):
        period = Period.parse(kind, code)
        return f"{period.start.isoformat()}/{_duration(period)}"
    return code


def _duration(period: Period) -> str:
    """How long a period is, in the largest of years, months and days that it consists of."""
    after = period.end + dt.timedelta(days=1)
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    if after.day != period.start.day:
        return f"P{(after - period.start).days}D"
    return f"P{months}M" if months % 12 else f"P{months // 12}Y"
