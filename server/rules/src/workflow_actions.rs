//! Workflow actions.

pub mod agent_tool_function_url;
pub mod circular_field_dependency;
pub mod incomplete_agent_tool;
pub mod incomplete_field_dependency;
pub mod insecure_options_url;
pub mod several_value_types;
pub mod unknown_execution_message;
pub mod unknown_field_name;
pub mod unknown_icon;
pub mod unknown_message_token;
pub mod unlabeled_input_field;
pub mod unlabeled_output_field;
pub mod unused_execution_message;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &agent_tool_function_url::RULE,
    &circular_field_dependency::RULE,
    &incomplete_agent_tool::RULE,
    &incomplete_field_dependency::RULE,
    &insecure_options_url::RULE,
    &several_value_types::RULE,
    &unknown_execution_message::RULE,
    &unknown_field_name::RULE,
    &unknown_icon::RULE,
    &unknown_message_token::RULE,
    &unlabeled_input_field::RULE,
    &unlabeled_output_field::RULE,
    &unused_execution_message::RULE,
];
