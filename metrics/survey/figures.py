"""Every figure with what tells it apart and what contradicts it, for those who take the whole data set into other programs."""

from __future__ import annotations

from typing import Any

from metrics.data.cells import cell_text
from metrics.store.store import Store
from metrics.survey.listing import Search, observations
from metrics.survey.remarks import found

# what stands in a figure beside `listing.COLUMNS`: the list of provinces of a rank, its place, who contradicts it
MORE = ("boundary", "province", "kind", "conflicts")


def figures(store: Store, search: Search) -> list[dict[str, Any]]:
    """The observations that a search finds, a dict each: `listing.COLUMNS` and `MORE`, newest period first.

    `conflicts` names the other values that cannot hold beside it, each with its source: `188 (north-008); ge 190 (seed-000)`.
    """
    listed = observations(store, search, more=("id", "boundary")).dicts()
    against = _contradicted(store)
    told = listed if search == Search() else observations(store, Search(), more=("id",)).dicts()
    by_number = {one["id"]: one for one in told if against}
    bodies = store.names.organizations
    for one in listed:
        body, number = bodies.get(one["organization"]), one.pop("id")
        one["province"] = one["organization"].partition(".")[0]
        # a province's government has ranks without a row of its own
        one["kind"] = body.kind if body else "administration"
        others = [by_number[other] for other in against.get(number, ())]
        one["conflicts"] = "; ".join(_stated(other) for other in others)
    return listed


def _contradicted(store: Store) -> dict[int, list[int]]:
    """The numbers of the figures that contradict one, by its number; figures of one value do not contradict one another."""
    against: dict[int, list[int]] = {}
    for remark in found(store, ("dispute",)):
        counted, *others = remark.observations
        for other in others:
            against.setdefault(counted, []).append(other)
            against.setdefault(other, []).append(counted)
    return against


def _stated(figure: dict[str, Any]) -> str:
    qualifier = "" if figure["qualifier"] == "eq" else f"{figure['qualifier']} "
    return f"{qualifier}{cell_text(figure['value'])} ({figure['source']})"
