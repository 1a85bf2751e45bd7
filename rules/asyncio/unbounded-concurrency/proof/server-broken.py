"""A server is asked forty things, by forty connections at once.

expected: more than 5 connections at a time: True
fails with: AssertionError: the server has too many connections
"""

import asyncio

LIMIT = 5
at_work = 0
most = 0


async def serve(reader, writer):
    global at_work, most
    at_work += 1
    most = max(most, at_work)
    await reader.readline()
    at_work -= 1
    writer.write(b"answer\n")
    writer.close()


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"question\n")
    answer = await reader.readline()
    writer.close()
    return answer


async def ask_all(questions, port):
    # ruleid: unbounded-concurrency
    return await asyncio.gather(*[ask(port) for _ in questions])


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        answers = await ask_all(range(40), port)
    assert len(answers) == 40


asyncio.run(main())

print("more than", LIMIT, "connections at a time:", most > LIMIT)
assert most <= LIMIT, "the server has too many connections"
