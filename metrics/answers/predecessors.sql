-- What the predecessors of a merged unit state alike, and how the unit goes on from there (rule 10).
-- In:  asked, standing (chains.sql), merger (store.py)

CREATE VIEW predecessor AS
SELECT * FROM standing WHERE province <> counts_as;

CREATE VIEW all_of_place AS
SELECT p.key, p.counts_as, p.year, count(DISTINCT p.chain) AS chains, any_value(m.predecessors) AS provinces
FROM predecessor p JOIN merger m ON m.unit = p.counts_as
GROUP BY p.key, p.counts_as, p.year;

-- the days that they reach; `by_all`: is it stated by all that state anything, and by all provinces that there were?
CREATE VIEW shared AS
SELECT p.key, p.counts_as, p.year, p.reach, bool_or(p.sound) AS sound, bool_and(p.sound) AS all_sound,
    bool_or(p.whole IS NOT NULL) AS has_whole,
    count(DISTINCT p.chain) = any_value(a.chains) AND count(DISTINCT p.province) = any_value(a.provinces) AS by_all
FROM predecessor p JOIN all_of_place a USING (key, counts_as, year)
GROUP BY p.key, p.counts_as, p.year, p.reach;

CREATE VIEW continuation AS
SELECT key, counts_as, year, first_day - 1 AS reach, max(end_day) AS continued_to, bool_and(whole IS NOT NULL) AS whole_follows
FROM asked
WHERE province = counts_as AND first_day > make_date(year, 1, 1)
GROUP BY key, counts_as, year, first_day;
