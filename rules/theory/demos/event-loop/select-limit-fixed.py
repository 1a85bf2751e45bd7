"""poll() takes a list of descriptors instead of a bitmap, and any number will do (Linux, macOS).

expected: number 1024 is ready
"""

import fcntl
import os
import resource
import select

_soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (2048, hard))

reader, writer = os.pipe()
high = fcntl.fcntl(reader, fcntl.F_DUPFD, 1024)
os.write(writer, b"x")

poll = select.poll()
poll.register(high, select.POLLIN)
[(ready, _event)] = poll.poll(5000)
print(f"number {ready} is ready")
assert ready == high
