#!/usr/bin/python3
"""The JSON Schema of profiles against good and bad ones.

usage: schema_profile.py SCHEMA

The profiles among the fixtures must be valid, those of the tables below must
not be.  Prints a line per profile; the exit status is 1 when one is judged
wrongly.
"""

import json
import pathlib
import sys

import jsonschema

FOLDERS = ["fixtures/profiles", "fixtures/sample"]

NAME_63 = "a" * 63

GOOD = {"edgelint_profile": 1}

# What is wrong with it, and the members that differ from a good profile.
BAD = [
    ("no version", {"edgelint_profile": None}),
    ("another version", {"edgelint_profile": 2}),
    ("a version in quotes", {"edgelint_profile": "1"}),
    ("an unknown key", {"sip_domain": ["contoso.com"]}),
    ("an empty name", {"name": ""}),
    ("an unknown product", {"product": "lync2012"}),
    ("an unknown interface", {"interface": "dmz"}),
    ("an internal interface without a pool", {"interface": "internal"}),
    ("no service", {"service": []}),
    ("a service twice", {"service": ["av", "av"]}),
    ("an unknown service", {"service": ["edge"]}),
    ("an unknown order", {"san_order": "sorted"}),
    ("an unknown matching", {"xmpp_matching": "loose"}),
    ("an unknown issuer", {"issuer": "internal"}),
    ("negative days", {"minimum_days_left": -1}),
    ("too many days", {"minimum_days_left": 3651}),
    ("half a day", {"minimum_days_left": 0.5}),
    ("a list in the place of a name", {"access_edge_fqdn": []}),
    ("a name in the place of a list", {"sip_domains": "contoso.com"}),
    ("a number among names", {"allowed_names": [1]}),
    ("a name twice", {"xmpp_domains": ["contoso.com", "contoso.com"]}),
    ("an empty host", {"access_edge_fqdn": ""}),
    ("a single label", {"access_edge_fqdn": "sip"}),
    ("a wildcard", {"access_edge_fqdn": "*.contoso.com"}),
    ("an underscore", {"access_edge_fqdn": "a_b.contoso.com"}),
    ("an IPv4 address", {"access_edge_fqdn": "192.0.2.255"}),
    ("an IPv6 address", {"access_edge_fqdn": "2001:db8::1"}),
    ("a JID", {"xmpp_domains": ["bob@contoso.com"]}),
    ("a port", {"access_edge_fqdn": "sip.contoso.com:5061"}),
    ("a URL", {"access_edge_fqdn": "https://sip.contoso.com"}),
    ("a name that is not ASCII", {"sip_domains": ["m\u00fcnchen.example"]}),
    ("two trailing dots", {"access_edge_fqdn": "sip.contoso.com.."}),
    ("a leading dot", {"access_edge_fqdn": ".contoso.com"}),
    ("a hyphen before a label", {"access_edge_fqdn": "-a.contoso.com"}),
    ("a hyphen behind a label", {"access_edge_fqdn": "a-.contoso.com"}),
    ("a label of 64", {"access_edge_fqdn": "a" + NAME_63 + ".com"}),
    ("a name of 255", {"access_edge_fqdn": ".".join([NAME_63] * 4)}),
    ("a SIP domain of 251", {
        "sip_domains": [".".join([NAME_63] * 3 + ["a" * 59])]}),
    ("an unknown severity", {"severity": {"edge.san.order": "warn"}}),
    ("a severity for no rule id", {"severity": {"EDGE": "off"}}),
    ("a partner without a domain", {"xmpp_partners": [{"tls": "optional"}]}),
    ("an unknown negotiation", {
        "xmpp_partners": [{"domain": "fabrikam.com", "tls": "none"}]}),
    ("dialback in quotes", {
        "xmpp_partners": [{"domain": "fabrikam.com", "dialback": "yes"}]}),
    ("an unknown key of a partner", {
        "xmpp_partners": [{"domain": "fabrikam.com", "ssl": True}]}),
]

WAIVER = {
    "rule": "edge.san.order",
    "certificate": "*",
    "until": "2027-01-31",
    "reason": "the CA sorts the names",
    "owner": "uc-team",
}

# The same for members of a waiver.
BAD_WAIVERS = [
    ("no rule", {"rule": None}),
    ("no certificate", {"certificate": None}),
    ("no last day", {"until": None}),
    ("no reason", {"reason": None}),
    ("an empty reason", {"reason": ""}),
    ("no owner", {"owner": None}),
    ("an empty name", {"name": ""}),
    ("an unknown key", {"expires": "2027-01-31"}),
    ("a date of another kind", {"until": "31.01.2027"}),
    ("a time", {"until": "2027-01-31T00:00:00Z"}),
    ("a month 13", {"until": "2027-13-01"}),
    ("no digits", {"certificate": ""}),
    ("no hex", {"certificate": "12g4"}),
    ("41 digits", {"certificate": "0" * 41}),
    ("65 digits", {"certificate": "0" * 65}),
]

GOOD_WAIVERS = [
    ("a SHA-256", {"certificate": "AB:" * 31 + "cd"}),
    ("a SHA-1 as Windows shows it", {
        "certificate": "\u200e" + "ab cd " * 9 + "ab cd"}),
    ("a serial number", {"certificate": "01"}),
]


def changed(base, members):
    """The base with other members; None leaves one out."""
    return {key: value for key, value in {**base, **members}.items()
            if value is not None}


def main(schema_path):
    schema = json.loads(pathlib.Path(schema_path).read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    cases = []
    for folder in FOLDERS:
        for path in sorted(pathlib.Path(folder).glob("*.json")):
            profile = json.loads(path.read_text("utf-8"))
            cases.append((str(path), profile, True))
    for what, members in BAD:
        cases.append((what, changed(GOOD, members), False))
    for what, members in BAD_WAIVERS:
        waiver = changed(WAIVER, members)
        cases.append(("a waiver with " + what,
                      changed(GOOD, {"waivers": [waiver]}), False))
    for what, members in GOOD_WAIVERS:
        waiver = changed(WAIVER, members)
        cases.append(("a waiver with " + what,
                      changed(GOOD, {"waivers": [waiver]}), True))
    wrong = 0
    for what, profile, is_good in cases:
        errors = [error.message for error in validator.iter_errors(profile)]
        right = is_good == (not errors)
        wrong += not right
        for error in errors if is_good else []:
            print("#", error)
        print("ok" if right else "not ok", "- schema profile:", what,
              "is valid" if is_good else "is not")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
