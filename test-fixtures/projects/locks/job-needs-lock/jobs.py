import threading

import store


def work(name):
    store.add(name)


def run(name):
    with store.lock:
        thread = threading.Thread(target=work, args=(name,))  # root
        thread.start()
        # ruleid: blocking-call-under-lock
        thread.join()


run("tea")
