"""The sender finds a connection, and the receiver gives it up before the sender uses it.

expected: the packet is ready
fails with: AttributeError: 'NoneType' object has no attribute 'append'
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
    if connection is not None:
        packet = encode(data)
        # ruleid: double-read-of-shared-value
        connection.append(packet)


thread = threading.Thread(target=receive)
thread.start()
send("hello")
thread.join()
