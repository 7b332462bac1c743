"""Addresses of the agenda. They hold numbers and days only; a name never stands in an address."""

from django.urls import path

from cases.views import agenda

app_name = "agenda"
urlpatterns = [
    path("", agenda.page, name="page"),
    path("new/", agenda.new, name="new"),
]
