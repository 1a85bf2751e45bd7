from flask import Flask

import state
from admin import admin

app = Flask(__name__)
app.register_blueprint(admin)


@app.route("/")  # root
def index():
    return page()


def page():
    # ruleid: unlocked-shared-global
    state.count += 1
    return "hello"


def close(error):
    # ruleid: unlocked-shared-global
    state.closed += 1


app.teardown_appcontext(close)  # root

if __name__ == "__main__":
    app.run()
