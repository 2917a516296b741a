//! New projects and components: which files to make, and what they hold. Pure: nothing is written here, and what is
//! proposed has been checked together with the project that it goes into.

pub mod names;
pub mod placeholders;

use std::collections::BTreeSet;
use std::path::Path;

use analysis::{rule_ids, uids};
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Severity, Text, message};
use names::{Names, is_plain};
use project::document::Document;
use project::facts::ComponentFacts;
use project::index::Index;
use project::{Entry, Project};
use templates::{Template, TemplateFile, template};

/// A file to make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    /// Where, below the project folder.
    pub path: RelPath,
    /// What is in it.
    pub text: String,
    /// The lines with an example that the author replaces, and what to do about each.
    pub placeholders: Vec<(usize, &'static str)>,
}

/// What to make.
#[derive(Debug)]
pub struct Plan {
    /// The files, in an order in which each needs only earlier ones.
    pub files: Vec<NewFile>,
    /// Files that a component needs and that are there already.
    pub kept: Vec<RelPath>,
    /// What `check` will find that it does not find now, warnings at most.
    pub findings: Vec<Diagnostic>,
    /// What is left to the author: the problems, and the placeholders on other lines.
    pub todos: Vec<Todo>,
}

/// Something that the author has to do.
#[derive(PartialEq, Eq, Debug)]
pub struct Todo {
    /// In which file.
    pub file: RelPath,
    /// On which line.
    pub line: usize,
    /// What.
    pub text: String,
}

/// Checks a project: the diagnostics of all its files.
pub type CheckFn = fn(&Project) -> Vec<Diagnostic>;

/// How the app of a new project authenticates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Auth {
    /// By OAuth: the app can be installed in many accounts.
    OAuth,
    /// By one static token, in one account.
    Static,
}

/// The files of a new project with an app, or why they would be wrong.
pub fn project(
    root: &Path,
    title: &str,
    auth: Auth,
    distribution: &str,
    check: CheckFn,
) -> Result<Plan, String> {
    const SOURCE: &str = "src";
    let app = match auth {
        Auth::OAuth => template("app"),
        Auth::Static => template("app-static"),
    };
    let (Some(manifest), Some(app)) = (template("hsproject"), app) else {
        return Err(no_template("app"));
    };
    let (title, uid, distribution) = (title.to_owned(), "app".to_owned(), distribution.to_owned());
    let names = Names {
        title,
        uid,
        distribution,
        ..Names::new("app")
    };
    let manifest = new_file(RelPath::new(manifest.main.path), &manifest.main, &names);
    let app = new_file(
        RelPath::new(format!("{SOURCE}/{}", app.main.path)),
        &app.main,
        &names,
    );
    let empty = Project {
        root: root.to_owned(),
        manifest: Some(manifest.path.clone()),
        ..Project::default()
    };
    checked(&empty, vec![app, manifest], Vec::new(), check)
}

/// The files of a new component in a project, or why there can be none. Without a name it gets one from its type.
pub fn component(
    project: &Project,
    component: &ComponentType,
    name: Option<&str>,
    check: CheckFn,
) -> Result<Plan, String> {
    let index = Index::new(project);
    let own = template(component.name).ok_or_else(|| no_template(component.name))?;
    let src = index.src_dir.as_ref().filter(|_| index.manifest.is_some());
    let src = src.ok_or(
        "`srcDir` in hsproject.json is not a folder of the project (run `hsmeta check` for details)",
    )?;
    fits(&index, component)?;
    let names = match name {
        Some(name) if is_plain(name) => Names::new(name),
        Some(name) => {
            let name = message::quoted(name);
            return Err(format!(
                "invalid name {name}: use up to 50 letters, digits, `-`, and `_`, starting with a letter"
            ));
        }
        None => free_name(&index, src, component, own)?,
    };
    let path = |file: &TemplateFile| {
        src.join(&names.plain(file.path))
            .unwrap_or_else(|| src.clone())
    };
    let main = path(&own.main);
    if index.entry(&main).is_some() {
        return Err(format!("{} already exists", message::quoted(main.as_str())));
    }
    let (kept, beside): (Vec<_>, Vec<_>) = own
        .companions
        .iter()
        .partition(|file| index.entry(&path(file)) == Some(Entry::File));
    let mut files: Vec<NewFile> = beside
        .into_iter()
        .map(|file| new_file(path(file), file, &names))
        .collect();
    let uid =
        uids::for_component(&index, &main, component).unwrap_or_else(|| component.name.to_owned());
    let names = Names {
        uid,
        app_object: app_object(&index).to_owned(),
        ..names.clone()
    };
    files.push(new_file(main, &own.main, &names));
    checked(project, files, kept.into_iter().map(path).collect(), check)
}

/// The uid of an app object of the project; empty where there is none.
pub fn app_object<'p>(index: &Index<'p>) -> &'p str {
    let objects = index.components.iter().filter(|other| {
        other
            .facts
            .component
            .is_some_and(|own| own.name == "app-object")
    });
    objects
        .filter_map(|object| Some(object.facts.uid.as_ref()?.text.as_str()))
        .next()
        .unwrap_or_default()
}

