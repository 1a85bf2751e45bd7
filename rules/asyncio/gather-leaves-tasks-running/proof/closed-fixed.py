"""The group cancels the other task and waits for it, and the connection is closed behind both.

expected: closed while in use: False
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
        # ok: gather-leaves-tasks-running
        async with asyncio.TaskGroup() as group:
            group.create_task(connection.ask("wrong", 0))
            group.create_task(connection.ask("right", 0.05))


async def main():
    try:
        await ask_all()
    except* ValueError:
        pass
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not others


asyncio.run(main())

print(f"closed while in use: {used_when_closed == ['right']}")
assert not used_when_closed, "a task was left with a closed connection"
