//! Whether HubSpot's schema certainly accepts a `config`, and names all of its properties: most files are like that, and their
//! schema is read as it is, neither lowered nor compiled, which took ten times as long as the rest of a check. In doubt the
//! answer is no, and the compiled schema and the validator decide.
//!
//! All functions recurse at most `MAX_DEPTH` deep, and take a bounded number of steps.

mod branches;
mod number;
mod object;
mod string;

use syntax::{Kind, Value};

use super::keywords::{TYPES, keyword};
pub(super) use string::Patterns;

/// How many schemas may be nested, of the same value and of those within it.
const MAX_DEPTH: usize = 64;

/// How many keywords and members of schemas may be looked at for one file, and how many more for each byte of it.
const MAX_STEPS: usize = 100_000;
const MAX_STEPS_OF_BYTE: usize = 8;

/// Objects with more members are left to the validator: which are described is kept as bits.
const MAX_MEMBERS: usize = 64;

/// Keywords with schemas that apply to some values only.
const BRANCHES: [&str; 5] = ["anyOf", "oneOf", "if", "dependentSchemas", "dependencies"];

/// Whether the schema certainly accepts the value and names all properties in it.
pub(super) fn accepts(schema: Value<'_>, config: Value<'_>, patterns: &Patterns) -> bool {
    // Looking for the last of several takes long, and the file is not as anyone wants it.
    let has_repeated = |value: Value<'_>| value.syntax().duplicate_keys().next().is_some();
    if has_repeated(schema) || has_repeated(config) {
        return false;
    }
    let length = config.syntax().source().len();
    let mut reader = Reader {
        root: schema,
        patterns,
        steps_left: MAX_STEPS + MAX_STEPS_OF_BYTE * length,
        depth: 0,
        has_branches: None,
        has_unnamed: false,
    };
    reader.whole(schema, config) == Verdict::Valid && !reader.has_unnamed
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Verdict {
    Valid,
    Invalid,
    Undecided,
}

impl Verdict {
    fn of(is_valid: bool) -> Verdict {
        if is_valid {
            Verdict::Valid
        } else {
            Verdict::Invalid
        }
    }

    fn and(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Verdict::Invalid, _) | (_, Verdict::Invalid) => Verdict::Invalid,
            (Verdict::Valid, Verdict::Valid) => Verdict::Valid,
            _ => Verdict::Undecided,
        }
    }
}

/// What the schemas of one value say about it.
struct Answer {
    verdict: Verdict,
    /// The members that a schema describes, each a bit.
    described: u64,
    /// Those that the schema itself names, once its `properties` were read.
    named: Option<u64>,
    /// Whether a schema may name properties, so that others are unknown.
    names_properties: bool,
}

impl Answer {
    const NOTHING: Answer = Answer {
        verdict: Verdict::Valid,
        described: 0,
        named: None,
        names_properties: false,
    };
}

struct Reader<'s> {
    root: Value<'s>,
    patterns: &'s Patterns,
    steps_left: usize,
    depth: usize,
    has_branches: Option<bool>,
    /// Whether an object has a property that no schema describes, which may be reported although it is valid.
    has_unnamed: bool,
}

impl<'s> Reader<'s> {
    /// A value with everything in it.
    fn whole(&mut self, schema: Value<'s>, value: Value<'_>) -> Verdict {
        let answer = self.apply(schema, value);
        if value.kind() == Kind::Object
            && answer.described != all_members(value)
            && (answer.names_properties || self.has_branches())
        {
            self.has_unnamed = true;
        }
        answer.verdict
    }

    /// Whether the schema has parts that apply to some values only: what they name within a value is not followed.
    fn has_branches(&mut self) -> bool {
        let root = self.root;
        *self.has_branches.get_or_insert_with(|| {
            let mut values = root.descendants();
            values.any(|value| value.key().is_some_and(|key| BRANCHES.contains(&key.text)))
        })
    }

