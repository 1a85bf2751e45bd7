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
