"""What may be written to the logs: which page, who (by number), how long; never what was typed or a person's data."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

# Addresses in our URLs hold numbers only; a query string may hold a name that somebody searched for.
QUERY = re.compile(r"\?[^\s\"']*")


# Where libraries put the words of an exception, which quote what was typed: structlog's and Celery's own records.
QUOTING = ("error", "exc", "traceback")


class NoPersonalData(logging.Filter):
    """Cuts query strings out of every message, drops request objects and the words of exceptions."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = QUERY.sub("?…", record.msg)
        elif isinstance(record.msg, dict):
            record.msg = {key: _cut(value) for key, value in record.msg.items() if key not in QUOTING}
        if isinstance(record.args, tuple):
            record.args = tuple(_cut(value) for value in record.args)
        elif isinstance(record.args, Mapping):
            record.args = {key: "…" if key in QUOTING else _cut(value) for key, value in record.args.items()}
        record.__dict__.pop("request", None)
        return True


def _cut(value: Any) -> Any:
    return QUERY.sub("?…", value) if isinstance(value, str) else value


def traceback_without_words(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: where an exception came from and what it is called, never what it says.

    What it says quotes the row that the database refused or the value that could not be read.
    """
    info = event.pop("exc_info", None)
    raised = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(raised, BaseException):
        event["exception"] = "\n".join(reversed(list(_told(raised))))
    return event


def _told(raised: BaseException) -> Iterator[str]:
    """Each exception of the chain, the last first."""
    following: BaseException | None = raised
    while following:
        place = "".join(traceback.format_tb(following.__traceback__))
        rule = getattr(getattr(following, "diag", None), "constraint_name", None)
        yield f"{place}{type(following).__module__}.{type(following).__qualname__}{f' ({rule})' if rule else ''}"
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def without_values(event: Any, _hint: dict[str, Any]) -> Any:
    """An error report with the kind and the place of the error, and nothing of what was typed or refused."""
    for exception in event.get("exception", {}).get("values", []):
        exception["value"] = ""
    for part in ("request", "extra", "breadcrumbs", "logentry", "message"):
        event.pop(part, None)
    return event
