# Stages: what is open and what shows it, ticks by a person, moves and their history, pause, let go, live again, the review.
today="--today 2026-03-10"
open_of() # WHO: the names of what is open
{
	rapport $today stage "$1" --json | python3 -c 'import json, sys
print(" ".join(r["name"] for r in json.load(sys.stdin)["evidence"] if not r["done"]))'
}
fact_of() # WHO NAME
{
	rapport $today stage "$1" --json | python3 -c 'import json, sys
print(next(r["fact"] for r in json.load(sys.stdin)["evidence"] if r["name"] == sys.argv[1]))' "$2"
}

check "somebody new" 0 rapport $today add "Dr. Ana Reyes" --practice "Reyes Clinic" --payers Aetna
check "and the desk" 0 rapport $today add "Rosa Delgado" --practice "Reyes Clinic" --kind front_desk --gatekeeper yes
check "what is open" 0 rapport $today stage reyes
has "the stage and its days" "$out" "Dr. Ana Reyes: 1 First impression, 0 days"
has "with what would settle it" "$out" "[ ]  payers overlap            rapport stage WHO --tick payers"
has "and no move yet" "$out" "No move yet"
is "all nine are open" "$(open_of reyes)" "fit payers marketing gatekeeper homework met asked pitch decides"
has "the card shows them too" "$(rapport $today show reyes)" "good fit [ ]  payers overlap [ ]  marketing looked at [ ]"

# --- facts ---
check "payers of ours" 0 rapport $today clinic --payers "Aetna, BCBS"
is "which payers overlap" "$(fact_of reyes payers)" "both take Aetna"
check "a visit" 0 rapport $today log reyes visit "how we treat knees" --on "1 mar" --purpose pitch
is "met in person, by the visit" "$(fact_of reyes met)" "visit, 01 Mar"
is "a pitch alone is half of it" "$(fact_of reyes pitch)" "pitch: visit, 01 Mar; no outcomes shown since"
check "outcomes, but before it" 0 rapport $today log reyes email "last year's figures" --on "28 feb" --purpose outcomes
has "do not count for it" "$(open_of reyes)" "pitch"
check "outcomes since" 0 rapport $today log reyes email "our figures" --on "3 mar" --purpose outcomes
is "do" "$(fact_of reyes pitch)" "pitch: visit, 01 Mar; outcomes: email, 03 Mar"
check "the question" 0 rapport $today log reyes call "what matters most?" --purpose ask
is "was asked" "$(fact_of reyes asked)" "asked: call, 10 Mar"
check "and answered" 0 rapport $today edit reyes --most-important "a fast first visit"
is "in their words" "$(fact_of reyes asked)" "“a fast first visit”"

# --- ticks ---
for name in marketing homework; do
	check "$name is ticked" 0 rapport $today stage reyes --tick $name
	hasnt "$name is done" "$(open_of reyes)" "$name"
	check "$name once more" 1 rapport $today stage reyes --tick $name
	check "undo" 0 rapport $today undo
	has "$name is open again" "$(open_of reyes)" "$name"
	check "redo" 0 rapport $today redo
	check "$name is taken back" 0 rapport $today stage reyes --untick $name
	has "$name is open once more" "$(open_of reyes)" "$name"
	check "which undo takes back" 0 rapport $today undo
	hasnt "so it is done" "$(open_of reyes)" "$name"
done
check "payers, though a fact shows it" 0 rapport $today stage reyes --tick payers
is "with the day" "$(fact_of reyes payers)" "both take Aetna; compared 10 Mar"
check "a fair fit" 0 rapport $today stage reyes --fit fair
has "is none yet" "$(open_of reyes)" "fit"
check "a good one" 0 rapport $today stage reyes --fit good
hasnt "is" "$(open_of reyes)" "fit"
check "the gatekeeper" 0 rapport $today stage reyes --gatekeeper rosa
is "by name" "$(fact_of reyes gatekeeper)" "Rosa Delgado"
check "or nobody" 0 rapport $today stage reyes --gatekeeper none
is "in words" "$(fact_of reyes gatekeeper)" "nobody stands before them"
check "as a tag" 0 rapport $today find "no gatekeeper"
check "or not known" 0 rapport $today stage reyes --gatekeeper unknown
has "is open" "$(open_of reyes)" "gatekeeper"
check "nobody is their own" 1 rapport $today stage reyes --gatekeeper reyes
check "they decide themselves" 0 rapport $today stage reyes --tick decides
is "and were met" "$(fact_of reyes decides)" "visit, 01 Mar"
is "one thing is left" "$(open_of reyes)" "gatekeeper"
check "what cannot be ticked" 2 rapport $today stage reyes --tick met
has "is said" "$err" "payers, marketing, homework and decides can"
check "a fit that is none" 2 rapport $today stage reyes --fit splendid
check "two things at a time" 2 rapport $today stage reyes --tick payers --fit good

