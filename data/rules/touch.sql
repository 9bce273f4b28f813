-- About: source
-- Nobody has been in touch for longer than the cadence: cadence-first, cadence-trust,
-- cadence-maintain days by stage, or the source's own. An open step stills it; a touch with the
-- gatekeeper counts; never touched counts from the day added, and nothing from before owed-from.
-- (S1, S2, S4: no source falls off the list by accident.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN s.clock_on < $owed_from THEN $owed_from ELSE s.clock_on END
       + COALESCE(s.cadence_days, CASE s.stage WHEN 'first' THEN $cadence_first WHEN 'trust' THEN $cadence_trust
                                               ELSE $cadence_maintain END) AS due_on,
       'touch' AS verb,
       'get in touch again' AS what,
       CASE WHEN s.counted_on IS NULL THEN 'added {since}, never in touch' ELSE 'last touch {since}' END AS why,
       s.clock_on AS since_on
FROM sources s
WHERE s.standing = 'live' AND s.archived = 0 AND s.step_on IS NULL
