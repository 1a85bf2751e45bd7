"""Who reads while it waits sees the end.

expected: the build has ended and has written 1000001 bytes
"""

import subprocess
import sys

NOISY = [sys.executable, "-c", "print('x' * 1_000_000)"]

process = subprocess.Popen(NOISY, stdout=subprocess.PIPE)
# ok: subprocess-pipe-deadlock
output, _ = process.communicate(timeout=10)
print(f"the build has ended and has written {len(output)} bytes")
assert process.returncode == 0, "the build waits for a reader"
