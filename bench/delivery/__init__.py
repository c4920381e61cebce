"""The read path under load: Rolebook and its references, each a server that wrk asks in turn."""
