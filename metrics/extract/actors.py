"""Who inspects, supervises or disciplines, and at which level, as far as the words tell."""

from __future__ import annotations

from metrics.extract.bodies import BLOC_KINDS
from metrics.extract.marks import Actor
from metrics.extract.owners import Owners
from metrics.extract.scope import Scope


def acting(owners: Owners, scope: Scope) -> tuple[dict[str, str], Scope]:
    """The breakdown by who acts: named in the sentence, else in those before; and what holds after it."""
    actor = scope.actor if scope.actor is not None else scope.memory.actor
    if actor is None:
        return {}, scope
    level = _level(owners, scope.body_kind, actor)
    parts = {"body": actor.body} | ({"body_level": level} if level else {})
    if scope.memory.actor is not actor:
        scope = scope._replace(memory=scope.memory._replace(actor=actor))
    return parts, scope


def _level(owners: Owners, kind: str, actor: Actor) -> str:
    """The level of who acts; `Đảng ủy` and a commission of a bloc have that of the body whose figures they are."""
    if actor.level == "city":
        unit = owners.gazetteer.provinces.get(owners.province)
        return "province" if unit is not None and unit.kind == "city" else "district"
    if actor.level != "own" and (actor.level or actor.body != "commission" or kind not in BLOC_KINDS):
        return actor.level
    if kind in BLOC_KINDS:
        return "bloc"
    return "grassroots" if kind not in ("province_wide", "district") else ""
