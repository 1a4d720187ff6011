#!/bin/bash
# Workflow commands as GitHub's own toolkit writes them.
set -u
bash test/npm.sh || { echo "not ok - npm packages"; exit 1; }
exec node test/formats/github.js build/npm/node_modules/@actions/core/lib \
    "$@"
