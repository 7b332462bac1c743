"""What leaves the house when something breaks: the kind of the error and its place, never a person."""

from icam.logs import without_values


def test_an_error_report_names_nobody() -> None:
    event = {
        "exception": {"values": [{"type": "IntegrityError", "value": "Key (name)=(Al-Hassan) exists", "module": "db"}]},
        "request": {"url": "/cases/1/", "data": {"family_name": "Al-Hassan"}},
        "extra": {"row": "Al-Hassan"},
        "breadcrumbs": {"values": [{"message": "Al-Hassan"}]},
        "level": "error",
    }
    sent = without_values(event, {})
    assert sent == {
        "exception": {"values": [{"type": "IntegrityError", "value": "", "module": "db"}]},
        "level": "error",
    }
