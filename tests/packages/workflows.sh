# The files that GitHub reads: against their schemas, and by zizmor, which knows how workflows are attacked. And what the scripts of a
# release decide without a registry.
needs=(git "$packages/tools/bin/check-jsonschema" "$packages/tools/bin/zizmor" "$packages/tools/bin/shellcheck")

# channel_of <version> <tags...>: whom that version is for, beside these.
channel_of() {
    local folder=$scratch/channel tag
    rm -rf "$folder"
    mkdir -p "$folder/packaging"
    cp -R packaging/publish packaging/version "$folder/packaging"
    printf 'version = "%s"\n' "$1" >"$folder/Cargo.toml"
    git -C "$folder" init --quiet
    git -C "$folder" remote add origin .
    git -C "$folder" commit --quiet --allow-empty --message release
    for tag in "${@:2}"; do git -C "$folder" tag "$tag"; done
    bash "$folder/packaging/publish/channel"
}

# A version takes the place of an older one, never of a newer one.
channels() {
    expect 0 latest channel_of 0.1.0
    expect 0 latest channel_of 0.1.0 v0.1.0
    expect 0 latest channel_of 1.10.0 v1.9.0 v1.10.0 v2.0.0-rc.1
    expect 0 previous channel_of 1.9.1 v1.9.1 v1.10.0
    expect 0 next channel_of 2.0.0-rc.1 v1.10.0
    git -C "$scratch/channel" remote set-url origin nowhere
    sed -i.old s/-rc.1// "$scratch/channel/Cargo.toml"
    expect 128 nowhere bash "$scratch/channel/packaging/publish/channel"
}

# The notes of a release are the section about its version, and nothing else.
release_notes() {
    grep --quiet '^## \[Unreleased\]$' CHANGELOG.md || fail 'CHANGELOG.md has no section "Unreleased"'
    mkdir "$scratch/packaging"
    cp packaging/release-notes "$scratch/packaging"
    cat >"$scratch/CHANGELOG.md" <<'EOT'
# Changelog

## [Unreleased]

## [1.1.0] - 2000-02-02

### Added

* One thing.

## [1.0.0] - 2000-01-01

The first release.

[1.1.0]: https://example.com/1.1.0
EOT
    local notes=(bash "$scratch/packaging/release-notes")
    [ "$("${notes[@]}" 1.1.0)" = $'\n### Added\n\n* One thing.' ] || fail "the notes of 1.1.0 are: $("${notes[@]}" 1.1.0)"
    [ "$("${notes[@]}" 1.0.0)" = $'\nThe first release.' ] || fail "the notes of 1.0.0 are: $("${notes[@]}" 1.0.0)"
    expect 1 'no section about version "Unreleased"' "${notes[@]}" Unreleased
    expect 1 'no section about version "1.1"' "${notes[@]}" 1.1
}

try() {
    check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
    check-jsonschema --quiet --builtin-schema vendor.github-actions action.yml
    check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
    check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
    check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
    zizmor --offline --quiet --no-progress --persona pedantic --strict-collection .github action.yml
    git grep --files-with-matches --extended-regexp '^#!.*[ /](ba)?sh$' -- ':!*.md' ':!*.py' | xargs shellcheck --severity warning
    # They use what tests/packages/run defines, and a folder that is not there ends them.
    shellcheck --shell bash --severity warning --exclude SC2034,SC2154,SC2164 tests/packages/*.sh
    # Everything that a workflow runs is there.
    local file
    for file in $(grep --only-matching --no-filename --extended-regexp '\b(packaging|tests|\.ci)/[a-z/.-]*[a-z]' .github/workflows/*.yml action.yml); do
        [ -e "$file" ] || fail "a workflow names $file, which is not there"
    done
    # A release is made with the programs that the tests are run with.
    local program wanted
    while IFS=@ read -r program wanted; do
        grep --quiet --fixed-strings "cargo install $program --version '~$wanted'" tests/setup-ci ||
            fail "a workflow installs $program $wanted, tests/setup-ci another version"
    done < <(sed -n 's/.*cargo install --locked //p' .github/workflows/*.yml)
    release_notes
    channels
    # Each group of tests/run is a job.
    local group
    for group in $(bash tests/run --list | cut -d ' ' -f 1 | sort --unique); do
        grep --quiet --extended-regexp -- "--only $group$|group: \[(.*, )?${group}[],]" .github/workflows/ci.yml || fail "no job of ci.yml runs the group $group"
    done
    # One row of the table is one job, one npm package and one extension.
    python3 - <<'EOT'
import json, re, sys, tempfile, zipfile
from pathlib import Path
sys.dont_write_bytecode = True
rows = json.load(open("packaging/targets.json"))
for names in [[row["target"] for row in rows], [row["npm"]["name"] for row in rows], [row["vscode"] for row in rows]]:
    assert len(names) == len(set(names)), names

# What `cargo binstall` looks for is what assemble.py makes, and every platform of the table has it.
sys.path.insert(0, "packaging")
from assemble import CARGO, VERSION, archive_name, program_name, unpack
binstall = CARGO["metadata"]["binstall"]
suffixes = {"tgz": ".tar.gz", "zip": ".zip"}
for row in rows:
    target = row["target"]
    kind = binstall["overrides"].get(target, {}).get("pkg-fmt", binstall["pkg-fmt"])
    known = {"repo": "R", "name": "hsmeta", "version": VERSION, "target": target, "archive-suffix": suffixes[kind],
             "bin": "hsmeta", "binary-ext": ".exe" if "windows" in target else ""}
    def expanded(key):
        return re.sub(r"{ ([a-z-]+) }", lambda match: known[match[1]], binstall[key])
    archive = archive_name(target)
    assert expanded("pkg-url") == f"R/releases/download/v{VERSION}/{archive}", archive
    assert expanded("bin-dir") == f"{archive.removesuffix(suffixes[kind])}/{program_name(target)}", archive

# A wheel writes the version 1.0.0-rc.1 as 1.0.0rc1.
with tempfile.TemporaryDirectory() as folder:
    wheel = Path(folder, "hsmeta-1.0.0rc1-py3-none-win_amd64.whl")
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("hsmeta-1.0.0rc1.data/scripts/hsmeta.exe", "program")
    assert unpack(wheel, "x86_64-pc-windows-msvc", Path(folder, "out")).read_text() == "program"
EOT
}
