//! The numbers of the grammar for kinds and fields.

use std::sync::LazyLock;

use tree_sitter::Language;

use crate::kind::{Field, Kind};

/// The kinds and fields of the grammar, looked up once.
pub(crate) struct Grammar {
    pub(crate) language: Language,
    kinds: Vec<Kind>,
    fields: Vec<Field>,
}

pub(crate) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::new);

impl Grammar {
    fn new() -> Grammar {
        let language = Language::from(tree_sitter_typescript::LANGUAGE_TSX);
        let mut kinds = Vec::new();
        for id in 0..language.node_kind_count() {
            let id = u16::try_from(id).unwrap_or(u16::MAX);
            let name = language.node_kind_for_id(id).unwrap_or_default();
            kinds.push(if language.node_kind_is_named(id) {
                named_kind(name)
            } else {
                keyword(name)
            });
        }
        let mut fields = vec![Field::None];
        for id in 1..=language.field_count() {
            let id = u16::try_from(id).unwrap_or(u16::MAX);
            fields.push(field(language.field_name_for_id(id).unwrap_or_default()));
        }
        Grammar {
            language,
            kinds,
            fields,
        }
    }

    /// The kind of a number of the grammar; what the parser could not read has a number beyond all others.
    pub(crate) fn kind(&self, id: u16) -> Kind {
        self.kinds
            .get(usize::from(id))
            .copied()
            .unwrap_or(Kind::Error)
    }

    pub(crate) fn field(&self, id: u16) -> Field {
        self.fields
            .get(usize::from(id))
            .copied()
            .unwrap_or(Field::None)
    }
}

fn named_kind(name: &str) -> Kind {
    use Kind::*;
    match name {
        "identifier" => Identifier,
        "property_identifier" | "private_property_identifier" => PropertyName,
        "shorthand_property_identifier" => ShorthandProperty,
        "shorthand_property_identifier_pattern" => ShorthandPattern,
        "type_identifier" => TypeName,
        "import" => ImportKeyword,
        "meta_property" => MetaProperty,
        "this" => This,
        "string" => String,
        "template_string" => Template,
        "template_substitution" => Substitution,
        "number" => Number,
        "regex" => Regex,
        "true" | "false" | "null" | "undefined" | "super" => Constant,
        "object" => Object,
        "pair" => Pair,
        "method_definition" => Method,
        "spread_element" => Spread,
        "computed_property_name" => ComputedName,
        "object_pattern" => ObjectPattern,
        "array_pattern" => ArrayPattern,
        "pair_pattern" => PairPattern,
        "object_assignment_pattern" => ObjectAssignmentPattern,
        "assignment_pattern" => AssignmentPattern,
        "rest_pattern" => RestPattern,
        "call_expression" => Call,
        "new_expression" => New,
        "arguments" => Arguments,
        "member_expression" => Member,
        "subscript_expression" => Subscript,
        "parenthesized_expression" => Parenthesized,
        "as_expression" => As,
        "satisfies_expression" => Satisfies,
        "non_null_expression" => NonNull,
        "await_expression" => Await,
        "sequence_expression" => Sequence,
        "binary_expression" => Binary,
        "unary_expression" => Unary,
        "update_expression" => Update,
        "ternary_expression" => Ternary,
        "assignment_expression" => Assignment,
        "augmented_assignment_expression" => AugmentedAssignment,
        _ => statement_kind(name),
    }
}

