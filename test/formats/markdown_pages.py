#!/usr/bin/python3
"""Markdown as cmark-gfm, GitHub's renderer, reads it, and against the JSON
reports of the same runs.

    markdown_pages.py FILE...
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from report_file import json_report, run_of, say

PARSE = ["cmark-gfm", "--to", "xml", "--unsafe"] + [
    word for name in ("table", "autolink", "strikethrough", "tagfilter",
                      "tasklist") for word in ("--extension", name)]
ELEMENTS = {"document", "heading", "paragraph", "text", "code", "code_block",
            "strong", "table", "table_header", "table_row", "table_cell"}
# What GitHub makes links and pictures of in prose, be it escaped or not.
ACTIVE = re.compile(r"@\w|#\d|www\.|://|\w@|:\w+:|GH-\d|\\|<|>|"
                    r"\b(?=\w*\d)(?=\w*[a-f])[0-9a-f]{7,}\b")
NAME_SIZE = 300


def parse(page):
    out = subprocess.run(PARSE, input=page, capture_output=True, check=True)
    root = ElementTree.fromstring(out.stdout)
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
    return root


def prose(block):
    return "".join(node.text or "" if node.tag == "text" else " "
                   for node in block.iter())


def bad_elements(root):
    for element in root.iter():
        if element.tag not in ELEMENTS:
            yield f"there is an element {element.tag}"
    for block in root.iter():
        if block.tag in ("paragraph", "heading", "table_cell") and \
                ACTIVE.search(prose(block)):
            yield f"prose that is a link: {prose(block)!r}"


def cells(row):
    return ["".join(node.text or "" for node in cell.iter()
                    if node.tag in ("text", "code"))
            for cell in row if cell.tag == "table_cell"]


def san_tables(root):
    """The entries of each SAN list."""
    for table in root.iter("table"):
        rows = list(table)
        if cells(rows[0])[:2] == ["#", "SAN entry"]:
            yield [cells(row)[1] for row in rows[1:]
                   if cells(row)[0].isdigit()]


def entry(name):
    text = name["value"]
    return (text if name["type"] == "dns" else f"{name['type']}:{text}")


def same(told, expected):
    expected = re.sub(" +", " ", expected.replace("|", "\\x7c")).strip()
    told = re.sub(" +", " ", told).strip()
    if told == expected:
        return True
    return told.endswith("...") and len(told.encode()) > NAME_SIZE - 10 and \
        expected.startswith(told[:-3])


def differences(root, report):
    lists = [[entry(name) for name in result["san"]]
             for result in report["results"] if result["san"]]
    told = [names for names in san_tables(root) if names]
    # Pages have the worst certificates first.
    for names in lists:
        match = next((other for other in told if len(other) ==
                      min(len(names), 200) and all(map(same, other, names))),
                     None)
        if match is None:
            yield f"no SAN table holds {names[:5]}"
        else:
            told.remove(match)
    titles = [prose(node) for node in root.iter("heading")
              if node.get("level") == "3"]
    findings = [f for result in report["results"] + [report]
                for f in result["findings"] or []]
    if len(titles) != len(findings) and "counted but not shown" not in \
            prose(root):
        yield f"{len(titles)} findings, not {len(findings)}"


def main():
    good = say(len(list(bad_elements(parse(
        b"<b>x</b> [a](b) ~~c~~ @d\n\n![e](f)\n\n- www.g.example\n")))) > 8,
        "markdown: elements are known")
    for name in sys.argv[1:]:
        run = run_of(name)
        with open(name, "rb") as file:
            page = file.read()
        root = parse(page)
        wrong = list(bad_elements(root))
        good &= say(not wrong, f"markdown: nothing in {run} is markup of "
                    "others", wrong)
        wrong = list(differences(root, json_report(name)))
        good &= say(not wrong, f"markdown: {run} says what JSON says", wrong)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
