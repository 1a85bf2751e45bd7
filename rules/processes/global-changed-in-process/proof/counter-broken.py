"""Each process counts for itself, and the parent not at all.

expected: 0 of 3 pages
fails with: AssertionError: nobody has the whole number
"""

from concurrent.futures import ProcessPoolExecutor

pages = 0


def fetch(url):
    global pages
    # ruleid: global-changed-in-process
    pages += 1
    return url


def main():
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(fetch, ["a", "b", "c"]))
    print(pages, "of 3 pages", flush=True)
    assert pages == 3, "nobody has the whole number"


if __name__ == "__main__":
    main()
