//! # Workflow actions and bulk actions
//!
//! Fields, labels, execution rules and URLs of workflow actions and agent tools; icons of bulk
//! actions.

pub mod agent_tool_function_url;
pub mod circular_field_dependency;
pub mod incomplete_agent_tool;
pub mod incomplete_field_dependency;
pub mod insecure_options_url;
mod labels;
pub mod several_value_types;
pub mod unknown_execution_message;
pub mod unknown_field_name;
pub mod unknown_icon;
pub mod unknown_message_token;
pub mod unlabeled_input_field;
pub mod unlabeled_output_field;
pub mod unused_execution_message;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &agent_tool_function_url::REGISTERED,
    &circular_field_dependency::REGISTERED,
    &incomplete_agent_tool::REGISTERED,
    &incomplete_field_dependency::REGISTERED,
    &insecure_options_url::REGISTERED,
    &several_value_types::REGISTERED,
    &unknown_execution_message::REGISTERED,
    &unknown_field_name::REGISTERED,
    &unknown_icon::REGISTERED,
    &unknown_message_token::REGISTERED,
    &unlabeled_input_field::REGISTERED,
    &unlabeled_output_field::REGISTERED,
    &unused_execution_message::REGISTERED,
];
