import threading

from values import numbers, values


def work():
    # ruleid: shared-iterator
    print(next(values))
    # ok: shared-iterator
    print(next(numbers))


threading.Thread(target=work).start()  # root
threading.Thread(target=work).start()  # root
