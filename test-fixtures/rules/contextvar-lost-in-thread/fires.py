"""Values that stay behind when a function goes to a thread."""
import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

user = contextvars.ContextVar("user")
tenant: contextvars.ContextVar[str] = contextvars.ContextVar("tenant", default="none")
pool = ThreadPoolExecutor()


def audit(action):
    print(user.get(), action)


def audit_twice(action):
    audit(action)
    audit(action)


def with_tenant():
    return tenant.get()


async def logged_in(request, handler):
    user.set(request.user)
    tenant.set(request.tenant)
    return await handler(request)


async def one(action):
    loop = asyncio.get_running_loop()
    # ruleid: contextvar-lost-in-thread
    await loop.run_in_executor(None, audit, action)
    # ruleid: contextvar-lost-in-thread
    await loop.run_in_executor(pool, partial(audit_twice, action))
    # ruleid: contextvar-lost-in-thread
    await loop.run_in_executor(pool, lambda: audit(action))


async def submitted(action):
    # ruleid: contextvar-lost-in-thread
    job = pool.submit(audit, action)
    return await asyncio.wrap_future(job)


async def started(action):
    # ruleid: contextvar-lost-in-thread
    threading.Thread(target=audit, args=(action,)).start()


# A default: a hint.
async def of_tenant():
    # ruleid: contextvar-lost-in-thread
    return await asyncio.get_running_loop().run_in_executor(None, with_tenant)


# Without an event loop, in one function.
def main(name):
    user.set(name)
    # ruleid: contextvar-lost-in-thread
    # ruleid: future-exception-lost
    pool.submit(audit, "start")


class Worker(threading.Thread):
    def run(self):
        audit("work")


async def start_worker():
    # ruleid: contextvar-lost-in-thread
    worker = Worker()
    worker.start()
