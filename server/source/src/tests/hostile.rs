//! Texts that nobody writes, and texts that are half typed.

use super::*;

/// Whether all spans are within the text and at the boundaries of characters.
fn is_sound(text: &str) -> bool {
    let facts = read(text);
    let mut spans: Vec<diagnostics::Span> = facts.unknown_env_reads.clone();
    spans.extend(&facts.strings);
    for import in &facts.imports {
        spans.extend([import.span, import.statement]);
        for name in &import.names {
            spans.push(name.span);
            spans.extend(name.members.iter().map(|member| member.expression));
        }
    }
    for call in &facts.calls {
        spans.extend([call.span, call.callee.span]);
        spans.extend(call.arguments.iter().map(Value::span));
    }
    for element in &facts.elements {
        spans.push(element.span);
        spans.extend(
            element
                .attributes
                .iter()
                .map(|attribute| attribute.value.span()),
        );
    }
    spans.extend(facts.env_reads.iter().map(|read| read.span));
    for global in &facts.globals {
        spans.push(global.span);
        spans.extend(global.members.iter().map(|member| member.expression));
    }
    spans.extend(facts.exports.names.values().map(Value::span));
    spans.iter().all(|span| text.get(span.range()).is_some())
}

const CARD: &str = "import React, { useState } from 'react';
import { Image as Img, hubspot, type Context } from \"@hubspot/ui-extensions\";
const BASE = process.env.API ?? `https://api.example.com`; // é 😀
hubspot.extend<'crm.record.tab'>(({ context, actions: { openIframeModal } }) => (
  <Card context={context} open={openIframeModal} />
));
export const Card = async ({ context, open }: { context: Context }) => {
  const [items, setItems] = useState<string[]>([]);
  let url = `${BASE}/items/${context.variables.ID}`;
  if (items.length > 1) { url += '?many=1'; } else url = 'https://\\u00e9.example.com';
  await hubspot.fetch(url, { method: \"GET\", headers: { Authorization: `Bearer ${x}` } });
  const { a, ...rest } = { ...items, [url]: /[\"'`]/g };
  return <><Img src={`${BASE}/é.png`} alt=\"&amp;\" />{items.map((i) => <Text key={i}>don't {i}</Text>)}</>;
};
module.exports = { main: async (c, respond) => respond({ body: window.location?.['href'] }) };
";

#[test]
fn every_prefix_of_a_card_is_read() {
    assert!(!read(CARD).is_incomplete);
    for end in 0..CARD.len() {
        if let Some(prefix) = CARD.get(..end) {
            assert!(is_sound(prefix), "{prefix}");
        }
    }
}

#[test]
fn a_card_with_one_character_replaced_is_read() {
    for (index, (at, character)) in CARD.char_indices().enumerate() {
        let (before, after) = (&CARD[..at], &CARD[at + character.len_utf8()..]);
        let replacements = ["", "`", "\"", "{", ")", "</", "\0", "é"];
        let text = format!(
            "{before}{}{after}",
            replacements[index % replacements.len()]
        );
        assert!(is_sound(&text), "{text}");
    }
}

#[test]
fn half_typed_text_has_the_facts_around_it() {
    let text = CARD.replace("url, {", "url, { met");
    let facts = read(&text);
    assert!(facts.is_incomplete);
    assert_eq!(facts.imports.len(), 2);
    let shown: Vec<String> = facts.calls.iter().map(show_call).collect();
    assert!(
        shown
            .iter()
            .any(|call| call.starts_with("@hubspot/ui-extensions#hubspot.extend")),
        "{shown:?}"
    );
}

/// Reads in a thread with the stack that the threads of a pool have.
fn read_in_small_stack(text: String) {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let handle = thread.spawn(move || is_sound(&text)).unwrap();
    assert!(handle.join().unwrap());
}

#[test]
fn no_nesting_exhausts_the_stack() {
    // Lines, so that none is skipped as minified; quotes are limited.
    for (open, inner, close, depth) in [
        ("(\n", "x", ")\n", 200_000),
        ("[\n", "x", "]", 200_000),
        ("{\n", "x", "}", 200_000),
        ("<a>\n", "x", "</a>", 120_000),
        ("`${\n", "x", "}`", 2_400),
        ("x={a:\n", "1", "}", 20_000),
        ("<a b={\n", "1", "}/>", 20_000),
        ("f(\n", "x", ")\n", 20_000),
        ("fetch(\n", "x", ")\n", 20_000),
        ("fetch({a:\n", "x", "})\n", 20_000),
        ("function f(){\n", "var x;x;", "}", 20_000),
        ("x=>\n", "x", "", 20_000),
        ("!\n", "x", "", 20_000),
        ("x?\n", "x", ":y", 20_000),
        ("{a:\n", "b", "}=x", 20_000),
        ("class A{a=\n", "1", "}", 20_000),
        ("if(x)\n", "x", "", 20_000),
        ("a<\n", "x", ">", 2_000),
    ] {
        read_in_small_stack(open.repeat(depth) + inner + &close.repeat(depth));
        read_in_small_stack(open.repeat(depth / 10));
    }
}

#[test]
fn no_chain_exhausts_the_stack() {
    for (start, link) in [
        ("a", "\n.b"),
        ("a", "\n[b]"),
        ("a", "\n.b()"),
        ("process.env", "\n.b"),
        ("a", "\n+b"),
        ("a", "\n||b"),
        ("", "a=\n"),
        ("", "var a=1;\n"),
        ("let a;", "a+=1;fetch(a);\n"),
        ("import * as a from 'x';", "a.b;\n"),
        ("import * as a from 'x';a", "\n.b"),
    ] {
        read_in_small_stack(start.to_owned() + &link.repeat(20_000));
    }
    for token in ["'", "\"", "`", "'a'x", "`${", "\0", "@\n", "</\n", "&\n"] {
        read_in_small_stack(token.repeat(300));
    }
    read_in_small_stack("x".repeat(10_000_000));
    read_as(
        &("x = ".to_owned() + &"<a>".repeat(20_000)),
        Syntax::TypeScript,
    );
}

#[test]
fn values_that_refer_to_each_other_end() {
    let mut doubling = "const o0 = { a: 1 };\nconst f0 = () => 1;\n".to_owned();
    for index in 1..40 {
        let before = index - 1;
        doubling += &format!(
            "const o{index} = {{ ...o{before}, ...o{before} }};
const f{index} = () => f{before}() + f{before}();
const g{index} = () => f{before}()[f{before}()];\n"
        );
    }
    doubling += "fetch(o39);\nfetch(f39());\nfetch(g39().x);\n";
    assert!(is_sound(&doubling));
    let mut table = "const o = {\n".to_owned();
    for index in 0..5_000 {
        table += &format!("k{index}: 1,\n");
    }
    table += "};\n";
    for index in 0..5_000 {
        table += &format!("fetch(o.k{index});\n");
    }
    assert!(is_sound(&table));
    assert!(read(&table).is_incomplete, "it is not read to its end");
}
