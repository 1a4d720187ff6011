#!/bin/bash
# The command line: every option, exit status and message, and the reports byte
# for byte.
#
#     test/cli.sh              compare with fixtures/cli/
#     test/cli.sh --update     write there what the program says now
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
. test/checks.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp fixtures/sample/*.pem fixtures/sample/contoso.json "$scratch"
cp fixtures/profiles/*.json "$scratch" && cp fixtures/sample/contoso.json \
    "$scratch"
cp fixtures/cli/hostile.case "$scratch/hostile.pem"
cp fixtures/rules/input.no-edge-certificate/issuer_alone.case \
    "$scratch/ca.pem"
cp fixtures/documented/wildcard_before_names.case "$scratch/wildcard.pem"
cp fixtures/rules/chain.extra/other_ca.case "$scratch/chain-extra.pem"
cp fixtures/rules/x509.extension.unknown-critical/unknown.case \
    "$scratch/critical.pem"
cp fixtures/rules/chain.signature.invalid/unsupported_algorithm_ok.case \
    "$scratch/unsupported.pem"
cp fixtures/rules/edge.internal.wildcard/common_name.case \
    "$scratch/internal-wildcard.pem"
cp fixtures/rules/edge.san.order/request.case "$scratch/order.csr"
cp fixtures/rules/csr.client-info.discloses/certreq.case \
    "$scratch/windows.csr"
cd "$scratch" || exit 1
cat edge.pem renewed.pem ca.pem >bundle.pem
openssl x509 -in edge.pem -outform DER -out edge.der
echo "no certificate" >empty.txt
printf '%s\n' '-----BEGIN PRIVATE KEY-----' 'AAAA' \
    '-----END PRIVATE KEY-----' >with-key.pem
cat renewed.pem >>with-key.pem
{
	cat renewed.pem
	echo '-----BEGIN CERTIFICATE-----'
	echo 'MIIB!!'
	echo '-----END CERTIFICATE-----'
} >damaged.pem
printf '{"edgelint_profile": 1, "sip_domain": ["contoso.com"],\n' >bad.json
printf ' "sip_domains": ["-.com"]}\n' >>bad.json
sed 's/"edgelint_profile"/"severity": {"edge.san.order": "off"}, &/' \
    contoso.json >order-off.json

# Versions, and numbers that grow with every rule, are not what is tested.
stable() {
	sed -E -e 's/"version": "[0-9.]+"/"version": "V"/' \
	    -e 's/"mbedtls": "[0-9.]+"/"mbedtls": "V"/' \
	    -e 's/^edgelint [0-9.]+ \(mbedTLS [0-9.]+\)/edgelint V (mbedTLS V)/' \
	    -e 's/^(\.TH.*edgelint )[0-9.]+/\1V/' \
	    -e 's/[0-9]+ passed, (.*), [0-9]+ not applicable/N passed, \1, N not applicable/' \
	    -e 's/[0-9]+ not evaluated$/N not evaluated/' \
	    -e 's/[0-9]+ rules not evaluated/N rules not evaluated/' \
	    -e 's/^(Left out +)[0-9]+ rules/\1N rules/' \
	    -e 's/"(pass|not_applicable|not_evaluated)": [0-9]+/"\1": N/'
}

# same NAME FILE: out is as the file of fixtures/cli has it.
same() {
	local name=$1 file=$root/fixtures/cli/$2
	if [ -n "$update" ]; then
		stable <"$3" >"$file"
	fi
	if diff -u "$file" <(stable <"$3") >difference; then
		echo "ok - $name"
	else
		sed 's/^/# /' difference
		echo "not ok - $name"
		failures=$((failures + 1))
	fi
}

# session NAME STATUS ARGS...: a run with all that it says, in NAME.txt.
session() {
	local name=$1 expected=$2
	shift 2
	edgelint "$@"
	{
		echo "$ edgelint${*:+$(printf ' %q' "$@")}"
		cat out
		sed 's/^/stderr: /' err
		echo "status: $status"
	} >session
	same "$name" "$name.txt" session
	ok "$name: status $expected" [ "$status" = "$expected" ]
}

# usage NAME ARGS...: a mistake of the user, which is said in few words.
usage() {
	session "$1" 2 "${@:2}"
	ok "$1: nothing on stdout" [ ! -s out ]
}

at=(--at 2026-11-22)
contoso=(--profile contoso.json "${at[@]}")
options=(--access-edge sip.contoso.com --web-conferencing webcon.contoso.com
    --sip-domain contoso.com --sip-domain fabrikam.com
    --xmpp-domain contoso.com "${at[@]}")

# --- reports ---------------------------------------------------------------

session text-fail 1 check edge.pem "${contoso[@]}"
session text-pass 0 renewed.pem "${contoso[@]}"
session text-no-profile 0 edge.pem "${at[@]}"
session text-options 1 edge.pem "${options[@]}"
session text-unsupported 0 unsupported.pem "${contoso[@]}"
session text-unknown-lists 0 renewed.pem "${at[@]}" \
    --access-edge sip.contoso.com --sip-domain contoso.com
session text-left-to-another 0 internal-wildcard.pem --profile internal.json \
    "${at[@]}" --skip edge.internal.wildcard
session text-nothing-applies 2 renewed.pem "${contoso[@]}" --only chain
session text-several 2 renewed.pem nowhere.pem empty.txt damaged.pem \
    "${contoso[@]}"
session text-bundle 1 bundle.pem "${contoso[@]}"
session text-hostile 1 hostile.pem "${contoso[@]}"
session text-waived 0 wildcard.pem --profile waivers.json "${at[@]}"
session text-overridden 1 renewed.pem "${contoso[@]}" --san-order sip-first
session text-switched-off 1 edge.pem --profile order-off.json "${at[@]}"
session text-skipped 0 with-key.pem "${contoso[@]}"
session text-internal 0 edge.pem --interface internal --pool-fqdn \
    sip.contoso.com "${at[@]}"
session text-request 1 check order.csr "${contoso[@]}"
session text-request-windows 0 windows.csr "${contoso[@]}" --verbose
session text-request-issuer 0 windows.csr "${contoso[@]}" --role issuer
{ cat renewed.pem; sed 's/CERTIFICATE REQ/NEW &/' windows.csr order.csr; } \
    >renewal.pem
session text-request-bundle 1 renewal.pem "${contoso[@]}"
session text-ca 1 ca.pem "${contoso[@]}"
session text-ended 0 renewed.pem --profile contoso.json --at 2047-01-01 \
    --fail-on never
session text-not-begun 0 renewed.pem --profile contoso.json --at 2020-01-01 \
    --fail-on never

edgelint --format json "${contoso[@]}" edge.pem
same "json-fail" json-fail.json out
ok "json-fail: status 1" [ "$status" = 1 ]
edgelint --format json "${contoso[@]}" windows.csr
same "json-request" json-request.json out
ok "json-request: status 0" [ "$status" = 0 ]
edgelint --format json --profile waivers.json "${at[@]}" wildcard.pem
same "json-waived" json-waived.json out
edgelint --format json "${contoso[@]}" hostile.pem nowhere.pem
same "json-hostile" json-hostile.json out
edgelint --format ndjson "${contoso[@]}" renewed.pem damaged.pem
same "ndjson" ndjson.json out
ok "ndjson: three lines" [ "$(wc -l <out)" = 3 ]
ok "the reports have no control character" \
    [ "$(cat "$root"/fixtures/cli/*hostile* | tr -d '\n\t -~' |
	grep -v '^$' | wc -c)" = 0 ]

# The two ways to name one deployment.
edgelint --format json "${contoso[@]}" edge.pem
sed '/^    "name":/d; /^    "source":/d' out >by-profile
edgelint --format json "${options[@]}" edge.pem
sed '/^    "name":/d; /^    "source":/d' out >by-options
ok "profile and options give the same report" diff by-profile by-options
ok "... which fails" grep -q '"verdict": "fail"' by-options

# --- plans -----------------------------------------------------------------

for form in text json openssl certreq powershell; do
	session "plan-$form" 0 plan --profile contoso.json --format "$form"
done
session plan-internal 0 plan --interface internal --pool-fqdn \
    edge.corp.contoso.com
session plan-av 0 plan --service av --access-edge sip.contoso.com
usage plan-unknown-key plan --access-edge sip.contoso.com
usage plan-unknown-list plan --access-edge sip.contoso.com \
    --web-conferencing webcon.contoso.com
printf '{"edgelint_profile": 1, "access_edge_fqdn": "sip.contoso.com"}' \
    >sparse.json
usage plan-sparse-profile plan --profile sparse.json
usage plan-format plan --profile contoso.json --format opensll
usage plan-operand plan contoso.json
usage plan-long-name plan "${options[@]:2:6}" --access-edge \
    a-name-of-which-nobody-should-ever-make-an-access-edge-fqdn.contoso.com \
    --xmpp-domain none

# --- exports ---------------------------------------------------------------

exports=$root/fixtures/import
cp "$exports"/*.json "$exports"/topology.* .
session import-services 0 profile import edge-service.json sip-domains.json \
    xmpp-partners.json xmpp-gateway.json certificates.json
session import-collection 0 profile import collection.json \
    --xmpp-domain contoso.com --product sfb2015
session import-topology 0 profile import topology.xml --xmpp-domain none \
    --product lync2013
session import-topology-builder 0 profile import topology.tbxml \
    --product sfb2019
session import-forest 0 profile import forest-service.json
session import-chosen 0 profile import edge-service.json \
    edge-service-2.json sip-domains.json --pool-fqdn edge2.contoso.com \
    --product lync2010
session import-internal 0 profile import collection.json --product sfb2015 \
    --xmpp-domain none --interface internal
usage import-nothing profile import
usage import-no-file profile import nowhere.json
usage import-several profile import edge-service.json edge-service-2.json
usage import-other-pool profile import edge-service.json --pool-fqdn \
    edge3.contoso.com
usage import-contradiction profile import topology.xml collection.json \
    forest-service.json topology.tbxml
sed 's/"NotSupported"/2/' xmpp-partners.json >xmpp-numbers.json
session import-numbers 0 profile import xmpp-numbers.json --product sfb2015 \
    --xmpp-domain none
sed 's/"NotSupported"/[2]/; s/"Optional"/"Maybe"/; s/gmail.com/g_mail.com/' \
    xmpp-partners.json >xmpp-wrong.json
usage import-wrong profile import xmpp-wrong.json
printf '<Topology><Services/></Topology>' >no-topology.xml
printf '<!DOCTYPE Topology [<!ENTITY x "y">]><Topology>&x;</Topology>' \
    >doctype.xml
usage import-other-kind profile import contoso.json empty.txt \
    no-topology.xml doctype.xml edge.pem
sed 's/sip.contoso/sip3.contoso/' edge-service.json >edge-service-3.json
usage import-differs profile import edge-service.json edge-service-3.json
edgelint profile import edge-service.json sip-domains.json --xmpp-domain none
mv out imported.json
edgelint profile check imported.json
ok "an imported profile has no mistake" [ "$status" = 0 ]
iconv -t UTF-16 contoso.json >utf16.json
edgelint renewed.pem --profile utf16.json "${at[@]}"
ok "a profile may be UTF-16, as PowerShell writes it" [ "$status" = 0 ]

# --- inputs ----------------------------------------------------------------

"$program" - "${contoso[@]}" --quiet <edge.pem >out 2>err
ok "stdin is judged" [ "$?" = 1 ]
"$program" - "${contoso[@]}" --format json <renewed.pem >out 2>err
ok "stdin is called -" grep -q '"source": "-"' out
"$program" renewed.pem --profile - "${at[@]}" --quiet <contoso.json
ok "a profile comes by stdin" [ "$?" = 0 ]
edgelint edge.der "${contoso[@]}" --format json
ok "DER" grep -q '"container": "der"' out
cp renewed.pem ./-renewed.pem
edgelint --quiet "${contoso[@]}" -- -renewed.pem
ok "a file behind -- is no option" [ "$status" = 0 ]
cp renewed.pem check
edgelint --quiet "${contoso[@]}" ./check
ok "a file that is called like a command" [ "$status" = 0 ]
edgelint --quiet "${contoso[@]}" renewed.pem renewed.pem edge.pem
ok "the worst of several counts" [ "$status" = 1 ]
edgelint --quiet "${contoso[@]}" .
ok "a folder is no input" [ "$status" = 2 ]
edgelint --quiet "${contoso[@]}" ''
ok "nor is a name without letters" [ "$status" = 2 ]
esc=$'not\033there'
edgelint --quiet "${contoso[@]}" "$esc"
ok "a file's name is escaped" grep -q '^edgelint: not\\x1bthere: ' err

# --- usage -----------------------------------------------------------------

usage usage-nothing
usage usage-no-file check --profile contoso.json
usage usage-unknown-option edge.pem --sipdomain contoso.com
usage usage-beginning edge.pem --prof contoso.json
usage usage-ambiguous edge.pem --xmpp contoso.com
usage usage-short-option edge.pem -v
cp edge.pem ./-edge.pem
usage usage-dash-file -edge.pem
rm ./-edge.pem
usage usage-elsewhere rules --profile contoso.json
usage usage-no-value edge.pem --profile
usage usage-option-as-value edge.pem --profile --verbose
usage usage-empty-value edge.pem --fail-on=
usage usage-needless-value edge.pem --verbose=yes
usage usage-twice edge.pem --at 2026-11-22 --at 2026-11-23
usage usage-choice edge.pem --fail-on eror
usage usage-role edge.pem --role ca
usage usage-color edge.pem --color sometimes
usage usage-both edge.pem --profile contoso.json --sip-domain contoso.com
usage usage-bad-name edge.pem --sip-domain sip_contoso.com
usage usage-bad-product edge.pem --product lync2014
usage usage-bad-days edge.pem --minimum-days soon
usage usage-stdin-twice - - --profile contoso.json
usage usage-command chekc edge.pem
usage usage-profile profile
usage usage-profile-word profile chekc contoso.json
usage usage-escape "--$esc"
usage usage-format edge.pem --format jsn
usage usage-no-format edge.pem --format ''
usage usage-format-file edge.pem --format json:
usage usage-two-formats edge.pem --format json --format text
usage usage-needless-output edge.pem --format json:a.json --output b.json
usage usage-one-file edge.pem --format json:a.json --format text:./a.json
usage usage-replaces-input edge.pem --format text:edge.pem
usage usage-replaces-profile edge.pem --profile contoso.json \
    --output ./contoso.json
usage usage-mistakes edge.pem --profile bad.json
usage usage-certificate-as-profile contoso.json --profile edge.pem
usage usage-no-profile edge.pem --profile nowhere.json
ok "an input is not replaced" cmp -s edge.pem "$root/fixtures/sample/edge.pem"
for option in --chain --trust --password-file --files-from; do
	cp edge.pem read.too
	[ $option != --files-from ] || echo edge.pem >read.too
	cp read.too read.before
	edgelint edge.pem --profile contoso.json $option read.too \
	    --format json:./read.too
	ok "what $option reads is not replaced" cmp -s read.too read.before
	ok "... which is said" grep -q \
	    '^edgelint: ./read.too is an input, and a report would replace it$' err
	ok "... with status 2" [ "$status" = 2 ]
done
rm read.*

for time in '' 2026-02-30 2026-13-01 22.11.2026 2026-11-22T24:00:00Z \
    2026-11-22T00:00:00 now 2026-11-22T00:00:00+1; do
	edgelint edge.pem --at "$time"
	ok "--at '$time' is refused" [ "$status" = 2 ]
done
for time in 2026-11-22 2026-11-22T00:00:00Z 2026-11-22T01:30:00+01:30 \
    2026-11-21T19:00:00-05:00; do
	edgelint renewed.pem --profile contoso.json --format json --at "$time"
	ok "--at $time" grep -q '"evaluated_at": "2026-11-22T00:00:00Z"' out
done

# --- judging ---------------------------------------------------------------

# level LEVEL STATUS FILE...: what --fail-on makes of it.
level() {
	edgelint --quiet "${contoso[@]}" --fail-on "$1" "${@:3}"
	ok "--fail-on $1 $3: status $2" [ "$status" = "$2" ]
}
level error 1 edge.pem
level never 0 edge.pem
level never 2 nowhere.pem
level error 0 wildcard.pem --product sfb2019 --san-order any
level warning 1 wildcard.pem --product sfb2019 --san-order any
edgelint edge.pem "${contoso[@]}" --fail-on never --format json
ok "--fail-on never: the verdict is fail all the same" \
    grep -q '^    "verdict": "fail"' out
edgelint --quiet "${at[@]}" edge.pem --fail-on warning
ok "--fail-on warning: a finding about the run counts" [ "$status" = 1 ]

edgelint --quiet "${at[@]}" renewed.pem --require-profile
ok "--require-profile without one" [ "$status" = 2 ]
edgelint --quiet "${at[@]}" renewed.pem --require-profile \
    --access-edge sip.contoso.com
ok "--require-profile with half of one" [ "$status" = 2 ]
edgelint --quiet "${contoso[@]}" renewed.pem --require-profile
ok "--require-profile with one" [ "$status" = 0 ]
sed 's/"edgelint_profile"/"severity": {"profile.incomplete": "off"}, &/; /sip_domains/d' \
    contoso.json >incomplete-off.json
edgelint --quiet renewed.pem "${at[@]}" --profile incomplete-off.json \
    --require-profile
ok "--require-profile is not bypassed by a severity" [ "$status" = 2 ]
mkdir many && for i in $(seq 1010); do ln -s ../ca.pem "many/$i.pem"; done
edgelint --quiet many/*.pem "${at[@]}" --require-profile --fail-on never
ok "--require-profile is not drowned by other findings" [ "$status" = 2 ]

edgelint "${contoso[@]}" ca.pem --role issuer --format json
ok "--role issuer: a CA file passes" [ "$status" = 0 ]
ok "--role issuer: it is judged as such" grep -q '"role": "issuer"' out
edgelint "${contoso[@]}" ca.pem --role edge --format json
ok "--role edge: it is judged as such" grep -q '"role": "edge"' out

cat >only-key.pem <<-'END'
	-----BEGIN PRIVATE KEY-----
	AAAA
	-----END PRIVATE KEY-----
END
edgelint "${contoso[@]}" only-key.pem
ok "a file without a certificate cannot be judged" [ "$status" = 2 ]
edgelint "${contoso[@]}" only-key.pem --ignore-keys
ok "--ignore-keys passes over it" [ "$status" = 0 ]
ok "--ignore-keys: that is no pass" \
    grep -qx 'INCOMPLETE  0 results, 1 file skipped: no findings' out
ok "--ignore-keys: it is said" grep -q '^edgelint: only-key\.pem: passed over' \
    err
edgelint --quiet "${contoso[@]}" only-key.pem edge.pem --ignore-keys
ok "--ignore-keys: others are judged" [ "$status" = 1 ]
edgelint --quiet "${contoso[@]}" empty.txt damaged.pem --ignore-keys
ok "--ignore-keys: what is damaged is not passed over" [ "$status" = 2 ]
edgelint --quiet only-key.pem --ignore-keys --require-profile "${at[@]}"
ok "--ignore-keys: nor is a missing profile" [ "$status" = 2 ]

edgelint --verbose "${contoso[@]}" edge.pem
ok "--verbose lists what passed" \
    grep -q '^Passed .*edge.subject.missing' out
edgelint --verbose "${contoso[@]}" renewed.pem
ok "--verbose tells which partners accept an XMPP domain, and by what" \
    grep -qx '  Prosody 0\.12\.3 *tested *yes *yes *4, exact' out
edgelint "${contoso[@]}" renewed.pem
ok "without --verbose nothing is said of partners" \
    bash -c '! grep -q Prosody out'
edgelint --verbose "${at[@]}" edge.pem
ok "--verbose tells what was not evaluated, and why" grep -qzo \
    'Not evaluated.*edge.san.access-edge-missing[[:space:]]*(unknown:' out

edgelint --verbose "${contoso[@]}" edge.pem
ok "--verbose tells what mbedTLS makes of it" \
    grep -Eq '^mbedTLS +accepts the certificate$' out
edgelint --verbose "${contoso[@]}" critical.pem
ok "--verbose tells that mbedTLS refuses it" \
    grep -Eq '^mbedTLS +refuses the certificate: X509 - ' out
edgelint "${contoso[@]}" critical.pem
ok "... and says nothing of it without" [ "$(grep -c '^mbedTLS' out)" = 0 ]

edgelint --quiet "${contoso[@]}" edge.pem
ok "--quiet says nothing" [ ! -s out ] && [ ! -s err ]

edgelint "${options[@]}" renewed.pem --xmpp-domain corp.contoso.com \
    --format json
ok "--xmpp-domain repeats" grep -q '"match": "parent"' out
edgelint "${options[@]}" renewed.pem --xmpp-domain corp.contoso.com \
    --xmpp-matching strict --quiet
ok "--xmpp-matching strict" [ "$status" = 1 ]
edgelint "${options[@]}" renewed.pem --online-sip-domain tenant.example \
    --format json
ok "--online-sip-domain" grep -q '"sip.tenant.example"' out
edgelint "${options[@]}" renewed.pem --online-sip-domain \
    tenant.onmicrosoft.com
ok "... and Microsoft's own domain of a tenant is asked for by nobody" \
    [ "$(grep -c 'sip.tenant.onmicrosoft.com' out)" = 0 ]
edgelint plan "${options[@]:0:10}" --online-sip-domain \
    tenant.onmicrosoft.com --format openssl
ok "... and stands in no request" \
    [ "$status $(grep -c onmicrosoft out)" = "0 0" ]
edgelint "${contoso[@]}" renewed.pem --service web-conferencing --format json
ok "--service" [ "$(grep -A2 '"expected_san"' out | tr -d ' \n')" = \
    '"expected_san":["webcon.contoso.com"],' ]
edgelint "${contoso[@]}" renewed.pem --issuer public --minimum-days 5 \
    --product=lync2013 --format json
ok "policy options are said to be there" [ "$(grep -A4 '"overridden"' out |
    tr -d ' \n')" = '"overridden":["issuer","minimum_days_left","product"]' ]

# --- renewals --------------------------------------------------------------

# 7,253 days are left of 7,305.
edgelint renewed.pem "${contoso[@]}" --renew-within 7252d
ok "--renew-within: not due" [ "$status" = 0 ]
ok "--renew-within: a calendar" grep -q '^Renew from    2026-11-23' out
edgelint renewed.pem "${contoso[@]}" --renew-within 7253d --format json
ok "--renew-within: the last second that is not due" [ "$status" = 0 ]
edgelint renewed.pem "${contoso[@]}" --renew-within 99.9%
ok "--renew-within: no share" [ "$status" = 2 ]
ok "--renew-within: what it takes" grep -q 'such as 12h, 30d, 6w or 33%, not' \
    err
edgelint renewed.pem "${contoso[@]}" --renew-within 7254d --format json
ok "--renew-within: due" [ "$status" = 1 ]
ok "--renew-within: by its rule" grep -q '"rule": "validity.renewal-due"' out
edgelint renewed.pem "${contoso[@]}"
ok "without it the calendar is left out" [ -z "$(grep '^Renew from' out)" ]
edgelint renewed.pem "${contoso[@]}" --verbose
ok "... but for --verbose" grep -q '^Renew from    2046-08-17' out

# --- chains ----------------------------------------------------------------

# A CA of OpenSSL's: what edgelint reads here it has not written.
mkdir ca
# issue NAME SUBJECT ISSUER EXTENSIONS [DIGEST [KEY]]
issue() {
	local days=300
	[ "$3" = root ] && days=900
	openssl req -new -newkey "${6:-rsa:2048}" -nodes -keyout "ca/$1.key" \
	    -out ca/request.pem -subj "$2" 2>/dev/null &&
	    openssl x509 -req -in ca/request.pem -CA "ca/$3.pem" \
	    -CAkey "ca/$3.key" -set_serial "0x$(openssl rand -hex 15)" \
	    -days "$days" "-${5:-sha256}" -extfile <(printf '%s\n' "$4" \
	    'subjectKeyIdentifier=hash' 'authorityKeyIdentifier=keyid') \
	    -out "ca/$1.pem" 2>/dev/null
}
of_ca='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign'
of_edge='basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
crlDistributionPoints=URI:http://crl.contoso.com/issuing.crl
subjectAltName=DNS:webcon.contoso.com,DNS:sip.contoso.com,'\
'DNS:sip.fabrikam.com,DNS:contoso.com'
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca/root.key \
    -out ca/root.pem -subj '/O=Contoso Ltd/CN=Contoso Root' -days 3650 \
    -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
issue issuing '/O=Contoso Ltd/CN=Contoso Issuing' root "$of_ca"
issue renewed '/O=Contoso Ltd/CN=Contoso Issuing' root "$of_ca"
issue weak '/O=Contoso Ltd/CN=Contoso Weak' root "$of_ca" sha1
issue short '/O=Contoso Ltd/CN=Contoso Short' root "$of_ca" sha256 rsa:1024
issue leaf '/O=Contoso Ltd/CN=Contoso Server' root "$of_edge"
issue edwards '/O=Contoso Ltd/CN=Contoso Edwards' root "$of_ca" sha256 ed25519
issue edge '/CN=sip.contoso.com' issuing "$of_edge"
issue by-weak '/CN=sip.contoso.com' weak "$of_edge"
issue by-short '/CN=sip.contoso.com' short "$of_edge"
issue by-leaf '/CN=sip.contoso.com' leaf "$of_edge"
openssl req -new -key ca/edge.key -subj '/CN=sip.contoso.com' \
    -out ca/request.pem
openssl x509 -req -in ca/request.pem -CA ca/edwards.pem -CAkey ca/edwards.key \
    -set_serial 0x1234567890 -days 300 -extfile <(printf '%s\n' "$of_edge" \
    'authorityKeyIdentifier=keyid') -out ca/by-edwards.pem 2>/dev/null

# chain NAME STATUS RULES ARGS...: the chain rules that have a finding.
chain() {
	local found
	edgelint --profile contoso.json --format json "${@:4}"
	found=$(/usr/bin/python3 -c 'import json
report = json.load(open("out"))
print(*sorted(f["rule"] for r in report["results"] for f in r["findings"]
              if f["rule"].startswith("chain.")))')
	ok "chain: $1" [ "$found" = "$3" ]
	ok "chain: $1: status $2" [ "$status" = "$2" ]
}
# Requests in every form that they come in, made by another program.
names='subjectAltName=DNS:webcon.contoso.com,DNS:sip.contoso.com,'\
'DNS:sip.fabrikam.com,DNS:contoso.com'
request() {
	openssl req -new -key "ca/$1.key" -subj '/CN=sip.contoso.com' \
	    -addext "$names" "${@:2}" 2>/dev/null
}
request edge >request.csr
openssl req -in request.csr -outform DER -out request.der
sed 's/CERTIFICATE/NEW CERTIFICATE/' request.csr >request.new
openssl base64 -in request.der -out request.txt
{ printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE request.new; } >request.16
for form in csr der new txt 16; do
	edgelint check "request.$form" --profile contoso.json --format json
	ok "request.$form: status 0" [ "$status" = 0 ]
	ok "request.$form: its kind" grep -q '"kind": "request"' out
done
openssl ecparam -name prime256v1 -genkey -noout -out ca/ec.key
# signed NAME STATUS OUTCOME ARGS...: of a request's own signature.
signed() {
	local text='"csr.signature.invalid'
	"${@:4}" >signed.csr
	edgelint check signed.csr --profile contoso.json --only csr.signature \
	    --format json
	ok "signature of a request: $1: status $2" [ "$status" = "$2" ]
	case $3 in
	pass) ok "signature of a request: $1" grep -q '"pass": 1' out ;;
	fail) ok "signature of a request: $1" grep -q "$text" out ;;
	*) ok "signature of a request: $1" grep -q "unsupported:$3" out ;;
	esac
}
signed "RSA" 0 pass request edge
signed "RSA, SHA-512" 0 pass request edge -sha512
signed "RSASSA-PSS" 0 pass request edge -sigopt rsa_padding_mode:pss
signed "ECDSA" 0 pass request ec -sha384
# Nothing was answered, which is no pass.
signed "Ed25519" 2 Ed25519 request edwards
# The last octet of the DER is the signature's.
signed "one octet changed" 1 fail bash -c \
    '{ head -c -1 request.der; printf "\\0"; }'
edgelint edge.pem "${contoso[@]}" --chain request.csr
ok "a request is no chain: status 2" [ "$status" = 2 ]
ok "a request is no chain: it is said" grep -q \
    'request.csr: it holds a certificate request, and what stands' err

bundle() {
	for name in "$@"; do cat "ca/$name.pem"; done >chain.pem
}
bundle edge issuing
chain "whole" 0 "" chain.pem
chain "whole, and trusted" 0 "" chain.pem --trust ca/root.pem
chain "not the system's" 1 chain.untrusted chain.pem --trust system
chain "the system's and another" 0 "" chain.pem --trust system \
    --trust ca/root.pem
chain "by --chain" 0 "" ca/edge.pem --chain ca/issuing.pem \
    --trust ca/root.pem
chain "by --chain, with others" 0 "" ca/edge.pem --chain ca/weak.pem \
    --chain chain.pem --trust ca/root.pem
chain "nothing given" 0 "" ca/edge.pem
bundle edge root
chain "missing" 0 chain.issuer.missing chain.pem
chain "missing, with trust" 1 chain.untrusted chain.pem --trust ca/root.pem
chain "missing, with trust alone" 1 chain.untrusted ca/edge.pem \
    --trust ca/root.pem
bundle issuing edge
chain "misordered" 0 chain.order chain.pem
bundle edge renewed
chain "an issuer of the same name" 1 chain.signature.invalid chain.pem
bundle edge weak
chain "an issuer of another name" 0 chain.issuer.missing chain.pem
bundle edge issuing weak
chain "one too many" 0 chain.extra chain.pem
bundle by-weak weak
chain "signed with SHA-1" 1 chain.issuer.weak chain.pem
bundle by-short short
chain "a short key" 1 chain.issuer.weak chain.pem
bundle by-leaf leaf
chain "by a certificate that is no CA's" 1 chain.issuer.not-ca chain.pem
bundle edge issuing
chain "ended" 1 "chain.issuer.expired chain.issuer.expired" chain.pem \
    --trust ca/root.pem --at 2040-01-01
chain "not begun" 1 chain.issuer.expired chain.pem --at 2020-01-01
bundle by-edwards edwards
chain "not for us to say" 0 "" chain.pem --trust ca/root.pem
ok "chain: not for us to say: the verdict" grep -q '"incomplete"' out
ok "chain: not for us to say: the reason" \
    grep -q '"reason": "unsupported:Ed25519"' out
edgelint --profile contoso.json ca/edge.pem --format json \
    --chain ca/issuing.pem --trust ca/root.pem
/usr/bin/python3 - <<-'END'
	import json
	chain = json.load(open("out"))["results"][0]["chain"]
	assert [link["source"] for link in chain] == [
	    "ca/edge.pem", "ca/issuing.pem", "ca/root.pem"], chain
	assert [link["from"] for link in chain] == ["input", "chain", "trust"]
	assert [link["signature"] for link in chain] == [
	    "good", "good", "unchecked"], chain
	assert chain[1]["subject"] == "CN=Contoso Issuing,O=Contoso Ltd", chain
	END
ok "chain: its certificates are in the report" [ "$?" = 0 ]
edgelint --profile contoso.json ca/edge.pem --chain - --quiet
ok "chain: nothing on standard input" [ "$status" = 2 ]
"$program" ca/edge.pem --chain - --trust ca/root.pem --quiet \
    --profile contoso.json <ca/issuing.pem
ok "chain: --chain reads standard input" [ "$?" = 0 ]
session text-chain 0 chain-extra.pem "${contoso[@]}"
session text-trust 1 chain-extra.pem "${contoso[@]}" --trust edge.pem
usage usage-chain-file edge.pem "${at[@]}" --chain nowhere.pem
usage usage-chain-text edge.pem "${at[@]}" --trust empty.txt
usage usage-chain-damaged edge.pem "${at[@]}" --chain damaged.pem
usage usage-chain-stdin - "${at[@]}" --chain -

# --- selection and waivers -------------------------------------------------

session text-only 0 edge.pem "${contoso[@]}" --only xmpp.domain.parent-only \
    --only edge.subject
session text-skip 1 edge.pem "${contoso[@]}" --skip edge.san.order
edgelint edge.pem "${contoso[@]}" --only edge --skip edge.san --format json
/usr/bin/python3 - <<-'END'
	import json
	report = json.load(open("out"))
	result = report["results"][0]
	assert report["selection"] == {"only": ["edge"], "skip": ["edge.san"]}
	assert all(f["rule"].startswith("edge.subject")
	    for f in result["findings"]), result["findings"]
	assert sum(result["counts"].values()) < 20, result["counts"]
	assert result["left_out"] > 20
	END
ok "--only and --skip together" [ "$?" = 0 ]
edgelint edge.pem "${contoso[@]}" --format ndjson --skip xmpp --skip edge
ok "--skip: status 0 without what fails" [ "$status" = 0 ]
ok "--skip: what was left out is said" \
    grep -Eq '"left_out": ?[1-9][0-9]' out
edgelint ca.pem "${contoso[@]}" --only edge.san --quiet
ok "--only: an input without an Edge certificate is no pass" [ "$status" = 2 ]
edgelint ca.pem "${contoso[@]}" --skip input --quiet
ok "--skip: unless that is skipped" [ "$status" = 0 ]
edgelint renewed.pem "${at[@]}" --only edge --require-profile --quiet
ok "--only does not do away with --require-profile" [ "$status" = 2 ]
usage usage-only edge.pem --only edge.san.ordr
usage usage-skip edge.pem --skip edeg
usage usage-skip-nothing edge.pem --skip ''

session text-waiver-expired 1 wildcard.pem --profile waivers.json \
    --at 2027-02-01 --fail-on warning
session text-waiver-unused 0 renewed.pem --profile waivers.json "${at[@]}"
sed -e 's/"certificate": "\*"/"certificate": "7F:3a 01"/' \
    -e '/"name": "\*/d' waivers.json >of-another.json
