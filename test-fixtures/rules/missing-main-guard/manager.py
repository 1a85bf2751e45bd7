"""A manager has a process of its own."""
import multiprocessing

# ruleid: missing-main-guard
manager = multiprocessing.Manager()
seen = manager.dict()
