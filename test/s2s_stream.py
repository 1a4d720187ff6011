#!/usr/bin/python3
"""Opens XMPP server-to-server streams as an Edge Server would, and says whether
the server at the other end takes the certificate for the domain.

    s2s_stream.py PORT PARTNER KEY < requests

A request is a line "NAME DOMAIN CERTIFICATE", the last a PEM file; the answer
to it is a line "NAME yes", "NAME no REASON" or "NAME broken REASON": refused
by the server, or no stream to ask it on.  The stream is that of RFC 6120:
STARTTLS, then SASL EXTERNAL with the domain as the authorization identity.
"""

import base64
import re
import socket
import ssl
import sys

SECONDS = 10
HEADER = (
    "<?xml version='1.0'?><stream:stream xmlns='jabber:server' "
    "xmlns:stream='http://etherx.jabber.org/streams' "
    "xmlns:db='jabber:server:dialback' "
    "from='{domain}' to='{partner}' version='1.0'>"
)
STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
AUTH = (
    "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>"
    "{identity}</auth>"
)


class Broken(Exception):
    """There is no stream on which the question could be asked."""


class Refused(Exception):
    """The server said no."""


class Stream:
    def __init__(self, port, domain, partner):
        self.socket = socket.create_connection(("127.0.0.1", port), SECONDS)
        self.header = HEADER.format(domain=domain, partner=partner)

    def say(self, text):
        self.socket.sendall(text.encode())

    def hear(self, *ends):
        """Everything up to the first of these ends."""
        heard = ""
        while not any(end in heard for end in ends):
            octets = self.socket.recv(4096)
            if not octets:
                raise Broken("the stream ended: " + heard[-200:])
            heard += octets.decode("utf-8", "replace")
        return heard

    def open(self):
        """A new stream; what the server offers on it."""
        self.say(self.header)
        heard = self.hear("</stream:features>", "<stream:features/>",
            "</stream:stream>")
        if "<stream:error" in heard:
            raise Refused("stream error " + condition(heard))
        return heard

    def start_tls(self, partner, certificate, key):
        self.say(STARTTLS)
        if "<proceed" not in self.hear("/>", ">"):
            raise Broken("no STARTTLS")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.load_cert_chain(certificate, key)
        self.socket = context.wrap_socket(self.socket,
            server_hostname=partner)


def condition(text):
    """The name of the defined condition in an error or failure."""
    found = re.search(r"<(?:stream:error|failure)[^>]*>\s*<([a-z-]+)", text)
    return found.group(1) if found else "without a condition"


def ask(port, partner, domain, certificate, key):
    """Raises unless the server takes the certificate for the domain."""
    stream = Stream(port, domain, partner)
    with stream.socket:
        if "starttls" not in stream.open():
            raise Broken("STARTTLS is not offered")
        stream.start_tls(partner, certificate, key)
        with stream.socket:
            if "EXTERNAL" not in stream.open():
                raise Refused("EXTERNAL is not offered")
            identity = base64.b64encode(domain.encode()).decode()
            stream.say(AUTH.format(identity=identity))
            heard = stream.hear("<success", "</failure>",
                "</stream:stream>")
            if "<success" not in heard:
                raise Refused(condition(heard))


def main():
    port, partner, key = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    for line in sys.stdin:
        name, domain, certificate = line.split()
        try:
            ask(port, partner, domain, certificate, key)
            print(name, "yes")
        except Refused as error:
            print(name, "no", error)
        except (Broken, OSError) as error:
            print(name, "broken", " ".join(str(error).split()))
        sys.stdout.flush()


main()
