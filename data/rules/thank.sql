-- About: referral
-- A referral in without a thank-you touch that points at it: due thank-days after it came. (S1, S3:
-- thank for every referral, soon, in person or by hand.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.received_on + $thank_days AS due_on,
       'thank' AS verb,
       COALESCE(r.thank, 'card') || ' for R-' || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       'R-' || r.number || ' came {since}, not thanked' AS why,
       r.received_on AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND COALESCE(r.thank, '') <> 'none' AND r.thanked_on IS NULL
      AND r.received_on >= $owed_from