edgelint renewed.pem --profile of-another.json "${at[@]}"
ok "a waiver is named as the profile has it" grep -q 'certificate 7F:3a 01' \
    <(tr -s ' \n' ' ' <out)
ok "a waiver without a name is for any" grep -q '3a 01, any name, until' \
    <(tr -s ' \n' ' ' <out)
edgelint wildcard.pem --profile waivers.json "${at[@]}" --no-waivers \
    --fail-on warning --format json
ok "--no-waivers: what was waived fails" [ "$status" = 1 ]
ok "--no-waivers: the report says so" [ "$(grep -A2 '"overridden"' out |
    tr -d ' \n')" = '"overridden":["waivers"]' ]
edgelint renewed.pem --profile waivers.json "${at[@]}" --format json \
    --skip edge.san.wildcard
ok "a waiver of what is not asked is not unused" \
    [ "$(grep -c waiver.unused out)" = 0 ]
sed 's/"edgelint_profile"/"severity": {"edge.san": "off"}, &/' contoso.json \
    >family-off.json
session severity-of-a-family 2 profile check family-off.json

# --- outputs ---------------------------------------------------------------

edgelint "${contoso[@]}" edge.pem --format json:report.json --format text
ok "two formats at once: text on stdout" grep -q '^FAIL  edge.pem' out
ok "two formats at once: JSON in the file" \
    grep -q '"edgelint_report": 1' report.json
