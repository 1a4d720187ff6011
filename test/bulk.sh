#!/bin/bash
# Many files: folders, lists of names, several at a time, pools, and runs that
# are ended before they are done.
#
#     test/bulk.sh             EDGELINT names the program
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
program=$(realpath "${EDGELINT:-build/edgelint}")
export LC_ALL=C
unset NO_COLOR
. test/checks.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp fixtures/sample/*.pem fixtures/sample/contoso.json "$scratch"
cd "$scratch" || exit 1
contoso=(--profile contoso.json --at 2026-11-22)
# sources ARGS...: the files that a run judges, or skips, one a line.
sources() {
	edgelint --format ndjson "${contoso[@]}" "$@"
	sed 's/.*"source":"\([^"]*\)".*"status":"\(judged\|skipped\|unreadable\)".*/\2 \1/' out
}

# --- folders ---------------------------------------------------------------

mkdir -p certs/2025/old certs/.hidden certs/empty none
cp edge.pem certs/b.pem
cp renewed.pem certs/a.crt
cp renewed.pem certs/2025/c.pem
cp renewed.pem certs/2025/old/d.pem
cp renewed.pem certs/.hidden/e.pem
cp renewed.pem certs/.f.pem
echo 'read me' >certs/README.txt
echo '{"a": 1}' >certs/settings.json
openssl genrsa -out certs/edge.key 2048 2>/dev/null
head -c 500 edge.pem >certs/cut.pem
mkfifo certs/pipe
ln -s ../b.pem certs/2025/link.pem
ln -s .. certs/2025/loop
ln -s 2025 certs/z-again
ln -s nowhere certs/dangling
cat >expected <<'LIST'
judged certs/2025/c.pem
judged certs/2025/link.pem
judged certs/2025/old/d.pem
skipped certs/README.txt
judged certs/a.crt
judged certs/b.pem
unreadable certs/cut.pem
unreadable certs/dangling
skipped certs/edge.key
skipped certs/settings.json
LIST
sources certs >found
ok "a folder is walked in order, each folder once" diff expected found
ok "what is damaged is at fault" [ "$status" = 2 ]
ok "... and said" grep -q '^edgelint: certs/cut.pem' err
ok "what is skipped is not" [ "$(grep -c README err)" = 0 ]
rm certs/cut.pem certs/dangling
edgelint certs "${contoso[@]}"
ok "skipped files are no fault" [ "$status" = 1 ]
ok "... and are listed" grep -q '^SKIPPED  certs/edge.key: it holds a private key, and no certificate$' out
ok "... and counted" grep -q '^FAIL  5 results, 3 files skipped: ' out
ok "a summary counts the verdicts" grep -q '^Verdicts  *3 pass, 2 fail$' out
ok "... the rules that fail most" \
    grep -q '^Fails most  *edge\.san\.order, on 2 of 5$' out
ok "... and what ends first" grep -q '^Ends first  *20[0-9-]*, [0-9]* days left: certs/' out
edgelint certs "${contoso[@]}" --format json
cp out whole.json
ok "the JSON summary has it, too" /usr/bin/python3 - <<'CODE'
import json
s = json.load(open("whole.json"))["summary"]
assert s["results"] == 5 and s["skipped"] == 3, s
assert s["verdicts"] == {"pass": 3, "incomplete": 0, "fail": 2,
    "unreadable": 0}, s
assert {"rule": "edge.san.order", "certificates": 2} in s["worst_rules"], s
days = [e["days_left"] for e in s["ending_soonest"]]
assert len(days) == 5 and days == sorted(days), s
CODE
ok "... and is as the schema says" /usr/bin/python3 - "$root" <<'CODE'
import json, sys, jsonschema
schema = json.load(open(sys.argv[1] + "/lint/report/report.schema.json"))
report = json.load(open("whole.json"))
jsonschema.Draft7Validator(schema).validate(report)
assert [r["status"] for r in report["results"]].count("skipped") == 3
CODE
sources certs --include '*.pem' >found
ok "--include is about names" [ "$(tr '\n' ' ' <found)" = \
    "judged certs/2025/c.pem judged certs/2025/link.pem judged certs/2025/old/d.pem judged certs/b.pem " ]
sources certs --include '2025/*.pem' --include '*.crt' >found
ok "... or with a slash about paths" [ "$(tr '\n' ' ' <found)" = \
    "judged certs/2025/c.pem judged certs/2025/link.pem judged certs/a.crt " ]
