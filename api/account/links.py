"""/account/first-owner, /account/invitation and /account/reset: the pages of one-time links."""

from typing import Any

from starlette.responses import Response

from api.account.new_password import chosen
from api.account.view import Page, View, problem, view
from api.account.visitor import Visitor
from auth import accounts
from auth.accounts import UnusableEmail, UnusableName
from auth.documents.accounts import TicketKind, User
from auth.signing_in import tickets
from auth.signing_in.sign_in import enter
from auth.signing_in.tickets import TicketVoid


@view
async def first_owner_page(visitor: Visitor) -> Response:
    """The form for the first account; gone as soon as there is one."""
    if await accounts.any_admin_exists(visitor.directory):
        return problem(visitor, "not_found", 404)
    if visitor.request.method == "GET":
        secret = visitor.request.query_params.get("ticket", "")
        await tickets.opened(visitor.directory, TicketKind.FIRST_OWNER, secret)
        return _shown(visitor, "first_owner", ticket=secret, email="", name="")
    form, errors = await visitor.form(as_stranger=True), dict[str, str]()
    secret = form.get("ticket", "")
    await tickets.opened(visitor.directory, TicketKind.FIRST_OWNER, secret)
    email, name = form.get("email", ""), form.get("name", "")
    try:
        accounts.normal_name(name)
    except UnusableName:
        errors["name"] = visitor.texts.name_unusable
    try:
        accounts.normal_email(email)
    except UnusableEmail:
        errors["email"] = visitor.texts.email_unusable
    new = chosen(form, visitor.texts, errors)
    if errors:
        values = {"ticket": secret, "email": email, "name": name, "errors": errors}
        return _shown(visitor, "first_owner", status=400, **values)
    password_hash = await visitor.directory.passwords.hashed(new)
    try:
        user = await tickets.set_up_first_owner(
            visitor.directory, secret, email=email, name=name, password_hash=password_hash
        )
    except TicketVoid:  # somebody else was quicker
        return problem(visitor, "not_found", 404)
    return await _welcome(visitor, user)


def _password_page(kind: TicketKind, template: str) -> Page:
    async def page(visitor: Visitor) -> Response:
        """The form with which somebody chooses a password, and what it posts."""
        if visitor.request.method == "GET":
            secret = visitor.request.query_params.get("ticket", "")
            holder = await tickets.holder(visitor.directory, kind, secret)
            return _shown(visitor, template, ticket=secret, email=holder.email)
        form, errors = await visitor.form(as_stranger=True), dict[str, str]()
        secret = form.get("ticket", "")
        holder = await tickets.holder(visitor.directory, kind, secret)
        new = chosen(form, visitor.texts, errors)
        if errors:
            values = {"ticket": secret, "email": holder.email, "errors": errors}
            return _shown(visitor, template, status=400, **values)
        password_hash = await visitor.directory.passwords.hashed(new)
        user = await tickets.use(visitor.directory, kind, secret, password_hash)
        return await _welcome(visitor, user)

    return page


invitation_page: View = view(_password_page(TicketKind.INVITATION, "invitation"))
reset_page: View = view(_password_page(TicketKind.RESET, "reset"))


def _shown(visitor: Visitor, template: str, *, status: int = 200, **values: Any) -> Response:
    return visitor.shown(template, status=status, token=visitor.stranger_token, **values)


async def _welcome(visitor: Visitor, user: User) -> Response:
    entered = await enter(
        visitor.directory, user, before=visitor.account_cookie, device=visitor.device_cookie
    )
    return visitor.let_in(entered, "/account/?notice=welcome")
