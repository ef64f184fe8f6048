"""What holds at a place in a text: values, never changed, only replaced by others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from metrics.extract.committees import Actor
from metrics.extract.dating import Carried
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.owners import Owner
from metrics.extract.periods import Stretch
from metrics.extract.rules import LISTED_BODIES
from metrics.extract.values import replaced_often


@replaced_often
class Memory(NamedTuple):
    """What the sentences before leave to one: periods, who acted, what was done, and the figures that others refer to."""

    carried: Carried = Carried()
    actor: Actor | None = None
    # the committee or commission last named with its level
    office: Actor | None = None
    # the commission last named with its level, which `Ủy ban` means
    commission: Actor | None = None
    # the body that the sentence told of from its first words, and the line on which it stands
    topic: tuple[Owner, int] | None = None
    # another province of which a sentence of the same line told, and whether it opened the line; that of the heading above
    told: tuple[Owner, int, bool] | None = None
    section: Owner | None = None
    # the numbered section of the sentence before, and its line
    part: int = 0
    line: int = 0
    act: str = ""
    # whether the sentence before set a target
    target: bool = False
    # whether it told nothing else
    only_aimed: bool = False
    # whether the last figure was of what is planned
    planned: bool = False
    # the years of the section in which all is aimed at
    aim: Stretch | None = None
    # the figure before; the last count of persons; the last count of the admitted
    last: Figure | None = None
    head: Figure | None = None
    admitted: Figure | None = None
    # the indicator of the last rating
    rated: str = ""
    # the sentence that last named badges of the Party
    badges_at: int = -9
    # the sentence that last told of persons who are proposed, and of nothing else
    proposed_at: int = -9
    # whom the class that was told of is for: a noun's code
    taught: str = ""
    # the total and the share whose items may follow, and the sentence in which they or an item stand
    listed: Figure | None = None
    ratio: Figure | None = None
    listed_at: int = -1
    # the last total of each indicator, the newest last
    totals: tuple[Figure, ...] = ()

    def one_further(self) -> Memory:
        """After a sentence that gives no figure: it keeps no list from going on."""
        return self._replace(listed_at=self.listed_at + 1)

    def total(self, indicator: str) -> Figure | None:
        """The last total of an indicator."""
        return next((one for one in reversed(self.totals) if one.indicator == indicator), None)

    def with_figures(self, figures: Sequence[Figure], carried: Carried) -> Memory:
        """With a figure, that of the upper end of its range where it is one, and the periods that are carried after it."""
        figure = figures[0]
        whole = not figure.breakdown
        return self._replace(
            carried=carried,
            last=figures[-1],
            head=figure if whole and figure.unit == "person" and figure.rule != LISTED_BODIES else self.head,
            admitted=figure if whole and figure.indicator == "members_admitted" else self.admitted,
            rated=figure.indicator if figure.indicator.endswith("_rated") else self.rated,
        )


@replaced_often
class Scope(NamedTuple):
    """What holds at a place in a sentence: whose figures, who acts, what is done, what the words announce, what was read.

    The first seven are slots of a clause: brackets inherit them and lose them at their end. The others run on through the sentence.
    """

    body: str
    body_kind: str
    act: str = ""
    # the token at which the act stands, -1 before any
    act_at: int = -1
    actor: Actor | None = None
    form: str = ""
    target: bool = False
    planned: bool = False
    in_progress: bool = False
    # whether the sentence has set a target anywhere
    aimed: bool = False
    # the act last named, which `dẫn đầu`, `tiếp đến` go on with
    last_act: str = ""
    # what follows is a norm (`mỗi …`, `bình quân …`) and no figure
    norm: bool = False
    # after `trong đó`
    subset: bool = False
    # after `con số này`
    same: bool = False
    yearly: bool = False
    thematic: bool = False
    committee: Mark | None = None
    figures: tuple[Figure, ...] = ()
    # the codes of the nouns counted so far
    nouns: tuple[str, ...] = ()
    memory: Memory = Memory()

    def owned_by(self, owner: Owner) -> Scope:
        """The same of another body."""
        return self._replace(body=owner[0], body_kind=owner[1])

    def outside(self, around: Scope) -> Scope:
        """After a bracket: the slots are again those of the clause around it, and so is that of which shares are told."""
        memory, before = self.memory, around.memory
        if memory.head is not None and before.head is not None and memory.head.status == "target" != before.head.status:
            # `kết nạp 9.640 đảng viên, đạt 68,8% mục tiêu (14.000 đảng viên). Nữ chiếm 45,2%`
            memory = memory._replace(head=before.head, admitted=before.admitted)
        return self._replace(
            memory=memory,
            body=around.body,
            body_kind=around.body_kind,
            act=around.act,
            act_at=around.act_at,
            actor=around.actor,
            form=around.form,
            target=around.target,
        )
