-- About: source
-- The first meeting was held and no next one has a date: second-meeting-days after it, or after the
-- last touch since. A planned step, or a second meeting, settles it; who is in Maintaining is past it.
-- (S0: ask for the second date before the first one is forgotten.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       s.touched_on + $second_meeting_days AS due_on,
       'call' AS verb,
       'set a second meeting' AS what,
       'first met {since}, no next meeting dated' AS why,
       s.meeting_on AS since_on
FROM sources s
WHERE s.stage IN ('first', 'trust') AND s.standing = 'live' AND s.archived = 0 AND s.step_on IS NULL
      AND s.meetings = 1 AND s.meeting_on >= $owed_from
