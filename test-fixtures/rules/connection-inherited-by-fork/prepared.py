"""The program has thought of it."""
import multiprocessing

from sqlalchemy import create_engine

engine = create_engine("postgresql://localhost/shop")


def begin():
    engine.dispose(close=False)


def query(number):
    # ok: connection-inherited-by-fork
    return engine.connect(), number


def main():
    engine.connect()
    with multiprocessing.Pool(4, initializer=begin) as pool:
        pool.map(query, range(3))


if __name__ == "__main__":
    main()
