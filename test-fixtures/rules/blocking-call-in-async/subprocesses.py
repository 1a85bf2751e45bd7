"""Other programs: running them, and waiting for their end or output."""
import asyncio
import os
import subprocess
import subprocess as sp
from subprocess import check_output


async def run(command):
    # ruleid: blocking-call-in-async
    subprocess.run(command, check=True)
    # ruleid: blocking-call-in-async
    sp.call(command)
    # ruleid: blocking-call-in-async
    sp.check_call(command)
    # ruleid: blocking-call-in-async
    version = check_output(command).decode()
    # ruleid: blocking-call-in-async
    os.system("make")
    # ruleid: blocking-call-in-async
    return version, os.popen("date").read()


async def output(command):
    # ruleid: blocking-call-in-async
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    # ruleid: blocking-call-in-async
    first = process.stdout.readline()
    # ruleid: blocking-call-in-async
    for line in process.stdout:
        print(first, line)


async def wait(command):
    # ruleid: blocking-call-in-async
    process = subprocess.Popen(command)
    # ruleid: blocking-call-in-async
    process.wait()
    # ruleid: blocking-call-in-async
    other = subprocess.Popen(command, stdout=subprocess.PIPE)
    # ruleid: blocking-call-in-async
    return other.communicate(timeout=10)


async def many(commands):
    # ruleid: blocking-call-in-async
    started = [subprocess.Popen(command) for command in commands]
    for process in started:
        # ruleid: blocking-call-in-async
        process.wait()


async def leave(command):
    # ruleid: blocking-call-in-async
    with subprocess.Popen(command):
        await asyncio.sleep(1)


async def poll(command):
    # ruleid: blocking-call-in-async
    process = subprocess.Popen(command)
    while process.poll() is None:
        await asyncio.sleep(0.1)
    # ok: blocking-call-in-async
    return process.wait()


async def poll_inside(command):
    # ruleid: blocking-call-in-async
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            await asyncio.sleep(0.1)


async def ask_first(command):
    # ruleid: blocking-call-in-async
    process = subprocess.Popen(command)
    if process.returncode is not None:
        # ok: blocking-call-in-async
        process.wait()
    # ok: blocking-call-in-async
    process.wait(timeout=0)
    await asyncio.to_thread(process.wait)
    # ok: blocking-call-in-async
    return process.communicate()


async def ended(command):
    # ruleid: blocking-call-in-async
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    if process.poll() is not None:
        # ok: blocking-call-in-async
        return process.stderr.read()
    process.terminate()
    # ruleid: blocking-call-in-async
    process.wait(5)
    process.kill()
    # ok: blocking-call-in-async
    return process.wait()


async def children():
    # ruleid: blocking-call-in-async
    os.waitpid(-1, 0)
    # ok: blocking-call-in-async
    os.waitpid(-1, os.WNOHANG)


async def asynchronous(command):
    # ok: blocking-call-in-async
    process = await asyncio.create_subprocess_exec(*command)
    # ok: blocking-call-in-async
    await process.wait()
    # ok: blocking-call-in-async
    shell = await asyncio.subprocess.create_subprocess_shell("ls", stdout=subprocess.PIPE)
    # ok: blocking-call-in-async
    return await shell.communicate()
