"""Contexts that need the whole program."""
from flask import Flask
from fastapi import FastAPI

import helpers

app = Flask(__name__)
api = FastAPI()
visits = 0
calls = 0


@app.route("/")
def index():
    global visits
    # Flask runs views in the threads of its server.
    # todoruleid: unlocked-shared-global
    visits += 1
    return "hello"


@api.get("/")
def endpoint():
    global calls
    # FastAPI runs a plain def endpoint in a pool of threads.
    # todoruleid: unlocked-shared-global
    calls += 1


def work():
    # The update stands in the other module.
    # todoruleid: unlocked-shared-global
    helpers.bump()
