-- Which figure counts, decided once when the data is loaded. The rules are those of the design; their numbers stand beside them.
-- In:  observation, body, indicator, dimension, breakdown, narrowing, containing (see store.py)
-- Out: settled  one figure for each key                                  (rules 7, 8)
--      stated   one figure for each breakdown and period                 (rule 6)
--      resolved one figure for each breakdown and year, or stretch of it (rules 1, 2, 3, 4)
--      handed_over  where bodies have a figure in the year in which they are succeeded
--      outdone  the figures of a key that do not count, and whose does (rule 7)
--      target   what was aimed at in a year
--      told     what an answer tells of each figure of these, by its number

-- Qualifiers travel (rule 9): what a sum of figures with these qualifiers is.
CREATE MACRO joint_qualifier(qualifiers) AS CASE
    WHEN array_length(qualifiers) = 1 THEN qualifiers[1]
    WHEN list_contains(qualifiers, 'approx') OR list_has_any(qualifiers, ['gt', 'ge']) AND list_has_any(qualifiers, ['lt', 'le'])
        THEN 'approx'
    WHEN list_has_any(qualifiers, ['gt', 'ge']) THEN 'ge'
    WHEN list_has_any(qualifiers, ['lt', 'le']) THEN 'le'
    ELSE 'eq' END;

-- Can two statements both hold (rule 7)? A value with a grain is rounded to it; gt, ge, lt and le are bounds.
CREATE MACRO can_both_hold(q1, value1, grain1, q2, value2, grain2) AS CASE
    WHEN q1 IN ('eq', 'approx') AND q2 IN ('eq', 'approx') THEN abs(value1 - value2) <= greatest(grain1, grain2) / 2 + 1e-9
    WHEN q1 IN ('eq', 'approx') THEN CASE q2
        WHEN 'gt' THEN value1 + grain1 / 2 > value2
        WHEN 'ge' THEN value1 + grain1 / 2 >= value2
        WHEN 'lt' THEN value1 - grain1 / 2 < value2
        ELSE value1 - grain1 / 2 <= value2 END
    WHEN q2 IN ('eq', 'approx') THEN CASE q1
        WHEN 'gt' THEN value2 + grain2 / 2 > value1
        WHEN 'ge' THEN value2 + grain2 / 2 >= value1
        WHEN 'lt' THEN value2 - grain2 / 2 < value1
        ELSE value2 - grain2 / 2 <= value1 END
    WHEN q1 IN ('gt', 'ge') AND q2 IN ('lt', 'le') THEN value1 < value2 OR value1 = value2 AND q1 = 'ge' AND q2 = 'le'
    WHEN q1 IN ('lt', 'le') AND q2 IN ('gt', 'ge') THEN value2 < value1 OR value1 = value2 AND q1 = 'le' AND q2 = 'ge'
    ELSE true END;

-- Rules 7 and 8 ----------------------------------------------------------------------------------------------------------------
-- Only reported figures enter; derived ones where nothing is reported. Ranks need the year of their index.
CREATE TEMP TABLE entering AS
SELECT o.* EXCLUDE (stated_breakdown, value_text, denominator, quote, line, note, quote_status, url, publisher, published, file, row,
        decimals, ranked),
    i.kind AS indicator_kind, o.unit NOT IN ('percent', 'permille', 'rank', 'score') AS is_count,
    -- one key: the same days, however the period is spelt; of dates as precise as each other
    CASE WHEN o.period_type IN ('as_of', 'term') THEN o.period_type || ' ' || o.period
         ELSE o.start_day || ' ' || o.end_day END AS key_period,
    CASE o.qualifier WHEN 'eq' THEN 3 WHEN 'approx' THEN 2 ELSE 1 END AS exactness
FROM observation o JOIN indicator i USING (indicator)
WHERE o.status IN ('reported', 'derived') AND (i.kind NOT IN ('rank', 'score') OR o.period_type = 'year');

