"""A function of the module goes by its name, and the worker finds it there.

expected: mails sent: ['welcome']
"""

import multiprocessing


def welcome():
    return "welcome"


def main():
    sent = []
    with multiprocessing.Pool(1) as pool:
        # ok: unpicklable-process-argument
        pool.apply_async(welcome, callback=sent.append)
        pool.close()
        pool.join()
    print("mails sent:", sent, flush=True)
    assert sent == ["welcome"], "the job was never done"


if __name__ == "__main__":
    main()