ok "two formats at once: status 1" [ "$status" = 1 ]
edgelint "${contoso[@]}" edge.pem --format=json:- --output=-
ok "- is stdout" grep -q '"edgelint_report": 1' out
edgelint "${contoso[@]}" edge.pem --output report.txt --format json:more.json
ok "--output beside a format with a file is refused" [ "$status" = 2 ]
edgelint "${contoso[@]}" edge.pem --output report.txt
ok "--output takes the text" grep -q '^FAIL' report.txt
ok "--output leaves stdout alone" [ ! -s out ]
edgelint "${contoso[@]}" edge.pem --quiet --output quiet.txt
ok "--quiet still writes files" grep -q '^FAIL' quiet.txt
edgelint "${contoso[@]}" edge.pem --color always --output colourless.txt
ok "a file has no colours" [ -z "$(tr -dc '\033' <colourless.txt)" ]

(umask 027 && "$program" "${contoso[@]}" edge.pem --output new.txt)
ok "a new file has the mode that umask leaves" \
    [ "$(stat -c %a new.txt)" = 640 ]
echo old >kept.txt
chmod 604 kept.txt
edgelint "${contoso[@]}" edge.pem --output kept.txt
ok "a file keeps its mode" [ "$(stat -c %a kept.txt)" = 604 ]
ln -s kept.txt link.txt
edgelint "${contoso[@]}" edge.pem --output link.txt
ok "a link stays a link" [ -L link.txt ]
ok "no file is left behind" [ -z "$(find . -name '.edgelint-*')" ]

