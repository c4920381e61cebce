"""A small library for tests, written to disk in a line."""

from pathlib import Path
from textwrap import dedent

from content.values.locales import LocaleConfig
from seed.exchange.reading import LibraryEntity, read_library

LOCALES = LocaleConfig.parse("en,de>en")
BY = "librarian@example.org"

BAKERY = {
    "skills.yaml": """
        - {type: SKILL, key: kneading, publish: [en], name: {en: Kneading}}
        - {type: SKILL, key: tasting, publish: [en], name: {en: Tasting}}
    """,
    "statements.yaml": """
        - type: STATEMENT
          key: opens
          publish: [en, de]
          kind: RESPONSIBILITY
          heading: {en: Open up, de: Aufschließen}
          text: {en: Opens the shop at five., de: Öffnet den Laden um fünf.}
          skills: [kneading]
        - type: STATEMENT
          key: bakes
          publish: [en]
          kind: RESPONSIBILITY
          text: {en: Bakes the bread.}
        - type: STATEMENT
          key: hates-mornings
          kind: RESPONSIBILITY
          text: {en: A draft nobody may read.}
    """,
    "questions.yaml": """
        - type: INTERVIEW_QUESTION
          key: burnt
          publish: [en]
          prompt: {en: A batch is burnt. What now?}
          minutes: 10
          sample_answer: {en: I say so first.}
    """,
    "roles/baker.yaml": """
        type: ROLE
        key: baker
        publish: [en, de]
        title: {en: Baker, de: Bäckerei}
        skills:
          - {skill: kneading, importance: REQUIRED}
    """,
    "pages/baker.yaml": """
        type: ROLE_PAGE
        key: baker
        publish: [en, de]
        role: baker
        slug: {en: baker, de: baeckerei}
        title: {en: What is a Baker?, de: Was macht eine Bäckerei?}
        blocks:
          - id: duties
            type: STATEMENT_LIST
            kind: RESPONSIBILITY
            heading: {en: Duties}
            items:
              - opens
              - use: bakes
                override:
                  text: {en: Bakes the bread before dawn.}
          - id: questions
            type: QUESTION_LIST
            items:
              - {use: burnt, id: fire, override: {minutes: 15}}
          - id: related
            type: RELATED_ROLES
            picks: [head-baker]
    """,
    "pages/head-baker.yaml": """
        type: ROLE_PAGE
        key: head-baker
        extends: baker
        publish: [en]
        role: baker
        slug: {en: head-baker}
        title: {en: What is a Head Baker?}
        blocks:
          - inherited: duties
            heading: {en: More duties}
            items:
              - inherited: opens
                hidden: true
              - use: opens
                id: opens-again
          - id: related-to-head
            type: RELATED_ROLES
            picks: [baker]
    """,
}
"""Six kinds of entity, two pages that point at each other, one draft."""


def put(folder: Path, files: dict[str, str]) -> Path:
    """The files written under the folder, their common indent removed."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def read(folder: Path, files: dict[str, str]) -> dict[str, LibraryEntity]:
    """The entities of a library by `TYPE/key`."""
    return {str(entity.name): entity for entity in read_library(put(folder, files), LOCALES)}
