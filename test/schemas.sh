#!/bin/bash
# The published schemas against what the program writes and reads, judged by
# Debian's python3-jsonschema.
set -u
cd "$(dirname "$0")/.." || exit 1
status=0
/usr/bin/python3 test/schema_profile.py lint/report/profile.schema.json ||
    status=1
find fixtures -name '*.case' | LC_ALL=C sort |
    xargs /usr/bin/python3 test/schema_report.py || status=1
exit $status
