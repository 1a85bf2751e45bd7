"""One lock for all calls: the second guest waits until the first has paid.

expected: 2 of 2 seats sold, to 2 guests
"""

import asyncio

seats = [1, 2]
sold = []


async def pay():
    await asyncio.sleep(0)


async def book(guest, lock):
    async with lock:
        seat = seats[0]
        await pay()
        if seat in seats:
            seats.remove(seat)
        sold.append((guest, seat))


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(book("ann", lock), book("ben", lock))


asyncio.run(main())
print(f"{2 - len(seats)} of 2 seats sold, to {len(sold)} guests")
assert not seats, "both have the same seat"
