"""In tests it is a hint."""
import signal
import threading


def work():
    # ruleid: main-thread-only-call
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def test_raises():
    threading.Thread(target=work).start()
