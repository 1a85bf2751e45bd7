"""One task fails, the connection is closed for it, and the other task only then wants to use it.

expected: closed while in use: True
fails with: AssertionError: a task was left with a closed connection
"""

import asyncio

used_when_closed = []


class Connection:
    async def __aenter__(self):
        self.is_open = True
        return self

    async def __aexit__(self, *exception):
        self.is_open = False

    async def ask(self, question, pause):
        await asyncio.sleep(pause)
        if not self.is_open:
            used_when_closed.append(question)
        if question == "wrong":
            raise ValueError(question)


async def ask_all():
    async with Connection() as connection:
        # ruleid: gather-leaves-tasks-running
        await asyncio.gather(connection.ask("wrong", 0), connection.ask("right", 0.05))


async def main():
    try:
        await ask_all()
    except ValueError:
        pass
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others)


asyncio.run(main())

print(f"closed while in use: {used_when_closed == ['right']}")
assert not used_when_closed, "a task was left with a closed connection"
