import worker


def run():
    worker.main()


if __name__ == "__main__":
    run()
