#!/usr/bin/python3
"""JUnit reports against the JSON reports of the same runs.

    junit.py FILE...
"""

import sys
import xml.etree.ElementTree as ET

from report_file import json_report, run_of, say


def bad_counts(suite):
    cases = suite.findall("testcase")
    expected = {
        "tests": len(cases),
        "failures": sum(c.find("failure") is not None for c in cases),
        "errors": sum(c.find("error") is not None for c in cases),
        "skipped": sum(c.find("skipped") is not None for c in cases),
    }
    for key, count in expected.items():
        if int(suite.get(key)) != count:
            yield f"{suite.get('name')}: {key} is not {count}"
    names = [(c.get("classname"), c.get("name")) for c in cases]
    if len(set(names)) != len(names):
        yield f"{suite.get('name')}: two cases have one name"
    for case in cases:
        for ended in list(case):
            if not "".join(ended.itertext()).strip():
                yield f"{case.get('name')}: {ended.tag} without a word"


def messages_of(suites, element):
    return sorted(e.get("message") for suite in suites
                  for e in suite.iter(element))


def cut(message):
    return message[:3900]


def bad_messages(suites, report):
    """The errors of the JSON report are the failures, and no others."""
    findings = [f for r in report["results"] for f in r["findings"]]
    findings += report["findings"]
    expected = sorted(cut(f["message"]) for f in findings
                      if f["status"] == "fail" and f["severity"] == "error")
    if [cut(m) for m in messages_of(suites, "failure")] != expected:
        yield "failures are not those of the JSON report"
    expected = sorted(r["error"]["message"] for r in report["results"]
                      if r["status"] == "unreadable")
    if messages_of(suites, "error") != expected:
        yield "errors are not those of the JSON report"


def bad_outcomes(suites, report):
    for suite, result in zip(suites, report["results"]):
        if result["status"] != "judged":
            continue
        counts = result["counts"]
        skipped = [s.text for s in suite.iter("skipped")]
        for what, key in (("not evaluated", "not_evaluated"),
                          ("not applicable", "not_applicable"),
                          ("waived", "waived")):
            count = sum(text.startswith(what) for text in skipped)
            if count != counts[key]:
                yield f"{suite.get('name')}: {what}: {count}"


def main():
    good = True
    for name in sys.argv[1:]:
        report = json_report(name)
        suites = ET.parse(name).getroot().findall("testsuite")
        title = f"junit: {run_of(name)}"
        wrong = [w for suite in suites for w in bad_counts(suite)]
        good &= say(not wrong, f"{title} counts its cases", wrong)
        wrong = list(bad_messages(suites, report))
        wrong += list(bad_outcomes(suites, report))
        if len(suites) < len(report["results"]):
            wrong.append("a suite is missing")
        good &= say(not wrong, f"{title} says what the JSON report says",
                    wrong)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
