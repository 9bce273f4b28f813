# referral: the days of a referral keep step with its status; and what is refused.
. "${BASH_SOURCE[0]%/*}/lives.bash"
rapport $today referral R-1001 --status evaluated --on "4 mar" 2>/dev/null
b=$(book)
# days and statuses in step
leads "a day of discharge alone" --discharged-on "8 mar"
is "is a discharge" "$(field R-1001 status)" discharged
back "it" "$b"
rapport $today referral R-1001 --status discharged --on "8 mar" 2>/dev/null
leads "a step back" --status booked
has "empties the later days" "$err" "Emptied: the day of evaluated, discharged."
is "both of them" "$(field R-1001 evaluated_on) $(field R-1001 discharged_on)" " "
is "and dates the booking" "$(field R-1001 booked_on)" "2026-03-10"
rapport $today undo 2>/dev/null
is "which undo gives back" "$(field R-1001 evaluated_on) $(field R-1001 discharged_on)" "2026-03-04 2026-03-08"
leads "the same status with a day" --status discharged --on "9 mar"
is "dates it anew" "$(field R-1001 discharged_on)" "2026-03-09"
leads "did not come" --status no_show
is "has no day" "$(field R-1001 evaluated_on)" ""
rapport $today undo 2>/dev/null

# what is refused
refused "a day ahead" 1 "not come yet" --status discharged --on 2026-03-11
refused "an evaluation before it came" 1 "it came Sun 1 Mar, so it cannot have been evaluated before" --evaluated-on "28 feb"
refused "a discharge before the evaluation" 1 "it was evaluated Wed 4 Mar" --status discharged --on "3 mar"
refused "a day that the status denies" 1 "does not go with the status Active" --status active --discharged-on "7 mar"
refused "a day without a status" 2 "--on is the day of --status or of --report" --on "7 mar"
refused "a day of none" 2 "has no day of its own" --status no_show --on "7 mar"
refused "a score out of range" 1 "LEFS goes from 0 to 80" --outcome "LEFS 34 99"
refused "a score that is none" 1 "“x” is no score" --outcome "LEFS x 9"
refused "a measure alone" 2 "such as “LEFS 32 58”" --outcome LEFS
refused "too many scores" 2 "such as “LEFS 32 58”" --outcome "LEFS 1 2 3"
refused "no day" 1 "is not a date" --status evaluated --on "31 feb"
refused "fewer than no visits" 1 "less than nothing" --visits=-1
refused "a recommendation over ten" 1 "from 0 to 10" --nps 11
refused "neither yes nor no" 1 "yes or no" --challenge maybe
refused "nothing new" 0 "R-1001 is as it was." --payer BCBS

check "all is whole" 0 rapport $today check
