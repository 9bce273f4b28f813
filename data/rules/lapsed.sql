-- About: source
-- A source that used to refer has sent nobody for longer than lapsed-days and than lapsed-gaps times
-- the middle gap between its own referrals, and nobody was in touch since. (S0, S1: notice who goes
-- quiet by their own rhythm, and ask why.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       g.due_on AS due_on,
       'call' AS verb,
       'ask how things are: no referral lately' AS what,
       'last referral {since}, ' || s.referrals || ' in all' AS why,
       s.referred_on AS since_on
FROM sources s JOIN
     (SELECT p.id AS id,
             CASE WHEN p.referred_on < $owed_from THEN $owed_from ELSE p.referred_on END
             + CASE WHEN p.twice > $lapsed_days THEN p.twice ELSE $lapsed_days END AS due_on
      FROM (SELECT b.id AS id, b.referred_on AS referred_on,
                   $lapsed_gaps * (SELECT gap
                       FROM (SELECT gap, ROW_NUMBER() OVER (ORDER BY gap) AS nth
                             FROM (SELECT r.received_on - LAG(r.received_on) OVER (ORDER BY r.received_on, r.id) AS gap
                                   FROM referrals r WHERE r.source_id = b.id AND r.direction = 'in') gaps
                             WHERE gap IS NOT NULL) sorted
                       WHERE nth = b.referrals / 2) AS twice
            FROM sources b WHERE b.referrals >= 2) p) g ON g.id = s.id
WHERE s.standing = 'live' AND s.archived = 0 AND (s.counted_on IS NULL OR s.counted_on < g.due_on)
