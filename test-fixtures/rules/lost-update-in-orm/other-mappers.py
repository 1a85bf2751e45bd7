from mongoengine import Document, IntField

from shop.models import Product


class Page(Document):
    views = IntField()


def visit(slug):
    page = Page.objects.get(slug=slug)
    # ok: lost-update-in-orm
    page.views += 1
    page.save()


# Nothing here is Django's, so nobody knows what these models are.
def sell(pk):
    product = Product.objects.get(pk=pk)
    # ok: lost-update-in-orm
    product.stock -= 1
    product.save()
