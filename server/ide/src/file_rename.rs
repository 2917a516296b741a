//! What a move of files or folders changes in the files that name them. The edits are for the files at their old places:
//! editors apply them before they move anything.

use diagnostics::{Edit, RelPath, Span};
use project::facts::{Facts, Reference, Target};
use project::index::Index;
use project::placeholders;
use syntax::edit;

/// The edits that keep every path leading where it led, for moves `(from, to)` of files and folders. A path stays as it is
/// where its target, or the file that names it, leaves the source folder: nothing could be written in its place.
pub fn edits(index: &Index<'_>, moves: &[(RelPath, RelPath)]) -> Vec<Edit> {
    let Some(src) = &index.src_dir else {
        return Vec::new();
    };
    let moves = Moves {
        moves,
        src: moved(moves, src),
    };
    let mut edits: Vec<Edit> = moves.of_source_folder(index, src).into_iter().collect();
    for document in index.project.documents.values() {
        let Facts::Component(facts) = &document.facts else {
            continue;
        };
        let path = &document.path;
        edits.extend(
            facts
                .references
                .iter()
                .filter_map(|reference| moves.of_reference(index, path, reference)),
        );
    }
    edits
}

struct Moves<'m> {
    moves: &'m [(RelPath, RelPath)],
    /// The source folder after the moves.
    src: RelPath,
}

impl Moves<'_> {
    fn of_source_folder(&self, index: &Index<'_>, src: &RelPath) -> Option<Edit> {
        let (file, facts) = index.manifest.filter(|_| self.src != *src)?;
        let written = facts.src_dir.as_ref()?;
        Some(edit_of(
            file,
            written.span,
            &styled(&written.text, self.src.as_str()),
        ))
    }

    fn of_reference(
        &self,
        index: &Index<'_>,
        file: &RelPath,
        reference: &Reference,
    ) -> Option<Edit> {
        let new = moved(self.moves, &index.path_of(file, reference)?);
        let new_file = moved(self.moves, file);
        let below_source = new.below(self.src.as_str())?;
        new_file.below(self.src.as_str())?;
        let is_rooted =
            reference.target == Target::SourceFile || reference.name.starts_with(['/', '\\']);
        let base = if is_rooted {
            self.src.clone()
        } else {
            RelPath::new(new_file.folder())
        };
        if base.join(&reference.name.replace('\\', "/")).as_ref() == Some(&new) {
            return None;
        }
        let path = if is_rooted {
            below_source.to_owned()
        } else {
            relative(base.as_str(), new.as_str())
        };
        // A name with `${` in it cannot be written: HubSpot would read a variable.
        let is_plain = placeholders::first(&path).is_none();
        is_plain.then(|| edit_of(file, reference.span, &styled(&reference.name, &path)))
    }
}

fn edit_of(file: &RelPath, span: Span, path: &str) -> Edit {
    Edit {
        file: file.clone(),
        span,
        new_text: edit::quote(path),
    }
}

/// Where a file or folder is after the moves; of several, the one that is nearest to it counts.
fn moved(moves: &[(RelPath, RelPath)], path: &RelPath) -> RelPath {
    let rest = |from: &RelPath| {
        if path == from {
            Some("")
        } else {
            path.below(from.as_str())
        }
    };
    let of_this = moves
        .iter()
        .filter(|(from, _)| !from.as_str().is_empty() && rest(from).is_some());
    let nearest = of_this.max_by_key(|(from, _)| from.as_str().len());
    nearest
        .and_then(|(from, to)| to.join(rest(from)?))
        .unwrap_or_else(|| path.clone())
}

/// The way from a folder to a path of the same project.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    let way: Vec<&str> = up.chain(to[common..].iter().copied()).collect();
    if way.is_empty() {
        ".".to_owned()
    } else {
        way.join("/")
    }
}

/// A path as the author of another one writes it: slashes at both ends, `./`, backslashes.
fn styled(written: &str, path: &str) -> String {
    let slash = if written.contains('\\') && !written.contains('/') {
        '\\'
    } else {
        '/'
    };
    let begins = if written.starts_with(slash) {
        slash.to_string()
    } else if written.starts_with(&format!(".{slash}")) && !path.starts_with("..") {
        format!(".{slash}")
    } else {
        String::new()
    };
    let ends = if written.len() > 1 && written.ends_with(slash) {
        slash.to_string()
    } else {
        String::new()
    };
    format!("{begins}{}{ends}", path.replace('/', &slash.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_style() {
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
    fn ways_lead_up_and_down() {
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
    fn the_nearest_move_counts() {
        let path = RelPath::new;
        let moves = [
            (path("src"), path("source")),
            (path("src/app/a.tsx"), path("src/app/b.tsx")),
        ];
        assert_eq!(moved(&moves, &path("src/app/a.tsx")), path("src/app/b.tsx"));
        assert_eq!(
            moved(&moves, &path("src/app/c.tsx")),
            path("source/app/c.tsx")
        );
        assert_eq!(moved(&moves, &path("srcs/c.tsx")), path("srcs/c.tsx"));
    }
}
