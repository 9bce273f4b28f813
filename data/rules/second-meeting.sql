-- About: source
-- The first meeting was held second-meeting-days ago, nobody was in touch since and no next one has a
-- date. (S0: ask for the second date before the first one is forgotten.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       s.touched_on + $second_meeting_days AS due_on,
       'call' AS verb,
       'set a second meeting' AS what,
       'first met {since}, nothing since' AS why,
       s.touched_on AS since_on
FROM sources s
WHERE s.stage = 'first' AND s.standing = 'live' AND s.archived = 0 AND s.step_on IS NULL AND s.touched_on >= $owed_from
      AND s.meetings = 1 AND s.meeting_on = s.touched_on
