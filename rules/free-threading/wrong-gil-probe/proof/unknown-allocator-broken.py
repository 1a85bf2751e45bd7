"""An interpreter that is told to use the allocator `biased` does not start.

expected: the interpreter ended with 1
fails with: AssertionError: Fatal Python error: preconfig_init_allocator: PYTHONMALLOC: unknown allocator
"""

import os
import subprocess
import sys

# ruleid: wrong-gil-probe
environment = {**os.environ, "PYTHONMALLOC": "biased"}
started = subprocess.run([sys.executable, "-c", "pass"], env=environment, capture_output=True, text=True)

print(f"the interpreter ended with {started.returncode}")
assert started.returncode == 0, started.stderr.splitlines()[0]
