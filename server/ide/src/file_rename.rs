//! Path updates for moved files and folders. The edits are for the files at their old paths: editors apply them before they
//! move anything.

use diagnostics::{Edit, RelPath, Span};
use project::facts::{Facts, Reference, Target};
use project::index::Index;
use project::placeholders;
use syntax::edit;

/// The edits that update every path to a moved file or folder, for moves `(from, to)`. A path is left unchanged if its target,
/// or the file that contains it, leaves the source folder: no path could replace it.
pub fn edits(index: &Index<'_>, moves: &[(RelPath, RelPath)]) -> Vec<Edit> {
    let Some(src) = &index.src_dir else {
        return Vec::new();
    };
    let moves = Moves {
        moves,
        src: new_path(moves, src),
    };
    let mut edits: Vec<Edit> = Vec::new();
    if moves.src != *src {
        edits.extend(moves.src_dir_edit(index));
    }
    for document in index.project.documents.values() {
        if let Facts::Component(facts) = &document.facts {
            for reference in &facts.references {
                edits.extend(moves.reference_edit(index, &document.path, reference));
            }
        }
    }
    edits
}

struct Moves<'m> {
    moves: &'m [(RelPath, RelPath)],
    /// The source folder after the moves.
    src: RelPath,
}

impl Moves<'_> {
    fn src_dir_edit(&self, index: &Index<'_>) -> Option<Edit> {
        let (file, facts) = index.manifest?;
        let written = facts.src_dir.as_ref()?;
        let path = styled(&written.text, self.src.as_str());
        Some(replace(file, written.span, &path))
    }

    fn reference_edit(
        &self,
        index: &Index<'_>,
        file: &RelPath,
        reference: &Reference,
    ) -> Option<Edit> {
        let target = new_path(self.moves, &index.path_of(file, reference)?);
        let file_after = new_path(self.moves, file);
        let below_source = target.below(self.src.as_str())?;
        file_after.below(self.src.as_str())?;
        let is_rooted =
            reference.target == Target::SourceFile || reference.name.starts_with(['/', '\\']);
        let base = if is_rooted {
            self.src.clone()
        } else {
            RelPath::new(file_after.folder())
        };
        if base.join(&reference.name.replace('\\', "/")).as_ref() == Some(&target) {
            return None;
        }
        let path = if is_rooted {
            below_source.to_owned()
        } else {
            relative(base.as_str(), target.as_str())
        };
        // HubSpot would replace `${...}` in a file name by a variable.
        if placeholders::first(&path).is_some() {
            return None;
        }
        let path = styled(&reference.name, &path);
        Some(replace(file, reference.span, &path))
    }
}

fn replace(file: &RelPath, span: Span, path: &str) -> Edit {
    Edit {
        file: file.clone(),
        span,
        new_text: edit::quote(path),
    }
}

/// The path of a file or folder after the moves; of several moves, that of the longest path counts.
fn new_path(moves: &[(RelPath, RelPath)], path: &RelPath) -> RelPath {
    let mut best: Option<(usize, RelPath)> = None;
    for (from, to) in moves {
        let length = from.as_str().len();
        if length == 0 || best.as_ref().is_some_and(|(longest, _)| length < *longest) {
            continue;
        }
        if let Some(rest) = rest_below(path, from) {
            best = Some((length, to.join(rest).unwrap_or_else(|| path.clone())));
        }
    }
    match best {
        Some((_, path)) => path,
        None => path.clone(),
    }
}

/// The part of a path below `folder`; empty for `folder` itself.
fn rest_below<'p>(path: &'p RelPath, folder: &RelPath) -> Option<&'p str> {
    if path == folder {
        Some("")
    } else {
        path.below(folder.as_str())
    }
}

/// The relative path from a folder to a path of the same project.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// A path in the style of `written`: leading and trailing slashes, `./`, backslashes.
fn styled(written: &str, path: &str) -> String {
    let slash = if written.contains('\\') && !written.contains('/') {
        "\\"
    } else {
        "/"
    };
    let mut styled = String::new();
    if written.starts_with(slash) {
        styled.push_str(slash);
    } else if written.starts_with(&format!(".{slash}")) && !path.starts_with("..") {
        styled.push('.');
        styled.push_str(slash);
    }
    styled.push_str(&path.replace('/', slash));
    if written.len() > 1 && written.ends_with(slash) {
        styled.push_str(slash);
    }
    styled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_paths_keep_the_style_of_the_old_ones() {
        for (written, path, expected) in [
            ("/app/cards/A.tsx", "app/cards/B.tsx", "/app/cards/B.tsx"),
            ("app/cards/A.tsx", "app/cards/B.tsx", "app/cards/B.tsx"),
            ("./a.png", "b.png", "./b.png"),
            ("./a.png", "../b.png", "../b.png"),
            ("./themes/", "looks", "./looks/"),
            (r"\app\A.tsx", "app/B.tsx", r"\app\B.tsx"),
            (r".\app\A.tsx", "app/B.tsx", r".\app\B.tsx"),
            ("/", "source", "/source"),
        ] {
            assert_eq!(styled(written, path), expected, "{written}");
        }
    }

    #[test]
    fn relative_paths_lead_up_and_down() {
        assert_eq!(
            relative("src/app/cards", "src/app/cards/assets/a.png"),
            "assets/a.png"
        );
        assert_eq!(
            relative("src/app/cards", "src/app/shared/a.png"),
            "../shared/a.png"
        );
        assert_eq!(relative("", "src/a"), "src/a");
        assert_eq!(relative("src/theme", "src/theme"), ".");
    }

    #[test]
    fn the_longest_moved_folder_wins() {
        let path = RelPath::new;
        let moves = [
            (path("src"), path("source")),
            (path("src/app/a.tsx"), path("src/app/b.tsx")),
        ];
        assert_eq!(
            new_path(&moves, &path("src/app/a.tsx")),
            path("src/app/b.tsx")
        );
        assert_eq!(
            new_path(&moves, &path("src/app/c.tsx")),
            path("source/app/c.tsx")
        );
        assert_eq!(new_path(&moves, &path("srcs/c.tsx")), path("srcs/c.tsx"));
    }
}
