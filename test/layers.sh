#!/bin/bash
# Who may see what: design keeps each folder to the contract and the layers
# below itself, and each library to few files.
set -u
cd "$(dirname "$0")/.." || exit 1
status=0

# forbid WHAT PATTERN FILE...: no line of these files may match.
forbid() {
	local what=$1 pattern=$2 found
	shift 2
	if found=$(grep -nE "$pattern" "$@" /dev/null); then
		echo "$found" | sed 's/^/# /'
		echo "not ok - $what"
		status=1
	else
		echo "ok - $what"
	fi
}

# but FILE... -- FILE...: the second list without the first.
but() {
	local except=()
	while [ "$1" != -- ]; do except+=("$1"); shift; done
	shift
	printf '%s\n' "$@" | grep -vxF "$(printf '%s\n' "${except[@]}")"
}

all=$(git ls-files '*.c' '*.h' | grep -E '^(include|lint|rules)/')

forbid "include/ sees itself alone" \
    '#include "|#include <(mbedtls|cjson)' include/*/*.h
forbid "rules/ see include/ and themselves" \
    '#include "[^"]*/|#include <(mbedtls|cjson)' rules/*.[ch]
forbid "base sees no other layer" \
    '#include "(input|view|judge|import|report|run|cli)/' lint/base/*.[ch]
forbid "input sees base alone" \
    '#include "(view|judge|import|report|run|cli)/' lint/input/*.[ch]
forbid "view sees base alone" \
    '#include "(input|judge|import|report|run|cli)/' lint/view/*.[ch]
forbid "judge sees base and view" \
    '#include "(input|import|report|run|cli)/' lint/judge/*.[ch]
forbid "import sees base, input and judge" \
    '#include "(view|report|run|cli)/' lint/import/*.[ch]
forbid "expat is seen by lint/import/topology.c alone" \
    '#include <expat' $(but lint/import/topology.c -- $all)
forbid "report sees base, view and judge" \
    '#include "(input|import|run|cli)/' lint/report/*.[ch]
forbid "run sees base, input, view and judge" \
    '#include "(import|report|cli)/' lint/run/*.[ch]
forbid "cJSON is seen by lint/base/json.c alone" \
    '#include <cjson' $(but lint/base/json.c -- $all)
forbid "mbedTLS is seen by digest.c and verify.c of lint/view/, and by those
    of lint/input/ that decrypt" \
    '#include <mbedtls' $(but lint/view/digest.c lint/view/verify.c \
    lint/input/kdf.c lint/input/decrypt.c lint/input/secret.c -- $all)
forbid "nettle is seen by few files" \
    '#include <nettle' $(but lint/input/rc2.c lint/view/digest.c -- $all)
forbid "threads are known to lint/base/parallel.[ch] alone" \
    '#include <(pthread|threads)\.h>|\bpthread_' \
    $(but lint/base/parallel.c lint/base/parallel.h -- $all)
forbid "no layer is reached by a way around" '#include "\.\./' $all
forbid "no time zone of the C library" \
    '\b(localtime|mktime|gmtime|timegm|strftime)\b' $all
forbid "no function without a bound" \
    '\b(strcpy|strcat|sprintf|vsprintf|gets|alloca)\(' $all
exit $status
