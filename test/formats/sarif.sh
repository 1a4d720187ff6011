#!/bin/bash
# SARIF reports by the schema of the standard, and by what GitHub asks for.
set -u
bash test/npm.sh || { echo "not ok - npm packages"; exit 1; }
exec /usr/bin/python3 test/formats/sarif.py \
    build/npm/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json \
    "$@"
