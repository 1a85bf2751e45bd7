"""Each `async def` view of Flask has a loop of its own: hints."""
import time

import requests
from flask import Blueprint, Flask

app = Flask(__name__)
pages = Blueprint("pages", __name__)


@app.route("/")
async def index():
    # ruleid: blocking-call-in-async
    time.sleep(1)
    return "done"


@pages.get("/news")
async def news():
    # ruleid: blocking-call-in-async
    return requests.get("https://news.example").text


@app.route("/plain")
def plain():
    # ok: blocking-call-in-async
    time.sleep(1)
    return "done"
