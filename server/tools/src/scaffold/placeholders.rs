//! Placeholders in templates: examples that the author replaces. A row identifies its line by a part of it; a template and the
//! file made of it have the same line numbers.

use templates::TemplateFile;

struct Placeholder {
    /// The template file, relative to the source folder.
    path: &'static str,
    /// A part of the line that occurs once in the template.
    text: &'static str,
    /// What to do about it.
    advice: &'static str,
}

const fn row(path: &'static str, text: &'static str, advice: &'static str) -> Placeholder {
    Placeholder { path, text, advice }
}

static PLACEHOLDERS: &[Placeholder] = &[
    row(
        "app/app-hsmeta.json",
        "\"description\"",
        "describe the app in `description`",
    ),
    row(
        "app/app-hsmeta.json",
        "\"redirectUrls\"",
        "add the public redirect URL; `localhost` is for development only",
    ),
    row(
        "app/app-hsmeta.json",
        "\"requiredScopes\"",
        "list the scopes that the app requires",
    ),
    row(
        "app/app-events/__name__-hsmeta.json",
        "\"objectType\"",
        "set the object whose timeline shows the event",
    ),
    row(
        "app/app-events/__name__-hsmeta.json",
        "\"headerTemplate\"",
        "write the text of the event",
    ),
    row(
        "app/app-events/__name__-hsmeta.json",
        "\"itemName\",",
        "replace the example with the properties of the event",
    ),
    row(
        "app/functions/__Name__.js",
        "Hello from",
        "write the function",
    ),
    row(
        "app/app-objects/__name__-hsmeta.json",
        "\"description\"",
        "describe in `description` what a record represents",
    ),
    row(
        "app/app-objects/__name__-hsmeta.json",
        "\"pluralForm\"",
        "check the plural",
    ),
    row(
        "app/app-objects/__name__-hsmeta.json",
        "\"name\": \"item_name\"",
        "replace the example with the properties of the object",
    ),
    row(
        "app/app-object-associations/__name__-hsmeta.json",
        "\"secondObjectType\"",
        "set the object to associate with",
    ),
    row(
        "app/cards/__name__-hsmeta.json",
        "\"location\"",
        "choose where the card is shown",
    ),
    row(
        "app/cards/__name__-hsmeta.json",
        "\"objectTypes\"",
        "list the objects whose records show the card",
    ),
    row("app/cards/__Name__.tsx", "Hello from", "write the card"),
    row(
        "app/actions/__name__-hsmeta.json",
        "\"objectTypes\"",
        "list the objects that the action supports",
    ),
    row("app/actions/__Name__.tsx", "Hello from", "write the action"),
    row("app/pages/__Name__.tsx", "Hello from", "write the page"),
    row(
        "app/settings/__Name__.tsx",
        "Hello from",
        "write the settings page",
    ),
    row(
        "theme/__name__/templates/page.hubl.html",
        "<body>",
        "write the page",
    ),
    row(
        "app/webhooks/__name__-hsmeta.json",
        "\"targetUrl\"",
        "set `targetUrl` to the URL that receives the events",
    ),
    row(
        "app/webhooks/__name__-hsmeta.json",
        "\"crmObjects\"",
        "replace the example with the events that the app requires",
    ),
    row(
        "app/workflow-actions/__name__-hsmeta.json",
        "\"actionUrl\"",
        "set `actionUrl` to the URL that runs the action",
    ),
    row(
        "app/workflow-actions/__name__-hsmeta.json",
        "\"inputFields\"",
        "replace the example with the inputs of the action",
    ),
    row(
        "app/workflow-actions/__name__-hsmeta.json",
        "\"actionDescription\"",
        "describe the action",
    ),
];

/// The placeholders in a file: their line numbers, and what to do about each.
pub fn of(file: &TemplateFile) -> impl Iterator<Item = (usize, &'static str)> {
    file.text.lines().enumerate().flat_map(|(index, line)| {
        on_line(file.path, line).map(move |placeholder| (index + 1, placeholder.advice))
    })
}

fn on_line(path: &str, line: &'static str) -> impl Iterator<Item = &'static Placeholder> {
    PLACEHOLDERS
        .iter()
        .filter(move |placeholder| placeholder.path == path && line.contains(placeholder.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use templates::TEMPLATES;

    fn files() -> impl Iterator<Item = &'static TemplateFile> {
        TEMPLATES
            .iter()
            .flat_map(|template| std::iter::once(&template.main).chain(template.companions))
    }

    #[test]
    fn every_placeholder_is_on_one_line_of_its_template() {
        for placeholder in PLACEHOLDERS {
            let files: Vec<_> = files()
                .filter(|file| file.path == placeholder.path)
                .collect();
            assert!(!files.is_empty(), "{}", placeholder.path);
            let count = files
                .iter()
                .map(|file| file.text.matches(placeholder.text).count())
                .max();
            assert_eq!(count, Some(1), "{}: {}", placeholder.path, placeholder.text);
        }
    }

    #[test]
    fn every_example_in_a_template_is_a_placeholder() {
        let examples = [
            "What ",
            "Hello from",
            ".example",
            "localhost",
            "item",
            "Item",
            "essage",
        ];
        for file in files() {
            let first = of(file).next();
            let has_example = examples.iter().any(|example| file.text.contains(example));
            assert!(
                !has_example || first.is_some(),
                "{} has an example that nobody is told about",
                file.path
            );
            for (number, line) in file
                .text
                .lines()
                .enumerate()
                .map(|(index, line)| (index + 1, line))
            {
                let is_address_or_text = examples[..4].iter().any(|example| line.contains(example));
                assert!(
                    !is_address_or_text || of(file).any(|(own, _)| own == number),
                    "{}: {line}",
                    file.path
                );
            }
        }
    }
}
