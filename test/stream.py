#!/usr/bin/python3
"""edgelint stream: lines in, lines out, in order, whatever comes.

usage: stream.py EDGELINT
"""

import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

import jsonschema

EDGELINT = sys.argv[1]
SANITIZED = "/san/" in EDGELINT
SAMPLE = pathlib.Path("fixtures/sample")
PROFILE = SAMPLE / "contoso.json"
COMMAND = [EDGELINT, "stream", "--profile", str(PROFILE), "--at",
           "2026-11-22"]
GOOD = (SAMPLE / "renewed.pem").read_text()
BAD = (SAMPLE / "edge.pem").read_text()
CA = pathlib.Path(
    "fixtures/rules/input.no-edge-certificate/issuer_alone.case").read_text()
LIMIT_LINE = 4 * 1024 * 1024
# What one process may have, with its program and libraries.
MEMORY = 32 * 1024 * 1024

good_so_far = True


def say(good, name, why=""):
    global good_so_far
    print(("ok - " if good else "not ok - ") + name)
    if not good and why:
        print(f"# {why}")
    good_so_far = good_so_far and good
    return good


def run(octets, *options, **more):
    return subprocess.run(COMMAND + list(options), input=octets,
                          capture_output=True, check=False, **more)


def lines_of(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def answers(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def base64_of(pem):
    body = pem.split("-----BEGIN CERTIFICATE-----")[1]
    return "".join(body.split("-----END CERTIFICATE-----")[0].split())


def schemas():
    report = json.loads(subprocess.run([EDGELINT, "schema", "report"],
                                       capture_output=True, check=True).stdout)
    stream = json.loads(subprocess.run([EDGELINT, "schema", "stream"],
                                       capture_output=True, check=True).stdout)
    jsonschema.Draft7Validator.check_schema(stream)
    return (jsonschema.Draft7Validator(
                {**report["definitions"]["line"],
                 "definitions": report["definitions"]}),
            jsonschema.Draft7Validator(stream["definitions"]["answer"]),
            jsonschema.Draft7Validator(stream))


def check_records():
    records = [
        {"id": 1, "certificate": GOOD},
        {"id": "\u00fc \"x\"", "certificate": BAD},
        {"certificate": base64_of(GOOD)},
        {"id": 2.5, "certificate": CA + BAD + GOOD},
        {"id": True, "certificate": GOOD,
         "profile": {"edgelint_profile": 1,
                     "access_edge_fqdn": "other.contoso.com"}},
        {"id": None, "certificate": GOOD, "profile": None},
    ]
    line, answer, record = schemas()
    say(all(record.is_valid(r) for r in records), "the records conform")
    done = run(lines_of(*records))
    found = answers(done)
    say([a["id"] for a in found] == [r.get("id") for r in records],
        "answers come in order, with the ids")
    say([a["verdict"] for a in found] == ["pass", "fail", "pass", "fail",
                                          "fail", "pass"],
        "each is judged by its own certificate and profile",
        [a["verdict"] for a in found])
    say(found[3]["index"] == 1 and found[3]["role"] == "edge",
        "of several certificates the first for an Edge Server is judged")
    say(all(line.is_valid(a) and answer.is_valid(a) for a in found),
        "answers conform to the schemas")
    say(done.returncode == 1, "a failing certificate: status 1")
    say(run(lines_of(*records), "--fail-on", "never").returncode == 0,
        "--fail-on never: status 0")
    say(run(b"").returncode == 0 and run(b"").stdout == b"",
        "nothing in, nothing out")
    ndjson = subprocess.run(
        [EDGELINT, "check", str(SAMPLE / "edge.pem"), "--profile",
         str(PROFILE), "--at", "2026-11-22", "--format", "ndjson"],
        capture_output=True, check=False)
    wanted = json.loads(ndjson.stdout)
    del found[1]["id"], found[1]["line"]
    found[1]["source"] = wanted["source"]
    say(found[1] == wanted, "an answer is what check says of the file")


def check_bad_lines():
    record = lines_of({"id": 9, "certificate": GOOD})
    lines = [
        (b"", None), (b"   ", None),
        (b"{", "stream.bad-json"), (b"[1]", "stream.bad-record"),
        (b"7", "stream.bad-record"), (b"\"x\"", "stream.bad-record"),
        (b"\xff\xfe\x00", "stream.bad-json"),
        (b"{\"certificate\": 7}", "stream.bad-record"),
        (b"{\"id\": {}, \"certificate\": \"x\"}", "stream.bad-record"),
        (b"{\"id\": 1}", "stream.bad-record"),
        (b"{\"certificate\": \"x\", \"y\": 1}", "stream.bad-record"),
        (b"{\"id\": 1, \"id\": 2}", "stream.bad-json"),
        (b"{\"certificate\": \"\"}", "input.empty"),
        (b"{\"certificate\": \"a\\u0000b\"}", "stream.bad-json"),
        (b"{\"certificate\": \"MIIB\"}", None),
        (lines_of({"certificate": GOOD, "profile": {"sip": []}}).strip(),
         "stream.bad-profile"),
        (lines_of({"certificate": GOOD, "profile": []}).strip(),
         "stream.bad-profile"),
        (b"\x1b[31m", "stream.bad-json"),
        (b"[" * 100000, "stream.bad-json"),
    ]
    done = run(b"\xef\xbb\xbf" + record + b"\n".join(l for l, _ in lines) +
               b"\r\n" + record.rstrip(b"\n"))
    found = answers(done)
    given = [(l, code) for l, code in lines if l.strip()]
    say(len(found) == len(given) + 2, "every line that is not blank has one")
    say([a["id"] for a in (found[0], found[-1])] == [9, 9] and
        found[-1]["verdict"] == "pass",
        "the stream goes on behind what is wrong, to a line without an end")
    wrong = [(l[:40], code, a["error"]) for (l, code), a in
             zip(given, found[1:]) if a["status"] != "unreadable" or
             (code and a["error"]["code"] != code)]
    say(not wrong, "what is wrong with each is told", wrong)
    say([a["line"] for a in found] ==
        [1] + [i + 2 for i, (l, _) in enumerate(lines) if l.strip()] +
        [len(lines) + 2], "and in which line")
    say(done.returncode == 2, "a line that is wrong: status 2")
    line, answer, _ = schemas()
    say(all(line.is_valid(a) and answer.is_valid(a) for a in found),
        "answers to what is wrong conform")
    long = run(record + b"x" * (LIMIT_LINE + 10) + b"\n" + record)
    say([a["error"] and a["error"]["code"] for a in answers(long)] ==
        [None, "stream.line-too-long", None],
        "a line that is too long is passed over")
    end = run(b"x" * (LIMIT_LINE + 10))
    say([a["error"]["code"] for a in answers(end)] ==
        ["stream.line-too-long"], "also at the end of the stream")


def check_contradiction():
    """An option may contradict what a record's profile says."""
    done = run(lines_of({"certificate": GOOD,
                         "profile": {"edgelint_profile": 1}}),
               "--interface", "internal")
    say(done.returncode == 2 and done.stdout == b"",
        "a contradiction of the command line itself ends the stream")
    pool = json.loads(PROFILE.read_text())
    pool.update({"interface": "internal", "pool_fqdn": "edge.contoso.com"})
    with tempfile.NamedTemporaryFile("w", suffix=".json") as own:
        own.write(json.dumps(pool))
        own.flush()
        done = subprocess.run(
            [EDGELINT, "stream", "--profile", own.name, "--interface",
             "internal"], input=lines_of(
                 {"certificate": GOOD, "profile": {"edgelint_profile": 1}}),
            capture_output=True, check=False)
    say([a["error"]["code"] for a in answers(done)] == ["stream.bad-profile"],
        "one of a record is told in its answer", done.stderr)


def check_damaged():
    """Octets changed at random: an answer for every line, and no crash."""
    chance = random.Random(20261122)
    whole = bytearray(lines_of({"id": 1, "certificate": BAD,
                                "profile": json.loads(PROFILE.read_text())}))
    stream = b""
    for _ in range(60 if SANITIZED else 300):
        line = bytearray(whole[:-1])
        for _ in range(chance.randrange(1, 4)):
            line[chance.randrange(len(line))] = chance.choice(
                [c for c in range(256) if c not in b"\r\n"])
        stream += bytes(line) + b"\n"
    done = run(stream)
    found = answers(done)
    say(done.returncode in (1, 2) and
        [a["line"] for a in found] == list(range(1, stream.count(b"\n") + 1)),
        "damaged lines have an answer each", done.returncode)


def check_conversation():
    """Who waits for each answer before the next record gets it."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        found = []
        for number in range(20):
            process.stdin.write(lines_of({"id": number,
                                          "certificate": GOOD}))
            process.stdin.flush()
            found.append(json.loads(process.stdout.readline())["id"])
        process.stdin.close()
        say(found == list(range(20)) and process.wait() == 0,
            "an answer is not kept back while more is waited for")


def check_flat():
    """Many records, and many profiles, in little memory."""
    many = 5000 if SANITIZED else 100000
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE,
                          stdout=subprocess.DEVNULL) as process:
        record = lines_of({"id": 1, "certificate": GOOD})
        for _ in range(many // 100):
            process.stdin.write(record * 100)
        for number in range(200):
            process.stdin.write(lines_of({
                "id": number, "certificate": GOOD,
                "profile": {"edgelint_profile": 1, "name": f"n{number}"}}))
        process.stdin.close()
        status = process.wait()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    say(status == 0, f"{many} records are judged")
    if not SANITIZED:
        say(peak < MEMORY, f"in less than {MEMORY // 1024 ** 2} MiB",
            f"{peak} octets")


def check_parallel():
    records = lines_of(*({"id": i, "certificate": BAD if i % 3 else GOOD}
                         for i in range(2000)))
    alone = run(records)
    together = subprocess.run(
        ["parallel", "--will-cite", "--pipe", "--keep-order", "--block",
         "200k", "--jobs", "2", *COMMAND, "--fail-on", "never"],
        input=records, capture_output=True, check=False)
    # The number of a line is that in its part.
    def without_lines(done):
        return [{k: v for k, v in a.items() if k != "line"}
                for a in answers(done)]
    say(together.returncode == 0 and
        without_lines(together) == without_lines(alone),
        "GNU parallel gives what one process gives", together.stderr[:300])


def check_shell():
    """The lines of the README that make records of files."""
    made = subprocess.run(
        ["sh", "-c", 'for file in "$@"; do jq -Rsc --arg id "$file" '
         '\'{id: $id, certificate: .}\' "$file"; done', "sh",
         str(SAMPLE / "edge.pem"), str(SAMPLE / "renewed.pem")],
        capture_output=True, check=False)
    say([(a["id"].rsplit("/")[-1], a["verdict"])
         for a in answers(run(made.stdout))] ==
        [("edge.pem", "fail"), ("renewed.pem", "pass")],
        "jq makes records of files")


def check_closed():
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    reader.wait()
    gone = subprocess.run(COMMAND, stdout=reader.stdin,
                          stderr=subprocess.PIPE, check=False,
                          input=lines_of({"certificate": GOOD}) * 1000)
    reader.stdin.close()
    say(gone.returncode == 2, "a reader that has gone: status 2",
        gone.stderr)
    full = subprocess.run(COMMAND, input=lines_of({"certificate": GOOD}),
                          stdout=open("/dev/full", "wb"),
                          stderr=subprocess.PIPE, check=False)
    say(full.returncode == 2 and b"No space left" in full.stderr,
        "a disk that is full: status 2")


check_flat()  # first: the peak is that of all processes so far
check_records()
check_bad_lines()
check_contradiction()
check_damaged()
check_conversation()
check_parallel()
check_shell()
check_closed()
sys.exit(0 if good_so_far else 1)