edgelint "${contoso[@]}" edge.pem --format json:no/such/folder.json \
    --format text:other.txt
ok "an output that cannot be written: status 2" [ "$status" = 2 ]
ok "... is named, with the reason" grep -qx \
    'edgelint: no/such/folder.json: No such file or directory' err
ok "... and the other is written" grep -q '^FAIL' other.txt
edgelint "${contoso[@]}" edge.pem --output .
ok "a folder is no output" grep -qx 'edgelint: .: Is a directory' err
edgelint "${contoso[@]}" edge.pem --output ''
ok "nor is a name without letters" [ "$status" = 2 ]

echo old >limited.json
(
	trap '' XFSZ
	ulimit -f 1
	"$program" "${contoso[@]}" edge.pem --format json:limited.json \
	    --quiet 2>/dev/null
)
ok "a report that is cut short: status 2" [ "$?" = 2 ]
ok "... leaves the old one" [ "$(cat limited.json)" = old ]
ok "... and nothing else" [ -z "$(find . -name '.edgelint-*')" ]

edgelint "${contoso[@]}" edge.pem --output /dev/full
ok "a full disk: status 2" [ "$status" = 2 ]
ok "... and why" grep -qx \
    'edgelint: /dev/full: No space left on device' err
"$program" "${contoso[@]}" edge.pem >/dev/full 2>err
ok "a full disk behind stdout: status 2" [ "$?" = 2 ]
ok "... and why" grep -qx \
    'edgelint: standard output: No space left on device' err
