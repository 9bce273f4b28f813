# What a book holds, a line each: practices, sources, referrals, touches, in the order of their ids, known fields only.
import json
import sys

book = json.load(sys.stdin)
names = {r["id"]: r["name"] for kind in ("practices", "sources") for r in book[kind]}
own = {"id", "stage", "standing", "archived", "gatekeeper", "added_on", "stage_on", "number", "direction", "currency"}
for kind in ("practices", "sources", "referrals", "touches"):
    for record in sorted(book[kind], key=lambda r: int(r["id"])):
        known = {}
        for field, value in record.items():
            if value is None or value is False or field in own:
                continue
            known[field.removesuffix("_id")] = names.get(value, value) if field.endswith("_id") else value
        print(json.dumps({kind: known}, ensure_ascii=False))
