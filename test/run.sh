#!/bin/bash
# Runs every test, and ends with one line of totals.
#
#     test/run.sh [STAGE...]       all stages, or those named
#
# Each stage prints "ok - NAME" and "not ok - NAME" lines.  A stage that ends
# badly without saying what failed counts as a failure, and so does one that
# says nothing at all: what did not run has not passed.
set -u
cd "$(dirname "$0")/.." || exit 1

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# stage NAME COMMAND...: run it, show what failed, count.
stage() {
	local name=$1 status ok not_ok start=$SECONDS
	shift
	if [ "${#wanted[@]}" != 0 ] &&
	    [[ " ${wanted[*]} " != *" $name "* ]]; then
		return
	fi
	"$@" >"$log" 2>&1
	status=$?
	ok=$(grep -c '^ok - ' "$log")
	not_ok=$(grep -c '^not ok - ' "$log")
	if [ "$ok" = 0 ] && [ "$not_ok" = 0 ]; then
		not_ok=1
		echo "not ok - $name: no test ran (status $status)"
	elif [ "$status" != 0 ] && [ "$not_ok" = 0 ]; then
		not_ok=1
		echo "not ok - $name: ended with status $status"
	fi
	if [ "$not_ok" != 0 ]; then
		grep -v '^ok - ' "$log" | tail -n 60
	fi
	passed=$((passed + ok))
	failed=$((failed + not_ok))
	printf '%-22s %5d passed %5d failed %4d s\n' "$name" "$ok" "$not_ok" \
	    $((SECONDS - start))
}

# build LABEL MAKE-ARGUMENTS...: a build that has to be without a warning.
build() {
	local label=$1 out
	shift
	if out=$(make --no-print-directory -j2 "$@" 2>&1) &&
	    ! grep -q 'warning:' <<<"$out"; then
		echo "ok - build with $label, no warning"
	else
		tail -n 40 <<<"$out"
		echo "not ok - build with $label, no warning"
		return 1
	fi
}

case_files() {
	find fixtures -name '*.case' | LC_ALL=C sort
}

# The programs of one build folder over the unit tests and all fixtures.
programs() {
	local folder=$1
	"$folder/test/unit" || return 1
	case_files | xargs "$folder/test/cases"
}

# The thread sanitizer over what threads share: all fixtures, in every format.
threads() {
	local out
	out=$(mktemp -d)
	build/tsan/test/unit parallel session || return 1
	TSAN_OPTIONS=exitcode=66 build/tsan/edgelint fixtures test/fuzz/seeds \
	    --jobs 8 --profile fixtures/profiles/waivers.json --verbose \
	    --trust fixtures/sample/edge.pem --at 2026-11-22 \
	    --chain fixtures/rules/input.no-edge-certificate/issuer_alone.case \
	    --format text --format json:"$out/json" \
	    --format ndjson:"$out/ndjson" >"$out/text" 2>"$out/err"
	if [ $? = 2 ] && grep -q '^UNREADABLE  [0-9]* results, ' "$out/text" &&
	    ! grep -q ThreadSanitizer "$out/err"; then
		echo "ok - eight threads over all fixtures"
	else
		grep -A 40 ThreadSanitizer "$out/err"
		echo "not ok - eight threads over all fixtures"
	fi
	rm -rf "$out"
}

# Debian's valgrind knows nothing of some builds' instructions; the plain
# build is what it runs.
under_valgrind() {
	local run="valgrind --quiet --error-exitcode=9 --leak-check=full
	    --show-leak-kinds=all --errors-for-leak-kinds=all"
	$run build/test/unit || return 1
	case_files | xargs $run build/test/cases
}

# The expected certificates come out of their recipes, octet by octet.
reproducible() {
	local copy
	copy=$(mktemp -d)
	cp -r fixtures "$copy/"
	if (cd "$copy" && ln -s "$OLDPWD/test" test &&
		case_files | xargs "$OLDPWD/build/test/forge") &&
	    diff -r fixtures "$copy/fixtures"; then
		echo "ok - the forge mints the fixtures as they stand"
	else
		echo "not ok - the forge mints the fixtures as they stand"
	fi
	rm -rf "$copy"
}

fuzz() {
	local target
	for target in view text profile import container; do
		if make --no-print-directory fuzz TARGET=$target \
		    SECONDS="${FUZZ_SECONDS:-20}" 2>&1; then
			echo "ok - fuzz $target"
		else
			echo "not ok - fuzz $target"
		fi
	done
}

wanted=("$@")

stage build-gcc build gcc CC=gcc test-programs
stage unit build/test/unit
stage cases bash -c 'find fixtures -name "*.case" | LC_ALL=C sort |
    xargs build/test/cases --coverage'
stage forge reproducible
stage authorities env EDGELINT="$PWD/build/edgelint" bash test/authorities.sh
stage layers bash test/layers.sh
stage command-line env EDGELINT="$PWD/build/edgelint" bash test/cli.sh
stage containers env EDGELINT="$PWD/build/edgelint" bash test/containers.sh
stage renewals env EDGELINT="$PWD/build/edgelint" bash test/renewals.sh
stage assignments env EDGELINT="$PWD/build/edgelint" bash test/assignments.sh
stage many-files env EDGELINT="$PWD/build/edgelint" bash test/bulk.sh
stage stream /usr/bin/python3 test/stream.py build/edgelint
stage schemas bash test/schemas.sh
stage chains env EDGELINT="$PWD/build/edgelint" bash test/chains.sh
stage plan /usr/bin/python3 test/plan.py build/edgelint
stage import /usr/bin/python3 test/import.py build/edgelint
stage formats env EDGELINT="$PWD/build/edgelint" bash test/formats.sh
stage examples env EDGELINT="$PWD/build/edgelint" bash test/examples.sh
stage servers bash test/servers.sh
stage build-clang build clang CC=clang test-programs
stage clang programs build/clang
stage build-sanitizers build 'gcc and sanitizers' CC=gcc \
    SAN=address,undefined test-programs
stage sanitizers programs build/san
stage sanitizers-cli env EDGELINT="$PWD/build/san/edgelint" bash test/cli.sh
stage sanitizers-stream /usr/bin/python3 test/stream.py build/san/edgelint
stage sanitizers-files env EDGELINT="$PWD/build/san/edgelint" \
    bash test/containers.sh
stage sanitizers-many-files env EDGELINT="$PWD/build/san/edgelint" \
    bash test/bulk.sh
stage build-threads build 'gcc and the thread sanitizer' CC=gcc SAN=thread \
    all build/tsan/test/unit
stage threads threads
stage valgrind under_valgrind
stage fuzz fuzz

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
