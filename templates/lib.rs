//! The files of a new component. Each is in a folder of its template, under its path in the source folder; a row here lists
//! them. Names in double underscores, such as `__name__`, are filled in.

/// The files of one component type.
pub struct Template {
    /// A component type, `hsproject`, or `app-static`: an app with static authentication.
    pub name: &'static str,
    /// The `-hsmeta.json` file.
    pub main: TemplateFile,
    /// The files that it refers to.
    pub companions: &'static [TemplateFile],
}

/// A file with names to fill in, in its path and its text.
pub struct TemplateFile {
    /// Relative to the source folder; that of `hsproject.json` to the project.
    pub path: &'static str,
    pub text: &'static str,
}

macro_rules! template {
    ($name:literal: $main:literal $($companion:literal)*) => {
        Template { name: $name, main: template_file!($name, $main), companions: &[$(template_file!($name, $companion)),*] }
    };
}

macro_rules! template_file {
    ($name:literal, $path:literal) => {
        TemplateFile {
            path: $path,
            text: include_str!(concat!($name, "/", $path)),
        }
    };
}

/// Sorted by name.
pub static TEMPLATES: &[Template] = &[
    template!("api-client": "app/api-client/__name__-hsmeta.json"),
    template!("app": "app/app-hsmeta.json"),
    template!("app-event": "app/app-events/__name__-hsmeta.json"),
    template!("app-function": "app/functions/__name__-hsmeta.json" "app/functions/__Name__.js" "app/functions/package.json"),
    template!("app-object": "app/app-objects/__name__-hsmeta.json"),
    template!("app-object-association": "app/app-object-associations/__name__-hsmeta.json"),
    template!("app-static": "app/app-hsmeta.json"),
    template!("calling": "app/calling/__name__-hsmeta.json"),
    template!("card": "app/cards/__name__-hsmeta.json" "app/cards/__Name__.tsx" "app/cards/package.json"),
    template!("cms-assets": "cms-assets/cms-assets-hsmeta.json" "cms-assets/__name__/cms-assets.json"),
    template!("crm-bulk-action": "app/actions/__name__-hsmeta.json" "app/actions/__Name__.tsx" "app/actions/package.json"),
    template!("hsproject": "hsproject.json"),
    template!("marketing-event": "app/marketing-events/__name__-hsmeta.json"),
    template!("mcp-client": "app/mcp-client/__name__-hsmeta.json"),
    template!("mcp-server": "app/mcp-server/__name__-hsmeta.json"),
    template!("media-bridge": "app/media-bridge/__name__-hsmeta.json"),
    template!("page": "app/pages/__name__-hsmeta.json" "app/pages/__Name__.tsx" "app/pages/package.json"),
    template!("scim": "app/scim/__name__-hsmeta.json"),
    template!("settings": "app/settings/__name__-hsmeta.json" "app/settings/__Name__.tsx" "app/settings/package.json"),
    template!("telemetry": "app/telemetry/__name__-hsmeta.json"),
    template!("theme": "theme/theme-hsmeta.json" "theme/__name__/templates/page.hubl.html" "theme/__name__/theme.json"),
    template!("video-conferencing": "app/video-conferencing/__name__-hsmeta.json"),
    template!("webhooks": "app/webhooks/__name__-hsmeta.json"),
    template!("webhooks-journal": "app/webhooks-journal/__name__-hsmeta.json"),
    template!("workflow-action": "app/workflow-actions/__name__-hsmeta.json"),
];

pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}
