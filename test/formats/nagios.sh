#!/bin/bash
# Checks as the Monitoring Plugins' own tools take them: negate, which runs a
# plugin, and the Perl module that reads performance data.
set -u
program=$(realpath "${EDGELINT:-build/edgelint}")
negate=/usr/lib/nagios/plugins/negate
. "$(dirname "$0")/../checks.sh"

# Each of four words takes the place of another, in status and text.
turn=("$negate" --substitute --ok WARNING --warning CRITICAL --critical UNKNOWN
    --unknown OK)
words=(OK WARNING CRITICAL UNKNOWN)

# taken STATUS ARGUMENTS...: negate sees that status, and finds its word.
taken() {
	local status=$1 turned=$((($1 + 1) % 4))
	shift
	"$program" "$@" --at 2026-11-22 --format nagios >plain 2>/dev/null
	[ $? = "$status" ] || return 1
	"${turn[@]}" "$program" "$@" --at 2026-11-22 --format nagios \
	    >negated 2>/dev/null
	[ $? = "$turned" ] || return 1
	head -n 1 plain | sed "s/ ${words[$status]} / ${words[$turned]} /" |
	    cmp -s - <(head -n 1 negated)
}

cd "$WORK" || exit 1
contoso=(--profile contoso.json)
ok "nagios: a pass is OK" taken 0 renewed.pem "${contoso[@]}"
ok "nagios: an error is CRITICAL" taken 2 edge.pem "${contoso[@]}"
ok "nagios: an error is a WARNING with --fail-on never" taken 1 edge.pem \
    "${contoso[@]}" --fail-on never
ok "nagios: no deployment is a WARNING" taken 1 renewed.pem
ok "nagios: ... and UNKNOWN when one is required" taken 3 renewed.pem \
    --require-profile
ok "nagios: ... and said" grep -q 'warning, deployment not known,' plain
ok "nagios: a part of it is no more than that" taken 1 renewed.pem \
    --access-edge sip.contoso.com
ok "nagios: ... and said" grep -q ', deployment not known in full,' plain
ok "nagios: a file that cannot be read is UNKNOWN" taken 3 renewed.pem nowhere.pem \
    "${contoso[@]}"
ok "nagios: an error outweighs it" taken 2 edge.pem nowhere.pem "${contoso[@]}"
ok "nagios: no rule asked is UNKNOWN" taken 3 renewed.pem --only chain
ok "nagios: a wrong option is UNKNOWN" taken 3 renewed.pem --profil contoso.json
ok "nagios: an option without value is UNKNOWN" taken 3 renewed.pem --at
ok "nagios: a profile that is none is UNKNOWN" taken 3 renewed.pem --profile edge.pem
ok "nagios: a misspelt command is UNKNOWN" taken 3 chekc
ok "nagios: no certificate is UNKNOWN" taken 3 check
ok "nagios: an output that fails is UNKNOWN" taken 3 renewed.pem "${contoso[@]}" \
    --format json:no/such/folder
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
    -out key.pem
ok "nagios: a key that was passed over is UNKNOWN" taken 3 key.pem --ignore-keys

"$program" renewed.pem --profil x --format nagios:file >out 2>/dev/null
ok "nagios: statuses are the program's when another format goes to stdout" \
    [ "$?" = 2 ]
ok "nagios: ... and nothing is said there" [ ! -s out ]
"$program" renewed.pem --profil 'a|b' --format nagios >out 2>/dev/null
ok "nagios: a fault has one line" [ "$(wc -l <out)" = 1 ]
"$program" edge.pem --profile 'a|b' --format nagios >out 2>/dev/null
ok "nagios: a name in a fault begins no performance data" \
    [ "$(tr -cd '|' <out | wc -c)" = 0 ]
cd - >/dev/null || exit 1

# By the plugins' guidelines: one bar, and behind it what their module reads.
for file in "$@"; do
	run=${file##*/}
	run=${run%.*}
	ok "nagios: $run has one bar" [ "$(tr -cd '|' <"$file" | wc -c)" = 1 ]
	ok "nagios: $run begins as a plugin does" grep -q -z \
	    '^EDGELINT \(OK\|WARNING\|CRITICAL\|UNKNOWN\) - [^|]* | [^|]*' \
	    "$file"
	ok "nagios: $run fits into what Nagios takes" [ "$(wc -c <"$file")" -lt 8192 ]
	ok "nagios: $run has performance data" perl -MMonitoring::Plugin::Performance \
	    -e '
		my ($line) = split /\n/, do { local $/; <> };
		my ($text) = $line =~ /\| (.*)/;
		my @data = Monitoring::Plugin::Performance->parse_perfstring(
		    $text);
		my @labels = map { $_->label } @data;
		my ($days) = grep { $_->label eq "days_left" } @data;
		exit 1 if "@labels" !~ /^(days_left )?errors warnings unreadable$/;
		my $again = join(" ", map { $_->perfoutput } @data);
		exit 1 if $again =~ s/;(?= |$)//gr ne $text;
		exit 1 if $days && !($days->threshold->critical->check_range(-1)
		    && !$days->threshold->critical->check_range(0));
	    ' "$file"
done
[ "$failures" = 0 ]
