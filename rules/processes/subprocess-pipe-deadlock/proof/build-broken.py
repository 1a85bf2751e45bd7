"""A process that has filled its pipe never ends by itself; without the timeout this would hang.

expected: after 2 s the build still runs
fails with: AssertionError: the build waits for a reader
"""

import subprocess
import sys

NOISY = [sys.executable, "-c", "print('x' * 1_000_000)"]

process = subprocess.Popen(NOISY, stdout=subprocess.PIPE)
try:
    # ruleid: subprocess-pipe-deadlock
    process.wait(timeout=2)
except subprocess.TimeoutExpired:
    print("after 2 s the build still runs")
    process.kill()

process.communicate()
assert process.returncode == 0, "the build waits for a reader"
