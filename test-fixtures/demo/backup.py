"""Keeps a copy of the books, if the list of files is short."""

import subprocess
from multiprocessing import Process

copied = []


def copy(name):
    copied.append(name)


def files(folder):
    listing = subprocess.Popen(["find", folder], stdout=subprocess.PIPE, text=True)
    listing.wait()
    return listing.stdout.read().split()


if __name__ == "__main__":
    copiers = [Process(target=copy, args=(name,)) for name in files(".")]
    for copier in copiers:
        copier.start()
    for copier in copiers:
        copier.join()
    print(f"{len(copied)} files copied")