for words in --help --version rules 'explain edge.san.order' \
    'schema report' 'help --man' 'profile init'; do
	# shellcheck disable=SC2086
	"$program" $words >/dev/full 2>/dev/null
	ok "a full disk behind $words: status 2" [ "$?" = 2 ]
done
"$program" "${contoso[@]}" edge.pem >&- 2>err
ok "stdout closed: status 2" [ "$?" = 2 ]
"$program" "${contoso[@]}" edge.pem --output closed.txt >&- 2>&-
ok "stdout closed, not needed: status 1" [ "$?" = 1 ]
ok "... and the file is whole" grep -q '^Rules' closed.txt
{ sleep 0.2; "$program" "${contoso[@]}" edge.pem 2>err; echo $? >ended; } | :
ok "a closed pipe: status 2" [ "$(cat ended)" = 2 ]
edgelint "${contoso[@]}" edge.pem --output /dev/null
ok "/dev/null is written as it is" [ -c /dev/null ]
echo before >appended
"$program" "${contoso[@]}" edge.pem --output /dev/stdout >>appended
ok "/dev/stdout is written as it is" [ "$(head -n 1 appended)" = before ]
mkfifo pipe
cat pipe >from-pipe &
edgelint "${contoso[@]}" edge.pem --output pipe
wait "$!"
ok "a pipe with a name is written as it is" grep -q '^FAIL' from-pipe

