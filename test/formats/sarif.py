#!/usr/bin/python3
"""SARIF reports against the schema of the standard, the requirements that
GitHub puts on an upload, and the JSON reports of the same runs.

    sarif.py SCHEMA FILE...

WORK names the folder in which the reports were made.
"""

import copy
import json
import os
import sys
import urllib.parse

import jsonschema

from report_file import Certificates, json_report, load, run_of, say

WORK = os.environ["WORK"]


def conforms(validator, report):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
            for e in validator.iter_errors(report)]


def bad_rule(rule):
    """What GitHub would refuse or cut of a rule."""
    tags = rule["properties"]["tags"]
    if not 0 < len(rule["shortDescription"]["text"]) <= 1024:
        yield "short description"
    if not 0 < len(rule["fullDescription"]["text"]) <= 1024:
        yield "full description"
    if not rule["help"]["text"] or not rule["help"]["markdown"]:
        yield "help"
    if len(tags) > 20 or len(set(tags)) != len(tags):
        yield "tags"
    if rule["defaultConfiguration"]["level"] not in ("error", "warning",
                                                     "note"):
        yield "level"
    if ("security" in tags) != ("security-severity" in rule["properties"]):
        yield "security-severity"


def bad_location(location):
    physical = location["physicalLocation"]
    uri = physical["artifactLocation"]["uri"]
    parts = urllib.parse.urlsplit(uri)
    if not uri or parts.scheme or parts.netloc or uri.startswith("/"):
        yield f"uri {uri!r} is not relative"
    if urllib.parse.quote(urllib.parse.unquote_to_bytes(uri),
                          safe="/~") != uri:
        yield f"uri {uri!r} is not percent-encoded"
    if physical["region"]["startLine"] < 1:
        yield "no line"


def bad_run(run):
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if len(set(rules)) != len(rules):
        yield "a rule stands there twice"
    for rule in run["tool"]["driver"]["rules"]:
        for what in bad_rule(rule):
            yield f"{rule['id']}: {what}"
    if len(run["results"]) > 25000:
        yield "too many results"
    if not run["automationDetails"]["id"].endswith("/"):
        yield "automationDetails.id is no category"
    for result in run["results"]:
        if result["ruleId"] not in rules:
            yield f"there is no rule {result['ruleId']}"
        if not result["message"]["text"]:
            yield "a message is empty"
        if len(result["locations"]) != 1:
            yield "not one location"
        for location in result["locations"]:
            yield from bad_location(location)


def fingerprints_differ(run):
    prints = [(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
               r["partialFingerprints"]["primaryLocationLineHash"])
              for r in run["results"]]
    return len(set(prints)) == len(prints)


def findings_of(report):
    """Of the JSON report, those that a SARIF report has to have."""
    for result in report["results"]:
        if result["status"] == "unreadable":
            yield ("input.unreadable", "error", result["error"]["message"],
                   False)
        for finding in result["findings"]:
            yield flat(finding)
    for finding in report["findings"]:
        yield flat(finding)


def flat(finding):
    level = {"info": "note"}.get(finding["severity"], finding["severity"])
    return (finding["rule"], level, finding["message"],
            finding["waiver"] is not None)


def same_findings(run, report):
    ours = sorted((r["ruleId"], r["level"], r["message"]["text"],
                   "suppressions" in r) for r in run["results"])
    theirs = sorted((rule, level, message[:4000], waived)
                    for rule, level, message, waived in findings_of(report))
    return [f"{a} {b}" for a, b in zip(ours, theirs)
            if a[:2] != b[:2] or a[3] != b[3] or
            a[2][:3900] != b[2][:3900]] + (
        [] if len(ours) == len(theirs) else ["their number differs"])


def region_of(certificates, index, where):
    """The region that a finding should have."""
    if certificates.is_binary:
        return {"startLine": 1, "endLine": 1, "byteOffset": where["offset"],
                "byteLength": where["length"]}
    first = certificates.place(index, where["offset"])[0]
    last = first if where["length"] == 0 else certificates.place(
        index, where["offset"] + where["length"] - 1)[1]
    return {"startLine": first[0], "startColumn": first[1],
            "endLine": last[0], "endColumn": last[1] + 1}


def wrong_regions(run, report):
    """Each finding that has a place, by its message and file."""
    found = {}
    for r in run["results"]:
        physical = r["locations"][0]["physicalLocation"]
        found.setdefault((physical["artifactLocation"]["uri"], r["ruleId"],
                          r["message"]["text"]), []).append(
                              physical["region"])
    checked = 0
    for result in report["results"]:
        if result["status"] != "judged" or "\\x" in result["source"] or \
                "\\\\" in result["source"]:
            continue
        certificates = Certificates(os.path.join(WORK, result["source"]))
        name = os.path.relpath(os.path.join(WORK, result["source"]), WORK)
        for finding in result["findings"]:
            key = (urllib.parse.quote(name, safe="/~"), finding["rule"],
                   finding["message"])
            if finding["where"] is None or key not in found:
                continue
            expected = region_of(certificates, result["index"],
                                 finding["where"])
            checked += 1
            if expected not in found[key]:
                yield f"{key}: {found[key]}, not {expected}"
    if checked == 0 and report["summary"]["error"] > 0 and \
            report["summary"]["unreadable"] == 0 and report["results"][0][
                "findings"]:
        yield "no place was looked at"


def refuses(validator, report):
    """The schema can fail."""
    broken = copy.deepcopy(report)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    also = copy.deepcopy(report)
    del also["runs"][0]["tool"]
    return not validator.is_valid(broken) and not validator.is_valid(also)


def check(validator, name):
    report = load(name)
    theirs = json_report(name)
    title = f"sarif: {run_of(name)}"
    run = report["runs"][0]
    wrong = conforms(validator, report)
    good = say(not wrong, f"{title} conforms to the schema", wrong)
    wrong = list(bad_run(run))
    good &= say(not wrong, f"{title} is as GitHub takes it", wrong)
    wrong = same_findings(run, theirs)
    good &= say(not wrong, f"{title} has the findings of the JSON report",
                wrong)
    good &= say(fingerprints_differ(run), f"{title}: fingerprints differ")
    wrong = list(wrong_regions(run, theirs))
    good &= say(not wrong, f"{title}: regions are where the octets are",
                wrong)
    good &= say(run["invocations"][0]["executionSuccessful"] ==
                (theirs["summary"]["unreadable"] == 0),
                f"{title} says whether all was judged")
    return good


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft4Validator.check_schema(schema)
    validator = jsonschema.Draft4Validator(schema)
    files = sys.argv[2:]
    good = all([check(validator, name) for name in files])
    fail = next(name for name in files if run_of(name) == "fail")
    good &= say(refuses(validator, load(fail)),
                "sarif: the schema refuses what is wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
