"""Addresses of the counter. They hold numbers only; a name never stands in an address."""

from django.urls import path

from cases.views import counter, visits

app_name = "counter"
urlpatterns = [
    path("", counter.home, name="home"),
    path("<int:office_pk>/", counter.desk, name="office"),
    path("<int:office_pk>/live/", counter.live, name="live"),
    path("<int:office_pk>/new/", counter.new, name="new"),
    path("<int:office_pk>/persons/<int:person_pk>/", counter.receive, name="receive"),
    path("<int:office_pk>/interviews/<int:interview_pk>/persons/<int:person_pk>/", counter.arrive, name="arrive"),
    path("visits/<int:visit_pk>/", visits.visit_page, name="visit"),
    path("visits/<int:visit_pk>/call/", visits.call_in, name="call"),
    path("visits/<int:visit_pk>/seen/", visits.see, name="seen"),
    path("visits/<int:visit_pk>/left/", visits.leave, name="left"),
    path("visits/<int:visit_pk>/interview/", visits.begin, name="begin"),
    path("visits/<int:visit_pk>/slip/", visits.slip, name="slip"),
]
