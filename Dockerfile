# syntax=docker/dockerfile:1

FROM rust:1.95-slim-trixie AS build
WORKDIR /build

# The dependencies alone, so that a change of the sources does not build them again.
COPY Cargo.toml Cargo.lock build.rs ./
RUN mkdir src \
    && echo 'fn main() {}' > src/main.rs \
    && touch src/lib.rs \
    && cargo build --release --locked \
    && rm -r src

COPY migrations migrations
COPY seed seed
COPY src src
# Cargo goes by times, and those of the sources are older than the build above.
RUN touch build.rs src/main.rs src/lib.rs \
    && cargo build --release --locked

FROM debian:trixie-slim
RUN useradd --system --uid 10001 --no-create-home qbank \
    && install --directory --owner=qbank /data
COPY --from=build /build/target/release/qbank /usr/local/bin/qbank

USER qbank
# A `qbank.toml` in the volume is read.
WORKDIR /data
VOLUME /data
# Here, and only here, all addresses: which of them are reached is for whoever runs the container.
ENV DATABASE_URL=sqlite:///data/qbank.db QBANK_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["qbank", "health"]
ENTRYPOINT ["qbank"]
CMD ["serve"]
