"""What a folded chain of migrations needs: many models from one operation, and no database that stopped halfway.

Why so: docs/adr/0030.
"""

from collections.abc import Collection, Sequence

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Create models that may point at one another, all fields, constraints, indexes and triggers inline.

    Django renders every model that is related to one anew with each operation, which for a folder of cases is nearly
    all of them. Here they are rendered once, when the last is known. A foreign key to a table that is made later
    waits in the schema editor until all are there, and pgtrigger's own `create_model` installs `Meta.triggers`.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # the property makes it again when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables; the functions of their triggers stay behind, as pgtrigger leaves them."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.operations)} models"

    @property
    def migration_name_fragment(self) -> str:
        return f"{len(self.operations)}_models"


def refuse_halfway(*, databases: Collection[str] | None = None, **_: object) -> list[CheckMessage]:
    """Refuse a database that stopped between migrations which were folded; `migrate` runs this before all else.

    Where only some of them are recorded Django leaves the fold out, and with it the tables, without a word.
    """
    loader = MigrationLoader(None)
    found: list[CheckMessage] = []
    for alias in databases or ():
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        for (app, fold), migration in loader.replacements.items():
            rest = [key for key in migration.replaces if key not in applied]
            gone = [name for _, name in rest if (app, name) not in loader.disk_migrations]
            if gone and len(rest) < len(migration.replaces):
                sentence = f"{app} lacks {', '.join(gone)}, which this version knows only as parts of {fold}."
                found.append(Error(sentence, hint="See docs/operations.md, A new version.", id="icam.E001"))
    return found
