from concurrent.futures import ThreadPoolExecutor

from app import app

pool = ThreadPoolExecutor()
pool.map(app.handle, ["/", "/about"])  # root
