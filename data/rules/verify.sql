-- About: source
-- Their phone, fax and address were not checked for verify-days, counted from owed-from at the
-- earliest. (S1: current contact details.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN COALESCE(s.verified_on, s.added_on) < $owed_from THEN $owed_from
            ELSE COALESCE(s.verified_on, s.added_on) END + $verify_days AS due_on,
       'check' AS verb,
       'their phone, fax and address' AS what,
       CASE WHEN s.verified_on IS NULL THEN 'added {since}, never checked' ELSE 'last checked {since}' END AS why,
       COALESCE(s.verified_on, s.added_on) AS since_on
FROM sources s
WHERE s.standing = 'live' AND s.archived = 0 AND COALESCE(s.verified_on, s.added_on) IS NOT NULL
