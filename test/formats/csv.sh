#!/bin/bash
# CSV as others read it, against the JSON reports of the same runs.
exec /usr/bin/python3 test/formats/csv_rows.py "$@"