# --- colours ---------------------------------------------------------------

# colours WHEN NAME COMMAND...: yes or no.
colours() {
	local seen=no
	"${@:3}" >out 2>err </dev/null
	grep -q $'\033\[' out && seen=yes
	ok "$2" [ "$seen" = "$1" ]
}
run=("$program" renewed.pem --profile contoso.json)
terminal=(script -qec "${run[*]}" /dev/null)
colours no "no colours in a file" "${run[@]}"
colours yes "--color always" "${run[@]}" --color always
colours yes "--color always beats NO_COLOR" \
    env NO_COLOR=1 "${run[@]}" --color always
colours yes "colours on a terminal" env TERM=xterm "${terminal[@]}"
colours no "NO_COLOR" env TERM=xterm NO_COLOR=1 "${terminal[@]}"
colours yes "NO_COLOR is empty" env TERM=xterm NO_COLOR= "${terminal[@]}"
colours no "TERM=dumb" env TERM=dumb "${terminal[@]}"
colours no "--color never" env TERM=xterm \
    script -qec "${run[*]} --color never" /dev/null
edgelint --color always edge.pem "${contoso[@]}"
sed 's/\x1b\[[0-9;]*m//g' out >plain
edgelint edge.pem "${contoso[@]}"
ok "colours change nothing else" cmp -s plain out

