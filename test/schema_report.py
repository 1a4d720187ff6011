#!/usr/bin/python3
"""The JSON and ndjson reports on files against the published schema.

    schema_report.py FILE...

EDGELINT names the program; default: build/edgelint.  A few processes judge all
files, one for each set of options, so that every member of a report is seen.
"""

import json
import os
import subprocess
import sys

import jsonschema

EDGELINT = os.environ.get("EDGELINT", "build/edgelint")
PROFILES = "fixtures/profiles"
OPTIONS = [
    [],
    ["--profile", f"{PROFILES}/contoso.json"],
    ["--profile", f"{PROFILES}/everything.json", "--fail-on", "info"],
    ["--profile", f"{PROFILES}/internal.json"],
    ["--profile", f"{PROFILES}/sfb2019.json", "--role", "issuer"],
    ["--profile", f"{PROFILES}/waivers.json", "--skip", "edge.san.order",
     "--chain", "fixtures/rules/chain.order/leaf_first_ok.case",
     "--trust", "fixtures/rules/chain.root-included/root_last.case"],
    ["--profile", f"{PROFILES}/contoso.json", "--only", "chain", "--only",
     "edge", "--trust", "fixtures/rules/chain.extra/other_ca.case"],
    ["--profile", f"{PROFILES}/contoso.json",
     "--previous", "fixtures/hostile/octets.case", "--key-request",
     "fixtures/rules/csr.client-info.discloses/certreq.case"],
]
NOT_THERE = "fixtures/no such file"


def say(good, name):
    print(f"{'ok' if good else 'not ok'} - {name}")
    return good


def edgelint(*arguments):
    done = subprocess.run([EDGELINT, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8")


def unique(pairs):
    """An object of which no member stands there twice."""
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a member stands there twice: {keys}")
    return dict(pairs)


def loads(text):
    return json.loads(text, object_pairs_hook=unique)


def complain(error):
    place = "/".join(str(part) for part in error.absolute_path)
    print(f"# at {place}: {error.message[:400]}")


def conforms(validator, value):
    error = jsonschema.exceptions.best_match(validator.iter_errors(value))
    if error is not None:
        complain(error)
    return error is None


def adds_up(report):
    """What no schema can say: totals, and the rules that occur."""
    results = report["results"]
    findings = report["findings"] + [
        finding for result in results for finding in result["findings"]]
    open_findings = [f for f in findings if f["status"] == "fail"]
    summary = report["summary"]
    expected = {severity: sum(f["severity"] == severity for f in open_findings)
                for severity in ("error", "warning", "info")}
    expected["waived"] = len(findings) - len(open_findings)
    expected["results"] = len(results)
    expected["unreadable"] = sum(r["status"] == "unreadable" for r in results)
    wrong = [f"{key} is {summary[key]}, not {value}"
             for key, value in expected.items() if summary[key] != value]
    rules = {f["rule"] for f in findings}
    if set(report["rules"]) != rules:
        wrong.append(f"rules: {sorted(rules ^ set(report['rules']))}")
    for result in results:
        counts = result["counts"]
        if counts["not_evaluated"] != len(result["not_evaluated"]):
            wrong.append(f"{result['source']}: not_evaluated")
        if [e["position"] for e in result["san"]] != list(
                range(1, len(result["san"]) + 1)):
            wrong.append(f"{result['source']}: positions")
    for line in wrong:
        print(f"# {line}")
    return not wrong


def check_options(options, files, of_report, of_line):
    """The results of one run, each of them counted as good or not."""
    name = " ".join(options) or "no options"
    arguments = ["check", "--at", "2026-11-22", *options]
    report = loads(edgelint(*arguments, "--format", "json", "--", *files))
    lines = [loads(line) for line in edgelint(
        *arguments, "--format", "ndjson", "--", *files).splitlines()]
    good = say(conforms(of_report, report), f"JSON report, {name}")
    good &= say(adds_up(report), f"JSON report adds up, {name}")
    good &= say(all([conforms(of_line, line) for line in lines]),
                f"{len(lines)} ndjson lines, {name}")
    bare = [{key: value for key, value in line.items()
             if key != "edgelint_report"} for line in lines]
    good &= say(bare == report["results"],
                f"ndjson has the results of the report, {name}")
    sources = list(dict.fromkeys(r["source"] for r in report["results"]))
    good &= say(sources == files, f"every file has a result, {name}")
    return good


def refuses(validator, report):
    """The schema can fail: a report with a member less or of another type."""
    good = True
    for member in list(report):
        broken = {k: v for k, v in report.items() if k != member}
        good &= not validator.is_valid(broken)
        good &= not validator.is_valid({**report, member: 7.5})
    for index, result in enumerate(report["results"]):
        for member in list(result):
            broken = json.loads(json.dumps(report))
            del broken["results"][index][member]
            good &= not validator.is_valid(broken)
    return good


def main():
    files = sys.argv[1:] + [NOT_THERE]
    schema = loads(edgelint("schema", "report"))
    jsonschema.Draft7Validator.check_schema(schema)
    of_report = jsonschema.Draft7Validator(schema)
    of_line = jsonschema.Draft7Validator(
        {**schema["definitions"]["line"], "definitions": schema["definitions"]})
    good = True
    for options in OPTIONS:
        good &= check_options(options, files, of_report, of_line)
    sample = loads(edgelint("fixtures/sample/edge.pem", NOT_THERE,
                            "--profile", f"{PROFILES}/contoso.json",
                            "--format", "json"))
    good &= say(refuses(of_report, sample), "the schema refuses what is wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
