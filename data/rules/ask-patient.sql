-- About: referral
-- A patient who left well (NPS 9 or 10) was not asked yet to tell others, ask-patient-days after
-- discharge. (S2: patients send patients when they are asked directly.)
SELECT r.source_id AS source_id,
       r.id AS subject_id,
       r.discharged_on + $ask_patient_days AS due_on,
       'ask' AS verb,
       'the patient of R-' || r.number || ' to tell others (NPS ' || r.nps || ')' AS what,
       'discharged {since}, NPS ' || r.nps || ', not asked' AS why,
       r.discharged_on AS since_on
FROM referrals r
WHERE r.direction = 'in' AND r.status = 'discharged' AND r.nps >= 9 AND r.asked_on IS NULL AND r.discharged_on >= $owed_from
