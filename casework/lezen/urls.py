from django.urls import path

from casework.lezen import views

urlpatterns = [path("toezicht/gelezen/", views.veel_gelezen, name="veel_gelezen")]
