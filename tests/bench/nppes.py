"""Writes a made-up file of the shape of the NPI registry's monthly one: 330 columns, all quoted, most of them empty.

nppes.py FILE --rows N | --bytes N. The same every time. NPIs have their check digit; every 97th is deactivated, every 11th an
organisation; ZIPs and states go round, so that 863xx in AZ is one row in 200.
"""
import argparse

TAXONOMIES = ("207X00000X", "207Q00000X", "208100000X", "111N00000X", "363LF0000X", "363A00000X", "225100000X", "1223G0001X",
              "213E00000X", "183500000X", "207RR0500X", "261QP2000X")
FIRST = ("PRIYA", "WEN", "MARIA", "JOHN", "SEAN", "ZOE", "TESS", "IVAN", "MEI", "ROSA", "OMAR", "ANNA")
LAST = ("OKAFOR", "MCKAY", "O'NEIL", "DELUCA", "SMITH-JONES", "NGUYEN", "BEGAY", "MULLER", "YAZZIE", "VAN DYKE", "ALI")
CREDENTIALS = ("M.D.", "D.O.", "DC", "PA-C", "FNP", "PH.D., M.D.", "")
STATES = (("AZ", "863"), ("NM", "871"), ("CA", "902"), ("TX", "770"), ("NY", "100"))
ROUND = 20000  # rows until they come round
PLACE = "Provider Business Practice Location Address "
NAMES = (
    "NPI", "Entity Type Code", "Replacement NPI", "Employer Identification Number (EIN)",
    "Provider Organization Name (Legal Business Name)", "Provider Last Name (Legal Name)", "Provider First Name",
    "Provider Middle Name", "Provider Name Prefix Text", "Provider Name Suffix Text", "Provider Credential Text",
    "Provider First Line Business Mailing Address", "Provider Business Mailing Address State Name",
    "Provider First Line Business Practice Location Address", "Provider Second Line Business Practice Location Address",
    PLACE + "City Name", PLACE + "State Name", PLACE + "Postal Code", PLACE + "Telephone Number", PLACE + "Fax Number",
    "Provider Enumeration Date", "Last Update Date", "NPI Deactivation Date", "NPI Reactivation Date")


def header():
    names = list(NAMES)
    for i in range(1, 16):
        names += ["Healthcare Provider Taxonomy Code_%d" % i, "Provider License Number_%d" % i,
                  "Provider License Number State Code_%d" % i, "Healthcare Provider Primary Taxonomy Switch_%d" % i]
    for i in range(1, 51):
        names += ["Other Provider Identifier_%d" % i, "Other Provider Identifier Type Code_%d" % i,
                  "Other Provider Identifier State_%d" % i, "Other Provider Identifier Issuer_%d" % i]
    names += ["Is Sole Proprietor", "Is Organization Subpart"]
    names += ["Healthcare Provider Taxonomy Group_%d" % i for i in range(1, 16)]
    names += ["Reserved %d" % i for i in range(330 - len(names))]
    return names


def checked(digits, first):
    """What digits add to the sum behind the check digit; every other is doubled, the first of them if first."""
    doubled = [int(c) * 2 if (i % 2 == 0) == first else int(c) for i, c in enumerate(digits)]
    return sum(d // 10 + d % 10 for d in doubled)


OUTER = [checked("%03d" % n, True) for n in range(1000)]
INNER = [checked("%03d" % n, False) for n in range(1000)]


def npi(n):
    n = 100000000 + n % 900000000
    total = 24 + OUTER[n // 1000000] + INNER[n // 1000 % 1000] + OUTER[n % 1000]
    return b"%d%d" % (n, -total % 10)


def letters(n):
    """None for 0, then B, C ... Z, AB ..."""
    text = b""
    while n:
        text = b"%c" % (65 + n % 26) + text
        n //= 26
    return text


def row(n):
    """The row as cells; n tells all of it."""
    cells = [""] * 330
    state, zip3 = STATES[n % len(STATES)]
    house, deactivated = n % 11 == 10, n % 97 == 96
    cells[0] = npi(n).decode()
    if deactivated:
        cells[22] = "03/10/2020"
        return cells
    cells[1] = "2" if house else "1"
    if house:
        cells[4] = "%s SPINE & REHABILITATION OF %s, PLLC" % (LAST[n // 11 % len(LAST)], state)
    else:
        cells[5], cells[6] = LAST[n // 5 % len(LAST)], FIRST[n // 7 % len(FIRST)] + "%c" % (65 + n // 77 % 26)
        cells[9] = "II" if n % 50 == 0 else ""
        cells[10] = CREDENTIALS[n % len(CREDENTIALS)]
    cells[11], cells[12] = "PO BOX %d" % n, state
    cells[13], cells[14] = "%d W \"OLD\" MAIN ST" % (n % 9000 + 1), "STE %d" % (n % 300) if n % 3 else ""
    cells[15], cells[16] = "PRESCOTT VALLEY", state
    cells[17] = "%s%02d%04d" % (zip3, n // 5 % 100, n % 10000)
    cells[18] = "928555%04d" % (n % 10000)
    cells[19] = "928556%04d" % (n % 10000) if n % 2 else ""
    cells[20], cells[21] = "05/23/2005", "07/08/2020"
    cells[24] = TAXONOMIES[n % len(TAXONOMIES)]
    cells[27] = "Y" if n % 4 else "N"
    if n % 4 == 0:
        cells[28], cells[31] = "207X00000X", "Y"
    cells[284] = "N"
    return cells


def line(cells):
    return '"' + '","'.join(c.replace('"', '""') for c in cells) + '"\r\n'


def template(n):
    """Row n in three parts: between them stand its NPI and what is put behind its name in later rounds."""
    cells = row(n)
    named = 4 if cells[1] == "2" else 5
    name = LAST[n // 11 % len(LAST)] if named == 4 else cells[5]
    at = len('","'.join([""] + cells[1:named] + [name]))
    rest = line(cells)[11:]
    return rest[:at].encode(), rest[at:].encode()


def write(path, rows=0, size=0):
    """So many rows, or about so many bytes. After 20,000 rows only NPIs and names are others, which is quick."""
    templates = []
    with open(path, "wb") as out:
        written = out.write(line(header()).encode())
        n = 0
        while (rows and n < rows) or (size and written < size):
            tag = letters(n // ROUND)
            block = []
            for i in range(n, n + 1000 if size else min(rows, n + 1000)):
                if i < ROUND:
                    templates.append(template(i))
                before, behind = templates[i % ROUND]
                block += (b'"', npi(i), before, tag, behind)
            n += len(block) // 5
            written += out.write(b"".join(block))


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("file")
    ask.add_argument("--rows", type=int, default=0)
    ask.add_argument("--bytes", type=int, default=0)
    asked = ask.parse_args()
    write(asked.file, asked.rows, asked.bytes)


if __name__ == "__main__":
    main()
