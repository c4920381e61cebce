"""The device grant (RFC 8628): a terminal asks, a person with a browser answers, it polls."""

from auth.server.device.answering import DeviceRequest, approve, deny, lookup
from auth.server.device.asking import request_device
from auth.server.device.polling import device_token

__all__ = ["DeviceRequest", "approve", "deny", "device_token", "lookup", "request_device"]
