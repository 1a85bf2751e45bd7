import threading

from aiohttp import web

import state

routes = web.RouteTableDef()


@routes.get("/")
async def index(request):
    # ruleid: unlocked-shared-global
    state.count += 1
    return web.Response()


def refresh():
    # ruleid: unlocked-shared-global
    state.count -= 1


threading.Thread(target=refresh, daemon=True).start()  # root
app = web.Application()
app.add_routes(routes)
web.run_app(app)
