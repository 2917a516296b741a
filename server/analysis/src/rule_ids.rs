//! Rules that code below `rules` treats differently from the others. A test compares them with the table of
//! rules.

use diagnostics::RuleId;

/// The editor offers to add all missing properties of an object at once.
pub const MISSING_PROPERTY: RuleId = "missing-property";
/// The app can never have the new component: `distribution` and `auth.type` are fixed after the first upload.
pub const INCOMPATIBLE_APP: RuleId = "incompatible-app";
/// A new card may lack its scope: the author adds it afterwards.
pub const MISSING_CARD_SCOPE: RuleId = "missing-card-scope";

/// A file of the old layout: the editor offers to convert the project.
pub const LEGACY_FILE: RuleId = "legacy-file";
/// A component in the form of the old layout: likewise.
pub const LEGACY_CONTENT: RuleId = "legacy-content";

/// All of them.
pub const ALL: &[RuleId] = &[
    MISSING_PROPERTY,
    INCOMPATIBLE_APP,
    MISSING_CARD_SCOPE,
    LEGACY_FILE,
    LEGACY_CONTENT,
];
