# Real commits in a temporary repository with real hooks: pre-commit with each of our ways to install, and the blocks
# that docs/pre-commit.md shows for git alone, lefthook and husky.
needs=("$packages/tools/bin/pre-commit" "$packages/node/node_modules/.bin/lefthook" "$packages/node/node_modules/.bin/husky")

# block <heading> <language> [number]: a code block below that heading of docs/pre-commit.md.
block() {
    awk -v heading="## $1" -v fence="\`\`\`$2" -v number="${3-1}" '
        /^## / { here = $0 == heading }
        $0 == "```" { if (inside) exit }
        inside { print }
        here && $0 == fence { inside = ++seen == number }' docs/pre-commit.md
}

# A repository with two cards of one project, in which nothing is wrong.
new_repository() {
    rm -rf "$scratch/repository"
    cp -R "$root/fixtures/projects/documented-app" "$scratch/repository"
    cd "$scratch/repository"
    git init --quiet
    git add .
    git commit --quiet --message start
}

app=src/app/app-hsmeta.json

# commit <exit code> <text>: of everything that changed.
commit() {
    git add --all
    expect "$1" "$2" git commit --message change
}

# A mistake stops the commit, its repair lets it pass.
blocks_and_passes() {
    sed -i 's/"type": *"app"/"type": "apq"/' "$app"
    commit 1 'error[unknown-type]'
    sed -i 's/"apq"/"app"/; $a\ ' "$app"
    commit 0 ''
}

# hook_repository <folder>: makes what a hook is installed from, with a tag, out of files.
hook_repository() {
    local folder=$1
    git -C "$folder" init --quiet
    git -C "$folder" add --all
    git -C "$folder" commit --quiet --message release
    git -C "$folder" tag "v$version"
}

# with_pre_commit <configuration on stdin>
with_pre_commit() {
    new_repository
    cat >.pre-commit-config.yaml
    git add .
    git commit --quiet --message configuration
    expect 0 '' pre-commit validate-config
    expect 0 installed pre-commit install
}

with_hooks_of() {
    with_pre_commit <<EOT
repos:
  - repo: file://$1
    rev: v$version
    hooks:
      - id: $2
EOT
}

# Everything that a commit can do, with the program on the PATH.
on_the_path() {
    with_hooks_of "$scratch/hooks" hsmeta
    blocks_and_passes

    # A clash with a file that does not change; two changed files of one project are one report.
    mkdir src/app/media-bridge
    printf '{"uid": "my_app", "type": "media-bridge", "config": {}}' >src/app/media-bridge/clash-hsmeta.json
    commit 1 'error[duplicate-uid]'
    cp src/app/media-bridge/clash-hsmeta.json src/app/media-bridge/again-hsmeta.json
    commit 1 'error[duplicate-uid]'
    [ "$(git commit --message again 2>&1 | grep --count 'checked 1 project')" -eq 1 ] || fail 'one project, one report'
    git rm --quiet -r --force src/app/media-bridge

    echo text >notes.txt
    commit 0 'no files to check'

    # As docs/pre-commit.md says: nothing is passed to the hook.
    git rm --quiet "$app"
    commit 0 'no files to check'
    expect 1 'error[' hsmeta check
}

with_the_block_of_the_docs() {
    with_pre_commit < <(cd "$root" && block pre-commit yaml)
    blocks_and_passes
    block_always=$(cd "$root" && block pre-commit yaml 4)
    { cat .pre-commit-config.yaml; echo "$block_always"; } >"$scratch/always.yaml"
    with_pre_commit <"$scratch/always.yaml"
    git rm --quiet "$app"
    commit 1 'error['
}

repairs() {
    with_hooks_of "$scratch/hooks" hsmeta-fix
    sed -i 's/"type": *"app",/"type": "app",,/; $a\ ' "$app"
    commit 1 'files were modified by this hook'
    commit 0 ''
}

with_git_alone() {
    new_repository
    (cd "$root" && block 'Without a tool' sh) >.git/hooks/pre-commit
    chmod +x .git/hooks/pre-commit
    blocks_and_passes
    echo text >notes.txt
    commit 0 ''
    git rm --quiet "$app"
    commit 1 'error['
}

with_lefthook() {
    new_repository
    (cd "$root" && block lefthook yaml) >lefthook.yml
    expect 0 '' lefthook install
    blocks_and_passes
}

with_husky() {
    new_repository
    expect 0 '' husky
    (cd "$root" && block husky sh) >.husky/pre-commit
    blocks_and_passes
}

try() {
    export PRE_COMMIT_HOME=$scratch/pre-commit
    expect 0 '' pre-commit validate-manifest .pre-commit-hooks.yaml packaging/pre-commit-mirror/.pre-commit-hooks.yaml
    mkdir "$scratch/hooks"
    copy_of_tree "$scratch/hooks"
    hook_repository "$scratch/hooks"
    cp -R packaging/pre-commit-mirror "$scratch/mirror"
    hook_repository "$scratch/mirror"
    [ -x "$packages/clean/bin/hsmeta" ] || fail 'the part wheel comes first'

    # The mirror, without an hsmeta on the PATH.
    export PIP_FIND_LINKS="$packages/wheelhouse $packages/wheels/x86_64-unknown-linux-gnu"
    with_hooks_of "$scratch/mirror" hsmeta
    blocks_and_passes

    # From source, which is a release build; the test leaves out the optimizer.
    export CARGO_TARGET_DIR=$packages/build CARGO_PROFILE_RELEASE_OPT_LEVEL=0
    with_hooks_of "$scratch/hooks" hsmeta-build
    blocks_and_passes

    mkdir "$scratch/bin"
    ln -s "$packages/clean/bin/hsmeta" "$scratch/bin/hsmeta"
    export PATH=$scratch/bin:$packages/node/node_modules/.bin:$PATH
    on_the_path
    with_the_block_of_the_docs
    repairs
    with_git_alone
    with_lefthook
    with_husky
}
