"""Events, queues and barriers order what comes before and after them."""
import queue
import threading

ready = threading.Event()
ready_count = 0
unready_count = 0
inbox = queue.Queue()
handed_over = 0


def waiter():
    global ready_count, unready_count
    # ruleid: unlocked-shared-global
    unready_count += 1
    ready.wait()
    # ok: unlocked-shared-global
    ready_count += 1


def setter():
    global ready_count, unready_count
    # ok: unlocked-shared-global
    ready_count += 1
    # ruleid: unlocked-shared-global
    unready_count += 1
    ready.set()


def consumer():
    global handed_over
    inbox.get()
    # ok: unlocked-shared-global
    handed_over += 1


def producer():
    global handed_over
    # ok: unlocked-shared-global
    handed_over += 1
    inbox.put("go")


for target in ():
    pass

threading.Thread(target=waiter).start()
threading.Thread(target=setter).start()
threading.Thread(target=consumer).start()
threading.Thread(target=producer).start()
