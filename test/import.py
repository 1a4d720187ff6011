#!/usr/bin/python3
"""Exports of a deployment, whole and damaged in every place.

usage: import.py EDGELINT

Whatever is done to a sample, edgelint gives a profile that its own schema and
reader take, or says what is wrong with the file and where and gives none; it
never ends in another way, and no secret comes out.
"""

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

EDGELINT = sys.argv[1]
SAMPLES = sorted(pathlib.Path("fixtures/import").iterdir())
SECRET = "a secret of the gateway"

# What may stand in the place of any value.
VALUES = [
    None, True, 7, -1.5e300, "", " ", "sip_contoso.com", "*.contoso.com",
    "contoso", "sip.contoso.com\n::error::x", "\x1b[31mred.example.com",
    "s\u00fcd.example.com", "a" * 64 + ".example.com", "a." * 200 + "com",
    "192.0.2.1", "user@contoso.com", [], [None], [["sip.contoso.com"]], {},
    {"value": [], "Count": 0}, {"value": 7, "Count": 1},
    {"Name": "x", "IsDefault": {}},
]


class Run:
    """One import, and what has to be true of any."""

    def __init__(self, folder, schema):
        self.folder = folder
        self.schema = schema
        self.runs = 0
        self.wrong = []

    def try_octets(self, octets, what):
        file = self.folder / "export"
        file.write_bytes(octets)
        done = subprocess.run([EDGELINT, "profile", "import", str(file)],
                              capture_output=True, check=False)
        self.runs += 1
        fault = self.fault(done)
        if fault:
            self.wrong.append(f"{what}: {fault}")
        return done

    def fault(self, done):
        out = done.stdout + done.stderr
        if SECRET.encode() in out:
            return "the secret came out"
        if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", out):
            return "a control character came out"
        if done.returncode == 2:
            if done.stdout:
                return "there is a profile in spite of mistakes"
            if b"export" not in done.stderr:
                return f"no file is named: {done.stderr}"
            return None
        if done.returncode != 0:
            return f"status {done.returncode}: {done.stderr}"
        try:
            profile = json.loads(done.stdout)
        except ValueError as error:
            return f"no JSON: {error}"
        for error in self.schema.iter_errors(profile):
            return f"not conforming: {error.message}"
        return None


def places(value, path=()):
    """The paths of all values."""
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], path + (key,))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from places(element, path + (index,))


def replaced(document, path, value):
    if not path:
        return value
    document = copy.deepcopy(document)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def damage_json(run, name, octets):
    document = json.loads(octets)
    for path in places(document):
        for value in VALUES:
            changed = json.dumps(replaced(document, path, value))
            run.try_octets(changed.encode(), f"{name} {path} {value!r}")
    text = octets.decode()
    twice = re.sub(r'^(\s*("\w+":.*[^\[{])\n)', r"\1\1", text, 1, re.M)
    run.try_octets(twice.encode(), f"{name} with a key twice")
    run.try_octets(b"[" * 100000, "deep arrays")


def damage_xml(run, name, octets):
    text = octets.decode()
    for match in re.finditer(r'="([^"]*)"', text):
        for value in VALUES:
            if not isinstance(value, str):
                continue
            value = value.replace("\x1b", "&#x1b;").replace("\n", "&#10;")
            changed = text[:match.start(1)] + value + text[match.end(1):]
            run.try_octets(changed.encode(), f"{name} {match[1]} {value!r}")
    body = text.split("?>", 1)[1]
    laughs = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">'
                     for i in range(1, 20))
    for kind in [f'<!DOCTYPE t [<!ENTITY l0 "ha">{laughs}]>',
                 '<!DOCTYPE t SYSTEM "http://192.0.2.1/t.dtd">',
                 '<!DOCTYPE t [<!ENTITY f SYSTEM "/etc/passwd">]>']:
        done = run.try_octets((kind + body.replace(
            "contoso", "&f;&l19;")).encode(), f"{name} {kind[:30]}")
        if b"DOCTYPE" not in done.stderr:
            run.wrong.append(f"{name} {kind[:30]}: taken")
    run.try_octets(b"<a>" * 100000, "deep elements")


def say(good, name):
    print(("ok - " if good else "not ok - ") + name)
    return good


def check_sample(run, sample):
    octets = sample.read_bytes()
    is_xml = octets.lstrip().startswith(b"<")
    plain = run.try_octets(octets, sample.name)
    for encoding in ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]:
        done = run.try_octets(octets.decode().encode(encoding),
                              f"{sample.name} as {encoding}")
        if done.stdout != plain.stdout or done.returncode != 0:
            run.wrong.append(f"{sample.name} as {encoding}: differs")
    for end in range(0, len(octets), 1 + len(octets) // 60):
        run.try_octets(octets[:end], f"{sample.name} cut at {end}")
        run.try_octets(octets[:end] + b"\xff" + octets[end:],
                       f"{sample.name} with an odd octet at {end}")
    if is_xml:
        damage_xml(run, sample.name, octets)
    else:
        damage_json(run, sample.name, octets)


def main():
    schema = json.loads(subprocess.run(
        [EDGELINT, "schema", "profile"], capture_output=True,
        check=True).stdout)
    good = True
    with tempfile.TemporaryDirectory() as name:
        for sample in SAMPLES:
            run = Run(pathlib.Path(name), jsonschema.Draft7Validator(schema))
            check_sample(run, sample)
            for line in run.wrong[:10]:
                print(f"# {line}")
            good &= say(not run.wrong, f"{sample.name}, and "
                        f"{run.runs - 1} damaged ones")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
