"""A loop awaits in the middle of a dictionary, and another task adds to it.

expected: greeted ann
fails with: RuntimeError: dictionary changed size during iteration
"""

import asyncio

users = {"ann": 1, "ben": 2}


async def greet_all():
    for user in users:
        await asyncio.sleep(0)
        print(f"greeted {user}")


async def join(user):
    users[user] = len(users)


async def main():
    await asyncio.gather(greet_all(), join("cid"))


asyncio.run(main())
