//! The HTML elements that UI extensions cannot show, with the components to use instead.
//!
//! The elements are those of npm @hubspot/eslint-config-ui-extensions 1.2.0 (`constants.js`), the components exports of npm
//! @hubspot/ui-extensions 0.17.0.

/// An HTML element.
#[derive(PartialEq, Eq, Debug)]
pub struct HtmlElement {
    pub tag: &'static str,
    /// The components of `@hubspot/ui-extensions` that show the same; none if no component does.
    pub components: &'static [&'static str],
}

const fn row(tag: &'static str, components: &'static [&'static str]) -> HtmlElement {
    HtmlElement { tag, components }
}

/// Sorted by tag.
#[rustfmt::skip]
static HTML_ELEMENTS: &[HtmlElement] = &[
    row("a", &["Link"]),
    row("abbr", &["Text"]),
    row("address", &["Box", "Flex"]),
    row("area", &[]),
    row("article", &["Box", "Flex"]),
    row("aside", &["Box", "Flex"]),
    row("audio", &[]),
    row("b", &["Text"]),
    row("base", &[]),
    row("bdi", &["Text"]),
    row("bdo", &["Text"]),
    row("blockquote", &["Text"]),
    row("body", &[]),
    row("br", &[]),
    row("button", &["Button"]),
    row("canvas", &[]),
    row("caption", &[]),
    row("cite", &["Text"]),
    row("code", &["Text"]),
    row("col", &[]),
    row("colgroup", &[]),
    row("data", &["Text"]),
    row("datalist", &["Select"]),
    row("dd", &["DescriptionListItem"]),
    row("del", &["Text"]),
    row("details", &["Accordion"]),
    row("dfn", &["Text"]),
    row("dialog", &["Modal"]),
    row("div", &["Box", "Flex"]),
    row("dl", &["DescriptionList"]),
    row("dt", &["DescriptionListItem"]),
    row("em", &["Text"]),
    row("embed", &[]),
    row("fieldset", &[]),
    row("figcaption", &["Text"]),
    row("figure", &["Box", "Flex"]),
    row("footer", &["Box", "Flex"]),
    row("form", &["Form"]),
    row("h1", &["Heading"]),
    row("h2", &["Heading"]),
    row("h3", &["Heading"]),
    row("h4", &["Heading"]),
    row("h5", &["Heading"]),
    row("h6", &["Heading"]),
    row("head", &[]),
    row("header", &["Box", "Flex"]),
    row("hgroup", &["Box", "Flex"]),
    row("hr", &["Divider"]),
    row("html", &[]),
    row("i", &["Text"]),
    row("iframe", &[]),
    row("img", &["Image"]),
    row("input", &["Input"]),
    row("ins", &["Text"]),
    row("kbd", &["Text"]),
    row("label", &[]),
    row("legend", &[]),
    row("li", &["List"]),
    row("link", &[]),
    row("main", &["Box", "Flex"]),
    row("map", &[]),
    row("mark", &["Text"]),
    row("meta", &[]),
    row("meter", &["ProgressBar"]),
    row("nav", &["Box", "Flex"]),
    row("noscript", &[]),
    row("object", &[]),
    row("ol", &["List"]),
    row("optgroup", &["Select"]),
    row("option", &["Select"]),
    row("output", &[]),
    row("p", &["Text"]),
    row("param", &[]),
    row("picture", &["Image"]),
    row("pre", &["Text"]),
    row("progress", &["ProgressBar"]),
    row("q", &["Text"]),
    row("rp", &[]),
    row("rt", &[]),
    row("ruby", &[]),
    row("s", &["Text"]),
    row("samp", &["Text"]),
    row("script", &[]),
    row("section", &["Box", "Flex"]),
    row("select", &["Select"]),
    row("small", &["Text"]),
    row("source", &[]),
    row("span", &["Text"]),
    row("strong", &["Text"]),
    row("style", &[]),
    row("sub", &["Text"]),
    row("summary", &["Accordion"]),
    row("sup", &["Text"]),
    row("svg", &["Image", "Icon"]),
    row("table", &["Table"]),
    row("tbody", &["TableBody"]),
    row("td", &["TableCell"]),
    row("template", &[]),
    row("textarea", &["TextArea"]),
    row("tfoot", &["TableFooter"]),
    row("th", &["TableHeader"]),
    row("thead", &["TableHead"]),
    row("time", &["Text"]),
    row("title", &[]),
    row("tr", &["TableRow"]),
    row("track", &[]),
    row("u", &["Text"]),
    row("ul", &["List"]),
    row("var", &["Text"]),
    row("video", &[]),
    row("wbr", &[]),
];

/// The HTML element with a tag.
pub fn html_element(tag: &str) -> Option<&'static HtmlElement> {
    let at = HTML_ELEMENTS
        .binary_search_by(|element| element.tag.cmp(tag))
        .ok()?;
    HTML_ELEMENTS.get(at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;
    use crate::{SdkVersion, sdk_module};

    #[test]
    fn elements_are_sorted_by_tag() {
        assert!(HTML_ELEMENTS.is_sorted_by(|one, other| one.tag < other.tag));
        assert_eq!(HTML_ELEMENTS.len(), 111);
    }

    #[test]
    fn components_are_exports_of_the_newest_version_of_the_sdk() {
        let module = sdk_module("").unwrap();
        for element in HTML_ELEMENTS {
            for component in element.components {
                assert!(
                    module.exports(component, SdkVersion::newest()),
                    "{component}"
                );
            }
        }
    }

    #[test]
    fn an_element_is_found_by_its_tag_as_written() {
        for element in HTML_ELEMENTS {
            assert_eq!(html_element(element.tag), Some(element));
        }
        for other in ["Div", "DIV", "circle", "my-element", "svg:a", ""] {
            assert_eq!(html_element(other), None, "{other}");
        }
    }
}
