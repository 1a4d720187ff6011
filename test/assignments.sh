#!/bin/bash
# Certificates by what Get-CsCertificate says that they are assigned to, in the
# forms that Windows PowerShell and PowerShell write.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
program=${EDGELINT:-$root/build/edgelint}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
. "$root/test/checks.sh"

# pem FILE N: the certificate with this number in a case.
pem() {
	awk -v wanted="$2" '/BEGIN/ { n++ } n == wanted' "$1" |
	    sed -n '/BEGIN/,/END/p'
}
services=$root/fixtures/rules/assignment.certificate.unused/by_service_ok.case
pem "$services" 1 >access.pem
pem "$services" 2 >web.pem
pem "$services" 3 >av.pem
pem "$services" 4 >internal.pem
cp "$root"/fixtures/sample/renewed.pem whole.pem
cp "$root"/fixtures/rules/input.no-edge-certificate/issuer_alone.case ca.pem
sed 's/"product": "lync2013",/&\n  "pool_fqdn": "lsedge.contoso.net",/' \
    "$root/fixtures/sample/contoso.json" >pool.json
cp "$root/fixtures/sample/contoso.json" .

thumbprint() {
	openssl x509 -in "$1" -noout -fingerprint -sha1 | sed 's/.*=//; s/://g'
}

