#!/bin/bash
# PKCS#7 and PKCS#12 on the command line: files that OpenSSL and GnuTLS of this
# machine make, those of fixtures/containers/, and where a password comes from.
#
# EDGELINT names the program; default: build/edgelint.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
program=$(realpath "${EDGELINT:-build/edgelint}")
export LC_ALL=C

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp fixtures/sample/contoso.json fixtures/containers/*.pem "$scratch"
cd "$scratch" || exit 1
. "$root/test/checks.sh"

# check ARGS...: one line of JSON a result in out, what was said in err.  There
# is no terminal that could be asked, and nothing may take a minute.
check() {
	timeout 60 setsid -w "$program" check "$@" --format ndjson --fail-on \
	    never >out 2>err </dev/null
	status=$?
}

# digests: SHA-256 of all certificates that were judged, sorted.
digests() {
	sed -nE 's/.*"verdict":"[a-z]+","sha256":"([0-9a-f]+)".*/\1/p' out |
	    sort
}

# digests_of: the same of the PEM blocks of a text.
digests_of() {
	/usr/bin/python3 -c '
import base64, hashlib, re, sys
for body in re.findall("BEGIN CERTIFICATE-----(.*?)-----END",
                       sys.stdin.read(), re.S):
    print(hashlib.sha256(base64.b64decode(body)).hexdigest())' | sort
}

# refused NAME CODE ARGS...: an unreadable result with that code.
refused() {
	check "${@:3}"
	ok "$1: $2" grep -q "\"error\":{\"code\":\"$2\"" out
	ok "$1: status 2" [ "$status" = 2 ]
}

# --- files of this machine -------------------------------------------------------

issue() { # NAME SUBJECT, signed with the key of NAME itself
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -keyout "$1.key" -out "$1.crt" -subj "$2" -days 365 2>/dev/null
}
issue edge /CN=sip.contoso.com
issue other '/O=Contoso Ltd/CN=Contoso Root'
cat edge.crt other.crt >both.crt
export SECRET='Käse 50€' EMPTY=
printf '%s' "$SECRET" >password

# live NAME COMMAND...: what the command wrote to live.pfx is read.
live() {
	local name=$1
	shift
	rm -f live.pfx
	"$@" >log 2>&1 || cat log
	check live.pfx --password-env SECRET
	ok "$name: both certificates" diff <(digests) \
	    <(digests_of <both.crt)
	ok "$name: status 0" [ "$status" = 0 ]
	ok "$name: the container" \
	    [ "$(grep -c '"container":"pkcs12"' out)" = 2 ]
}
export=(openssl pkcs12 -export -inkey edge.key -in edge.crt -certfile other.crt
    -passout file:password -out live.pfx)
live "OpenSSL" "${export[@]}"
live "OpenSSL -legacy" "${export[@]}" -legacy
live "OpenSSL, no encryption" "${export[@]}" -keypbe NONE -certpbe NONE
certtool=(certtool --to-p12 --load-privkey edge.key --load-certificate edge.crt
    --load-ca-certificate other.crt --p12-name edge --password "$SECRET"
    --outder --outfile live.pfx)
live "GnuTLS" "${certtool[@]}"
live "GnuTLS, 3DES" "${certtool[@]}" --pkcs-cipher 3des-pkcs12
live "GnuTLS, RC2" "${certtool[@]}" --pkcs-cipher rc2-40

openssl crl2pkcs7 -nocrl -certfile both.crt -outform DER -out live.p7b
check live.p7b
ok "PKCS#7: both certificates" diff <(digests) <(digests_of <both.crt)
ok "PKCS#7: the container" [ "$(grep -c '"container":"pkcs7"' out)" = 2 ]
certtool --p7-generate --load-certificate both.crt --outfile live.p7b \
    >log 2>&1 || cat log
