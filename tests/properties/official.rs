//! Imported schemas: any text is read or refused. What is read can be compiled, and a check of any file with it ends. What is certainly
//! valid is valid.

use schema::Validity;
use schema::official::OfficialSchemas;

/// Holds for every text. Its first line is a component file, the rest the file of imported schemas.
pub fn holds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Some((file, schemas)) = text.split_once('\n') else {
        return;
    };
    let Ok(official) = OfficialSchemas::parse(schemas) else {
        return;
    };
    let file = syntax::parse(file);
    let (Some(root), []) = (file.root(), file.errors.as_slice()) else {
        return;
    };
    for (name, component) in official.types() {
        // Without one, hsmeta does not know the type; without the other, the process has too many schemas.
        if let Some(component) = component
            && let Some(schema) = official.schema(component.name)
        {
            let is_certain = official.accepts(component.name, root);
            let is_valid = match schema.check(root) {
                Validity::Valid => true,
                Validity::Invalid(_) => false,
                Validity::Unknown(reason) => {
                    assert_ne!(reason, schema::Unknown::NoValidator, "{name}: {schemas}");
                    is_certain
                }
            };
            assert!(is_valid || !is_certain, "{name}: {text}");
        }
    }
}
