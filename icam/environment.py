"""Reading settings from the environment: a value that makes no sense is refused with a sentence that names it."""

import base64
import binascii
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32  # of a Fernet key
SECRET_LENGTH = 12


def read_url(name: str, schemes: tuple[str, ...], default: str = "") -> str:
    """The address in the variable `name`; raises ImproperlyConfigured unless its scheme is one of `schemes`."""
    value = str(os.environ.get(name, default))
    if value and urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(
            f"{name} must begin with one of {', '.join(schemes)}://, not {value.split(':', maxsplit=1)[0]!r}."
        )
    try:
        urlsplit(value).port  # noqa: B018  (reading it is the check)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} names a port that is no number from 0 to 65535.") from error
    return value


def read_origins(name: str) -> list[str]:
    """The addresses in the variable `name`, separated by commas; each begins with http:// or https://."""
    values = [value.strip() for value in os.environ.get(name, "").split(",") if value.strip()]
    for value in values:
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc:
            raise ImproperlyConfigured(f"{name} must hold addresses such as https://icam.example.be, not {value!r}.")
    return values


def read_number(name: str, default: int, least: int, most: int) -> int:
    """The whole number in the variable `name`; raises ImproperlyConfigured outside `least` to `most`."""
    try:
        value = int(os.environ.get(name, default))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must lie between {least} and {most}, not {value}.")
    return value


def read_switch(name: str, default: bool) -> bool:
    """1/0, true/false, yes/no, on/off; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes", "on"}


def read_word(name: str) -> str:
    """One word without spaces, or nothing."""
    value = os.environ.get(name, "").strip()
    if any(sign.isspace() for sign in value):
        raise ImproperlyConfigured(f"{name} must be one word without spaces.")
    return value


def read_keys(name: str) -> list[str]:
    """Keys separated by commas, the newest first; each is 32 random bytes in URL-safe base64."""
    keys = [key.strip() for key in os.environ.get(name, "").split(",") if key.strip()]
    for key in keys:
        try:
            size = len(base64.b64decode(key.encode("ascii"), altchars=b"-_", validate=True))
        except (UnicodeEncodeError, binascii.Error, ValueError):
            size = 0
        if size != KEY_BYTES:
            raise ImproperlyConfigured(f"{name} must hold keys of 32 bytes in URL-safe base64, separated by commas.")
    return keys


def read_secrets(name: str) -> list[str]:
    """Secrets separated by commas, each of at least 12 characters."""
    secrets = [secret.strip() for secret in os.environ.get(name, "").split(",") if secret.strip()]
    if any(len(secret) < SECRET_LENGTH for secret in secrets):
        raise ImproperlyConfigured(f"{name} must hold secrets of at least {SECRET_LENGTH} characters, with commas.")
    return secrets


def file_storages(
    root: Path, *, bucket: str, endpoint: str, region: str, access_key: str, secret_key: str
) -> dict[str, dict[str, Any]]:
    """Where letters and documents lie: folders under `root`, or the bucket when one is named.

    Raises ImproperlyConfigured for an object store that is named by half.
    """
    needed = {
        "OBJECT_STORE_BUCKET": bucket,
        "OBJECT_STORE_ACCESS_KEY": access_key,
        "OBJECT_STORE_SECRET_KEY": secret_key,
    }
    if missing := [name for name, value in needed.items() if not value]:
        if len(missing) < len(needed) or endpoint or region:
            raise ImproperlyConfigured(
                f"An object store is named by half: {' and '.join(missing)} must be set as well."
            )
        disk = "django.core.files.storage.FileSystemStorage"
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {name: {"BACKEND": disk, "OPTIONS": {"location": root / name, **modes}} for name in STORES}
    options = {
        "bucket_name": bucket, "access_key": access_key, "secret_key": secret_key, "endpoint_url": endpoint or None,
        "region_name": region or None, "default_acl": None, "file_overwrite": False, "querystring_auth": True,
        "signature_version": "s3v4", "addressing_style": "path" if endpoint else "auto",
    }  # fmt: skip
    s3 = "storages.backends.s3.S3Storage"
    return {name: {"BACKEND": s3, "OPTIONS": {**options, "location": name}} for name in STORES}


STORES = ("letters", "documents")
