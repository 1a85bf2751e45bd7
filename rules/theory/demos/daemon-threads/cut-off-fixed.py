"""The program tells the thread to stop and waits for it; the thread gives the order back and closes its journal.

expected: the journal says: order 1 begun, order 1 given back, journal closed
"""

import subprocess
import sys

PROGRAM = """
import threading

has_begun = threading.Event()
stop = threading.Event()

def work():
    try:
        print("order 1 begun", flush=True)
        has_begun.set()
        print("order 1 given back" if stop.wait(2) else "order 1 sent", flush=True)
    finally:
        print("journal closed", flush=True)

worker = threading.Thread(target=work)
worker.start()
try:
    has_begun.wait()
finally:
    stop.set()
    worker.join()
"""

result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=10)
journal = result.stdout.split("\n")[:-1]
print(f"the journal says: {', '.join(journal)}")
assert "journal closed" in journal, "the order is neither finished nor given back"
