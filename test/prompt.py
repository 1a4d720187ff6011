"""What edgelint asks at a terminal, and how it leaves it.

    prompt.py PROGRAM FILE PASSWORD

Plays a person before a pseudo-terminal; prints "ok - ..." and "not ok - ...".
"""

import os
import pty
import select
import signal
import sys
import termios
import time

PROGRAM, FILE, PASSWORD = sys.argv[1:]
PATIENCE = 30
failed = False


def ok(name, holds):
    global failed
    failed = failed or not holds
    print("%s - prompt: %s" % ("ok" if holds else "not ok", name))


class Session:
    """A run of the program with a terminal of its own."""

    def __init__(self, *arguments):
        self.said = b""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execv(PROGRAM, [PROGRAM, "check", "--quiet", "--fail-on",
                               "never", *arguments])

    def read(self):
        ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
        try:
            part = os.read(self.terminal, 1000) if ready else b""
        except OSError:  # the other side is closed
            part = b""
        self.said += part
        return part != b""

    def wait_for(self, text, times=1):
        while self.said.count(text) < times and self.read():
            pass
        return self.said.count(text) >= times

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def wait_for_echo(self, wanted):
        end = time.monotonic() + PATIENCE
        while self.echoes() != wanted and time.monotonic() < end:
            time.sleep(0.01)
        return self.echoes() == wanted

    def type(self, text):
        os.write(self.terminal, text)

    def end(self):
        while self.read():
            pass
        end = time.monotonic() + PATIENCE
        child, status = os.waitpid(self.child, os.WNOHANG)
        while child == 0:
            if time.monotonic() > end:
                os.kill(self.child, signal.SIGKILL)
            time.sleep(0.01)
            child, status = os.waitpid(self.child, os.WNOHANG)
        os.close(self.terminal)
        return status


QUESTION = b"Password of " + FILE.encode() + b": "

session = Session(FILE)
ok("it asks", session.wait_for(QUESTION))
ok("nothing is shown of what is typed", session.wait_for_echo(False))
session.type(b"wrong\n")
ok("it asks again", session.wait_for(QUESTION, 2))
ok("it says why", b"That is not the password." in session.said)
session.wait_for_echo(False)
session.type(PASSWORD.encode() + b"\n")
ok("the right one opens the file", os.WEXITSTATUS(session.end()) == 0)
ok("no password was shown", b"wrong" not in session.said and
   PASSWORD.encode() not in session.said)

session = Session(FILE, FILE, "--jobs", "1")
session.wait_for(QUESTION)
session.wait_for_echo(False)
session.type(PASSWORD.encode() + b"\n")
ok("one answer is good for two files",
   os.WEXITSTATUS(session.end()) == 0 and session.said.count(QUESTION) == 1)

session = Session(FILE, FILE, "--jobs", "2")
status = session.end()
ok("of several at a time none is asked for",
   os.WEXITSTATUS(status) == 2 and QUESTION not in session.said)
ok("... which is said, and once",
   session.said.count(b"with --jobs 1 alone") == 1)

session = Session(FILE)
for attempt in range(1, 4):
    session.wait_for(QUESTION, attempt)
    session.wait_for_echo(False)
    session.type(b"wrong\n")
ok("three wrong answers are enough",
   os.WEXITSTATUS(session.end()) == 2 and session.said.count(QUESTION) == 3)

session = Session(FILE)
session.wait_for(QUESTION)
session.wait_for_echo(False)
session.type(b"\n")
ok("no answer is no password", os.WEXITSTATUS(session.end()) == 2 and
   session.said.count(QUESTION) == 1)

session = Session(FILE)
session.wait_for(QUESTION)
session.wait_for_echo(False)
os.kill(session.child, signal.SIGTERM)
ok("a signal gives the terminal its echo back", session.wait_for_echo(True))
status = session.end()
ok("... and ends the program",
   os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGTERM)
sys.exit(failed)
