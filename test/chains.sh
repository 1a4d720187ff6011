#!/bin/bash
# Holds what edgelint says of a chain with --trust against OpenSSL's
# verification of a server's certificate.  All certificates are minted here.
set -u
cd "$(dirname "$0")/.." || exit 1
program=${EDGELINT:-$PWD/build/edgelint}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# What path validation asks for; order, extra certificates and the like are
# advice, and weak algorithms depend on OpenSSL's security level.
only=()
for rule in signature.invalid untrusted name-constraints issuer.missing \
    issuer.expired issuer.not-ca issuer.unknown-critical \
    issuer.wrong-purpose issuer.key-id-differs; do
	only+=(--only "chain.$rule")
done

ca=(basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign
    subjectKeyIdentifier=hash)
keyed=authorityKeyIdentifier=keyid

# key NAME...: a key of its own for each.
key() {
	local name
	for name in "$@"; do
		openssl ecparam -name prime256v1 -genkey -noout -out "$name.key"
	done
}

# mint NAME SUBJECT KEY ISSUER EXTENSION...: a certificate for a key, by the
# issuer of that name with its own key, or by itself.
mint() {
	local name=$1 subject=$2 key=$3 issuer=$4 by
	shift 4
	printf '%s\n' "$@" >extensions
	openssl req -new -key "$key.key" -subj "$subject" -utf8 -out request
	if [ "$issuer" = self ]; then
		openssl x509 -req -in request -signkey "$key.key" \
		    -days "${days:-3650}" -extfile extensions -out "$name.pem"
		return
	fi
	by=${issuer_key:-$issuer}
	openssl x509 -req -in request -CA "$issuer.pem" -CAkey "$by.key" \
	    -set_serial "0x$(openssl rand -hex 8)" -days "${days:-3650}" \
	    -extfile extensions -out "$name.pem"
} 2>/dev/null

# edge NAME ISSUER [SAN [SUBJECT]]: a server's certificate.
edge() {
	mint "$1" "${4-/CN=sip.contoso.com}" edge "$2" \
	    basicConstraints=CA:FALSE extendedKeyUsage=serverAuth "$keyed" \
	    "subjectAltName=${3-DNS:sip.contoso.com}"
}

# both VERDICT NAME EDGE TRUST [CHAIN...]: what OpenSSL says, and edgelint
# has to say as well.  Option at: as of so many seconds since 1970.
both() {
	local expected=$1 name=$2 edge=$3 trust=$4 theirs ours status given=()
	shift 4
	: >untrusted.pem
	for link in "$@"; do
		cat "$link.pem" >>untrusted.pem
		given+=(--chain "$link.pem")
	done
	if openssl verify -purpose sslserver ${at:+-attime "$at"} \
	    -CAfile "$trust.pem" -untrusted untrusted.pem "$edge.pem" \
	    >verify 2>&1; then
		theirs=accepted
	else
		theirs=refused
	fi
	"$program" check "$edge.pem" --trust "$trust.pem" "${given[@]}" \
	    "${only[@]}" --fail-on warning --format json \
	    ${at:+--at "$(date -u -d "@$at" +%Y-%m-%dT%H:%M:%SZ)"} >report
	status=$?
	ours=unknown
	[ "$status" = 1 ] && ours=refused
	[ "$status" = 0 ] && ! grep -q '"verdict": "incomplete"' report &&
	    ours=accepted
	if [ "$theirs" = "$expected" ] && [ "$ours" = "$expected" ]; then
		echo "ok - $name: both have $expected it"
		return
	fi
	sed 's/^/# openssl: /' verify
	grep -E '"(rule|reason|message)"' report | sed 's/^ */# edgelint: /'
	echo "not ok - $name: OpenSSL has $theirs it, edgelint has $ours it"
}

key edge root other issuing renewed sub
mint root '/O=Contoso/CN=Root' root self "${ca[@]}"
mint other '/O=Contoso/CN=Other Root' other self "${ca[@]}"

# issuing EXTENSION...: an issuing CA below the root, and an Edge certificate.
issuing() {
	mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed" \
	    "$@"
	edge edge issuing
}