CREATE TEMP TABLE rivals AS
SELECT f.id, g.id AS other, g.value AS other_value, g.source AS other_source, g.qualifier AS other_qualifier,
    can_both_hold(f.qualifier, f.value, f.grain, g.qualifier, g.value, g.grain) AS agree,
    g.exactness > f.exactness
        OR g.exactness = f.exactness AND CASE
            WHEN f.exactness > 1 THEN g.grain < f.grain
            WHEN f.qualifier IN ('gt', 'ge') AND g.qualifier IN ('gt', 'ge')
                THEN g.value > f.value OR g.value = f.value AND g.qualifier = 'gt' AND f.qualifier = 'ge'
            WHEN f.qualifier IN ('lt', 'le') AND g.qualifier IN ('lt', 'le')
                THEN g.value < f.value OR g.value = f.value AND g.qualifier = 'lt' AND f.qualifier = 'le'
            ELSE false END AS other_is_more_exact
FROM entering f JOIN entering g
    USING (organization, indicator, unit, breakdown, boundary, key_period, status)
WHERE f.id <> g.id;

-- the figures of a key in the order in which they count: the more exact where both hold, then the newest published, then the first;
-- most keys have one figure and need no order
CREATE TEMP TABLE contender AS
WITH met AS (
    SELECT id, bool_or(agree AND other_is_more_exact) AS less_exact,
        list({value: other_value, source: other_source, qualifier: other_qualifier} ORDER BY other_value, other_source)
            FILTER (NOT agree) AS disputes
    FROM rivals GROUP BY id
)
SELECT e.id, m.disputes, row_number() OVER in_order AS place, first_value(source) OVER in_order AS winner,
    bool_or(all_levels) OVER in_order AS any_all_levels, list(source) OVER in_order AS all_sources
