"""The two fields of every page that sets a password."""

from api.account.forms import Form
from api.account.texts import Texts
from auth.signing_in.passwords import Unusable, UnusablePassword, acceptable


def chosen(form: Form, texts: Texts, errors: dict[str, str]) -> str:
    """The new password as it is hashed; what is wrong with it goes into `errors`, by field."""
    told = {
        Unusable.TOO_SHORT: texts.password_short,
        Unusable.TOO_LONG: texts.password_long,
        Unusable.NOT_TEXT: texts.password_not_text,
    }
    password = form.get("new", "")
    try:
        normal = acceptable(password)
    except UnusablePassword as unusable:
        errors["new"] = told[unusable.reason]
        return ""
    if form.get("repeat", "") != password:
        errors["repeat"] = texts.password_differs
    return normal
