"""The program waits for the thread, and the file is whole.

expected: the file has 2 lines
"""

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

has_begun = threading.Event()


def save(path):
    with open(path, "w") as file:
        file.write("first line\n")
        has_begun.set()
        # A slow disk.
        time.sleep(0.5)
        file.write("last line\n")


def run(path):
    # ok: daemon-thread-with-cleanup
    saving = threading.Thread(target=save, args=(path,))
    saving.start()
    has_begun.wait()
    saving.join()


if len(sys.argv) > 1:
    run(sys.argv[1])
else:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lines")
        subprocess.run([sys.executable, __file__, str(path)], check=True)
        count = len(path.read_text().splitlines())
    print(f"the file has {count} lines")
    assert count == 2, "half of it is missing"