fn statement_kind(name: &str) -> Kind {
    use Kind::*;
    match name {
        "arrow_function" => Arrow,
        "function_expression" | "generator_function" => Function,
        "function_declaration" | "generator_function_declaration" => FunctionDeclaration,
        "function_signature" => FunctionSignature,
        "class" => Class,
        "class_declaration" | "abstract_class_declaration" => ClassDeclaration,
        "public_field_definition" => Field,
        "class_static_block" => StaticBlock,
        "formal_parameters" => Parameters,
        "required_parameter" | "optional_parameter" => Parameter,
        "lexical_declaration" => Const,
        "variable_declaration" => Variable,
        "variable_declarator" => Declarator,
        "return_statement" => Return,
        "statement_block" => Block,
        "if_statement" | "while_statement" => Condition,
        "do_statement" => DoLoop,
        "for_statement" => For,
        "for_in_statement" => ForIn,
        "catch_clause" => Catch,
        "switch_body" => Switch,
        "import_statement" => Import,
        "import_clause" => ImportClause,
        "namespace_import" => NamespaceImport,
        "import_specifier" => ImportSpecifier,
        "import_require_clause" => ImportRequire,
        "import_alias" => ImportAlias,
        "export_statement" => Export,
        "export_specifier" => ExportSpecifier,
        "namespace_export" => NamespaceExport,
        "enum_declaration" => Enum,
        "enum_body" => EnumBody,
        "enum_assignment" => EnumAssignment,
        "internal_module" | "module" => Module,
        "nested_identifier" => NestedName,
        "jsx_opening_element" => JsxOpening,
        "jsx_self_closing_element" => JsxSelfClosing,
        "jsx_attribute" => JsxAttribute,
        "jsx_expression" => JsxExpression,
        "jsx_namespace_name" => JsxNamespaceName,
        _ if is_skipped(name) => Skipped,
        _ => Other,
    }
}

/// Types, and what is no code.
fn is_skipped(name: &str) -> bool {
    const SKIPPED: &[&str] = &[
        "abstract_method_signature",
        "accessibility_modifier",
        "array_type",
        "asserts_annotation",
        "comment",
        "conditional_type",
        "constructor_type",
        "escape_sequence",
        "existential_type",
        "flow_maybe_type",
        "function_type",
        "generic_type",
        "hash_bang_line",
        "html_comment",
        "implements_clause",
        "import_attribute",
        "index_signature",
        "index_type_query",
        "infer_type",
        "interface_declaration",
        "intersection_type",
        "jsx_closing_element",
        "jsx_text",
        "literal_type",
        "lookup_type",
        "method_signature",
        "nested_type_identifier",
        "object_type",
        "optional_chain",
        "override_modifier",
        "parenthesized_type",
        "predefined_type",
        "readonly_type",
        "statement_identifier",
        "string_fragment",
        "template_literal_type",
        "this_type",
        "tuple_type",
        "type_alias_declaration",
        "type_annotation",
        "type_arguments",
        "type_parameters",
        "type_predicate",
        "type_predicate_annotation",
        "type_query",
        "union_type",
    ];
    SKIPPED.binary_search(&name).is_ok()
}

fn keyword(name: &str) -> Kind {
    use Kind::*;
    match name {
        "const" => ConstKeyword,
        "let" => LetKeyword,
        "var" => VarKeyword,
        "type" | "typeof" => TypeKeyword,
        "static" => StaticKeyword,
        "default" => DefaultKeyword,
        "delete" => DeleteKeyword,
        "*" => Star,
        "+" => Plus,
        "+=" => PlusAssign,
        "in" => In,
        "??" => Nullish,
        "??=" => NullishAssign,
        "||" => Or,
        "||=" => OrAssign,
        "&&" => And,
        _ => Skipped,
    }
}

fn field(name: &str) -> Field {
    use Field::*;
    match name {
        "alias" => Alias,
        "alternative" => Alternative,
        "arguments" => Arguments,
        "body" => Body,
        "condition" => Condition,
        "consequence" => Consequence,
        "constructor" => Constructor,
        "declaration" => Declaration,
        "function" => Function,
        "index" => Index,
        "key" => Key,
        "kind" => Kind,
        "left" => Left,
        "name" => Name,
        "object" => Object,
        "operator" => Operator,
        "parameter" => Parameter,
        "parameters" => Parameters,
        "pattern" => Pattern,
        "property" => Property,
        "right" => Right,
        "source" => Source,
        "value" => Value,
        _ => None,
    }
}
