//! The embedded schemas: one per file kind and component type.

use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;

use super::compiled::{CompiledSchema, Fact, HashedName, Tables};
use super::instance::TreeJson;
use super::load::Source;
use super::tables::TABLES;

/// One schema with its validator.
pub struct Schema {
    source: Source,
    compiled: CompiledSchema,
    validator: OnceLock<Validator<TreeJson>>,
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

    /// Patterns run in linear time; formats are checked.
    pub fn validator(&self) -> &Validator<TreeJson> {
        #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
        self.validator.get_or_init(|| {
            let schema = serde_json::from_str(self.text).expect("an embedded schema is JSON");
            jsonschema::options_for::<TreeJson>()
                .with_pattern_options(jsonschema::PatternOptions::regex())
                .should_validate_formats(true)
                .build(&schema)
                .expect("an embedded schema compiles")
        })
    }
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
