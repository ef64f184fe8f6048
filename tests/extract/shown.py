"""A figure in one line, as the tables of the tests and the reader's own rules write it."""

from __future__ import annotations

from metrics.extract import Figure


def shown(figure: Figure) -> str:
    """Indicator, breakdown = value, unit, bound, status, period @body, where they are not the plain ones."""
    words = [figure.indicator, figure.breakdown, "=", f"{figure.value:g}" if figure.value < 1e5 else f"{figure.value:.0f}"]
    words[-1] += "%" if figure.unit == "percent" else ""
    words[-1] += f"/{figure.denominator:g}" if figure.denominator else ""
    words += [figure.qualifier.removeprefix("eq"), figure.status.removeprefix("reported"), figure.period]
    body = figure.organization.removeprefix("nghe-an.")
    return " ".join(filter(None, [*words, f"@{body}" if body != "province-wide" else ""]))
