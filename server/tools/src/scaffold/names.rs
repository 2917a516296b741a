//! The variables of templates: `__name__` is the name as it was given (`order-history`), `__Name__` its form in code
//! (`OrderHistory`), `__NAME__` that of constants (`ORDER_HISTORY`), `__title__` that for people (`Order history`). Other
//! variables are fields of `Names`.

use catalog::NEWEST_STABLE;
use syntax::edit;

/// The values of the variables. All but the name may be any text: they are used in JSON only.
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
    /// For paths and code, which contain the name as it is, it must be [`is_plain`].
    pub fn new(name: &str) -> Names {
        let words: Vec<&str> = words(name).collect();
        Names {
            name: name.to_owned(),
            title: capitalized(&words.join(" ")),
            uid: String::new(),
            app_object: String::new(),
            distribution: "private".to_owned(),
        }
    }

    /// A path or a text other than JSON with its variables replaced.
    pub fn plain(&self, template: &str) -> String {
        template
            .replace("__name__", &self.name)
            .replace("__Name__", &self.pascal_case())
            .replace("__title__", &self.title)
    }

    /// A JSON text with its variables replaced.
    pub fn json(&self, template: &str) -> String {
        let variables = [
            ("__name__", self.name.as_str()),
            ("__Name__", &self.pascal_case()),
            ("__NAME__", &self.constant_case()),
            ("__version__", NEWEST_STABLE),
            ("__uid__", &self.uid),
            ("__app_object__", &self.app_object),
            ("__distribution__", &self.distribution),
            // Last: a title may contain the name of a variable, which is not replaced.
            ("__title__", &self.title),
        ];
        let mut json = template.to_owned();
        for (variable, value) in variables {
            json = json.replace(variable, &edit::escape(value));
        }
        json
    }

    fn pascal_case(&self) -> String {
        words(&self.name).map(capitalized).collect()
    }

    fn constant_case(&self) -> String {
        let words: Vec<String> = words(&self.name).map(str::to_uppercase).collect();
        words.join("_")
    }
}

/// Whether a name is valid as a file name and in code on every system: letters, digits, `-` and `_`, a letter first.
pub fn is_plain(name: &str) -> bool {
    const MAX_LENGTH: usize = 50;
    name.len() <= MAX_LENGTH
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '_']).filter(|word| !word.is_empty())
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_replaced_by_the_forms_of_the_name() {
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
    fn plain_names_are_safe_in_paths_and_code() {
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
