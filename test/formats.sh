#!/bin/bash
# Every format of the table of writers over the same runs: names made to fool
# whoever reads a report, inputs that cannot be read, findings that are waived,
# runs with nothing to say.
#
#     test/formats.sh              compare with fixtures/reports/
#     test/formats.sh --update     write there what the program says now
#
# What is in a report has to be text, the same on every run, and what stands in
# fixtures/reports/RUN.FORMAT.  Where there is a test/formats/FORMAT.sh it gets
# the reports, and judges them by the rules of that format.
#
# EDGELINT names the program; default: build/edgelint.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
program=$(realpath "${EDGELINT:-build/edgelint}")
update=
[ "${1:-}" = --update ] && update=1
export LC_ALL=C
unset NO_COLOR TERM

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
reports=$scratch/reports
mkdir "$scratch/work" "$reports"
. test/checks.sh

# --- the runs --------------------------------------------------------------

cd "$scratch/work" || exit 1
cp "$root"/fixtures/sample/*.pem "$root"/fixtures/sample/contoso.json .
cp "$root/fixtures/profiles/waivers.json" .
cp "$root"/fixtures/hostile/*.case .
cp "$root/fixtures/hostile/profile.json" hostile.json
cp "$root/fixtures/documented/wildcard_before_names.case" wildcard.pem
cp "$root/fixtures/rules/input.no-edge-certificate/issuer_alone.case" ca.pem
cp "$root/fixtures/rules/csr.client-info.discloses/certreq.case" request.csr
cp "$root/fixtures/rules/edge.internal.san-without-subject/no_list_ok.case" \
    internal.pem
cp "$root/fixtures/profiles/internal.json" internal.json
openssl x509 -in edge.pem -outform DER -out edge.der
openssl x509 -in edge.pem -outform DER | openssl base64 >edge.b64
{
	printf '\xff\xfe'
	sed 's/$/\r/' edge.pem | iconv -t UTF-16LE
} >powershell.pem
cat edge.pem ca.pem renewed.pem >bundle.pem
echo "no certificate" >empty.txt
{
	cat renewed.pem
	echo '-----BEGIN CERTIFICATE-----'
	echo 'MIIB!!'
	echo '-----END CERTIFICATE-----'
} >damaged.pem

# Files whose names are as bad as what is in them.
strange=('with space.pem' 'a%0A::error::b.pem' '::error::owned.pem'
    'x,line=1,title=y.pem' '=1+1.pem' ']]><b>.pem' '"quoted".pem' "it's.pem"
    '[link](there).pem' 'a|b.pem' 'back\slash.pem' $'line\nend.pem'
    $'esc\033[31m.pem' $'not\xffutf8.pem' $'\xc3\xa4\xe2\x80\xae.pem')
mkdir strange
for name in "${strange[@]}"; do
	cp edge.pem "strange/$name"
done

# run NAME ARGS...: the arguments of a run; without --at there is no such run.
declare -A runs
names=()
run() {
	names+=("$1")
	runs[$1]=$(printf '%q ' "${@:2}")
}
at=(--at 2026-11-22)
run fail edge.pem --profile contoso.json "${at[@]}"
run pass renewed.pem --profile contoso.json "${at[@]}"
run no-profile edge.pem "${at[@]}"
run bundle bundle.pem --profile contoso.json "${at[@]}"
run encodings edge.der edge.b64 powershell.pem --profile contoso.json \
    "${at[@]}"
run waived wildcard.pem --profile waivers.json "${at[@]}"
run unreadable renewed.pem nowhere.pem empty.txt damaged.pem \
    --profile contoso.json "${at[@]}"
run request request.csr --profile contoso.json "${at[@]}"
run internal internal.pem --profile internal.json "${at[@]}"
run renewal renewed.pem --previous edge.pem --key-request request.csr \
    --effective-date 2026-12-24 --renew-within 33% --profile contoso.json "${at[@]}"
run nothing nowhere.pem "${at[@]}"
run ca ca.pem --profile contoso.json "${at[@]}"
run hostile ./*.case --profile contoso.json "${at[@]}"
for name in markup octets; do
	run "hostile-$name" ./*.case --previous "$name.case" \
	    --profile contoso.json "${at[@]}"
done
run hostile-profile ./*.case --profile hostile.json "${at[@]}"
cp edge.pem ../outside.pem
run file-names strange/* "$PWD/edge.pem" ./renewed.pem ../outside.pem \
    "$scratch/outside.pem" ca.pem \
    --profile contoso.json "${at[@]}"

# Formats as bash completes them, which is as the table has them.
formats=$("$program" help --completion |
    sed -n "s/^\t'check --format') words='\([^']*\)'.*/\1/p")
ok "there are formats" [ "$(wc -w <<<"$formats")" -ge 3 ]