sources certs --exclude 2025 --exclude 'README*' --exclude z-again >found
ok "--exclude takes whole folders" [ "$(tr '\n' ' ' <found)" = \
    "judged certs/a.crt judged certs/b.pem skipped certs/edge.key skipped certs/settings.json " ]
sources certs/ certs/.f.pem --include '*.nothing' --include '*.crt' >found
ok "what was named is always taken" [ "$(tr '\n' ' ' <found)" = \
    "judged certs/a.crt judged certs/.f.pem " ]
sources certs/.hidden >found
ok "... a hidden folder, too" \
    [ "$(cat found)" = "judged certs/.hidden/e.pem" ]
(cd certs/2025/old && "$program" . --format ndjson >"$scratch/out" 2>&1)
ok "the folder one is in" grep -q '"source":"./d.pem"' out
edgelint none "${contoso[@]}"
ok "an empty folder is at fault" [ "$status" = 2 ]
ok "... and said" grep -q '^edgelint: none: there is no file in the folder' err
edgelint renewed.pem certs --include '*.txt' "${contoso[@]}" --quiet
ok "so is one without a certificate, beside others" [ "$status" = 2 ]
ok "... and it is said how many there are" grep -q \
    '^edgelint: certs: there is no certificate in the folder: 1 file holds something else, and --include and --exclude left out [0-9]*$' err
mkdir deep
(cd deep && for i in {1..70}; do mkdir d && cd d || exit; done
    cp "$scratch/renewed.pem" .)
edgelint deep "${contoso[@]}" --quiet
ok "folders in each other have an end" grep -q 'in each other are too many' err
mkdir $'odd\033name' && cp renewed.pem $'odd\033name/\n.pem'
edgelint $'odd\033name' "${contoso[@]}"
ok "names are escaped" grep -q 'odd\\x1bname/\\x0a.pem' out
ok "... everywhere" [ "$(tr -d '\n\t -~' <out | wc -c)" = 0 ]

mkdir issuers
cp "$root"/fixtures/rules/input.no-edge-certificate/issuer_alone.case issuers/ca
for format in json sarif junit gitlab github; do
	edgelint issuers "${contoso[@]}" --format $format
	ok "a folder of issuers holds no Edge certificate, $format" \
	    grep -q 'issuers holds 1 issuer certificate and no Edge' out
done
ok "... which is said of the folder" \
    grep -q '^::[a-z]* file=issuers,line=1,' out
cp renewed.pem issuers
edgelint issuers "${contoso[@]}"
ok "... but issuers may stand beside one" [ "$status" = 0 ]
cp renewed.pem spared.pem
mkdir spared && mv spared.pem spared
edgelint spared "${contoso[@]}" --output spared/spared.pem
ok "no report replaces what was found" cmp -s renewed.pem spared/spared.pem
ok "... which is said" grep -q 'spared.pem is an input' err
ok "... with status 2" [ "$status" = 2 ]
edgelint spared "${contoso[@]}" --format json --output spared/report.json
edgelint spared "${contoso[@]}" --format json --output spared/report.json
ok "but a report may be written again where it is" [ "$status" = 0 ]

# --- lists of names --------------------------------------------------------

printf '\xef\xbb\xbfcerts/a.crt\r\n\ncerts/2025/old\nnowhere.pem\nlast.pem' >list
cp edge.pem last.pem
sources renewed.pem --files-from list >found
ok "a list of files and folders, behind what was named" [ \
    "$(tr '\n' ' ' <found)" = "judged renewed.pem judged certs/a.crt judged certs/2025/old/d.pem unreadable nowhere.pem judged last.pem " ]
find certs -name '*.pem' -print0 | LC_ALL=C sort -z >list0
"$program" --files-from - -0 --format ndjson "${contoso[@]}" <list0 >out 2>err
ok "... from find -print0, by standard input" \
    [ "$(grep -c '"status":"judged"' out)" = "$(tr -dc '\0' <list0 | wc -c)" ]
edgelint --files-from list0 "${contoso[@]}"
ok "... whose names need --null" grep -q 'NUL in it' err
iconv -f UTF-8 -t UTF-16 >list <<<'edge.pem'
edgelint --files-from list "${contoso[@]}" --quiet
ok "a list in UTF-16 is at fault as a whole" [ "$(cat err)" = \
    "edgelint: list: the list is UTF-16; save it as UTF-8" ]
