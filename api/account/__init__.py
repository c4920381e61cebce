"""Sign-in, consent and password pages: server-rendered, without JavaScript."""

from starlette.routing import BaseRoute, Route

from api.account.consent import consent_page
from api.account.device import device_page
from api.account.home import forgot_page, home_page
from api.account.links import first_owner_page, invitation_page, reset_page
from api.account.page import static_file
from api.account.password import password_page
from api.account.sign_in import sign_in_page
from api.account.sign_out import sign_out_page

_FORM = ["GET", "POST"]

routes: list[BaseRoute] = [
    Route("/account/", home_page),
    Route("/account/sign-in", sign_in_page, methods=_FORM),
    Route("/account/sign-out", sign_out_page, methods=_FORM),
    Route("/account/consent", consent_page, methods=_FORM),
    Route("/account/device", device_page, methods=_FORM),
    Route("/account/password", password_page, methods=_FORM),
    Route("/account/forgot", forgot_page),
    Route("/account/first-owner", first_owner_page, methods=_FORM),
    Route("/account/invitation", invitation_page, methods=_FORM),
    Route("/account/reset", reset_page, methods=_FORM),
    Route("/account/style.css", static_file),
    Route("/account/icon.svg", static_file),
]
"""Every path of this package, for the route table in `api.app`."""
