//! # html-element
//!
//! A UI extension has an HTML element.
//!
//! ## What it does
//!
//! Looks for the tags of HTML in JSX, such as `<div>`, and names the component to use instead if there
//! is one. Components with the name of an element, such as `<Form>`, are not reported.
//!
//! ## Why
//!
//! UI extensions run in a web worker without a document. HubSpot renders the components of
//! `@hubspot/ui-extensions` only.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <p>No orders</p>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Text>No orders</Text>);
//! ```
//!
//! ## How to fix
//!
//! Use a component of `@hubspot/ui-extensions`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting/rules/no-html-elements>;
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-html-elements`.

use crate::rule;
use analysis::code::Code;
use catalog::html_element;
use diagnostics::{Diagnostic, Span, message};
use project::source_file::SourceFile;
use source::Element;

rule! {
    file: "html_element.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-html-elements",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for (file, element) in code.ui_elements() {
        let Some(html) = html_element(&element.name) else {
            continue;
        };
        let message = format!(
            "`<{}>` is an HTML element; HubSpot does not render it",
            html.tag
        );
        let span = tag_span(file, element);
        out.push(
            RULE.at(&file.path, span, message)
                .help(help(html.components)),
        );
    }
}

/// The tag, with its bracket if that is on an earlier line: ESLint reports it there.
fn tag_span(file: &SourceFile, element: &Element) -> Span {
    let tag = element.span;
    let before = file.text.get(..tag.start as usize).unwrap_or_default();
    match before.trim_end().strip_suffix('<') {
        Some(outside) if before.ends_with(char::is_whitespace) => {
            Span::new(outside.len(), tag.end as usize)
        }
        _ => tag,
    }
}

fn help(components: &[&str]) -> String {
    if components.is_empty() {
        return "use a component of `@hubspot/ui-extensions`".to_owned();
    }
    let tags: Vec<String> = components.iter().map(|name| format!("<{name}>")).collect();
    let tags = message::any_of(tags.iter().map(String::as_str));
    format!("use {tags} of `@hubspot/ui-extensions`")
}
