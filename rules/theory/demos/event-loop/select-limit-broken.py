"""select() refuses a single descriptor, because its number is 1024 (Linux, macOS).

expected: watching 1 descriptor, number 1024
fails with: ValueError: filedescriptor out of range in select()
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

print(f"watching 1 descriptor, number {high}", flush=True)
ready, _, _ = select.select([high], [], [], 5)
assert ready == [high]
