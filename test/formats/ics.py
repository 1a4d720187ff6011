"""Calendars as others read them.

    ics.py FILE...
"""

import sys
from datetime import date, datetime

import icalendar

from report_file import run_of, say


failures = 0


def ok(name, good):
    global failures
    failures += not say(good, name)


def check(name, octets):
    text = octets.decode("utf-8")
    lines = octets.split(b"\r\n")
    ok(f"{name}: lines end as RFC 5545 has it",
       lines[-1] == b"" and b"\n" not in b"".join(lines))
    ok(f"{name}: no line is longer than 75 octets",
       max(map(len, lines)) <= 75)
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    ok(f"{name}: it is a calendar of events",
       calendar["VERSION"] == "2.0" and calendar["PRODID"] != ""
       and len(events) > 0)
    ok(f"{name}: nothing was misread",
       calendar.errors == [] and all(e.errors == [] for e in events))
    uids = [str(e["UID"]) for e in events]
    ok(f"{name}: every event is one", len(set(uids)) == len(uids))
    ok(f"{name}: every event has a day and a title", all(
        isinstance(e["DTSTART"].dt, (date, datetime))
        and e["DTSTAMP"].dt.tzinfo is not None and str(e["SUMMARY"]) != ""
        for e in events))
    ok(f"{name}: alarms are before their events", all(
        a["ACTION"] == "DISPLAY" and a["TRIGGER"].dt.total_seconds() < 0
        for a in calendar.walk("VALARM")))
    # Everything is inside: a value that broke out would stand beside these.
    ok(f"{name}: it holds nothing else",
       {c.name for c in calendar.walk()} <= {"VCALENDAR", "VEVENT", "VALARM"}
       and set(calendar.keys()) == {"VERSION", "PRODID"})


for file in sys.argv[1:]:
    with open(file, "rb") as opened:
        check(f"ics: {run_of(file)}", opened.read())
sys.exit(failures > 0)
