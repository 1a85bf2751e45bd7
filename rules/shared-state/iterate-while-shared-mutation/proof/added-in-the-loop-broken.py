"""One thread goes through the sessions while another one logs in.

expected: ada is counted
fails with: RuntimeError: dictionary changed size during iteration
"""

import threading

sessions = {}
counting = threading.Event()
logged_in = threading.Event()


def login(user):
    sessions[user] = 0


def log_in_late():
    counting.wait()
    login("bob")
    logged_in.set()


login("ada")
thread = threading.Thread(target=log_in_late)
thread.start()
# ruleid: iterate-while-shared-mutation
for user in sessions:
    print(f"{user} is counted", flush=True)
    counting.set()
    logged_in.wait()
thread.join()
