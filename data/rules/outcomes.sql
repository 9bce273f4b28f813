-- About: source
-- A source that refers (within active-days) has seen no summary of outcomes and NPS for outcomes-days;
-- a report on one patient is none. (S0, S4: show what became of their patients, good and bad.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN o.refers_on > o.shown_on + $outcomes_days THEN o.refers_on ELSE o.shown_on + $outcomes_days END AS due_on,
       'report' AS verb,
       'share outcomes and NPS of their patients' AS what,
       CASE WHEN s.outcomes_on IS NULL THEN 'refers since {since}, never shown' ELSE 'last shown {since}' END AS why,
       COALESCE(s.outcomes_on, s.first_referred_on) AS since_on
FROM sources s JOIN
     (SELECT d.id AS id,
             d.shown_on AS shown_on,
             (SELECT MIN(r.received_on) FROM referrals r WHERE r.source_id = d.id AND r.direction = 'in'
              AND r.received_on >= d.shown_on + $outcomes_days - $active_days) AS refers_on
      FROM (SELECT p.id AS id,
                   CASE WHEN COALESCE(p.outcomes_on, p.first_referred_on) < $owed_from THEN $owed_from
                        ELSE COALESCE(p.outcomes_on, p.first_referred_on) END AS shown_on
            FROM sources p WHERE p.referrals > 0) d) o ON o.id = s.id
WHERE s.standing = 'live' AND s.archived = 0 AND o.refers_on IS NOT NULL
