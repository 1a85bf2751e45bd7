"""A server that asks its sockets one after the other waits for the silent one, and the other's data lies there.

expected: served: nobody
fails with: AssertionError: data was waiting
"""

import socket

silent, _silent_client = socket.socketpair()
talking, talking_client = socket.socketpair()
talking_client.send(b"hello")

served = []
for name, connection in (("silent", silent), ("talking", talking)):
    connection.settimeout(0.3)  # Without it this program would hang here.
    try:
        connection.recv(100)
        served.append(name)
    except TimeoutError:
        break

print(f"served: {', '.join(served) or 'nobody'}")
assert "talking" in served, "data was waiting"
