"""Threads of the program."""
import threading


def beat():
    print("alive")


def start():
    threading.Thread(target=beat, daemon=True).start()
