"""What an operator may set: environment variables that begin with ROLEBOOK_."""

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.production import complaints
from api.rates import Rate
from api.trusted_manifests import read_manifests
from auth.issuers.trusted import TrustedIssuer, WrongIssuers, parsed
from content.values.locales import LocaleConfig

PREFIX = "ROLEBOOK_"
SHORTEST_SECRET = 32


class SettingsError(Exception):
    """A setting cannot be used; the message is one sentence that names it."""


def _locales(value: object) -> object:
    return LocaleConfig.parse(value) if isinstance(value, str) else value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("it must be an address such as https://roles.example.com")
    return value.rstrip("/")


def _database_name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,38}", value):
        raise ValueError("it must be 1 to 38 letters, digits, hyphens or underscores")
    return value


def _long_enough(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(f"it must have at least {SHORTEST_SECRET} characters")
    return value


def _page_template(value: str) -> str:
    unknown = set(re.findall(r"\{([^}]*)\}", value)) - {"public_url", "slug", "locale"}
    if "{slug}" not in value or unknown:
        raise ValueError(
            "it must hold {slug}, may hold {locale} and {public_url}, and no other placeholder"
        )
    if not value.startswith("{public_url}"):
        _web_address(re.split(r"[?#{]", value)[0])
    return value


def _origins(value: object) -> object:
    if not isinstance(value, str):
        return value
    origins = tuple(filter(None, (part.strip().rstrip("/") for part in value.split(","))))
    for origin in origins:
        parts = urlsplit(origin)
        is_origin = parts.scheme in ("http", "https") and parts.netloc and not parts.path
        if origin != "*" and not is_origin:
            raise ValueError(f"{origin!r} is neither * nor an origin such as https://example.com")
    return origins


def _issuers(value: object) -> object:
    """Issuers from JSON, or from the JSON file whose path it is: secrets stay out of listings."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return parsed(value)
    try:
        return parsed(Path(value).read_bytes())
    except OSError as error:
        raise WrongIssuers(f"{value} cannot be read ({error.strerror})") from error


def _hosts(value: object) -> object:
    if not isinstance(value, str):
        return value
    hosts = tuple(filter(None, (part.strip().lower() for part in value.split(","))))
    for host in hosts:
        if not re.fullmatch(r"[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\]", host):
            raise ValueError(f"{host!r} is not a host such as roles.example.com, without a port")
    return hosts


def _networks(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())


def _rate(value: object) -> object:
    return Rate.parse(value) if isinstance(value, str) else value


def _documents(value: object) -> object:
    return read_manifests(Path(value)) if isinstance(value, str | Path) else value


class Settings(BaseSettings):
    """Every setting with what it does; a command's options come before the environment."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    env: Literal["development", "production"] = Field(
        default="development",
        description="`production` refuses the embedded MongoDB, a secret key that was not given, "
        "a public URL without https and switches for development",
    )
    host: str = Field(default="127.0.0.1", description="the address to listen on")
    port: int = Field(default=8000, ge=0, le=65_535, description="the port to listen on")
    public_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None,
        description="where the outside reaches this server; by default http://HOST:PORT",
    )
    mongodb_uri: SecretStr | None = Field(
        default=None, description="a MongoDB replica set; without it MongoDB is embedded"
    )
    database: Annotated[str, AfterValidator(_database_name)] = Field(
        default="rolebook", description="the name of the database"
    )
    data_dir: Path = Field(
        default=Path(".rolebook"),
        description="where the embedded MongoDB and the generated secret key live",
    )
    mongod: Path | None = Field(
        default=None,
        description="the mongod to embed; by default the one on the PATH, else the wheel's",
    )
    locales: Annotated[LocaleConfig, NoDecode, BeforeValidator(_locales)] = Field(
        default=LocaleConfig.parse("en,de>en"),
        description="the locales with their fallback chains, the default first: `en,de>en`",
    )
    page_url: Annotated[str, AfterValidator(_page_template)] = Field(
        default="{public_url}/pages/{slug}.html?locale={locale}",
        description="where the careers site shows a role page, with {slug} and {locale}",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_origins)] = Field(
        default=("*",),
        description="web origins whose pages may read /graphql, comma-separated; `*` is any",
    )
    secret_key: Annotated[SecretStr, AfterValidator(_long_enough)] | None = Field(
        default=None,
        description="what tokens and cursors are sealed with, 32 characters or more; all servers "
        "share it",
    )
    trusted_issuers: Annotated[tuple[TrustedIssuer, ...], NoDecode, BeforeValidator(_issuers)] = (
        Field(
            default_factory=tuple,
            description="OpenID Connect issuers to sign in at, as a JSON list or the path of one",
        )
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_hosts)] = Field(
        default_factory=tuple,
        description="hosts this server answers to beside that of its public URL and this "
        "machine's own names, comma-separated",
    )
    forwarded_allow_ips: Annotated[
        tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)
    ] = Field(
        default_factory=tuple,
        description="proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses "
        "or networks, comma-separated",
    )
    http_front: Literal["protocol", "asgi"] = Field(
        default="protocol",
        description="`protocol` answers what is kept before the application is asked, and has "
        "time-outs and limits that uvicorn lacks; `asgi` does without both",
    )
    metrics_allow_ips: Annotated[
        tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)
    ] = Field(
        default=(ip_network("127.0.0.0/8"), ip_network("::1")),
        description="who may read /metrics, if no proxy is in between: addresses or networks, "
        "comma-separated; by default this machine alone",
    )
    cache_megabytes: int = Field(
        default=64,
        ge=0,
        le=100_000,
        description="how much memory each server process may keep answers in; 0 keeps none",
    )
    trusted_documents: Annotated[Mapping[str, str], NoDecode, BeforeValidator(_documents)] = Field(
        default_factory=dict,
        description="manifests of the documents that trusted clients send by id: the path of a "
        "JSON file, in the format of Relay or of Apollo, or of a folder of them",
    )
    safelist_only: bool = Field(
        default=False, description="refuse every document at /graphql that is not a trusted one"
    )
    rate_limit: Annotated[Rate | None, NoDecode, BeforeValidator(_rate)] = Field(
        default=Rate.parse("50/s"),
        description="how many operations one address, or one account, may have run, as `50/s`, "
        "`600/m` or, with how many at once, `50/s:500`; or `off`. Kept answers and this machine's "
        "own requests do not count",
    )
    sample_library: bool = Field(
        default=False, description="load the sample library into an empty database at the start"
    )
    snapshot_megabytes: int = Field(
        default=64,
        ge=0,
        le=100_000,
        description="how much of the published content each process keeps ready to answer from",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="the least important messages to log"
    )

    @model_validator(mode="after")
    def _production_is_deliberate(self) -> Self:
        for complaint in complaints(self):
            raise ValueError(complaint)
        if self.safelist_only and not self.trusted_documents:
            raise ValueError(
                "ROLEBOOK_SAFELIST_ONLY refuses everything without ROLEBOOK_TRUSTED_DOCUMENTS"
            )
        return self

    @property
    def local_host(self) -> str:
        """A host by which this machine reaches what listens on `host`."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def address(self) -> str:
        """`public_url`, or the address listened on when there is none."""
        host = f"[{self.local_host}]" if ":" in self.local_host else self.local_host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def page_template(self) -> str:
        """`page_url` with the public address filled in: `{slug}` and `{locale}` remain."""
        return self.page_url.replace("{public_url}", self.address)

    def for_content(self) -> dict[str, str]:
        """What published content depends on, by variable."""
        chains = ",".join(">".join(chain) for chain in self.locales.chains.values())
        return {f"{PREFIX}PAGE_URL": self.page_template, f"{PREFIX}LOCALES": chains}


def read_settings(**options: Any) -> Settings:
    """The settings of the environment, under those given here that are not None.

    Raises SettingsError naming the first variable that does not fit.
    """
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    message = first["msg"].removeprefix("Value error, ").partition(", unable to")[0]
    if not first["loc"]:
        return f"{message}."
    variable = f"{PREFIX}{str(first['loc'][0]).upper()}"
    return f"{variable} cannot be used: {message.replace('Input should be', 'it must be')}."
