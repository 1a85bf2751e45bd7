"""Threads of frameworks: those of FastAPI are sure, those of Flask depend on how it is run."""
import asyncio

from fastapi import FastAPI
from flask import Flask

app = FastAPI()
views = Flask(__name__)
changed = asyncio.Event()


async def refresh():
    await asyncio.sleep(1)


@app.post("/refresh")
def start_refresh():
    # ruleid: asyncio-object-used-from-thread
    # ok: task-result-dropped
    asyncio.create_task(refresh())


@app.post("/refresh-soon")
async def start_refresh_soon():
    # ok: asyncio-object-used-from-thread
    changed.set()


@views.route("/change")
def change():
    # ruleid: asyncio-object-used-from-thread
    changed.set()
