# Knowing a source: fit by words, the bank of questions and what was answered, the shelf and who was sent which, gatekeepers.
today="--today 2026-03-10"
json() # PYTHON-EXPRESSION, of j
{
	printf '%s' "$out" | python3 -c 'import json, sys; j = json.load(sys.stdin); print('"$1"')'
}
check "a source" 0 rapport $today add "Dr. Priya Okafor" --practice "Lakeside Orthopedics" --kind physician
check "another" 0 rapport $today add "Coach Dan Weiss" --populations "runners and climbers"
check "and one more" 0 rapport $today add "Mei Lin"

# --- fit ---
has "nothing to compare" "$(rapport $today show okafor)" "Fit          Nothing to compare yet. Not known: their populations, our populations, their payers, our payers."
has "so fit is open" "$(rapport $today show okafor)" "good fit [ ]"
check "their words" 0 rapport $today edit okafor --populations "Older adults, post-surgical" --payers "BCBS, Tricare"
check "and ours" 0 rapport $today clinic --populations "older ADULTS, athletes" --payers "bcbs, Medicare"
check "give a fit" 0 rapport $today show okafor
has "with the reason" "$out" "Fit          Good. Both: Older adults. Payers in common: BCBS. Not taken here: Tricare."
has "which is evidence" "$out" "good fit [x]"
has "as the payers are" "$out" "payers overlap [x]"
check "its evidence in JSON" 0 rapport $today stage okafor --json
is "is done or not" "$(json '{r["name"]: r["done"] for r in j["evidence"]}["fit"]')" True
check "in JSON" 0 rapport $today show okafor --json
is "by their words" "$(json 'j["fit"]["fit"], j["fit"]["by"], j["source"]["fit"]')" "good words None"
check "one that a person sets" 0 rapport $today edit okafor --fit poor --fit-reason "own therapy since May"
has "stays, the other beside it" "$(rapport $today show okafor)" "Fit          Poor: own therapy since May. By their words: good. Both: Older adults."
has "and counts" "$(rapport $today show okafor)" "good fit [ ]"
check "undone" 0 rapport $today undo
has "the computed one is back" "$(rapport $today show okafor)" "Fit          Good. Both"
check "at the practice" 0 rapport $today edit "dan weiss" --populations "runners" --payers "Aetna"
has "nothing in common is poor" "$(rapport $today show weiss)" "Fit          Poor. Nobody whom both treat. No payer in common."
check "homework of the one" 0 rapport --today 2026-03-30 today --json
is "does not ask for fit or payers any more" "$(json '[i["what"] for i in j if i["rule"] == "homework" and i["source"].startswith("Dr.")]')" "['gatekeeper, marketing']"
is "and of her who has no words it does" "$(json '[i["what"] for i in j if i["rule"] == "homework" and i["source"].startswith("Mei")]')" "['fit, payers, marketing']"

