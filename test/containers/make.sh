#!/bin/bash
# Makes fixtures/containers/: what programs in the field write, and what nobody
# in his right mind does.  No test runs this, since it needs keytool (of a JRE)
# and draws keys and salts anew; a change to a command here belongs into the
# same commit as the files that it made.
#
#     bash test/containers/make.sh
set -eu
cd "$(dirname "$0")/../.."
here=$PWD/test/containers
out=$PWD/fixtures/containers
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# --- a chain of three: root.pem, issuing.pem, edge.pem with edge.key ---------

issue() { # NAME SUBJECT ISSUER EXTENSION...
	local name=$1 subject=$2 issuer=$3
	shift 3
	printf '%s\n' "$@" >"$name.ext"
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -keyout "$name.key" -subj "$subject" -out "$name.csr" 2>/dev/null
	if [ "$issuer" = self ]; then
		set -- -signkey "$name.key"
	else
		set -- -CA "$issuer.pem" -CAkey "$issuer.key"
	fi
	openssl x509 -req -in "$name.csr" -days 7300 -extfile "$name.ext" \
	    "$@" -out "$name.pem" 2>/dev/null
}
issue root '/O=Contoso Ltd/CN=Contoso Root' self \
    basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign
issue issuing '/O=Contoso Ltd/CN=Contoso Issuing' root \
    basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign
issue edge '/CN=sip.contoso.com' issuing \
    subjectAltName=DNS:webcon.contoso.com,DNS:sip.contoso.com \
    extendedKeyUsage=serverAuth
cat issuing.pem root.pem >issuers.pem

# keep NAME LABEL FILE COMMAND: the file as a PEM block, its command above it.
keep() {
	{
		echo "$4"
		echo "-----BEGIN $2-----"
		base64 -w 64 "$3"
		echo "-----END $2-----"
	} >"$out/$1.pem"
}

# made NAME LABEL COMMAND...: the command writes the file "made".
made() {
	local name=$1 label=$2
	shift 2
	rm -f made
	"$@" >/dev/null 2>&1
	keep "$name" "$label" made "$*"
}

# --- PKCS#12 -------------------------------------------------------------------

rm -f "$out"/*.pem
export=(openssl pkcs12 -export -inkey edge.key -in edge.pem
    -certfile issuers.pem -out made)
made openssl-default PKCS12 "${export[@]}" -passout pass:secret
made openssl-legacy PKCS12 "${export[@]}" -passout pass:secret -legacy
made openssl-3des PKCS12 "${export[@]}" -passout pass:secret \
    -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
made openssl-2des PKCS12 "${export[@]}" -passout pass:secret \
    -certpbe PBE-SHA1-2DES
made openssl-rc2-128 PKCS12 "${export[@]}" -passout pass:secret -legacy \
    -certpbe PBE-SHA1-RC2-128
made openssl-rc4 PKCS12 "${export[@]}" -passout pass:secret -legacy \
    -certpbe PBE-SHA1-RC4-128
made openssl-aes-128 PKCS12 "${export[@]}" -passout pass:secret \
    -certpbe AES-128-CBC -macalg sha384
made openssl-aes-192 PKCS12 "${export[@]}" -passout pass:secret \
    -certpbe AES-192-CBC -macalg sha512
made openssl-sha224 PKCS12 "${export[@]}" -passout pass:secret -macalg sha224
made openssl-md5 PKCS12 "${export[@]}" -passout pass:secret -macalg md5
made openssl-plain PKCS12 "${export[@]}" -passout pass:secret -keypbe NONE \
    -certpbe NONE
made openssl-no-mac PKCS12 "${export[@]}" -passout pass:secret -nomac
made openssl-no-password PKCS12 "${export[@]}" -passout pass:
made openssl-unicode PKCS12 "${export[@]}" -passout 'pass:Käse 50€ 😀'
made openssl-long PKCS12 "${export[@]}" -legacy -passout \
    pass:0123456789012345678901234567890123456789012345678901234567890123
made openssl-key-alone PKCS12 openssl pkcs12 -export -nocerts \
    -inkey edge.key -out made -passout pass:secret
certtool=(certtool --to-p12 --load-privkey edge.key --load-certificate edge.pem
    --load-ca-certificate issuers.pem --p12-name edge --outder --outfile made)
made gnutls-default PKCS12 "${certtool[@]}" --password secret
made gnutls-3des PKCS12 "${certtool[@]}" --password secret \
    --pkcs-cipher 3des-pkcs12
made gnutls-rc2 PKCS12 "${certtool[@]}" --password secret --pkcs-cipher rc2-40
made gnutls-empty PKCS12 "${certtool[@]}" --empty-password
made gnutls-null PKCS12 "${certtool[@]}" --null-password
openssl pkcs12 -export -inkey edge.key -in edge.pem -certfile issuers.pem \
    -passout pass:secret -out import.p12
keytool=(keytool -importkeystore -srckeystore import.p12 -srcstorepass secret
    -destkeystore made -deststoretype PKCS12 -deststorepass secret)
made keytool PKCS12 "${keytool[@]}"
made keytool-legacy PKCS12 "${keytool[@]}" -J-Dkeystore.pkcs12.legacy
made keytool-no-mac PKCS12 "${keytool[@]}" \
    -J-Dkeystore.pkcs12.macAlgorithm=NONE

# --- PKCS#7 --------------------------------------------------------------------

cat root.pem edge.pem issuing.pem >unordered.pem
made bundle PKCS7 openssl crl2pkcs7 -nocrl -certfile unordered.pem \
    -outform DER -out made
made gnutls-bundle PKCS7 certtool --p7-generate \
    --load-certificate unordered.pem --outder --outfile made
echo 'signed by the Edge' >text
made signed CMS openssl cms -sign -in text -nodetach -signer edge.pem \
    -inkey edge.key -certfile issuers.pem -outform DER -out made
made signed-indefinite CMS openssl cms -sign -in text -stream -nodetach \
    -signer edge.pem -inkey edge.key -certfile issuers.pem -outform DER \
    -out made
made enveloped CMS openssl cms -encrypt -in text -outform DER -out made \
    edge.pem
made data CMS openssl cms -data_create -in text -outform DER -out made
printf '%s\n' '[ca]' 'database = index' 'default_md = sha256' >ca.conf
: >index
openssl ca -config ca.conf -name ca -gencrl -crldays 7300 -keyfile root.key \
    -cert root.pem -out root.crl 2>/dev/null
made crl-alone PKCS7 openssl crl2pkcs7 -in root.crl -outform DER -out made
made nothing PKCS7 openssl crl2pkcs7 -nocrl -outform DER -out made

# --- what no program writes ------------------------------------------------------

python3 "$here/hostile.py" "$scratch" | while read -r name label comment; do
	keep "$name" "$label" "$name.bin" "test/containers/hostile.py: $comment"
done
