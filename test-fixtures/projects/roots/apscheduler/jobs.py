import state


def collect():
    # ruleid: unlocked-shared-global
    state.count += 1


def clean():
    # ruleid: unlocked-shared-global
    state.count -= 1
