"""What is passed as an argument arrives with every start method.

expected: the child writes to production
"""

import multiprocessing


def report(target, results):
    results.put(target)


def main():
    target = "production"
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    child = context.Process(target=report, args=(target, results))
    child.start()
    seen = results.get()
    child.join()
    print("the child writes to", seen, flush=True)
    assert seen == "production", "the child did not get the setting"


if __name__ == "__main__":
    main()