issuing
both accepted "a whole chain" edge root issuing
both refused "a missing issuer" edge root
both refused "another root" edge other issuing
both refused "another root beside the issuer" edge other issuing root
mint renewed '/O=Contoso/CN=Issuing' renewed root "${ca[@]}" "$keyed"
both refused "an issuer of the same name with another key" edge root renewed
both accepted "the right one of two of one name" edge root renewed issuing

# --- key identifiers
edge edge issuing
cp issuing.pem right.pem
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]:0:2}" \
    subjectKeyIdentifier=0102030405 "$keyed"
both refused "another key identifier" edge root issuing
both accepted "another key identifier beside the right one" edge root \
    issuing right
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]:0:2}" \
    subjectKeyIdentifier=none "$keyed"
both accepted "no key identifier" edge root issuing
issuer_key=issuing mint edge /CN=sip.contoso.com edge right \
    authorityKeyIdentifier=issuer:always subjectAltName=DNS:sip.contoso.com
both accepted "the serial number asked for" edge root right
both refused "another serial number than the one asked for" edge root issuing

# --- what an issuer may do
issuing 1.3.6.1.4.1.99999.1=critical,DER:0500
both refused "an unknown critical extension" edge root issuing
issuing 1.3.6.1.4.1.99999.1=DER:0500
both accepted "an unknown extension that is not critical" edge root issuing
issuing issuerAltName=critical,DNS:contoso.com
both refused "a critical extension that OpenSSL does not know" edge root \
    issuing
issuing extendedKeyUsage=clientAuth,emailProtection
both refused "an issuer for clients and mail" edge root issuing
issuing extendedKeyUsage=clientAuth,serverAuth
both accepted "an issuer for servers" edge root issuing
issuing extendedKeyUsage=anyExtendedKeyUsage
both refused "an issuer for any purpose" edge root issuing
mint issuing '/O=Contoso/CN=Issuing' issuing root basicConstraints=CA:FALSE \
    subjectKeyIdentifier=hash "$keyed"
edge edge issuing
both refused "an issuer that is no CA" edge root issuing
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[0]}" \
    keyUsage=digitalSignature "${ca[2]}" "$keyed"
edge edge issuing
both refused "an issuer without keyCertSign" edge root issuing
mint purpose '/O=Contoso/CN=Root' root self "${ca[@]}" \
    extendedKeyUsage=emailProtection
issuing
both refused "a trust anchor for mail" edge purpose issuing
mint strange '/O=Contoso/CN=Root' root self "${ca[@]}" \
    1.3.6.1.4.1.99999.1=critical,DER:0500
both refused "a trust anchor with an unknown critical extension" edge \
    strange issuing

# --- path length
mint issuing '/O=Contoso/CN=Issuing' issuing root \
    basicConstraints=critical,CA:TRUE,pathlen:0 "${ca[@]:1}" "$keyed"
edge edge issuing
both accepted "a path length of 0 with nothing below" edge root issuing
mint sub '/O=Contoso/CN=Sub' sub issuing "${ca[@]}" "$keyed"
edge edge sub
both refused "a path length of 0 with a CA below" edge root issuing sub
mint sub '/O=Contoso/CN=Issuing' sub issuing "${ca[@]}" "$keyed"
edge edge sub
both accepted "a path length of 0 with a self-issued CA below" edge root \
    issuing sub

# --- dates
days=10 issuing
days=300 edge edge issuing
now=$(date +%s)
both accepted "an issuer that has not ended" edge root issuing
at=$((now + 20 * 86400)) both refused "an issuer that has ended" edge root \
    issuing
cp issuing.pem ended.pem
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed"
at=$((now + 20 * 86400)) both accepted "its renewed certificate beside it" \
    edge root ended issuing
at=$((now - 86400)) both refused "before anything begins" edge root issuing

# --- cross certificates
issuing
issuer_key=other mint cross '/O=Contoso/CN=Root' root other "${ca[@]}" "$keyed"
both accepted "over a cross certificate to the other root" edge other \
    issuing cross
both accepted "a cross certificate that nobody needs" edge root issuing cross
issuer_key=other mint cross '/O=Contoso/CN=Root' root other "${ca[@]}" \
    "$keyed" nameConstraints=critical,permitted\;DNS:fabrikam.com
both refused "over a cross certificate for other names" edge other issuing \
    cross
