"""The town's own single sign-on (OpenID Connect): where to send people, and who came back.

Every way out is a new state, nonce and PKCE verifier, which the browser carries sealed until it comes back; the ID token
is taken only with the provider's signature, for this program, from this issuer, with this nonce.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dashboard.errors import StrategiemonitorError
from dashboard.settings import Settings, is_loopback
from dashboard.text.catalog import gettext as _

#: Seconds that the provider may take for an answer.
_PATIENCE = 10
#: Seconds that clocks may differ by.
_LEEWAY = 60
_SCOPE = "openid profile email"
_DISCOVERY = "/.well-known/openid-configuration"
#: What an ID token may be signed with: never nothing, and never a secret that both sides know.
_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class ProviderFailed(StrategiemonitorError):
    """The single sign-on did not work; `why` is for the log alone."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(sentence)
        self.why = why


def _unreachable(why: str) -> ProviderFailed:
    return ProviderFailed(_("The town's account cannot be reached at the moment. Please try again later."), why)


def _refused(why: str) -> ProviderFailed:
    return ProviderFailed(_("The town's account did not confirm the login. Please begin again."), why)


class Way(NamedTuple):
    """What is remembered of one login on its way to the provider and back; `after` is where it goes on."""

    state: str
    nonce: str
    verifier: str
    after: str

    @classmethod
    def new(cls, after: str) -> Way:
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), after)


@dataclass
class Provider:
    """The provider of the settings; what it says about itself is asked once, when it is first needed."""

    issuer: str
    client_id: str
    client_secret: str
    back: str
    _said: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, settings: Settings, back: str) -> Provider | None:
        """`back` is the address that people come back to."""
        if not (settings.oidc_issuer and settings.oidc_client_id and settings.oidc_client_secret):
            return None
        return cls(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, back)

    def way_there(self, way: Way) -> str:
        """The address at which the provider asks who somebody is. Raises ProviderFailed."""
        url, _state = self._session().create_authorization_url(
            self._address("authorization_endpoint"), state=way.state, nonce=way.nonce, code_verifier=way.verifier
        )
        return url

    def claims(self, way: Way, answer: Mapping[str, str]) -> Mapping[str, Any]:
        """What the provider says about who came back with this answer. Raises ProviderFailed."""
        if not secrets.compare_digest(answer.get("state", "").encode(), way.state.encode()):
            raise _refused("state")
        if answer.get("iss", self.issuer) != self.issuer:
            raise _refused("issuer of the answer")
        if "error" in answer or not answer.get("code"):
            raise _refused("no code")
        return self._checked(self._token(answer["code"], way), way)

    def _session(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]

        return OAuth2Session(
            self.client_id, self.client_secret, scope=_SCOPE, redirect_uri=self.back, code_challenge_method="S256",
            default_timeout=_PATIENCE,
        )  # fmt: skip

    def _metadata(self) -> Mapping[str, Any]:
        if self._said is None:
            said = self._asked(self.issuer.rstrip("/") + _DISCOVERY)
            if said.get("issuer") != self.issuer:
                raise _refused("issuer of the metadata")
            self._said = said
        return self._said

    def _asked(self, url: str) -> Mapping[str, Any]:
        import requests

        try:
            answer = requests.get(url, timeout=_PATIENCE, allow_redirects=False)
            found = answer.json() if answer.status_code == requests.codes.ok else None
        except (requests.RequestException, ValueError) as error:
            raise _unreachable(type(error).__name__) from None
        if not isinstance(found, dict):
            raise _unreachable(f"status {answer.status_code}")
        return found

    def _address(self, name: str) -> str:
        """An address out of the metadata: by https, or on this machine."""
        address = self._metadata().get(name)
        parts = urlsplit(address) if isinstance(address, str) else None
        if parts is None or (parts.scheme != "https" and not is_loopback(parts.hostname or "")):
            raise _refused(f"address {name}")
        return str(address)

    def _token(self, code: str, way: Way) -> Mapping[str, Any]:
        from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
        from requests import RequestException

        try:
            token = self._session().fetch_token(
                self._address("token_endpoint"), code=code, code_verifier=way.verifier, grant_type="authorization_code"
            )
        except AuthlibBaseError as error:
            raise _refused(f"code: {error.error or type(error).__name__}") from None
        except (RequestException, ValueError) as error:
            raise _unreachable(type(error).__name__) from None
        if not isinstance(token, dict) or not isinstance(token.get("id_token"), str):
            raise _refused("no ID token")
        return token

    def _checked(self, token: Mapping[str, Any], way: Way) -> Mapping[str, Any]:
        from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        registry = JWSRegistry(algorithms=list(_SIGNATURES), strict_check_header=False)
        expected = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        about = {"nonce": way.nonce, "client_id": self.client_id, "access_token": token.get("access_token")}
        try:
            # Asked each time: keys change, and a login is rare.
            keys = KeySet.import_key_set(dict(self._asked(self._address("jwks_uri"))))  # type: ignore[arg-type]
            found = jwt.decode(token["id_token"], key=keys, registry=registry)
            claims = CodeIDToken(found.claims, found.header, expected, about)
            claims.validate(leeway=_LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _refused(f"ID token: {type(error).__name__}") from None
        if not isinstance(claims.get("sub"), str) or not claims["sub"]:
            raise _refused("no subject")
        return dict(claims)
