"""Addresses of letters. They hold numbers only; a name never stands in an address."""

from django.urls import path

from invitations.views import letter, lists, making

app_name = "invitations"

urlpatterns = [
    path("", lists.letter_list, name="list"),
    path("new/<int:pk>/", making.new, name="new"),
    path("new/<int:pk>/preview/", making.preview, name="preview"),
    path("<int:pk>/", letter.letter_page, name="letter"),
    path("<int:pk>/progress/", letter.progress, name="progress"),
    path("<int:pk>/download/", letter.download, name="download"),
    path("<int:pk>/again/", letter.again, name="again"),
    path("<int:pk>/send/", letter.send, name="send"),
    path("<int:pk>/cancel/", letter.cancel, name="cancel"),
]