both accepted "such a one beside the root itself" edge root issuing cross

# --- name constraints
# constrained VERDICT CONSTRAINTS SAN [SUBJECT]
constrained() {
	mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed" \
	    "nameConstraints=critical,$2"
	edge edge issuing "$3" "${4-/CN=sip.contoso.com}"
	both "$1" "$2 and $3${4+, $4}" edge root issuing
}
sip=DNS:sip.contoso.com
constrained accepted 'permitted;DNS:contoso.com' $sip
constrained accepted 'permitted;DNS:.contoso.com' $sip
constrained refused 'permitted;DNS:.contoso.com' $sip,DNS:contoso.com
constrained refused 'permitted;DNS:ontoso.com' $sip
constrained refused 'permitted;DNS:fabrikam.com' $sip
constrained refused 'permitted;DNS:contoso.com' $sip,DNS:sip.fabrikam.com
constrained refused 'excluded;DNS:contoso.com' $sip
constrained accepted 'excluded;DNS:xcontoso.com' $sip
constrained accepted 'permitted;DNS:contoso.com' "$sip,DNS:*.contoso.com"
constrained accepted 'permitted;DNS:CONTOSO.com' $sip
constrained refused 'permitted;DNS:com,excluded;DNS:sip.contoso.com' $sip
constrained accepted 'permitted;IP:10.0.0.0/255.0.0.0' $sip
constrained accepted 'permitted;IP:10.0.0.0/255.0.0.0' $sip,IP:10.9.8.7
constrained refused 'permitted;IP:10.0.0.0/255.0.0.0' $sip,IP:11.0.0.1
constrained refused 'permitted;IP:10.0.0.0/255.0.0.0' $sip,IP:2001:db8::1
constrained refused 'excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0' \
    $sip,IP:2001:db8::1
constrained refused 'permitted;email:contoso.com' $sip,email:a@mail.contoso.com
constrained accepted 'permitted;email:.contoso.com' \
    $sip,email:a@mail.contoso.com
constrained refused 'permitted;email:A@contoso.com' $sip,email:a@contoso.com
constrained accepted 'permitted;email:a@contoso.com' $sip,email:a@CONTOSO.com
constrained refused 'permitted;email:contoso.com' $sip \
    /CN=sip.contoso.com/emailAddress=a@fabrikam.com
constrained refused 'permitted;email:contoso.com' $sip,email:a@contoso.com \
    /CN=sip.contoso.com/emailAddress=a@fabrikam.com
constrained accepted 'permitted;URI:.contoso.com' \
    $sip,URI:https://web.contoso.com:443/a
constrained refused 'permitted;URI:contoso.com' $sip,URI:https://web.contoso.com
constrained refused 'permitted;URI:.contoso.com' $sip,URI:sip:contoso.com
constrained refused 'excluded;URI:.fabrikam.com' $sip,URI:sip:contoso.com
constrained refused 'permitted;DNS:fabrikam.com' email:a@contoso.com
constrained accepted 'permitted;DNS:contoso.com' email:a@contoso.com
constrained accepted 'permitted;DNS:fabrikam.com' email:a@contoso.com \
    '/CN=Front door'

# A directoryName has a section of its own.
directory() {
	mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed" \
	    "nameConstraints=critical,$2;dirName:subtree" \
	    '[subtree]' 'O=Contoso'
	edge edge issuing $sip "$3"
	both "$1" "$2 O=Contoso and $3" edge root issuing
}
directory accepted permitted /O=Contoso/CN=sip.contoso.com
directory accepted permitted '/O= CONTOSO /CN=sip.contoso.com'
directory refused permitted /CN=sip.contoso.com
directory refused permitted /O=Contoso2/CN=sip.contoso.com
directory refused permitted /CN=sip.contoso.com/O=Contoso
directory refused excluded /O=Contoso/CN=sip.contoso.com
directory accepted excluded /O=Fabrikam/CN=sip.contoso.com

# Of every CA on the way, and not of certificates that are self-issued.
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed" \
    'nameConstraints=critical,permitted;DNS:fabrikam.com'
