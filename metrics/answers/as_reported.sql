-- A merged unit's flow of a year in a sum as reported (rule 10): beside those with whom the unit's own second half tiles a year each
-- predecessor stands with what it states itself, however far that reaches.
-- In:  asked, longest (chains.sql), predecessor (predecessors.sql), begun, tiled (territory.sql)
-- Out: chosen, used  in the place of those of territory.sql

CREATE VIEW chosen AS
SELECT * FROM (
    SELECT * REPLACE (CASE WHEN by_all OR NOT has_whole THEN continued_to END AS continued_to) FROM begun WHERE sound OR whole_follows)
QUALIFY row_number() OVER (PARTITION BY key, counts_as, year
    ORDER BY (coalesce(continued_to, reach), continued_to IS NOT NULL, by_all, reach) DESC) = 1;

CREATE VIEW used AS
SELECT s.* EXCLUDE (turn, reach, joint) FROM longest s ANTI JOIN tiled USING (key, counts_as, year)
WHERE s.province = s.counts_as
UNION ALL
SELECT s.* EXCLUDE (turn, reach, joint) REPLACE (true AS continued, t.continued_to < make_date(t.year, 12, 31) AS partial,
    CASE WHEN NOT t.whole_follows THEN s.whole END AS whole, CASE WHEN NOT t.whole_follows THEN s.wholes END AS wholes)
FROM predecessor s JOIN tiled t USING (key, counts_as, year, reach)
WHERE t.continued_to IS NOT NULL AND (s.sound OR t.whole_follows)
UNION ALL
SELECT s.* REPLACE (t.continued_to < make_date(t.year, 12, 31) AS partial,
    CASE WHEN t.whole_follows THEN s.whole END AS whole, CASE WHEN t.whole_follows THEN s.wholes END AS wholes)
FROM asked s JOIN tiled t USING (key, counts_as, year)
WHERE s.province = s.counts_as AND s.first_day = t.reach + 1 AND s.end_day = t.continued_to
UNION ALL
SELECT s.* EXCLUDE (turn, reach, joint) FROM longest s JOIN tiled t USING (key, counts_as, year)
WHERE s.province <> s.counts_as AND (t.continued_to IS NULL OR NOT EXISTS (
    SELECT 1 FROM predecessor p
    WHERE p.key = s.key AND p.counts_as = s.counts_as AND p.year = s.year AND p.chain = s.chain AND p.reach = t.reach));
