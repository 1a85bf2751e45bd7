from django.db.models.signals import post_save
from django.dispatch import receiver

import state


@receiver(post_save)  # root
def saved(sender, **kwargs):
    # ruleid: unlocked-shared-global
    state.count += 1
