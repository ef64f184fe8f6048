"""The words for codes: what the interface calls each kind, unit, status, dimension, value, region and column, in English.

`N_` marks a text for the catalogue; `wording` translates it.
"""

from __future__ import annotations

from metrics.errors import N_
from metrics.vocabulary import Mark

KINDS = {
    "province_wide": N_("Province-wide Party organisation"),
    "agencies_bloc": N_("Agencies bloc"),
    "agencies_enterprises_bloc": N_("Agencies and enterprises bloc"),
    "enterprises_bloc": N_("Enterprises bloc"),
    "party_agencies": N_("Party agencies"),
    "peoples_committee": N_("Party organisation of the People's Committee"),
    "district": N_("District Party organisation"),
    "office": N_("Office or department"),
    "school": N_("School"),
    "hospital": N_("Hospital"),
    "enterprise": N_("Enterprise"),
    "youth_union": N_("Youth Union"),
    "administration": N_("Provincial administration"),
    "other": N_("Other body"),
}

UNITS = {
    "person": N_("people"),
    "organization": N_("organisations"),
    "percent": N_("%"),
    "permille": N_("‰"),
    "case": N_("cases"),
    "document": N_("documents"),
    "rank": N_("rank"),
    "score": N_("points"),
    "award": N_("awards"),
}
# of one alone, for the units that are said with their number
ONE = {"person": N_("person"), "organization": N_("organisation"), "document": N_("document"), "score": N_("point")}

TOPICS = {
    "organization": N_("Party organisations"),
    "membership": N_("Membership"),
    "admission": N_("Admission"),
    "quality": N_("Quality ratings"),
    "inspection": N_("Inspection and supervision"),
    "discipline": N_("Discipline"),
    "congress": N_("Congresses"),
    "qualification": N_("Qualifications"),
    "procedure": N_("Procedures and documents"),
    "award": N_("Awards"),
    "reform": N_("Reform rankings"),
}

METRIC_KINDS = {
    "flow": N_("counted over a period"),
    "stock": N_("held at a date"),
    "ratio": N_("ratio"),
    "rank": N_("ranking"),
    "rank_change": N_("change in rank"),
    "score": N_("score"),
}

# label and explanation of a row without marks, and of each mark
COMPLETE = (N_("complete"), N_("The figure covers the whole period and every unit asked for."))
MARKS: dict[Mark, tuple[str, str]] = {
    Mark.PARTIAL: (
        N_("partial period"),
        N_("Only part of the period is covered, such as the first six months; do not compare it with a full year."),
    ),
    Mark.AT_LEAST: (
        N_("at least (units or parts missing)"),
        N_("Some units or parts are not stated and are left out of the sum; the true figure is this or higher."),
    ),
    Mark.SUM_OF_PARTS: (
        N_("sum of parts"),
        N_("No source states the total; it was added up from the parts that sources state."),
    ),
    Mark.DISPUTED: (
        N_("sources disagree"),
        N_("Sources give values that cannot both hold; the newest published is shown and the others are listed."),
    ),
    Mark.DERIVED: (
        N_("derived"),
        N_("No source reports the figure; it was worked out from other stated figures."),
    ),
}

# what an observation states
OBSERVATION_STATUSES = {
    "reported": N_("reported"),
    "target": N_("target"),
    "planned": N_("planned"),
    "in_progress": N_("in progress"),
    "change": N_("increase or decrease"),
    "over_target": N_("excess over target"),
    "derived": N_("derived"),
}

# how the words of a figure are known
QUOTE_STATUSES = {
    "verbatim": N_("verbatim"),
    "cell": N_("by the table"),
    "unverified": N_("by the source (not compared word by word)"),
}

QUALIFIERS = {
    "eq": N_("exact"),
    "gt": N_("more than"),
    "ge": N_("or more"),
    "lt": N_("less than"),
    "le": N_("at most"),
    "approx": N_("about"),
}

# why an observation does not enter an answer
UNUSED = {
    "no index year": N_("the source does not say which year the index measures"),
    "another unit": N_("stated in another unit"),
    "a part": N_("a part of the total"),
    "derived where a figure is reported": N_("derived, and a reported figure stands"),
    "its period enters no year": N_("its period does not make up a year"),
    "another figure of the year counts": N_("another figure of the year counts"),
    "a later year counts": N_("a later year counts"),
    "several bodies of one kind (the query has no row)": N_("several bodies of one kind in one province are never added"),
    "not told by the dimension asked for": N_("it does not tell apart what is asked for"),
    "of the other list of provinces": N_("of the other list of provinces"),
    "ranks, scores and shares are never rebased": N_("ranks, scores and shares of the 63 are never those of the 34"),
    "a predecessor of the merged unit is missing": N_("a predecessor of the merged unit is missing"),
    "its counterpart in the ratio is not known": N_("its counterpart in the ratio is not known"),
}