# write FORMAT FOLDER: the reports of all runs.
write() {
	local format=$1 folder=$2 name
	mkdir -p "$folder"
	for name in "${names[@]}"; do
		eval "set -- ${runs[$name]}"
		"$program" check "$@" --format "$format" \
		    >"$folder/$name.$format" 2>/dev/null </dev/null
		[ $? -le 3 ] || echo "crashed: $name.$format"
	done
}

# --- what holds for every format -------------------------------------------

# is_text FILE...: UTF-8, and no control character but line ends and tabs.  The
# line ends of CSV and calendars are CRLF.
is_text() {
	/usr/bin/python3 - "$@" <<-'END'
	import sys, unicodedata
	bad = 0
	for name in sys.argv[1:]:
	    text = open(name, "rb").read().decode("utf-8")
	    if name.endswith((".csv", ".ics")):
	        text = text.replace("\r\n", "\n")
	    for c in sorted(set(text)):
	        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") \
	                and c not in "\n\t":
	            print(f"# {name}: U+{ord(c):04X}")
	            bad = 1
	sys.exit(bad)
	END
}

# Versions are not what is compared.
version=$("$program" --version | sed 's/^edgelint \([0-9.]*\).*/\1/')
library=$("$program" --version | sed 's/.*mbedTLS \([0-9.]*\).*/\1/')
stable() {
	sed -e "s/${version//./\\.}/V/g" -e "s/${library//./\\.}/V/g" "$1"
}

# The runs whose reports are kept.  The formats that test/cli.sh compares
# already are not kept once more.
kept=(fail pass no-profile bundle waived unreadable request internal
    renewal hostile)
compared() {
	[[ " text json ndjson " != *" $1 "* ]]
}

same() {
	local format=$1 name=$2 file=$root/fixtures/reports/$2.$1
	if [ -n "$update" ]; then
		mkdir -p "${file%/*}"
		stable "$reports/$format/$name.$format" >"$file"
	fi
	diff -u "$file" <(stable "$reports/$format/$name.$format") \
	    >difference && return
	head -n 40 difference | sed 's/^/# /'
	return 1
}

for format in $formats; do
	ok "$format: every run ends well" \
	    [ -z "$(write "$format" "$reports/$format")" ]
	write "$format" "$scratch/again" >/dev/null
	for name in "${names[@]}"; do
		ok "$format: $name is the same again" cmp \
		    {"$reports/$format","$scratch/again"}/"$name.$format"
	done
	ok "$format: nothing but text" is_text "$reports/$format"/*
	if compared "$format"; then
		for name in "${kept[@]}"; do
			ok "$format: $name is as expected" same "$format" \
			    "$name"
		done
	fi
	[ -e "$root/test/formats/$format.sh" ] || continue
	(cd "$root" && WORK=$scratch/work bash "test/formats/$format.sh" \
	    "$reports/$format"/*) || failures=$((failures + 1))
done
# --- what the formats for CI promise ----------------------------------------

contoso=(--profile contoso.json "${at[@]}")
ci='sarif junit gitlab github'

# prints FORMAT FILE: the rules and fingerprints of a report.
prints() {
	case $1 in
	sarif) grep -o '"ruleId":"[^"]*"\|"edgelint/v1":"[^"]*"' "$2" ;;
	gitlab) grep -o '"check_name":"[^"]*"\|"fingerprint":"[^"]*"' "$2" ;;
	esac
}

# Two certificates with other keys, dates and octets, but one fault in common.
mkdir old new
cp "$root/fixtures/documented/public_im.case" old/edge.pem
cp "$root/fixtures/rules/edge.san.order/access_edge_first.case" new/edge.pem
for format in sarif gitlab; do
	for folder in old new; do
		(cd $folder && "$program" edge.pem --profile ../contoso.json \
		    --only edge.san.order "${at[@]}" --format $format \
		    --output report)
		prints $format $folder/report >$folder/prints
	done
	ok "$format: a renewed certificate keeps the fingerprint" \
	    cmp old/prints new/prints
	ok "... of one finding" [ "$(wc -l <old/prints)" = 2 ]
done

for format in $ci; do
	"$program" wildcard.pem --profile waivers.json "${at[@]}" \
	    --format $format --hide-waived >hidden
	words='waived until\|"suppressions"\|"until"'
	ok "$format: what is waived is shown" grep -q "$words" \
	    "$reports/$format/waived.$format"
	ok "$format: --hide-waived" [ "$(grep -c "$words" hidden)" = 0 ]
	ok "$format: ... hides nothing else" \
	    grep -q 'edge\.san\.wildcard-first' hidden
done

# The same wherever findings are listed; what is counted stays as it is.
for format in text json ndjson csv markdown html; do
	"$program" wildcard.pem --profile waivers.json "${at[@]}" \
	    --format $format >shown
	"$program" wildcard.pem --profile waivers.json "${at[@]}" \
	    --format $format --hide-waived >hidden
	words='shared with the reverse proxy'
	ok "$format: a waived finding has its reason" grep -q "$words" shown
	ok "$format: --hide-waived" [ "$(grep -c "$words" hidden)" = 0 ]
	ok "$format: ... hides nothing else" grep -q wildcard-first hidden
done
"$program" wildcard.pem --profile waivers.json "${at[@]}" --format json \
    --hide-waived >hidden
ok "json: what is hidden is counted" grep -q '"waived": [1-9]' hidden
"$program" wildcard.pem --profile waivers.json "${at[@]}" --hide-waived >hidden
ok "text: what is hidden is counted" grep -q '^[A-Z]*  wildcard.pem: .*1 waived' \
    hidden
"$program" wildcard.pem --profile waivers.json "${at[@]}" --hide-waived \
    --only edge.san.wildcard --skip edge.san.wildcard-first --format csv >hidden
ok "csv: a certificate whose findings are hidden has its line" \
    [ "$(grep -c '^"wildcard.pem",0,.*"pass"' hidden)" = 1 ]
"$program" wildcard.pem --profile waivers.json "${at[@]}" --hide-waived \
    --only edge.san.wildcard --skip edge.san.wildcard-first --format html >hidden
ok "html: ... says that there are some" \
    grep -q '1 waived, which --hide-waived leaves out' hidden

# What is beyond the limits of those who take reports is said to be there.
sed -n '/BEGIN/,/END/p' commands.case >one.pem
for _ in $(seq 2600); do cat one.pem; done >many.pem
"$program" many.pem "${contoso[@]}" --format sarif:many.sarif \
    --format gitlab:many.gitlab --format github:many.github
total=$(tail -n 1 many.github |
    sed 's/.*errors \([0-9]*\), warnings \([0-9]*\), info \([0-9]*\).*/\1+\2+\3/')
