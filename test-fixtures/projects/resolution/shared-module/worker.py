import state
from state import CACHE as hits, lock


def work():
    # ruleid: unlocked-shared-global
    state.count += 1
    # ruleid: unlocked-shared-global
    hits["a"] = hits.get("a", 0) + 1
    with lock:
        # ok: unlocked-shared-global
        state.safe += 1
