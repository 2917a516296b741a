//! JSX elements and their attributes.

use super::*;

fn elements(text: &str) -> Vec<String> {
    let mut shown = Vec::new();
    for element in facts(text).elements {
        assert_eq!(&text[element.span.range()], element.name);
        let mut line = format!("{} {}", element.name, show_root(&element.root));
        for attribute in &element.attributes {
            assert_eq!(&text[attribute.span.range()], attribute.name);
            line += &format!(" {}={}", attribute.name, show(&attribute.value));
        }
        shown.push(line);
    }
    shown
}

#[test]
fn elements_have_a_root_and_attributes_with_values() {
    let text = "import { Image as Img } from '@hubspot/ui-extensions'; import * as UI from './ui';
const SRC = 'https://a.com/i.png'; const Styled = make(); const L = { Item: Img };
const a = <Img {...rest} src={SRC} alt=\"a &amp; b &lt;\" hidden data-x='y' />;
const b = <UI.Form.Field label={`l`}><div class=\"c\">don't</div></UI.Form.Field>;
const c = <><Styled /><Unbound /><L.Item src={x ? 'p' : `q`}/><svg:a/></>;
const d = ({ As }) => <As/>;";
    assert_eq!(
        elements(text),
        [
            "Img @hubspot/ui-extensions#Image src=\"https://a.com/i.png\" alt=\"a & b <\" data-x=\"y\"",
            "UI.Form.Field ./ui#Form label=\"l\"",
            "div global div class=\"c\"",
            "Styled bound Styled",
            "Unbound global Unbound",
            "L.Item @hubspot/ui-extensions#Image src=(\"p\" | \"q\")",
            "svg:a global svg:a",
            "As bound As",
        ]
    );
}

#[test]
fn the_value_of_an_attribute_has_the_span_of_its_literal() {
    let text = "const a = <Image src=\"x\" alt={'y'} />;";
    let facts = facts(text);
    let spans: Vec<&str> = facts.elements[0]
        .attributes
        .iter()
        .map(|attribute| &text[attribute.value.span().range()])
        .collect();
    assert_eq!(spans, ["\"x\"", "'y'"]);
}

#[test]
fn an_ampersand_is_text_in_an_element_and_in_an_attribute() {
    let text = "const a = <>Terms & Conditions <b>A &amp; B & C</b></>;
const b = <Image src=\"https://a.com/?b=1&c=2&d\" alt='R&D' />; const c = a && b & c;
type T = A & B;";
    assert_eq!(
        elements(text),
        [
            "b global b",
            "Image global Image src=\"https://a.com/?b=1&c=2&d\" alt=\"R&D\"",
        ]
    );
    assert!(read("const a = <b>A & B</b>; const c = (a & b;").is_incomplete);
}

#[test]
fn properties_that_are_passed_on_may_replace_attributes_before_them() {
    assert_eq!(
        elements("const a = <Image src='/x' {...props} alt='y' />;"),
        ["Image global Image src=? alt=\"y\""]
    );
}

#[test]
fn typescript_without_jsx_has_no_elements() {
    for text in ["const a = <div>b;", "const a = <div>b; const = c;"] {
        assert!(
            read_as(text, Syntax::of("a.mts")).elements.is_empty(),
            "{text}"
        );
        assert!(
            !read_as(text, Syntax::of("a.js")).elements.is_empty(),
            "{text}"
        );
    }
}
