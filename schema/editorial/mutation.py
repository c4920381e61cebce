"""Everything that changes something: the mutations' table of contents."""

import strawberry

from auth.scopes import Scope
from content.values.ids import ContentType
from schema.editorial import archiving, deleting, publishing, unpublishing, updating
from schema.editorial.access import mutation_field
from schema.editorial.accounts import changing as accounts
from schema.editorial.accounts.answers import UserLinkResult, UserResult
from schema.editorial.archiving import ArchiveResult
from schema.editorial.clients import changing as clients
from schema.editorial.clients.changing import ClientSecretResult, RevokeClientResult
from schema.editorial.creating import creating
from schema.editorial.deleting import DeleteResult
from schema.editorial.inputs.interview_question import (
    CreateInterviewQuestionInput,
    UpdateInterviewQuestionInput,
)
from schema.editorial.inputs.job_description import (
    CreateJobDescriptionInput,
    UpdateJobDescriptionInput,
)
from schema.editorial.inputs.reference import (
    CreateCompetencyInput,
    CreateJobFamilyInput,
    CreateOrganizationInput,
    CreateSkillInput,
    UpdateCompetencyInput,
    UpdateJobFamilyInput,
    UpdateOrganizationInput,
    UpdateSkillInput,
)
from schema.editorial.inputs.role import CreateRoleInput, UpdateRoleInput
from schema.editorial.inputs.role_page import CreateRolePageInput, UpdateRolePageInput
from schema.editorial.inputs.snippet import CreateSnippetInput, UpdateSnippetInput
from schema.editorial.inputs.statement import CreateStatementInput, UpdateStatementInput
from schema.editorial.publishing import PublishResult
from schema.editorial.saved import SaveResult
from schema.editorial.unpublishing import UnpublishResult
from schema.editorial.updating import updating as updates


