-- About: source
-- Touches go on, but the person in charge was not met face to face for decision-maker-days: only
-- the desk was. (S1: speak with the one who decides, not only with whoever is at the desk.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN COALESCE(s.met_on, s.first_touch_on, s.added_on) < $owed_from THEN $owed_from
            ELSE COALESCE(s.met_on, s.first_touch_on, s.added_on) END + $decision_maker_days AS due_on,
       'visit' AS verb,
       'meet in person, not only the desk' AS what,
       CASE WHEN s.met_on IS NULL THEN 'in touch since {since}, never met in person' ELSE 'last met {since}' END AS why,
       COALESCE(s.met_on, s.first_touch_on, s.added_on) AS since_on
FROM sources s
WHERE s.standing = 'live' AND s.archived = 0 AND s.decision_maker = 1
      AND s.counted_on > COALESCE(s.met_on, s.first_touch_on, s.added_on)
