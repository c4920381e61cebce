"""An external issuer as the operator describes it in ROLEBOOK_TRUSTED_ISSUERS."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

import orjson
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic import TypeAdapter as _Adapter

from auth.roles import Role

OWN: Final = "rolebook"
"""The name of the built-in issuer, which nobody else may have."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_DOMAIN: Final = re.compile(r"([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")


class WrongIssuers(ValueError):
    """The text describes no issuers; the message is part of a sentence."""


def _name(value: str) -> str:
    if not _NAME.fullmatch(value) or value == OWN:
        raise ValueError(f"{value!r} is not a short lower-case name other than {OWN!r}")
    return value


def _issuer(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError(f"{value!r} is not an address such as https://login.example.com")
    if parts.query or parts.fragment:
        raise ValueError("an issuer has neither a query nor a fragment")
    return value


def _scopes(value: tuple[str, ...]) -> tuple[str, ...]:
    if "openid" not in value:
        raise ValueError("they must hold openid")
    return value


def _domains(value: tuple[str, ...]) -> tuple[str, ...]:
    for domain in value:
        if not _DOMAIN.fullmatch(domain):
            raise ValueError(f"{domain!r} is not a domain such as example.com")
    return value


class RoleMap(BaseModel):
    """Which role the values of a claim stand for; a dotted claim lies inside others.

    Of several values the highest role counts, and none of them makes a viewer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str
    map: dict[str, Role]

    def role(self, claims: Mapping[str, Any]) -> Role:
        """The role that these claims stand for."""
        value: Any = claims.get(self.claim)
        if value is None:
            value = claims
            for part in self.claim.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
        values = value if isinstance(value, list) else [value]
        found = {self.map[each] for each in values if isinstance(each, str) and each in self.map}
        return max(found, key=tuple(Role).index, default=Role.VIEWER)


class TrustedIssuer(BaseModel):
    """One external issuer: how people sign in there, and what its tokens are good for here.

    Its access tokens are taken only where `audience` names what they must be for. Without `roles`
    an account keeps the role it has here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: Annotated[str, AfterValidator(_name)]
    issuer: Annotated[str, AfterValidator(_issuer)]
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    title: str | None = None
    scopes: Annotated[tuple[str, ...], AfterValidator(_scopes)] = ("openid", "profile", "email")
    audience: str | None = Field(default=None, min_length=1)
    roles: RoleMap | None = None
    allowed_domains: Annotated[tuple[str, ...], AfterValidator(_domains)] = ()
    create_accounts: Literal[False, "viewer"] = False

    @model_validator(mode="after")
    def _tokens_are_for_us(self) -> Self:
        if self.audience == self.client_id:
            raise ValueError("the audience cannot be the client_id: ID tokens are for that")
        return self

    @property
    def shown(self) -> str:
        """What its button says."""
        return self.title or self.name


_LIST: Final = _Adapter(tuple[TrustedIssuer, ...])


def parsed(text: str | bytes) -> tuple[TrustedIssuer, ...]:
    """The issuers of a JSON list; raises WrongIssuers naming the first thing that does not fit."""
    try:
        found = _LIST.validate_python(orjson.loads(text))
    except orjson.JSONDecodeError as error:
        raise WrongIssuers("it must be a JSON list of issuers, or the path of a file") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the list"
        message = first["msg"].removeprefix("Value error, ")
        raise WrongIssuers(f"{where}: {message}") from None
    for field in ("name", "issuer"):
        values = [getattr(each, field) for each in found]
        if len(set(values)) < len(values):
            raise WrongIssuers(f"two issuers have the same {field}")
    return found
