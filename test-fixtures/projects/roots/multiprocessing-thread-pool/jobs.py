import state


def work(item):
    # ruleid: unlocked-shared-global
    state.count += item
