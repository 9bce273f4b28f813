-- About: referral
-- Evaluated, and the source was sent no report since: report-evaluation-days after the evaluation.
-- (S0, S4: tell them what you found while they still remember the patient.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.evaluated_on + $report_evaluation_days AS due_on,
       'report' AS verb,
       'send the evaluation of R-' || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       'R-' || r.number || ' evaluated {since}, not reported' AS why,
       r.evaluated_on AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND r.status IN ('evaluated', 'active')
      AND r.evaluated_on >= $owed_from AND (r.reported_on IS NULL OR r.reported_on < r.evaluated_on)
