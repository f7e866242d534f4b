"""What the environment decides: read once, checked as a whole, each wrong value told in one sentence.

Every variable begins with `STRATEGIEMONITOR_`; the defaults serve one machine with a SQLite file beside the code.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dashboard.claims import ClaimRole, claim_roles
from dashboard.domain.values import BERLIN
from dashboard.errors import SettingsError
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

PREFIX = "STRATEGIEMONITOR_"
#: What the tests ask of a machine: STRATEGIEMONITOR_TEST_CHROMIUM and the like. The program reads none of it.
_OF_TESTS = "TEST_"
#: What switches a debug variable of a library off.
_OFF = frozenset({"", "0", "false", "no"})
WORKING_COPY = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32

_HOST_NAME = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_BASE_PATH = re.compile(r"/([A-Za-z0-9._~-]+/)*")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _database_url(text: str) -> str:
    parts = urlsplit(text)
    known = parts.scheme.partition("+")[0] in ("sqlite", "postgresql")
    if not known or not parts.path.strip("/") or parts.port == 0:  # a port that is no number raises ValueError
        raise ValueError
    return text


def _host(text: str) -> str:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        # Digits and points that are no address are a mistyped address, not a name.
        if not _HOST_NAME.fullmatch(text) or re.fullmatch(r"[\d.]+", text):
            raise
    return text


def _mail_host(text: str | None) -> str | None:
    return _host(text) if text else None


def _base_path(text: str) -> str:
    path = f"/{text.strip('/')}/".replace("//", "/")
    if not _BASE_PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise ValueError(text)
    return path


def _url(text: str | None) -> str | None:
    parts = urlsplit(text or "")
    if text is not None and (
        parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment
    ):
        raise ValueError(text)
    return text.rstrip("/") if text else None


def _reaches_others(host: str, public_url: str | None) -> bool:
    """Whether anybody but this machine comes: by the host, or by an address that somebody else has been told."""
    return not is_loopback(host) or (public_url is not None and not is_loopback(urlsplit(public_url).hostname or ""))


def _ip_address(text: str | None) -> str | None:
    if text is not None:
        ipaddress.ip_address(text)
    return text


def _issuer(text: str | None) -> str | None:
    """As the provider writes itself: it is compared letter by letter. Without https only on this machine."""
    _url(text)
    if text and text.startswith("http:") and not is_loopback(urlsplit(text).hostname or ""):
        raise ValueError(text)
    return text


def _address(text: str | None) -> str | None:
    if text is None:
        return None
    from email_validator import validate_email

    return validate_email(text, check_deliverability=False, test_environment=True).normalized


def _secret(value: str | None, info: ValidationInfo) -> str | None:
    if value is None and _reaches_others(info.data.get("host", "localhost"), info.data.get("public_url")):
        raise PydanticCustomError("missing", "a server that others can reach needs a secret")
    if value is not None and len(value) < SECRET_LENGTH:
        raise ValueError
    return value


def _file_to_write(path: Path | None) -> Path | None:
    """A file that is there or can be made: its folder stands."""
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise PydanticCustomError("no_file", "no file")
    return path


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise ValueError(path)
    return path


def _upper(text: object) -> object:
    return text.upper() if isinstance(text, str) else text


class Settings(BaseSettings):
    """The settings of one process; every field is the variable of the same name with the prefix.

    `today` is for demonstrations and tests alone: the program then takes this day for the present one.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

    database_url: Annotated[str, AfterValidator(_database_url)] = (
        f"sqlite:///{(WORKING_COPY / 'strategiemonitor.db').as_posix()}"
    )
    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8050
    base_path: Annotated[str, AfterValidator(_base_path)] = "/"
    public_url: Annotated[str | None, AfterValidator(_url)] = None
    secret_key: Annotated[str | None, AfterValidator(_secret), Field(validate_default=True, repr=False)] = None
    reading: Literal["public", "login"] = "public"
    smtp_host: Annotated[str | None, AfterValidator(_mail_host)] = None
    smtp_port: Annotated[int | None, Field(ge=1, le=65535)] = None
    smtp_user: str | None = None
    smtp_password: Annotated[str | None, Field(repr=False)] = None
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: Annotated[str | None, AfterValidator(_address)] = None
    mail_reply_to: Annotated[str | None, AfterValidator(_address)] = None
    data_dir: Annotated[Path, AfterValidator(_folder)] = WORKING_COPY / "data"
    audit_head: Annotated[Path | None, AfterValidator(_file_to_write)] = None
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"
    threads: Annotated[int, Field(ge=1, le=64)] = 4
    trusted_proxy: Annotated[str | None, AfterValidator(_ip_address)] = None
    oidc_issuer: Annotated[str | None, AfterValidator(_issuer)] = None
    oidc_client_id: str | None = None
    oidc_client_secret: Annotated[str | None, Field(repr=False)] = None
    oidc_roles: Annotated[tuple[ClaimRole, ...], NoDecode, BeforeValidator(claim_roles)] = ()
    today: dt.date | None = None

    @property
    def local(self) -> bool:
        """Whether only this machine reaches the server."""
        return not _reaches_others(self.host, self.public_url)

    @property
    def secure(self) -> bool:
        """Whether browsers come by https."""
        return (self.public_url or "").startswith("https:")

    @property
    def front_page(self) -> str:
        """The address of the first page as browsers know it, without the slash at its end; here, if none is set."""
        path = self.base_path.rstrip("/")
        known = self.public_url or f"http://{self.host}:{self.port}"
        return known if path and known.endswith(path) else known + path

    def current_day(self) -> dt.date:
        """The day in Germany, or the fixed one of a demonstration."""
        return self.today or dt.datetime.now(BERLIN).date()


