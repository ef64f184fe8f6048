-- A merged unit's flow of a year: its own, else what all its predecessors state; with the unit's own continuation if that is longer
-- (rule 10).
-- In:  asked, longest (chains.sql), predecessor, shared, continuation (predecessors.sql)
-- Out: used  the figures that are added

CREATE VIEW begun AS
SELECT s.key, s.counts_as, s.year, s.reach, s.sound, s.has_whole, c.continued_to,
    s.by_all AND coalesce(c.whole_follows, false) AS whole_follows, s.by_all AND (s.all_sound OR coalesce(c.whole_follows, false)) AS by_all
FROM shared s LEFT JOIN continuation c USING (key, counts_as, year, reach);

-- what the unit adds is of all its territory: of a ratio it goes on only where all predecessors stand before it
CREATE VIEW chosen AS
SELECT * FROM (
    SELECT * REPLACE (CASE WHEN by_all OR NOT has_whole THEN continued_to END AS continued_to) FROM begun WHERE sound OR whole_follows)
QUALIFY row_number() OVER (PARTITION BY key, counts_as, year ORDER BY (by_all, coalesce(continued_to, reach), reach) DESC) = 1;

CREATE VIEW own AS
SELECT key, counts_as, year, max(reach) AS own_reach FROM longest
WHERE province = counts_as
GROUP BY key, counts_as, year;

CREATE VIEW tiled AS
SELECT c.* FROM chosen c LEFT JOIN own o USING (key, counts_as, year)
WHERE o.own_reach IS NULL OR c.by_all AND c.continued_to > o.own_reach;

CREATE VIEW used AS
SELECT s.* EXCLUDE (turn, reach, joint) FROM longest s ANTI JOIN tiled USING (key, counts_as, year)
WHERE s.province = s.counts_as
UNION ALL
SELECT s.* EXCLUDE (turn, reach, joint) REPLACE (s.continued OR t.continued_to IS NOT NULL AS continued,
    coalesce(t.continued_to, t.reach) < make_date(t.year, 12, 31) AS partial,
    CASE WHEN NOT t.whole_follows THEN s.whole END AS whole, CASE WHEN NOT t.whole_follows THEN s.wholes END AS wholes)
FROM predecessor s JOIN tiled t USING (key, counts_as, year, reach)
WHERE s.sound OR t.whole_follows
UNION ALL
SELECT s.* REPLACE (coalesce(t.continued_to, t.reach) < make_date(t.year, 12, 31) AS partial,
    CASE WHEN t.whole_follows THEN s.whole END AS whole, CASE WHEN t.whole_follows THEN s.wholes END AS wholes)
FROM asked s JOIN tiled t USING (key, counts_as, year)
WHERE s.province = s.counts_as AND s.first_day = t.reach + 1 AND s.end_day = t.continued_to;
