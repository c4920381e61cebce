"""/metrics: what a Prometheus may ask of each process (https://prometheus.io/docs/instrumenting/)."""
