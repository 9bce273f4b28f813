-- About: source
-- The evidence for the next stage is complete: from First impression with the first referral; from
-- Building trust with move-on-referrals within move-on-days, all thanked and reported on. It is due
-- on the day that made it complete. (S4: three stages, each earned.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE s.stage WHEN 'first' THEN f.first_on WHEN 'trust' THEN f.closed_on END AS due_on,
       'move' AS verb,
       CASE s.stage WHEN 'first' THEN 'to Building trust' ELSE 'to Maintaining' END AS what,
       CASE s.stage WHEN 'first' THEN 'first referral {since}'
                    ELSE $move_on_referrals || ' referrals in ' || $move_on_days || ' days, loops closed' END AS why,
       CASE s.stage WHEN 'first' THEN f.first_on ELSE s.referred_on END AS since_on
FROM sources s JOIN
     (SELECT p.id AS id,
             (SELECT MIN(r.received_on) FROM referrals r
              WHERE r.source_id = p.id AND r.direction = 'in' AND r.received_on >= $owed_from) AS first_on,
             (SELECT r.received_on FROM referrals r WHERE r.source_id = p.id AND r.direction = 'in'
              ORDER BY r.received_on DESC, r.id DESC LIMIT 1 OFFSET $move_on_referrals - 1) AS nth_on,
             (SELECT MAX(MAX(r.received_on, COALESCE(r.thanked_on, r.received_on),
                             COALESCE(r.challenge_told_on, r.received_on),
                             COALESCE((SELECT MIN(t."on") FROM touches t
                                       WHERE t.referral_id = r.id
                                       AND (t.purpose IN ('progress', 'outcomes') OR t.channel = 'report')
                                       AND t."on" >= CASE r.status WHEN 'discharged' THEN r.discharged_on
                                                                   WHEN 'evaluated' THEN r.evaluated_on
                                                                   WHEN 'active' THEN r.evaluated_on END),
                                      r.received_on)))
              FROM referrals r WHERE r.source_id = p.id AND r.direction = 'in'
              AND r.received_on >= p.referred_on - $move_on_days) AS closed_on
      FROM sources p WHERE p.referrals > 0 AND p.stage <> 'maintain') f ON f.id = s.id
WHERE s.standing = 'live' AND s.archived = 0
      AND ((s.stage = 'first' AND f.first_on IS NOT NULL)
           OR (s.stage = 'trust' AND s.referred_on >= $owed_from AND f.nth_on >= s.referred_on - $move_on_days
               AND NOT EXISTS (SELECT 1 FROM dues d WHERE d.source_id = s.id
                               AND d.rule IN ('thank', 'bad-news', 'report-evaluation', 'report-discharge'))))
