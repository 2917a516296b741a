//! The methods that are the same in all revisions: lists, calls, and resources.

use serde_json::{Map, Value, json};

use crate::answer::Failure;
use crate::host::{Host, Resource, Roots, ToolAnswer};
use crate::message::Request;
use crate::protocol::Code;

/// Resources on one page of their list.
const PAGE: usize = 100;

/// The answer to a method; `None` if there is no such method.
pub(crate) fn answer(
    host: &mut impl Host,
    request: &Request,
    roots: &Roots,
) -> Option<Result<Value, Failure>> {
    let params = &request.params;
    Some(match request.method.as_str() {
        "tools/list" => Ok(json!({ "tools": host.tools() })),
        "tools/call" => call(host, params, roots),
        "resources/list" => resources(host, params),
        "resources/templates/list" => {
            Ok(json!({ "resourceTemplates": host.resources().templates }))
        }
        "resources/read" => read(host, params),
        _ => return None,
    })
}

/// What a server can do. Its lists never change while it runs.
pub(crate) fn capabilities() -> Value {
    json!({ "tools": {}, "resources": {} })
}

/// Whether a request is a call of a tool that has to know the roots.
pub(crate) fn needs_roots(host: &impl Host, request: &Request) -> bool {
    let name = request.params.get("name").and_then(Value::as_str);
    request.method == "tools/call" && name.is_some_and(|name| host.needs_roots(name))
}

fn call(host: &mut impl Host, params: &Value, roots: &Roots) -> Result<Value, Failure> {
    let Some(name) = params.get("name").and_then(Value::as_str) else {
        return Err(invalid("`name` must be the name of a tool"));
    };
    let is_listed = |tool: &Value| tool.get("name").and_then(Value::as_str) == Some(name);
    if !host.tools().iter().any(is_listed) {
        return Err(invalid(format!("unknown tool: {name}")));
    }
    let none = Map::new();
    let arguments = match params.get("arguments") {
        None | Some(Value::Null) => &none,
        Some(Value::Object(arguments)) => arguments,
        Some(_) => return Err(invalid("`arguments` must be an object")),
    };
    Ok(tool_result(host.call(name, arguments, roots)))
}

fn tool_result(answer: ToolAnswer) -> Value {
    let content = json!([{ "type": "text", "text": answer.text }]);
    if answer.structured.is_null() {
        json!({ "content": content, "isError": answer.is_error })
    } else {
        json!({
            "content": content,
            "structuredContent": answer.structured,
            "isError": answer.is_error,
        })
    }
}

fn resources(host: &impl Host, params: &Value) -> Result<Value, Failure> {
    let start = match params.get("cursor") {
        None | Some(Value::Null) => 0_usize,
        Some(cursor) => match cursor.as_str().and_then(|text| text.parse().ok()) {
            Some(start) => start,
            None => return Err(invalid("unknown cursor")),
        },
    };
    let all = host.resources().listed;
    let end = all.len().min(start.saturating_add(PAGE));
    let Some(page) = all.get(start..end) else {
        return Err(invalid("unknown cursor"));
    };
    let page: Vec<Value> = page.iter().map(listed).collect();
    let mut result = json!({ "resources": page });
    if end < all.len() {
        result["nextCursor"] = Value::String(end.to_string());
    }
    Ok(result)
}

fn listed(resource: &Resource) -> Value {
    json!({
        "uri": resource.uri,
        "name": resource.name,
        "description": resource.description,
        "mimeType": resource.mime_type,
    })
}

fn read(host: &impl Host, params: &Value) -> Result<Value, Failure> {
    let Some(uri) = params.get("uri").and_then(Value::as_str) else {
        return Err(invalid("`uri` must be a string"));
    };
    match host.read(uri) {
        Some(content) => Ok(json!({
            "contents": [{ "uri": uri, "mimeType": content.mime_type, "text": content.text }],
        })),
        None => {
            let failure = Failure::new(Code::ResourceNotFound, "resource not found");
            Err(failure.with_data(json!({ "uri": uri })))
        }
    }
}

fn invalid(message: impl Into<String>) -> Failure {
    Failure::new(Code::InvalidParams, message)
}
