//! Keywords with schemas that apply to some values only.

use syntax::Value;

use super::{Answer, Reader, Verdict};

impl<'s> Reader<'s> {
    /// A schema that need not apply. What it does not name is nothing to report unless it does.
    pub(super) fn branch(&mut self, schema: Value<'s>, value: Value<'_>) -> Answer {
        let had_unnamed = self.has_unnamed;
        let own = self.apply(schema, value);
        if own.verdict != Verdict::Valid {
            self.has_unnamed = had_unnamed;
        }
        own
    }

    pub(super) fn alternatives(
        &mut self,
        keyword: &str,
        list: Value<'s>,
        value: Value<'_>,
        answer: &mut Answer,
    ) -> Verdict {
        answer.names_properties = true;
        let (mut valid, mut undecided) = (0, 0);
        for schema in list.elements() {
            let own = self.branch(schema, value);
            match own.verdict {
                Verdict::Valid => {
                    valid += 1;
                    answer.described |= own.described;
                }
                Verdict::Undecided => undecided += 1,
                Verdict::Invalid => {}
            }
        }
        match (keyword, valid, undecided) {
            ("anyOf", 1.., _) | ("oneOf", 1, 0) => Verdict::Valid,
            ("oneOf", 2.., _) | (_, 0, 0) => Verdict::Invalid,
            _ => Verdict::Undecided,
        }
    }

    pub(super) fn condition(
        &mut self,
        schema: Value<'s>,
        given: Value<'s>,
        value: Value<'_>,
        answer: &mut Answer,
    ) -> Verdict {
        answer.names_properties = true;
        let had_unnamed = self.has_unnamed;
        let verdict = self.apply(given, value).verdict;
        self.has_unnamed = had_unnamed;
        let chosen = match verdict {
            Verdict::Valid => "then",
            Verdict::Invalid => "else",
            Verdict::Undecided => return Verdict::Undecided,
        };
        match schema.get(chosen) {
            Some(chosen) => self.in_place(chosen, value, answer),
            None => Verdict::Valid,
        }
    }
}
