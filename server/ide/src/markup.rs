//! Text for people, as Markdown or plain. What comes from a user's file goes in through [`Markup::code`] or
//! [`diagnostics::message::quoted`], so that it can neither format anything nor become a link.

/// A text in paragraphs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Markup {
    blocks: Vec<Block>,
}

/// One paragraph. Texts may hold pieces in backticks; both forms show them so.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Block {
    Heading(String),
    Text(String),
    List(Vec<String>),
    Code(String),
    Link { title: String, url: String },
}

impl Markup {
    /// Adds a short bold line.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds a list; an empty one adds nothing.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds lines of JSON.
    pub fn code(&mut self, json: impl Into<String>) {
        self.blocks.push(Block::Code(json.into()));
    }

    /// Adds a link to a page.
    pub fn link(&mut self, title: impl Into<String>, url: impl Into<String>) {
        self.blocks.push(Block::Link {
            title: title.into(),
            url: url.into(),
        });
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let block = |block: &Block| match block {
            Block::Heading(text) => format!("**{}**", escaped(text)),
            Block::Text(text) => escaped(text),
            Block::List(items) => lines(
                &items.iter().map(|item| escaped(item)).collect::<Vec<_>>(),
                "* ",
            ),
            // Four backticks: a JSON text may hold three.
            Block::Code(json) => format!("````json\n{json}\n````"),
            Block::Link { title, url } => format!("[{title}]({url})"),
        };
        self.blocks
            .iter()
            .map(block)
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        let block = |block: &Block| match block {
            Block::Heading(text) | Block::Text(text) | Block::Code(text) => text.clone(),
            Block::List(items) => lines(items, "- "),
            Block::Link { title, url } => format!("{title}: {url}"),
        };
        self.blocks
            .iter()
            .map(block)
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}

/// A text in which only backticks format: `p_<name>` outside of them is no tag.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut in_code = false;
    for character in text.chars() {
        in_code ^= character == '`';
        if !in_code && matches!(character, '\\' | '<' | '*' | '_' | '[' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn lines(items: &[String], bullet: &str) -> String {
    items
        .iter()
        .map(|item| format!("{bullet}{item}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_backticks_format() {
        let mut markup = Markup::default();
        markup.text("p_<name> or `p_<name>`, *-hsmeta.json");
        assert_eq!(
            markup.markdown(),
            r"p\_\<name> or `p_<name>`, \*-hsmeta.json"
        );
        assert_eq!(markup.plain(), "p_<name> or `p_<name>`, *-hsmeta.json");
    }

    #[test]
    fn both_forms_say_the_same() {
        let mut markup = Markup::default();
        markup.heading("Name");
        markup.text("The `name` of the app.");
        markup.list(["`a`: one".to_owned(), "`b`: two".to_owned()]);
        markup.list([]);
        markup.code("\"a\"");
        markup.link(
            "HubSpot's documentation",
            "https://developers.hubspot.com/docs",
        );
        assert_eq!(
            markup.markdown(),
            "**Name**\n\nThe `name` of the app.\n\n* `a`: one\n* `b`: two\n\n````json\n\"a\"\n````\n\n\
             [HubSpot's documentation](https://developers.hubspot.com/docs)"
        );
        assert_eq!(
            markup.plain(),
            "Name\n\nThe `name` of the app.\n\n- `a`: one\n- `b`: two\n\n\"a\"\n\n\
             HubSpot's documentation: https://developers.hubspot.com/docs"
        );
    }
}
