//! `hsmeta init` and `hsmeta add`: every template, alone and together with the others, is accepted by `check`.

use std::collections::BTreeSet;
use std::path::Path;

use catalog::{COMPONENTS, ComponentType, FileKind};
use diagnostics::{Diagnostic, Severity};
use ide::Cx;
use ide::completion::{Options, complete};
use project::Project;
use project::document::Document;
use project::index::Index;
use rules::check::check;
use schema::{Schema, schema};
use templates::TEMPLATES;
use tools::scaffold::{self, Auth, NewFile};

use crate::support;

/// The valid combinations of auth and distribution.
const APPS: [(Auth, &str); 3] = [
    (Auth::Static, "private"),
    (Auth::OAuth, "private"),
    (Auth::OAuth, "marketplace"),
];

/// The additional scopes that an app has to request, by component type.
const SCOPES: [(&str, &str); 1] = [("app-event", "timeline")];

fn insert(project: &mut Project, files: &[NewFile]) {
    for file in files {
        match project.kind_of(&file.path) {
            Some(kind) => {
                project.insert_unsaved(Document::parse(file.path.clone(), kind, file.text.clone()))
            }
            None => project.insert_file(&file.path),
        }
    }
}

fn app(auth: Auth, distribution: &str, scopes: &[&str]) -> Project {
    let plan = scaffold::project(Path::new("shop"), "Shop", auth, distribution, check).unwrap();
    assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
    let mut project = Project {
        manifest: Some(plan.files.last().unwrap().path.clone()),
        ..Project::default()
    };
    let files = plan.files.into_iter().map(|file| {
        let scopes: String = scopes
            .iter()
            .map(|scope| format!("\"{scope}\", "))
            .collect();
        NewFile {
            text: file
                .text
                .replace("\"crm.objects", &format!("{scopes}\"crm.objects")),
            ..file
        }
    });
    insert(&mut project, &files.collect::<Vec<_>>());
    project
}

/// The first kind of app that may contain the component, by its schema.
fn suitable(component: &ComponentType) -> (Auth, &'static str) {
    let schema = schema(component.name).unwrap();
    for (auth, distribution) in APPS {
        let auth_type = if auth == Auth::Static {
            "static"
        } else {
            "oauth"
        };
        if allows(schema, "authTypes", auth_type) && allows(schema, "distributions", distribution) {
            return (auth, distribution);
        }
    }
    panic!("no app can contain {}", component.name)
}

/// Whether a schema has no such list, or has the entry in it.
fn allows(schema: &'static Schema, list: &str, entry: &str) -> bool {
    schema.facts(list).next().is_none() || schema.facts(list).any(|one| one == entry)
}

/// Whether a diagnostic is a problem other than a placeholder to be filled in.
fn is_problem(found: &Diagnostic) -> bool {
    found.severity > Severity::Info && found.rule != "placeholder-url"
}

fn above_info(project: &Project) -> String {
    let found: Vec<_> = check(project).into_iter().filter(is_problem).collect();
    support::show(project, &found)
}

fn add(project: &mut Project, component: &ComponentType, name: Option<&str>) {
    let plan = scaffold::component(project, component, name, check);
    let plan = plan.unwrap_or_else(|refusal| panic!("{}: {refusal}", component.name));
    insert(project, &plan.files);
    let said: Vec<_> = plan
        .diagnostics
        .iter()
        .filter(|found| is_problem(found))
        .cloned()
        .collect();
    assert_eq!(
        above_info(project),
        support::show(project, &said),
        "{}",
        component.name
    );
}

#[test]
fn each_component_is_accepted_in_an_app_that_suits_it() {
    for component in COMPONENTS
        .iter()
        .filter(|component| component.name != "app")
    {
        let (auth, distribution) = suitable(component);
        let scopes = SCOPES
            .iter()
            .filter(|(name, _)| *name == component.name)
            .map(|(_, scope)| *scope);
        let mut project = app(auth, distribution, &scopes.collect::<Vec<_>>());
        if component.name == "app-object-association" {
            add(
                &mut project,
                ComponentType::named("app-object").unwrap(),
                None,
            );
        }
        add(&mut project, component, None);
        assert_eq!(above_info(&project), "", "{}", component.name);
        let second = scaffold::component(&project, component, None, check);
        let fixed_name = matches!(component.name, "theme" | "cms-assets");
        assert_eq!(
            second.is_err(),
            component.singular || fixed_name,
            "{}: {second:?}",
            component.name
        );
    }
}

#[test]
fn all_components_of_an_app_are_accepted_together() {
    for (auth, distribution) in APPS {
        let mut project = app(auth, distribution, &SCOPES.map(|(_, scope)| scope));
        let mut made = 0;
        for component in COMPONENTS
            .iter()
            .filter(|component| component.name != "app")
        {
            for name in [None, Some("order-history")] {
                let plan = scaffold::component(&project, component, name, check);
                if let Ok(plan) = plan
                    && !plan.diagnostics.iter().any(is_problem)
                {
                    insert(&mut project, &plan.files);
                    made += 1;
                }
            }
        }
        assert_eq!(above_info(&project), "", "{auth:?} {distribution}");
        assert!(made > 20, "{auth:?} {distribution}: {made}");
    }
}

