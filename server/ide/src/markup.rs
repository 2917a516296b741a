//! Text in paragraphs, rendered as Markdown or as plain text. What comes from a user's file goes in through [`Markup::code`] or
//! [`diagnostics::message::quoted`], so that it can neither format anything nor become a link.

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Markup {
    blocks: Vec<Block>,
}

/// A paragraph. Text may contain code in backticks, which is kept in both forms.
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

    pub fn markdown(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::markdown).collect();
        blocks.join("\n\n")
    }

    pub fn plain(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::plain).collect();
        blocks.join("\n\n")
    }
}

impl Block {
    fn markdown(&self) -> String {
        match self {
            Block::Heading(text) => format!("**{}**", escaped(text)),
            Block::Text(text) => escaped(text),
            Block::List(items) => {
                let items: Vec<String> = items.iter().map(|item| escaped(item)).collect();
                list(&items, "* ")
            }
            // Four backticks: the JSON may contain three.
            Block::Code(json) => format!("````json\n{json}\n````"),
            Block::Link { title, url } => format!("[{title}]({url})"),
        }
    }

    fn plain(&self) -> String {
        match self {
            Block::Heading(text) | Block::Text(text) | Block::Code(text) => text.clone(),
            Block::List(items) => list(items, "- "),
            Block::Link { title, url } => format!("{title}: {url}"),
        }
    }
}

/// Text in which only backticks format: `p_<name>` outside of them is not a tag.
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

fn list(items: &[String], bullet: &str) -> String {
    let lines: Vec<String> = items.iter().map(|item| format!("{bullet}{item}")).collect();
    lines.join("\n")
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
    fn markdown_and_plain_text_have_the_same_content() {
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
