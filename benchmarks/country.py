"""A data folder of the whole country's size, made up by a seed: all provinces and their successors, the organizations under them.

    python -m benchmarks.country --rows 1000000 --out /tmp/country

Twenty years of fifty series for each organization, half-years, breakdowns, sources that disagree, qualifiers, gaps and targets,
with sources and quotes. 54 million figures are those of 52,000 grassroots organizations under districts and blocs; fewer figures
have fewer of these. `python -m metrics check --data /tmp/country` finds nothing wrong. The figures mean nothing. Written as Parquet
by DuckDB, or with --csv as CSV; provinces, indicators and rankings are those of seeds/.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from metrics.data.rows import FILES
from tests.folders import SEEDS

# the last year before the merger, and how many years a country is told of that is not small
LAST, YEARS = 2024, 20
PROVINCES, DISTRICTS = 63, 10
# bodies that any country has: of the provinces and of the merged units
BODIES_AT_LEAST = PROVINCES + 3 * 23
# bodies under a province from which on some are of the grassroots: two blocs, a district, one of each other kind
UNDER_AT_LEAST = 8
# series of one organization and year, with half-years and doubled ones, less the gaps
FIGURES_A_YEAR = 51.3
# the columns of the table `series`
SERIES = "indicator, indicator_kind, unit, noun, breakdown, factor, share, whole_factor, committees_factor, halves"
# the shares of figures that are missing, qualified, and stated by a second source as well
GAP, QUALIFIED, DISPUTED = 0.05, 0.04, 0.02
WHOLES = 40
HALVES = ("members_admitted", "members_disciplined")
SLICES = (
    ("members_disciplined", "form=reprimand", 0.5),
    ("members_disciplined", "form=warning", 0.3),
    ("members_disciplined", "form=expulsion", 0.1),
    ("inspected_organizations", "body=committee", 0.4),
    ("inspected_organizations", "body=commission", 0.3),
    ("inspected_members", "body=commission;body_level=grassroots", 0.2),
    ("members_rated", "grade=excellent", 0.15),
    ("members_rated", "grade=good", 0.6),
    ("party_members", "group=female", 0.3),
    ("members_admitted", "group=youth_union", 0.6),
)
NOUNS = {
    "person": "người",
    "organization": "tổ chức",
    "case": "vụ việc",
    "document": "văn bản",
    "award": "danh hiệu",
    "percent": "%",
    "permille": "‰",
}

BODIES = """
CREATE TABLE body AS
WITH unit AS (SELECT province, name_vi, name_en, valid_from, valid_to, valid_from = '2025-07-01' AS merged FROM province),
places AS (
    SELECT unit.*, 'province-wide' AS name, 'province' AS level, 'province_wide' AS kind, '' AS above, 60000 AS size, '' AS ends
    FROM unit
    UNION ALL
    SELECT unit.*, name, 'above_grassroots', replace(name, '-', '_'), 'province-wide', size, '2025-02'
    FROM unit, (VALUES ('agencies-bloc', 6000), ('enterprises-bloc', 4000)) t(name, size) WHERE NOT merged
    UNION ALL
    SELECT unit.*, name, 'above_grassroots', replace(name, '-', '_'), 'province-wide', size, ''
    FROM unit, (VALUES ('party-agencies', 3000), ('peoples-committee', 7000)) t(name, size) WHERE merged
    UNION ALL
    SELECT unit.*, 'district-' || n, 'above_grassroots', 'district', 'province-wide', 3000 + 500 * n, ''
    FROM unit, range(1, $districts + 1) t(n) WHERE NOT merged
    UNION ALL
    SELECT unit.*, format('unit-{:05d}', n), 'grassroots', ['office', 'school', 'hospital', 'enterprise', 'other'][1 + n % 5],
        CASE WHEN n % 12 < 10 THEN 'district-' || (1 + n % $districts) WHEN n % 12 = 10 THEN 'agencies-bloc'
            ELSE 'enterprises-bloc' END,
        40 + n % 200, CASE n % 31 WHEN 7 THEN '2018' ELSE '' END
    FROM unit, range($grassroots) t(n) WHERE NOT merged
)
SELECT province || '.' || name AS organization, province, level, kind,
    name_vi || ' ' || name AS name_vi, name_en || ' ' || name AS name_en,
    CASE WHEN above = '' THEN '' ELSE province || '.' || above END AS parent,
    CASE WHEN merged THEN valid_from WHEN kind = 'school' AND size % 20 = 1 THEN '2010' ELSE '' END AS valid_from,
    coalesce(nullif(ends, ''), valid_to) AS valid_to, '' AS aliases,
    size, merged, CASE WHEN merged THEN 2025 WHEN kind = 'school' AND size % 20 = 1 THEN greatest(2010, $first) ELSE $first END
        AS first_year,
    CASE WHEN merged THEN 2025 WHEN ends = '2018' THEN 2018 ELSE $last END AS last_year
