# referrals --filter against a second computation: SQL over the made-up clinic that reads records alone, no kept queue and no summary.
today="--today 2026-03-10"
day=20522
rapport $today sample >/dev/null 2>&1
rapport $today config owed-from 2026-02-01 2>/dev/null # the made-up clinic has little owed
db=$HOME/.local/share/rapport/clinic.db
lead() # ARGUMENTS...
{
	rapport $today referral "$@" >"$HOME/.tmp/lead" 2>&1 || fail "referral $*" "$(cat "$HOME/.tmp/lead")"
}
# plans of care in each state, bad news, an archived source, and what a person put off or dropped
lead R-1333 --poc-sent-on "" --poc-signed-on "" --cert-end-on ""
lead R-1332 --poc-signed-on "" --order-on ""
lead R-1330 --cert-end-on 10d
lead R-1329 --cert-end-on 20d --challenge yes
lead R-1326 --nps 3
lead R-1325 --challenge yes --challenge-told-on today
lead R-1320 --status active
lead R-1319 --status no_show
lead R-1271 --status evaluated --challenge yes
item() # RULE REF
{
	echo "$1:$(sqlite3 "$db" "SELECT id FROM referrals WHERE number = $2")"
}
rapport $today drop "$(item bad-news 1326)" 2>/dev/null
rapport $today later "$(item thank 1336)" 2w 2>/dev/null
rapport $today drop "$(item thank 1335)" 2>/dev/null
sqlite3 "$db" "SELECT name FROM sources WHERE id = (SELECT source_id FROM referrals WHERE number = 1333)" >"$HOME/.tmp/archived"
cat >"$HOME/.tmp/views.sql" <<SQL
CREATE TEMP VIEW facts AS SELECT r.*,
	20485 AS owed,
	(SELECT MAX(t."on") FROM touches t WHERE t.referral_id = r.id
		AND (t.channel = 'report' OR t.purpose = 'progress' OR t.purpose = 'outcomes')) AS told,
	EXISTS (SELECT 1 FROM touches t WHERE t.referral_id = r.id AND t.purpose = 'thank') AS thanks,
	r.direction = 'in' AND r.source_id IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.id = r.source_id AND s.archived = 1) AS ours,
	COALESCE(r.challenge_on, r.discharged_on, r.evaluated_on, r.received_on) AS heard,
	CASE WHEN r.poc_signed_on IS NULL AND (r.poc_sent_on IS NULL OR r.order_on IS NULL) THEN r.evaluated_on + 30
		ELSE MIN(COALESCE(r.cert_end_on, 9999999), COALESCE(r.poc_signed_on, r.poc_sent_on) + 90) END AS renew
	FROM referrals r;
CREATE TEMP VIEW asked AS
	SELECT id, 'thank' AS rule, received_on + 1 AS due FROM facts
		WHERE ours AND received_on >= owed AND NOT thanks AND COALESCE(thank, '') <> 'none'
	UNION ALL SELECT id, 'bad-news', heard FROM facts
		WHERE ours AND (challenge = 1 OR nps < 7) AND challenge_told_on IS NULL AND heard >= owed
	UNION ALL SELECT id, 'report-evaluation', evaluated_on + 7 FROM facts
		WHERE ours AND status IN ('active', 'evaluated') AND evaluated_on >= owed AND COALESCE(told, 0) < evaluated_on
	UNION ALL SELECT id, 'report-progress', told + 30 FROM facts
		WHERE ours AND status = 'active' AND told >= owed AND told >= evaluated_on
	UNION ALL SELECT id, 'report-discharge', discharged_on + 7 FROM facts
		WHERE ours AND status = 'discharged' AND discharged_on >= owed AND COALESCE(told, 0) < discharged_on
	UNION ALL SELECT id, 'poc', renew FROM facts
		WHERE ours AND status IN ('active', 'evaluated') AND evaluated_on >= owed;
CREATE TEMP VIEW stands AS SELECT a.id, a.rule, CASE WHEN d.until_on > a.due THEN d.until_on ELSE a.due END AS due
	FROM asked a LEFT JOIN dismissals d ON d.subject_id = a.id AND d.rule = a.rule
	WHERE COALESCE(d.how, '') <> 'drop' OR d.due_on <> a.due;
SQL
second() # CONDITION: the numbers in their order
{
	sqlite3 "$db" ".read $HOME/.tmp/views.sql" \
		"SELECT f.number FROM facts f WHERE ($1) AND ${2:-1} ORDER BY f.received_on DESC, f.id DESC" | tr '\n' ' '
}
first() # ARGUMENTS...
{
	rapport $today referrals --most 1000 --json "$@" | grep -o '"number":[0-9]*' | cut -d: -f2 | tr '\n' ' '
}
unthanked="f.id IN (SELECT id FROM stands WHERE rule = 'thank')"
loop="f.id IN (SELECT id FROM stands WHERE rule IN ('thank', 'bad-news', 'report-evaluation', 'report-discharge')
	OR (rule = 'report-progress' AND due <= $day))"
poc="f.id IN (SELECT s.id FROM stands s WHERE s.rule = 'poc' AND (f.poc_signed_on IS NULL
	AND (f.poc_sent_on IS NULL OR f.order_on IS NULL) OR s.due <= $day + 14))"
no_amount="f.direction = 'in' AND f.status IN ('evaluated', 'active', 'discharged')
	AND MAX(COALESCE(f.billed_cents, 0), COALESCE(f.received_cents, 0)) = 0"
active="f.direction = 'in' AND f.status IN ('evaluated', 'active')"
compare() # WHEN SECOND-ARGUMENTS FIRST-ARGUMENTS...
{
	local when=$1 also=$2 pair

	shift 2
	is "all, $when" "$(first "$@")" "$(second 1 "$also")"
	is "unthanked, $when" "$(first --filter unthanked "$@")" "$(second "$unthanked" "$also")"
	is "loops, $when" "$(first --filter loop "$@")" "$(second "$loop" "$also")"
	is "plans, $when" "$(first --filter poc "$@")" "$(second "$poc" "$also")"
	is "no amount, $when" "$(first --filter no-amount "$@")" "$(second "$no_amount" "$also")"
	is "in treatment, $when" "$(first --filter active "$@")" "$(second "$active" "$also")"
	is "to them, $when" "$(first --filter out "$@")" "$(second "f.direction = 'out'" "$also")"
}
compare "everybody" ""
for filter in "$unthanked" "$loop" "$poc" "$no_amount" "$active"; do
	[ "$(second "$filter" | wc -w)" -ge 1 ] || fail "something to compare" "$filter"
done
has "put off is unthanked still" "$(first --filter unthanked)" 1336
hasnt "dropped is not" "$(first --filter unthanked)" 1335
has "an open plan of care" "$(first --filter poc)" 1333
kim=$(sqlite3 "$db" "SELECT id FROM sources WHERE name = 'Dr. Alan Kim'")
compare "of one" "f.source_id = $kim" "Dr. Alan Kim"
compare "since a day" "f.received_on >= 20466" --since "13 jan"
# what is owed to who is archived is not owed
rapport --db "$db" $today --script - --size 80x24 >/dev/null 2>&1 <<KEYS
/
type $(cat "$HOME/.tmp/archived")
Enter Del
KEYS
is "they are archived" "$(sqlite3 "$db" "SELECT s.archived FROM sources s JOIN referrals r ON r.source_id = s.id WHERE r.number = 1333")" 1
compare "with somebody archived" ""
hasnt "their plan of care is not asked for" "$(first --filter poc)" 1333
check "all is whole" 0 rapport $today check
