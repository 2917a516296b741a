# The software bill of materials: valid, the same wherever it is made, and complete.
needs=(cargo-cyclonedx "$packages/tools/bin/check-jsonschema" python3)

try() {
    SOURCE_DATE_EPOCH=1700000000 bash packaging/sbom "$scratch/bom.json"
    local elsewhere="$scratch/my dir ü/p [1]"
    mkdir -p "$elsewhere"
    copy_of_tree "$elsewhere"
    SOURCE_DATE_EPOCH=1700000000 bash "$elsewhere/packaging/sbom" "$scratch/again.json"
    expect 0 '' cmp "$scratch/bom.json" "$scratch/again.json"
    [ -z "$(git status --porcelain --untracked-files=all -- '*hsmeta-sbom*')" ] || fail 'it leaves files behind'

    local schemas
    schemas=$("$packages/tools/bin/python" -c 'import cyclonedx.schema._res as schemas; print(next(iter(schemas.__path__)))')
    check-jsonschema --quiet --base-uri "file://$schemas/" --schemafile "$schemas/bom-1.5.SNAPSHOT.schema.json" "$scratch/bom.json"

    # Whatever Cargo links into the program, or runs to build it, on any platform.
    cargo tree --locked --package hsmeta --edges normal,build --target all --prefix none --format '{p}' >"$scratch/tree"
    python3 - "$scratch" <<'EOT'
import json, pathlib, sys
scratch = pathlib.Path(sys.argv[1])
bom = json.loads((scratch / "bom.json").read_text())
listed = {(row["name"], row["version"]) for row in [bom["metadata"]["component"], *bom["components"]]}
lines = {tuple(line.split()[:2]) for line in (scratch / "tree").read_text().splitlines() if line}
linked = {(name, version.removeprefix("v")) for name, version in lines}
assert len(linked) > 100 and linked <= listed, sorted(linked - listed)
assert all(row.get("licenses") for row in bom["components"]), [row["name"] for row in bom["components"] if not row.get("licenses")]
EOT
}
