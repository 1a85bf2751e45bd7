from flask import Flask
from flask.views import MethodView  # root

import state


class Items(MethodView):
    def get(self):
        # ruleid: unlocked-shared-global
        state.count += 1
        return []


app = Flask(__name__)
app.add_url_rule("/items", view_func=Items.as_view("items"))
