#!/usr/bin/python3
"""Plans, requests made from them by openssl, and what a CA makes of those.

usage: plan.py EDGELINT

For deployments of 1 to 200 domains: the certificate that openssl makes by the
plan is judged clean, and of one in which the CA has moved, dropped or added a
name the report says that and nothing else.  The JSON form conforms to its
schema, and the other forms hold the same names in the same order.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

EDGELINT = sys.argv[1]
# Rules that speak of how long the list is, whatever is in it.
OF_SIZE = {"edge.san.too-large"}

DEPLOYMENTS = [
    {"name": "one domain", "sip": 1, "xmpp": 1, "extra": {}},
    {"name": "two domains, sip first", "sip": 2, "xmpp": 1,
     "extra": {"san_order": "sip-first"}},
    {"name": "seven domains of Skype for Business Server 2015", "sip": 7,
     "xmpp": 3, "extra": {"product": "sfb2015"}},
    {"name": "forty domains, and ten in the cloud", "sip": 40, "xmpp": 0,
     "extra": {"product": "sfb2019",
               "online_sip_domains": [f"cloud{i}.example.net"
                                      for i in range(10)]}},
    {"name": "two hundred domains", "sip": 200, "xmpp": 200, "extra": {}},
    {"name": "one name for both services", "sip": 1, "xmpp": 1,
     "extra": {"web_conferencing_fqdn": "sip.domain0.example.com"}},
    {"name": "the internal interface", "sip": 1, "xmpp": 0,
     "extra": {"interface": "internal",
               "pool_fqdn": "edge.corp.example.com"}},
]


def say(good, name):
    print(("ok - " if good else "not ok - ") + name)
    return good


def run(*arguments, status=(0,)):
    done = subprocess.run(arguments, capture_output=True, text=True,
                          check=False)
    if done.returncode not in status:
        print(f"# {' '.join(arguments[:4])} ...: {done.returncode}: "
              f"{done.stderr.strip()}")
    return done.stdout


def profile_of(deployment):
    domains = [f"domain{i}.example.com" for i in range(deployment["sip"])]
    profile = {
        "edgelint_profile": 1,
        "access_edge_fqdn": "sip.domain0.example.com",
        "web_conferencing_fqdn": "webcon.domain0.example.com",
        "sip_domains": domains,
        "xmpp_domains": domains[:deployment["xmpp"]],
    }
    profile.update(deployment["extra"])
    return profile


class Authority:
    """Signs a request with a SAN list of its own choosing."""

    def __init__(self, folder):
        self.folder = folder
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
            "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.pem",
            "-subj", "/CN=Test CA", "-days", "30")

    def sign(self, names):
        extensions = self.folder / "extensions.cnf"
        extensions.write_text(
            "keyUsage=critical,digitalSignature,keyEncipherment\n"
            "extendedKeyUsage=serverAuth\n"
            "authorityKeyIdentifier=keyid\n"
            "subjectKeyIdentifier=hash\n"
            "crlDistributionPoints=URI:http://crl.example.com/ca.crl\n"
            "subjectAltName=" + ",".join(f"DNS:{n}" for n in names) + "\n")
        run("openssl", "x509", "-req", "-in", f"{self.folder}/edge.csr",
            "-CA", f"{self.folder}/ca.pem", "-CAkey",
            f"{self.folder}/ca.key", "-set_serial", "4711", "-days", "3650",
            "-extfile", str(extensions), "-out", f"{self.folder}/edge.pem")
        return self.folder / "edge.pem"


def findings(certificate, profile):
    """Rule and name of each finding, but for the length of the list."""
    report = json.loads(run(
        EDGELINT, "check", str(certificate), "--profile", str(profile),
        "--format", "json", "--skip", "validity", status=(0, 1)))
    if [r["status"] for r in report["results"]] != ["judged"]:
        return None
    found = report["findings"] + report["results"][0]["findings"]
    return sorted((f["rule"], f["name"]) for f in found
                  if f["rule"] not in OF_SIZE)


def planned(plan):
    return [entry["value"] for entry in plan["san"]]


def names_of_forms(profile):
    """The list as each of the forms has it."""
    openssl = run(EDGELINT, "plan", "--profile", str(profile),
                  "--format", "openssl")
    certreq = run(EDGELINT, "plan", "--profile", str(profile),
                  "--format", "certreq")
    text = run(EDGELINT, "plan", "--profile", str(profile))
    return [
        re.findall(r"^DNS\.\d+ = (\S+)$", openssl, re.M),
        re.findall(r'"dns=([^&"]+)&?"', certreq),
        re.findall(r"^ +\d+  (\S+)", text, re.M),
    ]


def wanted(plan, index):
    """The findings that are due when an entry is left out."""
    entry = plan["san"][index]
    due = []
    roles = [reason["role"] for reason in entry["reasons"]]
    rules = [reason["rule"] for reason in entry["reasons"]]
    # One fault, one finding: the first of these names it, but an XMPP domain
    # is missed by others than the sip names are.
    due.append((rules[0], entry["value"]))
    if "xmpp" in roles[1:]:
        due.append(("xmpp.domain.uncovered", entry["value"]))
    if entry["value"] == plan["subject"]["common_name"]:
        due.append(("edge.subject.not-in-san", entry["value"]))
    return sorted(due)


def check_changes(deployment, plan, profile, authority):
    names = planned(plan)
    good = say(findings(authority.sign(names), profile) == [],
               f"the planned certificate is clean: {deployment['name']}")
    if profile_is_internal(plan):
        return good
    added = findings(authority.sign(names + ["www.example.org"]), profile)
    good &= say(added == [("edge.san.unexplained", "www.example.org")],
                f"an added name is named: {deployment['name']}")
    places = sorted({0, len(names) // 2, len(names) - 1})
    for place in places:
        left = names[:place] + names[place + 1:]
        if not left:
            continue
        found = findings(authority.sign(left), profile)
        good &= say(found == wanted(plan, place), "the dropped name is "
                    f"named: {names[place]}, {deployment['name']}")
        if found != wanted(plan, place):
            print(f"# {found} and not {wanted(plan, place)}")
    if len(names) > 2:
        moved = names[1:] + names[:1]
        rules = [rule for rule, _ in findings(authority.sign(moved),
                                              profile)]
        good &= say(rules == wanted_of_order(plan),
                    f"a changed order is named: {deployment['name']}")
    return good


def wanted_of_order(plan):
    """Names of the Edge among themselves may stand in any order."""
    edge_alone = all(reason["role"] != "xmpp" for entry in plan["san"]
                     for reason in entry["reasons"])
    any_order = plan["profile"]["san_order"] == "edge-names-first"
    return [] if edge_alone and any_order else ["edge.san.order"]


def profile_is_internal(plan):
    return plan["profile"]["interface"] == "internal"


def check(deployment, folder, schema, authority):
    name = deployment["name"]
    profile = folder / "profile.json"
    profile.write_text(json.dumps(profile_of(deployment)))
    plan = json.loads(run(EDGELINT, "plan", "--profile", str(profile),
                          "--format", "json"))
    wrong = list(schema.iter_errors(plan))
    good = say(not wrong, f"the plan conforms to its schema: {name}")
    good &= say(names_of_forms(profile) == [planned(plan)] * 3,
                f"all forms hold the same list: {name}")
    config = folder / "edge.cnf"
    config.write_text(run(EDGELINT, "plan", "--profile", str(profile),
                          "--format", "openssl"))
    run("openssl", "req", "-new", "-config", str(config), "-keyout",
        f"{folder}/edge.key", "-out", f"{folder}/edge.csr")
    good &= say(findings(folder / "edge.csr", profile) == [],
                f"the request that openssl makes is clean: {name}")
    return good & check_changes(deployment, plan, profile, authority)


def main():
    schema = json.loads(run(EDGELINT, "schema", "plan"))
    jsonschema.Draft7Validator.check_schema(schema)
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        authority = Authority(folder)
        for deployment in DEPLOYMENTS:
            good &= check(deployment, folder,
                          jsonschema.Draft7Validator(schema), authority)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
