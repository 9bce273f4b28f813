-- About: referral
-- A referral in without a thank-you touch that points at it: due thank-days after it came. A patient who sent a friend
-- is thanked without naming the friend, so neither the referral nor what it was for is told. (S1, S3: thank for every
-- referral, soon, in person or by hand. S2: patients send patients.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.received_on + $thank_days AS due_on,
       'thank' AS verb,
       COALESCE(r.thank, 'card')
           || CASE WHEN s.kind = 'patient' THEN ', without naming the friend'
                   ELSE ' for R-' || r.number || COALESCE(' (' || r."for" || ')', '') END AS what,
       CASE WHEN s.kind = 'patient' THEN 'sent somebody {since}, not thanked'
            ELSE 'R-' || r.number || ' came {since}, not thanked' END AS why,
       r.received_on AS since_on
FROM referrals r JOIN sources s ON s.id = r.source_id
WHERE r.direction = 'in' AND COALESCE(r.thank, '') <> 'none' AND r.thanked_on IS NULL
      AND r.received_on >= $owed_from
