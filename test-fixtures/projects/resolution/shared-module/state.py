"""Counters that all modules share."""
import threading

count = 0
safe = 0
CACHE = {}
lock = threading.Lock()
