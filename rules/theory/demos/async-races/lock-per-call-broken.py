"""A lock that each call makes for itself keeps nobody out.

expected: 1 of 2 seats sold, to 2 guests
fails with: AssertionError: both have the same seat
"""

import asyncio

seats = [1, 2]
sold = []


async def pay():
    await asyncio.sleep(0)


async def book(guest):
    async with asyncio.Lock():
        seat = seats[0]
        await pay()
        if seat in seats:
            seats.remove(seat)
        sold.append((guest, seat))


async def main():
    await asyncio.gather(book("ann"), book("ben"))


asyncio.run(main())
print(f"{2 - len(seats)} of 2 seats sold, to {len(sold)} guests")
assert not seats, "both have the same seat"
