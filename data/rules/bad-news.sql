-- About: referral
-- A setback or an unhappy patient (the flag, or NPS 0 to 6) of which the source has not heard: due
-- the day it was flagged. (S0: they hear bad news from us first.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       COALESCE(r.challenge_on, r.discharged_on, r.evaluated_on, r.received_on) AS due_on,
       'call' AS verb,
       'tell them of the setback with R-' || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       'R-' || r.number || CASE WHEN r.challenge = 1 THEN ' had a setback {since}' ELSE ' gave NPS ' || r.nps || ' {since}' END
              || ', not told' AS why,
       COALESCE(r.challenge_on, r.discharged_on, r.evaluated_on, r.received_on) AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND (r.challenge = 1 OR r.nps <= 6) AND r.challenge_told_on IS NULL
      AND COALESCE(r.challenge_on, r.discharged_on, r.evaluated_on, r.received_on) >= $owed_from
