"""A spawned child imports the module anew, and knows nothing of what the parent has set since.

expected: the child writes to test
fails with: AssertionError: the child did not get the setting
"""

import multiprocessing

target = "test"


def report(results):
    results.put(target)


def main():
    global target
    target = "production"
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    child = context.Process(target=report, args=(results,))
    child.start()
    seen = results.get()
    child.join()
    print("the child writes to", seen, flush=True)
    assert seen == "production", "the child did not get the setting"


if __name__ == "__main__":
    main()
