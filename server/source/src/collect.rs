//! The passes over a file whose names are resolved: each looks for one kind of facts.

mod alternative;
mod calls;
mod elements;
mod env;
mod env_reads;
mod exports;
mod globals;
mod handler;
mod import_uses;
mod imports;
mod member;
mod passed;
mod wrappers;

use diagnostics::Span;

use crate::facts::SourceFacts;
use crate::file::File;
use crate::kind::Kind;
use crate::tree::Id;

pub(crate) fn facts(file: &File<'_>) -> SourceFacts {
    let mut facts = SourceFacts::default();
    let mut wrappers = wrappers::Wrappers::default();
    for id in file.tree.ids() {
        match file.tree.kind(id) {
            Kind::Import => imports::statement(file, id, &mut facts),
            Kind::Export => {
                imports::re_export(file, id, &mut facts);
                exports::statement(file, id, &mut facts);
            }
            Kind::Call => {
                imports::call(file, id, &mut facts);
                calls::call(file, id, &mut facts, &mut wrappers);
            }
            Kind::New => calls::instance(file, id, &mut facts),
            Kind::Assignment => exports::assignment(file, id, &mut facts),
            Kind::JsxOpening | Kind::JsxSelfClosing => elements::element(file, id, &mut facts),
            Kind::Identifier | Kind::ShorthandProperty | Kind::MetaProperty => {
                globals::name(file, id, &mut facts);
                exports::name(file, id, &mut facts);
                passed::name(file, id, &mut facts);
            }
            // `({ name } = value)`
            Kind::ShorthandPattern => globals::name(file, id, &mut facts),
            Kind::Member => passed::member(file, id, &mut facts),
            Kind::String | Kind::Template => string(file, id, &mut facts),
            _ => {}
        }
    }
    wrappers.finish(file, &mut facts);
    import_uses::names(file, &mut facts);
    env::reads(file, &mut facts);
    facts.is_incomplete = file.is_exhausted();
    facts
}

/// The length in bytes of the shortest literals that are kept: shorter ones cannot contain a secret.
const SHORTEST_STRING: u32 = 18;

/// Whether a string is kept.
pub(crate) fn is_kept_string(span: Span) -> bool {
    span.end - span.start >= SHORTEST_STRING
}

fn string(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    let span = file.tree.span(id);
    if is_kept_string(span) {
        facts.strings.push(span);
    }
}
