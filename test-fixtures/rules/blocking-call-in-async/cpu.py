"""Computations that are known to take long."""
import hashlib
import importlib
from hashlib import pbkdf2_hmac, scrypt

import bcrypt
import pandas as pd
from PIL import Image


async def passwords(password, salt):
    # ruleid: blocking-call-in-async
    bcrypt.hashpw(password, salt)
    # ruleid: blocking-call-in-async
    bcrypt.checkpw(password, salt)
    # ruleid: blocking-call-in-async
    pbkdf2_hmac("sha256", password, salt, 600_000)
    # ruleid: blocking-call-in-async
    scrypt(password, salt=salt, n=2, r=8, p=1)
    # ok: blocking-call-in-async
    return hashlib.sha256(password).hexdigest()


async def tables(name):
    # ruleid: blocking-call-in-async
    frame = pd.read_csv(name)
    # ruleid: blocking-call-in-async
    frame.to_parquet("out")
    # ok: blocking-call-in-async
    return frame.to_csv()


async def pictures(name):
    # ruleid: blocking-call-in-async
    image = Image.open(name)
    # ruleid: blocking-call-in-async
    image.thumbnail((100, 100))
    # ruleid: blocking-call-in-async
    image.save("small.png")


async def plugins(name):
    # ruleid: blocking-call-in-async
    return importlib.import_module(name)