ok "... with status 2" [ "$status" = 2 ]
: >list
edgelint --files-from list "${contoso[@]}"
ok "a list without a name is at fault" [ "$status" = 2 ]
ok "... and said" grep -q '^edgelint: list: the list names no file' err
edgelint --files-from nowhere "${contoso[@]}"
ok "so is one that is not there" grep -q \
    '^edgelint: nowhere: there is no such file' err
head -c 100000 /dev/zero | tr '\0' x >list
edgelint --files-from list "${contoso[@]}" --quiet
ok "a name has an end" grep -q 'no file has a name as long' err
edgelint --files-from certs "${contoso[@]}" --quiet
ok "a folder is no list" grep -q 'it is a folder, not a list' err

# usage MESSAGE ARGS...: a mistake of the user.
usage() {
	local message=$1
	shift
	edgelint "$@"
	ok "usage: $message" grep -qF -e "edgelint: $message" err
	ok "... with status 2" [ "$status" = 2 ]
}
usage 'standard input can be read only once' - --files-from -
usage '--null is about the list' edge.pem --null
usage '--jobs takes a number from 1 to 256, not 0' edge.pem --jobs 0
usage '--jobs takes a number from 1 to 256, not 2x' edge.pem --jobs 2x
usage '--jobs takes a number from 1 to 256, not nothing' edge.pem --jobs=
usage '--pool compares' edge.pem --pool

# --- several at a time -----------------------------------------------------

# Everything the fixtures have, of each kind, with chains, faults and waivers.
mkdir corpus
cp -r "$root"/fixtures/rules "$root"/fixtures/cli corpus
cat edge.pem renewed.pem >corpus/bundle.pem
for _ in {1..300}; do cat edge.pem; done >corpus/large.pem
# Every format of the table of writers, each with a file of its own.
formats=()
for format in $("$program" help --completion |
    sed -n "s/^\t'check --format') words='\([^']*\)'.*/\1/p"); do
	formats+=(--format "$format:report.$format")
done
ok "there are several formats" [ "${#formats[@]}" -ge 12 ]
for jobs in 1 2 3 8; do
	for profile in "$root"/fixtures/profiles/{contoso,waivers}.json; do
		edgelint corpus nowhere.pem none corpus/cli --jobs $jobs \
		    --profile "$profile" --at 2026-11-22 --verbose \
		    --trust system "${formats[@]}" \
		    --chain "$root"/fixtures/rules/chain.extra/other_ca.case
		echo "$status" >>ends.$jobs
		for format in report.*; do
			cat "$format" >>"all.$format.$jobs"
			rm "$format"
		done
		cat err >>all.err.$jobs
	done
done
for jobs in 2 3 8; do
	for one in all.*.1; do
		ok "$jobs at a time give what one does, ${one%.1}" \
		    cmp -s "$one" "${one%.1}.$jobs"
	done
	ok "... and the exit status" cmp -s ends.1 ends.$jobs
done
ok "... which is about something" [ "$(cat all.*.1 | wc -c)" -gt 1000000 ]
# Where a report has less room than there are findings, it is the same ones.
sed -n '/BEGIN/,/END/p' "$root"/fixtures/hostile/commands.case >one.pem
for _ in {1..300}; do cat one.pem; done >full.pem
for _ in {1..10}; do echo full.pem; done >list
for jobs in 1 3; do
	edgelint --files-from list --jobs $jobs "${contoso[@]}" \
	    "${formats[@]}"
	for format in report.*; do
		mv "$format" "full.$format.$jobs"
	done
done
ok "a run fills the formats for CI" \
    grep -q 'are counted but not shown' full.report.sarif.1
for one in full.*.1; do
	ok "... beyond the limits of a format, too: ${one%.1}" \
	    cmp -s "$one" "${one%.1}.3"
done

# Peak memory in kB over a list with so many names.
peak() {
	/usr/bin/python3 - "$program" "$1" <<-'CODE'
		import resource, subprocess, sys
		names = "edge.pem\nrenewed.pem\ncerts/a.crt\n" * int(sys.argv[2])
		subprocess.run([sys.argv[1], "--files-from", "-", "--jobs", "2",
		    "--profile", "contoso.json", "--format", "json"],
		    input=names.encode(), stdout=subprocess.DEVNULL)
		print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
	CODE
}
# Sanitizers keep what is freed for a while.
if ! grep -qa -e __asan_init -e __tsan_init "$program"; then
	few=$(peak 100)
	many=$(peak 5000)
	ok "memory does not grow with the number of files ($few, $many kB)" \
	    [ "$many" -lt $((few + 2048)) ]
