"""The last job tells the thread to end, and the program ends with it.

expected: main is through: True, the program has ended: True
"""

import subprocess
import sys

PROGRAM = """
import queue
import threading

jobs = queue.Queue()

def work():
    for job in iter(jobs.get, None):
        job()

threading.Thread(target=work).start()
print("through", flush=True)
jobs.put(None)
"""

program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
is_through = program.stdout.readline() == "through\n"
try:
    program.wait(timeout=10)
    has_ended = True
except subprocess.TimeoutExpired:
    program.kill()
    program.wait()
    has_ended = False
print(f"main is through: {is_through}, the program has ended: {has_ended}")
assert has_ended, "somebody has to kill it"
