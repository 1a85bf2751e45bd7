"""`__exit__` returns a coroutine, which is true: the error in the block is swallowed, and nothing is closed.

expected: told of the error: False, closed: False
fails with: AssertionError: the error is gone
"""

import warnings

warnings.simplefilter("ignore")
is_closed = False


class Connection:
    def __enter__(self):
        return self

    # ruleid: coroutine-function-as-sync-callback
    async def __exit__(self, *error):
        global is_closed
        is_closed = True


def send():
    try:
        with Connection():
            raise ValueError("the line is dead")
    except ValueError:
        return True
    return False


is_told = send()
print(f"told of the error: {is_told}, closed: {is_closed}")
assert is_told, "the error is gone"
