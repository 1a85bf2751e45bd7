"""Counts the visits to each page of the shop while several threads serve them."""

import threading

total = 0
by_page = {}


def visit(page):
    global total
    total += 1
    by_page[page] = by_page.get(page, 0) + 1


def serve(pages):
    for page in pages:
        visit(page)


if __name__ == "__main__":
    pages = ["/", "/tea", "/cups"] * 100_000
    threads = [threading.Thread(target=serve, args=(pages,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{sum(by_page.values())} visits counted of {4 * len(pages)}")