# export_of USE FILE...: an object for each use, as PowerShell 7 has it.
export_of() {
	local between=
	echo '['
	while [ $# -gt 0 ]; do
		printf '%s{"Use": "%s", "Thumbprint": "%s", ' "$between" "$1" \
		    "$(thumbprint "$2")"
		printf '"Subject": "CN=x", "NotAfter": "2027-10-01T00:00:00Z"}\n'
		between=,
		shift 2
	done
	echo ']'
}

# judged NAME STATUS RESULTS ARGS...: "FILE: USES: VERDICT: RULES" of each
# result, and of the run.
judged() {
	local found
	edgelint check "${@:4}" --at 2026-11-22 --format json
	found=$(/usr/bin/python3 -c 'import json
report = json.load(open("out"))
for r in report["results"]:
    uses = r["assigned"]
    print(r["source"], "null" if uses is None else ",".join(uses) or "-",
          r["verdict"], *sorted({f["rule"] for f in r["findings"]}))
for f in report["findings"]:
    print("run", f["rule"], f["name"])')
	[ "$found" = "$3" ] || sed 's/^/# /' <<<"$found"
	ok "$1" [ "$found" = "$3" ]
	ok "... with status $2" [ "$status" = "$2" ]
}

# --- what each is for --------------------------------------------------------

export_of AccessEdgeExternal access.pem DataEdgeExternal web.pem \
    AudioVideoAuthentication av.pem Internal internal.pem >certs.json
judged "a certificate for each service" 0 \
    "access.pem AccessEdgeExternal pass
web.pem DataEdgeExternal pass
av.pem AudioVideoAuthentication pass
internal.pem Internal pass" \
    access.pem web.pem av.pem internal.pem --assignments certs.json \
    --profile pool.json
edgelint check web.pem av.pem --profile pool.json
ok "... which the profile alone would not take" [ "$status" = 1 ]
export_of AccessEdgeExternal web.pem DataEdgeExternal access.pem \
    AudioVideoAuthentication av.pem Internal internal.pem >swapped.json
edgelint check access.pem web.pem --assignments swapped.json \
    --profile pool.json --at 2026-11-22
ok "two that were swapped" [ "$status" = 1 ]
ok "... are told by their names" \
    grep -q '^ERROR.*Access Edge FQDN is not in the SAN list' out
judged "those that were not judged are named" 0 \
    "access.pem AccessEdgeExternal pass
$(for file in internal web av; do
	echo "run assignment.certificate.unseen $(thumbprint $file.pem)"
done | tr A-F a-f | sort)" \
    access.pem --assignments certs.json --profile pool.json
export_of AccessEdgeExternal whole.pem DataEdgeExternal whole.pem \
    AudioVideoAuthentication whole.pem XmppServer whole.pem \
    Internal internal.pem >usual.json
judged "the usual Edge Server" 0 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
internal.pem Internal pass" \
    whole.pem internal.pem --assignments usual.json --profile pool.json
judged "... without the name of the pool" 0 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
internal.pem Internal incomplete" \
    whole.pem internal.pem --assignments usual.json --profile contoso.json
export_of AccessEdgeExternal whole.pem DataEdgeExternal whole.pem \
    AudioVideoAuthentication whole.pem Internal whole.pem >both.json
judged "one on both sides has a result for each" 1 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication pass
whole.pem Internal fail edge.internal.name-missing" \
    whole.pem --assignments both.json --profile pool.json
judged "... but where nothing of the other side is asked" 0 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication pass" \
    whole.pem --assignments both.json --profile pool.json --only validity
judged "... or what is asked there is left out" 0 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication pass" \
    whole.pem --assignments both.json --profile pool.json --skip edge.internal
judged "requests and issuers are assigned to nothing" 0 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
ca.pem null pass
internal.pem Internal pass
run input.no-edge-certificate None" \
    whole.pem ca.pem internal.pem --assignments usual.json \
    --profile pool.json --fail-on never
judged "one that is assigned to nothing" 0 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
access.pem - fail assignment.certificate.unused edge.san.web-conferencing-missing
internal.pem Internal pass" \
    whole.pem access.pem internal.pem --assignments usual.json \
    --profile pool.json --fail-on never

# --- the forms of an export ----------------------------------------------------

want="whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
internal.pem Internal pass"
form() {
	judged "$1" 0 "$want" whole.pem internal.pem "${@:2}" \
	    --profile pool.json
}
{ printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE usual.json; } >utf16.json
form "UTF-16, as > writes it" --assignments utf16.json
{ printf '\xef\xbb\xbf'; cat usual.json; } >bom.json
form "UTF-8 with a mark" --assignments bom.json
/usr/bin/python3 - <<'CODE'
import json
export = json.load(open("usual.json"))
for use in export:
    use["NotAfter"] = "\\/Date(1822348800000)\\/"
    use["Thumbprint"] = use["Thumbprint"].lower()
    use["PreviousThumbprint"] = None
json.dump({"value": export, "Count": len(export)}, open("windows.json", "w"))
json.dump({"Certificate": export, "SipDomain": []}, open("all.json", "w"))
json.dump(export[0], open("single.json", "w"))
json.dump(export[1:] + [dict(export[0], Use="Default"),
    dict(export[0], Use="OAuthTokenIssuer", Thumbprint="A" * 40)],
    open("rest.json", "w"))
json.dump([dict(use, Use=7) for use in export], open("numbers.json", "w"))
json.dump([dict(export[0], Thumbprint="B" * 43)], open("long.json", "w"))
json.dump([dict(export[0], Use="Default")], open("other.json", "w"))
rolled = [dict(use) for use in export]
rolled[2]["PreviousThumbprint"] = rolled[4]["Thumbprint"]
rolled[4]["Thumbprint"] = rolled[0]["Thumbprint"]
json.dump(rolled, open("rolled.json", "w"))
CODE
form "what Windows PowerShell wraps" --assignments windows.json
form "one of several exports" --assignments all.json
form "of several servers, with uses of other roles" \
    --assignments single.json --assignments rest.json
judged "what was assigned before a roll-over" 1 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
whole.pem Internal fail edge.internal.name-missing
internal.pem AudioVideoAuthentication (previous) pass" \
    whole.pem internal.pem --assignments rolled.json --profile pool.json

judged "... is not renewed" 1 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
whole.pem Internal fail edge.internal.name-missing
internal.pem AudioVideoAuthentication (previous) pass" \
    whole.pem internal.pem --assignments rolled.json --profile pool.json \
    --renew-within 350d
ok "... and has no calendar" /usr/bin/python3 -c 'import json
assert [r["renewal"] is None for r in json.load(open("out"))["results"]] == [
    False, False, True]'
judged "... as what is in use is" 1 \
    "whole.pem AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer pass
internal.pem Internal fail validity.renewal-due" \
    whole.pem internal.pem --assignments usual.json --profile pool.json \
    --renew-within 350d
edgelint check access.pem av.pem --assignments certs.json \
    --profile pool.json --at 2026-11-22 --renew-within 30d
ok "the calendar of what A/V authentication has tells of its roll-over" \
    [ "$(grep -c '^A/V roll-over' out)" = 1 ]

# refused MESSAGE ARGS...: no answer, and why.
refused() {
	edgelint check whole.pem "${@:2}" --profile pool.json
	ok "refused: $1" grep -qF -e "$1" err
	ok "... with status 2" [ "$status" = 2 ]
	ok "... and no report" [ ! -s out ]
}
refused "nowhere.json: there is no such file" --assignments nowhere.json
refused "long.json:1:" --assignments long.json
refused "expected a thumbprint of 40 hexadecimal digits" \
    --assignments long.json
refused "Microsoft does not document what this number means" \
    --assignments numbers.json
refused "the export names no certificate of an Edge service" \
    --assignments other.json
head -c 200 usual.json >cut.json
refused "cut.json:" --assignments cut.json
refused "whole.pem" --assignments whole.pem
refused "--service and --assignments do not go together" \
    --assignments usual.json --service av
refused "--interface and --assignments do not go together" \
    --assignments usual.json --interface internal
refused "--pool and --assignments do not go together" \
    --assignments usual.json --pool whole.pem
refused "usual.json is an input, and a report would replace it" \
    --assignments usual.json --output usual.json

# --- reports -------------------------------------------------------------------

edgelint check whole.pem --assignments both.json --profile pool.json \
    --at 2026-11-22 --format text --format html:html --format markdown:md
ok "the text says what each is for" grep -q '^Assigned to   Internal;' out
ok "... the page" grep -q 'Assigned to.*AccessEdgeExternal, DataEdge' html
ok "... and Markdown" grep -q '^| Assigned to | `Internal' md
"$program" schema report >schema.json
edgelint check whole.pem ca.pem access.pem --assignments both.json \
    --profile pool.json --format json
ok "... and JSON, as its schema has it" /usr/bin/python3 -c \
    'import json, jsonschema
jsonschema.validate(json.load(open("out")), json.load(open("schema.json")))'
mkdir many
for i in 1 2 3 4 5 6; do
	cp whole.pem "many/$i-whole.pem"
	cp internal.pem "many/$i-internal.pem"
	cp web.pem "many/$i-web.pem"
done
for jobs in 1 3; do
	"$program" check many --assignments both.json --profile pool.json \
	    --at 2026-11-22 --jobs $jobs --format text --format json:json.$jobs \
	    --format sarif:sarif.$jobs >text.$jobs 2>&1
done
for format in text json sarif; do
	ok "several at a time say the same: $format" \
	    cmp -s $format.1 $format.3
done
ok "... of each side" [ "$(grep -c '"Internal"$' json.1)" = 6 ]

exit $((failures > 0))
