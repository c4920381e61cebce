"""Every error code that Rolebook can tell, found in its source."""

import ast
import re
from collections.abc import Iterator

from graphql import EnumTypeDefinitionNode, parse

from tests.serving import REPOSITORY

CODE = re.compile(r"[A-Z]{2,}(?:_[A-Z]+)+|[A-Z]{4,}")
NOT_CODES = {"POST", "NFKC", "NFKD", "QUESTION"}


def codes() -> set[str]:
    """Every code the program can tell: an argument of a call, a `code` of a class or mapping."""
    found: set[str] = set()
    sure: set[str] = set()
    for folder in ("api", "schema", "content"):
        for file in (REPOSITORY / folder).rglob("*.py"):
            tree = ast.parse(file.read_text())
            sure |= {text for each in codes_by_name(tree) for text in texts(each)}
            for expression in candidates(tree):
                match expression:
                    case ast.IfExp():
                        found |= texts(expression.body) | texts(expression.orelse)
                    case _:
                        found |= texts(expression)
    for file in (REPOSITORY / "schema" / "limits").glob("*.py"):
        within = {text for node in ast.walk(ast.parse(file.read_text())) for text in texts(node)}
        sure |= {text for text in within if re.fullmatch("[A-Z_]+_LIMIT", text)}
    told = {text for text in found if CODE.fullmatch(text)} - NOT_CODES - enum_values()
    return told | sure


def codes_by_name(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions that are codes whatever word they are: of an issue, a refusal, a mapping."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Issue")):
                yield from (named.value for named in node.keywords if named.arg == "code")
            case ast.Call(func=ast.Name(id="Refusal"), args=[code, *_]):
                yield code
            case ast.AnnAssign(target=ast.Name(id="_CODES"), value=ast.Dict(values=values)):
                yield from values
            case _:
                pass


def candidates(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions where a code may stand."""
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from node.args
                yield from (named.value for named in node.keywords if named.arg == "code")
            case ast.Dict():
                pairs = zip(node.keys, node.values, strict=True)
                yield from (value for key, value in pairs if key and "code" in texts(key))
            case ast.Assign(targets=[ast.Name(id="code")]):
                yield node.value
            case _:
                pass


def texts(node: ast.AST) -> set[str]:
    """The text that a constant is, if it is one."""
    match node:
        case ast.Constant(value=str() as text):
            return {text}
        case _:
            return set()


def enum_values() -> set[str]:
    """The values of GraphQL's enums: words in capitals that are no codes."""
    schema = parse((REPOSITORY / "schema" / "delivery.graphql").read_text())
    enums = [each for each in schema.definitions if isinstance(each, EnumTypeDefinitionNode)]
    return {value.name.value for enum in enums for value in enum.values or ()}
