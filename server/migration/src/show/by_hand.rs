//! What has to be done by hand after a migration.

use super::{Page, Style, grouped};
use crate::plan::ByHand;

pub(super) fn show(todos: &[ByHand], page: &mut Page) {
    if todos.is_empty() {
        return;
    }
    page.section("By hand", &todos.len().to_string());
    for group in grouped(todos, |todo| (&todo.what, todo.page)) {
        show_group(&group, page);
    }
}

fn show_group(group: &[&ByHand], page: &mut Page) {
    let [first, rest @ ..] = group else {
        return;
    };
    if rest.is_empty() {
        page.prose(2, &format!("{}: {}", place(first), first.what));
    } else {
        page.prose(2, &first.what);
    }
    for todo in group {
        if !rest.is_empty() {
            page.line(4, Style::Plain, &place(todo));
        }
        if let Some((_, snippet)) = &todo.line
            && !snippet.is_empty()
        {
            let indent = if rest.is_empty() { 4 } else { 6 };
            page.line(indent, Style::Dimmed, snippet);
        }
    }
    if let Some(address) = first.page {
        page.line(4, Style::Dimmed, address);
    }
}

fn place(todo: &ByHand) -> String {
    match &todo.line {
        Some((line, _)) => format!("{}:{line}", todo.file),
        None => todo.file.to_string(),
    }
}
