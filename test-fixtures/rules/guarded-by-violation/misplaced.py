"""Comments that declare nothing."""
import threading

lock = threading.Lock()
# ruleid: guarded-by-violation
count = 0  # interleave: guarded-by=missing
# ruleid: guarded-by-violation
total = 0  # interleave: guarded-by
# ruleid: guarded-by-violation
print(count)  # interleave: guarded-by=lock


# ruleid: guarded-by-violation
def work():  # interleave: requires=nothing
    # ruleid: guarded-by-violation
    x = 1  # interleave: requires=lock
    # ruleid: guarded-by-violation
    y = 2  # interleave: guarded-by=lock
    return x + y