# --- questions ---
check "the bank" 0 rapport $today ask
has "begins with what matters" "$out" " 1  What matters most to you in how we care for your patients?"
has "in JSON too" "$(rapport $today ask --json)" '"from":"built-in"'
check "what to ask her" 0 rapport $today ask okafor
is "the first one, no answers" "$out" "Ask Dr. Priya Okafor: What matters most to you in how we care for your patients?"
check "an answer" 0 rapport $today ask okafor 1 "a quick" first visit --channel lunch --on yesterday
has "is said" "$err" "Kept what matters most to Dr. Priya Okafor. Next:"
check "the record" 0 rapport $today show okafor
has "what matters is known" "$out" "Matters most a quick first visit"
has "the answer stands there" "$out" "Answers      09 Mar  What matters most to you in how we care for your patients? a quick first visit"
has "and on the timeline" "$out" "09 Mar  Lunch  a quick first visit (What matters most to you in how we care for your patients?). (maria)"
has "evidence of the stage" "$out" "asked what matters most [x]"
check "the next one" 0 rapport $today ask okafor --json
is "is another" "$(json 'j["next"], len(j["answers"]), j["answers"][0]["by"]')" "What frustrates you about sending patients to therapy? 1 maria"
check "by a word of it" 0 rapport $today ask okafor frustrates "the fax" --touch --on yesterday
has "kept with the touch that is there" "$err" "Kept the answer of Dr. Priya Okafor with that lunch."
has "after the other" "$(rapport $today show okafor)" "Lunch  a quick first visit (What matters most to you in how we care for your patients?). the fax (What frustrates you about sending patients to therapy?). (maria)"
is "one touch for both" "$(rapport $today show okafor | grep -c 'Lunch')" 1
check "an own question" 0 rapport $today ask okafor "Where do you park?" "Behind the house."
check "undo" 0 rapport $today undo
has "takes touch and answer back" "$err" "Undone: answer of Dr. Priya Okafor removed"
hasnt "from the timeline" "$(rapport $today show okafor)" "park"
check "three steps back" 0 eval "rapport $today undo && rapport $today undo"
hasnt "and nothing matters any more" "$(rapport $today show okafor)" "Matters most"
check "brought back" 0 eval "rapport $today redo && rapport $today redo"
has "it does" "$(rapport $today show okafor)" "Matters most a quick first visit"
check "no answer" 2 rapport $today ask okafor 1
has "says how" "$err" "say what they answered"
check "an empty one" 1 rapport $today ask okafor 1 " "
check "no such number" 1 rapport $today ask okafor 99 x
has "with how many there are" "$err" "there is no question 99 in the bank; 14 are there"
check "no such words" 1 rapport $today ask okafor "a quick visit" "What matters?"
has "in words" "$err" "no question in the bank holds “a quick visit”"
check "words of several" 1 rapport $today ask okafor patients x
has "lists them" "$err" "  2  What frustrates you"
check "no day" 1 rapport $today ask okafor 3 x --on "soon"
check "the day after" 1 rapport $today ask okafor 3 x --on 2026-03-11
has "is refused" "$err" "that day has not come yet"
check "no touch that day" 1 rapport $today ask weiss 3 x --touch
has "says so" "$err" "no touch with Coach Dan Weiss that day"
check "a wrong channel" 2 rapport $today ask okafor 3 x --channel pigeon
check "nobody" 1 rapport $today ask nobodyknown 3 x
check "an own one for the bank" 0 rapport $today ask --add "What would your staff change?"
has "is listed" "$(rapport $today ask)" "15  What would your staff change?  (your own)"
check "the same again" 1 rapport $today ask --add "what would your staff CHANGE"
check "changed" 0 rapport $today ask --edit 15 "What would your desk change?"
has "so it reads" "$(rapport $today ask)" "15  What would your desk change?"
check "a built-in one dropped" 0 rapport $today ask --drop frustrates
hasnt "is not offered" "$(rapport $today ask)" "frustrates"
has "its answer stays" "$(rapport $today show okafor)" "the fax"
check "and undone" 0 rapport $today undo
has "is back at its place" "$(rapport $today ask)" " 2  What frustrates"
check "two at once" 2 rapport $today ask --add x --drop 1
check "without quotes" 2 rapport $today ask --add what now

# --- a patient asked to tell others ---
check "a referral" 0 rapport $today refer okafor "JM 1057"
check "its patient was asked" 0 rapport $today ask R-1001 --on yesterday
has "is said" "$err" "The patient of R-1001 was asked to tell others."
is "is kept" "$(rapport $today referral R-1001 --json | python3 -c 'import json,sys; j=json.load(sys.stdin); print(j.get("asked_on") or j["referral"]["asked_on"])')" 2026-03-09
check "not twice" 1 rapport $today ask r1001
has "says when" "$err" "was asked already, Mon 9 Mar"
check "none of that number" 1 rapport $today ask R-4711

