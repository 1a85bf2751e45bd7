from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(4)
other = ThreadPoolExecutor(4)