mint sub '/O=Contoso/CN=Sub' sub issuing "${ca[@]}" "$keyed"
edge edge sub
both refused "constraints of a CA further up" edge root issuing sub
mint bound '/O=Contoso/CN=Root' root self "${ca[@]}" \
    'nameConstraints=critical,permitted;DNS:fabrikam.com'
issuing
both refused "constraints of the trust anchor" edge bound issuing
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed" \
    'nameConstraints=critical,permitted;dirName:subtree' '[subtree]' \
    'O=Fabrikam'
mint sub '/O=Contoso/CN=Sub' sub issuing "${ca[@]}" "$keyed"
edge edge sub $sip /O=Fabrikam/CN=sip.contoso.com
both refused "a CA below whose name is not permitted" edge root issuing sub
mint sub '/O=Contoso/CN=Issuing' sub issuing "${ca[@]}" "$keyed"
edge edge sub $sip /O=Fabrikam/CN=sip.contoso.com
both accepted "a self-issued CA below, which is exempt" edge root issuing sub

# --- in a large bundle
# What has to do with no other certificate is read again when its turn comes;
# neither that one nor the others may come out otherwise for it.
key absent loose
mint absent '/O=Contoso/CN=Absent' absent self "${ca[@]}"
mint issuing '/O=Contoso/CN=Issuing' issuing root "${ca[@]}" "$keyed"
edge edge issuing
edge second sub
mint self /CN=self.contoso.com loose self subjectAltName=DNS:self.contoso.com
mint alone-ca '/O=Fabrikam/CN=Alone' loose absent "${ca[@]}"
openssl req -new -key edge.key -subj /CN=sip.contoso.com -out edge.csr \
    2>/dev/null
{ echo '-----BEGIN CERTIFICATE-----'; echo AAAA
  echo '-----END CERTIFICATE-----'; } >damaged.pem
for i in $(seq 20); do
	edge "stranger$i" absent "DNS:host$i.contoso.com" "/CN=host$i.contoso.com"
done
members=(edge.pem second.pem sub.pem edge.csr damaged.pem issuing.pem root.pem
    edge.pem self.pem alone-ca.pem)
strangers=(stranger{1..20}.pem)

# judged ARGS...: what is said of each certificate of bundle.pem, but for its
# place there.
judged() {
	"$program" check bundle.pem --format ndjson --at 2026-11-22 "$@" \
	    2>/dev/null | sed -E 's/"index":[0-9]+,//g
	    /"status":"unreadable"/s/"(offset|line)":[0-9]+//g'
}

# same NAME ARGS...: the members stand first, last, and without the others.
same() {
	local name=$1 small=$((${#members[@]})) many=$((${#strangers[@]}))
	shift
	cat "${members[@]}" >bundle.pem
	judged "$@" >few
	cat "${strangers[@]:0:2}" >bundle.pem
	judged "$@" >two
	cat "${members[@]}" "${strangers[@]}" >bundle.pem
	judged "$@" >first
	cat "${strangers[@]}" "${members[@]}" >bundle.pem
	judged "$@" >last
	if [ "$(wc -l <few)" = "$small" ] &&
	    [ "$(wc -l <last)" = $((small + many)) ] &&
	    cmp few <(head -n "$small" first) &&
	    cmp few <(tail -n "$small" last) &&
	    cmp two <(head -n 2 last) &&
	    cmp <(tail -n "$many" first) <(head -n "$many" last); then
		echo "ok - a large bundle: $name"
	else
		echo "not ok - a large bundle: $name"
	fi
}

same "members that belong together, and others"
same "with a trust anchor" --trust root.pem
same "with the strangers' issuer" --chain absent.pem
same "with it as a trust anchor" --trust absent.pem
same "with one of the strangers as a trust anchor" --trust stranger1.pem
same "all as issuers" --role issuer
same "all as Edge certificates" --role edge

# The one Edge certificate of a file is told what stands beside it.
for i in $(seq 20); do
	mint "stranger$i" "/O=Fabrikam/CN=CA $i" loose absent "${ca[@]}"
done
cat edge.pem issuing.pem "${strangers[@]}" >bundle.pem
"$program" check bundle.pem --only chain.extra --format json >report
if [ "$(grep -c '"message": .*plays no part' report)" = 20 ]; then
	echo "ok - one Edge certificate and twenty others"
else
	echo "not ok - one Edge certificate and twenty others"
fi