# --- the shelf ---
check "an empty shelf" 0 rapport $today share
has "says how to fill it" "$out" "rapport share --add"
check "an article" 0 rapport $today share --add "Knees in the garden" --type article --topic "older adults, knees" --where https://a.example/knees
check "a story" 0 rapport $today share --add "A climber again" --type story --topic climbers --text "A climber in her thirties with a torn pulley was back on the wall in twelve weeks."
check "a book" 0 rapport $today share --add "On rest" --type book
check "no such type" 1 rapport $today share --add "Something" --type poem
has "names those there are" "$err" "article, book"
check "the same title" 1 rapport $today share --add "knees in the GARDEN" --type news
has "is there already" "$err" "“Knees in the garden” is on the shelf already"
check "for her" 0 rapport $today share okafor
has "what is about her patients first" "$out" "*  1  Knees in the garden"
check "for him" 0 rapport $today share weiss --json
is "his come first" "$(json '[i["item"]["title"] for i in j["ideas"]], [i["for_them"] for i in j["ideas"]]')" "['Knees in the garden', 'A climber again', 'On rest'] [False, False, False]"
check "he climbs" 0 rapport $today edit weiss --populations "climbers and runners"
is "then his come first" "$(rapport $today share weiss | grep '^\*')" "*  2  A climber again      patient story  climbers"
check "shared" 0 rapport $today share okafor knees --by card --note "for the waiting room" --on yesterday
has "is said" "$err" "Shared “Knees in the garden” with Dr. Priya Okafor by card. Next:"
has "on the timeline" "$(rapport $today show okafor)" "Card      for the waiting room. Shared “Knees in the garden”. (maria)"
has "in the record" "$(rapport $today show okafor)" "Shared       09 Mar  “Knees in the garden” (article)"
check "the list" 0 rapport $today share --json
is "counts" "$(json '[(i["number"], i["shared"], i["shared_on"]) for i in j]')" "[(1, 1, '2026-03-09'), (2, 0, None), (3, 0, None)]"
check "twice" 1 rapport $today share okafor 1
has "is refused" "$err" "Dr. Priya Okafor was sent “Knees in the garden” already, Mon 9 Mar; --again shares it all the same"
check "unless told" 0 rapport $today share okafor 1 --again
has "e-mail unless said" "$err" "by email"
check "undo" 0 rapport $today undo
is "touch and share are gone" "$(rapport $today show okafor | grep -c '“Knees in the garden”')" 2
check "nothing of that name" 1 rapport $today share okafor elbows
has "in words" "$err" "no item on the shelf holds “elbows”"
check "of that number" 1 rapport $today share okafor 9
check "a day to come" 1 rapport $today share okafor 2 --on 2026-04-01
check "another channel" 2 rapport $today share okafor 2 --by pigeon
check "changed" 0 rapport $today share --edit 3 --title "On sleep" --topic "runners"
has "so it reads" "$(rapport $today share)" "3  On sleep"
check "into another's title" 1 rapport $today share --edit 3 --title "A climber again"
check "dropped" 0 rapport $today share --drop 1
hasnt "is not offered" "$(rapport $today share)" "garden"
has "who got it stays" "$(rapport $today show okafor)" "“Knees in the garden”"
check "put back" 0 rapport $today share --add "Knees in the garden" --type article
has "with what was shared" "$(rapport $today share)" "shared 1 time"
is "titles complete" "$(rapport $today complete -- share okafor "On s")" "On sleep"
check "one step each" 0 rapport $today history --json
is "with their labels" "$(json '[r["label"] for r in j][:3]')" "['“Knees in the garden” put on the shelf', '“Knees in the garden” taken off the shelf', '“On sleep” changed']"

# --- through the gatekeeper ---
check "a gatekeeper" 0 rapport $today add "Rosa Delgado" --practice "Lakeside Orthopedics" --gatekeeper yes
check "she is reached through her" 0 rapport $today edit okafor --via rosa
check "weeks later" 0 rapport --today 2026-06-20 log rosa call "three knees are coming"
check "it counts for her" 0 rapport --today 2026-06-20 quiet --json
is "who is not quiet" "$(json '[r["name"] for r in j]')" "['Coach Dan Weiss', 'Mei Lin']"
check "marked" 0 rapport --today 2026-06-20 show okafor
has "on her timeline" "$out" "20 Jun  Call      Via Rosa Delgado: three knees are coming. (maria)"
check "in JSON" 0 rapport --today 2026-06-20 show okafor --json
is "too" "$(json '[(m["type"], m["via"]) for m in j["timeline"]][:2]')" "[('touch', 'Rosa Delgado'), ('referral', None)]"
is "hers is hers alone" "$(rapport --today 2026-06-20 show rosa | grep -c Via)" 0
check "undone" 0 rapport --today 2026-06-20 undo
is "she is quiet" "$(rapport --today 2026-06-20 quiet | grep -c Okafor)" 1

# --- hostile words, whole book, in and out ---
check "an answer with an escape" 1 rapport $today ask okafor 4 "$(printf 'a\033[2Jb')"
check "an answer of two lines" 0 rapport $today ask okafor 4 "$(printf 'Pain.\nAnd time.')"
has "is one in the record" "$(rapport $today show okafor)" "when? Pain. And time."
check "all is whole" 0 rapport $today check
check "out" 0 rapport $today export --json --private -o book.json
check "and in" 0 rapport $today --db other.db import book.json
is "nothing is lost" "$(rapport $today --db other.db show okafor --json | python3 -c 'import json,sys; j=json.load(sys.stdin); print(len(j["answers"]), len(j["shared"]), j["fit"]["fit"])')" "3 1 good"
has "nor the bank" "$(rapport $today --db other.db ask)" "What would your desk change?"
check "a story by which a patient could be known" 1 rapport $today share --add "Mrs. W., MRN 12345" --type story
has "is refused in words" "$err" "that holds a chart number, by which a patient could be known"
check "a decade and a body part are a story" 0 rapport $today share --add "A knee in her sixties" --type story
check "an article may have a date" 0 rapport $today share --add "Study of 2024-03-01" --type article
