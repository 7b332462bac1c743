from django.apps import AppConfig


class IcamConfig(AppConfig):
    name = "icam"
