-- About: source
-- A source that refers has seen no summary of outcomes and NPS for outcomes-days. (S0, S4: show what
-- became of their patients, good and bad.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN COALESCE(s.outcomes_on, s.first_referred_on) < $owed_from THEN $owed_from
            ELSE COALESCE(s.outcomes_on, s.first_referred_on) END + $outcomes_days AS due_on,
       'report' AS verb,
       'share outcomes and NPS of their patients' AS what,
       CASE WHEN s.outcomes_on IS NULL THEN 'refers since {since}, never shown' ELSE 'last shown {since}' END AS why,
       COALESCE(s.outcomes_on, s.first_referred_on) AS since_on
FROM sources s
WHERE s.standing = 'live' AND s.archived = 0
      AND s.referred_on + $active_days
          >= CASE WHEN COALESCE(s.outcomes_on, s.first_referred_on) < $owed_from THEN $owed_from
                  ELSE COALESCE(s.outcomes_on, s.first_referred_on) END + $outcomes_days
