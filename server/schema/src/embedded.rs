//! The embedded schemas: one per file kind and component type.

use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use jsonschema::{ValidationError, Validator};

use super::compiled::{CompiledSchema, Fact, HashedName, Tables};
use super::instance::TreeJson;
use super::load::Source;
use super::steps::{self, PatternCosts};
use super::tables::TABLES;
use super::validator;
use syntax::{Kind, Value};

/// One schema with its validator.
pub struct Schema {
    source: Source,
    compiled: CompiledSchema,
    validator: OnceLock<Option<Validator<TreeJson>>>,
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

    /// What the validator says of a file. Formats are checked. That of a schema of HubSpot ends after a number of steps.
    pub fn check<'v>(&'v self, root: Value<'v>) -> Validity<'v> {
        let Some(origin) = &self.origin else {
            let validator = self.validator();
            if validator.is_valid(root) {
                return Validity::Valid;
            }
            return Validity::Invalid(validator.iter_errors(root).collect());
        };
        let limits = origin.limits;
        let Some(validator) = self.built() else {
            return Validity::Unknown(Unknown::NoValidator);
        };
        if limits.max_depth.is_some_and(|limit| depth(root) > limit) {
            return Validity::Unknown(Unknown::TooDeep);
        }
        let costs = limits.pattern_costs;
        match steps::limited(costs, || validator.is_valid(root)) {
            Some(true) => return Validity::Valid,
            Some(false) => {}
            None => return Validity::Unknown(Unknown::TooLong),
        }
        // Many errors take long to collect; then there is at least the first one.
        let all = steps::limited(costs, || validator.iter_errors(root).collect());
        let first = || steps::limited(costs, || validator.validate(root).err());
        match all {
            Some(errors) => Validity::Invalid(errors),
            None => Validity::Invalid(first().flatten().into_iter().collect()),
        }
    }

    /// Formats are checked, and patterns run in linear time. The validator of a schema of HubSpot has no limit of its own.
    #[expect(clippy::expect_used, reason = "ours can always be built")]
    pub fn validator(&self) -> &Validator<TreeJson> {
        self.built().expect("a schema of ours")
    }

    pub(crate) fn can_be_built(&self) -> bool {
        self.built().is_some()
    }

    fn built(&self) -> Option<&Validator<TreeJson>> {
        let built = self.validator.get_or_init(|| match self.origin {
            None => Some(validator::ours(self.text)),
            Some(_) => validator::official(self.text),
        });
        built.as_ref()
    }
}

/// What a validator says of a file.
pub enum Validity<'v> {
    Valid,
    /// With the errors that it reports, all or the first one; none if it does not end again.
    Invalid(Vec<ValidationError<'v>>),
    Unknown(Unknown),
}

/// Why a file is not checked against the schema of HubSpot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unknown {
    /// The schema recurses, so that the file decides how deep.
    TooDeep,
    TooLong,
    NoValidator,
}

/// The schema of HubSpot that a user has imported.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The day of the import.
    pub imported: String,
    pub(crate) limits: Limits,
}

/// What a file may be like that is given to the validator.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// `None` if the schema does not recurse, so that its own depth decides.
    pub(crate) max_depth: Option<usize>,
    pub(crate) pattern_costs: PatternCosts,
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
