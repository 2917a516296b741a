//! A workflow action (`type: "workflow-action"`).

use syntax::{Kind, Member, Value};

use super::elements;
use crate::declared_names::DeclaredNames;

/// Where the name of a field is.
const NAME: [&str; 2] = ["typeDefinition", "name"];

/// The lists of a field dependency that name the dependent fields: as documented, and as public
/// projects also write it.
const DEPENDENT_LISTS: [&str; 2] = ["dependentFieldNames", "targetFieldNames"];

/// A custom action of workflows, or a tool of agents.
#[derive(Clone, Copy)]
pub struct WorkflowAction<'a> {
    /// `config`.
    pub config: Value<'a>,
}

/// The texts of an action in one language.
pub type Language<'a> = Member<'a>;

/// An element of `inputFieldDependencies`.
#[derive(Clone, Copy)]
pub struct FieldDependency<'a> {
    /// The object.
    pub value: Value<'a>,
}

impl<'a> WorkflowAction<'a> {
    /// `actionUrl`.
    pub fn action_url(&self) -> Option<Value<'a>> {
        self.config.get("actionUrl")
    }

    /// `inputFields`: what users fill in.
    pub fn input_fields(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "inputFields")
    }

    /// `outputFields`: what the action returns.
    pub fn output_fields(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "outputFields")
    }

    /// `typeDefinition` of all fields.
    pub fn type_definitions(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let fields = self.input_fields().chain(self.output_fields());
        fields.filter_map(|field| field.get("typeDefinition"))
    }

    /// The names of the input fields.
    pub fn input_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "inputFields", &NAME)
    }

    /// The names of the output fields.
    pub fn output_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "outputFields", &NAME)
    }

    /// The objects of `labels`, by language.
    pub fn languages(&self) -> impl Iterator<Item = Language<'a>> + use<'a> {
        let labels = self.config.get("labels").into_iter();
        let languages = labels.flat_map(|labels| labels.members());
        languages.filter(|language| language.value.kind() == Kind::Object)
    }

    /// `inputFieldDependencies`.
    pub fn field_dependencies(&self) -> impl Iterator<Item = FieldDependency<'a>> + use<'a> {
        elements(self.config, "inputFieldDependencies").map(|value| FieldDependency { value })
    }

    /// `executionRules`.
    pub fn execution_rules(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "executionRules")
    }

    /// The elements of `supportedClients` that make it a tool of agents.
    pub fn agent_clients(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "supportedClients").filter(|client| {
            client
                .get("client")
                .is_some_and(|client| client.as_str() == Some("AGENTS"))
        })
    }
}

impl<'a> FieldDependency<'a> {
    /// The lists of dependent fields.
    pub fn dependent_lists(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let value = self.value;
        DEPENDENT_LISTS
            .into_iter()
            .filter_map(move |name| value.get(name))
    }

    /// The dependent fields. A list of empty strings names none.
    pub fn dependents(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let lists = self.dependent_lists();
        let with_names = lists.filter(|list| !list.elements().all(is_no_name));
        with_names.flat_map(|list| list.elements())
    }

    /// Whether it holds for one value of its controlling field only.
    pub fn is_conditional(&self) -> bool {
        let kind = self.value.get("dependencyType");
        kind.and_then(|kind| kind.as_str()) == Some("CONDITIONAL_SINGLE_FIELD")
    }
}

/// Whether a value is definitely not a name: what a placeholder stands for is unknown.
pub fn is_no_name(value: Value<'_>) -> bool {
    value.kind() == Kind::Null || value.as_str().is_some_and(|text| text.trim().is_empty())
}
