-- A referral in without a thank-you touch that points at it: due the day after it came, by the
-- setting thank-days. (S1, S3: thank for every referral, soon, in person or by hand.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.thank_due_on AS due_on,
       'thank' AS verb,
       COALESCE(r.thank, 'card') || ' for R-' || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       'R-' || r.number || ' came {since}, not thanked' AS why,
       r.received_on AS since_on
FROM referrals r
WHERE r.thank_due_on < 2932896
