# The made-up clinic: exact, the same every time, calm on its first screen, and never over somebody's records.
today="--today 2026-03-10"

check "a made-up clinic" 0 rapport --db a.db $today sample
has "it says what it made" "$out$err" "39 sources"
has "and how many touches" "$out$err" "500 touches"
check "not over records" 1 rapport --db a.db $today sample
has "it says why" "$err" "holds records"
check "the book is sound" 0 rapport --db a.db $today check

rapport --db a.db $today export --private --no-timestamp >a.json
SOURCE_DATE_EPOCH=86400 rapport --db b.db $today --user sam sample >/dev/null 2>&1
rapport --db b.db $today export --private --no-timestamp >b.json
is "the same for everybody and at any time" "$(cmp a.json b.json 2>&1)" ""
rapport --db c.db $today sample --seed 2 >/dev/null 2>&1
rapport --db c.db $today export --private --no-timestamp >c.json
is "another seed gives another clinic" "$(cmp -s a.json c.json; echo $?)" 1

count="import json, sys
book = json.load(open(sys.argv[1]))
print(len(book['sources']), len(book['touches']), len(book['referrals']))"
is "the sizes of the small one" "$(/usr/bin/python3 -c "$count" a.json)" "39 500 336"
rapport --db a.db ask --json >bank.json
is "answers are to questions of the bank, and hang on a touch as what was shared does" "$(/usr/bin/python3 -c "import json
book, bank = json.load(open('a.json')), json.load(open('bank.json'))
touches = {t['id']: t for t in book['touches']}
words = {q['question'] for q in bank}
print(len(book['shelf_items']), all(a['question'] in words and touches[a['touch_id']]['purpose'] == 'ask' for a in book['answers']),
      all(touches[s['touch_id']]['purpose'] == 'share' for s in book['shares']), len(book['answers']) > 4 and len(book['shares']) > 4)")" "8 True True True"
check "any size" 0 rapport --db d.db $today sample --sources 300 --touches 1000 --referrals 900 --seed 5
rapport --db d.db $today export --private --no-timestamp >d.json
is "exactly as many" "$(/usr/bin/python3 -c "$count" d.json)" "300 1000 900"
check "sources alone" 0 rapport --db s.db $today sample --sources 78
has "bring as much as fits them" "$out$err" "78 sources at"
has "twice the touches, twice the referrals" "$out$err" "1000 touches, 672 referrals"
check "none of them" 0 rapport --db s0.db $today sample --sources 0
has "bring nothing" "$out$err" "0 touches, 0 referrals"
check "what is asked for stays" 0 rapport --db s2.db $today sample --sources 78 --touches 10
has "and the rest fits" "$out$err" "10 touches, 672 referrals"
check "too many" 2 rapport --db s3.db $today sample --sources 9223372036854775807
check "an empty clinic" 0 rapport --db e.db $today sample --sources 0 --touches 0 --referrals 0
check "touches of nobody" 2 rapport --db f.db $today sample --sources 0 --touches 5 --referrals 0
check "a number that is none" 2 rapport --db g.db $today sample --sources many

rapport --db a.db $today today --json >today.json
is "two late, five today" "$(/usr/bin/python3 -c "import json
due = [item['due'] for item in json.load(open('today.json'))]
print(sum(d < '2026-03-10' for d in due), sum(d == '2026-03-10' for d in due))")" "2 5"
check "names with accents are found without" 0 rapport --db a.db $today find muller
has "that is she" "$out" "Zoë Müller"
check "names are found as they are written" 0 rapport --db a.db $today find 李小龍
has "that is he" "$out" "Li Xiaolong"
has "gatekeepers open the way" "$(rapport --db a.db $today show "Priya Okafor")" "Rosa Delgado"
check "nobody's undo takes it back" 1 rapport --db a.db $today undo
