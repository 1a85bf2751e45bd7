"""A script that another script runs too: one run of the program starts one thread."""
import threading

done = 0


def work():
    global done
    # ok: unlocked-shared-global
    done += 1


def main():
    threading.Thread(target=work).start()


if __name__ == "__main__":
    main()
