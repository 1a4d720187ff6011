"""Containers that no program writes, or none that Debian 12 has.

    hostile.py FOLDER

Takes edge.pem, issuing.pem and root.pem of a folder, writes NAME.bin into it
and prints "NAME LABEL what it is" for each.  The password is "secret".
"""

import base64
import hashlib
import hmac
import os
import re
import subprocess
import sys

os.chdir(sys.argv[1])
PASSWORD = "secret"


# --- DER, and the indefinite form of BER ---------------------------------------

def tlv(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + body


def indefinite(tag, *parts):
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"


def seq(*parts):
    return tlv(0x30, *parts)


def octets(body):
    return tlv(0x04, body)


def number(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(text):
    first, second, *rest = [int(arc) for arc in text.split(".")]
    body = b""
    for arc in [40 * first + second] + rest:
        part = [arc & 0x7f]
        while arc > 0x7f:
            arc >>= 7
            part.insert(0, 0x80 | arc & 0x7f)
        body += bytes(part)
    return tlv(0x06, body)


def algorithm(text, *parameters):
    return seq(oid(text), *(parameters or (tlv(0x05),)))


PKCS = "1.2.840.113549.1."
HMAC_SHA256 = algorithm("1.2.840.113549.2.9")
SHA256 = algorithm("2.16.840.1.101.3.4.2.1")


def certificate(name):
    text = open(name + ".pem", encoding="ascii").read()
    body = re.search("-----BEGIN CERTIFICATE-----(.*)-----END", text, re.S)
    return base64.b64decode(body[1])


CERTIFICATES = [certificate(name) for name in ("edge", "issuing", "root")]


# --- PKCS#12 --------------------------------------------------------------------

def info(kind, content, make=tlv):
    return seq(oid(PKCS + "7.%d" % kind), make(0xa0, content))


def bag(kind, value):
    return seq(oid(PKCS + "12.10.1.%d" % kind), tlv(0xa0, value))


def certificate_bag(der):
    return bag(3, seq(oid(PKCS + "9.22.1"), tlv(0xa0, octets(der))))


BAGS = seq(*[certificate_bag(der) for der in CERTIFICATES])


def derive_mac_key(password, salt, iterations):
    """RFC 7292, B.2 for a key of one SHA-256."""
    def fill(text):
        return (text * 64)[:(len(text) + 63) // 64 * 64]
    bmp = b"" if password is None else (password + "\0").encode("utf-16-be")
    key = b"\x03" * 64 + fill(salt) + fill(bmp)
    for _ in range(iterations):
        key = hashlib.sha256(key).digest()
    return key


def mac_data(content, iterations=2048, right=True, password=PASSWORD):
    salt = b"edgelint"
    key = derive_mac_key(password, salt, iterations if right else 1)
    digest = hmac.digest(key, content, "sha256")
    return seq(seq(SHA256, octets(digest)), octets(salt), number(iterations))


def pbkdf2(iterations, size=None, prf=HMAC_SHA256, salt=b"edgelint"):
    return algorithm(PKCS + "5.12", seq(octets(salt), number(iterations),
                     number(size) if size else b"", prf))


def pbmac1_data(content, size=32):
    key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), b"edgelint", 2048,
                              size)
    mac = algorithm(PKCS + "5.14", seq(pbkdf2(2048, size), HMAC_SHA256))
    digest = hmac.digest(key, content, "sha256")
    return seq(seq(mac, octets(digest)), octets(b"unused"), number(1))


def safe(*infos):
    return seq(*infos)


def pfx(content, mac=None):
    return seq(number(3), info(1, octets(content)),
               mac_data(content) if mac is None else mac)


def encrypted(scheme, ciphertext=bytes(16)):
    return info(6, seq(number(0), seq(oid(PKCS + "7.1"), scheme,
                                      tlv(0x80, ciphertext))))


def pbes2(derivation, cipher=algorithm("2.16.840.1.101.3.4.1.42",
                                       octets(bytes(16)))):
    return algorithm(PKCS + "5.13", seq(derivation, cipher))


def encrypt_aes(bags, iterations=2048):
    key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), b"edgelint",
                              iterations, 32)
    done = subprocess.run(["openssl", "enc", "-aes-256-cbc", "-K", key.hex(),
                           "-iv", "00" * 16], input=bags, check=True,
                          capture_output=True)
    return encrypted(pbes2(pbkdf2(iterations)), done.stdout)