# what a refusal names
NEVER_ADDED = {"ranks": N_("ranks"), "scores": N_("scores"), "percentages": N_("percentages")}

PERIOD_KINDS = {
    "as_of": N_("as of a date"),
    "month": N_("month"),
    "quarter": N_("quarter"),
    "half_year": N_("half-year"),
    "nine_months": N_("nine months"),
    "year": N_("year"),
    "range": N_("stretch of time"),
    "term": N_("term"),
}

BOUNDARIES = {
    "reported": N_("As reported"),
    "63": N_("63 provinces (before 7/2025)"),
    "34": N_("34 provinces (since 7/2025)"),
}

COMPARISONS = {
    "previous_year": N_("against the previous year"),
    "same_period": N_("against the same period of the previous year"),
    "target": N_("against the target"),
}

DIMENSIONS = {
    "activity": N_("Inspection activity"),
    "body": N_("Carried out by"),
    "body_level": N_("Level that carried it out"),
    "degree": N_("Professional degree"),
    "event": N_("Organisational change"),
    "form": N_("Form of discipline"),
    "grade": N_("Grade"),
    "group": N_("Group of members"),
    "incumbency": N_("Re-elected or first-time"),
    "member_rank": N_("Standing of the member"),
    "scope": N_("Ranked within"),
    "set_by": N_("Target set by"),
    "subject": N_("Kind of organisation counted"),
    "theory": N_("Political-theory level"),
    "violation": N_("Content of the violation"),
    "visits": N_("Counted by occurrence"),
}

VALUES = {
    ("activity", "regular"): N_("regular"),
    ("activity", "thematic"): N_("thematic"),
    ("activity", "signs_of_violation"): N_("upon signs of violation"),
    ("activity", "finance"): N_("Party finance"),
    ("activity", "duty"): N_("inspection and discipline duty"),
    ("activity", "plan"): N_("under the programme or plan"),
    ("body", "committee"): N_("Party committee"),
    ("body", "commission"): N_("inspection commission"),
    ("body", "both"): N_("Party committee and inspection commission"),
    ("body_level", "bloc"): N_("bloc level"),
    ("body_level", "grassroots"): N_("grassroots level"),
    ("body_level", "two_levels"): N_("two levels (bloc and grassroots)"),
    ("body_level", "district"): N_("district level"),
    ("body_level", "province"): N_("province level"),
    ("body_level", "all"): N_("all levels"),
    ("degree", "doctorate"): N_("doctorate"),
    ("degree", "master"): N_("master's degree"),
    ("degree", "university"): N_("university degree"),
    ("degree", "postgraduate"): N_("postgraduate degree"),
    ("degree", "university_or_higher"): N_("university degree or higher"),
    ("event", "founded"): N_("founded"),
    ("event", "dissolved"): N_("closed down"),
    ("event", "merged"): N_("merged"),
    ("event", "transferred_in"): N_("transferred in"),
    ("event", "transferred_out"): N_("transferred out"),
    ("form", "reprimand"): N_("reprimand"),
    ("form", "warning"): N_("warning"),
    ("form", "removal"): N_("removal from post"),
    ("form", "expulsion"): N_("expulsion"),
    ("form", "dissolution"): N_("dissolution"),
    ("form", "suspension"): N_("suspension"),
    ("grade", "excellent"): N_("tasks completed excellently"),
    ("grade", "good"): N_("tasks completed well"),
    ("grade", "good_or_better"): N_("tasks completed well or better"),
    ("grade", "completed"): N_("tasks completed"),
    ("grade", "failed"): N_("tasks not completed"),
    ("grade", "clean_and_strong"): N_("clean and strong"),
    ("grade", "exemplary"): N_("exemplary clean and strong"),
    ("grade", "rated"): N_("rated in all"),
    ("group", "female"): N_("women"),
    ("group", "youth_union"): N_("Youth Union members"),
    ("group", "ethnic_minority"): N_("ethnic minorities"),
    ("group", "religious"): N_("followers of a religion"),
    ("group", "enterprise"): N_("in enterprises"),
    ("group", "rural"): N_("in rural areas"),
    ("group", "student"): N_("students"),
    ("group", "other"): N_("other groups"),
    ("incumbency", "re_elected"): N_("re-elected"),
    ("incumbency", "first_time"): N_("elected for the first time"),
    ("member_rank", "committee_member"): N_("committee member"),
    ("set_by", "bloc"): N_("the bloc"),
    ("set_by", "province"): N_("the province"),
    ("subject", "grassroots_organization"): N_("grassroots Party organisation"),
    ("subject", "committee"): N_("grassroots Party committee"),
    ("subject", "sectional_committee"): N_("sectional Party committee"),
    ("subject", "cell"): N_("Party cell"),
    ("subject", "other"): N_("other organisation"),
    ("theory", "advanced"): N_("advanced"),
    ("theory", "intermediate"): N_("intermediate"),
    ("theory", "elementary"): N_("elementary"),
    ("violation", "corruption"): N_("corruption and wrongdoing"),
    ("violation", "democratic_centralism_regulations"): N_("democratic centralism, working regulations"),
    ("violation", "ethics_lifestyle"): N_("ethics and way of life"),
    ("violation", "forbidden_conduct"): N_("what Party members must not do"),
    ("violation", "irresponsibility"): N_("irresponsibility"),
    ("violation", "population_policy"): N_("population policy"),
    ("visits", "yes"): N_("by occurrence, not by distinct body or person"),
}

