"""Debug mode reports a step of a task that kept the loop longer than `slow_callback_duration`.

expected: debug mode reported 1 slow step
fails with: AssertionError: a step kept the loop too long
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
    time.sleep(0.35)


asyncio.run(main(), debug=True)
slow = [report for report in reports if report.startswith("Executing <Task")]
for report in slow:
    print(report)
print(f"debug mode reported {len(slow)} slow step")
assert not slow, "a step kept the loop too long"
