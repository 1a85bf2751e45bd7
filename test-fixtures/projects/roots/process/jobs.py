import state


def work():
    # Each process has a counter of its own.
    # ok: unlocked-shared-global
    state.count += 1