total=$((total))
ok "there are many findings" [ "$total" -gt 25000 ]
ok "sarif: at most 25,000 results" [ "$(grep -c '"ruleId"' many.sarif)" = \
    25000 ]
ok "sarif: how many were left out is said" grep -q \
    "\"text\":\"$((total - 25000)) more are counted but not shown" many.sarif
ok "sarif: at most 1,000 notifications are shown" grep -q \
    'there are more notifications than 1000' many.sarif
ok "gitlab: as many, and one that says so" [ "$(grep -c '"check_name"' \
    many.gitlab)" = 25001 ]
ok "gitlab: how many were left out is said" grep -q \
    "$((total - 25000)) more are counted but not shown" many.gitlab
for format in sarif gitlab; do
	/usr/bin/python3 -m json.tool many.$format >/dev/null
	ok "$format: that is JSON" [ "$?" = 0 ]
done

# A summary that is too long is refused as a whole.
"$program" many.pem "${contoso[@]}" --format markdown >many.markdown
ok "markdown: at most 1 MB" [ "$(wc -c <many.markdown)" -le 1000000 ]
ok "markdown: ... of which most is used" \
    [ "$(wc -c <many.markdown)" -gt 900000 ]
shown=$(grep -c '^## FAIL: ' many.markdown)
ok "markdown: how many were left out is said" grep -q \
    "^$((2600 - shown)) more results are counted" many.markdown
rows=$(grep -c '^| FAIL | ' many.markdown)
ok "markdown: ... of the overview, too" grep -q \
    "^$((2600 - rows)) more are not in this table" many.markdown
"$program" wildcard.pem --profile waivers.json "${at[@]}" --format markdown \
    --hide-waived >hidden
ok "markdown: --hide-waived" [ "$(grep -c '^### waived' hidden)" = 0 ]
ok "markdown: what is waived is shown" grep -q '^\*\*Waived\*\* until' \
    "$reports/markdown/waived.markdown"

# A run that has asked nothing must not look like one that has passed.
"$program" edge.pem --only chain "${at[@]}" --format sarif >report 2>/dev/null
ok "sarif: nothing was judged" grep -q '"executionSuccessful": false' report
for format in $ci; do
	"$program" edge.pem --only chain "${at[@]}" --format $format >report \
	    2>/dev/null
	ok "$format: ... which is said" grep -q 'run\.nothing-judged' report
	"$program" renewed.pem "${at[@]}" --require-profile --format $format \
	    >report 2>/dev/null
	ok "$format: a deployment was required" \
	    grep -q 'run\.profile-required' report
done

"$program" - "${contoso[@]}" --format sarif <edge.pem >report
ok "sarif: standard input has a name" grep -q '"uri":"stdin"' report

[ "$failures" = 0 ]
