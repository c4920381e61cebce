"""Access tokens of an editor who may do everything that is measured."""

from auth.directory import Directory
from auth.principal import Kind
from auth.roles import SCOPES_OF, Role
from auth.tokens.access_tokens import issue_access_token


async def publishers_token(directory: Directory) -> str:
    """A new token of a publisher, for the editorial API."""
    issued = await issue_access_token(
        directory,
        subject="usr_" + "0" * 26,
        kind=Kind.USER,
        client_id="bench",
        role=Role.PUBLISHER,
        grants=(),
        scopes=sorted(SCOPES_OF[Role.PUBLISHER]),
        resource=directory.editorial_resource,
        signed_in_at=directory.clock(),
        family=None,
    )
    return issued.token
