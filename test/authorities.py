"""Findings on authorities' certificates against the list of those due.

    authorities.py LIST LABEL [--update] < lines of edgelint's ndjson

A line of the list is a SHA-256 fingerprint and the rules that find something,
each as often as it does.  A certificate that is not in the list belongs to a
newer Debian: it may be at odds with the standards, but nothing that is asked
of servers or their names can apply to it.
"""

import json
import sys

SERVER_FAMILIES = {"edge", "pki", "xmpp", "sip", "br"}
HEAD = """\
# The certificates of Debian's ca-certificates by SHA-256 fingerprint, each with
# the rules that find something in it at 2026-11-22: serial numbers of zero,
# roots that have ended, GeneralizedTime before 2050, key usage with zero bits
# at its end.  test/authorities.sh --update writes it.
"""


def read_list(path):
    expected = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            words = line.split("#")[0].split()
            if words:
                expected[words[0]] = sorted(words[1:])
    return expected


def write_list(path, results):
    with open(path, "w", encoding="ascii") as out:
        out.write(HEAD)
        for sha256 in sorted(results):
            out.write(" ".join([sha256] + found(results[sha256])) + "\n")


def found(result):
    return sorted(finding["rule"] for finding in result["findings"])


def problem(result, expected):
    """What is wrong with the findings on a certificate, or None."""
    if result["status"] != "judged":
        return "it is not judged"
    if result["role"] != "issuer":
        return "it is taken for " + result["role"]
    rules = found(result)
    if result["sha256"] in expected:
        due = expected[result["sha256"]]
        return None if rules == due else f"due: {due}, found: {rules}"
    wrong = [r for r in rules if r.split(".")[0] in SERVER_FAMILIES]
    return f"rules for servers found {wrong}" if wrong else None


def main():
    path, label = sys.argv[1:3]
    results = {}
    for line in sys.stdin:
        result = json.loads(line)
        results[result["sha256"]] = result
    if "--update" in sys.argv[3:]:
        write_list(path, results)
    expected = read_list(path)
    good = bool(results)
    if not results:
        print(f"not ok - authorities, {label}: there is none")
    for result in results.values():
        fault = problem(result, expected)
        name = result["source"].rsplit("/", 1)[-1]
        if fault is not None:
            print(f"# {name}: {fault}")
            good = False
        print(f"{'ok' if fault is None else 'not ok'} - {name}, {label}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
