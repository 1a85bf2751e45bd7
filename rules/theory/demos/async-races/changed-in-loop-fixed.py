"""The loop goes over a copy, which nobody else has.

expected: greeted ben
"""

import asyncio

users = {"ann": 1, "ben": 2}


async def greet_all():
    for user in list(users):
        await asyncio.sleep(0)
        print(f"greeted {user}")


async def join(user):
    users[user] = len(users)


async def main():
    await asyncio.gather(greet_all(), join("cid"))


asyncio.run(main())
