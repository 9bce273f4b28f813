-- About: source
-- A paused source's date has come: look at it again. (S0: not now does not mean never.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       s.standing_until AS due_on,
       'reopen' AS verb,
       COALESCE('paused: ' || s.standing_reason, 'look at it again') AS what,
       'paused {since}' AS why,
       s.stage_on AS since_on
FROM sources s
WHERE s.standing = 'paused' AND s.archived = 0 AND s.standing_until IS NOT NULL
