"""Files: information for reading and writing, a hint for looking at their names."""
import gzip
import io
import json
import os
import pathlib
import shutil
import tempfile
import zipfile
from os.path import exists
from pathlib import Path


async def read(name):
    # ruleid: blocking-call-in-async
    with open(name) as file:
        # ok: blocking-call-in-async
        return file.read()


async def parse(name):
    # ruleid: blocking-call-in-async
    with open(name) as file:
        # ok: blocking-call-in-async
        settings = json.load(file)
    # ruleid: blocking-call-in-async
    json.dump(settings, OUTPUT)


async def write_open_file(line, file: io.TextIOWrapper):
    # ruleid: blocking-call-in-async
    file.write(line)


async def paths(name, folder: Path):
    # ruleid: blocking-call-in-async
    text = Path(name).read_text()
    # ruleid: blocking-call-in-async
    (folder / "sub" / name).write_text(text)
    # ruleid: blocking-call-in-async
    (pathlib.Path(name).parent / "copy").write_bytes(b"")
    # ruleid: blocking-call-in-async
    with folder.joinpath("x").open("w") as file:
        file.write(text)


async def archives(name):
    # ruleid: blocking-call-in-async
    with gzip.open(name) as packed:
        return packed.read()


async def trees(name):
    # ruleid: blocking-call-in-async
    shutil.rmtree(name)
    # ruleid: blocking-call-in-async
    with tempfile.TemporaryDirectory() as folder:
        return folder


async def metadata(name, folder: Path):
    # ruleid: blocking-call-in-async
    if os.path.exists(name) or exists(name):
        # ruleid: blocking-call-in-async
        os.remove(name)
    # ruleid: blocking-call-in-async
    return folder.is_dir()


async def memory(data):
    # ok: blocking-call-in-async
    document = json.load(io.StringIO(data))
    buffer = io.BytesIO()
    # ok: blocking-call-in-async
    buffer.write(b"")
    # ok: blocking-call-in-async
    return document, json.loads(data), os.path.join("a", "b"), Path("a").with_suffix(".b")


OUTPUT = io.TextIOWrapper(io.BytesIO())


async def zipped_in_memory(texts):
    buffer = io.BytesIO()
    archive = zipfile.ZipFile(buffer, mode="w")
    for name, text in texts.items():
        # ok: blocking-call-in-async
        archive.writestr(name, text)
    return buffer.getvalue()
