from django.urls import path

from shop.models import Product


def buy(request, pk):
    product = Product.objects.get(pk=pk)
    # ruleid: lost-update-in-orm
    product.stock -= 1
    product.save()


urlpatterns = [path("buy/<pk>", buy)]
