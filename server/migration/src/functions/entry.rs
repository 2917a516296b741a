//! One function of `serverless.json`.

use diagnostics::RelPath;
use syntax::{Kind, Value};

use crate::account::Account;
use crate::draft::{Draft, file_stem, trimmed};
use crate::json::{self, Object};
use crate::pages;
use crate::plan::DecisionId;
use crate::secret_names::{self, Target};
use crate::units::Unit;

#[derive(Clone, Copy)]
pub(super) struct Function<'a> {
    /// The key: the name, or the path of an endpoint.
    pub name: &'a str,
    pub value: Value<'a>,
    pub is_endpoint: bool,
    /// The secrets of all functions of the file.
    pub shared_secrets: Option<Value<'a>>,
}

/// What became of a function.
pub(super) enum Converted {
    To(RelPath),
    /// A component has its uid and differs.
    Differs,
    No,
}

/// What the conversion of one function writes to.
pub(super) struct Writer<'w, 'a> {
    pub account: &'w mut Account<'a>,
    pub target: RelPath,
    pub config: Object,
}

impl<'a> Function<'a> {
    pub(super) fn convert(
        self,
        draft: &mut Draft<'a>,
        unit: &Unit<'a>,
        account: &mut Account<'a>,
    ) -> Converted {
        if let Some(existing) = self.existing(draft, unit) {
            return self.compare(draft, unit, account, existing);
        }
        let Some(file) = self.value.get("file").and_then(trimmed) else {
            account.stays(self.value, "it names no `file` with its code");
            return Converted::No;
        };
        let named = draft.file_path(unit.path, file, &in_new_folder(draft));
        let Some((entrypoint, exists)) = named else {
            account.stays(self.value, "its code is outside of the source folder");
            return Converted::No;
        };
        let target = draft.free_path("app/functions", &self.file_stem());
        let mut writer = Writer {
            account,
            target: target.clone(),
            config: Object::default(),
        };
        self.write(draft, unit, &entrypoint, &mut writer);
        let uid = self.uid(draft, unit, &target);
        let mut json = Object::default();
        json.string("uid", &uid);
        json.string("type", "app-function");
        json.object("config", writer.config);
        draft.create(target.clone(), &json.finish(), unit.path);
        if !exists {
            draft.by_hand(
                &target,
                &format!("the code `{entrypoint}` does not exist"),
                None,
            );
        }
        Converted::To(target)
    }

    pub(super) fn write(
        self,
        draft: &mut Draft<'a>,
        unit: &Unit<'a>,
        entrypoint: &str,
        writer: &mut Writer<'_, 'a>,
    ) {
        writer.config.string("entrypoint", entrypoint);
        writer.converted(self.value.get("file"), "config.entrypoint");
        self.write_endpoint(draft, unit, writer);
        self.write_secrets(draft, writer);
    }

    fn uid(self, draft: &mut Draft<'a>, unit: &Unit<'a>, target: &RelPath) -> String {
        let key = format!("{}#{}", unit.path, self.name);
        if !self.is_endpoint {
            let old = Some(self.name);
            let uid = draft.uid_of_part(unit.path, &key, old, self.name, "function", target);
            if uid != self.name {
                let (old, new) = (self.name.to_owned(), uid.clone());
                draft.renamed_functions.insert(old, new);
                let what = format!(
                    "replace `{}` by `{uid}` where cards call the function",
                    self.name
                );
                draft.by_hand(target, &what, None);
            }
            return uid;
        }
        let name = self.file_stem();
        draft.uid_of_part(unit.path, &key, None, &name, "function", target)
    }

    /// The name as that of a file; that of an endpoint is its path.
    pub(super) fn file_stem(self) -> String {
        file_stem(self.name.trim_matches('/'))
    }

    fn write_endpoint(self, draft: &mut Draft<'a>, unit: &Unit<'a>, writer: &mut Writer<'_, 'a>) {
        let mut endpoint = Object::default();
        let method = if self.is_endpoint {
            endpoint.string("path", self.name);
            let reason = "the address may change: before, it may have been below `/_hcms/api/`";
            draft.decide(
                DecisionId::Functions,
                unit.path,
                &format!("`{}` is an endpoint of 2021 to 2023: {reason}", self.name),
                "keep the path",
                &[],
            );
            self.value.get("method")
        } else {
            let Some(old) = self.value.get("endpoint") else {
                return;
            };
            if !json::is_object(old) {
                writer
                    .account
                    .dropped(old, "not an object with `path` and `method`");
                let what =
                    "write `endpoint` with `path` and `methods`, or the function stays private";
                draft.by_hand(&writer.target, what, Some(pages::FUNCTIONS));
                return;
            }
            match old.get("path") {
                Some(path) => {
                    endpoint.raw("path", path.source());
                    writer.moved(Some(path), "config.endpoint.path");
                }
                None => {
                    let what = "write the `path` of the endpoint, which HubSpot requires";
                    draft.by_hand(&writer.target, what, Some(pages::FUNCTIONS));
                }
            }
            old.get("methods").or_else(|| old.get("method"))
        };
        endpoint.raw("methods", &methods(method));
        writer.converted(method, "config.endpoint.methods");
        if method.is_none() {
            let reason = "HubSpot requires the methods; `GET` was the default";
            draft.generate(&writer.target, "config.endpoint.methods", "GET", reason);
        }
        writer.config.object("endpoint", endpoint);
    }

    fn write_secrets(self, draft: &mut Draft<'a>, writer: &mut Writer<'_, 'a>) {
        let lists = [self.shared_secrets, self.value.get("secrets")];
        let target = Target {
            file: &writer.target,
            path: "config.secretKeys",
        };
        let lists = lists.into_iter().flatten();
        let names = secret_names::merged(draft, writer.account, &target, lists);
        writer.config.raw("secretKeys", &names);
    }
}

impl<'a> Writer<'_, 'a> {
    fn moved(&mut self, value: Option<Value<'a>>, path: &str) {
        if let Some(value) = value {
            self.account.moved(value, &self.target, path);
        }
    }

    fn converted(&mut self, value: Option<Value<'a>>, path: &str) {
        if let Some(value) = value {
            self.account.converted(value, &self.target, path);
        }
    }
}

/// The methods as a list; some files have a string.
pub(super) fn methods(written: Option<Value<'_>>) -> String {
    match written {
        Some(value) if value.kind() == Kind::Array => value.source().to_owned(),
        Some(value) => json::array([value.source()]),
        None => "[\"GET\"]".to_owned(),
    }
}

/// A path in the folder of the new components.
pub(super) fn in_new_folder(draft: &Draft<'_>) -> RelPath {
    draft.inputs.in_src("app/functions/x-hsmeta.json")
}
