import asyncio
import os
import select
import signal
import subprocess
import threading
import time
from subprocess import DEVNULL, PIPE, Popen


def communicates(command):
    process = Popen(command, stdout=PIPE, stderr=PIPE)
    output, errors = process.communicate()
    # ok: subprocess-pipe-deadlock
    process.wait()
    return output, errors


def communicates_again(command):
    process = Popen(command, stdout=PIPE)
    try:
        return process.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        # ok: subprocess-pipe-deadlock
        process.wait()


def without_pipes(command):
    # ok: subprocess-pipe-deadlock
    Popen(command).wait()
    # ok: subprocess-pipe-deadlock
    Popen(command, stdin=PIPE).wait()
    # ok: subprocess-pipe-deadlock
    subprocess.call(command, stdout=DEVNULL, stderr=subprocess.STDOUT)


def into_a_file(command, log):
    # ok: subprocess-pipe-deadlock
    Popen(command, stdout=log).wait()


def runs(command):
    # `run` reads what it is given.
    # ok: subprocess-pipe-deadlock
    return subprocess.run(command, stdout=PIPE).stdout


def reads_first(command):
    process = Popen(command, stdout=PIPE, stderr=subprocess.STDOUT)
    # ok: subprocess-pipe-deadlock
    for line in process.stdout:
        print(line)
    # ok: subprocess-pipe-deadlock
    return process.wait()


def reads_in_turns(command):
    process = Popen(command, stdout=PIPE)
    # ok: subprocess-pipe-deadlock
    while process.poll() is None:
        print(process.stdout.readline())


def in_a_thread(command):
    process = Popen(command, stdout=PIPE)

    def read():
        for line in process.stdout:
            print(line)

    threading.Thread(target=read).start()
    # ok: subprocess-pipe-deadlock
    process.wait()


def given_to_a_reader(command, copy):
    process = Popen(command, stdout=PIPE)
    threading.Thread(target=copy, args=(process.stdout,)).start()
    # ok: subprocess-pipe-deadlock
    process.wait()


def given_on(command, watch):
    process = Popen(command, stdout=PIPE)
    watch(process)
    # ok: subprocess-pipe-deadlock
    process.wait()


def into_another(command, other):
    first = Popen(command, stdout=PIPE)
    second = Popen(other, stdin=first.stdout)
    # ok: subprocess-pipe-deadlock
    second.wait()
    # ok: subprocess-pipe-deadlock
    first.wait()


def killed(command):
    process = Popen(command, stdout=PIPE)
    time.sleep(1)
    process.terminate()
    # ok: subprocess-pipe-deadlock
    process.wait()


def killed_as_a_group(command):
    process = Popen(command, stdout=PIPE, start_new_session=True)
    os.killpg(os.getpgid(process.pid), signal.SIGTERM)
    # ok: subprocess-pipe-deadlock
    process.wait()


def closed(command):
    process = Popen(command, stdout=PIPE)
    process.stdout.close()
    # ok: subprocess-pipe-deadlock
    process.wait()


def only_looks(command):
    process = Popen(command, stdout=PIPE)
    # ok: subprocess-pipe-deadlock
    if process.poll() is not None:
        raise RuntimeError
    return process


def polls_for_a_while(command, is_ready):
    process = Popen(command, stdout=PIPE)
    # ok: subprocess-pipe-deadlock
    while process.poll() is None:
        if is_ready():
            break
    return process


def two_threads(command, copy):
    process = Popen(command, stdout=PIPE, stderr=PIPE)
    errors = threading.Thread(target=copy, args=(process.stderr,))
    errors.start()
    # ok: subprocess-pipe-deadlock
    for line in process.stdout:
        print(line)
    process.wait()


def selects(command):
    process = Popen(command, stdout=PIPE, stderr=PIPE)
    while process.poll() is None:
        ready, _, _ = select.select([process.stdout, process.stderr], [], [])
        for pipe in ready:
            # ok: subprocess-pipe-deadlock
            print(pipe.readline())


def perhaps_a_pipe(command, is_quiet):
    process = Popen(command, stdout=PIPE if is_quiet else None)
    if is_quiet:
        print(process.communicate())
    # ok: subprocess-pipe-deadlock
    process.wait()


def perhaps_by_name(command, is_quiet):
    output = PIPE if is_quiet else None
    process = Popen(command, stdout=output)
    if is_quiet:
        print(process.communicate())
    else:
        # ok: subprocess-pipe-deadlock
        process.wait()


def started_anew(command):
    process = Popen(command, stdout=PIPE)
    print(process.communicate())
    process = Popen(command)
    # ok: subprocess-pipe-deadlock
    process.wait()


async def on_the_loop(command):
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    # ok: subprocess-pipe-deadlock
    output, _ = await process.communicate()
    await process.wait()
    return output


async def beside_a_reader(command):
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)

    async def read():
        async for line in process.stdout:
            print(line)

    # ok: subprocess-pipe-deadlock
    await asyncio.gather(process.wait(), read())


async def as_a_task(command):
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    # ok: subprocess-pipe-deadlock
    ended = asyncio.create_task(process.wait())
    print(await process.stdout.read())
    await ended


class Server:
    def start(self, command):
        self.process = Popen(command, stdout=PIPE)

    def stop(self):
        # Who reads it is not looked for.
        # ok: subprocess-pipe-deadlock
        self.process.wait()
