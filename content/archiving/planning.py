"""What archiving would touch, looked up before anything is written."""

from dataclasses import dataclass, field

from content.archiving.contents import expect_version, published_pairs, refuse_foreign
from content.documents.heads import Head
from content.drafts import head as stored_head
from content.installation import Installation
from content.publishing import restricting, withdrawing
from content.publishing.homes import parts_of
from content.publishing.restricting import User
from content.publishing.withdrawing import Going
from content.store import Session
from content.values.problems import Conflict
from content.values.users_fate import UsersFate
from content.values.within import Within


@dataclass
class Plan:
    """What archiving would touch: its heads (the entity first), publications, users."""

    heads: list[Head]
    going: Going
    needing: list[User] = field(default_factory=list)
    drafts: list[User] = field(default_factory=list)

    @property
    def head(self) -> Head:
        """The entity itself."""
        return self.heads[0]

    def expect(self, version: int) -> None:
        """Raises Conflict if the entity is not at that version, or archived already."""
        expect_version(self.head, version)
        if self.head.archived:
            raise Conflict(f"{self.head.key} is archived already")

    def refuse(self, users: UsersFate, within: Within) -> None:
        """Raises Restricted or Forbidden if it cannot be done."""
        if users is UsersFate.REFUSE and self.needing:
            told = f"{self.head.key} cannot be archived, for these cannot do without it"
            restricting.refuse(told, self.needing, within)
        refuse_foreign(self.heads, within)
        withdrawing.refuse_foreign(self.going.pairs, within)


async def plan_archive(
    installation: Installation, entity_id: str, users: UsersFate, session: Session
) -> Plan:
    """What archiving the entity would touch now; raises NotFound."""
    head = await stored_head(entity_id, session)
    parts = [part for part in await parts_of([entity_id], session) if not part.archived]
    heads = [head, *parts]
    going = await withdrawing.gather(installation, published_pairs(heads), users, session)
    drafts = await restricting.draft_users([each.id for each in heads], session)
    published = await restricting.published_users(going.needing, session)
    known = {user.entity_id for user in published}
    waiting = [each for each in drafts if each.needs_it and each.entity_id not in known]
    return Plan(heads, going, published + waiting, drafts)
