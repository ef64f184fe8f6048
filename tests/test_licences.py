"""Every package that is installed has a licence that goes with the project's own; docs/licences.md lists them."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.folders import PROJECT

PINNED = re.findall(r"^([a-z0-9-]+)==", (PROJECT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
# and what the extra `bench` pins itself
PINNED += re.findall(r'^    "([a-z0-9-]+)==', (PROJECT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
# a row's first word → what a package says of itself then
SAYS = {
    "MIT": r"\bMIT",
    "BSD": r"BSD|^=+$",
    "Apache-2.0": r"Apache",
    "Python": r"PSF|Python Software|matplotlib",
    "MPL": r"MPL|Mozilla",
}
# states no licence in its package; docs/licences.md says more
SILENT = "axe-playwright-python"


def listed() -> dict[str, str]:
    """The first word of the licence by the name of the package."""
    rows = re.findall(
        r"^\| ([\w.-]+)[^|]*\| ([a-z0-9, -]+) \|$", (PROJECT / "docs" / "licences.md").read_text("utf-8"), re.MULTILINE
    )
    return {name: licence for licence, names in rows for name in names.split(", ") if licence in SAYS}


def test_every_pinned_package_is_listed_once():
    assert sorted(listed()) == sorted(PINNED)


@pytest.mark.parametrize("name", PINNED)
def test_a_package_states_the_licence_that_is_listed(name: str):
    try:
        told = metadata(name)
    except PackageNotFoundError:
        pytest.skip("another system's package")
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
    expressed = told.get_all("License-Expression") or []
    stated = [*expressed, *classifiers, *(one.partition("\n")[0] for one in told.get_all("License") or [])]
    assert name == SILENT or any(re.search(SAYS[listed()[name]], one) for one in stated), stated
