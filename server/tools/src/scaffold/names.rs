//! The words of templates. A name has its forms: `__name__` as it was given (`order-history`), `__Name__` for code
//! (`OrderHistory`), `__NAME__` for constants (`ORDER_HISTORY`), `__title__` for people (`Order history`). What else a
//! template leaves open is filled in from the fields of `Names`.

use catalog::NEWEST_STABLE;
use syntax::edit;

/// A name in its forms, and what else there is to fill in. All but the name may be any text: it goes into JSON only.
#[derive(Clone, Debug)]
pub struct Names {
    /// `__name__`, and in other forms `__Name__` and `__NAME__`.
    pub name: String,
    /// `__title__`.
    pub title: String,
    /// `__uid__`.
    pub uid: String,
    /// `__app_object__`: the uid of an app object.
    pub app_object: String,
    /// `__distribution__`.
    pub distribution: String,
}

impl Names {
    /// The forms of a name. It goes into paths and code as it is, so for these it must be [`is_plain`].
    pub fn new(name: &str) -> Names {
        let words = words(name).collect::<Vec<_>>().join(" ");
        let (uid, app_object) = (String::new(), String::new());
        Names {
            name: name.to_owned(),
            title: capitalised(&words),
            uid,
            app_object,
            distribution: "private".to_owned(),
        }
    }

    /// A path, or a text that is no JSON, with the forms of the name filled in.
    pub fn plain(&self, template: &str) -> String {
        let pascal: String = words(&self.name).map(capitalised).collect();
        let text = template
            .replace("__name__", &self.name)
            .replace("__Name__", &pascal);
        text.replace("__title__", &self.title)
    }

    /// A JSON text with everything filled in.
    pub fn json(&self, template: &str) -> String {
        let pascal: String = words(&self.name).map(capitalised).collect();
        let constant = words(&self.name)
            .map(str::to_uppercase)
            .collect::<Vec<_>>()
            .join("_");
        // The title comes last: what it says is no word to fill in.
        let forms = [
            ("__name__", self.name.as_str()),
            ("__Name__", &pascal),
            ("__NAME__", &constant),
            ("__version__", NEWEST_STABLE),
            ("__uid__", &self.uid),
            ("__app_object__", &self.app_object),
            ("__distribution__", &self.distribution),
            ("__title__", &self.title),
        ];
        forms
            .iter()
            .fold(template.to_owned(), |text, (word, form)| {
                text.replace(word, &edit::escape(form))
            })
    }
}

/// Whether a name can be a file name, and a name in code, on every system: letters, digits, `-` and `_`, a letter first.
pub fn is_plain(name: &str) -> bool {
    const LONGEST: usize = 50;
    name.len() <= LONGEST
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '_']).filter(|word| !word.is_empty())
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_form_that_belongs_in_the_place() {
        let names = Names::new("order-history");
        assert_eq!(
            names.plain("app/__name__/__Name__.tsx"),
            "app/order-history/OrderHistory.tsx"
        );
        assert_eq!(
            names.json(r#"["__NAME__", "__title__"]"#),
            r#"["ORDER_HISTORY", "Order history"]"#
        );
        let names = Names {
            title: "a \"__name__\"".to_owned(),
            ..names
        };
        assert_eq!(names.json(r#""__title__""#), r#""a \"__name__\"""#);
    }

    #[test]
    fn plain_names_are_harmless_in_paths_and_code() {
        for plain in ["card", "Order_History-2"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "",
            "2fast",
            "a.b",
            "../x",
            "a/b",
            "a b",
            "ä",
            "-x",
            "a\n",
            &"x".repeat(51),
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
