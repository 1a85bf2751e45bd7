"""Thread-local values that no two tasks mix up."""
import asyncio
import threading
from contextvars import ContextVar

from fastapi import FastAPI
from flask import Flask

from shop import load, render

app = FastAPI()
flask_app = Flask(__name__)
context = threading.local()
in_threads = threading.local()
only_set = threading.local()
in_main = threading.local()
unread = threading.local()
user_var = ContextVar("user")


@app.get("/put-back")
async def put_back(user: str):
    await load("before")
    # ok: thread-local-in-async
    context.user = user
    page = render(context.user)
    context.user = None
    return page


@app.get("/in-threads")
def in_pool(user: str):
    # ok: thread-local-in-async
    in_threads.user = user
    return in_threads.user


@app.get("/variable")
async def variable(user: str):
    # ok: thread-local-in-async
    user_var.set(user)
    await load("variable")
    return user_var.get()


@flask_app.route("/view")
async def view():
    # ok: thread-local-in-async
    only_set.user = "ann"
    await load("view")
    return only_set.user


@app.get("/unread")
async def never_read(user: str):
    # ok: thread-local-in-async
    unread.user = user
    await load("unread")


async def main():
    # ok: thread-local-in-async
    in_main.user = "one"
    await load("main")
    print(in_main.user)


asyncio.run(main())
