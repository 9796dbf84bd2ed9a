# The production image: web, worker and beat are the same image with another command.
FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/gir
COPY requirements.lock ./
RUN python -m venv /opt/gir && /opt/gir/bin/python -m pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY . .
# Only here: collectstatic needs settings that are valid, not ones that are used.
RUN SECRET_KEY=this-value-is-only-there-to-collect-the-static-files ALLOWED_HOSTS=localhost \
    GIR_BASE_URL=http://localhost EMAIL_URL=smtp://localhost \
    DATABASE_URL=postgres://localhost/none REDIS_URL=redis://localhost \
    /opt/gir/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data gir && install --directory --owner=gir --mode=0700 /data
COPY --from=build /opt/gir /opt/gir
COPY --from=build /srv/gir /srv/gir
WORKDIR /srv/gir
ENV PATH=/opt/gir/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=gir.settings GIR_DATA=/data
USER gir
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "--log-level", "error", "gir.wsgi:application"]
