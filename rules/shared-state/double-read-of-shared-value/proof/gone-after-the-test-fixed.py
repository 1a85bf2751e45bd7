"""The sender reads the connection once, so that what it has found is what it uses.

expected: the packet is ready
"""

import threading

connection = []
found = threading.Event()
given_up = threading.Event()


def receive():
    global connection
    found.wait()
    connection = None
    given_up.set()


def encode(data):
    found.set()
    given_up.wait()
    print("the packet is ready", flush=True)
    return data.encode()


def send(data):
    current = connection
    if current is not None:
        packet = encode(data)
        # ok: double-read-of-shared-value
        current.append(packet)


thread = threading.Thread(target=receive)
thread.start()
send("hello")
thread.join()
