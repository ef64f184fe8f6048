-- Which figure counts, decided once when the data is loaded. The rules are those of the design; their numbers stand beside them.
-- In:  observation, body, indicator, dimension, breakdown, narrowing, containing (see store.py)
-- Out: answering  what may answer a question, a row for each figure, with what an answer tells of it; of it the views
--      stated     one figure for each breakdown and period                 (rule 6)
--      resolved   one figure for each breakdown and year, or stretch of it (rules 1, 2, 3, 4)
--      handed_over  where bodies have a figure in the year in which they are succeeded
--      disputed   figures that count, and the others that do not agree with them (rule 7)
--      outdone    the figures of a key that do not count, and whose does (rule 7)
--      target     what was aimed at in a year
--      told       what an answer tells of each figure of `answering` and `target`, by its number
-- Up to the last step bodies, indicators and breakdowns go by their numbers: what is compared and sorted is short.
-- Many figures are resolved part by part, up to `answering`: $at_hand tells which, $before how many answers stand there already.

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
SELECT o.id, o.source, b.number AS body, b.kind_number, i.number AS indicator, o.unit, o.breakdown, o.all_levels, o.boundary,
    o.period_type, o.period, o.start_day, o.end_day, o.precision, o.status = 'derived' AS derived, o.value, o.qualifier, o.grain, o.base,
    o.of_units, o.published_day,
    -- one key: the same days, however the period is spelt; of dates as precise as each other
    hash(b.number, i.number, o.unit, o.breakdown, o.boundary, o.start_day, o.end_day, o.status = 'derived',
        CASE WHEN o.period_type IN ('as_of', 'term') THEN o.period ELSE '' END) AS mark
FROM observation o JOIN indicator i USING (indicator) JOIN body b USING (organization)
WHERE o.status IN ('reported', 'derived') AND (i.kind NOT IN ('rank', 'score') OR o.period_type = 'year') AND $at_hand;

-- nearly all keys have one figure, which counts: only the others are compared, and a few that share a mark
CREATE TEMP TABLE rival AS
SELECT *, CASE WHEN period_type IN ('as_of', 'term') THEN period ELSE '' END AS dated,
    CASE qualifier WHEN 'eq' THEN 3 WHEN 'approx' THEN 2 ELSE 1 END AS exactness
FROM entering SEMI JOIN (SELECT mark FROM entering GROUP BY mark HAVING count(*) > 1) USING (mark);

CREATE TEMP TABLE met AS
SELECT f.id, g.value AS other_value, g.source AS other_source, g.qualifier AS other_qualifier,
    can_both_hold(f.qualifier, f.value, f.grain, g.qualifier, g.value, g.grain) AS agree,
    g.exactness > f.exactness
        OR g.exactness = f.exactness AND CASE
            WHEN f.exactness > 1 THEN g.grain < f.grain
            WHEN f.qualifier IN ('gt', 'ge') AND g.qualifier IN ('gt', 'ge')
                THEN g.value > f.value OR g.value = f.value AND g.qualifier = 'gt' AND f.qualifier = 'ge'
            WHEN f.qualifier IN ('lt', 'le') AND g.qualifier IN ('lt', 'le')
                THEN g.value < f.value OR g.value = f.value AND g.qualifier = 'lt' AND f.qualifier = 'le'
            ELSE false END AS other_is_more_exact
FROM rival f JOIN rival g USING (mark, body, indicator, unit, breakdown, boundary, start_day, end_day, dated, derived)
WHERE f.id <> g.id;

-- the figures of a key in the order in which they count: the more exact where both hold, then the newest published, then the first
CREATE TEMP TABLE contender AS
WITH judged AS (
    SELECT id, bool_or(agree AND other_is_more_exact) AS less_exact,
        list({value: other_value, source: other_source, qualifier: other_qualifier} ORDER BY other_value, other_source)
            FILTER (NOT agree) AS disputes
    FROM met GROUP BY id
)
SELECT r.id, m.disputes, row_number() OVER in_order AS place, first_value(source) OVER in_order AS winner,
    bool_or(all_levels) OVER in_order AS any_all_levels, list(source) OVER in_order AS all_sources
