"""A selector asks the operating system which of the sockets are ready, and only those are read.

expected: served: talking
"""

import selectors
import socket

silent, _silent_client = socket.socketpair()
talking, talking_client = socket.socketpair()
talking_client.send(b"hello")

selector = selectors.DefaultSelector()
selector.register(silent, selectors.EVENT_READ, data="silent")
selector.register(talking, selectors.EVENT_READ, data="talking")
print(f"this machine's best selector: {type(selector).__name__}")

served = []
for key, _events in selector.select(timeout=5):
    key.fileobj.recv(100)
    served.append(key.data)

print(f"served: {', '.join(served) or 'nobody'}")
assert "talking" in served, "data was waiting"