FROM entering e JOIN met m USING (id)
WINDOW in_order AS (PARTITION BY organization, indicator, unit, breakdown, boundary, key_period, status
    ORDER BY less_exact, published_day DESC NULLS LAST, e.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

CREATE TABLE outdone AS SELECT id, winner FROM contender WHERE place > 1;

CREATE TABLE settled AS
SELECT e.id, organization, indicator, indicator_kind, unit, is_count, breakdown, boundary, period_type, period, start_day, end_day,
    precision, status = 'derived' AS derived, value, qualifier, base, of_units,
    coalesce(c.any_all_levels, e.all_levels) AS all_levels, coalesce(c.all_sources, [e.source]) AS sources,
    coalesce(c.disputes, []) AS disputes
FROM entering e LEFT JOIN contender c USING (id)
WHERE c.place IS NULL OR c.place = 1;

-- Rule 6 -----------------------------------------------------------------------------------------------------------------------
-- Every figure answers for its own breakdown and, as a part, for each wider one (`target`).
CREATE TEMP VIEW wider AS
SELECT *, hash(organization, indicator, unit, boundary, period_type = 'as_of', period_type = 'term', start_day, end_day, precision, target)
    AS mark
FROM (SELECT s.*, n.target, n.mask, n.part_names, n.unusable, n.parts
    FROM settled s JOIN narrowing n USING (breakdown)
    UNION ALL
    -- body_level=all of a province-wide body narrows nothing; it may be asked for all the same
    SELECT s.*, n.target_all_levels, n.mask, n.part_names, n.unusable, n.parts
    FROM settled s JOIN narrowing n USING (breakdown) WHERE s.all_levels);

-- most questions are answered by one figure that states just that: only the others are put in order, and a few that share a mark
CREATE TEMP TABLE contested AS
SELECT mark FROM wider GROUP BY mark HAVING count(*) > 1 OR max(mask) > 0;

CREATE TEMP TABLE candidate AS
SELECT w.* REPLACE (list_transform(w.parts, lambda value, place: CASE WHEN NOT list_contains(i.unsummed, place) THEN value END) AS parts),
    dense_rank() OVER (ORDER BY organization, indicator, w.unit, boundary, period_type = 'as_of', period_type = 'term',
        start_day, end_day, precision, target) AS question
FROM wider w SEMI JOIN contested USING (mark) JOIN indicator i USING (indicator);

CREATE TEMP TABLE part AS
WITH RECURSIVE usable AS (
    SELECT *, bool_or(NOT derived) OVER one AS any_reported, bool_or(mask = 0 AND NOT derived) OVER one AS total_reported,
        bool_or(mask = 0) OVER one AS total_stated
    FROM candidate
    WHERE mask = 0 OR is_count AND NOT unusable AND array_length(list_filter(parts, lambda value: value IS NOT NULL)) > 0
    WINDOW one AS (PARTITION BY question)
), addable AS (
    SELECT * FROM usable
    WHERE mask > 0 AND NOT total_reported AND NOT (any_reported AND derived) AND (any_reported OR NOT total_stated)
), built AS (  -- along one dimension only, the first that occurs
    SELECT question, min(place) AS along FROM addable JOIN dimension ON parts[place] IS NOT NULL GROUP BY question
), led AS (
    SELECT *, parts[along] AS part_value FROM addable JOIN built USING (question) WHERE parts[along] IS NOT NULL
), least_narrowed AS (  -- a figure contained in another of the same value is left out
    SELECT * FROM led p
    WHERE NOT EXISTS (
        SELECT 1 FROM led q JOIN containing c ON c.whole = q.breakdown
        WHERE c.part = p.breakdown AND q.question = p.question AND q.part_value = p.part_value)
), folded AS (
    -- of figures that differ in never-summed dimensions only, the largest counts
    SELECT *, (SELECT max(place) FROM dimension) AS place FROM least_narrowed
    QUALIFY row_number() OVER (PARTITION BY question, parts ORDER BY value DESC, mask, breakdown) = 1
    UNION ALL
    -- dimension by dimension from the last to the second: figures that exclude one another in it are added; beside one that is not
    -- split that way, the larger count stands
    SELECT * REPLACE (place - 1 AS place) FROM folded
    WHERE place > 1
    WINDOW one AS (PARTITION BY question, parts[1:place - 1])
    QUALIFY (parts[place] IS NULL) = (coalesce(sum(value) FILTER (parts[place] IS NULL) OVER one, -1)
        >= coalesce(sum(value) FILTER (parts[place] IS NOT NULL) OVER one, -1))
)
-- body=both wins over committee + commission unless it is narrowed by a dimension that they are not
SELECT f.* EXCLUDE (place) FROM folded f JOIN dimension d ON d.place = f.along
WHERE f.place = 1
WINDOW one AS (PARTITION BY question)
QUALIFY whole_value IS NULL OR (part_value = whole_value) = (
    count(*) FILTER (part_value = whole_value) OVER one > 0 AND (
        count(*) FILTER (part_value <> whole_value) OVER one = 0
        OR (coalesce(bit_or(mask) FILTER (part_value = whole_value) OVER one, 0)
            & ~coalesce(bit_or(mask) FILTER (part_value <> whole_value) OVER one, 0)) = 0));

CREATE TEMP TABLE built_total AS
WITH part_whole AS (  -- is a part there un-narrowed, or in all the values of another dimension that are the whole?
    SELECT question, part_value, any_value(d.whole_value) AS whole_value,
        any_value(CASE WHEN c.place = along THEN i.complete_values ELSE d.complete_values END) AS complete,
        count(*) = 1 AND bit_or(mask) = any_value(d.bit)
            OR coalesce(any_value(c.place) <> any_value(along) AND bool_and(mask = d.bit | c.bit)
                AND list_has_all(list(parts[c.place]), any_value(i.complete_values)), false) AS whole
    FROM part JOIN dimension d ON d.place = along JOIN indicator i USING (indicator)
        LEFT JOIN dimension c ON c.dimension = i.complete_along
    GROUP BY question, part_value
), wholeness AS (
    SELECT question, coalesce(list(part_value) FILTER (whole), []) AS whole_parts,
        coalesce(list_contains(whole_parts, any_value(whole_value)), false)
            OR coalesce(list_has_all(whole_parts, any_value(complete)), false) AS whole
    FROM part_whole GROUP BY question
)
SELECT question, arg_min(period_type, id) AS period_type, arg_min(period, id) AS period, sum(value) AS value,
    joint_qualifier(list(qualifier)) AS qualifier, bool_or(derived) AS derived, NOT any_value(whole) AS at_least,
    list_sort(list_distinct(flatten(list(part_names)))) AS narrows, flatten(list(disputes ORDER BY id)) AS disputes,
    flatten(list(sources ORDER BY id)) AS sources, list(id ORDER BY id) AS ids
FROM part JOIN wholeness USING (question)
GROUP BY question;

CREATE TABLE stated AS
WITH direct AS (
    SELECT * EXCLUDE (question) FROM candidate WHERE mask = 0 AND question NOT IN (SELECT question FROM built_total)
    QUALIFY row_number() OVER (PARTITION BY question ORDER BY derived, id) = 1
    UNION ALL
    SELECT * FROM wider ANTI JOIN contested USING (mark)
), asked AS (
    SELECT question, any_value(organization) AS organization, any_value(indicator) AS indicator,
        any_value(indicator_kind) AS indicator_kind, any_value(unit) AS unit, any_value(is_count) AS is_count,
        any_value(boundary) AS boundary, any_value(start_day) AS start_day, any_value(end_day) AS end_day,
        any_value(precision) AS precision, any_value(target) AS breakdown
    FROM candidate WHERE question IN (SELECT question FROM built_total) GROUP BY question
), both_ways AS (
    SELECT organization, indicator, indicator_kind, unit, is_count, boundary, start_day, end_day, precision, target AS breakdown,
        period_type, period, value, qualifier, derived, false AS at_least, false AS sum_of_parts, []::VARCHAR[] AS narrows,
        disputes, sources, [id] AS ids, base, of_units FROM direct
    UNION ALL
    SELECT a.* EXCLUDE (question), period_type, period, value, qualifier, derived, at_least, true, narrows, disputes, sources, ids,
        NULL, NULL
    FROM asked a JOIN built_total USING (question)
)
-- in the order in which they are asked for: what is asked of provinces stands together
SELECT row_number() OVER () AS number, f.*
FROM (SELECT b.*, o.province, o.kind, o.place, o.region63, o.region34, array_length(disputes) > 0 AS disputed
    FROM both_ways b JOIN body o USING (organization)
    ORDER BY kind, indicator, breakdown, start_day, province, organization, end_day, unit, boundary, period) f;

-- Rule 5: where a body and its successor may both have a figure of the year; `chained`: succeeded within its province. Few rows: a
-- question looks here whether its statement needs the steps for it.
CREATE TABLE handed_over AS
SELECT DISTINCT s.indicator, s.kind, s.province, s.place, h.year, c.organization IS NOT NULL AS chained
FROM stated s JOIN (SELECT DISTINCT organization, year FROM handover WHERE NOT follows) h ON h.organization = s.organization
    AND h.year = CASE WHEN s.period_type = 'term' THEN year(s.start_day) ELSE year(s.end_day) END
    LEFT JOIN succession c ON c.organization = s.organization AND c.year = h.year AND c.ends
ORDER BY ALL;

-- Rule 1: flows of a year --------------------------------------------------------------------------------------------------------
-- Only periods inside one year enter it, ranges only if they begin in January; a day's event, a term or a longer range never does.
CREATE TEMP TABLE piece AS
SELECT *, number AS piece, year(end_day) AS year, hash(organization, indicator, unit, breakdown, year(end_day)) AS mark,
    CASE WHEN period_type = 'range' THEN make_date(year(end_day), 1, 1) ELSE start_day END AS first_day
FROM stated
WHERE indicator_kind = 'flow' AND is_count AND period_type NOT IN ('as_of', 'term') AND year(start_day) = year(end_day)
    AND (period_type <> 'range' OR month(start_day) = 1);

-- nearly all bodies state one piece a year, which is its one stretch: only the others are tiled, and a few that share a mark
CREATE TEMP TABLE many_pieces AS
SELECT mark FROM piece GROUP BY mark HAVING count(*) > 1;

-- every stretch that disjoint, adjoining periods of one body cover: a tiling
CREATE TEMP TABLE tiling AS
WITH RECURSIVE reach AS (
    SELECT organization, indicator, unit, breakdown, year, first_day, end_day, [piece] AS path, period AS code,
        derived, sum_of_parts AS built, 1 AS parts, (period_type = 'half_year')::INTEGER AS halves
    FROM piece SEMI JOIN many_pieces USING (mark)
    UNION ALL
    SELECT r.organization, r.indicator, r.unit, r.breakdown, r.year, r.first_day, p.end_day, list_append(r.path, p.piece),
        r.code || '+' || p.period, r.derived OR p.derived, r.built OR p.sum_of_parts, r.parts + 1, r.halves + (p.period_type = 'half_year')::INTEGER
    FROM reach r JOIN piece p USING (organization, indicator, unit, breakdown, year)
    WHERE p.first_day = r.end_day + 1
)
-- derived ones only where nothing reported reaches from 1 January; of equal stretches the one of stated totals, then the fewest
-- parts, halves before nine months
SELECT * FROM reach
QUALIFY (NOT derived OR bool_and(derived OR first_day > make_date(year, 1, 1)) OVER (
        PARTITION BY organization, indicator, unit, breakdown, year))
    AND row_number() OVER (PARTITION BY organization, indicator, unit, breakdown, first_day, end_day
        ORDER BY derived, built, parts, halves DESC, code) = 1;

-- most stretches are one piece: only the others are put together
CREATE TEMP TABLE flow_of_year AS
SELECT organization, indicator, unit, breakdown, year, first_day, end_day, period AS code,
    value, qualifier, at_least, sum_of_parts, derived, narrows, disputes, sources, ids, base, first_day = make_date(year, 1, 1) AS best
FROM piece ANTI JOIN many_pieces USING (mark)
UNION ALL
SELECT *, coalesce(end_day = max(end_day) FILTER (first_day = make_date(year, 1, 1))
    OVER (PARTITION BY organization, indicator, unit, breakdown, year) AND first_day = make_date(year, 1, 1), false) AS best
FROM (SELECT t.organization, t.indicator, t.unit, t.breakdown, t.year, t.first_day, t.end_day, t.code,
    p.value, p.qualifier, p.at_least, p.sum_of_parts, p.derived, p.narrows, p.disputes, p.sources, p.ids, p.base
FROM tiling t JOIN piece p ON p.piece = t.path[1]
WHERE t.parts = 1
UNION ALL
SELECT t.organization, t.indicator, t.unit, t.breakdown, t.year, t.first_day, t.end_day, t.code,
    sum(p.value) AS value, joint_qualifier(list(p.qualifier)) AS qualifier,
    bool_or(p.at_least) AS at_least, bool_or(p.sum_of_parts) AS sum_of_parts, bool_or(p.derived) AS derived,
    list_sort(list_distinct(flatten(list(p.narrows)))) AS narrows, flatten(list(p.disputes ORDER BY p.end_day)) AS disputes,
    flatten(list(p.sources ORDER BY p.end_day)) AS sources, flatten(list(p.ids ORDER BY p.end_day)) AS ids, NULL AS base
FROM (SELECT *, unnest(path) AS piece FROM tiling WHERE parts > 1) t JOIN piece p USING (piece)
GROUP BY ALL);

-- Rules 2, 3, 4: figures of a year that are never added to another of the year; `best` is the one that stands for it -----------------
CREATE TEMP TABLE single_of_year AS
WITH dated AS (
    SELECT *, CASE WHEN period_type = 'term' THEN year(start_day) ELSE year(end_day) END AS year,
        indicator_kind = 'stock' AND is_count AS is_stock, indicator_kind IN ('rank', 'score') AS is_index
    FROM stated
    WHERE NOT (indicator_kind = 'flow' AND is_count)
), inside AS (
    SELECT * FROM dated
    -- a term stock stands in the term's first year; nothing else that is longer than a year enters one
    WHERE CASE WHEN period_type = 'term' THEN is_stock AND indicator IN (SELECT indicator FROM indicator WHERE of_term)
        ELSE year(start_day) = year(end_day)
            -- a share counts for the year, for a date, or from January on
            AND (is_stock OR is_index OR period_type = 'as_of' OR month(start_day) = 1) END
)
-- what is reported before what is derived, a stated total before a sum of parts, a date before a term; then the latest: of
-- partial dates the more precise inside the same year or month, else the later end. Of shares, the full year's first.
SELECT * REPLACE (CASE WHEN is_full_year THEN 3 ELSE precision END AS precision),
    row_number() OVER (PARTITION BY organization, indicator, unit, breakdown, boundary, year ORDER BY
        derived, sum_of_parts, period_type = 'term', is_full_year DESC,
        precision > 1 DESC, month(end_day) DESC, precision DESC, end_day DESC, period_type = 'as_of' DESC, period) = 1 AS best
FROM (SELECT *, NOT is_stock AND period_type IN ('year', 'range') AND start_day = make_date(year, 1, 1)
    AND end_day = make_date(year, 12, 31) AS is_full_year FROM inside);

-- One row for each body, year and stretch or date; `best` marks the body's own figure of the year.
CREATE TABLE resolved AS
WITH figures AS (
    SELECT organization, indicator, unit, breakdown, '' AS boundary, year, first_day, end_day, code, value, qualifier,
        end_day < make_date(year, 12, 31) AS partial, at_least, sum_of_parts, derived, narrows, disputes, sources, ids, base,
        NULL AS of_units, 3 AS precision, best
    FROM flow_of_year
    UNION ALL
    SELECT organization, indicator, unit, breakdown, boundary, year,
        make_date(year, 1, 1), end_day, period, value, qualifier,
        NOT is_stock AND NOT is_index AND end_day < make_date(year, 12, 31) AND (period_type <> 'as_of' OR indicator IN (SELECT indicator FROM indicator WHERE of_flow)),
        at_least, sum_of_parts, derived, narrows, disputes, sources, ids, base, of_units, precision, best
    FROM single_of_year
)
SELECT row_number() OVER () + (SELECT coalesce(max(number), 0) FROM stated) AS number, f.*
FROM (SELECT *, array_length(disputes) > 0 AS disputed FROM figures JOIN body USING (organization)
    ORDER BY kind, indicator, breakdown, year, province, organization, end_day, unit, boundary, code) f;

-- Targets: the year's own, else that of a term which is set for each of its years; those of other periods have no year. Of a range
-- the lower bound, whichever was published last; of several the newest. Who set it does not matter unless it is asked for.
CREATE TABLE target AS
WITH set_for AS (
    SELECT o.*, unnest(CASE
            WHEN period_type = 'term' AND contains(note, 'yearly') THEN range(year(start_day), year(end_day) + 1)
            WHEN period_type = 'as_of' OR start_day = make_date(year(end_day), 1, 1) AND end_day = make_date(year(end_day), 12, 31)
                THEN [year(end_day)]
            ELSE [NULL] END)::INTEGER AS year
    FROM observation o
    WHERE status = 'target'
), answering AS (
    SELECT s.* REPLACE (s.stated_breakdown AS breakdown) FROM set_for s
    UNION ALL
    SELECT s.* REPLACE (n.target AS breakdown) FROM set_for s JOIN narrowing n USING (breakdown)
    WHERE n.by_setter
), bounded AS (
    SELECT *, qualifier IN ('le', 'lt') AND value > min(value) FILTER (qualifier IN ('ge', 'gt')) OVER (
        PARTITION BY organization, indicator, unit, breakdown, period_type, period, year) AS is_upper
    FROM answering
)
SELECT row_number() OVER () + coalesce((SELECT max(number) FROM resolved), (SELECT max(number) FROM stated), 0) AS number, f.*
FROM (SELECT organization, indicator, unit, breakdown, year, value, period AS code, qualifier, false AS at_least, [source] AS sources,
        [id] AS ids
    FROM bounded
    QUALIFY row_number() OVER (PARTITION BY organization, indicator, unit, breakdown, year, CASE WHEN year IS NULL THEN period END
        ORDER BY period_type = 'term', coalesce(is_upper, false), published_day DESC NULLS LAST, source, id) = 1
    ORDER BY indicator, unit, breakdown, year, organization, period) f;

CREATE VIEW told AS
SELECT number, organization, kind, province, breakdown, period AS code, qualifier, at_least, sum_of_parts, disputed, derived, narrows,
    disputes, sources, ids, of_units FROM stated
UNION ALL
SELECT number, organization, kind, province, breakdown, code, qualifier, at_least, sum_of_parts, disputed, derived, narrows,
    disputes, sources, ids, of_units FROM resolved
UNION ALL
SELECT number, organization, NULL, NULL, breakdown, code, qualifier, false, false, false, false, [], [], sources, ids, NULL FROM target;
