"""The same value, whoever makes it: work done twice, a hint."""
import os
import re
import threading

_patterns = {}
_sizes = {}
_home = None
_ready = False


def work(text):
    global _home, _ready
    # ruleid: check-then-act
    if text not in _patterns:
        _patterns[text] = re.compile(text)
    # ruleid: check-then-act
    if text not in _sizes:
        _sizes[text] = len(text) + 1
    # ruleid: check-then-act
    if _home is None:
        _home = os.path.expanduser("~")
    # ruleid: check-then-act
    if not _ready:
        _ready = True


for name in ("a", "b"):
    threading.Thread(target=work, args=(name,)).start()


_networks = None
_waiting = None


def networks(lines):
    global _networks
    # ruleid: check-then-act
    if _networks is None:
        found = []
        for line in lines:
            found.append(line.strip())
        _networks = found
    return _networks


def wait_with_others(name):
    global _waiting
    # ruleid: check-then-act
    if _waiting is None:
        mine = []
        _waiting = mine
    _waiting.append(name)


for name in ("a", "b"):
    threading.Thread(target=networks, args=(name,)).start()
    threading.Thread(target=wait_with_others, args=(name,)).start()
