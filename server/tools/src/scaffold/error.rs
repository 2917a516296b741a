//! Why a project or component cannot be created.

/// Names and paths are quoted for messages.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum ScaffoldError {
    #[error("no template for component type {component}")]
    NoTemplate { component: String },
    #[error(
        "`srcDir` in hsproject.json is not a folder of the project (run `hsmeta check` for details)"
    )]
    NoSourceFolder,
    #[error(
        "invalid name {name}: use up to 50 letters, digits, `-`, and `_`, starting with a letter"
    )]
    InvalidName { name: String },
    #[error("{path} already exists")]
    Exists { path: String },
    #[error("a project can have only one component of type {component}: {path} already exists")]
    Singular { component: String, path: String },
    #[error(
        "component type {component} requires an app, which this project does not have (create it with `hsmeta add app`)"
    )]
    RequiresApp { component: String },
    #[error("no default name is free: pass a name with `hsmeta add <TYPE> <NAME>`")]
    NoFreeName,
    #[error("{path} would be behind a symbolic link or in a folder that HubSpot ignores")]
    Unreachable { path: String },
    #[error(
        "{problem}; neither value can change after the first upload: create another project with `hsmeta init <DIR> --auth <TYPE> --distribution <KIND>`"
    )]
    IncompatibleApp { problem: String },
    /// HubSpot would refuse the new files.
    #[error("{problem}")]
    Rejected { problem: String },
}
