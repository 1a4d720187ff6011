#!/bin/bash
# What test/package.json names, installed into build/npm: schemas, and what
# others wrote to read reports with.  Nothing of a package is run while it is
# installed.
set -u
cd "$(dirname "$0")/.." || exit 1
folder=build/npm
if cmp -s test/package-lock.json "$folder/installed-lock.json"; then
	exit 0
fi
rm -rf "$folder"
mkdir -p "$folder"
cp test/package.json test/package-lock.json "$folder"
if ! log=$(cd "$folder" && npm ci --ignore-scripts --legacy-peer-deps \
    --no-audit --no-fund 2>&1); then
	echo "$log" | tail -n 20 | sed 's/^/# /'
	exit 1
fi
cp test/package-lock.json "$folder/installed-lock.json"
