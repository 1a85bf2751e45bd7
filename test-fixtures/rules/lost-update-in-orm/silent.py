from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.urls import path

from library import find, unknown_lock
from shop.models import Basket, Product


def by_the_database(request, pk):
    product = Product.objects.get(pk=pk)
    # ok: lost-update-in-orm
    product.stock = F("stock") - 1
    # ok: lost-update-in-orm
    product.visits += F("visits")
    # ok: lost-update-in-orm
    product.score = Greatest(F("score") + product.score, Value(0))
    product.save()


def at_once(request, pk):
    # ok: lost-update-in-orm
    Product.objects.filter(pk=pk).update(stock=F("stock") - 1)


def under_lock(request, pk):
    with transaction.atomic():
        product = Product.objects.select_for_update().get(pk=pk)
        # ok: lost-update-in-orm
        product.stock -= 1
        product.save()


def locked_before(request, pk):
    rows = Product.objects.select_for_update(of=("self",))
    with transaction.atomic():
        product = rows.get(pk=pk)
        # ok: lost-update-in-orm
        product.stock -= 1
        product.save()


# Whatever it locks.
def under_unknown_lock(request, pk):
    with unknown_lock(f"product-{pk}"):
        product = Product.objects.get(pk=pk)
        # ok: lost-update-in-orm
        product.stock -= 1
        product.save()


def under_cache_lock(request, pk):
    with cache.lock(f"product-{pk}"):
        product = Product.objects.get(pk=pk)
        # ok: lost-update-in-orm
        product.stock -= 1
        product.save()


# What was made here is nobody else's yet.
def made(request, name):
    product = Product(name=name)
    # ok: lost-update-in-orm
    product.stock += 1
    product.save()
    other = Product.objects.create(name=name)
    # ok: lost-update-in-orm
    other.stock += 1
    other.save()


# Not saved, or not this field.
def shown(request, pk):
    product = Product.objects.get(pk=pk)
    # ok: lost-update-in-orm
    product.stock -= 1
    return product


def partly(request, pk):
    product = Product.objects.get(pk=pk)
    # ok: lost-update-in-orm
    product.stock -= 1
    product.name = request.POST["name"]
    product.save(update_fields=["name"])


# Replaced by what does not depend on it.
def replaced(request, pk):
    product = Product.objects.get(pk=pk)
    # ok: lost-update-in-orm
    product.stock = int(request.POST["stock"])
    # ok: lost-update-in-orm
    product.is_new = not product.is_new
    product.save()


# No model, as far as anyone can tell.
def unknown(request, pk):
    thing = find(pk)
    # ok: lost-update-in-orm
    thing.stock -= 1
    thing.save()
    other = library.objects.get(pk=pk)
    # ok: lost-update-in-orm
    other.stock -= 1
    other.save()


# What the model does not declare is not in the database.
class Visit(models.Model):
    name = models.CharField(max_length=40)

    @property
    def length(self):
        return len(self.name)

    @length.setter
    def length(self, value):
        self.name = self.name[:value]


def noted(request, pk):
    visit = Visit.objects.get(pk=pk)
    # ok: lost-update-in-orm
    visit.seen = visit.seen + 1
    # ok: lost-update-in-orm
    visit.length -= 1
    visit.save()


class Ledger:
    objects = {}

    def post(self, request, pk):
        entry = Ledger.objects.get(pk)
        # ok: lost-update-in-orm
        entry.total += 1
        entry.save()


def expected(request, name):
    try:
        # ok: lost-update-in-orm
        if not Basket.objects.filter(name=name).exists():
            Basket.objects.create(name=name)
    except IntegrityError:
        pass


# Another one than was asked for.
def unlike(request, name):
    # ok: lost-update-in-orm
    if not Basket.objects.filter(name=name).exists():
        Basket.objects.create(name="default")
    # ok: lost-update-in-orm
    if not Basket.objects.filter(name=name).exists():
        Product.objects.create(name=name)


def of_another_kind(request, name):
    # ok: lost-update-in-orm
    if not Basket.objects.filter(name=name, kind="gift").exists():
        Basket.objects.create(name=name, kind="plain")


def in_one_step(request, name):
    # ok: lost-update-in-orm
    basket, is_new = Basket.objects.get_or_create(name=name)
    return is_new


urlpatterns = [
    path("1", by_the_database),
    path("2", at_once),
    path("3", under_lock),
    path("4", locked_before),
    path("5", under_unknown_lock),
    path("6", under_cache_lock),
    path("7", made),
    path("8", shown),
    path("9", partly),
    path("10", replaced),
    path("11", unknown),
    path("12", Ledger().post),
    path("13", expected),
    path("14", unlike),
    path("15", in_one_step),
    path("16", of_another_kind),
    path("17", noted),
]