# --- moves ---
check "moved on anyway" 0 rapport $today stage reyes 2 "a good start"
has "naming what is open" "$err" "Still open: gatekeeper known. Dr. Ana Reyes is now in Building trust."
check "the same stage again" 1 rapport $today stage reyes 2
is "then what trust asks for" "$(open_of reyes)" "referral loops"
check "a referral" 0 rapport $today refer reyes "JM 1" --on "8 mar"
is "by number" "$(fact_of reyes referral)" "R-1001, 08 Mar"
is "with the loop that is open" "$(fact_of reyes loops)" "R-1001 came 2 days ago, not thanked"
check "thanked" 0 rapport $today thank reyes card
is "closed" "$(fact_of reyes loops)" "every referral thanked for and reported on"
check "on to maintaining" 0 rapport --today 2026-04-02 stage reyes 3
has "nothing was open" "$err" "Dr. Ana Reyes is now in Maintaining."
hasnt "so nothing is named" "$err" "Still open"
check "a paused one" 0 rapport --today 2026-04-03 stage reyes pause "maternity leave" --until 2026-06-01
check "is shown so" 0 rapport --today 2026-04-10 stage reyes
has "until when and why" "$out" "Paused until Mon 1 Jun: maternity leave"
has "with all its moves" "$out" "03 Apr  Paused. maternity leave. (maria)"
has "newest first" "$out" "02 Apr  Now in Maintaining. (maria)"
has "with their reasons" "$out" "10 Mar  Now in Building trust. a good start. (maria)"
check "live again" 0 rapport --today 2026-04-11 stage reyes live
has "is said" "$err" "Dr. Ana Reyes is live again, in Maintaining."
check "who is live" 1 rapport --today 2026-04-11 stage reyes live
check "let go needs a reason" 1 rapport --today 2026-04-11 stage reyes letgo
check "a planned step" 0 rapport --today 2026-04-11 next reyes "20 apr" "call"
check "let go" 0 rapport --today 2026-04-11 stage reyes letgo "refers elsewhere"
has "says that nothing is asked" "$err" "is let go; nothing more will be asked"
is "nor is it" "$(rapport --today 2026-12-11 today --json | python3 -c 'import json, sys; print([r["rule"] for r in json.load(sys.stdin) if "Reyes" in r["source"]])')" "[]"
check "one undo" 0 rapport --today 2026-04-11 undo
has "brings the step back" "$(rapport --today 2026-04-11 show reyes)" "call, Mon 20 Apr"

# --- the review, early ---
check "the review" 0 rapport $today stage rosa --review
has "counts" "$out" "Touches           0 of 7"
has "months" "$out" "Months            none: never in touch"
check "of one who was tried" 0 rapport $today add "Dr. Slow"
for day in 2025-08-01 2025-09-01 2025-10-01 2025-11-01 2025-12-01 2026-01-05; do
	rapport $today log slow call "spoke" --on $day --purpose share 2>/dev/null
done
check "by a person, before it is asked" 0 rapport $today stage slow --review
has "six of seven" "$out" "Touches           6 of 7"
has "seven of six months" "$out" "Months            7 of 6 (221 of 180 days since the first touch)"
has "too early" "$out" "Too early to ask: 1 more touch, and not before 180 days."
is "and nothing asks" "$(rapport $today today --days 3000 --json | grep -c '"rule":"let-go"')" 0
rapport $today log slow call "the seventh" 2>/dev/null
is "at seven it does" "$(rapport $today today --json | grep -c '"rule":"let-go"')" 1
has "and the review too" "$(rapport $today stage slow --review)" "Enough was tried for the question"

# --- gatekeepers ---
check "a liaison" 0 rapport $today add "Gina Gate" --kind liaison --practice "Behind Group"
is "is a gatekeeper by the kind" "$(rapport $today show gina --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["source"]["gatekeeper"])')" True
check "one who is reached through a colleague" 0 rapport $today add "Dr. Behind" --practice "Behind Group"
check "who is no gatekeeper yet" 0 rapport $today add "Wanda Way" --practice "Behind Group"
rapport $today stage behind --gatekeeper wanda >/dev/null 2>&1
is "is one by that" "$(rapport $today show wanda --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["source"]["gatekeeper"])')" True
rapport $today undo >/dev/null 2>&1
is "which undo takes back" "$(rapport $today show wanda --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["source"]["gatekeeper"])')" False
check "through somebody" 0 rapport $today edit behind --via gina
rapport $today log gina visit "dropped in" --on 2026-01-05 2>/dev/null
check "the review of who is behind" 0 rapport $today stage behind --review
has "has the touches on the way" "$out" "0 of 7; 1 via Gina Gate, which keep the rhythm"
has "and does not say never" "$out" "none: in touch through Gina Gate only"
for day in 2025-08-01 2025-09-01 2025-10-01 2025-11-01 2025-12-01 2025-12-20 2026-01-20; do
	rapport $today log gina call "spoke" --on $day --purpose share 2>/dev/null
done
is "a gatekeeper is never asked about" "$(rapport $today today --days 3000 --json | grep -c '"rule":"let-go".*Gina')" 0
check "the answer to another question" 0 rapport $today ask behind "Do you golf?" "Yes."
has "does not show that they were asked what matters" "$(rapport $today stage behind)" "[ ]  asked what matters most"
rapport $today undo >/dev/null 2>&1

# --- all of them ---
check "the pipeline" 0 rapport $today stage
has "counts" "$out" "1 First impression"
check "as JSON" 0 rapport $today stage --json
is "too" "$(printf '%s' "$out" | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["first"], d["maintain"])')" "5 1"
check "who is stuck" 0 rapport --today 2026-05-09 stage --stuck
has "after 60 days" "$out" "Dr. Slow"
check "not before" 0 rapport --today 2026-05-08 stage --stuck
has "nobody" "$out" "Nobody is stuck in First impression for 60 days."
check "a stage that is none" 2 rapport $today stage reyes 4
check "nobody" 1 rapport $today stage nosuch
check "all is whole" 0 rapport $today check
