def quick():
    return 1