    fn apply(&mut self, schema: Value<'s>, value: Value<'_>) -> Answer {
        let mut answer = Answer::NOTHING;
        answer.verdict = match schema.kind() {
            Kind::Bool(is_valid) => Verdict::of(is_valid),
            Kind::Object if self.depth < MAX_DEPTH && is_readable(value) => {
                self.depth += 1;
                let verdict = self.keywords(schema, value, &mut answer);
                self.depth -= 1;
                verdict
            }
            _ => Verdict::Undecided,
        };
        answer
    }

    fn keywords(&mut self, schema: Value<'s>, value: Value<'_>, answer: &mut Answer) -> Verdict {
        let mut verdict = Verdict::Valid;
        let mut evaluates_others = false;
        for given in schema.properties() {
            if !self.has_steps(1) {
                return Verdict::Undecided;
            }
            evaluates_others |= given.key_bytes() == b"unevaluatedProperties";
            verdict = verdict.and(self.keyword(schema, given, value, answer));
            if verdict == Verdict::Invalid {
                return verdict;
            }
        }
        let is_left = evaluates_others && value.kind() == Kind::Object;
        if is_left && answer.described != all_members(value) {
            return Verdict::Undecided;
        }
        verdict
    }

    fn keyword(
        &mut self,
        schema: Value<'s>,
        given: Value<'s>,
        value: Value<'_>,
        answer: &mut Answer,
    ) -> Verdict {
        let kind = value.kind();
        match given.key_bytes() {
            b"title" | b"description" | b"default" | b"examples" | b"deprecated" | b"readOnly"
            | b"writeOnly" | b"nullable" | b"then" | b"else" => Verdict::Valid,
            b"type" => type_verdict(schema, given, value),
            b"enum" if self.has_steps(given.len()) => one_of(given.elements(), value),
            b"const" => one_of(std::iter::once(given), value),
            b"$ref" => match self.target(given) {
                Some(target) => self.in_place(target, value, answer),
                None => Verdict::Undecided,
            },
            b"allOf" => given.elements().fold(Verdict::Valid, |verdict, schema| {
                verdict.and(self.in_place(schema, value, answer))
            }),
            b"anyOf" | b"oneOf" => self.alternatives(name(given), given, value, answer),
            b"if" => self.condition(schema, given, value, answer),
            b"not" => match self.branch(given, value).verdict {
                Verdict::Valid => Verdict::Invalid,
                Verdict::Invalid => Verdict::Valid,
                Verdict::Undecided => Verdict::Undecided,
            },
            b"properties"
            | b"additionalProperties"
            | b"required"
            | b"unevaluatedProperties"
            | b"minProperties"
            | b"maxProperties"
                if kind == Kind::Object =>
            {
                self.of_object(schema, name(given), given, value, answer)
            }
            b"properties"
            | b"patternProperties"
            | b"additionalProperties"
            | b"required"
            | b"propertyNames"
            | b"unevaluatedProperties"
            | b"minProperties"
            | b"maxProperties"
            | b"dependentRequired"
            | b"dependentSchemas"
            | b"dependencies"
                if kind != Kind::Object =>
            {
                Verdict::Valid
            }
            b"items" if kind == Kind::Array && schema.get("prefixItems").is_none() => {
                let mut verdict = Verdict::Valid;
                for element in value.elements() {
                    verdict = verdict.and(self.whole(given, element));
                }
                verdict
            }
            b"minItems" | b"maxItems" if kind == Kind::Array => {
                number::count(name(given), given, value.len() as u64)
            }
            b"items" | b"prefixItems" | b"unevaluatedItems" | b"contains" | b"minItems"
            | b"maxItems" | b"uniqueItems" | b"minContains" | b"maxContains"
                if kind != Kind::Array =>
            {
                Verdict::Valid
            }
            b"minimum" | b"maximum" | b"exclusiveMinimum" | b"exclusiveMaximum" => {
                number::range(name(given), given, value)
            }
            b"multipleOf" if kind != Kind::Number => Verdict::Valid,
            b"minLength" | b"maxLength" | b"pattern" | b"format" => {
                self.of_string(name(given), given, value)
            }
            _ if keyword(name(given)).is_none() => Verdict::Valid,
            _ => Verdict::Undecided,
        }
    }

