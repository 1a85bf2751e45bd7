from apscheduler.schedulers.background import BackgroundScheduler

import jobs
import state

scheduler = BackgroundScheduler()
scheduler.add_job(jobs.collect, "interval", seconds=3)  # root
scheduler.add_job(jobs.clean, "interval", seconds=5)  # root


@scheduler.scheduled_job("cron", hour=3)  # root
def report():
    # A job runs once at a time.
    # ok: unlocked-shared-global
    state.reports += 1


# ok: unlocked-shared-global
state.count += 1
scheduler.start()
