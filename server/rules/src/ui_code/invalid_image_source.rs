//! # invalid-image-source
//!
//! The `src` of an image in a UI extension is not the URL of an image.
//!
//! ## What it does
//!
//! Looks at string literals in `src` of `<Image>` of `@hubspot/ui-extensions`. Reported are relative
//! paths, whitespace around the URL, and schemes other than `http`, `https` and `data`. An `http` or
//! `https` URL in quotes must end with `.gif`, `.jpeg`, `.jpg`, `.png`, `.svg` or `.webp` before its
//! query. Other expressions, such as an imported image, are not looked at. Whether the app permits the
//! URL is checked by [unpermitted-image](unpermitted-image.md).
//!
//! ## Why
//!
//! UI extensions run in a web worker that has no page for a path to be relative to: the image stays
//! empty.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Image, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Image alt="Orders" src="./orders.png" />);
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders.png` (whole file)
//!
//! ```text
//! an image
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Image, hubspot } from '@hubspot/ui-extensions';
//! import orders from './orders.png';
//!
//! hubspot.extend(() => <Image alt="Orders" src={orders} />);
//! ```
//!
//! ## How to fix
//!
//! Use an absolute URL, or import the image.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting/rules/no-invalid-image-src>;
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-invalid-image-src`.

use std::borrow::Cow;

use crate::rule;
use analysis::code::Code;
use analysis::urls::{self, ImageUrlError, image_error, trimmed_image};
use diagnostics::{Diagnostic, Safety, Span, message};
use project::source_file::SourceFile;
use source::{Property, Value};

rule! {
    file: "invalid_image_source.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    eslint: "no-invalid-image-src",
    check: Code(check),
}

/// A string literal that is the value of an attribute.
struct Literal<'f> {
    text: Cow<'f, str>,
    span: Span,
    /// As written, with quotes.
    written: &'f str,
    /// Whether it is between braces.
    is_expression: bool,
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for (file, element) in code.ui_elements() {
        let mut attributes = element.attributes.iter();
        let source = attributes.find(|attribute| attribute.name == "src");
        if let Some(source) = source
            && code.sdk_component(file, element) == Some("Image")
            && let Some(literal) = literal(file, source)
            && let Some(error) = image_error(&literal.text)
            // What has another ending may be an image. ESLint does not look at expressions.
            && !(error == ImageUrlError::Ending && literal.is_expression)
        {
            out.push(describe(file, &literal, &error));
        }
    }
}

/// The literal that an attribute has in the element itself. Properties that are passed on after it may replace it, but then it
/// is of no use.
fn literal<'f>(file: &'f SourceFile, attribute: &'f Property) -> Option<Literal<'f>> {
    let span = attribute.value.span();
    let between = Span::new(attribute.span.end as usize, span.start as usize);
    let between = file.text.get(between.range())?;
    let written = file.text.get(span.range())?;
    let is_expression = match between.trim().strip_prefix('=')?.trim() {
        "" => false,
        "{" => true,
        _ => return None,
    };
    let text = match &attribute.value {
        Value::Text { text, .. } => Cow::Borrowed(text.as_str()),
        Value::Unknown { .. } if !is_expression => Cow::Borrowed(unquoted(written)?),
        _ => return None,
    };
    // A character reference such as `&#58;`, which may be any part of a URL.
    if !is_expression && text.contains("&#") {
        return None;
    }
    Some(Literal {
        text,
        span,
        written,
        is_expression,
    })
}

fn unquoted(written: &str) -> Option<&str> {
    let quote = written.chars().next()?;
    if quote != '"' && quote != '\'' {
        return None;
    }
    written.strip_prefix(quote)?.strip_suffix(quote)
}

fn describe(file: &SourceFile, literal: &Literal<'_>, error: &ImageUrlError) -> Diagnostic {
    let shown = urls::shown(&literal.text);
    let is_empty = trimmed_image(&literal.text).is_empty();
    let message = match error {
        _ if is_empty => "`src` is empty; the image is not loaded".to_owned(),
        ImageUrlError::Whitespace => {
            format!("{shown} has whitespace around it; the image is not loaded")
        }
        ImageUrlError::Relative => {
            format!("{shown} is not an absolute URL; the image is not loaded")
        }
        ImageUrlError::OtherScheme(scheme) => {
            let scheme = message::quoted(scheme);
            format!("{shown} uses the scheme {scheme}; the image is not loaded")
        }
        ImageUrlError::Ending => format!("{shown} does not end as the URL of an image does"),
    };
    let diagnostic = RULE.at(&file.path, literal.span, message);
    match error {
        _ if is_empty => diagnostic.help("use an absolute URL, or import the image"),
        ImageUrlError::Whitespace => match trimmed(literal) {
            Some(written) => diagnostic.help("trim it").fix(
                "trim it",
                Safety::Safe,
                [(literal.span, written)],
            ),
            None => diagnostic.help("trim it"),
        },
        ImageUrlError::Relative => diagnostic.help("use an absolute URL, or import the image"),
        ImageUrlError::OtherScheme(_) => diagnostic.help("use `https`"),
        ImageUrlError::Ending => diagnostic.help(
            "use the URL of a file that ends with `.gif`, `.jpeg`, `.jpg`, `.png`, `.svg` or `.webp`",
        ),
    }
}

/// The literal as it is written, without the whitespace around the text; `None` if that is written as escapes.
fn trimmed(literal: &Literal<'_>) -> Option<String> {
    let quote = literal.written.get(..1)?;
    let inside = literal.written.strip_prefix(quote)?.strip_suffix(quote)?;
    let trimmed = trimmed_image(inside);
    if image_error(trimmed) == Some(ImageUrlError::Whitespace) || trimmed.contains('\\') {
        return None;
    }
    Some([quote, trimmed, quote].concat())
}
