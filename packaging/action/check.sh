#!/usr/bin/env bash
# The second step of action.yml: problems become annotations of the pull request, and with SARIF a file as well.
set -euo pipefail

: "${PATHS?}" "${ARGUMENTS?}" "${SINCE?}" "${SARIF?}"

# Both inputs are lists, one word a line or blank; `read -a` splits them without expanding patterns.
read -r -d '' -a paths <<<"$PATHS" || true
read -r -d '' -a arguments <<<"$ARGUMENTS" || true
# The form with + keeps old versions of bash from calling an empty array unset.
check=(hsmeta check ${arguments[@]+"${arguments[@]}"})
# The base branch of a pull request may have moved on: what it gained since is no change of the pull request. Without a merge
# base, as in a shallow clone, hsmeta says what is missing.
if [ -n "$SINCE" ] && [ "$SINCE" = "origin/${GITHUB_BASE_REF-}" ]; then
    base=$(git merge-base "$SINCE" HEAD 2>/dev/null) || base=$SINCE
    SINCE=$base
fi
# One argument: a ref that begins with a hyphen is not an option.
if [ -n "$SINCE" ]; then
    check+=("--since=$SINCE")
fi

if [ -n "$SARIF" ]; then
    "${check[@]}" --format sarif --output "$SARIF" --fail-on never -- ${paths[@]+"${paths[@]}"}
fi
"${check[@]}" --format github -- ${paths[@]+"${paths[@]}"}
