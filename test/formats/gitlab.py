#!/usr/bin/python3
"""Code Quality reports by the rules of GitLab's manual, and against the JSON
reports of the same runs.

    gitlab.py FILE...
"""

import sys

from report_file import json_report, load, run_of, say

SEVERITIES = ("info", "minor", "major", "critical", "blocker")


def bad_issue(issue):
    for member in ("description", "check_name", "fingerprint"):
        if not isinstance(issue[member], str) or not issue[member]:
            yield member
    if "\n" in issue["description"]:
        yield "description of several lines"
    if issue["severity"] not in SEVERITIES:
        yield "severity"
    path = issue["location"]["path"]
    if not path or path.startswith("/"):
        yield f"path {path!r} is not relative"
    lines = issue["location"]["lines"]
    if not 1 <= lines["begin"] <= lines["end"]:
        yield "lines"


def main():
    good = True
    for name in sys.argv[1:]:
        with open(name, "rb") as file:
            start = file.read(1)
        issues = load(name)
        wrong = [] if start == b"[" else ["does not begin with a bracket"]
        wrong += [w for issue in issues for w in bad_issue(issue)]
        prints = [issue["fingerprint"] for issue in issues]
        if len(set(prints)) != len(prints):
            wrong.append("a fingerprint stands there twice")
        good &= say(not wrong, f"gitlab: {run_of(name)} is as GitLab takes it",
                    wrong)
        summary = json_report(name)["summary"]
        expected = sum(summary[key] for key in ("unreadable", "error",
                                                "warning", "info", "waived"))
        good &= say(len(issues) == expected,
                    f"gitlab: {run_of(name)} has all findings",
                    [] if len(issues) == expected else
                    [f"{len(issues)}, not {expected}"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
