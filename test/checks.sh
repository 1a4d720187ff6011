# What tests of the command line share; to be sourced by bash.  $program is the
# program, and the folder that one is in takes what it says.

# shellcheck shell=bash
failures=0

# ok NAME COMMAND...: a check that holds when the command succeeds.
ok() {
	local name=$1
	shift
	if "$@"; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		failures=$((failures + 1))
	fi
}

# edgelint ARGS...: run it; its words are in out and err, its end in $status.
edgelint() {
	"$program" "$@" >out 2>err </dev/null
	status=$?
}
