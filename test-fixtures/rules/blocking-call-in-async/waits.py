"""Waiting for people, threads, processes, queues and futures."""
import getpass
import multiprocessing
import queue
import threading
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import Pool, Process
from queue import Queue

jobs = queue.Queue()
few = Queue(maxsize=10)
started = threading.Event()
pool = ThreadPoolExecutor()


async def people():
    # ruleid: blocking-call-in-async
    name = input("Name: ")
    # ruleid: blocking-call-in-async
    return name, getpass.getpass()


async def threads(work):
    thread = threading.Thread(target=work)
    thread.start()
    # ruleid: blocking-call-in-async
    thread.join()
    others = [threading.Thread(target=work) for _ in range(3)]
    for other in others:
        other.start()
    for other in others:
        # ruleid: blocking-call-in-async
        other.join(timeout=2)
    # ruleid: blocking-call-in-async
    started.wait()
    # ruleid: blocking-call-in-async
    threading.Barrier(2).wait()


class Runner(threading.Thread):
    async def finish(self):
        # ruleid: blocking-call-in-async
        self.join()


async def queues(item):
    # ruleid: blocking-call-in-async
    jobs.get()
    # ruleid: blocking-call-in-async
    jobs.get(timeout=1)
    # ruleid: blocking-call-in-async
    jobs.join()
    # ruleid: blocking-call-in-async
    few.put(item)
    # ruleid: blocking-call-in-async
    queue.LifoQueue().get(True, 5)
    # ok: blocking-call-in-async
    jobs.put(item)
    # ok: blocking-call-in-async
    queue.Queue(0).put(item)
    # ok: blocking-call-in-async
    jobs.get_nowait()
    # ok: blocking-call-in-async
    jobs.task_done()


async def results(work, future: Future):
    # ruleid: blocking-call-in-async
    pool.submit(work).result()
    # ruleid: blocking-call-in-async
    future.exception(timeout=3)
    running = [pool.submit(work), pool.submit(work)]
    # ruleid: blocking-call-in-async
    futures.wait(running)
    # ruleid: blocking-call-in-async
    first = [future.result() for future in running]
    collected = []
    for number in range(3):
        collected.append(pool.submit(work, number))
    for job in collected:
        # ruleid: blocking-call-in-async
        first.append(job.result())
    # ruleid: executor-blocks-event-loop
    pool.shutdown()
    # ok: blocking-call-in-async
    pool.shutdown(wait=False)
    return first


async def processes(work, numbers):
    process = Process(target=work)
    process.start()
    # ruleid: blocking-call-in-async
    process.join()
    # ruleid: blocking-call-in-async
    with Pool(4) as workers:
        # ruleid: blocking-call-in-async
        workers.map(work, numbers)
        # ruleid: blocking-call-in-async
        workers.apply_async(work).get()
        # ok: blocking-call-in-async
        # ruleid: pool-exits-before-results
        workers.map_async(work, numbers)
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=work)
    # ruleid: blocking-call-in-async
    other.join(10)
    here, there = multiprocessing.Pipe()
    # ruleid: blocking-call-in-async
    return here.recv(), there
