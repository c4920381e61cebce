"""The closed lists of values that editors see: delivery's, and those that are theirs alone."""

import strawberry

from auth.policy import Action
from auth.policy import Reason as PermissionReason
from auth.principal import Kind
from auth.roles import Role as AccountRole
from content.drafts import DraftOrder, LocaleState
from content.values.problems import Severity
from content.values.sources import Audience
from schema.delivery.enums import (
    ContentType,
    Importance,
    Level,
    OccupationScheme,
    QuestionKind,
    Robots,
    Show,
    SnippetKind,
    StatementKind,
    VariableType,
)

strawberry.enum(Audience, description="Who may read a sample answer.")
strawberry.enum(
    Severity, description="Whether an issue keeps content from being published, or only tells."
)
strawberry.enum(Action, description="What somebody may be allowed to do.")
strawberry.enum(
    PermissionReason, name="PermissionReason", description="Why something is not allowed."
)
strawberry.enum(Kind, name="ActorKind", description="What acts.")
strawberry.enum(AccountRole, name="AccountRole", description="What an account is for.")
strawberry.enum(
    LocaleState,
    name="State",
    description="How a draft stands to what its locale publishes: DRAFT where nothing is "
    "published now, CHANGED where something else is.",
)
strawberry.enum(
    DraftOrder, description="How a list of drafts is ordered. Ties are broken by entity id."
)

__all__ = [
    "AccountRole",
    "Action",
    "Audience",
    "ContentType",
    "DraftOrder",
    "Importance",
    "Kind",
    "Level",
    "LocaleState",
    "OccupationScheme",
    "PermissionReason",
    "QuestionKind",
    "Robots",
    "Severity",
    "Show",
    "SnippetKind",
    "StatementKind",
    "VariableType",
]
