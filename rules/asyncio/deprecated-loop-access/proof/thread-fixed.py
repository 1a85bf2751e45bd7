"""The thread runs a loop of its own.

expected: a loop runs: True
"""

import asyncio
import threading


async def ask():
    # ok: deprecated-loop-access
    print("a loop runs:", asyncio.get_running_loop().is_running())


asker = threading.Thread(target=lambda: asyncio.run(ask()), name="asker")
asker.start()
asker.join()
