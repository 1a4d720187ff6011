#!/bin/bash
# The roots of Debian's ca-certificates: each draws the findings that are due
# (fixtures/authorities.txt), with its role given and with the role found.
#
#     test/authorities.sh [--update]     write the list anew; look at the diff
set -u
cd "$(dirname "$0")/.." || exit 1
program=${EDGELINT:-build/edgelint}
folder=/usr/share/ca-certificates/mozilla

# judge OPTION...: one JSON line per certificate.  Status 1 is findings.
judge() {
	"$program" check --format ndjson --at 2026-11-22 "$@" "$folder"/*.crt
	[ $? -lt 2 ]
}

lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
status=0
if ! judge --role issuer >"$lines"; then
	echo "not ok - authorities: edgelint ended badly"
	exit 1
fi
/usr/bin/python3 test/authorities.py fixtures/authorities.txt 'role given' \
    "$@" <"$lines" || status=1
# No Edge certificate among them is an error of the run, hence status 1.
if ! judge >"$lines"; then
	echo "not ok - authorities: edgelint ended badly"
	exit 1
fi
/usr/bin/python3 test/authorities.py fixtures/authorities.txt 'role found' \
    <"$lines" || status=1
exit $status
