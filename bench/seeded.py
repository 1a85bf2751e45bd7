"""Known defects: a tool that reports none of them has not done the work, so its row in the benchmark is void."""
import threading
import time

hits = 0


def collect(item, items=[]):
    items.append(item)
    return items


handlers = [lambda: number for number in range(3)]


async def pause():
    time.sleep(1)


def count():
    global hits
    hits += int(undefined_name)


for _ in range(4):
    threading.Thread(target=count).start()