fi

# --- more than a page holds ------------------------------------------------

# pages JOBS: what a page shows of 2100 certificates, and where its links lead.
mkdir fleet
for _ in {1..700}; do cat edge.pem; done >fleet/a.pem
cp fleet/a.pem fleet/b.pem
for _ in {1..700}; do cat renewed.pem; done >fleet/c.pem
pages() {
	edgelint fleet "${contoso[@]}" --format html:page.$1.html --jobs "$1"
	/usr/bin/python3 - page."$1".html <<-'CODE'
		import re, sys
		page = open(sys.argv[1]).read()
		ids = set(re.findall(r' id="([^"]+)"', page))
		links = re.findall(r' href="#([^"]+)"', page)
		assert set(links) <= ids, set(links) - ids
		whole = page.count("<article ")
		rows = page.count('<th scope="row"><a href=')
		assert rows == 2100, rows
		assert 1000 < whole < 2100, whole
		assert links.count("left-out") == rows - whole
		assert f"the first {whole} of 2100 results" in page
		assert len(page) < 40000000, len(page)
	CODE
}
ok "an HTML page has an end, and says what it leaves out" pages 1
pages 3
ok "... the same with several at a time" cmp -s page.1.html page.3.html
rm -r fleet page.*.html

# --- pools -----------------------------------------------------------------

cp edge.pem node1.pem
cp edge.pem node2.pem
awk '/BEGIN/ { n++ } n == 2' \
    "$root"/fixtures/rules/pool.key.differs/each_its_own.case >node3.pem
edgelint node1.pem node2.pem --pool "${contoso[@]}"
ok "a pool with one certificate" [ "$(grep -c 'pool\.' out)" = 0 ]
edgelint node1.pem node2.pem node3.pem --pool "${contoso[@]}" --format json
ok "a pool with another key" /usr/bin/python3 - <<'CODE'
import json
found = [f for f in json.load(open("out"))["findings"]
    if f["rule"].startswith("pool.")]
assert [(f["rule"], f["name"]) for f in found] == [
    ("pool.key.differs", "node3.pem")], found
assert "node1.pem" in found[0]["message"], found
CODE
openssl req -x509 -newkey rsa:2048 -nodes -keyout node.key -out own.pem \
    -subj /CN=sip.contoso.com -days 30 2>/dev/null
openssl req -new -key node.key -out own.csr -subj /CN=sip.contoso.com
openssl req -new -newkey rsa:2048 -nodes -keyout /dev/null -out other.csr \
    -subj /CN=sip.contoso.com 2>/dev/null
edgelint own.pem own.csr --pool --only pool "${at[@]}"
ok "a request for a node's key is of its pool" \
    [ "$(grep -c 'pool\.' out)" = 0 ]
edgelint own.pem own.csr other.csr --pool --only pool "${at[@]}"
ok "... and one for another key is not" \
    [ "$(grep -c 'pool\.key\.differs' out)" = 1 ]
ok "... which is told as a request" grep -q 'other.csr (a request)' out
edgelint node1.pem nowhere.pem --pool "${contoso[@]}"
ok "a pool of one that can be read" [ "$status" = 2 ]
ok "... compares nothing" grep -q '^edgelint: --pool has nothing to compare' err
edgelint renewed.pem certs/.hidden --pool "${contoso[@]}" --format sarif
ok "a pool of two can be compared" [ "$status" = 0 ]
edgelint renewed.pem issuers/ca --pool "${contoso[@]}" --format sarif
ok "a report for CI says that a pool was not" \
    grep -q '"id":"run.pool-not-compared"' out
ok "... which is no success" grep -q '"executionSuccessful": false' out
edgelint issuers --pool "${contoso[@]}" --format nagios
ok "monitoring does not know of it, either" [ "$status" = 3 ]
ok "... and says why" grep -q ', pool not compared' out
edgelint issuers --pool "${contoso[@]}"
ok "nor is it a pass" grep -q '^INCOMPLETE  2 results' out

# --- the end before the end ------------------------------------------------

