-- Nobody has been in touch for longer than the cadence (14, 30, 90 days by stage, or the source's
-- own); an open step stills it, a touch with the gatekeeper counts. (S1, S2, S4: no source falls
-- off the list by accident.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       s.touch_due_on AS due_on,
       'touch' AS verb,
       'get in touch again' AS what,
       CASE WHEN s.counted_on IS NULL THEN 'added {since}, never in touch' ELSE 'last touch {since}' END AS why,
       s.clock_on AS since_on
FROM sources s
WHERE s.touch_due_on <= $horizon
