"""The parent counts what the jobs give back.

expected: 3 of 3 pages
"""

from concurrent.futures import ProcessPoolExecutor


def fetch(url):
    # ok: global-changed-in-process
    return url


def main():
    with ProcessPoolExecutor(2) as pool:
        pages = len(list(pool.map(fetch, ["a", "b", "c"])))
    print(pages, "of 3 pages", flush=True)
    assert pages == 3, "nobody has the whole number"


if __name__ == "__main__":
    main()
