//! The embedded schemas: one per file kind and component type.

use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;

use super::compiled::{CompiledSchema, Fact, HashedName, Tables};
use super::instance::TreeJson;
use super::load::Source;
use super::tables::TABLES;
use super::validator;
use syntax::{Kind, Value};

/// One schema with its validator.
pub struct Schema {
    source: Source,
    compiled: CompiledSchema,
    validator: OnceLock<Validator<TreeJson>>,
    origin: Option<Origin>,
}

static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    schemas::SCHEMAS
        .iter()
        .zip(TABLES)
        .map(|((name, text), (_, tables))| Schema::new(name, text, tables))
        .collect()
});

/// Every schema, sorted by name.
pub fn schemas() -> &'static [Schema] {
    &SCHEMAS
}

/// The schema called `name`; `pages` is `page`.
pub fn schema(name: &str) -> Option<&'static Schema> {
    let name = if name == "pages" { "page" } else { name };
    // With few names of the same length, comparing all takes half the instructions of a binary search.
    let index = schemas::SCHEMAS.iter().position(|(own, _)| *own == name)?;
    SCHEMAS.get(index)
}

impl Schema {
    pub(crate) fn new(name: &'static str, text: &'static str, tables: &'static Tables) -> Schema {
        Schema {
            source: Source::new(name, text),
            compiled: CompiledSchema::root(tables),
            validator: OnceLock::new(),
            origin: None,
        }
    }

    pub(crate) fn compiled(&self) -> CompiledSchema {
        self.compiled
    }

    /// A property of `x-component`, which describes the component type.
    pub fn fact(&self, name: &str) -> Option<Fact> {
        self.compiled.fact(name)
    }

    /// The strings of a property of `x-component` that is a list.
    pub fn facts(&self, name: &str) -> impl Iterator<Item = &'static str> + use<> {
        let texts = self.fact(name).map_or(&[][..], Fact::texts);
        texts.iter().copied()
    }

    /// What the schema says about the values at `path`, a path of property names.
    pub fn facts_at(&self, path: &[&str]) -> Option<Facts> {
        let mut schema = self.compiled;
        for name in path {
            schema = schema.property(HashedName::new(name))?;
        }
        Some(Facts(schema))
    }

    /// Ours with `config` as HubSpot's schema has it.
    pub(crate) fn official(
        name: &'static str,
        text: &'static str,
        tables: &'static Tables,
        origin: Origin,
    ) -> Schema {
        Schema {
            origin: Some(origin),
            ..Schema::new(name, text, tables)
        }
    }

    /// Where `config` is from, if HubSpot's schema decides about it.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Whether the validator can check the file: schemas of HubSpot may recurse, so that the file decides how deep.
    pub fn can_validate(&self, root: Value<'_>) -> bool {
        match self.origin.as_ref().and_then(|origin| origin.max_depth) {
            None => true,
            Some(max_depth) => depth(root) <= max_depth,
        }
    }

    /// Formats are checked. Patterns of ours run in linear time, those of HubSpot in bounded time.
    pub fn validator(&self) -> &Validator<TreeJson> {
        self.validator.get_or_init(|| match self.origin {
            None => validator::ours(self.text),
            Some(_) => validator::official(self.text).0,
        })
    }
}

/// The schema of HubSpot that a user has imported.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The day of the import.
    pub imported: String,
    pub(crate) max_depth: Option<usize>,
}

/// How deep objects and arrays are nested in a value.
pub(crate) fn depth(value: Value<'_>) -> usize {
    let mut ends: Vec<u32> = Vec::new();
    let mut deepest = 0;
    for descendant in value.descendants() {
        let span = descendant.span();
        while ends.last().is_some_and(|end| *end <= span.start) {
            ends.pop();
        }
        if matches!(descendant.kind(), Kind::Object | Kind::Array) {
            ends.push(span.end);
            deepest = deepest.max(ends.len());
        }
    }
    deepest
}

/// The facts about a value of one schema.
#[derive(Clone, Copy)]
pub struct Facts(CompiledSchema);

impl Facts {
    /// The value of a keyword, `x-fileExtensions` or another one that rules read for many files.
    pub fn get(self, keyword: &str) -> Option<Fact> {
        self.0.fact(keyword)
    }

    /// The strings of a keyword whose value is a list.
    pub fn texts(self, keyword: &str) -> &'static [&'static str] {
        self.get(keyword).map_or(&[], Fact::texts)
    }

    /// The facts about the elements of the value.
    pub fn items(self) -> Option<Facts> {
        self.0.items().map(Facts)
    }
}

impl Deref for Schema {
    type Target = Source;

    fn deref(&self) -> &Source {
        &self.source
    }
}
