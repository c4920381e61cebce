"""Small reference data: families, skills, competencies and organisations."""

import strawberry

from schema.delivery.content import Content


@strawberry.type(description="A group of occupations, such as Engineering.")
class JobFamily(Content):
    name: str = strawberry.field(description="Its name.")
    aliases: list[str] = strawberry.field(description="Other names for it.")
    summary: str | None = strawberry.field(description="What it is, in a line.")
    same_as: list[str] = strawberry.field(description="Addresses that identify it elsewhere.")


@strawberry.type(description="Something a person can do or knows.")
class Skill(Content):
    name: str = strawberry.field(description="Its name.")
    aliases: list[str] = strawberry.field(description="Other names for it.")
    summary: str | None = strawberry.field(description="What it is, in a line.")
    same_as: list[str] = strawberry.field(description="Addresses that identify it elsewhere.")


@strawberry.type(description="A quality an interview looks for, such as problem solving.")
class Competency(Content):
    name: str = strawberry.field(description="Its name.")
    aliases: list[str] = strawberry.field(description="Other names for it.")
    summary: str | None = strawberry.field(description="What it is, in a line.")
    same_as: list[str] = strawberry.field(description="Addresses that identify it elsewhere.")


@strawberry.type(description="An employer.")
class Organization(Content):
    name: str = strawberry.field(description="Its name.")
    aliases: list[str] = strawberry.field(description="Other names for it.")
    summary: str | None = strawberry.field(description="What it is, in a line.")
    same_as: list[str] = strawberry.field(description="Addresses that identify it elsewhere.")
