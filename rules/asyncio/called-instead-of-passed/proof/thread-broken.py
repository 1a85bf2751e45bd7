"""The function runs in the main thread before the other one is made, and that one does nothing.

expected: ran in the main thread: True
fails with: AssertionError: the thread had nothing to do
"""

import threading

ran_in = []


def work(order):
    ran_in.append(threading.current_thread())


# ruleid: called-instead-of-passed
thread = threading.Thread(target=work("tea"))
thread.start()
thread.join()
is_main = ran_in == [threading.main_thread()]
print(f"ran in the main thread: {is_main}")
assert not is_main, "the thread had nothing to do"
