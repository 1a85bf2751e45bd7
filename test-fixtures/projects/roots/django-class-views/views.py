from django.core.management.base import BaseCommand
from django.views.generic import ListView  # root

import state


class Counted:
    def get_queryset(self):
        # ruleid: unlocked-shared-global
        state.count += 1
        return super().get_queryset()


class Items(Counted, ListView):
    paginate_by = 10


class Command(BaseCommand):
    def handle(self, *args, **options):
        # A command has a process of its own, and one thread.
        # ok: unlocked-shared-global
        state.commands += 1