REGIONS = {
    "bac-trung-bo": N_("North Central"),
    "bac-trung-bo-va-duyen-hai-mien-trung": N_("North Central and Central Coast"),
    "dong-bang-song-cuu-long": N_("Mekong River Delta"),
    "dong-bang-song-hong": N_("Red River Delta"),
    "dong-nam-bo": N_("South East"),
    "duyen-hai-nam-trung-bo-va-tay-nguyen": N_("South Central Coast and Central Highlands"),
    "tay-nguyen": N_("Central Highlands"),
    "trung-du-va-mien-nui-phia-bac": N_("Northern Midlands and Mountains"),
}

# headings of tables on screen; in downloads the codes themselves stand in the header
COLUMNS = {
    "province": N_("Province or city"),
    "organization": N_("Body"),
    "kind": N_("Kind of body"),
    "region": N_("Region"),
    "year": N_("Year"),
    "period": N_("Period"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "qualifier": N_("Accuracy"),
    "status": N_("State"),
    "covers": N_("Covers"),
    "figures": N_("Figures added"),
    "sources": N_("Sources"),
    "previous": N_("Previous value"),
    "change": N_("Change"),
    "change_percent": N_("Change, %"),
    "previous_qualifier": N_("Accuracy of what is compared with"),
    "change_qualifier": N_("Accuracy of the change"),
    "previous_sources": N_("Sources of what is compared with"),
    "metric": N_("Metric"),
    "indicator": N_("Indicator"),
    "breakdown": N_("Breakdown"),
    "denominator": N_("Out of"),
    "period_type": N_("Kind of period"),
    "quote": N_("Words of the source"),
    "line": N_("Line"),
    "note": N_("Note"),
    "quote_status": N_("How the words are known"),
    "source": N_("Source"),
    "publisher": N_("Publisher"),
    "published": N_("Published"),
    "url": N_("Link"),
    "used": N_("Used"),
    "topic": N_("Topic"),
    "definition": N_("Definition"),
    "dimension": N_("Dimension"),
    "dimensions": N_("Breakdowns"),
    "origin": N_("How the rank is known"),
    "tied_with": N_("Same rank as"),
    "known": N_("Ranks known that year"),
    "exist": N_("Provinces that exist"),
    "score": N_("Score"),
    "score_status": N_("State of the score"),
    "previous_score": N_("Previous score"),
    "region_place": N_("Order in the region (computed here)"),
    "region_ranked": N_("Members with a known rank"),
    "region_members": N_("Members of the region"),
    "per_1000": N_("Per 1,000 members"),
    "per_1000_qualifier": N_("Accuracy per 1,000 members"),
    "members": N_("Members of the same body"),
    "rank": N_("Rank"),
    "ranked_units": N_("Units ranked"),
    "instead": N_("Stated of the year instead"),
    "second_value": N_("Second value"),
    "second_unit": N_("Unit of the second value"),
    "second_qualifier": N_("Accuracy of the second value"),
    "second_status": N_("State of the second value"),
    "second_covers": N_("What the second value covers"),
}
# of these where a target is what is compared with: the distance from it is no rise or fall
TARGET_COLUMNS = {
    "previous": N_("Target"),
    "change": N_("Difference from the target"),
    "change_percent": N_("Completion"),
}
