"""The whole program spawns."""
import multiprocessing
import sqlite3

shop = sqlite3.connect("shop.db")


def query(number):
    # ok: connection-inherited-by-fork
    return shop.execute("select ?", (number,)).fetchone()


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    with multiprocessing.Pool(4) as pool:
        pool.map(query, range(3))
