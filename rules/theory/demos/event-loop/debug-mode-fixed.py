"""The waiting is done in a worker thread, and no step of a task is slow.

expected: debug mode reported 0 slow steps
"""

import asyncio
import logging
import time

reports = []
listener = logging.Handler()
listener.emit = lambda record: reports.append(record.getMessage())
logging.getLogger("asyncio").addHandler(listener)


async def main():
    loop = asyncio.get_running_loop()
    print(f"the default is {loop.slow_callback_duration} s")
    loop.slow_callback_duration = 0.25
    await asyncio.to_thread(time.sleep, 0.35)


asyncio.run(main(), debug=True)
slow = [report for report in reports if report.startswith("Executing <Task")]
for report in slow:
    print(report)
print(f"debug mode reported {len(slow)} slow steps")
assert not slow, "a step kept the loop too long"
