# The handful of commands of CONTRIBUTING.md; `just` alone lists them.

_list:
    @just --list --unsorted

# Serve the bank at http://127.0.0.1:8080
serve *flags:
    cargo run --release -- serve {{flags}}

# Everything that a change has to pass
check:
    bash .ci/run

# Only the tests whose names contain the text
test *name:
    cargo test --locked -- {{name}}

# Put the code into its form
format:
    cargo fmt --all

# Write the API's document anew, after a change of the API
openapi:
    cargo run --quiet -- openapi > openapi.yaml.new
    mv openapi.yaml.new openapi.yaml

# Check the licences and advisories of all dependencies (needs cargo-deny)
deny:
    cargo deny check
