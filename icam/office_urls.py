"""The administrators' addresses; `welcome` alone is open to whoever holds a link."""

from django.urls import path

from icam.views import closing_days, places, reference, users, welcome

app_name = "office"
urlpatterns = [
    path("users/", users.listed, name="users"),
    path("users/add/", users.add, name="user_add"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/password-link/", users.password_link, name="user_password_link"),
    path("users/<int:pk>/second-factor/", users.reset_second_factor, name="user_reset_second_factor"),
    path("users/<int:pk>/deactivate/", users.deactivate, name="user_deactivate"),
    path("users/<int:pk>/reactivate/", users.reactivate, name="user_reactivate"),
    path("regions/", places.regions, name="regions"),
    path("regions/add/", places.region_add, name="region_add"),
    path("regions/<int:pk>/", places.region, name="region"),
    path("regions/<int:pk>/retire/", places.region_retire, name="region_retire"),
    path("regions/<int:pk>/restore/", places.region_restore, name="region_restore"),
    path("offices/", places.offices, name="offices"),
    path("offices/add/", places.office_add, name="office_add"),
    path("offices/<int:pk>/", places.office, name="office"),
    path("offices/<int:pk>/retire/", places.office_retire, name="office_retire"),
    path("offices/<int:pk>/restore/", places.office_restore, name="office_restore"),
    path("offices/<int:pk>/desks/add/", places.desk_add, name="desk_add"),
    path("offices/desks/<int:pk>/", places.desk, name="desk"),
    path("offices/desks/<int:pk>/retire/", places.desk_retire, name="desk_retire"),
    path("offices/desks/<int:pk>/restore/", places.desk_restore, name="desk_restore"),
    path("closing-days/", closing_days.closing_days_of_year, name="closing_days"),
    path("closing-days/<int:pk>/remove/", closing_days.closing_day_remove, name="closing_day_remove"),
    path("lists/<slug:kind>/", reference.listed, name="list"),
    path("lists/<slug:kind>/add/", reference.add, name="list_add"),
    path("lists/<slug:kind>/<int:pk>/", reference.row, name="list_row"),
    path("lists/<slug:kind>/<int:pk>/retire/", reference.retire, name="list_retire"),
    path("lists/<slug:kind>/<int:pk>/restore/", reference.restore, name="list_restore"),
    path("welcome/", welcome.welcome, name="welcome"),
]
