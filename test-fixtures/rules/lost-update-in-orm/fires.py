from celery import shared_task
from django.contrib.auth.models import User
from django.db import models, transaction
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views import View
from rest_framework.decorators import api_view

from shop.models import Basket, Product


class Page(models.Model):
    slug = models.SlugField(unique=True)
    views = models.IntegerField(default=0)
    score = models.FloatField(default=0)


class Counted(models.Model):
    class Meta:
        abstract = True

    count: int = models.IntegerField(default=0)


class Song(Counted):
    name = models.CharField(max_length=40)


# Declared in a base.
def play(request, pk):
    song = Song.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    song.count += 1
    song.save()


# Perhaps declared in a base that is not in sight.
def log_in(request, pk):
    user = User.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    user.logins += 1
    user.save()


class Rights(models.Model):
    user = models.IntegerField()

    @classmethod
    def of_user(cls, user):
        # ruleid: lost-update-in-orm
        if cls.objects.filter(user=user).exists():
            return cls.objects.get(user=user)
        return cls.objects.create(user=user)


def page(request, slug):
    page = get_object_or_404(Page, slug=slug)
    # ruleid: lost-update-in-orm
    page.views = page.views + 1
    page.save(update_fields=["views"])


# A transaction alone keeps nobody out.
@transaction.atomic
def buy(request, pk):
    product = Product.objects.filter(is_sold=True).get(pk=pk)
    if product.stock > 0:
        # ruleid: lost-update-in-orm
        product.stock -= 1
        product.save()


def fill(request, pk):
    baskets = Basket.objects.filter(owner=request.user)
    basket = baskets.first()
    # ruleid: lost-update-in-orm
    basket.count += 1
    # ruleid: lost-update-in-orm
    basket.total = max(0, basket.total + int(request.POST["price"]))
    basket.save()


def refill(request, name):
    basket, is_new = Basket.objects.get_or_create(name=name)
    # ruleid: lost-update-in-orm
    basket.count += 1
    basket.save()


class Vote(View):
    def post(self, request, slug):
        self.count(slug)

    def count(self, slug):
        page = Page.objects.get(slug=slug)
        # ruleid: lost-update-in-orm
        page.score += 1.5
        page.save()


@api_view(["POST"])
def register(request):
    # ruleid: lost-update-in-orm
    if User.objects.filter(username=request.POST["name"]).exists():
        raise ValueError("There is one by that name.")
    user = User.objects.create(username=request.POST["name"])
    return user.pk


@api_view(["POST"])
def basket_for(request, owner):
    baskets = Basket.objects.filter(owner=owner)
    # ruleid: lost-update-in-orm
    if baskets.exists():
        basket = baskets.get()
    else:
        basket = Basket.objects.create(owner=owner, is_open=True)
    return basket.pk


# The database refuses the second one: an info.
@api_view(["POST"])
def publish(request, slug):
    # ruleid: lost-update-in-orm
    if not Page.objects.filter(slug=slug).exists():
        Page.objects.create(slug=slug)


@shared_task
def score_all():
    for page in Page.objects.filter(views__gt=10):
        # ruleid: lost-update-in-orm
        page.score += page.views / 10
        page.save()


async def visit(request, pk):
    product = await Product.objects.aget(pk=pk)
    # ruleid: lost-update-in-orm
    product.visits += 1
    await product.asave()


# Called by nobody in sight: an info.
def correct(pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock += 5
    product.save()


urlpatterns = [
    path("page/<slug>", page),
    path("buy/<pk>", buy),
    path("fill/<pk>", fill),
    path("refill/<name>", refill),
    path("vote/<slug>", Vote.as_view()),
    path("register", register),
    path("basket/<owner>", basket_for),
    path("publish/<slug>", publish),
    path("visit/<pk>", visit),
    path("play/<pk>", play),
    path("log-in/<pk>", log_in),
]
