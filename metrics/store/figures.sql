-- The figures as they are asked for: what each row of a file states, with its period read, its breakdown reduced, its source beside it.
-- In:  figure, ranked (as stated; see figures.py), period, reduced, source, body, merger
-- Out: observation

-- The text of a value: full precision, no `.0` on whole numbers (as `cell_text`).
CREATE MACRO text_of(value) AS CASE WHEN value = trunc(value) THEN value::BIGINT::VARCHAR ELSE value::VARCHAR END;

-- To what a value is rounded (rule 7): counts not at all, shares and scores to the last decimal, `approx` to the last digit.
CREATE MACRO grain_of(value, unit, qualifier, decimals) AS CASE
    WHEN qualifier = 'eq' AND unit NOT IN ('percent', 'permille', 'score') THEN 0.0
    WHEN decimals > 0 OR qualifier <> 'approx' OR value = 0 THEN 1 / pow(10.0, decimals)
    ELSE pow(10.0, length(text_of(value)) - length(rtrim(text_of(value), '0'))) END;

CREATE TABLE observation AS
WITH target AS (
    SELECT DISTINCT organization, indicator, value FROM figure WHERE status = 'target'
),
told AS (
    SELECT f.id, f.source, f.organization, f.indicator, f.breakdown, f.value, f.unit, f.denominator,
        CASE WHEN t.value IS NULL THEN f.denominator END AS base,
        CASE WHEN f.unit = 'rank' AND f.denominator <> 0 THEN trunc(f.denominator)::INTEGER END AS of_units,
        CASE WHEN f.period_type <> 'year' OR NOT (f.indicator LIKE '%\_rank' ESCAPE '\' OR f.indicator LIKE '%\_score' ESCAPE '\') THEN ''
            -- by its length a rank says itself of which list it is; a province that is in one list only is ranked in that
            WHEN f.unit = 'rank' AND f.breakdown = '' AND $ranked IS NOT NULL THEN $ranked
            WHEN b.province <> b.place THEN $old
            WHEN m.unit IS NOT NULL THEN $new
            ELSE $list END AS boundary,
        f.qualifier, f.period_type, f.period, f.status, f.quote, f.line, f.note, f.quote_status, s.url, s.publisher, s.published,
        CASE WHEN f.place = '' THEN 'observations.csv' ELSE f.place END AS file, f.row, s.published_day, f.decimals, false AS ranked
    FROM figure f JOIN source s USING (source) JOIN body b ON b.organization = f.organization
        LEFT JOIN merger m ON m.unit = b.province
        LEFT JOIN target t ON t.organization = f.organization AND t.indicator = f.indicator AND t.value = f.denominator
    UNION ALL BY NAME
    SELECT *, true AS ranked FROM ranked
)
SELECT o.id, o.source, o.organization, o.indicator, o.breakdown AS stated_breakdown, r.breakdown, r.all_levels, o.value,
    text_of(o.value) AS value_text, grain_of(o.value, o.unit, o.qualifier, o.decimals) AS grain, o.unit, o.denominator, o.base,
    CASE WHEN o.of_units IS NULL AND o.unit = 'rank' AND o.breakdown = '' AND o.boundary <> '' THEN $units ELSE o.of_units END AS of_units,
    o.boundary, o.qualifier, o.period_type, o.period, p.start_day, p.end_day, p.precision, o.status, o.quote, o.line, o.note,
    -- words that are none have no state
    CASE WHEN o.quote = '' THEN '' ELSE o.quote_status END AS quote_status,
    o.url, o.publisher, o.published, o.file, o.row, o.published_day, o.decimals, o.ranked
FROM told o JOIN period p USING (period_type, period) JOIN body b USING (organization)
    JOIN reduced r ON r.stated = o.breakdown AND r.province_wide = (b.kind = 'province_wide');