#: What is said about a variable that cannot be used; never its value, which may hold a password.
_SENTENCES: dict[str, LazyText] = {
    "database_url": _l("it is no address of a database; write sqlite:///path/file.db or postgresql://user@host/name."),
    "host": _l("it is neither a host name nor an IP address; write 127.0.0.1 for this machine alone."),
    "port": _l("it is no port; write a number from 1 to 65535."),
    "base_path": _l("it is no path of an address; write / or something like /monitor/."),
    "secret_key": _l("it is too short; write at least 32 random characters."),
    "public_url": _l("it is no address of a page; write it as browsers know it, such as https://monitor.example.org."),
    "reading": _l("write public (everybody reads what is published) or login (nobody reads without login)."),
    "smtp_host": _l("it is neither a host name nor an IP address; write the mail server of the town."),
    "smtp_port": _l("it is no port; write a number from 1 to 65535."),
    "smtp_user": _l("it is no name; write the user of the mail server, or remove the variable."),
    "smtp_password": _l("it is no password; write that of the mail server's user, or remove the variable."),
    "smtp_tls": _l("write starttls (port 587), tls (port 465) or none (only on a trusted way)."),
    "mail_from": _l("it is no e-mail address; write the one that letters come from."),
    "mail_reply_to": _l("it is no e-mail address; write the one that answers go to."),
    "data_dir": _l("there is no such folder; write the folder that holds the strategy packages."),
    "audit_head": _l("it is no file that can be written; write a path in a folder that exists."),
    "log_level": _l("it is no log level; write DEBUG, INFO, WARNING or ERROR."),
    "threads": _l("it is no number of threads; write a number from 1 to 64."),
    "trusted_proxy": _l("it is no IP address; write that of the proxy which names the visitors' addresses."),
    "oidc_issuer": _l("it is no address of a provider; write it as the provider does, with https."),
    "oidc_client_id": _l("write the name under which the provider knows this program."),
    "oidc_client_secret": _l("write the secret that the provider gave to this program."),
    "oidc_roles": _l("write rules such as groups=monitor-admin: admin; groups=ag-2: lead@musterstadt-2030/field/2."),
    "today": _l("it is no day; write it as 2024-05-31, or remove the variable (it is for demonstrations only)."),
}


def _problem(field: str, kind: str) -> str:
    name = f"{PREFIX}{field.upper()}"
    if kind == "missing":
        return _(
            "{name} is missing: a server that other machines can reach needs it; write at least 32 random characters.",
            name=name,
        )
    return _("{name} cannot be used: {why}", name=name, why=_SENTENCES[field])


def load_settings() -> Settings:
    """The settings of the environment; SettingsError names every variable that cannot be used."""
    problems = list(_mistyped())
    try:
        settings = Settings()
        problems += _unfit(settings)
    except ValidationError as error:
        problems = [_problem(str(found["loc"][0]), found["type"]) for found in error.errors()] + problems
    if problems:
        raise SettingsError(dict.fromkeys(problems)) from None
    return settings


def _unfit(settings: Settings) -> Iterator[str]:
    """One sentence for what each setting allows and all of them together do not."""
    if not settings.local:
        debug = [name for name in ("FLASK_DEBUG", "DASH_DEBUG") if os.environ.get(name, "0").lower() not in _OFF]
        debug += [f"{PREFIX}LOG_LEVEL=DEBUG"] if settings.log_level == "DEBUG" else []
        for name in debug:
            yield _("{name} is for one machine alone: remove it from a server that others reach.", name=name)
        if settings.oidc_issuer and settings.public_url is None:
            yield _("{name} is missing: the provider sends people back to it.", name=f"{PREFIX}PUBLIC_URL")
    if settings.oidc_issuer and not (settings.oidc_client_id and settings.oidc_client_secret):
        name = f"{PREFIX}OIDC_CLIENT_{'SECRET' if settings.oidc_client_id else 'ID'}"
        yield _("{name} is missing: single sign-on needs it.", name=name)


def _mistyped() -> Iterator[str]:
    """One sentence for each variable that is none of ours: it would do nothing, and nobody would know."""
    known = [name.upper() for name in Settings.model_fields]
    for name, value in sorted(os.environ.items()):
        own = name.upper().removeprefix(PREFIX)
        if own == name.upper() or own in known or own.startswith(_OF_TESTS) or not value:
            continue
        close = get_close_matches(own, known, 1, cutoff=0.5)
        if close:
            yield _("{name} is no setting. Is {close} meant?", name=name, close=PREFIX + close[0])
        else:
            names = ", ".join(known)
            yield _("{name} is no setting: remove it. Behind {prefix} may stand: {names}.",
                    name=name, prefix=PREFIX, names=names)  # fmt: skip
