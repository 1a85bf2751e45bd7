"""What web frameworks run in threads."""
from flask import Flask
from fastapi import FastAPI

app = Flask(__name__)
api = FastAPI()
visits = 0
calls = 0


@app.route("/")
def index():
    global visits
    # Flask runs views in the threads of its server.
    # ruleid: unlocked-shared-global
    visits += 1
    return "hello"


@api.get("/")
def endpoint():
    global calls
    # FastAPI runs a plain def endpoint in a pool of threads.
    # ruleid: unlocked-shared-global
    calls += 1
