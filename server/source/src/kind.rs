//! The kinds of syntax nodes and fields that the reader distinguishes.

/// What a node is. Kinds that make no difference to the reader are `Other`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Not part of the tree: punctuation, comments, types.
    Skipped,
    Error,
    Other,

    Identifier,
    PropertyName,
    ShorthandProperty,
    ShorthandPattern,
    TypeName,
    ImportKeyword,
    MetaProperty,
    This,

    String,
    Template,
    Substitution,
    Number,
    Regex,
    /// `true`, `null`, `undefined`, `super`
    Constant,

    Object,
    Pair,
    Method,
    Spread,
    ComputedName,

    ObjectPattern,
    ArrayPattern,
    PairPattern,
    ObjectAssignmentPattern,
    AssignmentPattern,
    RestPattern,

    Call,
    New,
    Arguments,
    Member,
    Subscript,

    Parenthesized,
    As,
    Satisfies,
    NonNull,
    Await,
    Sequence,
    Binary,
    Unary,
    Update,
    Ternary,
    Assignment,
    AugmentedAssignment,

    Arrow,
    Function,
    FunctionDeclaration,
    FunctionSignature,
    Class,
    ClassDeclaration,
    Field,
    StaticBlock,
    Parameters,
    Parameter,

    Const,
    Variable,
    Declarator,
    Return,
    Block,
    /// `if` and `while`, which test a condition.
    Condition,
    For,
    ForIn,
    DoLoop,
    Catch,
    Switch,

    Import,
    ImportClause,
    NamespaceImport,
    ImportSpecifier,
    ImportRequire,
    ImportAlias,
    Export,
    ExportSpecifier,
    NamespaceExport,

    Enum,
    EnumBody,
    EnumAssignment,
    Module,
    NestedName,

    JsxOpening,
    JsxSelfClosing,
    JsxAttribute,
    JsxExpression,
    JsxNamespaceName,

    ConstKeyword,
    LetKeyword,
    VarKeyword,
    TypeKeyword,
    StaticKeyword,
    DefaultKeyword,
    DeleteKeyword,
    Star,
    Plus,
    PlusAssign,
    In,
    Nullish,
    NullishAssign,
    Or,
    OrAssign,
    And,
}

impl Kind {
    /// Whether such a node has no children, or none that matter: its text says all.
    pub(crate) fn is_leaf(self) -> bool {
        matches!(
            self,
            Kind::Identifier
                | Kind::PropertyName
                | Kind::ShorthandProperty
                | Kind::ShorthandPattern
                | Kind::TypeName
                | Kind::String
                | Kind::Number
                | Kind::Regex
                | Kind::This
                | Kind::MetaProperty
                | Kind::ImportKeyword
                | Kind::Constant
        )
    }

    /// Whether the fields of its children are known by name.
    pub(crate) fn has_fields(self) -> bool {
        use Kind::*;
        !matches!(
            self,
            Other
                | Error
                | Substitution
                | Object
                | Spread
                | ComputedName
                | ObjectPattern
                | ArrayPattern
                | RestPattern
                | Arguments
                | Parenthesized
                | As
                | Satisfies
                | NonNull
                | Await
                | Sequence
                | Parameters
                | Const
                | Variable
                | Return
                | Block
                | ImportClause
                | NamespaceImport
                | JsxExpression
                | JsxAttribute
        )
    }

    /// Whether it is an expression in other words: parentheses, a type, `await`.
    pub(crate) fn is_transparent(self) -> bool {
        matches!(
            self,
            Kind::Parenthesized | Kind::As | Kind::Satisfies | Kind::NonNull | Kind::Await
        )
    }

    pub(crate) fn is_function(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Arrow | Function | FunctionDeclaration | FunctionSignature | Method
        )
    }
}

/// The role of a node in its parent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Field {
    None,
    Alias,
    Alternative,
    Arguments,
    Body,
    Condition,
    Consequence,
    Constructor,
    Declaration,
    Function,
    Index,
    Key,
    Kind,
    Left,
    Name,
    Object,
    Operator,
    Parameter,
    Parameters,
    Pattern,
    Property,
    Right,
    Source,
    Value,
}
