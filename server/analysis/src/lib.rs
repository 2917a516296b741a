//! What is known about the domain: helpers of the rules, of the editor's answers and of the tools.

pub mod secrets;
