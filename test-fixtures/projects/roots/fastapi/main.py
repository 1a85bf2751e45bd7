import uvicorn
from fastapi import BackgroundTasks, FastAPI
from fastapi import Depends  # root

import state
from routes import router

app = FastAPI()
app.include_router(router)


def audit(user):
    # ruleid: unlocked-shared-global
    state.audits += 1


def current_user():
    # ruleid: unlocked-shared-global
    state.users += 1


@app.post("/orders")
async def order(tasks: BackgroundTasks, user=Depends(current_user)):
    tasks.add_task(audit, user)  # root
    # Coroutines of one loop take turns at their awaits alone.
    # ok: unlocked-shared-global
    state.orders += 1


if __name__ == "__main__":
    uvicorn.run(app)
