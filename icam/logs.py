"""What may be written to the logs: which page, who (by number), how long; never what was typed or a person's data."""

import logging
import re

# Addresses in our URLs hold numbers only; a query string may hold a name that somebody searched for.
QUERY = re.compile(r"\?[^\s\"']*")


class NoPersonalData(logging.Filter):
    """Cuts query strings out of every message and drops request objects that a formatter could print."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = QUERY.sub("?…", record.msg)
        elif isinstance(record.msg, dict):
            record.msg = {
                key: QUERY.sub("?…", value) if isinstance(value, str) else value for key, value in record.msg.items()
            }
        if record.args and isinstance(record.args, tuple):
            record.args = tuple(QUERY.sub("?…", value) if isinstance(value, str) else value for value in record.args)
        record.__dict__.pop("request", None)
        return True
