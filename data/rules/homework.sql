-- About: source
-- A source in First impression whose homework is open homework-days after it was added: fit, payers,
-- gatekeeper, how they present themselves. Fit and payers are known by themselves where the words of both
-- sides are there: the clinic's, and those of the source or its practice; the tag "no gatekeeper" says that
-- nobody stands before them. A day in "homework done" settles all of it, and so does a referral: who sends
-- patients is past it. (S4: know them before you knock.)
SELECT h.id AS source_id,
       h.id AS subject_id,
       CASE WHEN h.added_on < $owed_from THEN $owed_from ELSE h.added_on END + $homework_days AS due_on,
       'learn' AS verb,
       SUBSTR(h.fit_open || h.payers_open || h.gatekeeper_open || h.marketing_open, 3) AS what,
       'added {since}, homework open' AS why,
       h.added_on AS since_on
FROM (SELECT s.id AS id,
             s.added_on AS added_on,
             CASE WHEN s.fit IS NULL AND NOT s.payers_known AND NOT s.populations_known THEN ', fit' ELSE '' END AS fit_open,
             CASE WHEN s.payers_on IS NULL AND NOT s.payers_known THEN ', payers' ELSE '' END AS payers_open,
             CASE WHEN s.via_id IS NULL AND s.gatekeeper = 0 AND s.practice_id IS NOT NULL
                       AND NOT EXISTS (SELECT 1 FROM labels t WHERE t.of_id = s.id AND t."of" = 'source'
                                       AND t.type = 'tag' AND t.word = 'no gatekeeper')
                  THEN ', gatekeeper' ELSE '' END AS gatekeeper_open,
             CASE WHEN s.marketing_on IS NULL THEN ', marketing' ELSE '' END AS marketing_open
      FROM (SELECT s.*,
                   EXISTS (SELECT 1 FROM labels o WHERE o.of_id = 1 AND o."of" = 'clinic' AND o.type = 'payer')
                   AND EXISTS (SELECT 1 FROM labels t
                               WHERE t.type = 'payer' AND ((t.of_id = s.id AND t."of" = 'source')
                                                           OR (t.of_id = s.practice_id AND t."of" = 'practice')))
                   AS payers_known,
                   EXISTS (SELECT 1 FROM labels o WHERE o.of_id = 1 AND o."of" = 'clinic' AND o.type = 'population')
                   AND EXISTS (SELECT 1 FROM labels t
                               WHERE t.type = 'population' AND ((t.of_id = s.id AND t."of" = 'source')
                                                                OR (t.of_id = s.practice_id AND t."of" = 'practice')))
                   AS populations_known
            FROM sources s
            WHERE s.stage = 'first' AND s.standing = 'live' AND s.archived = 0 AND s.referrals = 0
                  AND s.added_on IS NOT NULL AND s.homework_on IS NULL) s) h
WHERE h.fit_open || h.payers_open || h.gatekeeper_open || h.marketing_open <> ''