#[test]
fn completion_of_an_empty_file_equals_what_add_creates() {
    for component in COMPONENTS {
        let mut project = app(Auth::OAuth, "marketplace", &[]);
        project
            .documents
            .retain(|_, document| document.kind == FileKind::Project || component.name != "app");
        add_object(&mut project, component);
        let mut after = project.clone();
        let template = TEMPLATES
            .iter()
            .find(|template| template.name == component.name)
            .unwrap();
        let path = diagnostics::RelPath::new(format!(
            "src/{}",
            template.main.path.replace("__name__", "order-history")
        ));
        after.insert_unsaved(Document::parse(
            path.clone(),
            FileKind::Component,
            String::new(),
        ));
        let index = Index::new(&after);
        let cx = Cx {
            index: &index,
            document: &after.documents[&path],
        };
        let offered = complete(&cx, 0, Options { snippets: false });
        // A fixed file name is not the name of the component.
        let name = if template.main.path.contains("__name__") {
            Some("order-history")
        } else {
            None
        };
        if let Ok(plan) = scaffold::component(&project, component, name, check) {
            let text = &plan.files.last().unwrap().text;
            let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            assert_eq!(
                parse(&offered[0].new_text),
                parse(text),
                "{}",
                component.name
            );
        }
    }
}

fn add_object(project: &mut Project, component: &ComponentType) {
    if component.name == "app-object-association" {
        add(project, ComponentType::named("app-object").unwrap(), None);
    }
}

#[test]
fn unsuitable_components_are_refused_with_the_reason() {
    let refusal = |project: &Project, name: &str, own: Option<&str>| {
        let component = ComponentType::named(name).unwrap();
        scaffold::component(project, component, own, check)
            .map(|plan| plan.diagnostics)
            .unwrap_err()
            .to_string()
    };
    let mut project = app(Auth::Static, "private", &[]);
    assert!(
        refusal(&project, "app-object", None)
            .contains("requires an app with `distribution` `marketplace`")
    );
    assert!(refusal(&project, "app", None).contains("`src/app/app-hsmeta.json` already exists"));
    assert!(refusal(&project, "card", Some("../x")).contains("invalid name"));
    add(
        &mut project,
        ComponentType::named("card").unwrap(),
        Some("orders"),
    );
    assert!(refusal(&project, "card", Some("orders")).contains("already exists"));
    let app = project
        .documents
        .keys()
        .find(|path| path.as_str().ends_with("app-hsmeta.json"))
        .unwrap()
        .clone();
    project.documents.remove(&app);
    assert!(refusal(&project, "card", None).contains("`hsmeta add app`"));
    assert!(
        scaffold::project(
            Path::new("shop"),
            "Shop",
            Auth::Static,
            "marketplace",
            check
        )
        .is_err()
    );
    assert!(scaffold::project(Path::new("shop"), " Shop", Auth::OAuth, "private", check).is_err());
}

#[test]
fn missing_scopes_are_reported() {
    assert_eq!(
        rules_without_scope(Auth::OAuth, "marketplace"),
        ["missing-scope"]
    );
    assert_eq!(
        rules_without_scope(Auth::Static, "private"),
        ["missing-card-scope"]
    );
}

/// The rules that report problems when a card is added to an app that cannot read its records.
fn rules_without_scope(auth: Auth, distribution: &str) -> Vec<&'static str> {
    let project = app(auth, distribution, &[]);
    let mut text = project
        .documents
        .values()
        .find(|document| document.path.as_str().ends_with("app-hsmeta.json"))
        .unwrap();
    let replaced = text
        .syntax
        .source()
        .replace("crm.objects.contacts.read", "crm.objects.deals.read");
    let changed = std::sync::Arc::new(Document::parse(
        text.path.clone(),
        FileKind::Component,
        replaced,
    ));
    text = &changed;
    let mut project = project.clone();
    project.documents.insert(text.path.clone(), changed.clone());
    let plan =
        scaffold::component(&project, ComponentType::named("card").unwrap(), None, check).unwrap();
    plan.diagnostics.iter().map(|found| found.rule).collect()
}

#[test]
fn the_table_of_templates_lists_all_files() {
    let folder = support::root().join("templates");
    let mut found = BTreeSet::new();
    for path in support::files(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        let name = name.replace('\\', "/");
        if name.contains('/') && !name.starts_with("src/") {
            found.insert(name);
        }
    }
    let mut listed = BTreeSet::new();
    for template in TEMPLATES {
        for file in std::iter::once(&template.main).chain(template.companions) {
            listed.insert(format!("{}/{}", template.name, file.path));
        }
    }
    assert_eq!(listed, found);
    assert!(COMPONENTS.iter().all(|component| {
        TEMPLATES
            .iter()
            .any(|template| template.name == component.name)
    }));
}
