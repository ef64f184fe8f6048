"""Questions of every kind of answer, for what holds of each file that hands one out; the last has no row."""

from __future__ import annotations

from metrics.vocabulary import DEFAULT_BLOCS, Question

QUESTIONS = (
    Question("party_members", kinds=("province_wide",)),
    Question("party_members", kinds=("province_wide",), boundary="34", by=("region", "year")),
    Question("members_admitted", by=("organization", "period")),
    Question("members_admitted", kinds=DEFAULT_BLOCS, compare="same_period"),
    Question("members_admitted", by=("organization", "year"), compare="target"),
    Question("inspected_organizations", kinds=DEFAULT_BLOCS, by=("year",)),
    Question("grassroots_organizations_rated", by=("kind", "grade", "year"), unit="percent", provinces=("nghe-an",)),
    Question("members_disciplined", by=("form", "kind", "year"), years=(2018, 2022)),
    Question("admission_rate", by=("organization", "year"), years=(2018, 2022)),
    Question("par_index_rank", years=(2023, 2025)),
    Question("par_index_rank_change"),
    Question("papi_score", years=(2024, 2024)),
    Question("members_disciplined_per_1000", by=("organization", "year")),
    Question("party_members", provinces=("nghe-an",), kinds=("hospital",)),
)
