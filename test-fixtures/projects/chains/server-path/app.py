from fastapi import FastAPI

import records
from hashing import checksum

app = FastAPI()


@app.post("/items")
async def add(item: str):
    # Every request waits for the disk.
    # ruleid: blocking-call-in-async
    records.save(item)
    # ruleid: blocking-call-in-async
    records.count()
    # Information, since it waits but once.
    # ruleid: blocking-call-in-async
    records.plugin(item)
    return await described(item)


async def described(item):
    # ruleid: blocking-call-in-async
    with open(f"{item}.txt") as file:
        return checksum(file.read())
