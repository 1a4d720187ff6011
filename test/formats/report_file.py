"""What the checks of several formats share: say, load, and where octets of a
certificate stand in a file, worked out anew from the file itself."""

import base64
import json
import os
import re


def say(good, name, complaints=()):
    for line in list(complaints)[:20]:
        print(f"# {line}")
    print(f"{'ok' if good else 'not ok'} - {name}")
    return good


def unique(pairs):
    """An object of which no member stands there twice."""
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a member stands there twice: {keys}")
    return dict(pairs)


def loads(text):
    return json.loads(text, object_pairs_hook=unique)


def load(name):
    with open(name, "rb") as file:
        return loads(file.read().decode("utf-8"))


def run_of(name):
    """"fail" of ".../fail.sarif"."""
    return os.path.basename(name).rsplit(".", 1)[0]


def json_report(name):
    """The JSON report of the same run, which lies beside the others."""
    folder = os.path.dirname(os.path.dirname(name))
    return load(f"{folder}/json/{run_of(name)}.json")


BEGIN = re.compile("-----BEGIN (CERTIFICATE|(NEW )?CERTIFICATE REQUEST)-----")


class Certificates:
    """The certificates and requests of a file: of each octet, its line and
    column."""

    def __init__(self, name):
        with open(name, "rb") as file:
            octets = file.read()
        self.is_binary = octets[:1] == b"\x30"
        self.begins = []  # lines of the BEGIN lines
        self.places = []  # of each certificate, those of its characters
        if self.is_binary:
            return
        if octets[:2] == b"\xff\xfe":
            text = octets[2:].decode("utf-16-le")
        else:
            text = octets.decode("latin-1")
        lines = re.split("\r\n|\r|\n", text)
        if not any(BEGIN.fullmatch(line) for line in lines):
            self.begins = [1]
            self.places = [self.characters(lines, 0)]
        for number, line in enumerate(lines):
            if BEGIN.fullmatch(line):
                self.begins.append(number + 1)
                self.places.append(self.characters(lines, number + 1))

    @staticmethod
    def characters(lines, start):
        places = []
        for number, line in enumerate(lines[start:], start + 1):
            if line.startswith("-----END"):
                break
            places += [(number, column) for column, c in enumerate(line, 1)
                       if c not in " \t"]
        return places

    def place(self, index, offset):
        """The first and the last character that hold something of an octet:
        those whose change changes it."""
        places = self.places[index]
        group = offset // 3 * 4
        held = {0: (0, 1), 1: (1, 2), 2: (2, 3)}[offset % 3]
        for character in held:
            zeros = bytearray(b"AAAA")
            zeros[character] = ord("/")
            assert base64.b64decode(bytes(zeros))[offset % 3] != 0
        return places[group + held[0]], places[group + held[1]]
