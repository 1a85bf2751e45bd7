from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.endpoints import HTTPEndpoint  # root
from starlette.responses import JSONResponse
from starlette.routing import Route

import state


def home(request):
    # ruleid: unlocked-shared-global
    state.count += 1
    return JSONResponse({})


def mail():
    # ruleid: unlocked-shared-global
    state.mails += 1


async def order(request):
    task = BackgroundTask(mail)  # root
    return JSONResponse({}, background=task)


class Users(HTTPEndpoint):
    def get(self, request):
        # ruleid: unlocked-shared-global
        state.users += 1
        return JSONResponse({})


routes = [Route("/order", order), Route("/users", Users)]
routes.append(Route("/", home))  # root
app = Starlette(routes=routes)
