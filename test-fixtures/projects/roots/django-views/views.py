from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

import state


def index(request):
    # ruleid: unlocked-shared-global
    state.count += 1
    return HttpResponse()


@login_required
def account(request):
    # ruleid: unlocked-shared-global
    state.accounts += 1
    return HttpResponse()
