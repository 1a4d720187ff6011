#!/usr/bin/python3
"""A great many records through edgelint stream: speed and memory.

usage: soak_stream.py EDGELINT CERTIFICATE PROFILE COUNT

Each record has a certificate of its own: the serial number differs, and with
it the digests.  CPU is that of edgelint alone, by the kernel's account.
"""

import base64
import json
import resource
import subprocess
import sys
import time

BATCH = 1000
SERIAL = 15  # where the serial number's octets begin, in DER


def der_of(path):
    with open(path, encoding="utf-8") as file:
        body = file.read().split("-----BEGIN CERTIFICATE-----")[1]
    return base64.b64decode(body.split("-----END CERTIFICATE-----")[0])


def records(der, first):
    lines = []
    for number in range(first, first + BATCH):
        one = bytearray(der)
        one[SERIAL + 2:SERIAL + 6] = number.to_bytes(4, "big")
        lines.append('{"id":%d,"certificate":"%s"}\n' % (
            number, base64.b64encode(one).decode()))
    return "".join(lines).encode()


def run(edgelint, der, profile, count):
    began = time.monotonic()
    with subprocess.Popen(
            [edgelint, "stream", "--profile", profile, "--at", "2026-11-22",
             "--fail-on", "never"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE) as process:
        writer = subprocess.Popen(["wc", "-l"], stdin=process.stdout,
                                  stdout=subprocess.PIPE)
        process.stdout.close()
        for first in range(0, count, BATCH):
            process.stdin.write(records(der, first))
        process.stdin.close()
        status = process.wait()
        lines = int(writer.communicate()[0])
    return status, lines, time.monotonic() - began


def main():
    edgelint, certificate, profile, count = sys.argv[1:]
    count = int(count)
    der = der_of(certificate)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    status, lines, took = run(edgelint, der, profile, count)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    print(f"stream: {lines} answers to {count} records, status {status}, "
          f"{took:.1f} s; {cpu / count * 1e6:.1f} us of CPU a record (with "
          f"wc -l), {count / cpu:.0f} records a second and core, "
          f"peak {usage.ru_maxrss / 1024:.1f} MiB")
    return 0 if lines == count and status == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
