#!/usr/bin/python3
"""CSV by RFC 4180, read by Python's own reader, and against the JSON reports
of the same runs.

    csv_rows.py FILE...
"""

import csv
import io
import re
import sqlite3
import sys

from report_file import json_report, run_of, say

NUMBERS = ("index", "line", "days_left", "position")
# RFC 4180, 2: a field in quotes, or one without anything special.
FIELD = r'(?:"(?:[^"\r\n]|"")*"|[^",\r\n]*)'
RECORD = re.compile(rf"(?:{FIELD}(?:,{FIELD})*\r\n)*\Z")


def is_formula(text):
    return re.match('[\\s"]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]', text)


def bad_cell(name, text):
    if name in NUMBERS:
        return text and not re.fullmatch(r"-?\d+", text)
    return is_formula(text) or any(is_formula(part)
                                   for part in text.split(";")[1:])


def plain(text):
    """A cell without the apostrophes that defuse it."""
    return re.sub(r"\s+", " ", text.replace("'", ""))


def told_by_json(report):
    """What the rows have to say, in their order."""
    for result in report["results"]:
        source = (result["source"], str(result["index"]),
                  result["verdict"], result["serial"] or "")
        for finding in result["findings"] or [None]:
            rule = finding["rule"] if finding else ""
            message = finding["message"] if finding else \
                (result["error"] or {}).get("message", "")
            yield tuple(plain(cell) for cell in (*source, rule, message))
    for finding in report["findings"]:
        yield tuple(plain(cell) for cell in
                    ("", "", "", "", finding["rule"], finding["message"]))


def told_by_rows(rows):
    for row in rows:
        yield tuple(plain(row[name]) for name in
                    ("source", "index", "verdict", "serial", "rule",
                     "message"))


def differences(told, expected):
    told, expected = list(told), list(expected)
    if len(told) != len(expected):
        yield f"{len(told)} rows, not {len(expected)}"
    for got, wanted in zip(told, expected):
        if got != wanted:
            yield f"{got}, not {wanted}"


def as_table(header, rows):
    """A database takes it: the columns have names, each its own."""
    database = sqlite3.connect(":memory:")
    database.execute("create table t (%s)" %
                     ", ".join(f'"{name}"' for name in header))
    database.executemany("insert into t values (%s)" %
                         ",".join("?" * len(header)),
                         [tuple(row.values()) for row in rows])
    return database.execute("select count(*) from t").fetchone()[0]


def main():
    good = say(is_formula("=1") and bad_cell("name", "a;=1") and
               not bad_cell("days_left", "-1"), "csv: formulas are known")
    for name in sys.argv[1:]:
        run = run_of(name)
        with open(name, newline="", encoding="utf-8") as file:
            text = file.read()
        good &= say(bool(RECORD.match(text)), f"csv: {run} is RFC 4180")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = list(reader)
        good &= say(as_table(reader.fieldnames, rows) == len(rows) > 0,
                    f"csv: {run} is a table")
        wrong = [f"{column}: {cell!r}" for row in rows
                 for column, cell in row.items()
                 if cell is None or column is None or bad_cell(column, cell)]
        good &= say(not wrong, f"csv: {run} holds no formula", wrong)
        wrong = list(differences(told_by_rows(rows),
                                 told_by_json(json_report(name))))
        good &= say(not wrong, f"csv: {run} says what JSON says", wrong)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