def nested_bags(depth):
    bags = BAGS
    for _ in range(depth):
        bags = seq(bag(6, bags))
    return bags


def pieces(text, size):
    return indefinite(0x24, *[octets(text[at:at + size])
                              for at in range(0, len(text), size)])


def nested_pieces(text, depth):
    for _ in range(depth):
        text = indefinite(0x24, text)
    return text


PLAIN = safe(info(1, octets(BAGS)))
UNKNOWN_CIPHER = algorithm("2.16.840.1.101.3.4.1.46", octets(bytes(12)))
SCRYPT = algorithm("1.3.6.1.4.1.11591.4.11", seq(
    octets(b"edgelint"), number(16384), number(8), number(1)))

PKCS12 = {
    "pbmac1": ("PBMAC1 of RFC 9579", pfx(PLAIN, pbmac1_data(PLAIN))),
    "pbmac1-key-size": ("PBMAC1 with a key of a megabyte",
                        pfx(PLAIN, seq(seq(algorithm(
                            PKCS + "5.14",
                            seq(pbkdf2(1, 1 << 20), HMAC_SHA256)),
                            octets(bytes(32))), octets(b""), number(1)))),
    "aes": ("PBES2 by hand, to hold the next ones against",
            pfx(safe(encrypt_aes(BAGS)))),
    "no-octets": ("no password, as no octets",
                  pfx(PLAIN, mac_data(PLAIN, password=None))),
    "nested": ("bags within bags", pfx(safe(info(1, octets(nested_bags(5)))))),
    "indefinite": ("indefinite lengths and strings in pieces throughout",
                   indefinite(0x30, number(3),
                              indefinite(0x30, oid(PKCS + "7.1"),
                                         indefinite(0xa0, pieces(PLAIN, 100))),
                              mac_data(PLAIN))),
    "iterations-600000": ("as many iterations as the newest tools ask for",
                          pfx(safe(encrypt_aes(BAGS, 600000)))),
    "wrong-mac": ("a MAC of another password",
                  pfx(PLAIN, mac_data(PLAIN, right=False))),
    "mac-iterations": ("a MAC of a billion iterations",
                       pfx(PLAIN, seq(seq(SHA256, octets(bytes(32))),
                                      octets(b"edgelint"),
                                      number(1000000000)))),
    "key-iterations": ("a key of a billion iterations",
                       pfx(safe(encrypted(pbes2(pbkdf2(1000000000)))))),
    "two-keys": ("two keys whose iterations are too many together",
                 pfx(safe(encrypt_aes(BAGS),
                          encrypted(pbes2(pbkdf2(1500000)))))),
    "salt-long": ("a salt of two thousand octets",
                  pfx(safe(encrypted(pbes2(pbkdf2(1, salt=bytes(2000))))))),
    "not-decrypted": ("certificates that another password encrypts",
                      pfx(safe(encrypted(pbes2(pbkdf2(2048)))))),
    "half-blocks": ("encrypted octets that are no whole blocks",
                    pfx(safe(encrypted(pbes2(pbkdf2(2048)), bytes(15))))),
    "scrypt": ("a key by scrypt", pfx(safe(encrypted(pbes2(SCRYPT))))),
    "aes-gcm": ("AES in another mode",
                pfx(safe(encrypted(pbes2(pbkdf2(2048), UNKNOWN_CIPHER))))),
    "one-safe-unknown": ("one part that is known, behind one that is not",
                         pfx(safe(encrypted(pbes2(SCRYPT)),
                                  info(1, octets(BAGS))))),
    "enveloped-safe": ("a part that is encrypted for another key, as Windows "
                       "protects to a group",
                       pfx(safe(info(3, seq(number(2), tlv(0x31))),
                                encrypted(pbes2(pbkdf2(2048)))),
                           mac_data(PLAIN, right=False))),
    "enveloped-no-mac": ("the same without a MAC",
                         pfx(safe(info(3, seq(number(2), tlv(0x31)))), b"")),
    "signed-pfx": ("a signature in the place of a MAC",
                   seq(number(3), info(2, seq(number(1), tlv(0x31))))),
    "nested-too-deeply": ("bags within bags within bags",
                          pfx(safe(info(1, octets(nested_bags(60)))))),
    "pieces-too-deeply": ("strings within strings",
                          indefinite(0x30, number(3), seq(
                              oid(PKCS + "7.1"),
                              tlv(0xa0, nested_pieces(octets(PLAIN), 60))),
                              mac_data(PLAIN))),
    "length-lies": ("a bag that says that it is longer than its safe",
                    pfx(safe(info(1, octets(
                        b"\x30\x82\x7f\xff" + BAGS[4:]))))),
    "key-bag": ("a certificate, and a key that nothing protects",
                pfx(safe(info(1, octets(seq(
                    bag(1, seq(number(0))), certificate_bag(CERTIFICATES[0]))
                ))))),
    "secret-alone": ("a secret and a revocation list",
                     pfx(safe(info(1, octets(seq(bag(5, seq()),
                                                 bag(4, seq()))))))),
    "sdsi": ("a certificate of another kind",
             pfx(safe(info(1, octets(seq(bag(3, seq(
                 oid(PKCS + "9.22.2"),
                 tlv(0xa0, tlv(0x16, b"c2RzaQ=="))))))))))
}


