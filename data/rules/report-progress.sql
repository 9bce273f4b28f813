-- About: referral
-- A patient in treatment whose last report is report-progress-days old; what was due before owed-from
-- is not asked. (S0, S4: progress, good and bad, reaches the source from us.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.reported_on + $report_progress_days AS due_on,
       'report' AS verb,
       'send progress of R-' || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       'R-' || r.number || ' last reported {since}' AS why,
       r.reported_on AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND r.status = 'active'
      AND r.reported_on + $report_progress_days >= $owed_from AND r.reported_on >= r.evaluated_on
