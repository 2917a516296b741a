//! What a source file says that rules look at.

use std::collections::BTreeMap;

use diagnostics::Span;

use crate::value::Value;

/// The facts of one file. Names that are bound in a scope (parameters, variables, imports) are resolved already: a value
/// contains literals and names of other files only.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SourceFacts {
    /// Whether the text has syntax errors, or was too complex to be read to its end. Such a file proves nothing by absence.
    pub is_incomplete: bool,
    pub imports: Vec<Import>,
    pub exports: Exports,
    /// Calls of functions that rules know; see [`Callee`].
    pub calls: Vec<Call>,
    /// The same calls with the arguments of calls of the functions around them.
    pub wrapped_calls: Vec<WrappedCall>,
    /// What exported functions do with their parameters.
    pub templates: Vec<RequestTemplate>,
    /// Where clients of packages are made: `new Client(…)`, `axios.create(…)`.
    pub instances: Vec<Instance>,
    pub env_reads: Vec<EnvRead>,
    /// The names of the environment variables that the code sets itself.
    pub env_writes: Vec<String>,
    /// Whether the code may set any environment variable.
    pub has_unknown_env_writes: bool,
    /// Uses of `process.env` other than by a known name, which may read any variable.
    pub unknown_env_reads: Vec<Span>,
    pub elements: Vec<Element>,
    /// Uses of names that no scope binds, as values.
    pub globals: Vec<Global>,
    /// Whether `hubspot` or a function of it is used other than by calling it, so that something else may call it:
    /// `const extend = hubspot.extend.bind(hubspot)`.
    pub passes_hubspot: bool,
    /// The string literals and templates that are not short, with their quotes.
    pub strings: Vec<Span>,
}

/// An import, a re-export, `require` or `import()`.
#[derive(Clone, PartialEq, Debug)]
pub struct Import {
    /// The specifier, such as `./api` or `react`; `None` if it is not a literal.
    pub specifier: Option<String>,
    /// The specifier with its quotes.
    pub span: Span,
    /// The whole statement, or the whole call.
    pub statement: Span,
    pub kind: ImportKind,
    /// Whether only types are imported, so that nothing of the file runs.
    pub is_type_only: bool,
    pub names: Vec<ImportedName>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImportKind {
    /// `import … from` and `import '…'`
    Static,
    /// `export … from`
    ReExport,
    /// `require(…)`
    Require,
    /// `import(…)`
    Dynamic,
}

/// A name of an import.
#[derive(Clone, PartialEq, Debug)]
pub struct ImportedName {
    /// The name in the other file, such as `default`; `None` for all of it (`* as api`, `const api = require(…)`).
    pub name: Option<String>,
    pub span: Span,
    pub is_type: bool,
    /// Whether the file uses it where only a value can be: in an expression or as a tag, not only in types or in `export {
    /// name }`. In TypeScript, one that is not may be a type, and then nothing imports it when the code runs. Names of
    /// `require` and `import()` are values always; a re-export is none.
    pub is_value: bool,
    /// The members that are used of all of the other file, as values: `Text` in `UI.Text`, `<UI.Text>`, `const { Text } = UI`.
    pub members: Vec<Member>,
}

/// A member that is used of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    pub name: String,
    /// The name, with its quotes if it has any.
    pub span: Span,
    /// The expression that ends with it: `window.location` in `window.location.href`. In a pattern, the name.
    pub expression: Span,
}

/// What a file exports, by ES modules and by CommonJS.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exports {
    pub names: BTreeMap<String, Value>,
    /// The exported functions that send requests of their parameters.
    pub functions: BTreeMap<String, Span>,
    /// The clients that exported functions return, by the names of these.
    pub returns: BTreeMap<String, Value>,
    /// The specifiers of `export * from`.
    pub all_of: Vec<String>,
    /// Whether there are exports whose names are unknown, such as `module.exports = make()`.
    pub is_open: bool,
    /// The function that is exported as `main`.
    pub main: Option<Handler>,
}

/// The function that HubSpot runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Handler {
    /// Its exported name.
    pub span: Span,
    /// The name in the first call of its second parameter, `sendResponse` before 2025.1; `None` if the code also tests
    /// whether there is one.
    pub callback_call: Option<Span>,
}

