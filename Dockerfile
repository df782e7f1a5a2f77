# wikilint in a container: docker run --rm -v "$PWD:/work" wikilint check
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --disable-pip-version-check /wheels/*.whl \
 && rm -r /wheels \
 && useradd --create-home --uid 1000 wikilint
USER wikilint
WORKDIR /work
ENTRYPOINT ["wikilint"]
CMD ["check"]
