"""Both orders, but never at the same time, or never waiting for ever."""
import threading

a = threading.Lock()
b = threading.Lock()
c = threading.Lock()
d = threading.Lock()
e = threading.RLock()
f = threading.Lock()
g = threading.Lock()
h = threading.Lock()


def a_then_b():
    with a:
        # ok: lock-order-inversion
        with b:
            print("both")


def b_then_a():
    with b:
        # ok: lock-order-inversion
        with a:
            print("both")


def c_then_d():
    with c:
        # ok: lock-order-inversion
        with d:
            print("both")


def d_then_tries_c():
    with d:
        # ok: lock-order-inversion
        if c.acquire(timeout=1):
            c.release()
        # ok: lock-order-inversion
        if c.acquire(blocking=False):
            c.release()


def e_then_f():
    with e:
        with f:
            # ok: lock-order-inversion
            with e:
                print("again")


def f_then_g():
    with f:
        # ok: lock-order-inversion
        with g:
            print("both")


def g_then_h():
    with g:
        # ok: lock-order-inversion
        with h:
            print("both")


first = threading.Thread(target=a_then_b)
first.start()
first.join()
b_then_a()
threading.Thread(target=c_then_d).start()
threading.Thread(target=d_then_tries_c).start()
threading.Thread(target=e_then_f).start()
threading.Thread(target=f_then_g).start()
threading.Thread(target=g_then_h).start()
