"""The thread is given the function and its argument.

expected: ran in the main thread: False
"""

import threading

ran_in = []


def work(order):
    ran_in.append(threading.current_thread())


# ok: called-instead-of-passed
thread = threading.Thread(target=work, args=("tea",))
thread.start()
thread.join()
is_main = ran_in == [threading.main_thread()]
print(f"ran in the main thread: {is_main}")
assert not is_main, "the thread had nothing to do"
