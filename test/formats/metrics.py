#!/usr/bin/python3
"""Metrics against the JSON reports of the same runs.

    metrics.py FILE...
"""

import collections
import datetime
import re
import sys

from report_file import json_report, run_of, say

SAMPLE = re.compile(r'([a-z0-9_]+)(?:\{((?:\w+="(?:[^"\\\n]|\\.)*",?)*)\})?'
                    r' (-?\d+)\Z')
LABEL = re.compile(r'(\w+)="((?:[^"\\\n]|\\.)*)"')
VERDICTS = ("pass", "incomplete", "fail", "unreadable")


def read(name):
    """Samples as {(family, labels): value}, families in their order."""
    samples, families = {}, []
    with open(name, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    assert lines.pop() == ""
    for line in lines:
        if line.startswith("# HELP "):
            families.append(line.split(" ")[2])
            continue
        if line.startswith("# TYPE "):
            assert line == f"# TYPE {families[-1]} gauge"
            continue
        family, labels, value = SAMPLE.match(line).groups()
        assert family == families[-1], f"{family} stands apart"
        labels = tuple((key, re.sub(r"\\(.)", r"\1", text))
                       for key, text in LABEL.findall(labels or ""))
        assert (family, labels) not in samples, f"{line} is there twice"
        samples[family, labels] = int(value)
    assert len(set(families)) == len(families)
    return samples


def seconds(text):
    return int(datetime.datetime.fromisoformat(
        text.replace("Z", "+00:00")).timestamp())


def told_by_json(report):
    """The samples of the results, by source and index; the first counts."""
    for result in report["results"]:
        key = (result["source"], str(result["index"]))
        yield "edgelint_cert_verdict", key, "", \
            VERDICTS.index(result["verdict"])
        for side in ("not_before", "not_after"):
            if result[side]:
                yield "x509_cert_" + side, key, "", seconds(result[side])
        if result["verdict"] == "unreadable":
            continue
        failed = collections.Counter(f["severity"] for f in result["findings"]
                                     if f["status"] == "fail")
        for severity in ("error", "warning", "info"):
            yield "edgelint_cert_findings", key, severity, failed[severity]
        yield "edgelint_cert_findings_waived", key, "", \
            sum(f["status"] == "waived" for f in result["findings"])


def differences(samples, report):
    told, expected = {}, {}
    for (family, labels), value in samples.items():
        labels = dict(labels)
        if "source" in labels:
            told[family, (labels["source"], labels["index"]),
                 labels.get("severity", "")] = value
    for family, key, severity, value in told_by_json(report):
        expected.setdefault((family, key, severity), value)
    for key in sorted(set(told) | set(expected)):
        if told.get(key) != expected.get(key):
            yield f"{key}: {told.get(key)}, not {expected.get(key)}"
    summary = report["summary"]
    for name, value in (
            ("certificates", sum(result["verdict"] != "unreadable"
                                 for result in report["results"])),
            ("unreadable", summary["unreadable"]),
            ("verdict", VERDICTS.index(summary["verdict"])),
            ("evaluated_at_seconds", seconds(report["evaluated_at"]))):
        if samples["edgelint_run_" + name, ()] != value:
            yield f"{name} is not {value}"


def main():
    good = True
    for name in sys.argv[1:]:
        try:
            wrong = list(differences(read(name), json_report(name)))
        except (AssertionError, AttributeError) as error:
            wrong = [repr(error)]
        good &= say(not wrong, f"prometheus: {run_of(name)} says what JSON "
                    "says", wrong)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
