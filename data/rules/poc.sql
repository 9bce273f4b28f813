-- About: referral
-- The plan of care: to be sent within poc-days of the evaluation; to be signed in that time where no
-- order is on file; to be certified again before the certification ends, poc-recert-days at most.
-- (S4; 42 CFR 424.24, 89 FR 97710: thresholds differ by payer, so each is a setting.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       CASE WHEN r.poc_sent_on IS NULL OR (r.poc_signed_on IS NULL AND r.order_on IS NULL)
                 THEN r.evaluated_on + $poc_days
            WHEN r.cert_end_on < COALESCE(r.poc_signed_on, r.poc_sent_on) + $poc_recert_days THEN r.cert_end_on
            ELSE COALESCE(r.poc_signed_on, r.poc_sent_on) + $poc_recert_days END AS due_on,
       'plan' AS verb,
       CASE WHEN r.poc_sent_on IS NULL THEN 'send the plan of care of R-'
            WHEN r.poc_signed_on IS NULL AND r.order_on IS NULL THEN 'get the plan of care signed, R-'
            ELSE 'certify again, R-' END || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       CASE WHEN r.poc_sent_on IS NULL THEN 'evaluated {since}, plan of care not sent'
            WHEN r.poc_signed_on IS NULL AND r.order_on IS NULL THEN 'sent {since}, no signature and no order on file'
            ELSE 'certified {since}' END AS why,
       CASE WHEN r.poc_sent_on IS NULL THEN r.evaluated_on
            WHEN r.poc_signed_on IS NULL AND r.order_on IS NULL THEN r.poc_sent_on
            ELSE COALESCE(r.poc_signed_on, r.poc_sent_on) END AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND r.status IN ('evaluated', 'active')
      AND r.evaluated_on >= $owed_from