/// A call of a function that rules know: `hubspot.fetch`, `actions.openIframeModal`, `client.crm.contacts.basicApi.getById`.
#[derive(Clone, PartialEq, Debug)]
pub struct Call {
    pub callee: Callee,
    pub arguments: Vec<Value>,
    /// The whole call.
    pub span: Span,
}

/// A call of a function of the file that sends a request of its parameters, as the request with these arguments.
#[derive(Clone, PartialEq, Debug)]
pub struct WrappedCall {
    pub call: Call,
    /// The span of the request in the function.
    pub request: Span,
}

/// A request of an exported function, whose arguments contain its parameters.
#[derive(Clone, PartialEq, Debug)]
pub struct RequestTemplate {
    /// The span of the function.
    pub function: Span,
    pub call: Call,
}

/// An expression that makes a client of a package.
#[derive(Clone, PartialEq, Debug)]
pub struct Instance {
    pub arguments: Vec<Value>,
    /// The whole expression.
    pub span: Span,
}

/// What is called: a root and the names of members from there, which may be none.
#[derive(Clone, PartialEq, Debug)]
pub struct Callee {
    pub root: Root,
    pub members: Vec<String>,
    /// The callee without its arguments.
    pub span: Span,
}

/// Where a chain of members begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Root {
    /// A name of an import: `hubspot` of `@hubspot/ui-extensions`. No name: all of it, and a member of that is a name.
    Imported {
        specifier: String,
        name: Option<String>,
    },
    /// An instance of an imported class: `new Client(…)`, wherever the variable is bound. `axios.create(…)` is one of the
    /// class `create`. The span is that of the [`Instance`] in the same file.
    Instance {
        specifier: String,
        name: String,
        span: Span,
    },
    /// What a function of another file returns: `(await getClient()).crm`.
    Returned {
        specifier: String,
        name: Option<String>,
    },
    /// A name that no scope binds, or the tag of an HTML element.
    Global(String),
    /// A name that a scope binds to something unknown, such as a parameter or the result of a call. What is destructured
    /// from a parameter has the name of the property: `runServerlessFunction` for `({ runServerlessFunction: run }) => …`.
    Bound(String),
    /// Not a name.
    Unknown,
}

/// `process.env.NAME`, `process.env['NAME']` or `const { NAME } = process.env`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnvRead {
    pub name: String,
    /// The name, with its quotes if it has any.
    pub span: Span,
    pub need: Need,
    /// Whether it is outside of functions, so that it runs whenever the file does.
    pub is_top_level: bool,
}

/// How much the code of a file needs a variable. All reads of a name in a file have the same need: one test shows that the
/// code knows that the variable may be missing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// Nothing shows that it may be missing, or the code stops with an error without it.
    Required,
    /// It is tested, so the code may do without.
    Tested,
    /// The code has something else in its place: it is an operand of `??` or `||`, or has a default.
    Replaced,
}

/// A JSX element.
#[derive(Clone, PartialEq, Debug)]
pub struct Element {
    /// The tag, such as `Image`, `div` or `Form.Field`.
    pub name: String,
    /// The tag where it is opened.
    pub span: Span,
    /// Where the name comes from.
    pub root: Root,
    /// The attributes with values.
    pub attributes: Vec<crate::value::Property>,
}

/// The use of a name that no scope binds, as a value: not a type, a property or a label. `import.meta` counts as a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Global {
    pub name: String,
    /// The members that are used of it: `location` and `href` in `window.location.href`, also `const { href } =
    /// window.location`; several keys of a pattern are several uses.
    pub members: Vec<Member>,
    /// The name without the members.
    pub span: Span,
    /// Whether what is used of the members, or of the name, is a member whose name is not known: `window[key]`.
    pub has_computed_member: bool,
    /// Whether the last member, or the name, is called: `fetch(…)`, `new window.XMLHttpRequest()`.
    pub is_called: bool,
    /// Whether that call is a `new`.
    pub is_new: bool,
    /// Whether it is only asked for its type: `typeof window.document`.
    pub is_typeof: bool,
    /// The specifier of the import that binds the name, which some take for a global of the browser: `import fetch from
    /// 'node-fetch'`. Only names of [`is_browser_global`](crate::is_browser_global) are here.
    pub imported_from: Option<String>,
}