fn no_template(name: &str) -> String {
    format!("no template for component type {}", message::quoted(name))
}

/// Whether another component of the type can be added to the project.
fn fits(index: &Index<'_>, component: &ComponentType) -> Result<(), String> {
    let is_same = |facts: &ComponentFacts| facts.component == Some(component);
    let same = index.components.iter().find(|other| is_same(other.facts));
    let name = message::quoted(component.name);
    match same {
        Some(same) if component.singular => {
            let path = message::quoted(same.path.as_str());
            Err(format!(
                "a project can have only one component of type {name}: {path} already exists"
            ))
        }
        _ if component.requires_app && index.app().is_none() => Err(format!(
            "component type {name} requires an app, which this project does not have (create it with `hsmeta add app`)"
        )),
        _ => Ok(()),
    }
}

/// The name of the type, with a number where files of that name already exist.
fn free_name(
    index: &Index<'_>,
    src: &RelPath,
    component: &ComponentType,
    own: &Template,
) -> Result<Names, String> {
    const MOST: usize = 100;
    let numbered = (2..MOST).map(|number| format!("{}-{number}", component.name));
    let mut names = std::iter::once(component.name.to_owned())
        .chain(numbered)
        .map(|name| Names::new(&name));
    let is_free = |file: &TemplateFile, names: &Names| {
        let path = names.plain(file.path);
        path == file.path
            || src
                .join(&path)
                .is_some_and(|path| index.entry(&path).is_none())
    };
    let free = |names: &Names| {
        is_free(&own.main, names) && own.companions.iter().all(|file| is_free(file, names))
    };
    names.find(free).ok_or_else(|| {
        "no default name is free: pass a name with `hsmeta add <TYPE> <NAME>`".to_owned()
    })
}

fn new_file(path: RelPath, file: &TemplateFile, names: &Names) -> NewFile {
    let text = if file.path.ends_with(".json") {
        names.json(file.text)
    } else {
        names.plain(file.text)
    };
    NewFile {
        path,
        text,
        placeholders: placeholders::of(file).collect(),
    }
}

/// The plan, unless HubSpot would refuse what it makes.
fn checked(
    project: &Project,
    files: Vec<NewFile>,
    kept: Vec<RelPath>,
    check: CheckFn,
) -> Result<Plan, String> {
    if let Some(file) = files.iter().find(|file| !project.reaches(&file.path)) {
        let path = message::quoted(file.path.as_str());
        return Err(format!(
            "{path} would be behind a symbolic link or in a folder that HubSpot ignores"
        ));
    }
    let mut after = project.clone();
    for file in &files {
        match after.kind_of(&file.path) {
            Some(kind) => {
                after.insert_unsaved(Document::parse(file.path.clone(), kind, file.text.clone()))
            }
            None => after.insert_file(&file.path),
        }
    }
    let said = |found: &Diagnostic| (found.rule, found.file.clone(), found.message.clone());
    let before: BTreeSet<_> = check(project).iter().map(said).collect();
    let is_new =
        |found: &Diagnostic| found.severity > Severity::Info && !before.contains(&said(found));
    let findings: Vec<Diagnostic> = check(&after).into_iter().filter(is_new).collect();
    // A scope is added to the app afterwards, and what lacks one is said.
    let is_refused = |found: &&Diagnostic| {
        found.severity == Severity::Error && found.rule != rule_ids::MISSING_CARD_SCOPE
    };
    match findings.iter().find(is_refused) {
        Some(error) if error.rule == rule_ids::INCOMPATIBLE_APP => {
            let way = "create another project with `hsmeta init <DIR> --auth <TYPE> --distribution <KIND>`";
            Err(format!(
                "{}; neither value can change after the first upload: {way}",
                error.message
            ))
        }
        Some(error) => Err(error.message.clone()),
        None => {
            let todos = todos(&after, &files, &findings);
            Ok(Plan {
                files,
                kept,
                findings,
                todos,
            })
        }
    }
}

fn todos(project: &Project, files: &[NewFile], findings: &[Diagnostic]) -> Vec<Todo> {
    let mut todos = Vec::new();
    for finding in findings {
        let source = project.source(&finding.file).unwrap_or_default();
        let line = Text::new(source).position(finding.span.start).line;
        let text = match &finding.help {
            Some(help) => format!("{}; {help}", finding.message),
            None => finding.message.clone(),
        };
        todos.push(Todo {
            file: finding.file.clone(),
            line,
            text,
        });
    }
    let of_findings = todos.len();
    for file in files {
        for (line, advice) in &file.placeholders {
            if !todos[..of_findings]
                .iter()
                .any(|todo| todo.file == file.path && todo.line == *line)
            {
                todos.push(Todo {
                    file: file.path.clone(),
                    line: *line,
                    text: (*advice).to_owned(),
                });
            }
        }
    }
    todos
}
