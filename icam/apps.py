from django.apps import AppConfig
from django.core.checks import Tags, register

from icam.folding import refuse_halfway


class IcamConfig(AppConfig):
    name = "icam"

    def ready(self) -> None:
        register(refuse_halfway, Tags.database)
