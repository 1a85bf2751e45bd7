from flask import Blueprint

import state

admin = Blueprint("admin", __name__)


@admin.before_request  # root
def check():
    # ruleid: unlocked-shared-global
    state.checks += 1


@admin.get("/async")
async def asynchronous():
    return "hello"
