//! A workflow action (`type: "workflow-action"`).

use syntax::{Kind, Member, Value};

use super::{Field, elements};
use crate::declared_names::DeclaredNames;

/// Where the name of a field is.
const NAME: [&str; 2] = ["typeDefinition", "name"];

/// The lists of a field dependency that name the dependent fields: as documented, and as public
/// projects also write it.
const DEPENDENT_LISTS: [&str; 2] = ["dependentFieldNames", "targetFieldNames"];

/// The objects of a language whose keys are names of input fields.
const OBJECTS_BY_INPUT_FIELD: [&str; 3] = [
    "inputFieldLabels",
    "inputFieldDescriptions",
    "inputFieldOptionLabels",
];

/// A custom action of workflows, or a tool of agents.
#[derive(Clone, Copy)]
pub struct WorkflowAction<'a> {
    /// `config`.
    pub config: Value<'a>,
}

/// The labels and messages of an action in one language.
#[derive(Clone, Copy)]
pub struct Language<'a> {
    /// The member of `labels`: its key is the code of the language.
    pub member: Member<'a>,
}

/// An element of `supportedClients`.
#[derive(Clone, Copy)]
pub struct Client<'a> {
    /// The object.
    pub value: Value<'a>,
}

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

    /// The types of all fields.
    pub fn field_types(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        self.type_definitions().map(|value| Field { value })
    }

    /// `supportedValueTypes` of the input fields.
    pub fn supported_value_types(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.input_fields()
            .filter_map(|field| field.get("supportedValueTypes"))
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
        self.config
            .get("labels")
            .into_iter()
            .flat_map(|labels| labels.members())
            .filter(|member| member.value.kind() == Kind::Object)
            .map(|member| Language { member })
    }

    /// `inputFieldDependencies`.
    pub fn field_dependencies(&self) -> impl Iterator<Item = FieldDependency<'a>> + use<'a> {
        elements(self.config, "inputFieldDependencies").map(|value| FieldDependency { value })
    }

    /// The names of the messages that execution rules show.
    pub fn execution_message_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "executionRules", &["labelName"])
    }

    /// `conditions` of the execution rules.
    pub fn execution_conditions(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "executionRules").filter_map(|rule| rule.get("conditions"))
    }

    /// The elements of `supportedClients` that make it a tool of agents.
    pub fn agent_clients(&self) -> impl Iterator<Item = Client<'a>> + use<'a> {
        elements(self.config, "supportedClients")
            .map(|value| Client { value })
            .filter(|client| {
                client
                    .name()
                    .is_some_and(|name| name.as_str() == Some("AGENTS"))
            })
    }
}

impl<'a> Language<'a> {
    /// The object `labels` of this language called `name`.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.member.value.get(name)
    }

    /// Whether an absent property may be in text that is broken.
    pub fn is_incomplete(&self) -> bool {
        self.member.value.is_incomplete()
    }

    /// `executionRules`: the messages by name.
    pub fn execution_messages(&self) -> Option<Value<'a>> {
        self.get("executionRules")
    }

    /// `actionCardContent`.
    pub fn card_content(&self) -> Option<Value<'a>> {
        self.get("actionCardContent")
    }

    /// `outputFieldLabels`.
    pub fn output_labels(&self) -> Option<Value<'a>> {
        self.get("outputFieldLabels")
    }

    /// The objects whose keys are names of input fields.
    pub fn objects_by_input_field(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let object = self.member.value;
        OBJECTS_BY_INPUT_FIELD
            .iter()
            .filter_map(move |name| object.get(name))
    }
}

impl<'a> Client<'a> {
    /// `client`.
    pub fn name(&self) -> Option<Value<'a>> {
        self.value.get("client")
    }

    /// `toolType`.
    pub fn tool_type(&self) -> Option<Value<'a>> {
        self.value.get("toolType")
    }

    /// `llmConfig`.
    pub fn llm_config(&self) -> Option<Value<'a>> {
        self.value.get("llmConfig")
    }
}

impl<'a> FieldDependency<'a> {
    /// `controllingFieldName`.
    pub fn controlling_field(&self) -> Option<Value<'a>> {
        self.value.get("controllingFieldName")
    }

    /// `controllingFieldValue`.
    pub fn controlling_value(&self) -> Option<Value<'a>> {
        self.value.get("controllingFieldValue")
    }

    /// The lists of dependent fields.
    pub fn dependent_lists(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let value = self.value;
        DEPENDENT_LISTS
            .into_iter()
            .filter_map(move |name| value.get(name))
    }

    /// The dependent fields. A list of empty strings names none.
    pub fn dependents(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.dependent_lists()
            .filter(|list| !list.elements().all(is_no_name))
            .flat_map(|list| list.elements())
    }

    /// Whether it holds for one value of its controlling field only.
    pub fn is_conditional(&self) -> bool {
        self.value
            .get("dependencyType")
            .is_some_and(|kind| kind.as_str() == Some("CONDITIONAL_SINGLE_FIELD"))
    }
}

/// Whether a value is definitely not a name: what a placeholder stands for is unknown.
pub fn is_no_name(value: Value<'_>) -> bool {
    value.kind() == Kind::Null || value.as_str().is_some_and(|text| text.trim().is_empty())
}