# --- other commands --------------------------------------------------------

session help 0 --help
session help-check 0 check --help
session help-profile-init 0 help profile init
session help-man 0 help --man
session version 0 --version
usage help-unknown help chekc
usage help-unknown-word help check edge.pem
edgelint -h
ok "-h is --help" [ "$status" = 0 ] && grep -q '^Usage: ' out
edgelint edge.pem --help
ok "help without a command is the overview" grep -q '^Commands' out
edgelint help
ok "help alone is the overview" grep -q '^Commands' out
edgelint check --version
ok "--version anywhere" grep -q '^edgelint [0-9]' out
if command -v man >/dev/null && command -v groff >/dev/null; then
	ok "the manual page is one" [ -z "$("$program" help --man |
	    man --warnings -l - 2>&1 >/dev/null)" ]
fi

session profile-init 0 profile init "${options[@]:0:10}" --product lync2013 \
    --san-order sip-first
usage profile-init-at profile init "${at[@]}"
usage profile-init-operand profile init contoso.json
usage profile-check-nothing profile check
session profile-check 2 profile check contoso.json bad.json strict.json
edgelint profile init "${options[@]:0:10}"
cp out made.json
edgelint profile check made.json
ok "what profile init writes has no mistakes" [ "$status" = 0 ]
edgelint --profile made.json "${at[@]}" --format json edge.pem
sed '/^    "name":/d; /^    "source":/d' out >by-made
ok "... and says the same as the options" diff by-options by-made
edgelint profile check "$root"/fixtures/profiles/*.json
ok "every profile of the fixtures is right" [ "$status" = 0 ]

edgelint rules
ok "rules lists edge.san.order" grep -q '^error *edge\.san\.order ' out
cp out listed
edgelint rules --format text
ok "rules --format text is the default" cmp -s out listed
edgelint rules --format json
/usr/bin/python3 - out listed <<-'END'
	import json, sys
	rules = json.load(open(sys.argv[1]))
	listed = [line.split()[1] for line in open(sys.argv[2])]
	assert rules["edgelint_rules"] == 1
	assert list(dict.fromkeys(r["id"] for r in rules["rules"])) == listed
	for rule in rules["rules"]:
	    assert set(rule) >= {"id", "severity", "title", "family",
	        "applies", "since", "until", "sources", "remedy",
	        "yields_to"}, rule
	    assert rule["id"].startswith(rule["family"] + ".")
	    assert set(rule["yields_to"]) <= set(listed), rule["id"]
	    assert rule["sources"], rule["id"]
END
ok "rules --format json has every member of every rule" [ "$?" = 0 ]
while read -r _ id _; do
	"$program" explain "$id" >out 2>err || echo "$id"
done <listed >unexplained
ok "every rule is explained" [ ! -s unexplained ]
session explain 0 explain edge.san.order
usage explain-misspelt explain edge.san.ordr
usage explain-unknown explain nothing.like.it
usage explain-nothing explain
usage rules-operand rules edge.san.order
usage rules-format rules --format xml
usage schema-nothing schema
usage schema-unknown schema reports
for schema in report profile; do
	edgelint schema $schema
	ok "schema $schema is the file" cmp -s out \
	    "$root/lint/report/$schema.schema.json"
done

# complete WORD...: what completion offers for the last word.
complete_with() {
	COMP_WORDS=(edgelint "$@")
	COMP_CWORD=$#
	_edgelint
	echo "${COMPREPLY[*]}"
}
"$program" help --completion >completion
# shellcheck disable=SC1091
source ./completion
PATH=$(dirname "$program"):$PATH
ok "completion: commands" [ "$(complete_with expl)" = explain ]
ok "completion: a command of two words" \
    [ "$(complete_with profile ini)" = init ]
ok "completion: every command of two words" \
    [ "$(complete_with profile '')" = "init check import" ]
ok "completion: options" [ "$(complete_with check --pro)" = \
    "--profile --product" ]
ok "completion: options without a command" \
    [ "$(complete_with edge.pem --pro)" = "--profile --product" ]
ok "completion: options before any file" \
    [ "$(complete_with --pro)" = "--profile --product" ]
ok "completion: options of another command" \
    [ "$(complete_with rules --fo)" = --format ]
ok "completion: values" [ "$(complete_with check --fail-on w)" = warning ]
ok "completion: values behind =" \
    [ "$(complete_with check --fail-on = w)" = warning ]
ok "completion: all values behind =" [ "$(complete_with check --fail-on =)" = \
    "error warning info never" ]
ok "completion: formats" [ "$(complete_with check --format nd)" = ndjson ]
ok "completion: files" [ "$(complete_with check edge.p)" = edge.pem ]
touch 'spaced out.cer'
ok "completion: files with spaces" \
    [ "$(complete_with check spaced; echo ${#COMPREPLY[@]})" = \
    "$(printf 'spaced out.cer\n1')" ]
ok "completion: rules" [ "$(complete_with explain edge.san.ord)" = \
    edge.san.order ]
ok "completion: rules to skip" \
    [ "$(complete_with check --skip edge.san.ord)" = edge.san.order ]
ok "completion: files of trust anchors" \
    [ "$(complete_with check --trust edge.p)" = edge.pem ]

printf 'hello\n> -----BEGIN CERTIFICATE-----\n' >quoted.txt
edgelint quoted.txt "${contoso[@]}"
ok "of what cannot be read the report tells the line, too" \
    grep -q '^UNREADABLE  quoted.txt (line 2): there are the words' out

# --- memory ----------------------------------------------------------------

# Peak memory in kB of a run over a file so many times.
peak() {
	/usr/bin/python3 - "$program" "$1" <<-'END'
		import resource, subprocess, sys
		subprocess.run([sys.argv[1], "check", *["edge.pem"] *
		    int(sys.argv[2]), "--profile", "contoso.json", "--format",
		    "json"], stdout=subprocess.DEVNULL)
		print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
	END
}
# Sanitizers keep what is freed for a while.
if ! grep -qa __asan_init "$program"; then
	one=$(peak 1)
	many=$(peak 5000)
	ok "memory does not grow with the number of inputs ($one, $many kB)" \
	    [ "$many" -lt $((one + 1024)) ]
fi

edgelint "${contoso[@]}" renewed.pem --only edge.san.order \
    --skip edge.san.order
ok "nothing asked is nothing passed" [ "$status" = 2 ]
ok "nothing asked is said" grep -q "no rule was asked" err

# README shows what the program says: the lines of its sample, in order, with
# "..." for those that are left out.
readme_sample() {
	awk '/^\$ edgelint check edge.pem/ {on = 1; next} /^```/ {on = 0} on' \
	    "$root/README.md" >sample
	[ -s sample ] && awk '
		BEGIN { i = n = 0 }
		NR == FNR { if ($0 != "...") wanted[n++] = $0; next }
		i < n && $0 == wanted[i] { i++ }
		END { if (i < n) print "# not in the output: " wanted[i]
		    exit i < n }' sample out
}
edgelint check edge.pem --profile contoso.json --at 2026-11-22
ok "the sample of the README is what the program says" readme_sample

[ "$failures" = 0 ]
