# The two steps of action.yml, as a runner for Linux would run them, with the release of the part `npm` in the place of
# GitHub's.
needs=(bash git python3 sha256sum)

install() {
    env PATH="$scratch/bin:$PATH" ACTION_REPOSITORY=owner/hsmeta ACTION_PATH="$root" VERSION="v$version" \
        RUNNER_OS=Linux RUNNER_ARCH=X64 RUNNER_TEMP="$scratch/temp" GITHUB_PATH="$scratch/path" \
        bash packaging/action/install.sh
}

# check <paths> <arguments> [file for SARIF [git ref]]
check() {
    env PATH="$(cat "$scratch/path"):$PATH" PATHS="$1" ARGUMENTS="$2" SARIF="${3-}" SINCE="${4-}" bash "$root/packaging/action/check.sh"
}

# A pull request whose base branch has moved on: the name of the project changes there only.
moved_base() {
    local repository=$scratch/repository git
    cp -R fixtures/projects/documented-app "$repository"
    git=(env GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -C "$repository" -c user.name=a -c user.email=a@example.com)
    "${git[@]}" init --quiet
    "${git[@]}" add --all
    "${git[@]}" commit --quiet --message 'pull request'
    sed -i.old 's/"name": "/"name": "other-/' "$repository/hsproject.json"
    "${git[@]}" commit --quiet --all --message 'base branch'
    "${git[@]}" update-ref refs/remotes/origin/main HEAD
    "${git[@]}" reset --quiet --hard HEAD~1
    (cd "$repository" && GITHUB_BASE_REF=$1 check . '' '' origin/main)
}

try() {
    [ -d "$packages/release" ] || fail 'the part npm comes first'
    export GH_STAND_IN=$scratch
    local assets=$scratch/github/owner/hsmeta/releases/download/v$version
    mkdir -p "$scratch/bin" "$scratch/temp" "$assets"
    cp tests/packages/gh "$scratch/bin"
    cp "$packages"/release/*.tar.gz "$assets"
    (cd "$assets" && sha256sum -- * >SHA256SUMS)

    expect 0 "hsmeta $version" install
    local broken=fixtures/projects/broken-shop healthy=fixtures/projects/documented-app
    expect 0 '' check "$healthy" ''
    expect 1 ',file=fixtures/projects/broken-shop/src/app/' check "$healthy $broken" ''
    expect 0 '::error ' check "$broken" '--fail-on never'
    expect 1 '::error ' check "$broken" '' "$scratch/diagnostics.sarif"
    expect 0 '2.1.0' cat "$scratch/diagnostics.sarif"
    expect 2 ' not ' check "$healthy" '' '' '--output=x'
    expect 0 '' moved_base main
    rm -rf "$scratch/repository"
    expect 1 'changed-project-name' moved_base ''

    echo >>"$assets/hsmeta-$version-x86_64-unknown-linux-gnu.tar.gz"
    expect 1 'FAILED' install
}
