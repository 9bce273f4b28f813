-- About: source
-- A source that refers has seen no summary of outcomes and NPS for outcomes-days. (S0, S4: show what
-- became of their patients, good and bad.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       o.due_on AS due_on,
       'report' AS verb,
       'share outcomes and NPS of their patients' AS what,
       CASE WHEN o.last_on IS NULL THEN 'refers since {since}, never shown' ELSE 'last shown {since}' END AS why,
       COALESCE(o.last_on, o.first_on) AS since_on
FROM sources s JOIN
     (SELECT b.id AS id, b.last_on AS last_on, b.first_on AS first_on,
             CASE WHEN COALESCE(b.last_on, b.first_on) < $owed_from THEN $owed_from
                  ELSE COALESCE(b.last_on, b.first_on) END + $outcomes_days AS due_on
      FROM (SELECT p.id AS id,
                   (SELECT MAX(t."on") FROM touches t WHERE t.source_id = p.id AND t.purpose = 'outcomes') AS last_on,
                   (SELECT MIN(r.received_on) FROM referrals r WHERE r.source_id = p.id AND r.direction = 'in') AS first_on
            FROM sources p WHERE p.referrals > 0) b) o ON o.id = s.id
WHERE s.standing = 'live' AND s.archived = 0 AND s.referred_on + $active_days >= o.due_on
