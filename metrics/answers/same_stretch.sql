-- The longest stretch that the bodies of a cell state in a year and in the year before; else the one that most do.
-- In:  placed  the stretches of chains.sql, each once for its own year (`role` now) and once for the next, with which it is compared
--              (before); `key` is that of the year compared, `base` that of the body whatever its region
--      party   bodies, and merged units with all their predecessors (merged_stretch.sql)
-- Out: used    the figures that are added
--      absent  the provinces of the others that state the year

-- a party to the comparison is a body with its successors
CREATE VIEW bodies AS
SELECT s.*, coalesce(l.lineage, s.organization) AS party, 1 AS weight, false AS is_whole
FROM placed s LEFT JOIN succession l ON l.organization = s.organization AND l.year = s.counted_in;

-- the end of a stretch as a day of any year; the end of February counts as such
CREATE VIEW spans AS
SELECT *, month(reach) * 100 + CASE WHEN reach = last_day(reach) THEN 99 ELSE day(reach) END AS stretch FROM party;

-- where a unit is compared as a whole, its parts are not
CREATE VIEW both_years AS
SELECT key, stretch, party, place, is_whole, max(weight) AS weight, CASE WHEN NOT is_whole THEN min(province) END AS province FROM spans
GROUP BY key, stretch, party, place, is_whole
HAVING count(DISTINCT role) = 2
QUALIFY is_whole = bool_or(is_whole) OVER (PARTITION BY key, place, stretch);

CREATE VIEW chosen_stretch AS
SELECT key, stretch FROM both_years
GROUP BY key, stretch
QUALIFY row_number() OVER (PARTITION BY key ORDER BY sum(weight) DESC, stretch DESC) = 1;

CREATE VIEW alike AS
SELECT b.* FROM both_years b SEMI JOIN chosen_stretch USING (key, stretch);

CREATE VIEW used AS
SELECT s.* FROM spans s SEMI JOIN alike USING (key, stretch, party, is_whole);

CREATE VIEW absent AS
SELECT s.key, list(DISTINCT s.province) AS missing FROM spans s
WHERE s.role = 'now' AND NOT s.is_whole AND NOT EXISTS (
    SELECT 1 FROM alike a WHERE a.key = s.key AND (a.party = s.party OR a.is_whole AND a.place = s.place))
GROUP BY s.key;
