"""The orders of each list. Ties are broken by entity id, so that pages never overlap."""

from enum import Enum

import strawberry

_DESCRIPTION = (
    "How the list is ordered. With `search` and without `orderBy`, the best match comes first."
)


@strawberry.enum(description=_DESCRIPTION)
class RolePageOrder(Enum):
    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"


@strawberry.enum(description=_DESCRIPTION)
class JobDescriptionOrder(Enum):
    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"


@strawberry.enum(description=_DESCRIPTION)
class StatementOrder(Enum):
    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"


@strawberry.enum(description=_DESCRIPTION)
class InterviewQuestionOrder(Enum):
    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"


@strawberry.enum(description=_DESCRIPTION)
class RoleOrder(Enum):
    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"


@strawberry.enum(description=_DESCRIPTION)
class SkillOrder(Enum):
    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"
