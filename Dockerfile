# One image for web, worker, beat and migrations; docker-compose.yml says which it is. No secret goes into any layer.

# Style sheets and icons, by the lock.
FROM node:22-bookworm-slim AS node
WORKDIR /node
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

# Packages, translations and static files. Debian 12 and Python 3.11: the same as under the tests.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /tmp/requirements.txt
WORKDIR /app
COPY . .
COPY --from=node /node/node_modules /node_modules
RUN python -m launcher.image /node_modules
# The key is a word for this one command, which signs nothing; the real one comes from outside when the image runs.
RUN SECRET_KEY=not-a-key-only-for-this-line STATIC_ROOT=/app/public \
    /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf .run/log .run/processes .run/stamps launcher

# What runs: no compiler, no package manager of Node, no root.
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig fonts-noto-core libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache --system-only \
    && useradd --system --uid 10001 --user-group --home-dir /nonexistent --shell /usr/sbin/nologin icam \
    && install -d -o icam -g icam -m 700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp \
    DJANGO_SETTINGS_MODULE=icam.settings \
    STATIC_ROOT=/app/public \
    STORAGE_ROOT=/data
WORKDIR /app
USER 10001:10001
EXPOSE 8000
VOLUME ["/data"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "deploy/health.py", "web"]
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "--bind", "0.0.0.0:8000", "icam.wsgi"]