# --- PKCS#7 ---------------------------------------------------------------------

def signed(certificates, make=tlv, content="7.1", crls=b""):
    return make(0x30, oid(PKCS + "7.2"), make(0xa0, make(
        0x30, number(1), tlv(0x31), make(0x30, content if isinstance(
            content, bytes) else oid(PKCS + content)),
        certificates, crls, tlv(0x31))))


def deep(depth):
    body = b"\x30\x80" * depth + b"\0\0" * depth
    return signed(indefinite(0xa0, body), indefinite)


SET = b"".join(CERTIFICATES)
PKCS7 = {
    "bundle-indefinite": ("indefinite lengths throughout",
                          signed(indefinite(0xa0, SET), indefinite)),
    "attribute-certificate": ("an attribute certificate among the others",
                              signed(tlv(0xa0, tlv(0xa2, seq()),
                                         CERTIFICATES[0]))),
    "attribute-alone": ("an attribute certificate alone",
                        signed(tlv(0xa0, tlv(0xa2, seq())))),
    "cmc-request": ("a certificate request in CMC, with the certificate of "
                    "who signed it",
                    signed(tlv(0xa0, CERTIFICATES[0]),
                           content=oid("1.3.6.1.5.5.7.12.2"))),
    "bundle-cut": ("the last certificate has lost its end, and the lengths "
                   "around it say so",
                   signed(tlv(0xa0, SET[:-100]))),
    "bundle-deep": ("a thousand indefinite lengths, one in the other",
                    deep(1000)),
    "bundle-open": ("an indefinite length that never ends",
                    indefinite(0x30, oid(PKCS + "7.2"),
                               b"\xa0\x80\x30\x80" + number(1))),
    "high-tag": ("a tag of several octets",
                 signed(tlv(0xa0, b"\x3f\x81\x01\x00", CERTIFICATES[0]))),
}

for label, containers in (("PKCS12", PKCS12), ("PKCS7", PKCS7)):
    for name, (comment, body) in containers.items():
        with open(name + ".bin", "wb") as file:
            file.write(body)
        print(name, label, comment)
