import state


def work(item):
    # ok: unlocked-shared-global
    state.count += item
