from django.http import (
    HttpResponse,
    JsonResponse,
)
from django.urls import path

from shop.models import Basket, Product


def plain(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock -= 1
    product.save()


# Read anew, since it is used afterwards.
def used(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock += int(request.POST["a"]) + int(request.POST["b"])
    product.changed_by = request.user
    product.save(update_fields=["stock", "changed_by"])  # both
    return HttpResponse(product.name)


async def awaited(request, pk):
    product = await Product.objects.aget(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock -= 1
    await product.asave()
    return HttpResponse(product.name)


def in_turn(request):
    for product in Product.objects.all():
        # ruleid: lost-update-in-orm
        product.price *= 2
        product.save()


# The number is needed.
def decided(request, pk):
    product = Product.objects.get(pk=pk)
    if product.stock > 0:
        # ruleid: lost-update-in-orm
        product.stock -= 1
        product.save()


def told(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock -= 1
    product.save()
    return JsonResponse({"left": product.stock})


# Whoever is given it may need the number.
def given(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock -= 1
    check(product)
    product.save()


# Each save would add again.
def twice(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock -= 1
    product.save()
    product.name = request.POST["name"]
    product.save()


# Text is no number.
def text(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.notes += "sold"
    product.save()


def check(product):
    print(product.stock)


def computed(request, pk):
    basket = Basket.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    basket.total = round(basket.total + 1, 2)
    basket.save()


urlpatterns = [
    path("1", plain),
    path("2", used),
    path("3", awaited),
    path("4", in_turn),
    path("5", decided),
    path("6", told),
    path("7", given),
    path("8", twice),
    path("9", text),
    path("10", computed),
]