# interrupt SIGNAL LIST ARGS...: signal a run while it writes report.txt aside;
# the list goes on without end, or nothing of it comes.
interrupt() {
	rm -rf reports
	mkdir reports
	echo old >reports/report.txt
	/usr/bin/python3 - "$program" "$@" <<-'CODE'
		import os, signal, subprocess, sys, threading, time
		program, name, kind, *rest = sys.argv[1:]
		number = getattr(signal, "SIG" + name)
		def handled():
		    # Whoever runs the tests may have it ignored.
		    signal.signal(number, signal.SIG_DFL)
		run = subprocess.Popen([program, "--files-from", "-",
		    "--profile", "contoso.json", "--output",
		    "reports/report.txt"] + rest, stdin=subprocess.PIPE,
		    preexec_fn=handled)
		def feed():
		    try:
		        while kind == "endless":
		            run.stdin.write(b"edge.pem\n" * 1000)
		    except OSError:
		        pass
		threading.Thread(target=feed, daemon=True).start()
		def begun():
		    aside = [n for n in os.listdir("reports") if n[0] == "."]
		    return aside and (kind == "idle" or
		        os.path.getsize("reports/" + aside[0]) > 0)
		for _ in range(1000):
		    if begun():
		        break
		    time.sleep(0.01)
		else:
		    sys.exit("it has not begun")
		run.send_signal(number)
		sys.exit(0 if run.wait(30) == -number else 1)
	CODE
}

# Whether nothing but the old report is there.
is_old() {
	[ "$(ls -A reports; cat reports/report.txt)" = $'report.txt\nold' ]
}

for signal in INT TERM HUP; do
	for run in "endless --jobs 1" "endless --jobs 2" "idle --jobs 2"; do
		# shellcheck disable=SC2086
		ok "SIG$signal ends a run, $run" interrupt $signal $run
		ok "... without half a report" is_old
	done
done

# A list that has no end, but that no test waits for.
endless() {
	timeout 30 yes edge.pem
}

endless | "$program" --files-from - "${contoso[@]}" 2>err | head -n 1 >out
ends=("${PIPESTATUS[@]}")
ok "a closed pipe ends a run" [ "${ends[1]}" = 2 ]
ok "... and is said" grep -q '^edgelint: standard output: Broken pipe' err
endless | "$program" --files-from - "${contoso[@]}" >/dev/full 2>err
ok "a full disk ends a run" [ "${PIPESTATUS[1]}" = 2 ]
ok "... and is said" grep -q 'standard output: No space left' err
endless | head -n 2000 | "$program" --files-from - "${contoso[@]}" \
    --format json:/dev/full --format ndjson:lines 2>err
ok "one that is full does not keep another from it" \
    [ "${PIPESTATUS[2]}" = 2 ]
ok "... which is whole" [ "$(wc -l <lines)" = 2000 ]
ok "... and it is said once" [ "$(grep -c 'No space left' err)" = 1 ]

# --- progress --------------------------------------------------------------

# on_terminal ARGS...: what a terminal gets on stderr of a run that is fed
# names for a second.
on_terminal() {
	/usr/bin/python3 - "$program" "$@" <<-'CODE'
		import os, pty, subprocess, sys, threading, time
		master, slave = pty.openpty()
		run = subprocess.Popen(sys.argv[1:] + ["--files-from", "-",
		    "--profile", "contoso.json"], stdin=subprocess.PIPE,
		    stdout=subprocess.DEVNULL, stderr=slave)
		os.close(slave)
		def feed():
		    end = time.monotonic() + 1
		    while time.monotonic() < end:
		        run.stdin.write(b"edge.pem\n" * 100)
		        run.stdin.flush()
		        time.sleep(0.02)
		    run.stdin.close()
		threading.Thread(target=feed).start()
		seen = b""
		while True:
		    try:
		        got = os.read(master, 4096)
		    except OSError:
		        break
		    if not got:
		        break
		    seen += got
		run.wait()
		sys.stdout.buffer.write(seen)
	CODE
}
export TERM=xterm
on_terminal --format json >seen
ok "a terminal sees how far it is" grep -q \
    '[0-9]* files, [0-9]*/s: 0 pass, [1-9][0-9]* fail, ' seen
ok "... and nothing of it in the end" [ "$(tail -c 4 seen)" = $'\r\033[K' ]
on_terminal --format json --quiet >seen
ok "... but not with --quiet" [ ! -s seen ]
"$program" --files-from - "${contoso[@]}" < <(yes edge.pem | head -n 60000) \
    >/dev/null 2>err
ok "a file sees nothing of it" [ ! -s err ]

[ "$failures" = 0 ]
