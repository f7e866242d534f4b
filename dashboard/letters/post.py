"""The mail server of the town: one connection for all letters of a run."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Protocol

from dashboard.errors import SettingsError, StrategiemonitorError
from dashboard.settings import PREFIX, Settings
from dashboard.text.catalog import gettext as _

#: Seconds after which a silent server counts as gone.
_PATIENCE = 30
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class NotSent(StrategiemonitorError):
    """A letter that the mail server did not take; the sentence says why."""


class Post(Protocol):
    """Takes letters away. Raises NotSent for one that could not leave."""

    def send(self, message: EmailMessage) -> None: ...


def check(settings: Settings, *, sending: bool = True) -> None:
    """Raises SettingsError, one sentence for each variable that is missing."""
    names = ("public_url", "smtp_host", "mail_from") if sending else ("public_url",)
    missing = [f"{PREFIX}{name.upper()}" for name in names if not getattr(settings, name)]
    if missing:
        raise SettingsError([_("{name} is missing: letters need it.", name=name) for name in missing])


class _Server:
    """Connects when the first letter leaves, and again when the server has hung up."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        try:
            self._connected().send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            raise NotSent(_why(error)) from error

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = _connect(self._settings)
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
        self._connection = None


def _connect(settings: Settings) -> smtplib.SMTP:
    kind, host = settings.smtp_tls, settings.smtp_host or ""
    port = settings.smtp_port or _PORTS[kind]
    context = ssl.create_default_context()
    if kind == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(host, port, timeout=_PATIENCE)
    if kind == "starttls":
        connection.starttls(context=context)
    if settings.smtp_user:
        connection.login(settings.smtp_user, settings.smtp_password or "")
    return connection


def _why(error: Exception) -> str:
    """What the server said, without the words of the letter."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("the mail server refuses user or password")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _("the mail server does not take this address")
    if isinstance(error, smtplib.SMTPException):
        return _("the mail server refuses the letter")
    return _("the mail server cannot be reached")


@contextmanager
def post(settings: Settings) -> Iterator[Post]:
    """The mail server of the settings. Raises SettingsError where they do not name one."""
    check(settings)
    server = _Server(settings)
    try:
        yield server
    finally:
        server.close()
