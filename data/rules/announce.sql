-- About: recipient
-- News that a chosen source was not told yet: from the day of the announcement. Nobody is told while
-- they are paused or let go; nothing announced before owed-from is owed. (S0, S4: new services reach
-- every partner, one by one.)
SELECT c.source_id AS source_id,
       c.id AS subject_id,
       a."on" AS due_on,
       COALESCE(c.channel, 'call') AS verb,
       'tell the news: ' || a.title AS what,
       'announced {since}, not told yet' AS why,
       a."on" AS since_on
FROM recipients c JOIN announcements a ON a.id = c.announcement_id JOIN sources s ON s.id = c.source_id
WHERE c.told_on IS NULL AND s.standing = 'live' AND a."on" >= $owed_from
