"""Loops that nobody can wake, or that do something."""
import asyncio
import os
import subprocess
import time

is_stopped = False
LIMIT = 3
never_changed = False


def stop():
    global is_stopped
    is_stopped = True


def for_a_file(path):
    # ok: busy-wait
    while not os.path.exists(path):
        time.sleep(1)


def for_a_process():
    process = subprocess.Popen(["true"])
    # ok: busy-wait
    while process.poll() is None:
        time.sleep(1)


def for_a_service(client):
    # ok: busy-wait
    while client.status() != "ready":
        time.sleep(1)


def for_a_service_or_a_stop(client):
    # ok: busy-wait
    while not is_stopped and not client.is_ready():
        time.sleep(1)


def for_an_attribute_of_something(client):
    # ok: busy-wait
    while not client.ready:
        time.sleep(1)


async def for_a_row(session):
    # ok: busy-wait
    while not await session.scalar("select ready from jobs"):
        await asyncio.sleep(1)


def other_work(server):
    # ok: busy-wait
    while not is_stopped:
        server.poll()
        time.sleep(1)


def work_in_the_test(server):
    while True:
        # ok: busy-wait
        if is_stopped:
            server.close()
            break
        time.sleep(1)


def with_backoff():
    delay = 0.1
    # ok: busy-wait
    while not is_stopped:
        time.sleep(delay)
        delay = min(delay * 2, 5)


def for_ever():
    # ok: busy-wait
    while True:
        time.sleep(1)


def for_a_time(deadline):
    # ok: busy-wait
    while time.time() < deadline:
        time.sleep(0.1)


def that_nobody_changes():
    # ok: busy-wait
    while not never_changed:
        time.sleep(1)


def of_its_own(count):
    # ok: busy-wait
    while count < LIMIT:
        time.sleep(1)


def a_few_times():
    # ok: busy-wait
    for _ in range(LIMIT):
        if is_stopped:
            break
        time.sleep(1)


class Client:
    def __init__(self, connection):
        self.connection = connection
        self.ready = False

    def wait(self):
        # ok: busy-wait
        while not self.ready:
            time.sleep(1)

    def wait_for_the_other_side(self):
        # ok: busy-wait
        while not self.is_connected():
            time.sleep(1)

    def reconnect(self, connection):
        self.connection = connection

    def wait_for_what_it_has(self):
        # ok: busy-wait
        while not self.connection.is_open:
            time.sleep(1)

    def is_connected(self):
        return self.connection.ping()

    @property
    def is_idle(self):
        return self.connection.jobs() == 0

    def wait_until_idle(self):
        # ok: busy-wait
        while not self.is_idle:
            time.sleep(1)
