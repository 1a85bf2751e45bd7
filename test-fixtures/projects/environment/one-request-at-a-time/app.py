from flask import Flask

app = Flask(__name__)
hits = 0


@app.route("/")
def index():
    global hits
    # ok: unlocked-shared-global
    hits += weight()
    return str(hits)


def weight():
    return 1
