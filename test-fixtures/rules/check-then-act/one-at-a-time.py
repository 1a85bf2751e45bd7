"""Decisions that no other thread can come between, and flags that end loops."""

import asyncio
import threading
import time


class Shell:
    """One task at a time awaits the job, since it holds an asynchronous lock meanwhile."""

    def __init__(self):
        self._turn = asyncio.Lock()
        self._names = None
        self._other = None

    async def run(self, code):
        async with self._turn:
            return await asyncio.to_thread(self._execute, code)

    async def show(self, code):
        return await asyncio.to_thread(self._shown, code)

    def _execute(self, code):
        # ok: check-then-act
        if self._names is None:
            self._names = {}
            time.sleep(0.1)
            self._names["code"] = code
        return self._names

    def _shown(self, code):
        # ruleid: check-then-act
        if self._other is None:
            self._other = {}
            time.sleep(0.1)
            self._other["code"] = code
        return self._other


shell = Shell()


async def both(code):
    await asyncio.gather(shell.run(code), shell.run(code), shell.show(code), shell.show(code))


has_ended = False


def watch():
    global has_ended
    while not has_ended:
        if time.monotonic() > 100:
            # ok: check-then-act
            has_ended = True


for _ in range(2):
    threading.Thread(target=watch).start()

asyncio.run(both("1 + 1"))
