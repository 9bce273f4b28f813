-- About: step
-- A step that a person planned is due. (S0: the next meeting has a date before this one ends.)
SELECT t.source_id AS source_id,
       t.id AS subject_id,
       t.due_on AS due_on,
       COALESCE(t.channel, 'call') AS verb,
       t.what AS what,
       'planned {since}' || COALESCE(' by ' || t.by, '') AS why,
       t.set_on AS since_on
FROM steps t
WHERE t.state = 'open'
