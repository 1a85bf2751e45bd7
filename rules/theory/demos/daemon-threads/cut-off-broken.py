"""A daemon thread is cut off when the program ends: what it had in hand is not finished, and its finally never runs.

expected: the journal says: order 1 begun
fails with: AssertionError: the order is neither finished nor given back
"""

import subprocess
import sys

PROGRAM = """
import threading

has_begun = threading.Event()
shipping = threading.Event()

def work():
    try:
        print("order 1 begun", flush=True)
        has_begun.set()
        shipping.wait(2)
        print("order 1 sent", flush=True)
    finally:
        print("journal closed", flush=True)

threading.Thread(target=work, daemon=True).start()
has_begun.wait()
"""

result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=10)
journal = result.stdout.split("\n")[:-1]
print(f"the journal says: {', '.join(journal)}")
assert "journal closed" in journal, "the order is neither finished nor given back"
