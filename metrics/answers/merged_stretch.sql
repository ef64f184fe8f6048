-- Where the merger lies between the two years of same_stretch.sql: a merged unit beside all its predecessors.
-- In:  placed, later (stretches.py), asked, standing, shared (predecessors.sql), merger (store.py)
-- Out: whole_before, whole_now
--      absent  as in same_stretch.sql; in the year of the merger the unit's predecessors are named, as it is compared by them

CREATE VIEW whole_before AS
SELECT s.*, s.place AS party, m.predecessors AS weight, true AS is_whole
FROM placed s JOIN merger m ON m.unit = s.place
WHERE s.role = 'before' AND s.year = m.merged_in - 1 AND s.place <> s.province
QUALIFY count(DISTINCT s.province) OVER (PARTITION BY s.base, s.place, s.reach) = m.predecessors;

-- each day that the unit itself reaches from a later day on: of several the one counts that the year before reaches too
CREATE VIEW onward AS
SELECT DISTINCT key, counts_as, year, first_day - 1 AS reach, end_day AS continued_to
FROM asked
WHERE province = counts_as AND first_day > make_date(year, 1, 1);

-- stretches of all predecessors that the unit itself continues, unless it states the whole itself
CREATE VIEW goes_on AS
SELECT s.key AS base, s.counts_as, s.year, s.reach, c.continued_to
FROM shared s JOIN onward c USING (key, counts_as, year, reach)
WHERE s.by_all AND NOT EXISTS (
    SELECT 1 FROM standing o
    WHERE o.province = o.counts_as AND o.key = s.key AND o.counts_as = s.counts_as AND o.year = s.year AND o.reach = c.continued_to)
QUALIFY row_number() OVER (PARTITION BY s.key, s.counts_as, s.year, c.continued_to ORDER BY s.reach DESC) = 1;

CREATE VIEW whole_now AS
SELECT s.*, s.place AS party, m.predecessors AS weight, true AS is_whole
FROM placed s JOIN merger m ON m.unit = s.place
WHERE s.role = 'now' AND s.year = m.merged_in AND s.province = s.counts_as
UNION ALL
SELECT s.* REPLACE (g.continued_to AS reach, g.continued_to < make_date(g.year, 12, 31) AS partial), s.place, m.predecessors, true
FROM placed s JOIN goes_on g USING (base, counts_as, year, reach) JOIN merger m ON m.unit = s.place
WHERE s.role = 'now' AND s.province <> s.counts_as
UNION ALL
SELECT s.*, s.place, m.predecessors, true
FROM later s JOIN goes_on g USING (base, counts_as, year) JOIN merger m ON m.unit = s.place
WHERE s.role = 'now' AND s.province = s.counts_as AND s.first_day = g.reach + 1 AND s.end_day = g.continued_to;

CREATE VIEW lacking AS
SELECT DISTINCT s.key, coalesce(p.province, s.province) AS province FROM spans s
LEFT JOIN merger m ON m.unit = s.province AND m.merged_in = s.year
LEFT JOIN province p ON p.place = m.unit AND p.province <> m.unit
WHERE s.role = 'now' AND NOT s.is_whole AND NOT EXISTS (
    SELECT 1 FROM alike a WHERE a.key = s.key AND (a.party = s.party OR a.is_whole AND a.place = s.place));

CREATE VIEW absent AS
SELECT l.key, list(DISTINCT l.province) AS missing FROM lacking l
WHERE NOT EXISTS (SELECT 1 FROM alike a WHERE a.key = l.key AND a.province = l.province)
GROUP BY l.key;
