#!/bin/bash
# A certificate beside the one whose place it takes, and beside the request that
# it was asked for with.  All certificates are OpenSSL's: a CA that does what it
# was asked for, and others that reorder, drop and add names.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
program=${EDGELINT:-$root/build/edgelint}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
. "$root/test/checks.sh"
cp "$root/fixtures/sample/contoso.json" .

# --- certificates ----------------------------------------------------------

names=(webcon.contoso.com sip.contoso.com sip.fabrikam.com contoso.com)
of_ca='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash'
for ca in one two; do
	openssl req -x509 -newkey rsa:2048 -nodes -keyout $ca.key \
	    -out $ca.pem -days 3650 -config <(echo '[req]
	        distinguished_name=dn
	        [dn]') -subj "/O=Contoso Ltd/CN=Contoso CA $ca" \
	    -extensions ca -config <(printf '%s\n' '[req]' \
	        distinguished_name=dn '[dn]' '[ca]' "$of_ca")
done 2>/dev/null
for key in old new; do
	openssl genrsa -out $key.key 2048
done 2>/dev/null
openssl genrsa -out strong.key 3072 2>/dev/null
openssl ecparam -name prime256v1 -genkey -noout -out ec.key

# san NAME...: as OpenSSL takes them.
san() {
	local list
	list=$(printf ',DNS:%s' "$@")
	echo "subjectAltName=${list#,}"
}

# request NAME KEY [SUBJECT [MASK]]: with the string types that a mask allows.
request() {
	openssl req -new -key "$2.key" -out "$1.csr" \
	    -subj "${3-/O=Contoso Ltd/CN=sip.contoso.com}" \
	    -config <(printf '%s\n' '[req]' distinguished_name=dn \
	    "string_mask=${4-utf8only}" req_extensions=asked '[dn]' \
	    '[asked]' "$(san "${names[@]}")")
}

# issue NAME REQUEST CA START END SAN [PURPOSES]: what the CA makes of it.
issue() {
	: >index.txt
	printf '%s\n' '[ca]' default_ca=it '[it]' database=index.txt \
	    new_certs_dir=. rand_serial=yes default_md=sha256 policy=any \
	    x509_extensions=edge unique_subject=no preserve=yes '[any]' \
	    organizationName=optional commonName=optional '[edge]' \
	    basicConstraints=critical,CA:FALSE \
	    keyUsage=critical,digitalSignature,keyEncipherment \
	    "extendedKeyUsage=${7-serverAuth,clientAuth}" \
	    crlDistributionPoints=URI:http://crl.contoso.com/1.crl \
	    authorityKeyIdentifier=keyid "$6" >ca.cnf
	openssl ca -batch -config ca.cnf -in "$2.csr" -cert "$3.pem" \
	    -keyfile "$3.key" -out "$1.pem" -notext -startdate "$4" \
	    -enddate "$5" 2>/dev/null
}
half=(20260601000000Z 20261201000000Z)
next=(20261101000000Z 20270501000000Z)
request old old
request new new
issue old old one "${half[@]}" "$(san "${names[@]}")"
issue new new one "${next[@]}" "$(san "${names[@]}")"
ok "OpenSSL has made certificates" [ -s new.pem ] && [ -s old.pem ]

# told NAME RULES ARGS...: the findings of these two families, with the names
# that they are about.
told() {
	local found
	edgelint check "${@:3}" --profile contoso.json --at 2026-11-22 \
	    --format json
	found=$(/usr/bin/python3 -c 'import json
report = json.load(open("out"))
print(*sorted(" ".join(filter(None, (f["rule"], f["severity"], f["name"])))
    for r in report["results"] for f in r["findings"]
    if f["rule"].startswith(("renewal.", "csr.key."))), sep="; ")')
	[ "$found" = "$2" ] || echo "# $found"
	ok "$1" [ "$found" = "$2" ]
}
gone=renewal.san.name-lost

# --- what a CA makes of a request ------------------------------------------

told "a renewal as it should be" "" new.pem --previous old.pem
ok "... passes" [ "$status" = 0 ]
issue dropped new one "${next[@]}" "$(san "${names[@]:0:2}" contoso.com)"
told "a CA that drops a name" "$gone error sip.fabrikam.com" dropped.pem \
    --previous old.pem
ok "... does not" [ "$status" = 1 ]
issue added new one "${next[@]}" "$(san "${names[@]}" www.contoso.com)"
told "a CA that adds a name" "" added.pem --previous old.pem
told "... which the next one lacks" \
    "renewal.key.reused info; $gone warning www.contoso.com" new.pem \
    --previous added.pem
issue sorted new one "${next[@]}" "$(san webcon.contoso.com \
    sip.fabrikam.com sip.contoso.com contoso.com)"
told "a CA that sorts them otherwise" \
    "renewal.san.order-changed warning sip.fabrikam.com" \
    sorted.pem --previous old.pem
issue other new two "${next[@]}" "$(san "${names[@]}")"
told "another CA" "renewal.issuer.changed info" other.pem --previous old.pem
issue server new one "${next[@]}" "$(san "${names[@]}")" serverAuth
told "a CA that gives no clientAuth" "renewal.eku.lost warning" server.pem \
    --previous old.pem
issue late new one 20261202000000Z 20270601000000Z "$(san "${names[@]}")"
told "a certificate that begins too late" "renewal.overlap.missing error" \
    late.pem --previous old.pem
request printable new '/O=Contoso Ltd/CN=sip.contoso.com' pkix
issue printable printable one "${next[@]}" "$(san "${names[@]}")"
told "the subject in another string type" "" printable.pem --previous old.pem
request renamed new /CN=access.contoso.com
issue renamed renamed one "${next[@]}" "$(san "${names[@]}")"
told "another common name" "renewal.subject.changed error" renamed.pem \
    --previous old.pem
request moved new '/O=Contoso SE/CN=sip.contoso.com'
issue moved moved one "${next[@]}" "$(san "${names[@]}")"
told "another organization" "renewal.subject.changed info" moved.pem \
    --previous old.pem
issue reused old one "${next[@]}" "$(san "${names[@]}")"
told "the old key" "renewal.key.reused info" reused.pem --previous old.pem
request strong strong
issue strong strong one "${half[@]}" "$(san "${names[@]}")"
told "a weaker key" "renewal.key.weaker warning" new.pem --previous strong.pem
told "the same certificate" "renewal.certificate.same warning" old.pem \
    --previous old.pem

issue twice new one "${next[@]}" "$(san "${names[@]}" SIP.contoso.com)"
edgelint check twice.pem --previous old.pem --profile contoso.json \
    --at 2026-11-22
ok "a repetition has not moved" grep -q '^ *2 *5  SIP.contoso.com$' out

# --- a calendar --------------------------------------------------------------

edgelint check new.pem --profile contoso.json --at 2026-11-22 \
    --renew-within 10000d
ok "nothing is due since before it began" \
    grep -q 'due since 2026-11-01T00:00:00Z' out

# --- requests --------------------------------------------------------------

told "a request" "" new.csr --previous old.pem
(names=("${names[@]:0:2}" contoso.com); request short new)
told "a request without a name" "$gone error sip.fabrikam.com" short.csr \
    --previous old.pem
told "a request with the old key" "renewal.key.reused info" old.csr \
    --previous old.pem
told "the certificate of its request" "" new.pem --key-request new.csr
told "the certificate of another one" "csr.key.mismatch error" new.pem \
    --key-request old.csr
ok "... is no answer to it" [ "$status" = 1 ]
openssl req -in new.csr -outform DER -out new.der
sed 's/CERTIFICATE REQUEST/NEW CERTIFICATE REQUEST/' new.csr >windows.csr
for form in new.der windows.csr; do
	told "the request as $form" "" new.pem --key-request $form
	told "... is another one's" "csr.key.mismatch error" old.pem \
	    --key-request $form
done
request ec ec
issue ec ec one "${next[@]}" "$(san "${names[@]}")"
told "a request of another kind of key" "csr.key.mismatch error" new.pem \
    --key-request ec.csr
told "a key on a curve" "" ec.pem --key-request ec.csr
told "both at once" "csr.key.mismatch error; renewal.key.reused info" \
    reused.pem --previous old.pem --key-request new.csr

# --- what the previous one comes in ----------------------------------------

cat old.pem one.pem >chain.pem
told "the previous one with its issuer" "$gone error sip.fabrikam.com" \
    dropped.pem --previous chain.pem
openssl crl2pkcs7 -nocrl -certfile chain.pem -out old.p7b
told "... as PKCS#7" "$gone error sip.fabrikam.com" dropped.pem \
    --previous old.p7b
openssl pkcs12 -export -in chain.pem -inkey old.key -passout pass:secret \
    -out old.pfx
echo secret >password
told "... as PKCS#12" "$gone error sip.fabrikam.com" dropped.pem \
    --previous old.pfx --password-file password
told "the new one in a file with its issuer" "" <(cat new.pem one.pem) \
    --previous old.pem

# refused MESSAGE ARGS...: no answer, and why.
refused() {
	edgelint check "${@:2}" --profile contoso.json
	ok "refused: $1" grep -qF -e "edgelint: $1" err
	ok "... with status 2" [ "$status" = 2 ]
}
refused "nowhere.pem: there is no such file" new.pem --previous nowhere.pem
refused "one.pem: it holds no Edge certificate" new.pem --previous one.pem
refused "new.csr: it holds no Edge certificate" new.pem --previous new.csr
cat old.pem strong.pem >several.pem
refused "several.pem: it holds several Edge certificates" new.pem \
    --previous several.pem
refused "contoso.json: it holds JSON text" new.pem --previous contoso.json
refused "old.pfx: " new.pem --previous old.pfx
refused "old.pem: it holds a certificate, and no request" new.pem \
    --key-request old.pem
cat old.csr new.csr >several.csr
refused "several.csr: it holds several requests" new.pem \
    --key-request several.csr
refused "--effective-date is about an exchange" new.pem \
    --effective-date 2026-11-30
refused "--effective-date takes YYYY-MM-DD" new.pem --previous old.pem \
    --effective-date tomorrow
refused "standard input can be read only once" - --previous -
refused "old.pem is an input, and a report would replace it" new.pem \
    --previous old.pem --format json:old.pem
refused "new.csr is an input, and a report would replace it" new.pem \
    --key-request new.csr --output new.csr

# --- roll-over -------------------------------------------------------------

roll=(new.pem --previous old.pem --service av --effective-date)
told "8 hours before the end" "" "${roll[@]}" 2026-11-30T16:00:00Z
told "... and a second less" "renewal.roll.too-late warning" "${roll[@]}" \
    2026-11-30T16:00:01Z
told "... in another time zone" "" "${roll[@]}" 2026-11-30T18:00:00+02:00
told "a roll-over before the new one begins" \
    "renewal.roll.too-early warning" "${roll[@]}" 2026-10-31T23:59:59Z

# --- reports ---------------------------------------------------------------

edgelint check dropped.pem --previous old.pem --profile contoso.json \
    --at 2026-11-22
ok "the text shows both" grep -q '^ *Installed  *New$' out
ok "... what differs" grep -q '^\* Ends  *2026-12-01T00:00:00Z  *2027-05-01' out
ok "... and what does not" grep -q '^  Signature  *sha256W.*  sha256W' out
ok "... names that are gone" grep -qF '*      3       -  sip.fabrikam.com (gone)' out
ok "... on 80 columns" \
    [ -z "$(grep -v '^   *\(Request-Cs\|openssl req\)' out | grep '.\{81\}')" ]
edgelint check new.pem --previous dropped.pem --profile contoso.json \
    --at 2026-11-22 --format json
ok "JSON has the names of both" /usr/bin/python3 - <<'CODE'
import json
previous = json.load(open("out"))["results"][0]["previous"]
assert previous["source"] == "dropped.pem" and not previous["same"]
assert [(n["value"], n["before"], n["now"], n["change"])
    for n in previous["names"]] == [
    ("webcon.contoso.com", 1, 1, "kept"), ("sip.contoso.com", 2, 2, "kept"),
    ("sip.fabrikam.com", None, 3, "new"), ("contoso.com", 3, 4, "kept")]
assert [c["what"] for c in previous["changes"] if c["differs"]] == []
CODE
edgelint check new.pem --profile contoso.json --format json
ok "... and null where nothing was given" grep -q '"previous": null' out
mkdir many
for i in 1 2 3 4; do cp new.pem "many/$i-new.pem"; done
cp dropped.pem one.pem server.csr many 2>/dev/null
for jobs in 1 3; do
	"$program" check many new.csr --previous old.pem --key-request new.csr \
	    --profile contoso.json --at 2026-11-22 --jobs $jobs --format text \
	    --format json:json.$jobs --format html:html.$jobs >text.$jobs 2>&1
done
for format in text json html; do
	ok "several at a time say the same: $format" \
	    cmp -s $format.1 $format.3
done
ok "... of each" [ "$(grep -c '"source": "old.pem"' json.1)" = 6 ]

exit $((failures > 0))
