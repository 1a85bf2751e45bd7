"""A job that cannot be pickled is left out, and the error waits in a result that nobody asks for.

expected: mails sent: []
fails with: AssertionError: the job was never done
"""

import multiprocessing


def main():
    sent = []
    with multiprocessing.Pool(1) as pool:
        # ruleid: unpicklable-process-argument
        pool.apply_async(lambda: "welcome", callback=sent.append)
        pool.close()
        pool.join()
    print("mails sent:", sent, flush=True)
    assert sent == ["welcome"], "the job was never done"


if __name__ == "__main__":
    main()