    /// A schema that applies to the same value.
    fn in_place(&mut self, schema: Value<'s>, value: Value<'_>, answer: &mut Answer) -> Verdict {
        let own = self.apply(schema, value);
        answer.described |= own.described;
        answer.names_properties |= own.names_properties;
        own.verdict
    }

    /// The target of a pointer without escapes, as nearly all are.
    fn target(&mut self, reference: Value<'s>) -> Option<Value<'s>> {
        let pointer = reference.as_str()?.strip_prefix('#')?;
        if pointer.is_empty() {
            return Some(self.root);
        }
        let pointer = pointer.strip_prefix('/')?;
        if pointer.contains(['%', '~']) {
            return None;
        }
        let mut target = self.root;
        for name in pointer.split('/') {
            if !self.has_steps(target.len()) {
                return None;
            }
            target = target.get(name)?;
        }
        Some(target)
    }

    /// Takes steps; returns whether there were as many.
    fn has_steps(&mut self, number: usize) -> bool {
        let left = self.steps_left.checked_sub(number);
        self.steps_left = left.unwrap_or(0);
        left.is_some()
    }
}

/// Whether a value is known, and small enough.
fn is_readable(value: Value<'_>) -> bool {
    value.kind() != Kind::Unknown
        && !value.is_incomplete()
        && (value.kind() != Kind::Object || value.len() <= MAX_MEMBERS)
}

/// A bit for each member.
fn all_members(object: Value<'_>) -> u64 {
    match object.len() {
        0 => 0,
        length => u64::MAX >> MAX_MEMBERS.saturating_sub(length),
    }
}

/// The name of a keyword.
fn name<'a>(given: Value<'a>) -> &'a str {
    given.key().map_or("", |key| key.text)
}

fn type_verdict(schema: Value<'_>, given: Value<'_>, value: Value<'_>) -> Verdict {
    let own = match value.kind() {
        // Which HubSpot's tools read as another type, as it is only here.
        Kind::Null if schema.get("nullable").is_some() => return Verdict::Undecided,
        Kind::Null => TYPES[0],
        Kind::Bool(_) => TYPES[1],
        Kind::String => TYPES[4],
        Kind::Array => TYPES[5],
        Kind::Object => TYPES[6],
        Kind::Number => return number::type_verdict(given, value),
        Kind::Unknown => return Verdict::Undecided,
    };
    Verdict::of(names(given).any(|name| name == own))
}

/// The names of types: one or a list.
fn names<'a>(given: Value<'a>) -> impl Iterator<Item = &'a str> {
    let listed = given.elements().filter_map(|name| name.as_str());
    given.as_str().into_iter().chain(listed)
}

/// Whether a value equals one of several; those that are not simple are not compared.
fn one_of<'a>(mut listed: impl Iterator<Item = Value<'a>>, value: Value<'_>) -> Verdict {
    let mut verdict = Verdict::Invalid;
    let is_equal = listed.any(|one| match (one.kind(), value.kind()) {
        (Kind::String, Kind::String) => one.as_str() == value.as_str(),
        (Kind::Bool(one), Kind::Bool(value)) => one == value,
        (Kind::Null, Kind::Null) => true,
        (Kind::Number, Kind::Number)
        | (Kind::Array, Kind::Array)
        | (Kind::Object, Kind::Object) => {
            verdict = Verdict::Undecided;
            false
        }
        _ => false,
    });
    if is_equal { Verdict::Valid } else { verdict }
}
