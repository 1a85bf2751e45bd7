import asyncio
import subprocess
import time
from subprocess import PIPE, Popen

import anyio


def waits(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    # ruleid: subprocess-pipe-deadlock
    process.wait()


def reads_too_late(command):
    process = Popen(command, stdout=PIPE, stderr=subprocess.STDOUT)
    # ruleid: subprocess-pipe-deadlock
    code = process.wait()
    return code, process.stdout.read()


def gives_it_back_too_late(command):
    process = Popen(command, stderr=PIPE)
    # ruleid: subprocess-pipe-deadlock
    process.wait()
    return process


def waits_at_once(command):
    # ruleid: subprocess-pipe-deadlock
    return Popen(command, stdout=PIPE).wait()


def by_position(command):
    # ruleid: subprocess-pipe-deadlock
    return Popen(command, -1, None, None, PIPE).wait()


def in_a_with(command):
    with Popen(command, stdout=PIPE, text=True) as process:
        # ruleid: subprocess-pipe-deadlock
        if process.wait():
            raise RuntimeError(process.stdout.read())


def polls(command):
    process = Popen(command, stdout=PIPE)
    # ruleid: subprocess-pipe-deadlock
    while process.poll() is None:
        time.sleep(0.1)
    return process.communicate()


def calls(command):
    # ruleid: subprocess-pipe-deadlock
    subprocess.call(command, stdout=subprocess.PIPE)
    # ruleid: subprocess-pipe-deadlock
    return subprocess.check_call(command, stdout=PIPE, stderr=PIPE)


def with_a_limit(command):
    process = Popen(command, stdout=PIPE)
    # ruleid: subprocess-pipe-deadlock
    process.wait(timeout=60)


def in_another_branch(command, is_quiet):
    process = Popen(command, stdout=PIPE)
    if is_quiet:
        # ruleid: subprocess-pipe-deadlock
        process.wait()
    else:
        print(process.communicate())


def one_after_the_other(command):
    process = Popen(command, stdout=PIPE, stderr=PIPE)
    # ruleid: subprocess-pipe-deadlock
    output = process.stdout.read()
    errors = process.stderr.read()
    process.wait()
    return output, errors


def line_by_line(command):
    process = Popen(command, stdout=PIPE, stderr=PIPE, text=True)
    # ruleid: subprocess-pipe-deadlock
    for line in process.stdout:
        print(line)
    if process.wait():
        raise RuntimeError(process.stderr.read())


def until_empty(command):
    process = Popen(command, stdout=PIPE, stderr=PIPE)
    # ruleid: subprocess-pipe-deadlock
    for line in iter(process.stdout.readline, b""):
        print(line)
    process.wait()


async def on_the_loop(command):
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    # ruleid: subprocess-pipe-deadlock
    await process.wait()
    return await process.stdout.read()


async def on_the_loop_with_a_limit(command):
    process = await asyncio.create_subprocess_shell(command, stdout=PIPE)
    # ruleid: subprocess-pipe-deadlock
    await asyncio.wait_for(process.wait(), 60)


async def with_pipes_by_default(command):
    async with await anyio.open_process(command) as process:
        # ruleid: subprocess-pipe-deadlock
        await process.wait()


script = Popen(["make"], stdout=PIPE)
# ruleid: subprocess-pipe-deadlock
script.wait()
print(script.stdout.read())