FROM places ORDER BY province, organization"""

FIGURES = """
WITH yearly AS (
    -- as large as this in that year, told by the first source or by the second, which is off by a hundredth
    SELECT organization, province, kind, year, second, year || CASE WHEN second THEN '-later' ELSE '' END AS told_in,
        size * (0.7 + 0.02 * (year - $first) + 0.2 * (hash(organization, year, $seed) % 1000) / 1000)
            * CASE WHEN second THEN 1.01 ELSE 1 END AS base
    FROM body, range(first_year, last_year + 1) t(year), (VALUES (false), (true)) s(second)
),
stated AS (
    SELECT y.*, s.*, p.* FROM yearly y, series s, stretch p
    WHERE (p.half = '' OR s.halves AND NOT second AND (year < 2025 OR p.half = 'H2'))
        AND hash(organization, s.indicator, s.breakdown, p.half, year, $seed) % 10000 >= $gap
        AND (NOT second OR hash(organization, s.indicator, year, $seed + 1) % 10000 < $disputed)
),
valued AS (
    SELECT *, hash(organization, indicator, breakdown, year, $seed + 2) AS chance,
        CASE WHEN unit IN ('percent', 'permille')
                THEN round(5 + (hash(organization, indicator, year, second, $seed) % 900) / 10.0, 1)
            WHEN indicator = 'grassroots_cells' THEN floor(base * whole_factor) - floor(base * committees_factor)
            ELSE floor(base * factor * share) END AS value
    FROM stated
),
worded AS (
    SELECT *, CASE WHEN unit IN ('percent', 'permille') THEN replace(format('{:.1f}', value), '.', ',')
        ELSE replace(format('{:,}', value::BIGINT), ',', '.') END AS written,
        CASE WHEN chance % 10000 < $qualified AND indicator NOT LIKE 'grassroots_%'
            THEN ['approx', 'ge', 'le'][(1 + chance // 10000 % 3)::INTEGER] ELSE 'eq' END AS how
    FROM valued
)
SELECT province || '-' || told_in || CASE half WHEN '' THEN '' ELSE '-' || lower(half) END AS source,
    organization, indicator, breakdown, value::DOUBLE AS value, unit, NULL::DOUBLE AS denominator, how AS qualifier,
    CASE WHEN half <> '' THEN 'half_year' WHEN indicator_kind = 'stock' THEN 'as_of' ELSE 'year' END AS period_type,
    CASE WHEN half <> '' THEN year || '-' || half WHEN indicator_kind = 'stock' THEN year || '-12-31' ELSE year::VARCHAR END
        AS period,
    'reported' AS status, 'toàn đảng bộ có ' || written || ' ' || noun AS quote, (chance % 400 + 1)::INTEGER AS line, '' AS note,
    'unverified' AS quote_status
FROM worded
UNION ALL
SELECT province || '-' || year, organization, 'members_admitted', '', floor(base * 0.03) + 1, 'person', NULL, 'ge', 'year',
    year::VARCHAR, 'target', 'phấn đấu kết nạp từ ' || replace(format('{:,}', (floor(base * 0.03) + 1)::BIGINT), ',', '.')
        || ' đảng viên', 7, '', 'unverified'
FROM yearly WHERE NOT second AND kind <> 'other'
ORDER BY source, organization"""

SOURCES = """
SELECT source, 'Báo ' || any_value(name_vi) AS publisher,
    CASE WHEN source LIKE '%-h1' THEN year || '-07-15' WHEN source LIKE '%-later' THEN (year + 1) || '-06-01'
        ELSE (year + 1) || '-02-01' END AS published,
    'https://example.org/' || source AS url, '' AS file, '' AS note
FROM (SELECT DISTINCT source, province, regexp_extract(source, '-(20[0-9]{2})(-h1|-h2|-later)?$', 1)::INTEGER AS year
    FROM (SELECT DISTINCT source, organization FROM observations) JOIN body USING (organization)) JOIN province USING (province)
GROUP BY source, year ORDER BY source"""


def series(seed: int) -> Iterator[tuple[object, ...]]:
    """What is told yearly, as SERIES names it: of each indicator the whole and its slices.

    An indicator that is part of another has a smaller factor: no part exceeds its whole.
    """
    chance = random.Random(seed)
    with (SEEDS / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["indicator"]: row for row in csv.DictReader(file)}
    factors: dict[str, float] = {"party_members": 1.0}

    def factor(code: str) -> float:
        if code not in factors:
            above = rows[code]["part_of"]
            factors[code] = (factor(above) if above else 0.4) * chance.uniform(0.1, 0.6)
        return factors[code]

    first = [slug for slug, *_ in SLICES]
    codes = [code for code, row in rows.items() if row["kind"] in ("stock", "flow", "ratio")]
    told = [*dict.fromkeys(("grassroots_organizations", "grassroots_committees", "grassroots_cells", *first, *codes))][:WHOLES]
    own = factor("grassroots_organizations"), factor("grassroots_committees")
    for code in told:
        row = rows[code]
        shares = [("", 1.0), *((breakdown, share) for slug, breakdown, share in SLICES if slug == code)]
        for breakdown, share in shares:
            yield code, row["kind"], row["unit"], NOUNS[row["unit"]], breakdown, factor(code), share, *own, code in HALVES


def write(rows: int, folder: Path, seed: int = 1, as_csv: bool = False, most_years: int = YEARS) -> int:
    """Write a data folder of about that many figures; their number. Of fewer years it has more bodies."""
    folder.mkdir(parents=True, exist_ok=True)
    kind = "csv" if as_csv else "parquet"
    for file in FILES:
        (folder / Path(file).with_suffix(".parquet")).unlink(missing_ok=True)
        (folder / file).unlink(missing_ok=True)
    for file in ("provinces.csv", "indicators.csv", "rankings.csv"):
        shutil.copyfile(SEEDS / file, folder / file)
    base = duckdb.connect(":memory:", config={"memory_limit": "3GB", "temp_directory": str(folder / ".spill")})
    base.execute(f"CREATE TABLE province AS SELECT * FROM read_csv('{SEEDS / 'provinces.csv'}', all_varchar = true, nullstr = '-')")
    years = max(1, min(YEARS, most_years, round(rows / FIGURES_A_YEAR / BODIES_AT_LEAST)))
    bodies = rows / FIGURES_A_YEAR / years
    under = round(bodies / PROVINCES - 1)
    districts, grassroots = DISTRICTS, 0
    if under >= UNDER_AT_LEAST:
        districts = min(DISTRICTS, under // 5)
        grassroots = under - 2 - districts
    values = {"first": LAST - years + 1, "last": LAST}
    base.execute(BODIES, {**values, "districts": districts, "grassroots": grassroots})
    if not grassroots:
        # fewer than the bodies above the grassroots state: of these the first, as they come by chance
        base.execute(f"""DELETE FROM body WHERE NOT merged AND kind <> 'province_wide' AND organization NOT IN (
            SELECT organization FROM body WHERE NOT merged AND kind <> 'province_wide'
            ORDER BY hash(organization) LIMIT {max(round(bodies) - PROVINCES, 0)})""")
    base.execute(f"CREATE TABLE series AS SELECT * FROM (VALUES {', '.join(map(_literal, series(seed)))}) t({SERIES})")
    base.execute("CREATE TABLE stretch AS SELECT unnest(['', 'H1', 'H2']) AS half")
    chances = {"gap": round(GAP * 10000), "disputed": round(DISPUTED * 10000), "qualified": round(QUALIFIED * 10000)}
    values |= chances | {"seed": seed}
    form = "FORMAT csv, HEADER" if as_csv else "FORMAT parquet, COMPRESSION zstd"
    text = FIGURES
    for name, value in values.items():
        text = text.replace(f"${name}", str(value))
    figures = folder / f"observations.{kind}"
    # written as they come and sorted by the engine, which spills what memory does not hold
    number = base.execute(f"COPY ({text}) TO '{figures}' ({form})").fetchall()[0][0]
    base.execute(f"CREATE VIEW observations AS SELECT * FROM '{figures}'")
    base.execute(f"COPY ({SOURCES}) TO '{folder / f'sources.{kind}'}' ({form})")
    columns = ", ".join(FILES["organizations.csv"])
    base.execute(f"COPY (SELECT {columns} FROM body) TO '{folder / f'organizations.{kind}'}' ({form})")
    base.close()
    shutil.rmtree(folder / ".spill", ignore_errors=True)
    return int(number)


def _literal(row: tuple[object, ...]) -> str:
    return "(" + ", ".join(f"'{cell}'" if isinstance(cell, str) else str(cell) for cell in row) + ")"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.country", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, required=True, help="about how many figures")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, default=YEARS, help=f"at most so many years, of {YEARS}")
    parser.add_argument("--csv", action="store_true", help="CSV instead of Parquet")
    options = parser.parse_args()
    begin = time.perf_counter()
    number = write(options.rows, options.out, options.seed, options.csv, options.years)
    size = sum(path.stat().st_size for path in options.out.iterdir())
    print(f"{number:,} figures, {size / 1e6:,.1f} MB in {options.out}, {time.perf_counter() - begin:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
