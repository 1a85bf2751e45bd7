import threading

import export
import report


def main():
    # ok: process-wide-state-changed-in-thread
    threading.Thread(target=report.write, args=("reports",)).start()  # root
    export.run("exports")


if __name__ == "__main__":
    main()
