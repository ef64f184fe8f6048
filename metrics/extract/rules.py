"""The rules as records: which act on which counted noun is which indicator of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

BODIES = (
    "grassroots",
    "organization",
    "bare_organization",
    "committee",
    "grassroots_committee",
    "cell",
    "grassroots_cell",
    "subordinate_cell",
    "sectional",
    "subordinate_committee",
    "upper_committee",
    "cell_committee",
)
PERSONS = ("member", "new_member", "candidate", "probationary", "full_member", "committee_member", "person", "youth")
# the breakdown `subject` of a count of bodies
SUBJECTS = {
    "grassroots": "grassroots_organization",
    "committee": "committee",
    "grassroots_committee": "committee",
    "subordinate_committee": "committee",
    "upper_committee": "committee",
    "cell_committee": "committee",
    "cell": "cell",
    "grassroots_cell": "cell",
    "subordinate_cell": "cell",
    "sectional": "sectional_committee",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What an act on a noun counts. `subject`: the noun tells the breakdown of that name; `event` of a change of bodies."""

    name: str
    act: str
    nouns: tuple[str, ...]
    indicator: str
    subject: bool = False
    breakdown: tuple[tuple[str, str], ...] = ()


INSPECTIONS = {
    "inspect": "inspected",
    "supervise": "supervised",
    "inspect_supervise": "inspected_or_supervised",
    "violation": "violation_inspected",
}
RULES: tuple[Rule, ...] = (
    *(Rule(f"{act}-bodies", act, BODIES, f"{code}_organizations", subject=True) for act, code in INSPECTIONS.items()),
    *(Rule(f"{act}-members", act, PERSONS, f"{code}_members") for act, code in INSPECTIONS.items()),
    Rule("duty-bodies", "duty", BODIES, "duty_inspected_organizations", subject=True),
    Rule("finance-bodies", "finance", BODIES, "finance_inspected_organizations"),
    Rule("discipline-bodies", "discipline", BODIES, "organizations_disciplined", subject=True),
    Rule("discipline-members", "discipline", PERSONS, "members_disciplined"),
    Rule("suspend-members", "suspend", (*PERSONS, "case"), "members_suspended"),
    Rule("admit-members", "admit", ("member", "new_member", "candidate", "person", "youth"), "members_admitted"),
    Rule("admitting-bodies", "admit", BODIES, "organizations_admitting", subject=True),
    Rule("full-members", "make_full", (*PERSONS, "case"), "probationary_members_made_full"),
    Rule("strike-members", "strike_off", (*PERSONS, "case"), "members_struck_off"),
    Rule("resign-members", "resign", (*PERSONS, "case"), "members_resigned"),
    Rule("out-members", "put_out", (*PERSONS, "case"), "members_put_out"),
    Rule("receive-members", "receive", ("member", "person"), "members_transferred_in"),
    Rule("send-members", "send", ("member", "person"), "members_transferred_out"),
    *(
        Rule(f"{act}-bodies", act, BODIES, "organizations_changed", subject=True, breakdown=(("event", event),))
        for act, event in (
            ("found", "founded"),
            ("dissolve", "dissolved"),
            ("merge", "merged"),
            ("receive", "transferred_in"),
            ("send", "transferred_out"),
        )
    ),
    Rule("found-private", "found", ("private",), "organizations_changed", breakdown=(("event", "founded"), ("subject", "other"))),
    Rule("train-candidates", "train", ("candidate", "youth"), "candidates_trained"),
    Rule("train-new", "train", ("new_member", "probationary"), "new_members_trained"),
    Rule("candidates-sent", "send_to_training", ("candidate", "youth"), "candidates_trained"),
    Rule("sent-to-training", "send_to_training", ("member", "person", "staff", "cadre", "learner"), "people_sent_to_training"),
    Rule("congress-bodies", "congress", BODIES, "congresses_held", subject=True),
    Rule("congress-cells", "congress", ("subordinate_cell",), "cell_congresses_held"),
    Rule("congress-upper", "congress", ("subordinate_committee", "upper_committee"), "upper_congresses_held"),
    Rule("pilot-congress", "pilot", BODIES, "pilot_congresses_held", subject=True),
    Rule("head-is-secretary", "head", BODIES, "head_is_secretary"),
    Rule("badges", "award_badge", ("member", "person"), "party_badges_awarded"),
    Rule("badges", "award_badge", ("badge",), "party_badges_awarded"),
    *(
        Rule(
            f"{act}-awards", act, ("collective", "individual", "person", "member", "organization", "grassroots", "unit"), indicator
        )
        for act, indicator in (
            ("award_order", "labour_orders"),
            ("award_flag", "emulation_flags"),
            ("award_certificate", "merit_certificates"),
        )
    ),
    Rule(
        "commend-collectives",
        "commend",
        ("collective", "unit", "grassroots", "organization", "committee", "cell"),
        "commended_collectives",
    ),
    Rule("commend-individuals", "commend", ("individual", "person", "member"), "commended_individuals"),
    Rule("letters-settled", "settle", ("letter",), "denunciations_resolved"),
    Rule("letters-received", "receive", ("letter",), "denunciations_received"),
    Rule("elected", "elect", ("committee_member",), "committee_members_elected"),
    Rule("procedures", "publish", ("procedure",), "procedures_published"),
    Rule("procedure-lists", "publish", ("procedure_list",), "procedure_lists_published"),
    Rule("processes", "approve", ("process",), "electronic_processes_approved"),
    Rule("resolutions", "plan_documents", ("resolution",), "resolutions_planned"),
    Rule("schemes", "plan_documents", ("scheme",), "schemes_planned"),
    Rule("conclusions", "plan_documents", ("conclusion",), "conclusions_planned"),
)
BY_ACT: dict[tuple[str, str], Rule] = {(rule.act, noun): rule for rule in RULES for noun in rule.nouns}
# what a noun counts where nothing is done to it
PLAIN: dict[str, Rule] = {
    noun: Rule(f"{noun.replace('_', '-')}-stock", "", (noun,), indicator)
    for noun, indicator in (
        ("grassroots", "grassroots_organizations"),
        ("organization", "grassroots_organizations"),
        ("grassroots_committee", "grassroots_committees"),
        ("grassroots_cell", "grassroots_cells"),
        ("subordinate_cell", "subordinate_cells"),
        ("sectional", "sectional_committees"),
        ("subordinate_committee", "subordinate_committees"),
        ("upper_committee", "upper_grassroots_committees"),
        ("private", "private_sector_organizations"),
        ("member", "party_members"),
        ("new_member", "members_admitted"),
        ("probationary", "probationary_members"),
        ("delegate", "congress_delegates"),
        ("deputy", "deputy_secretaries"),
        ("staff", "staff_total"),
        ("session", "inspection_sessions"),
        ("supervision_session", "supervision_sessions"),
        ("order", "labour_orders"),
        ("flag", "emulation_flags"),
        ("certificate", "merit_certificates"),
        ("badge", "party_badges_awarded"),
    )
}
# indicators whose figures carry who acted, and at which level
WITH_ACTOR = frozenset(
    {
        *(f"{code}_{noun}" for code in INSPECTIONS.values() for noun in ("organizations", "members")),
        "duty_inspected_organizations",
        "finance_inspected_organizations",
        "organizations_disciplined",
        "members_disciplined",
        "members_suspended",
        "inspection_sessions",
        "supervision_sessions",
        "denunciations_received",
        "denunciations_resolved",
    }
)
# dimensions of slices that each indicator may carry, where the words name one
SLICED: dict[str, tuple[str, ...]] = {
    "members_admitted": ("group", "degree"),
    "party_members": ("group",),
    "members_disciplined": ("form",),
    "organizations_disciplined": ("form",),
    "people_sent_to_training": ("degree", "theory"),
    "candidates_trained": ("group",),
    "committee_members_elected": ("incumbency", "group"),
}

CONGRESSES = ("congresses_held", "cell_congresses_held", "upper_congresses_held", "pilot_congresses_held")
PROCEDURES = (
    "procedure_lists_published",
    "procedures_published",
    "electronic_processes_approved",
    "dossiers_processed_electronically",
)
# nouns that are awards, and the act of giving each
AWARDS = {"order": "award_order", "flag": "award_flag", "certificate": "award_certificate", "badge": "award_badge"}
# acts that may stand before a number as its label: `xóa tên 90, cho rút 10`
LISTED_ACTS = ("strike_off", "resign", "make_full", "admit", "put_out", "suspend")
COMMITTEE_SIZES = ("executive_committee_size", "standing_committee_size", "inspection_commission_size")
SIZES = {code: Rule(code.replace("_", "-"), "", (), code) for code in (*COMMITTEE_SIZES, "upper_congress_delegates")}
BY_DIMENSION = {"degree": "members_by_degree", "theory": "members_by_political_theory"}
OVER_TARGET = ("members_admitted", "members_rated", "grassroots_organizations_rated")
