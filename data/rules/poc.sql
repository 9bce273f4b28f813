-- About: referral
-- The plan of care: to be sent within poc-days of the evaluation; to be signed in that time, unless an
-- order is on file and the plan was sent in time; to be certified again when the certification ends,
-- poc-recert-days at most. The first certification counts from the evaluation, a later signature from
-- its own day. (S4; 42 CFR 424.24, 89 FR 97710: thresholds differ by payer, so each is a setting.)
SELECT c.source_id AS source_id,
       c.id AS subject_id,
       c.due_on AS due_on,
       'plan' AS verb,
       CASE c.open WHEN 'send' THEN 'send the plan of care of R-'
                   WHEN 'sign' THEN 'get the plan of care signed, R-'
                   ELSE 'certify again, R-' END || c.number || COALESCE(' (' || c."for" || ')', '') AS what,
       CASE c.open WHEN 'send' THEN 'evaluated {since}, plan of care not sent'
                   WHEN 'sign' THEN 'sent {since}, not signed' || CASE WHEN c.order_on IS NULL THEN ', no order on file'
                                                                       ELSE ', sent late' END
                   ELSE 'certified {since}' END AS why,
       CASE c.open WHEN 'send' THEN c.evaluated_on WHEN 'sign' THEN c.poc_sent_on ELSE c.certified_on END AS since_on
FROM (SELECT b.*,
             CASE WHEN b.open <> 'certify' THEN b.evaluated_on + $poc_days
                  WHEN b.cert_end_on < b.certified_on + $poc_recert_days THEN b.cert_end_on
                  ELSE b.certified_on + $poc_recert_days END AS due_on
      FROM (SELECT r.*,
                   CASE WHEN r.poc_sent_on IS NULL AND r.poc_signed_on IS NULL THEN 'send'
                        WHEN r.poc_signed_on IS NULL
                             AND (r.order_on IS NULL OR r.poc_sent_on > r.evaluated_on + $poc_days) THEN 'sign'
                        ELSE 'certify' END AS open,
                   CASE WHEN r.poc_signed_on > r.evaluated_on + $poc_days THEN r.poc_signed_on
                        ELSE r.evaluated_on END AS certified_on
            FROM referrals r
            WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND r.status IN ('evaluated', 'active')
                  AND r.evaluated_on IS NOT NULL) b) c
WHERE c.evaluated_on >= $owed_from OR (c.open = 'certify' AND c.due_on >= $owed_from)
