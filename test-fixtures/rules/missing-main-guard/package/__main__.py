"""No child imports this module again."""
from multiprocessing import Process


def work():
    pass


# ok: missing-main-guard
Process(target=work).start()
