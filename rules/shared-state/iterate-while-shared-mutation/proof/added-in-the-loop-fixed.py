"""The loop goes through a copy, which is made in one step.

expected: ada is counted, and 2 are logged in
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
# ok: iterate-while-shared-mutation
for user in list(sessions):
    counting.set()
    logged_in.wait()
    print(f"{user} is counted, and {len(sessions)} are logged in", flush=True)
thread.join()
