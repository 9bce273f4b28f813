-- About: source
-- A source that used to refer has sent nobody for longer than lapsed-days and than lapsed-gaps times
-- the middle gap between its own referrals, and nobody was in touch since. (S0, S1: notice who goes
-- quiet by their own rhythm, and ask why.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN s.referred_on < $owed_from THEN $owed_from ELSE s.referred_on END
       + CASE WHEN $lapsed_gaps * s.usual_gap > $lapsed_days THEN $lapsed_gaps * s.usual_gap ELSE $lapsed_days END AS due_on,
       'call' AS verb,
       'ask how things are: no referral lately' AS what,
       'last referral {since}, ' || s.referrals || ' in all' AS why,
       s.referred_on AS since_on
FROM sources s
WHERE s.standing = 'live' AND s.archived = 0 AND s.usual_gap IS NOT NULL
      AND (s.counted_on IS NULL
           OR s.counted_on < CASE WHEN s.referred_on < $owed_from THEN $owed_from ELSE s.referred_on END
                             + CASE WHEN $lapsed_gaps * s.usual_gap > $lapsed_days THEN $lapsed_gaps * s.usual_gap
                                    ELSE $lapsed_days END)
