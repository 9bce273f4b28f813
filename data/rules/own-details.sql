-- About: clinic
-- Our own address, phone and referral line on site, cards and profiles were not checked for
-- own-details-days. (S1: a referral lost to an old number is lost twice.)
SELECT NULL AS source_id,
       c.id AS subject_id,
       COALESCE(c.own_details_on, c.made_on) + $own_details_days AS due_on,
       'check' AS verb,
       'our own details on site, cards and profiles' AS what,
       CASE WHEN c.own_details_on IS NULL THEN 'never checked' ELSE 'last checked {since}' END AS why,
       COALESCE(c.own_details_on, c.made_on) AS since_on
FROM clinic c
WHERE COALESCE(c.own_details_on, c.made_on) IS NOT NULL
