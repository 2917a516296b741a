//! hsmeta as a language server of Zed: the program of the settings, that on the `PATH`, or the newest npm package.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, LanguageServerId, Result, Worktree};

/// The package on npm, and the script in it that starts the program of this platform.
const PACKAGE: &str = "hsmeta";
const SCRIPT: &str = "node_modules/hsmeta/bin/hsmeta.js";

struct Hsmeta;

impl zed::Extension for Hsmeta {
    fn new() -> Hsmeta {
        Hsmeta
    }

    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let mut arguments = vec!["lsp".to_owned()];
        let mut program = worktree.which(PACKAGE);
        if let Some(binary) = binary {
            arguments = binary.arguments.unwrap_or(arguments);
            program = binary.path.or(program);
        }
        if let Some(program) = program {
            return Ok(command(program, arguments));
        }
        arguments.insert(0, installed(server)?);
        Ok(command(zed::node_binary_path()?, arguments))
    }

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.initialization_options)
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| zed::serde_json::json!({ "hsmeta": settings })))
    }
}

fn command(command: String, args: Vec<String>) -> zed::Command {
    let env = Vec::new();
    zed::Command { command, args, env }
}

/// The path of the script of the npm package, which is installed or updated first where that is necessary.
fn installed(server: &LanguageServerId) -> Result<String> {
    let newest = zed::npm_package_latest_version(PACKAGE)?;
    if zed::npm_package_installed_version(PACKAGE)?.as_ref() != Some(&newest) {
        let status = zed::LanguageServerInstallationStatus::Downloading;
        zed::set_language_server_installation_status(server, &status);
        zed::npm_install_package(PACKAGE, &newest)?;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "Zed runs the extension in a folder of its own"
    )]
    let folder = std::env::current_dir().map_err(|error| error.to_string())?;
    Ok(folder.join(SCRIPT).to_string_lossy().into_owned())
}

zed::register_extension!(Hsmeta);