@strawberry.type(
    description="What changes something. A mutation is done whole or not at all; what keeps it "
    "from being done is a member of its result."
)
class Mutation:
    create_role: SaveResult = mutation_field(
        creating(ContentType.ROLE, CreateRoleInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a role.",
    )
    create_statement: SaveResult = mutation_field(
        creating(ContentType.STATEMENT, CreateStatementInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a statement.",
    )
    create_interview_question: SaveResult = mutation_field(
        creating(ContentType.INTERVIEW_QUESTION, CreateInterviewQuestionInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes an interview question.",
    )
    create_snippet: SaveResult = mutation_field(
        creating(ContentType.SNIPPET, CreateSnippetInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a snippet.",
    )
    create_job_description: SaveResult = mutation_field(
        creating(ContentType.JOB_DESCRIPTION, CreateJobDescriptionInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a job description.",
    )
    create_role_page: SaveResult = mutation_field(
        creating(ContentType.ROLE_PAGE, CreateRolePageInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a role page.",
    )
    create_organization: SaveResult = mutation_field(
        creating(ContentType.ORGANIZATION, CreateOrganizationInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes an organisation.",
    )
    create_job_family: SaveResult = mutation_field(
        creating(ContentType.JOB_FAMILY, CreateJobFamilyInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a job family.",
    )
    create_skill: SaveResult = mutation_field(
        creating(ContentType.SKILL, CreateSkillInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a skill.",
    )
    create_competency: SaveResult = mutation_field(
        creating(ContentType.COMPETENCY, CreateCompetencyInput),
        scope=Scope.CONTENT_WRITE,
        description="Makes a competency.",
    )
    update_role: SaveResult = mutation_field(
        updates(ContentType.ROLE, UpdateRoleInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a role.",
    )
    update_statement: SaveResult = mutation_field(
        updates(ContentType.STATEMENT, UpdateStatementInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a statement.",
    )
    update_interview_question: SaveResult = mutation_field(
        updates(ContentType.INTERVIEW_QUESTION, UpdateInterviewQuestionInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes an interview question.",
    )
    update_snippet: SaveResult = mutation_field(
        updates(ContentType.SNIPPET, UpdateSnippetInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a snippet.",
    )
    update_job_description: SaveResult = mutation_field(
        updates(ContentType.JOB_DESCRIPTION, UpdateJobDescriptionInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a job description.",
    )
    update_role_page: SaveResult = mutation_field(
        updates(ContentType.ROLE_PAGE, UpdateRolePageInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a role page.",
    )
    update_organization: SaveResult = mutation_field(
        updates(ContentType.ORGANIZATION, UpdateOrganizationInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes an organisation.",
    )
    update_job_family: SaveResult = mutation_field(
        updates(ContentType.JOB_FAMILY, UpdateJobFamilyInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a job family.",
    )
    update_skill: SaveResult = mutation_field(
        updates(ContentType.SKILL, UpdateSkillInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a skill.",
    )
    update_competency: SaveResult = mutation_field(
        updates(ContentType.COMPETENCY, UpdateCompetencyInput),
        scope=Scope.CONTENT_WRITE,
        description="Changes a competency.",
    )
    edit_blocks: SaveResult = mutation_field(
        updating.edit_blocks,
        scope=Scope.CONTENT_WRITE,
        description="Changes the blocks of a role page or a job description.",
    )
    share: SaveResult = mutation_field(
        updating.share,
        scope=Scope.CONTENT_WRITE,
        description="Makes a part that belongs to one page everybody's.",
    )
    restore_revision: SaveResult = mutation_field(
        updating.restore_revision,
        scope=Scope.CONTENT_WRITE,
        description="Saves again what an older revision said. It publishes nothing.",
    )
    archive: ArchiveResult = mutation_field(
        archiving.archive,
        scope=Scope.CONTENT_DELETE,
        description="Puts an entity into the archive: published nowhere, restorable for 30 days.",
    )
    restore: SaveResult = mutation_field(
        archiving.restore,
        scope=Scope.CONTENT_DELETE,
        description="Takes an entity out of the archive, as a draft.",
    )
    delete: DeleteResult = mutation_field(
        deleting.delete,
        scope=Scope.CONTENT_DELETE,
        description="Deletes an archived entity for good, with its history.",
    )
    publish: PublishResult = mutation_field(
        publishing.publish,
        scope=Scope.CONTENT_PUBLISH,
        description="Publishes exactly one revision, in some locales.",
    )
    unpublish: UnpublishResult = mutation_field(
        unpublishing.unpublish,
        scope=Scope.CONTENT_PUBLISH,
        description="Takes an entity from readers, in some locales.",
    )
    invite_user: UserLinkResult = mutation_field(
        accounts.invite,
        scope=Scope.USERS_MANAGE,
        description="Makes an account and a link with which its owner chooses a password.",
    )
    update_user: UserResult = mutation_field(
        accounts.update,
        scope=Scope.USERS_MANAGE,
        description="Changes an account's name, role or grants.",
    )
    disable_user: UserResult = mutation_field(
        accounts.disable,
        scope=Scope.USERS_MANAGE,
        description="Bars an account from signing in; what is signed in ends within seconds.",
    )
    enable_user: UserResult = mutation_field(
        accounts.enable,
        scope=Scope.USERS_MANAGE,
        description="Lets a disabled account sign in again.",
    )
    reset_password: UserLinkResult = mutation_field(
        accounts.reset_password,
        scope=Scope.USERS_MANAGE,
        description="Makes a link to choose another password; earlier ones are void.",
    )
    sign_out_everywhere: UserResult = mutation_field(
        accounts.sign_out_everywhere,
        scope=Scope.USERS_MANAGE,
        description="Ends everything that somebody is signed in to, within seconds.",
    )
    create_client: ClientSecretResult = mutation_field(
        clients.create,
        scope=Scope.CLIENTS_MANAGE,
        description="Registers a program that asks for tokens.",
    )
    rotate_client_secret: ClientSecretResult = mutation_field(
        clients.rotate_secret,
        scope=Scope.CLIENTS_MANAGE,
        description="Gives a client another secret; the old one and its tokens are void.",
    )
    revoke_client: RevokeClientResult = mutation_field(
        clients.revoke,
        scope=Scope.CLIENTS_MANAGE,
        description="Disables a client for good.",
    )
