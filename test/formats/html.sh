#!/bin/bash
# HTML reports by a validator, and in a browser: nothing is refused, fetched or
# run, everything has a name and contrast, nothing is wider than the screen.
set -u
bash test/npm.sh || { echo "not ok - npm packages"; exit 1; }
exec node test/formats/html.js build/npm/node_modules "$@"
