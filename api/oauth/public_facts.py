"""What anybody may read about the authorization server, from any web page."""

from typing import Any, Final

from api.json_response import JsonResponse

_SHARED: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=300",
}


def public_fact(content: dict[str, Any], **options: Any) -> JsonResponse:
    """An answer that holds for five minutes and is nobody's secret."""
    return JsonResponse(content, headers=_SHARED, **options)
