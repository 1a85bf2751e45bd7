import asyncio
import queue
import threading

jobs = queue.Queue()
others = queue.Queue()


def in_a_finally(work):
    while True:
        # ok: task-done-not-guaranteed
        job = jobs.get()
        try:
            work(job)
        finally:
            jobs.task_done()


def catches_all(work):
    while True:
        # ok: task-done-not-guaranteed
        job = jobs.get()
        try:
            work(job)
        except Exception:
            print("failed")
        jobs.task_done()


def done_first(work):
    while True:
        # ok: task-done-not-guaranteed
        job = jobs.get()
        jobs.task_done()
        work(job)


def end_mark(work):
    while True:
        # ok: task-done-not-guaranteed
        job = jobs.get()
        if job is None:
            break
        try:
            work(job)
        finally:
            jobs.task_done()


def nothing_there(work):
    while True:
        try:
            # ok: task-done-not-guaranteed
            job = jobs.get(timeout=1)
        except queue.Empty:
            continue
        try:
            work(job)
        finally:
            jobs.task_done()


def skips_what_is_done(work):
    while True:
        # ok: task-done-not-guaranteed
        job = jobs.get()
        if job == 0:
            jobs.task_done()
            continue
        try:
            if job == 1:
                continue
            work(job)
        finally:
            jobs.task_done()


def harmless():
    while True:
        # ok: task-done-not-guaranteed
        job = jobs.get()
        print("job", job)
        jobs.task_done()


def run():
    for target in (in_a_finally, catches_all, done_first, end_mark, nothing_there, skips_what_is_done, harmless):
        threading.Thread(target=target, args=(print,), daemon=True).start()
    jobs.join()


def nobody_joins(work):
    while True:
        # ok: task-done-not-guaranteed
        job = others.get()
        work(job)
        others.task_done()


def in_one_function(work):
    items = queue.Queue()
    items.put(1)
    # ok: task-done-not-guaranteed
    item = items.get()
    work(item)
    items.task_done()
    items.join()


async def sleeps(items):
    while True:
        # ok: task-done-not-guaranteed
        delay = await items.get()
        await asyncio.sleep(delay)
        items.task_done()


async def supervised(items, handle):
    while True:
        # ok: task-done-not-guaranteed
        item = await items.get()
        await handle(item)
        items.task_done()


async def main(handle):
    items = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(supervised(items, handle))
        group.create_task(sleeps(items))
        await items.join()


async def watched(items, handle):
    while True:
        # ok: task-done-not-guaranteed
        item = await items.get()
        await handle(item)
        items.task_done()


async def watch(handle):
    items = asyncio.Queue()
    worker = asyncio.create_task(watched(items, handle))
    done = asyncio.create_task(items.join())
    await asyncio.wait([worker, done], return_when=asyncio.FIRST_COMPLETED)


def unknown(items, work):
    while True:
        # ok: task-done-not-guaranteed
        item = items.get()
        work(item)
        items.task_done()
