from django.urls import path

import views

urlpatterns = []
urlpatterns.append(path("", views.index))  # root
urlpatterns.append(path("account", views.account))  # root
