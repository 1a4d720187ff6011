#!/bin/bash
# Calendars against python3-icalendar of Debian, and RFC 5545.
set -u
/usr/bin/python3 test/formats/ics.py "$@"
