"""Settings: what they default to, and one sentence for each that does not fit."""

from pathlib import Path

import pytest

from api.settings import SettingsError, read_settings
from tests.serving import rolebook

SECRET = "thirty-two characters, or more than that"


def test_the_defaults_are_those_of_a_first_start() -> None:
    settings = read_settings()
    assert settings.env == "development"
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.locales.all == ("en", "de")
    assert settings.locales.chain("de") == ("de", "en")
    assert settings.data_dir == Path(".rolebook")
    assert settings.mongodb_uri is None


def test_an_option_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEBOOK_PORT", "9000")
    assert read_settings(port=None).port == 9000
    assert read_settings(port=9001).port == 9001


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEBOOK_MONGODB_URI", "")
    assert read_settings().mongodb_uri is None


def test_the_page_address_holds_the_public_one() -> None:
    settings = read_settings(public_url="https://roles.example.com/")
    assert settings.page_template == ("https://roles.example.com/pages/{slug}.html?locale={locale}")
    ours = read_settings(page_url="https://example.com/{locale}/careers/{slug}")
    assert ours.page_template == "https://example.com/{locale}/careers/{slug}"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104  # only parsed
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("example.org", "http://example.org:8000"),
    ],
)
def test_the_address_is_one_that_can_be_opened(host: str, address: str) -> None:
    assert read_settings(host=host).address == address


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PORT", "http", "integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("ENV", "staging", "'development' or 'production'"),
        ("LOCALES", "en,xx_YY", "'xx_YY' is not a locale such as en or pt-BR"),
        ("LOCALES", "de>en", "unknown"),
        ("LOCALES", "en,en", "configured twice"),
        ("LOCALES", ",", "at least one locale"),
        ("PUBLIC_URL", "roles.example.com", "it must be an address such as https://"),
        ("PUBLIC_URL", "https://x.org/?a=b", "it must be an address such as https://"),
        ("PAGE_URL", "https://x.org/roles", "it must hold {slug}"),
        ("PAGE_URL", "https://x.org/{slug}/{key}", "no other placeholder"),
        ("PAGE_URL", "/roles/{slug}", "it must be an address"),
        ("SECRET_KEY", "short", "at least 32 characters"),
        ("DATABASE", "role book", "letters, digits"),
        ("SAMPLE_LIBRARY", "perhaps", "boolean"),
        ("ALLOWED_ORIGINS", "example.com", "'example.com' is neither * nor an origin such as"),
        ("ALLOWED_ORIGINS", "*,https://a.org/path", "'https://a.org/path' is neither * nor"),
        ("ALLOWED_HOSTS", "https://a.org", "'https://a.org' is not a host such as"),
        ("FORWARDED_ALLOW_IPS", "proxy", "'proxy' does not appear to be an IPv4 or IPv6 network"),
        ("LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
def test_a_bad_setting_is_one_sentence_that_names_it(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ROLEBOOK_{variable}", value)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    sentence = str(refused.value)
    assert sentence.startswith(f"ROLEBOOK_{variable} cannot be used: ")
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    if variable == "SECRET_KEY":
        assert value not in sentence


def test_origins_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().allowed_origins == ("*",)
    monkeypatch.setenv("ROLEBOOK_ALLOWED_ORIGINS", "https://a.org, http://localhost:3000/")
    assert read_settings().allowed_origins == ("https://a.org", "http://localhost:3000")


RANDOM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PRODUCTION = {
    "ENV": "production",
    "MONGODB_URI": "mongodb://mongo/?replicaSet=rs0",
    "SECRET_KEY": RANDOM,
    "PUBLIC_URL": "https://roles.example.com",
}


def test_production_is_deliberate(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(f"ROLEBOOK_{name}", value)
    assert read_settings().env == "production"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ROLEBOOK_MONGODB_URI", "", "ROLEBOOK_MONGODB_URI is needed"),
        ("ROLEBOOK_SECRET_KEY", "", "ROLEBOOK_SECRET_KEY is needed"),
        ("ROLEBOOK_SECRET_KEY", "a" * 64, "ROLEBOOK_SECRET_KEY cannot be used"),
        ("ROLEBOOK_SECRET_KEY", "change-me-to-something-random-0123", "ROLEBOOK_SECRET_KEY cannot"),
        ("ROLEBOOK_PUBLIC_URL", "", "ROLEBOOK_PUBLIC_URL must be an https address"),
        ("ROLEBOOK_PUBLIC_URL", "http://roles.example.com", "ROLEBOOK_PUBLIC_URL must be"),
        ("ROLEBOOK_LOG_LEVEL", "debug", "ROLEBOOK_LOG_LEVEL=debug cannot be used"),
        ("AUTHLIB_INSECURE_TRANSPORT", "1", "AUTHLIB_INSECURE_TRANSPORT must not be set"),
        (
            "ROLEBOOK_TRUSTED_ISSUERS",
            '[{"name": "a", "issuer": "http://a.test", "client_id": "x"}]',
            "ROLEBOOK_TRUSTED_ISSUERS cannot be used with ROLEBOOK_ENV=production",
        ),
    ],
)
def test_the_command_refuses_what_is_not_fit_for_production(
    variable: str, value: str, said: str, tmp_path: Path
) -> None:
    given = {f"ROLEBOOK_{name}": told for name, told in PRODUCTION.items()}
    given |= {"ROLEBOOK_DATA_DIR": str(tmp_path), variable: value}
    done = rolebook("serve", settings=given)
    assert done.returncode == 2
    assert done.stderr.startswith(f"rolebook: {said}"), done.stderr
    assert done.stderr.count("\n") == 1
    assert RANDOM not in done.stderr


def test_an_insecure_switch_is_refused_with_a_public_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    assert read_settings().env == "development"
    with pytest.raises(SettingsError, match=r"^AUTHLIB_INSECURE_TRANSPORT"):
        read_settings(public_url="https://roles.example.com")


def test_issuers_are_written_out_or_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = '[{"name": "acme", "issuer": "https://a.test", "client_id": "x"}]'
    file = tmp_path / "issuers.json"
    file.write_text(text)
    for value in (text, str(file)):
        monkeypatch.setenv("ROLEBOOK_TRUSTED_ISSUERS", value)
        assert [issuer.name for issuer in read_settings().trusted_issuers] == ["acme"]
    for value in (str(tmp_path / "none.json"), '[{"name": "acme"}]'):
        monkeypatch.setenv("ROLEBOOK_TRUSTED_ISSUERS", value)
        with pytest.raises(SettingsError, match=r"^ROLEBOOK_TRUSTED_ISSUERS cannot be used: "):
            read_settings()


def test_secrets_do_not_print_themselves() -> None:
    settings = read_settings(mongodb_uri="mongodb://me:hidden@mongo/", secret_key=SECRET)
    assert "hidden" not in repr(settings)
    assert SECRET not in repr(settings)


def test_what_content_depends_on_reads_back_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(port=9000, locales="en,pt-BR>pt>en,pt>en")
    for variable, value in settings.for_content().items():
        monkeypatch.setenv(variable, value)
    again = read_settings()
    assert (again.locales, again.page_template) == (settings.locales, settings.page_template)
