"""Locks taken in two orders."""
import threading

a = threading.Lock()
b = threading.Lock()
c = threading.Lock()
d = threading.Lock()
e = threading.Lock()
outer = threading.Lock()
r = threading.RLock()
s = threading.RLock()


def a_then_b():
    with a:
        # ruleid: lock-order-inversion
        with b:
            print("both")


def b_then_a():
    b.acquire()
    try:
        take_a()
    finally:
        b.release()


def take_a():
    with a:
        print("a")


def c_then_d():
    # ruleid: lock-order-inversion
    with c, d:
        print("both")


def d_then_e():
    with d, e:
        print("both")


def e_then_c():
    with e, c:
        print("both")


def r_then_s():
    with outer:
        with r:
            # ok: lock-order-inversion
            with s:
                print("both")


def s_then_r():
    with outer, s:
        # ok: lock-order-inversion
        with r:
            print("both")


threading.Thread(target=a_then_b).start()
threading.Thread(target=b_then_a).start()
threading.Thread(target=c_then_d).start()
threading.Thread(target=d_then_e).start()
threading.Thread(target=e_then_c).start()
threading.Thread(target=r_then_s).start()
threading.Thread(target=s_then_r).start()
