import beat


def main():
    print(beat.INTERVAL)


if __name__ == "__main__":
    main()
