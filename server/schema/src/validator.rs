//! The validators of schemas, built when the fast path is in doubt.

use jsonschema::{Keyword, PatternOptions, ValidationError, Validator};
use serde_json::Value as Json;
use syntax::Value;

use super::formats;
use super::instance::TreeJson;
use super::pattern::{Backtracking, MAX_BYTES};

/// The keyword that patterns have that look around, in what imported schemas are lowered to. Those that begin with `x-` do not decide
/// about validity.
pub(crate) const LOOKING_AROUND: &str = "hubspotPattern";

/// The validator of a schema of ours. Patterns run in linear time.
pub(super) fn ours(text: &str) -> Validator<TreeJson> {
    #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
    let schema = serde_json::from_str(text).expect("an embedded schema is JSON");
    #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
    jsonschema::options_for::<TreeJson>()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .build(&schema)
        .expect("an embedded schema compiles")
}

/// The validator of a schema with HubSpot's `config`; `None` if it cannot be built, which `hsmeta schema import` refuses.
pub(super) fn official(text: &str) -> Option<Validator<TreeJson>> {
    let schema: Json = serde_json::from_str(text).ok()?;
    let options = jsonschema::options_for::<TreeJson>()
        .with_pattern_options(PatternOptions::regex().size_limit(MAX_BYTES))
        .should_validate_formats(true)
        .with_keyword(LOOKING_AROUND, |_, value, _| LookingAround::built(value))
        .with_keyword("multipleOf", |_, value, _| MultipleOf::built(value));
    formats::with_formats(options).build(&schema).ok()
}

type Built<'a> = Result<Box<dyn for<'i> Keyword<'i, TreeJson>>, ValidationError<'a>>;

struct LookingAround(Backtracking);

impl LookingAround {
    fn built(value: &Json) -> Built<'_> {
        match value.as_str().and_then(Backtracking::new) {
            Some(pattern) => Ok(Box::new(LookingAround(pattern))),
            None => Err(ValidationError::custom("the pattern is invalid")),
        }
    }
}

impl<'i> Keyword<'i, TreeJson> for LookingAround {
    fn validate(&self, value: Value<'i>) -> Result<(), ValidationError<'i>> {
        match self.0.error(value) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    fn is_valid(&self, value: Value<'i>) -> bool {
        self.0.error(value).is_none()
    }
}

/// `multipleOf` as Ajv has it: the quotient of two doubles is an integer, as `parseInt` reads it.
struct MultipleOf(f64);

impl MultipleOf {
    fn built(value: &Json) -> Built<'_> {
        match value.as_f64() {
            Some(divisor) => Ok(Box::new(MultipleOf(divisor))),
            None => Err(ValidationError::custom("the divisor is no number")),
        }
    }
}

/// JavaScript writes numbers from here on with an exponent, which `parseInt` does not read.
const MAX_INTEGER: f64 = 1e21;

impl<'i> Keyword<'i, TreeJson> for MultipleOf {
    fn validate(&self, value: Value<'i>) -> Result<(), ValidationError<'i>> {
        if self.is_valid(value) {
            return Ok(());
        }
        Err(ValidationError::custom(self.0.to_string()))
    }

    fn is_valid(&self, value: Value<'i>) -> bool {
        let number = value.number().and_then(|text| text.parse::<f64>().ok());
        number.is_none_or(|number| {
            let quotient = number / self.0;
            quotient.fract() == 0.0 && quotient.abs() < MAX_INTEGER
        })
    }
}
