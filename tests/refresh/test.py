"""Tests of `tests/refresh`: made-up packages give the expected checklist, and our real tables can be read.

`python3 tests/refresh/test.py`. Nothing is downloaded, and nothing of HubSpot's packages is in it.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import ours  # noqa: E402
from checklist import COMPARISONS  # noqa: E402

PARSER, UI, CLI, API, LINT = (f"@hubspot/{name}" for name in ["project-parsing-lib", "ui-extensions", "cli", "api-client", "eslint-config-ui-extensions"])

# Our tables, in small. What is named *known* is in the packages too.
TABLES = {
    "server/catalog/src/version.rs": 'static VERSIONS: &[X] = &[\n    row("2001.1", Old, "known to us only"),\n    row("2002.1", New, "known"),\n];\n',
    "server/catalog/src/component.rs": 'components! {\n    "app": one("app"),\n    "card": row("app/cards"),\n    "page": X { alias: Some("pages"), ..one("app/pages") },\n}\n',
    "server/catalog/src/sdk_locations.rs": 'const PAGES: &str = "pages";\nfn location_of_type() {\n        "page" => Some(PAGES),\n        "settings" => Some("settings"),\n}\n',
    "server/rules/src/old.rs": "//! npm `@hubspot/cli` 1.0.0,\n//! `lib/upload.js`, `lib/gone.js` and\n//! `lib/same.js`.\n\nfn check() {}\n",
    "server/tools/src/topics/errors.md": "| HubSpot says | Cause |\n|---|---|\n| The upload of `x` has failed for good | y |\n| No such project found here | y |\n",
    "schemas/README.md": "Sources:\n`@hubspot/cli` 1.0.0\n",
    "schemas/card.json": {"properties": {"uid": {}, "type": {}, "config": {"properties": {"location": {"enum": ["known.tab", "lost.tab"]}, "name": {}}}}},
    "schemas/crm-bulk-action.json": {"properties": {"config": {"properties": {"icon": {"x-knownValues": ["known"]}}}}},
    "schemas/sdk-exports.json": {
        "package": UI,
        "versions": ["1.0.0"],
        "modules": [
            {"path": "", "exports": [{"names": ["Known", "Lost"]}, {"until": "0.9.0", "names": ["Before"]}]},
            {"path": "/crm", "exports": [{"names": ["useKnown"]}]},
        ],
        "deprecated": [],
    },
    "schemas/scopes.json": [{"name": "crm.known.read"}, {"name": "crm.other.write"}],
    "schemas/scope-families.json": {"sdk": [{"accessor": "known", "path": "/crm/v3/known/{0}"}, {"accessor": "lost", "path": "/crm/v3/lost"}, {"accessor": "crm.old", "path": "/old"}]},
    "schemas/api-versions.json": {"current": "2001-09", "otherwise": [{"prefix": "v3"}]},
    "docs/source-code.md": "| `no-known` | x |\n",
    "tests/refresh/upstream.json": {
        "packages": [{"name": name, "version": "1.9.0" if name == PARSER else "1.0.0"} for name in [API, CLI, LINT, PARSER, UI]],
        "templates": {"repository": "x/templates", "commit": "?"},
        "words": ["migrat", "for now"],
        "omitted": {"accessor": {"old": "of old versions"}, "location": {"playground": "of nobody"}},
    },
}

CONSTANTS = """
export const PLATFORM_VERSIONS = { a: '2002.1', %s };
const APP_KEY = 'app';
const CARD_KEY = 'card';
const PAGE_KEY = 'page';
const PAGES_KEY = 'pages';
const NEW_KEY = 'bot';
const PAGE = { dir: 'pages', parentComponent: APP_KEY };
export const Components = {
    [APP_KEY]: { dir: APP_KEY },
    [CARD_KEY]: { parentComponent: APP_KEY, dir: 'cards' },
    [PAGE_KEY]: PAGE,
    [PAGES_KEY]: PAGE,
    %s
};
export const ALLOWED_TOP_LEVEL_FIELDS = new Set(['uid', 'type', 'config']);
"""
POINTS = "export const EXTENSION_POINT_LOCATIONS = ['known.tab', 'pages', 'settings', 'playground'];\n"
PACKAGES = {
    (PARSER, "1.9.0"): {"src/lib/constants.js": CONSTANTS % ("b: '2001.2'", "")},
    (PARSER, "1.10.0"): {"src/lib/constants.js": CONSTANTS % ("b: '2003.1'", "[NEW_KEY]: { dir: 'bots', parentComponent: APP_KEY },\n    [OTHER]: { dir: OTHER },")},
    (UI, "1.0.0"): {
        "package.json": json.dumps({"exports": {".": "./dist/index.js", "./crm": {"types": "./x.d.ts", "import": "./dist/crm/index.js"}, "./x": None}}),
        "dist/index.js": "/*\nexport { Commented } from './x.js'\n*/\n// export { Commented }\nexport * from './all.js';\nexport { X as default };\n",
        "dist/all.js": "export { Known, _Added as Added, } from './one.js';\nexport const Constant = 1;\n",
        "dist/all.d.ts": "/** A list. */\nexport declare const Known: X;\n/** @deprecated use Known */\nexport declare const Added: X;\n",
        "dist/crm/index.js": "export { useKnown, useAdded } from '../x.js';\nfetch('crm.known.read', \"crm.added.write\");\n",
        "dist/crm/__tests__/x.js": "'crm.tested.read'",
        "dist/shared.synced.js": "export const iconNames = {\n    known: 'other',\n    added: 'added',\n};\n",
        "dist/extension-points.synced.js": POINTS,
    },
    (CLI, "1.0.0"): {
        "lang/en.js": "a: (x) => `The upload of ${bold(`x`)} has failed for good.`, b: 'No such project was found here'",
        "lib/upload.js": "'crm.other.write'",
        "lib/gone.js": "1",
        "lib/same.js": "1",
    },
    (CLI, "1.1.0"): {
        "lang/en.js": "a: (x) => `The upload of ${x} has failed for now.`, b: 'No such project was found here', c: \"Nothing to migrate\", d: 'Another text'",
        "lib/upload.js": "2\n3",
        "lib/same.js": "1",
    },
    (LINT, "1.0.0"): {
        "dist/index.js": "const rules = {\n    'no-known': known,\n    'no-added': added,\n};\nconst other = { 'no-rule': 1 };\n",
        "constants/auth.js": "const OAUTH_SCOPES = [\n    {\n        name: 'No scope',\n        value: 'listed',\n    },\n];\n",
    },
    (API, "1.0.0"): {"lib/apis/x.js": "const localVarPath = '/crm/v3/known/{id}/x'; const localVarPath = '/crm/2002-03/other'"},
}
TEMPLATES = {
    "2004.1/hsproject.json": {},
    "2002.1/card-hsmeta.json": {"uid": "a", "type": "card", "config": {"name": "x", "added": True}},
    "2002.1/bot-hsmeta.json": {"uid": "a", "type": "robot"},
    "2002.1/broken-hsmeta.json": "{",
    "2002.1/app-hsmeta.json": {"type": "card", "config": {"auth": {"requiredScopes": ["crm.known.read", "added.scope"]}}},
}
EXPECTED = """\
- [ ] @hubspot/api-client 1.0.0: new API version `2002-03` (schemas/api-versions.json:2)
- [ ] @hubspot/api-client 1.0.0: no operation of `lost` has the path `/crm/v3/lost` (schemas/scope-families.json:8)
- [ ] @hubspot/cli 1.1.0: 1.0.0 was compared last; then run `python3 tests/refresh --accept` (tests/refresh/upstream.json:8, schemas/README.md:2)
- [ ] @hubspot/cli 1.1.0: scope `crm.other.write` is gone (schemas/scopes.json:6)
- [ ] @hubspot/cli 1.1.0: `lib/gone.js`, a source of ours, is gone (server/rules/src/old.rs:1)
- [ ] @hubspot/cli 1.1.0: `lib/upload.js`, a source of ours, changed by +2 −1 lines (server/rules/src/old.rs:1)
- [ ] @hubspot/cli 1.1.0: the message “The upload of `x` has failed for good” now says “The upload of … has failed for now.” (server/tools/src/topics/errors.md:3)
- [ ] @hubspot/cli 1.1.0: new message “Nothing to migrate” (server/tools/src/topics/migration-errors.md:1)
- [ ] @hubspot/eslint-config-ui-extensions 1.0.0: new lint rule `no-added` (docs/source-code.md:1)
- [ ] @hubspot/eslint-config-ui-extensions 1.0.0: new scope `listed` (schemas/scopes.json:1)
- [ ] @hubspot/project-parsing-lib 1.10.0: 1.9.0 was compared last; then run `python3 tests/refresh --accept` (tests/refresh/upstream.json:16, schemas/README.md:1)
- [ ] @hubspot/project-parsing-lib 1.10.0: new platform version `2003.1` (server/catalog/src/version.rs:3)
- [ ] @hubspot/project-parsing-lib 1.10.0: new component type `OTHER in OTHER` (server/catalog/src/component.rs:1)
- [ ] @hubspot/project-parsing-lib 1.10.0: new component type `bot in app/bots` (server/catalog/src/component.rs:1)
- [ ] @hubspot/ui-extensions 1.0.0: new export `Added of @hubspot/ui-extensions` (schemas/sdk-exports.json:8)
- [ ] @hubspot/ui-extensions 1.0.0: new export `Constant of @hubspot/ui-extensions` (schemas/sdk-exports.json:8)
- [ ] @hubspot/ui-extensions 1.0.0: new export `useAdded of @hubspot/ui-extensions/crm` (schemas/sdk-exports.json:25)
- [ ] @hubspot/ui-extensions 1.0.0: export `Lost of @hubspot/ui-extensions` is gone (schemas/sdk-exports.json:13)
- [ ] @hubspot/ui-extensions 1.0.0: new deprecated export `Added` (schemas/sdk-exports.json:35)
- [ ] @hubspot/ui-extensions 1.0.0: new icon `added` (schemas/crm-bulk-action.json:5)
- [ ] @hubspot/ui-extensions 1.0.0: location `lost.tab` is gone (schemas/card.json:10)
- [ ] @hubspot/ui-extensions 1.0.0: new scope `crm.added.write` (schemas/scopes.json:1)
"""
EXPECTED_OF_TEMPLATES = """\
: new platform version `2004.1` (server/catalog/src/version.rs:3)
: new component type `robot` (server/catalog/src/component.rs:1)
: new property `config.added` of type `card` (schemas/card.json:1)
: new property `config.auth` of type `card` (schemas/card.json:1)
: new scope `added.scope` (schemas/scopes.json:1)
"""


NOTHING_NEW = TABLES["tests/refresh/upstream.json"] | {"packages": [{"name": CLI, "version": "1.1.0"}]}
# Stands in for gh: prints the issues that there are, and records every other call, its first two words as one.
GH = """\
#!/usr/bin/env bash
if [ "$2" = list ]; then cat "$ISSUES/issues.json"; exit; fi
printf '%s\\0' "$2 $3" "${@:4}" >>"$ISSUES/calls"
"""


def write(folder: Path, files: dict) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, indent=2)
        (folder / path).write_text(text, encoding="utf-8")


class Refresh(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.root, self.archives = self.folder / "root", self.folder / "archives"
        write(self.root, TABLES)
        self.archives.mkdir()
        for (name, version), files in PACKAGES.items():
            content = self.folder / "content" / f"{name}-{version}" / "package"
            write(content, files)
            with tarfile.open(self.archives / f"{name[1:].replace('/', '-')}-{version}.tgz", "w:gz") as archive:
                archive.add(content, "package")

    def refresh(self, *arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-B", HERE, "--root", self.root, "--from", self.archives, *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"})

    def test_what_is_new_is_listed_with_its_place(self):
        result = self.refresh("--no-templates")
        self.assertEqual((result.stdout, result.stderr, result.returncode), (EXPECTED, "", 1))

    def test_accepted_versions_are_no_longer_listed(self):
        self.assertEqual(self.refresh("--no-templates", "--accept").returncode, 0)
        rows = json.loads((self.root / "tests/refresh/upstream.json").read_text())["packages"]
        self.assertEqual([row["version"] for row in rows], ["1.0.0", "1.1.0", "1.0.0", "1.10.0", "1.0.0"])
        listed = self.refresh("--no-templates").stdout
        self.assertNotIn("compared last", listed)
        self.assertNotIn(f"{CLI} ", listed)
        # What the tables lack is listed until they have it.
        self.assertIn("new platform version", listed)

    def test_nothing_new_is_a_success(self):
        write(self.root, {"tests/refresh/upstream.json": NOTHING_NEW})
        result = self.refresh("--no-templates")
        self.assertEqual((result.stdout, result.returncode), ("Nothing is new.\n", 0))

    def test_a_package_that_cannot_be_had_is_an_error(self):
        (self.archives / "hubspot-cli-1.0.0.tgz").unlink()
        result = self.refresh("--no-templates")
        others = "".join(line for line in EXPECTED.splitlines(keepends=True) if CLI not in line)
        self.assertEqual((result.stdout, result.returncode), (others, 2))
        self.assertEqual(result.stderr, f"tests/refresh: {self.archives} has no hubspot-cli-1.0.0.tgz\n")
        for archive in self.archives.iterdir():
            archive.unlink()
        result = self.refresh("--no-templates")
        self.assertEqual((result.stdout, result.returncode), ("", 2))
        self.assertEqual(self.refresh("--no-templates", "--accept").returncode, 2)

    def test_what_cannot_be_read_is_an_error_that_says_so(self):
        archive = self.archives / "hubspot-cli-1.1.0.tgz"
        for content in [b"", archive.read_bytes()[:100]]:
            archive.write_bytes(content)
            result = self.refresh("--no-templates")
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertRegex(result.stderr, r"\Atests/refresh: .*hubspot-cli-1\.1\.0\.tgz cannot be unpacked: .+\n\Z")
        result = self.refresh("--templates", str(self.archives))
        self.assertEqual(result.returncode, 2)
        self.assertIn(f"{self.archives} has no folder of a platform version", result.stderr)
        for option in ["--from", "--templates"]:
            result = self.refresh(option, str(self.folder / "missing"))
            self.assertEqual(result.returncode, 2)
            self.assertIn("missing is not a folder", result.stderr)

    @unittest.skipUnless(shutil.which("jq") and os.name == "posix", "requires jq and a Unix")
    def test_one_issue_has_the_list(self):
        stub = self.folder / "bin/gh"
        write(self.folder, {"bin/gh": GH})
        stub.chmod(0o755)
        environment = os.environ | {"PATH": f"{stub.parent}:{os.environ['PATH']}", "ISSUES": str(self.folder)}

        def calls(issues: list[dict]) -> list[str]:
            write(self.folder, {"issues.json": issues, "calls": ""})
            command = ["bash", HERE / "issue", "--root", self.root, "--from", self.archives, "--no-templates"]
            subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
            return (self.folder / "calls").read_text(encoding="utf-8").split("\0")[:-1]

        title = "Compare with HubSpot's packages and templates"
        created = calls([{"number": 1, "title": f"{title}?", "body": ""}])
        self.assertEqual(created[:3], ["create --title", title, "--body"])
        body = created[3]
        self.assertTrue(body.endswith(EXPECTED.rstrip("\n")), body)
        ticked = body.replace("- [ ]", "- [x]", 1).replace("\n", "\r\n")
        self.assertEqual(calls([{"number": 7, "title": title, "body": ticked}]), [])
        self.assertEqual(calls([{"number": 7, "title": title, "body": f"{body}\nmore"}])[0], "edit 7")
        write(self.root, {"tests/refresh/upstream.json": NOTHING_NEW})
        self.assertEqual(calls([{"number": 7, "title": title, "body": body}])[0], "close 7")
        self.assertEqual(calls([]), [])
        # Neither an error of the script itself nor an unavailable package makes an issue.
        for remove in [self.root / "schemas/scopes.json", self.archives / "hubspot-cli-1.1.0.tgz"]:
            remove.unlink()
            with self.assertRaises(subprocess.CalledProcessError):
                calls([])
            self.assertEqual((self.folder / "calls").read_text(encoding="utf-8"), "")

    @unittest.skipUnless(shutil.which("git"), "requires git")
    def test_templates_are_compared(self):
        templates = self.folder / "templates"
        write(templates, TEMPLATES)
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgSign=false"]
        for command in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "x"]]:
            subprocess.run(["git", "-C", templates, *identity, *command], check=True)
        result = self.refresh("--templates", str(templates))
        of_templates = [line for line in result.stdout.splitlines() if line.startswith("- [ ] x/templates ")]
        self.assertIn("? was compared last", of_templates[0])
        found = "".join(f":{line.split(':', 1)[1]}\n" for line in of_templates[1:])
        self.assertEqual(found, EXPECTED_OF_TEMPLATES)


class Tables(unittest.TestCase):
    """The real ones: each is read whole, and each name has a line that contains it."""

    def test_our_tables_are_read(self):
        for comparison in COMPARISONS:
            with self.subTest(comparison.kind):
                table = comparison.ours(ours.ROOT)
                self.assertGreater(len(table.names), 2)
                for name, place in table.names.items():
                    path, line = place.rsplit(":", 1)
                    text = (ours.ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
                    self.assertIn(name.split()[0], text)
        self.assertIn("2026.09", ours.platform_versions(ours.ROOT).names)
        self.assertIn("pages in app/pages", ours.component_types(ours.ROOT).names)
        self.assertIn("CrmReport of @hubspot/ui-extensions/crm", ours.exports(ours.ROOT).names)
        self.assertIn("Private apps are not currently migratable", [row[0] for row in ours.explained(ours.ROOT)])
        self.assertIn(("@hubspot/project-parsing-lib", "profiles.js"), ours.citations(ours.ROOT))

    def test_our_templates_have_no_unknown_property(self):
        schemas = ours.Schemas(ours.ROOT)
        paths = sorted((ours.ROOT / "templates").rglob("*-hsmeta.json"))
        self.assertGreater(len(paths), 20)
        for path in paths:
            component = json.loads(path.read_text(encoding="utf-8"))
            self.assertEqual(schemas.unknown_properties(component), set(), path)
            component["config"]["madeUp"] = 1
            self.assertIn(schemas.unknown_properties(component), [{"config.madeUp"}, set()], path)

    def test_the_readme_of_the_schemas_names_the_compared_versions(self):
        record = json.loads((HERE / "upstream.json").read_text(encoding="utf-8"))
        readme = (ours.ROOT / "schemas/README.md").read_text(encoding="utf-8")
        for row in record["packages"]:
            mention = f"`{row['name']}` {row['version']}"
            self.assertTrue(mention in readme, f"schemas/README.md has no {mention}")
        mention = f"{record['templates']['repository']}> at {record['templates']['commit'][:7]}"
        self.assertTrue(mention in readme, f"schemas/README.md has no {mention}")
        # As `--accept` writes it.
        self.assertEqual((HERE / "upstream.json").read_text(encoding="utf-8"), json.dumps(record, indent=2, ensure_ascii=False) + "\n")
        omitted = [reason for names in record["omitted"].values() for reason in names.values()]
        self.assertTrue(all(omitted))


if __name__ == "__main__":
    unittest.main()
