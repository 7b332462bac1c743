"""Addresses of the figures."""

from django.urls import path

from reporting.views import exports, figures

app_name = "reporting"
urlpatterns = [
    path("", figures.year, name="year"),
    path("<int:year>/", figures.year, name="year_of"),
    path("<int:year>/export.<str:kind>", exports.year, name="export"),
    path("<int:year>/<str:code>/", figures.rows, name="rows"),
    path("<int:year>/<str:code>/export.<str:kind>", exports.rows, name="rows_export"),
]
