# The files that GitHub reads: against their schemas, and by zizmor, which knows how workflows are attacked.
needs=("$packages/tools/bin/check-jsonschema" "$packages/tools/bin/zizmor")

try() {
    check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
    check-jsonschema --quiet --builtin-schema vendor.github-actions action.yml
    zizmor --offline --quiet --no-progress --persona pedantic --strict-collection .github/workflows action.yml
    # Everything that a workflow runs is there.
    local file
    for file in $(grep --only-matching --no-filename --extended-regexp '\b(packaging|tests|\.ci)/[a-z/.-]*[a-z]' .github/workflows/*.yml action.yml); do
        [ -e "$file" ] || fail "a workflow names $file, which is not there"
    done
    # One row of the table is one job, one npm package and one extension.
    python3 - <<'EOT'
import json
rows = json.load(open("packaging/targets.json"))
for names in [[row["target"] for row in rows], [row["npm"]["name"] for row in rows], [row["vscode"] for row in rows]]:
    assert len(names) == len(set(names)), names
EOT
}
