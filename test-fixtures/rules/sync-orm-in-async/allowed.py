"""A notebook's settings: Django asks all the same."""
import os

from django.contrib.auth.models import User

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


async def names():
    # ok: sync-orm-in-async
    return [user.username for user in User.objects.all()]
