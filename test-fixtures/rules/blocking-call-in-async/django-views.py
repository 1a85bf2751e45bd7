"""Asynchronous views of Django, which may run under WSGI in a loop of their own: hints."""
import time

import requests
from django.http import HttpRequest, HttpResponse
from django.views import View


async def index(request: HttpRequest):
    # ruleid: blocking-call-in-async
    time.sleep(1)
    return HttpResponse("done")


class News(View):
    async def get(self, request):
        # ruleid: blocking-call-in-async
        text = requests.get("https://news.example").text
        return HttpResponse(text)
