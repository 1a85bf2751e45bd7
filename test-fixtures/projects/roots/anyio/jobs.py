import state


def work():
    # ruleid: unlocked-shared-global
    state.count += 1
