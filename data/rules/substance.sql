-- About: source
-- Touches go on, but for substance-days none said anything of their patients or their problems. (S2:
-- lunches alone are no relationship.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN COALESCE(s.substantive_on, s.first_touch_on) < $owed_from THEN $owed_from
            ELSE COALESCE(s.substantive_on, s.first_touch_on) END + $substance_days AS due_on,
       'call' AS verb,
       'something of substance: an outcome, a question, news' AS what,
       CASE WHEN s.substantive_on IS NULL THEN 'in touch since {since}, never of substance'
            ELSE 'last of substance {since}' END AS why,
       COALESCE(s.substantive_on, s.first_touch_on) AS since_on
FROM sources s
WHERE s.standing = 'live' AND s.archived = 0 AND s.touched_on > COALESCE(s.substantive_on, s.first_touch_on)
