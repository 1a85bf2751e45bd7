"""With an allocator that every build has it starts.

expected: the interpreter ended with 0
"""

import os
import subprocess
import sys

# ok: wrong-gil-probe
environment = {**os.environ, "PYTHONMALLOC": "default"}
started = subprocess.run([sys.executable, "-c", "pass"], env=environment, capture_output=True, text=True)

print(f"the interpreter ended with {started.returncode}")
assert started.returncode == 0, started.stderr.splitlines()[0]
