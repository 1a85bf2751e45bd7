import subprocess
from subprocess import PIPE, Popen


def calls(command):
    # ruleid: subprocess-pipe-deadlock
    subprocess.call(command, stdout=subprocess.PIPE)


def waits(command):
    process = Popen(command, stdout=PIPE, stderr=PIPE)
    # ruleid: subprocess-pipe-deadlock
    process.wait()
    return process.returncode


def reads_one_of_two(command):
    process = Popen(command, stdout=PIPE, stderr=subprocess.PIPE)
    # ruleid: subprocess-pipe-deadlock
    for line in process.stdout:
        print(line)


def reads_too_late(command):
    process = Popen(command, stdout=PIPE)
    # ruleid: subprocess-pipe-deadlock
    process.wait()
    return process.stdout.read()


def at_times(command, is_verbose):
    output = None if is_verbose else PIPE
    process = Popen(command, stdout=output, stderr=output)
    # ruleid: subprocess-pipe-deadlock
    return process.wait()