check live.p7b
ok "PKCS#7 of GnuTLS" diff <(digests) <(digests_of <both.crt)
check edge.crt --chain live.p7b
ok "PKCS#7 for --chain" [ "$status" = 0 ]
openssl pkcs12 -export -nokeys -in both.crt -passout file:password -out live.pfx
check edge.crt --chain live.pfx --password-file password
ok "PKCS#12 for --chain" [ "$status" = 0 ]

# --- committed files ---------------------------------------------------------------

printf 'secret\n' >secret
for name in gnutls-default gnutls-3des gnutls-rc2 keytool keytool-legacy \
    iterations-600000; do
	check $name.pem --password-file secret
	ok "$name is read" [ "$status" = 0 ]
done
for name in gnutls-empty gnutls-null openssl-no-password; do
	check $name.pem
	ok "$name is read without a password" [ "$status" = 0 ]
done

check bundle.pem --profile contoso.json
ok "a chain is put together from a set" [ "$(grep -o '"from":"input"' out |
    wc -l)" -ge 3 ]
ok "a set has no order" bash -c '! grep -q "\"rule\":\"chain.order\"" out'

refused "no certificate" pkcs7.no-certificate crl-alone.pem
refused "an encrypted message" pkcs7.not-signed-data enveloped.pem
refused "nested" pkcs7.malformed bundle-deep.pem
for pair in no-mac:openssl-no-mac signed:signed-pfx \
    protected-to-group:enveloped-safe too-much-work:mac-iterations \
    too-much-work:key-iterations too-much-work:two-keys \
    unsupported-algorithm:openssl-rc4 malformed:nested-too-deeply \
    malformed:pieces-too-deeply malformed:length-lies \
    not-decrypted:not-decrypted no-certificate:openssl-key-alone; do
	refused "${pair#*:}" "pkcs12.${pair%:*}" "${pair#*:}.pem" \
	    --password-file secret
done
ok "one bad file does not keep others from it" bash -c "
    timeout 60 '$program' check nothing.pem bundle.pem --format ndjson \
	2>/dev/null | grep -c '\"status\":\"judged\"' | grep -qx 3"

# --- passwords -----------------------------------------------------------------------

file=openssl-default.pem
refused "no password" pkcs12.password-needed $file
ok "no password: what to give" grep -q -- '--password-file FILE' err
refused "an empty password" pkcs12.wrong-password $file --password-env SECRET
check $file --password-env SECRET --password-file secret
ok "passwords are tried in turn" [ "$status" = 0 ]
printf '\xef\xbb\xbfsecret\r\nsecond line\r\n' >windows
check $file --password-file windows
ok "a password file of Notepad" [ "$status" = 0 ]
check $file --password-file <(cat secret)
ok "a password from a pipe" [ "$status" = 0 ]
"$program" check $file --password-file - --quiet --fail-on never <secret
ok "a password from standard input" [ "$?" = 0 ]

# mistake NAME WORDS ARGS...: a usage error that says so.
mistake() {
	check "${@:3}"
	ok "$1: status 2" [ "$status" = 2 ]
	ok "$1: nothing on stdout" [ ! -s out ]
	ok "$1: it says why" grep -q -- "$2" err
}
mistake "no such password file" 'nowhere: No such file' $file \
    --password-file nowhere
mistake "a folder as password file" '\.: Is a directory' $file \
    --password-file .
printf 'K\xe4se\n' >latin
mistake "Latin-1" 'not UTF-8' $file --password-file latin
printf 's\0e\0c\0' >wide
mistake "UTF-16" 'holds a NUL' $file --password-file wide
mistake "no such variable" 'no environment variable' $file \
    --password-env NOWHERE
mistake "stdin twice" 'only once' - --password-file -
mistake "too many passwords" 'too many passwords' $file \
    $(printf -- '--password-env SECRET %.0s' 1 2 3 4 5 6 7 8 9)
ok "no password is said back" bash -c '! grep -q "Käse" err'

/usr/bin/python3 "$root/test/prompt.py" "$program" $file secret ||
    failures=$((failures + 1))

[ "$failures" = 0 ]
