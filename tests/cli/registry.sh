# The NPI registry: its monthly file, narrowed, and the answers of its API.
# limit: 180
today="--today 2026-11-23"
python3 -B "$ROOT/tests/bench/nppes.py" npidata.csv --rows 400

# the providers of the file whose ZIP begins with 863, as "npi name"
wanted()
{
	python3 - "$1" <<'END'
import csv, sys
for r in csv.DictReader(open(sys.argv[1], newline="")):
    place = "Provider Business Practice Location Address "
    if r[place + "Postal Code"].startswith("863") and not r["NPI Deactivation Date"]:
        print(r["NPI"])
END
}

n=$(wanted npidata.csv | wc -l)
check "a part of the registry comes in" 0 rapport $today import npidata.csv --zip 863
has "its size is said" "$out" "$n of 400 rows are what was asked for"
has "therapists are pointed out" "$out" "are physical therapists: competitors or colleagues"
has "so is what has no kind" "$out" "have a taxonomy that rapport does not know, and no kind"
is "just those of the ZIP" "$(rapport $today export --csv=plain | tail -n +2 | grep -oE ',1[0-9]{9},' | tr -d , | sort)" "$(wanted npidata.csv | sort)"
check "again" 0 rapport $today import npidata.csv --zip 863
has "it changes nothing" "$err" "Nothing new in npidata.csv: $n rows were there already."

people=$(rapport $today export --csv=plain)
has "capitals, suffix, letters, phone, ZIP" "$people" "Priyaa Okafor II,physician,,orthopedic surgery,MD,"
has "as people write them" "$people" '928-555-0000,,,,,"1 W ""Old"" Main St",Prescott Valley,AZ,86300-0000'
has "a name with a capital inside" "$people" "Mariaa DeLuca,chiropractor,,chiropractic,DO"
has "an organisation keeps its company" "$people" "Okafor Spine & Rehabilitation of AZ, PLLC"
has "the primary taxonomy counts" "$(rapport $today find 1000000202)" "Smith-Jones"

check "by state and kind" 0 rapport $today import npidata.csv --state az,NM --taxonomy podiatrist
has "narrows both" "$out" " of 400 rows are what was asked for"
is "the podiatrists of two states" "$(rapport $today export --csv=plain | grep -c ,podiatrist,)" \
	"$(python3 - <<'END'
import csv
n = 0
for r in csv.DictReader(open("npidata.csv", newline="")):
    code = [r["Healthcare Provider Taxonomy Code_%d" % i] for i in (1, 2) if r["Healthcare Provider Primary Taxonomy Switch_%d" % i] == "Y"]
    n += code == ["213E00000X"] and r["Provider Business Practice Location Address State Name"] in ("AZ", "NM")
print(n)
END
)"
check "by code, from a pipe" 0 sh -c 'cat npidata.csv | "$RAPPORT" '"$today"' import - --taxonomy 111n --zip 902,770'
has "is narrowed as well" "$out" "of 400 rows are what was asked for"
check "nobody at all" 0 rapport $today import npidata.csv --zip 999
has "is said" "$err" "None of the 400 rows in npidata.csv is what was asked for."

check "a ZIP that is none" 2 rapport $today import npidata.csv --zip AZ
has "is said" "$err" "--zip: “AZ” is not the beginning of a ZIP, such as 86301 or 863"
check "a state that is none" 2 rapport $today import npidata.csv --state Arizona
has "is said" "$err" "--state: “Arizona” is not a state of two letters, such as AZ"
check "a taxonomy that is none" 2 rapport $today import npidata.csv --taxonomy plumber
has "is said" "$err" "--taxonomy: “plumber” is no taxonomy code (207X), kind (physician) or specialty (orthopedic)"
check "another list is not narrowed" 1 rapport $today import "$FIXTURES/contact-log.csv" --state AZ
has "which is said" "$err" "contact-log.csv is no file of the NPI registry"

python3 -B "$ROOT/tests/bench/nppes.py" country.csv --rows 5200
before=$(rapport $today export --json --no-timestamp | md5sum)
check "a whole country" 1 rapport $today import country.csv
has "asks for a part" "$err" "name a ZIP, a state or a taxonomy (--zip, --state, --taxonomy)"
is "and nothing was kept" "$(rapport $today export --json --no-timestamp | md5sum)" "$before"

# --- the API, version 2.1 and before ---
cat >answer.json <<'END'
{"result_count":3,"results":[{"created_epoch":"1","enumeration_type":"NPI-1","number":"1497758122","basic":{"first_name":"SEAN",
"last_name":"O'NEIL-MCKAY","credential":"M.D.","status":"A","name_prefix":"--","name_suffix":"--"},
"taxonomies":[{"code":"207Q00000X","primary":false},{"code":"207XX0005X","desc":"Orthopaedic","primary":true,"state":"OH"}],
"addresses":[{"address_purpose":"MAILING","address_1":"PO BOX 9","city":"ELSEWHERE","state":"OH","postal_code":"1"},
{"address_purpose":"LOCATION","address_1":"6681 RIDGE RD","address_2":"STE 400","city":"PARMA","state":"OH","postal_code":"441304824",
"telephone_number":"440-888-6300","fax_number":"4408886301"}]},
{"enumeration_type":"NPI-2","number":1881018208,"basic":{"organization_name":"LAKE ERIE PHYSICAL THERAPY, LLC","status":"A"},
"taxonomies":[{"code":"261QP2000X","primary":true}],"addresses":[]},
{"enumeration_type":"NPI-1","number":"1234567893","basic":{"first_name":"GONE","last_name":"AWAY","status":"D"},"addresses":[]}]}
END
export RAPPORT_DB=$HOME/api.db
check "an answer comes in by a pipe" 0 sh -c 'cat answer.json | "$RAPPORT" '"$today"' import -'
has "two of three" "$err" "Imported standard input: 2 sources added."
has "the third was deactivated" "$out" "1 NPI was deactivated and is passed over"
people=$(rapport $today export --csv=plain)
has "the place, not the mail" "$people" 'Sean O'"'"'Neil-McKay,physician,,orthopedic sports medicine,MD,,,,,no,no,1497758122,440-888-6300,440-888-6301,,,,"6681 Ridge Rd, Ste 400",Parma,OH,44130-4824'
has "a number as a number" "$people" '"Lake Erie Physical Therapy, LLC",other,,physical therapy,,,,,,no,no,1881018208'
check "from a file, with a part" 0 rapport $today import answer.json --state OH
has "one is in Ohio" "$out" "1 of 3 rows are what was asked for"
cat answer.json answer.json >pages.json
check "two pages after each other" 0 rapport $today import pages.json
has "are four rows" "$err" "Nothing new in pages.json: 4 rows were there already."
printf '{"Errors":[{"description":"Field number requires a valid value","field":"number"}]}' >error.json
check "an answer that is an error" 1 rapport $today import error.json
has "is said in its words" "$err" "error.json: the registry answered with an error: Field number requires a valid value"
printf '{"result_count":1,\n"results":[{"number":"1497758122",]}' >broken.json
check "a broken answer" 1 rapport $today import broken.json
has "names the line" "$err" "broken.json: line 2: "
printf '{"result_count":0,"results":[]}' >none.json
check "no results" 0 rapport $today import none.json
has "are said" "$err" "none.json holds no rows."
