-- About: referral
-- Discharged, and the source was sent no outcome since: report-discharge-days after discharge. (S0,
-- S4: close the loop on every patient.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.discharged_on + $report_discharge_days AS due_on,
       'report' AS verb,
       'send the outcome of R-' || r.number || COALESCE(' (' || r."for" || ')', '') AS what,
       'R-' || r.number || ' discharged {since}, outcome not sent' AS why,
       r.discharged_on AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.source_id IS NOT NULL AND r.status = 'discharged' AND r.discharged_on >= $owed_from
      AND (r.reported_on IS NULL OR r.reported_on < r.discharged_on)
