//! The embedded schemas: one per file kind and component type, compiled when first requested.

use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;

use super::compiled::CompiledSchema;
use super::instance::TreeJson;
use super::load::Source;

/// One schema with its validator.
pub struct Schema {
    source: Source,
    compiled: OnceLock<CompiledSchema>,
    validator: OnceLock<Validator<TreeJson>>,
}

static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    schemas::SCHEMAS
        .iter()
        .map(|(name, text)| Schema::new(name, text))
        .collect()
});

/// Every schema, sorted by name.
pub fn schemas() -> &'static [Schema] {
    &SCHEMAS
}

/// The schema called `name`; `pages` is `page`.
pub fn schema(name: &str) -> Option<&'static Schema> {
    let name = if name == "pages" { "page" } else { name };
    SCHEMAS.iter().find(|schema| schema.name == name)
}

impl Schema {
    pub(crate) fn new(name: &'static str, text: &'static str) -> Schema {
        Schema {
            source: Source::new(name, text),
            compiled: OnceLock::new(),
            validator: OnceLock::new(),
        }
    }

    pub(crate) fn compiled(&'static self) -> &'static CompiledSchema {
        self.compiled
            .get_or_init(|| CompiledSchema::of(self.root()))
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

impl Deref for Schema {
    type Target = Source;

    fn deref(&self) -> &Source {
        &self.source
    }
}
