# The developer commands, by name. `just` is a convenience: each recipe is one command that also works without it.
# docs/CONTRIBUTING.md explains them.

set positional-arguments
set windows-shell := ["bash", "-cu"]

# List the recipes
default:
    @just --list

# Check a project with a debug build
check *args:
    cargo run --quiet -- check "$@"

# Format the code
fmt:
    cargo fmt

# Lint the code as CI does
lint:
    bash tests/run --only lint

# Run the tests that concern a rule, a message or a schema: the short loop
quick:
    cargo test --locked --test it -- fixtures:: planted:: examples:: ide_hover:: docs:: config:: schemas:: published:: contributing:: language:: style::

# Rewrite expectations and generated files; read the diff
update:
    UPDATE_EXPECT=1 cargo test --locked --no-fail-fast --test it

# Run all tests; parts that cannot run here are skipped
test:
    bash tests/run

# Run parts or groups of the tests, for example `just only editors`
only *names:
    bash tests/run --only "$@"

# List the parts and groups of the tests
parts:
    bash tests/run --list

# Run everything, as CI does; a part that cannot run fails
test-all:
    bash tests/run --all

# Install what all tests, or those of the named groups, require
setup *groups:
    bash tests/setup-ci "$@"

# Publish a release into stand-ins of all registries, and install it from there
rehearse:
    bash tests/run --all --only 'package: wheel' 'package: rehearsal'

# Check that a test fails without a rule, or without each of them
mutation *rules:
    python3 tests/mutation.py "$@"

# Fuzz a target, for example `just fuzz -t 60 syntax`
fuzz *args:
    bash fuzz/run "$@"

# Measure time against other programs
bench *args:
    python3 benches/run.py "$@"

# Compare the instruction counts of the hot paths with the budget
budget:
    python3 benches/budget.py

# Accept the instruction counts of today
budget-update:
    python3 benches/budget.py --write

# Package the VS Code extension
vscode:
    npm run --prefix vscode-extension package

# Check the documentation
docs:
    bash tests/run --only docs

# Build the documentation as a site
site:
    bash site/build

# Print the notes of a release
release-notes version:
    bash packaging/release-notes "$1"
