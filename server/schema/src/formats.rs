//! Formats as ajv-formats checks them, which HubSpot's tools use: its expressions, where those of the validator differ.

use std::sync::{Arc, LazyLock};

use jsonschema::{Retrieve, ValidationOptions};
use regex::{Captures, Regex};

use super::instance::TreeJson;

pub(super) type Options = ValidationOptions<'static, Arc<dyn Retrieve>, TreeJson>;

/// Formats that ajv-formats does not know, and so accepts.
const UNKNOWN: [&str; 4] = ["idn-email", "idn-hostname", "iri", "iri-reference"];

#[rustfmt::skip] // One expression, as ajv-formats has it.
const URI: &str = r##"^(?:[a-z][a-z0-9+\-.]*:)(?:/?/(?:(?:[a-z0-9\-._~!$\&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$\&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)|(?:[a-z0-9\-._~!$\&'()*+,;=]|%[0-9a-f]{2})*)(?::[0-9]*)?(?:/(?:[a-z0-9\-._~!$\&'()*+,;=:@]|%[0-9a-f]{2})*)*|/(?:(?:[a-z0-9\-._~!$\&'()*+,;=:@]|%[0-9a-f]{2})+(?:/(?:[a-z0-9\-._~!$\&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$\&'()*+,;=:@]|%[0-9a-f]{2})+(?:/(?:[a-z0-9\-._~!$\&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$\&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$\&'()*+,;=:@/?]|%[0-9a-f]{2})*)?\z"##;

#[rustfmt::skip] // One expression, as ajv-formats has it.
const URI_REFERENCE: &str = r##"^(?:[a-z][a-z0-9+\-.]*:)?(?:/?/(?:(?:[a-z0-9\-._~!$\&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$\&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)|(?:[a-z0-9\-._~!$\&'"()*+,;=]|%[0-9a-f]{2})*)(?::[0-9]*)?(?:/(?:[a-z0-9\-._~!$\&'"()*+,;=:@]|%[0-9a-f]{2})*)*|/(?:(?:[a-z0-9\-._~!$\&'"()*+,;=:@]|%[0-9a-f]{2})+(?:/(?:[a-z0-9\-._~!$\&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$\&'"()*+,;=:@]|%[0-9a-f]{2})+(?:/(?:[a-z0-9\-._~!$\&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$\&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$\&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?\z"##;

#[rustfmt::skip] // One expression, as ajv-formats has it.
const EMAIL: &str = r##"^[a-z0-9!\#$%\&'*+/=?^_`{|}\~\-]+(?:\.[a-z0-9!\#$%\&'*+/=?^_`{|}\~\-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\z"##;

#[rustfmt::skip] // One expression, as ajv-formats has it.
const HOSTNAME: &str = r##"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?\z"##;

#[rustfmt::skip] // One expression, as ajv-formats has it.
const UUID: &str = r##"^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\z"##;

const DATE: &str = "^([0-9]{4})-([0-9]{2})-([0-9]{2})\\z";

const TIME: &str =
    "^([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\\.[0-9]+)?)(z|([+-])([0-9]{2})(?::?([0-9]{2}))?)?\\z";

pub(super) fn with_formats(mut options: Options) -> Options {
    for name in UNKNOWN {
        options = options.with_format(name, |_: &str| true);
    }
    options
        .with_format("uri", is_uri)
        .with_format("uri-reference", |text: &str| matches(&URI_REFERENCES, text))
        .with_format("email", |text: &str| matches(&EMAILS, text))
        .with_format("hostname", is_hostname)
        .with_format("uuid", |text: &str| matches(&UUIDS, text))
        .with_format("date", is_date)
        .with_format("time", |text: &str| is_time(text, true))
        .with_format("iso-time", |text: &str| is_time(text, false))
        .with_format("date-time", |text: &str| is_date_time(text, true))
        .with_format("iso-date-time", |text: &str| is_date_time(text, false))
}

/// `None` if an expression does not compile, which a test excludes: then the format is not checked.
type Expression = LazyLock<Option<Regex>>;

static URIS: Expression = LazyLock::new(|| compiled(URI));
static URI_REFERENCES: Expression = LazyLock::new(|| compiled(URI_REFERENCE));
static EMAILS: Expression = LazyLock::new(|| compiled(EMAIL));
static HOSTNAMES: Expression = LazyLock::new(|| compiled(HOSTNAME));
static UUIDS: Expression = LazyLock::new(|| compiled(UUID));
static DATES: Expression = LazyLock::new(|| compiled(DATE));
static TIMES: Expression = LazyLock::new(|| compiled(TIME));

fn compiled(expression: &str) -> Option<Regex> {
    Regex::new(&format!("(?i-u){expression}")).ok()
}

fn matches(expression: &Expression, text: &str) -> bool {
    expression
        .as_ref()
        .is_none_or(|expression| expression.is_match(text))
}

fn is_uri(text: &str) -> bool {
    text.contains(['/', ':']) && matches(&URIS, text)
}

fn is_hostname(text: &str) -> bool {
    let length = text.strip_suffix('.').unwrap_or(text).len();
    (1..=253).contains(&length) && matches(&HOSTNAMES, text)
}

fn is_date(text: &str) -> bool {
    let Some(parts) = DATES.as_ref().and_then(|dates| dates.captures(text)) else {
        return false;
    };
    let (year, month, day) = (number(&parts, 1), number(&parts, 2), number(&parts, 3));
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap_year => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn is_time(text: &str, requires_zone: bool) -> bool {
    let Some(parts) = TIMES.as_ref().and_then(|times| times.captures(text)) else {
        return false;
    };
    let (hour, minute) = (number(&parts, 1), number(&parts, 2));
    let second: f64 = parts[3].parse().unwrap_or_default();
    let sign = if parts.get(5).is_some_and(|sign| sign.as_str() == "-") {
        -1
    } else {
        1
    };
    let (zone_hour, zone_minute) = (number(&parts, 6), number(&parts, 7));
    if zone_hour > 23 || zone_minute > 59 || requires_zone && parts.get(4).is_none() {
        return false;
    }
    if hour <= 23 && minute <= 59 && second < 60.0 {
        return true;
    }
    // A leap second.
    let minute = minute - zone_minute * sign;
    let hour = hour - zone_hour * sign - i64::from(minute < 0);
    matches!(hour, 23 | -1) && matches!(minute, 59 | -1) && second < 61.0
}

fn is_date_time(text: &str, requires_zone: bool) -> bool {
    let separators = |c: char| matches!(c, 't' | 'T') || c.is_whitespace() || c == '\u{feff}';
    let mut parts = text.split(separators);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(date), Some(time), None) => is_date(date) && is_time(time, requires_zone),
        _ => false,
    }
}

/// The number in a group; 0 without one.
fn number(parts: &Captures<'_>, group: usize) -> i64 {
    parts
        .get(group)
        .and_then(|part| part.as_str().parse().ok())
        .unwrap_or_default()
}
