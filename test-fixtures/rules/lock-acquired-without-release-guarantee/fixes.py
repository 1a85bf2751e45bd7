"""What the fix makes of regions of many shapes."""
import asyncio
import threading

lock = threading.Lock()
tasks_lock = asyncio.Lock()
totals = {}


def plain(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    work()
    lock.release()
    print("done")


def with_comments(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()  # nobody else now

    # first the work
    work(
        1,
        2,
    )

# at the margin
    for name in totals:
        if name:
            totals[name] = work(name)  # one more
    # and that is all
    lock.release()  # somebody else again


def with_text(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    work("""first
    second
""", f"""third {work(
    1)}
    fourth""")
    text = "fifth \
    sixth"
    work(text)
    lock.release()


async def of_tasks(session):
    # ruleid: lock-acquired-without-release-guarantee
    await tasks_lock.acquire()
    await session.refresh()
    tasks_lock.release()


class Account:
	def __init__(self):
		self._lock = threading.Lock()

	def add(self, amount):
		# ruleid: lock-acquired-without-release-guarantee
		self._lock.acquire()
		self.balance = int(amount)
		self._lock.release()


def simple():
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    totals["a"] = 1
    lock.release()


def with_a_function(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()

    @work
    def inner():
        return 1

    inner()
    lock.release()


def no_fix_for_a_return(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    if work is None:
        return
    lock.release()


def no_fix_for_shared_lines(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire(); work()
    lock.release()


def no_fix_for_a_try(work):
    # ruleid: lock-acquired-without-release-guarantee
    if lock.acquire(False):
        work()
        lock.release()


def no_fix_for_a_break(work):
    while True:
        # ruleid: lock-acquired-without-release-guarantee
        lock.acquire()
        if work():
            break
        lock.release()
    lock.release()


def no_fix_where_it_is_let_go_in_between(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    while work():
        lock.release()
        # ruleid: lock-acquired-without-release-guarantee
        lock.acquire()
    lock.release()
