/** Python that the server has something to say about. */

/** Line 6: unlocked-shared-global, with a related place and an unsafe fix. */
export const RACE = `import threading

hits = 0
def handle():
    global hits
    hits += 1

for path in range(3):
    threading.Thread(target=handle).start()
`;

/** Line 1: unused-suppression, with a safe fix. */
export const USELESS = 'LIMIT = 10  # interleave: ignore[unlocked-shared-global] once\n';

/** Lines 5 and 6: blocking-call-in-async. */
export const BLOCKING = `import asyncio
import time

async def main():
    time.sleep(1)
    time.sleep(2)
    await asyncio.gather(main(), main())
`;
