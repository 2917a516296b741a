//! Keywords about objects.

use syntax::{Kind, Value};

use super::{Answer, Reader, Verdict, number};

impl<'s> Reader<'s> {
    pub(super) fn of_object(
        &mut self,
        schema: Value<'s>,
        keyword: &str,
        given: Value<'s>,
        object: Value<'_>,
        answer: &mut Answer,
    ) -> Verdict {
        match keyword {
            "properties" => self.properties(given, object, answer),
            "additionalProperties" => self.additional(schema, given, object, answer),
            "required" if self.has_steps(given.len()) => {
                let mut names = given.elements().filter_map(|name| name.as_str());
                Verdict::of(names.all(|name| object.get(name).is_some()))
            }
            "minProperties" | "maxProperties" => number::count(keyword, given, object.len() as u64),
            // When all others are known.
            "unevaluatedProperties" => Verdict::Valid,
            _ => Verdict::Undecided,
        }
    }

    fn properties(&mut self, map: Value<'s>, object: Value<'_>, answer: &mut Answer) -> Verdict {
        answer.names_properties |= !map.is_empty();
        let mut verdict = Verdict::Valid;
        let mut named = 0;
        for (index, member) in object.members().enumerate() {
            if !self.has_steps(map.len()) {
                return Verdict::Undecided;
            }
            if let Some(schema) = map.get(member.key.text) {
                named |= 1 << index;
                verdict = verdict.and(self.whole(schema, member.value));
            }
        }
        answer.described |= named;
        answer.named = Some(named);
        verdict
    }

    fn additional(
        &mut self,
        schema: Value<'s>,
        given: Value<'s>,
        object: Value<'_>,
        answer: &mut Answer,
    ) -> Verdict {
        let named = match (answer.named, schema.get("properties")) {
            (Some(named), _) => named,
            (None, None) => 0,
            (None, Some(map)) => match self.named(map, object) {
                Some(named) => named,
                None => return Verdict::Undecided,
            },
        };
        let mut verdict = Verdict::Valid;
        for (index, member) in object.properties().enumerate() {
            if named & 1 << index != 0 {
                continue;
            }
            if given.kind() == Kind::Object {
                answer.described |= 1 << index;
            }
            verdict = verdict.and(self.whole(given, member));
        }
        // Some of them may be those of `patternProperties`.
        if schema.get("patternProperties").is_some() {
            return Verdict::Undecided;
        }
        verdict
    }

    /// The members that a schema names, if its `properties` come later.
    fn named(&mut self, map: Value<'s>, object: Value<'_>) -> Option<u64> {
        let mut named = 0;
        for (index, member) in object.members().enumerate() {
            if !self.has_steps(map.len()) {
                return None;
            }
            if map.get(member.key.text).is_some() {
                named |= 1 << index;
            }
        }
        Some(named)
    }
}
