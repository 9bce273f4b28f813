-- About: source
-- A source that used to refer has sent nobody for lapsed-days, or for lapsed-gaps times the middle gap
-- between its own referrals where that is longer. It asks while nobody is referred: a lunch or a card
-- does not still it. A touch with the purpose "check in", with them or their gatekeeper, answers it
-- (not more than a week before the day) and puts the next question off by the same span. (S0, S1:
-- notice who goes quiet by their own rhythm, and ask why.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN l.asked_on + l.span > l.quiet_on THEN l.asked_on + l.span ELSE l.quiet_on END AS due_on,
       'call' AS verb,
       'ask how things are: no referral lately' AS what,
       'last referral {since}, ' || s.referrals || ' in all' AS why,
       s.referred_on AS since_on
FROM sources s JOIN
     (SELECT g.id AS id,
             g.span AS span,
             g.last_on + g.span AS quiet_on,
             (SELECT MAX(t."on") FROM touches t WHERE t.source_id IN (g.id, g.via_id)
              AND t."on" >= g.last_on + g.span - 7 AND t.purpose = 'check_in') AS asked_on
      FROM (SELECT p.id AS id,
                   p.via_id AS via_id,
                   CASE WHEN p.referred_on < $owed_from THEN $owed_from ELSE p.referred_on END AS last_on,
                   CASE WHEN $lapsed_gaps * p.usual_gap > $lapsed_days THEN $lapsed_gaps * p.usual_gap
                        ELSE $lapsed_days END AS span
            FROM sources p WHERE p.referrals > 0) g) l ON l.id = s.id
WHERE s.standing = 'live' AND s.archived = 0
