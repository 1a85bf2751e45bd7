from quart import Quart

import state

app = Quart(__name__)


@app.route("/")  # root
def index():
    # ruleid: unlocked-shared-global
    state.count += 1
    return "hello"
