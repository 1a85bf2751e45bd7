"""Main is through, and the program does not end: a thread that is no daemon still waits for work.

expected: main is through: True, the program has ended: False
fails with: AssertionError: somebody has to kill it
"""

import subprocess
import sys

PROGRAM = """
import queue
import threading

jobs = queue.Queue()

def work():
    while True:
        jobs.get()()

threading.Thread(target=work).start()
print("through", flush=True)
"""

program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
is_through = program.stdout.readline() == "through\n"
try:
    program.wait(timeout=1)
    has_ended = True
except subprocess.TimeoutExpired:
    program.kill()
    program.wait()
    has_ended = False
print(f"main is through: {is_through}, the program has ended: {has_ended}")
assert has_ended, "somebody has to kill it"
