from pyodide.ffi import create_proxy


async def on_replay():
    print("again")


def start():
    # ruleid: unawaited-coroutine
    on_replay()


create_proxy(on_replay)
# ok: unawaited-coroutine
on_replay()
