# newslint on a folder of articles:
#   docker build --tag newslint .
#   docker run --rm --volume "$PWD:/work" newslint check articles

FROM python:3.13-slim AS build
WORKDIR /source
COPY constraints.txt hatch_build.py pyproject.toml README.md LICENSE ./
COPY newslint ./newslint
RUN python -m venv /opt/newslint \
    && /opt/newslint/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check \
        --constraint constraints.txt . \
    && /opt/newslint/bin/python -m compileall -q /opt/newslint/lib

FROM python:3.13-slim
COPY --from=build /opt/newslint /opt/newslint
ENV PATH="/opt/newslint/bin:$PATH" PYTHONUTF8=1
# Whoever wants reports and fixes written as himself says so: docker run --user "$(id -u):$(id -g)"
RUN useradd --uid 10001 --create-home newslint
USER newslint
WORKDIR /work
ENTRYPOINT ["newslint"]
CMD ["--help"]
