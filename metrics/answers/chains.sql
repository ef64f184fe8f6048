-- Flows of a year of bodies that hand over to one another (rules 1, 5). A body that ended inside the year and its successors form a
-- chain: the former's stretch and the latter's continuation are one.
-- In:  asked (statement.py), succession (store.py)
-- Out: standing  every stretch from 1 January that a body states, or that the bodies of a chain tile, by the day that it reaches
--      longest   each body's longest stretch, or its chain's

-- `turn`: whose stretch it is: 0 a body that goes on, 1 a chain, 2 a body that ended inside the year
CREATE VIEW january AS
SELECT a.* REPLACE (coalesce(c.chain, a.organization) AS chain), CASE WHEN c.ends THEN 2 ELSE 0 END AS turn, a.end_day AS reach,
    NULL::DATE AS joint
FROM asked a LEFT JOIN succession c USING (organization, year)
WHERE a.first_day = make_date(a.year, 1, 1);

CREATE VIEW following AS
SELECT a.* REPLACE (c.chain AS chain)
FROM asked a JOIN succession c USING (organization, year)
WHERE NOT c.ends AND a.first_day > make_date(a.year, 1, 1);

CREATE VIEW ended AS
SELECT chain, year, count(*) AS bodies FROM succession
WHERE ends
GROUP BY chain, year;

-- where the two adjoin; of a ratio, the denominators of the bodies that go on stand for all, else those of the bodies that ended: of
-- all of them, as those that go on have taken over from all
CREATE VIEW tile AS
SELECT n.key, n.chain, n.year, n.first_day AS joint, n.end_day AS reach, bool_and(n.whole IS NOT NULL) AS whole_follows
FROM following n JOIN january o USING (key, chain, year) JOIN ended e USING (chain, year)
WHERE o.turn = 2 AND n.first_day = o.end_day + 1
GROUP BY n.key, n.chain, n.year, n.first_day, n.end_day
HAVING (bool_and(n.sound) OR bool_and(o.sound)) AND (count(n.whole) + count(o.whole) = 0
    OR count(DISTINCT o.organization) = any_value(e.bodies))
QUALIFY row_number() OVER (PARTITION BY n.key, n.chain, n.year, n.end_day
    ORDER BY count(DISTINCT n.organization) + count(DISTINCT o.organization) DESC, n.first_day) = 1;

CREATE VIEW before_joint AS
SELECT o.* REPLACE (1 AS turn, t.reach AS reach, t.joint AS joint, true AS sound, true AS continued,
    t.reach < make_date(t.year, 12, 31) AS partial,
    CASE WHEN NOT t.whole_follows THEN o.whole END AS whole, CASE WHEN NOT t.whole_follows THEN o.wholes END AS wholes)
FROM january o JOIN tile t USING (key, chain, year)
WHERE o.turn = 2 AND t.joint = o.end_day + 1;

CREATE VIEW after_joint AS
SELECT n.* REPLACE (true AS sound,
        CASE WHEN t.whole_follows THEN n.whole END AS whole, CASE WHEN t.whole_follows THEN n.wholes END AS wholes),
    1 AS turn, t.reach, t.joint
FROM following n JOIN tile t USING (key, chain, year)
WHERE t.joint = n.first_day AND n.end_day <= t.reach
QUALIFY row_number() OVER (PARTITION BY n.key, n.year, n.organization, t.reach ORDER BY n.end_day DESC) = 1;

-- at each day the first of the turns speaks
CREATE VIEW standing AS
SELECT * FROM (SELECT * FROM january UNION ALL SELECT * FROM before_joint UNION ALL SELECT * FROM after_joint) s
QUALIFY turn + 3 * (NOT sound)::INTEGER = min(turn + 3 * (NOT sound)::INTEGER) OVER (PARTITION BY key, chain, year, reach);

-- the stretch that speaks for a chain
CREATE VIEW spoken AS
SELECT DISTINCT key, chain, year, turn, reach, joint FROM standing
WHERE turn < 2 AND sound
QUALIFY dense_rank() OVER (PARTITION BY key, chain, year ORDER BY reach DESC, turn, joint) = 1;

-- beside them the ended bodies for which no successor speaks, or that end before it begins
CREATE VIEW longest AS
SELECT s.* FROM standing s JOIN spoken p USING (key, chain, year, turn)
WHERE s.sound AND (p.turn = 0 OR s.reach = p.reach)
QUALIFY row_number() OVER (PARTITION BY s.key, s.year, s.organization ORDER BY s.reach DESC) = 1
UNION ALL
SELECT s.* FROM january s LEFT JOIN spoken p USING (key, chain, year)
WHERE s.turn = 2 AND s.sound AND (p.turn IS NULL OR p.turn = 1 AND s.end_day < p.joint AND NOT EXISTS (
    SELECT 1 FROM standing m
    WHERE m.turn = 1 AND m.reach = p.reach AND m.key = s.key AND m.year = s.year AND m.organization = s.organization))
QUALIFY row_number() OVER (PARTITION BY s.key, s.year, s.organization ORDER BY s.reach DESC) = 1;
