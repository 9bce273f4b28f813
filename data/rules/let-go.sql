-- About: source
-- Enough was tried: let-go-touches touches and let-go-days since the first, and not one referral. A
-- person decides, never earlier. "Seven touches" is an old saying of advertisers, not science: it is
-- a counter. A gatekeeper is never asked about: others refer through them. (S0, S3: sometimes it does
-- not work out, and the time is better spent elsewhere.)
SELECT s.id AS source_id,
       s.id AS subject_id,
       CASE WHEN e.enough_on < s.first_touch_on + $let_go_days THEN s.first_touch_on + $let_go_days
            ELSE e.enough_on END AS due_on,
       'review' AS verb,
       'go on, pause or let go?' AS what,
       s.touches || ' touches since {since}, no referral' AS why,
       s.first_touch_on AS since_on
FROM sources s JOIN
     (SELECT b.id AS id,
             CASE WHEN b.last_on < $owed_from THEN $owed_from ELSE b.last_on END AS enough_on
      FROM (SELECT p.id AS id,
                   (SELECT t."on" FROM touches t WHERE t.source_id = p.id ORDER BY t."on", t.id
                    LIMIT 1 OFFSET $let_go_touches - 1) AS last_on
            FROM sources p WHERE p.touches >= $let_go_touches) b) e ON e.id = s.id
WHERE s.standing = 'live' AND s.archived = 0 AND s.referrals = 0 AND s.gatekeeper = 0