FROM rival r JOIN judged m USING (id)
WINDOW in_order AS (PARTITION BY body, indicator, unit, breakdown, boundary, start_day, end_day, dated, derived
    ORDER BY less_exact, published_day DESC NULLS LAST, r.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

CREATE TABLE outdone AS SELECT id, winner FROM contender WHERE place > 1;

CREATE TABLE disputed AS SELECT id, disputes FROM contender WHERE place = 1 AND array_length(disputes) > 0;

-- what is told of several figures or sources stands in lists, which are null for nearly all rows, of one figure and one source
CREATE TEMP VIEW settled AS
SELECT e.id, body, kind_number, indicator, unit, unit NOT IN ('percent', 'permille', 'rank', 'score') AS is_count, breakdown, boundary,
    period_type, period, start_day, end_day, precision, derived, value, qualifier, base, of_units, coalesce(c.any_all_levels, e.all_levels) AS all_levels,
    e.source, c.all_sources AS sources, c.disputes
FROM entering e LEFT JOIN contender c USING (id)
WHERE c.place IS NULL OR c.place = 1;

-- Rule 6 -----------------------------------------------------------------------------------------------------------------------
-- Every figure answers for its own breakdown (`mask` is 0) and, as a part, for each wider one (`target`).
CREATE TEMP VIEW wider AS
SELECT s.*, n.target_number AS target, n.mask, n.unusable,
    period_type = 'as_of' AS is_date, period_type = 'term' AS is_term, hash(
        body, indicator, unit, boundary, start_day, end_day, precision, period_type = 'as_of', period_type = 'term', n.target_number
    ) AS mark
FROM settled s JOIN narrowing n USING (breakdown, all_levels);

-- what is reported as a whole is not added: parts count only of the rest
CREATE TEMP TABLE part_alone AS
SELECT * FROM wider ANTI JOIN (SELECT * FROM wider WHERE mask = 0 AND NOT derived) r
    USING (body, indicator, unit, boundary, start_day, end_day, precision, is_date, is_term, target)
WHERE mask > 0 AND is_count AND NOT unusable;

-- nearly all questions are answered by one figure that states just that: only the others are put in order, and a few that share a
-- mark
CREATE TEMP TABLE contested AS
SELECT mark FROM wider WHERE mask = 0 GROUP BY mark HAVING count(*) > 1
UNION SELECT mark FROM part_alone;

CREATE TEMP TABLE candidate AS
SELECT c.* REPLACE (coalesce(c.sources, [c.source]) AS sources, coalesce(c.disputes, []) AS disputes),
    n.part_names, list_transform(n.parts, lambda value, place: CASE WHEN NOT list_contains(i.unsummed, place) THEN value END) AS parts,
    dense_rank() OVER (ORDER BY body, c.indicator, c.unit, boundary, start_day, end_day, precision, is_date, is_term, c.target)
        AS question
FROM (SELECT * FROM wider SEMI JOIN contested USING (mark) WHERE mask = 0 UNION ALL SELECT * FROM part_alone) c
    JOIN indicator i ON i.number = c.indicator
    JOIN narrowing n ON n.breakdown = c.breakdown AND n.all_levels = c.all_levels AND n.target_number = c.target;

CREATE TEMP TABLE part AS
WITH RECURSIVE usable AS (
    SELECT *, bool_or(NOT derived) OVER one AS any_reported, bool_or(mask = 0 AND NOT derived) OVER one AS total_reported,
        bool_or(mask = 0) OVER one AS total_stated
    FROM candidate
    WHERE mask = 0 OR array_length(list_filter(parts, lambda value: value IS NOT NULL)) > 0
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
    FROM part p JOIN dimension d ON d.place = along JOIN indicator i ON i.number = p.indicator
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

-- what answers these questions: the figure that states just that, else what is built
CREATE TEMP TABLE chosen AS
WITH direct AS (
    SELECT * FROM candidate WHERE mask = 0 AND question NOT IN (SELECT question FROM built_total)
    QUALIFY row_number() OVER (PARTITION BY question ORDER BY derived, id) = 1
), asked AS (
    SELECT question, any_value(body) AS body, any_value(kind_number) AS kind_number, any_value(indicator) AS indicator,
        any_value(unit) AS unit, any_value(is_count) AS is_count, any_value(boundary) AS boundary, any_value(start_day) AS start_day,
        any_value(end_day) AS end_day, any_value(precision) AS precision, any_value(target) AS target
    FROM candidate WHERE question IN (SELECT question FROM built_total) GROUP BY question
)
SELECT id, body, kind_number, indicator, unit, is_count, boundary, start_day, end_day, precision, target, period_type, period, value,
    qualifier, derived, false AS at_least, false AS sum_of_parts, source, NULL::VARCHAR[] AS narrows, disputes, sources,
    NULL::INTEGER[] AS ids, base, of_units FROM direct
UNION ALL
SELECT ids[1], a.* EXCLUDE (question), period_type, period, value, qualifier, derived, at_least, true, NULL, narrows, disputes,
    sources, ids, NULL, NULL
FROM asked a JOIN built_total USING (question);

-- One figure for each breakdown and period, and whether it enters a year (rules 1, 2, 3, 4). Of flows only periods inside it, ranges
-- only if they begin in January; a day's event, a term or a longer range never does. Of figures that are never added to another of the
-- year, a term stock stands in the term's first year, nothing else that is longer than a year enters one, and a share counts for
-- the year, for a date, or from January on.
CREATE TEMP TABLE single AS
WITH both_ways AS (
    SELECT id, body, kind_number, indicator, unit, is_count, boundary, start_day, end_day, precision, target, period_type, period, value,
        qualifier, derived, false AS at_least, false AS sum_of_parts, source, NULL::VARCHAR[] AS narrows, disputes, sources,
        NULL::INTEGER[] AS ids, base, of_units FROM wider ANTI JOIN contested USING (mark) WHERE mask = 0
    UNION ALL SELECT * FROM chosen
), dated AS (
    SELECT s.* REPLACE (CASE WHEN i.kind = 'flow' AND s.is_count THEN '' ELSE s.boundary END AS boundary),
        CASE WHEN s.period_type = 'term' THEN year(s.start_day) ELSE year(s.end_day) END AS year,
        i.kind = 'flow' AND s.is_count AS is_flow, i.kind = 'stock' AND s.is_count AS is_stock, i.kind IN ('rank', 'score') AS is_index,
        i.of_term, i.of_flow
    FROM both_ways s JOIN indicator i ON i.number = s.indicator
)
SELECT * EXCLUDE (is_index, is_stock, of_term, of_flow), CASE
        WHEN is_flow THEN period_type NOT IN ('as_of', 'term') AND year(start_day) = year
            AND (period_type <> 'range' OR month(start_day) = 1)
        WHEN period_type = 'term' THEN is_stock AND of_term
        ELSE year(start_day) = year AND (is_stock OR is_index OR period_type = 'as_of' OR month(start_day) = 1) END AS enters,
    NOT is_flow AND NOT is_stock AND period_type IN ('year', 'range') AND start_day = make_date(year, 1, 1)
        AND end_day = make_date(year, 12, 31) AS is_full_year,
    CASE WHEN is_flow AND period_type <> 'range' THEN start_day ELSE make_date(year, 1, 1) END AS first_day,
    NOT is_stock AND NOT is_index AND end_day < make_date(year, 12, 31) AND (period_type <> 'as_of' OR of_flow) AS partial,
    hash(body, indicator, unit, target, boundary, year) AS mark
FROM dated;

-- nearly all bodies state one figure a year, which stands for it: only the others are tiled or put in order, and a few that share a
-- mark
CREATE TEMP TABLE many_a_year AS
SELECT mark, enters FROM single WHERE enters GROUP BY mark, enters HAVING count(*) > 1;

CREATE TEMP TABLE party AS
SELECT row_number() OVER () AS party, body, indicator, unit, target, year
FROM (SELECT DISTINCT body, indicator, unit, target, year FROM single SEMI JOIN many_a_year USING (mark, enters) WHERE is_flow);

CREATE TEMP TABLE piece AS
SELECT s.*, p.party FROM single s JOIN party p USING (body, indicator, unit, target, year)
WHERE s.is_flow AND s.enters;

-- every stretch that disjoint, adjoining periods of one body cover: a tiling
CREATE TEMP TABLE tiling AS
WITH RECURSIVE reach AS (
    SELECT party, year, first_day, end_day, [id] AS path, period AS code, derived, sum_of_parts AS built, 1 AS parts,
        (period_type = 'half_year')::INTEGER AS halves
    FROM piece
    UNION ALL
    SELECT r.party, r.year, r.first_day, p.end_day, list_append(r.path, p.id), r.code || '+' || p.period, r.derived OR p.derived,
        r.built OR p.sum_of_parts, r.parts + 1, r.halves + (p.period_type = 'half_year')::INTEGER
    FROM reach r JOIN piece p USING (party)
    WHERE p.first_day = r.end_day + 1
)
-- derived ones only where nothing reported reaches from 1 January; of equal stretches the one of stated totals, then the fewest
-- parts, halves before nine months
SELECT party, first_day, end_day, path, code, parts, coalesce(end_day = max(end_day) FILTER (first_day = make_date(year, 1, 1)) OVER (
    PARTITION BY party) AND first_day = make_date(year, 1, 1), false) AS best
FROM (SELECT * FROM reach
    QUALIFY (NOT derived OR bool_and(derived OR first_day > make_date(year, 1, 1)) OVER (PARTITION BY party))
        AND row_number() OVER (PARTITION BY party, first_day, end_day ORDER BY derived, built, parts, halves DESC, code) = 1);

-- the stretches of several pieces, each beside its first
CREATE TEMP TABLE put_together AS
SELECT t.party, t.path[1] AS id, any_value(p.target) AS target, t.end_day, any_value(t.code) AS code, any_value(t.best) AS best,
    sum(p.value) AS value, joint_qualifier(list(p.qualifier)) AS qualifier, bool_or(p.at_least) AS at_least, bool_or(p.sum_of_parts) AS sum_of_parts,
    bool_or(p.derived) AS derived, list_sort(list_distinct(flatten(list(coalesce(p.narrows, []))))) AS narrows,
    flatten(list(coalesce(p.disputes, []) ORDER BY p.end_day)) AS disputes,
    flatten(list(coalesce(p.sources, [p.source]) ORDER BY p.end_day)) AS sources,
    flatten(list(coalesce(p.ids, [p.id]) ORDER BY p.end_day)) AS ids
FROM (SELECT *, unnest(path) AS id FROM tiling WHERE parts > 1) t JOIN piece p USING (party, id)
GROUP BY t.party, t.path[1], t.first_day, t.end_day;

-- what is told of answers that rest on several figures or sources: few, so that all others are sorted without lists
CREATE TEMP TABLE several AS
SELECT id, target, end_day, coalesce(narrows, []) AS narrows, coalesce(disputes, []) AS disputes, sources, coalesce(ids, [id]) AS ids
FROM single WHERE sources IS NOT NULL
UNION ALL SELECT id, target, end_day, narrows, disputes, sources, ids FROM put_together;

-- `best` marks the body's own figure of the year: of flows the longest stretch from 1 January. Of others what is reported before what
-- is derived, a stated total before a sum of parts, a date before a term; then the latest: of partial dates the more precise inside
-- the same year or month, else the later end. Of shares, the full year's first.
-- All in the order in which they are asked for, what is asked of provinces together: sorted by numbers first, then told in words.
CREATE TABLE answering AS
WITH entry AS (
    SELECT * EXCLUDE (mark, narrows, disputes, sources, ids), true AS is_stated,
        NOT is_flow OR first_day = make_date(year, 1, 1) AS best
    FROM single ANTI JOIN many_a_year USING (mark, enters)
    UNION ALL
    SELECT * EXCLUDE (mark, narrows, disputes, sources, ids), true,
        row_number() OVER (PARTITION BY body, indicator, unit, target, boundary, year
            ORDER BY derived, sum_of_parts, period_type = 'term', is_full_year DESC, precision > 1 DESC, month(end_day) DESC, precision DESC,
                end_day DESC, period_type = 'as_of' DESC, period) = 1
    FROM single SEMI JOIN many_a_year USING (mark, enters)
    WHERE NOT is_flow
    UNION ALL
    -- of two that state the same stretch one enters the year
    SELECT p.* EXCLUDE (mark, party, narrows, disputes, sources, ids) REPLACE (t.best IS NOT NULL AS enters), true,
        coalesce(t.best, false)
    FROM piece p LEFT JOIN tiling t ON t.party = p.party AND t.path[1] = p.id AND t.parts = 1
    UNION ALL
    SELECT p.* EXCLUDE (mark, party, narrows, disputes, sources, ids)
            REPLACE (t.end_day AS end_day, t.code AS period, t.value AS value, t.qualifier AS qualifier,
            t.end_day < make_date(p.year, 12, 31) AS partial, t.at_least AS at_least, t.sum_of_parts AS sum_of_parts,
            t.derived AS derived, NULL AS base), false, t.best
    FROM put_together t JOIN piece p USING (party, id)
)
SELECT f.number, b.organization, b.province, b.kind, b.place, b.region63, b.region34, i.indicator, i.kind AS indicator_kind, f.unit,
    f.is_count, f.boundary, t.breakdown, f.period_type, f.period, f.start_day, f.end_day, f.precision, f.is_stated,
    CASE WHEN f.enters THEN f.year END AS year, f.first_day, f.partial, f.best,
    CASE WHEN f.is_flow OR f.is_full_year THEN 3 ELSE f.precision END AS precision_in_year, f.value, f.qualifier, f.derived, f.at_least,
    f.sum_of_parts, coalesce(array_length(m.disputes), 0) > 0 AS disputed, coalesce(m.narrows, []) AS narrows,
    coalesce(m.disputes, []) AS disputes, coalesce(m.sources, [f.source]) AS sources, coalesce(m.ids, [f.id]) AS ids, f.base, f.of_units
FROM (SELECT $before + row_number() OVER () AS number, *
        FROM (SELECT * FROM entry ORDER BY kind_number, indicator, target, year, body, end_day, id)) f
    JOIN body b ON b.number = f.body JOIN indicator i ON i.number = f.indicator JOIN breakdown t ON t.number = f.target
    LEFT JOIN several m ON m.id = f.id AND m.target = f.target AND m.end_day = f.end_day;

CREATE VIEW stated AS
SELECT number, organization, indicator, indicator_kind, unit, is_count, boundary, start_day, end_day, precision, breakdown, period_type,
    period, value, qualifier, derived, at_least, sum_of_parts, narrows, disputes, sources, ids, base, of_units, province, kind, place,
    region63, region34, disputed
FROM answering WHERE is_stated;

CREATE VIEW resolved AS
SELECT number, organization, indicator, unit, breakdown, boundary, year, first_day, end_day, period AS code, value, qualifier, partial,
    at_least, sum_of_parts, derived, narrows, disputes, sources, ids, base, of_units, precision_in_year AS precision, best, province,
    kind, place, region63, region34, disputed
FROM answering WHERE year IS NOT NULL;

-- Rule 5: where a body and its successor may both have a figure of the year; `chained`: succeeded within its province. Few rows: a
-- question looks here whether its statement needs the steps for it.
CREATE TABLE handed_over AS
SELECT DISTINCT s.indicator, s.kind, s.province, s.place, h.year, c.organization IS NOT NULL AS chained
FROM stated s JOIN (SELECT DISTINCT organization, year FROM handover WHERE NOT follows) h ON h.organization = s.organization
    AND h.year = CASE WHEN s.period_type = 'term' THEN year(s.start_day) ELSE year(s.end_day) END
    LEFT JOIN succession c ON c.organization = s.organization AND c.year = h.year AND c.ends
ORDER BY ALL;

-- Targets: the year's own, else that of a term which is set for each of its years; those of other periods have no year, nor has
-- what is to happen by a day before its end. Of a range the lower bound, whichever was published last; of several the newest. Who set
-- it does not matter unless it is asked for.
CREATE TABLE target AS
WITH set_for AS (
    SELECT o.*, unnest(CASE
            WHEN period_type = 'term' AND contains(note, 'yearly') THEN range(year(start_day), year(end_day) + 1)
            WHEN end_day = make_date(year(end_day), 12, 31) AND (period_type = 'as_of' OR start_day = make_date(year(end_day), 1, 1))
                OR period_type = 'as_of' AND NOT i.of_flow THEN [year(end_day)]
            ELSE [NULL] END)::INTEGER AS year
    FROM observation o JOIN (SELECT indicator, of_flow FROM indicator) i USING (indicator)
    WHERE status = 'target'
), asked_for AS (
    SELECT s.* REPLACE (s.stated_breakdown AS breakdown) FROM set_for s
    UNION ALL
    SELECT s.* REPLACE (n.target AS breakdown) FROM set_for s JOIN narrowing n USING (breakdown)
    WHERE n.by_setter AND NOT n.all_levels
), bounded AS (
    SELECT *, qualifier IN ('le', 'lt') AND value > min(value) FILTER (qualifier IN ('ge', 'gt')) OVER (
        PARTITION BY organization, indicator, unit, breakdown, period_type, period, year) AS is_upper
    FROM asked_for
)
SELECT row_number() OVER () + (SELECT coalesce(max(number), 0) FROM answering) AS number, f.*
FROM (SELECT organization, indicator, unit, breakdown, year, value, period AS code, qualifier, false AS at_least, [source] AS sources,
        [id] AS ids
    FROM bounded
    QUALIFY row_number() OVER (PARTITION BY organization, indicator, unit, breakdown, year, CASE WHEN year IS NULL THEN period END
        ORDER BY period_type = 'term', coalesce(is_upper, false), published_day DESC NULLS LAST, source, id) = 1
    ORDER BY indicator, unit, breakdown, year, organization, period) f;

CREATE VIEW told AS
SELECT number, organization, kind, province, breakdown, period AS code, qualifier, at_least, sum_of_parts, disputed, derived, narrows,
    disputes, sources, ids, of_units FROM answering
UNION ALL
SELECT number, organization, NULL, NULL, breakdown, code, qualifier, false, false, false, false, [], [], sources, ids, NULL FROM target;
