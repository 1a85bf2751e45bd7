import state


def work(item):
    # ruleid: unlocked-shared-global
    state.count += item


def prepare():
    # ruleid: unlocked-shared-global
    state.workers += 1
