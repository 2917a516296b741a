//! # unknown-sdk-export
//!
//! The code of a UI extension imports something that its version of `@hubspot/ui-extensions` does not export.
//!
//! ## What it does
//!
//! Looks at what the code of UI extensions imports from `@hubspot/ui-extensions` and its modules, such as
//! `@hubspot/ui-extensions/crm`, and compares it with the exports of the version that it runs with. That is the one in
//! `package-lock.json` beside the `package.json` that lists the package, else the one in `node_modules` there, else what
//! `package.json` allows. `latest` is the newest version that hsmeta knows.
//!
//! A name is reported if no version that is possible has it: of a range, no version that the range allows; of
//! a version that was not examined, neither the known one before it nor the one after it. Nothing is reported for
//! versions that are older or newer than all known ones, for types, and where the import is misplaced
//! ([misplaced-sdk-import](misplaced-sdk-import.md)). Where a higher range would help,
//! [incompatible-sdk-range](incompatible-sdk-range.md) reports it instead.
//!
//! ## Why
//!
//! The name is `undefined` when the code runs, or the build stops. Templates have `latest` as the version, so a project
//! that was installed a year ago lacks what the documentation shows today.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Texts, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Texts>Orders</Texts>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Text>Orders</Text>);
//! ```
//!
//! ## How to fix
//!
//! Correct the name, import it from the module that has it, or install a version that exports it.
//!
//! ## Source
//!
//! <https://www.npmjs.com/package/@hubspot/ui-extensions>, 29 versions from 0.8.0 to 0.17.0: `exports` in
//! `package.json`, `dist/**/*.js`.

use crate::packages::incompatible_sdk_range;
use crate::rule;
use analysis::code::{Code, MissingExport, SdkImport, SdkSource, SdkVersions};
use catalog::{SDK, SdkVersion, sdk_module, sdk_modules};
use diagnostics::{Diagnostic, message, suggest};

rule! {
    file: "unknown_sdk_export.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for file in code.ui_files() {
        let imports = code.sdk_imports(file);
        if imports.is_empty() {
            continue;
        }
        let Some(versions) = code.sdk_versions(&file.path) else {
            continue;
        };
        for import in imports {
            if let Some(missing) = import.missing(&versions.possible)
                && !incompatible_sdk_range::requires_newer(code, &versions, &missing)
            {
                out.push(describe(&import, &versions, &missing));
            }
        }
    }
}

fn describe(
    import: &SdkImport<'_>,
    versions: &SdkVersions<'_>,
    missing: &MissingExport,
) -> Diagnostic {
    let specifier = [SDK, import.module].concat();
    let quoted = message::quoted(&specifier);
    let version = match versions.source {
        SdkSource::Installed(version) => format!(" {version} (installed)"),
        SdkSource::Exact(version) => format!(" {version}"),
        SdkSource::Range(range) => format!(" in {}", message::quoted(&range.text)),
        SdkSource::Newest => format!(" {}", SdkVersion::newest().as_str()),
        SdkSource::Unlisted => String::new(),
    };
    let mut text = match import.name {
        Some(name) => {
            let name = message::quoted(name);
            format!("{name} is not exported by {quoted}{version}")
        }
        None => {
            let package = message::quoted(SDK);
            format!("{quoted} is not a module of {package}{version}")
        }
    };
    match (missing.added, missing.removed) {
        (Some(added), _) => text.push_str(&format!("; {} has it", added.as_str())),
        (None, Some(removed)) => text.push_str(&format!("; {} had it", removed.as_str())),
        (None, None) => {}
    }
    let diagnostic = RULE.at(import.file, import.span, text);
    match help(import, missing, versions.possible.newest()) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn help(import: &SdkImport<'_>, missing: &MissingExport, version: SdkVersion) -> Option<String> {
    if let Some(added) = missing.added {
        let package = message::quoted(SDK);
        return Some(format!("install {package} {} or newer", added.as_str()));
    }
    let Some(name) = import.name else {
        let modules = sdk_modules().iter().filter(|module| module.is_in(version));
        let near = suggest::closest(import.module, modules.map(|module| module.path))?;
        let specifier = [SDK, near].concat();
        return Some(format!("did you mean {}?", message::quoted(&specifier)));
    };
    for module in sdk_modules() {
        if module.exports(name, version) {
            let specifier = [SDK, module.path].concat();
            return Some(format!("import it from {}", message::quoted(&specifier)));
        }
    }
    if missing.removed.is_some() {
        return None;
    }
    let names = sdk_module(import.module)?.names(version);
    let near = suggest::nearest(name, names)?;
    Some(format!("did you mean {}?", message::quoted(near)))
}
