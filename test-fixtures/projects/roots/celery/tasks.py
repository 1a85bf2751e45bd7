from celery import Celery, shared_task
from celery.signals import task_success

import state

app = Celery("shop")


@app.task
def pay(order):
    # Workers are processes.
    # ok: unlocked-shared-global
    state.count += 1


@shared_task(bind=True)
def send(self, order):
    # ok: unlocked-shared-global
    state.count += 1


@task_success.connect
def succeeded(sender, **kwargs):
    # ok: unlocked-shared-global
    state.count += 1
