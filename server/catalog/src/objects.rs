//! HubSpot's own objects, and which scopes let an app read their records. Scopes are listed only where HubSpot's page of
//! scopes, or its API specifications, are unambiguous: notes, calls and e-mails can be read with several.

/// The name of an object in the singular, without separators, and the scopes any of which is enough, the best one first.
/// Broad scopes that HubSpot splits up are in the list of scopes (`scopes::equivalents`).
static READ_SCOPES: &[(&str, &[&str])] = &[
    ("appointment", &["crm.objects.appointments.read"]),
    ("cart", &["crm.objects.carts.read"]),
    ("commercepayment", &["crm.objects.commercepayments.read"]),
    ("company", &["crm.objects.companies.read"]),
    ("contact", &["crm.objects.contacts.read"]),
    ("conversation", &["conversations.read"]),
    ("course", &["crm.objects.courses.read"]),
    ("deal", &["crm.objects.deals.read"]),
    (
        "feedbacksubmission",
        &[
            "crm.objects.feedback_submissions.read",
            "crm.objects.contacts.read",
        ],
    ),
    ("goaltarget", &["crm.objects.goals.read"]),
    ("invoice", &["crm.objects.invoices.read"]),
    ("lead", &["crm.objects.leads.read"]),
    ("lineitem", &["crm.objects.line_items.read", "e-commerce"]),
    ("listing", &["crm.objects.listings.read"]),
    ("order", &["crm.objects.orders.read"]),
    ("product", &["crm.objects.products.read", "e-commerce"]),
    ("quote", &["crm.objects.quotes.read", "e-commerce"]),
    ("service", &["crm.objects.services.read"]),
    ("subscription", &["crm.objects.subscriptions.read"]),
    ("ticket", &["crm.objects.tickets.read"]),
    ("user", &["crm.objects.users.read"]),
];

/// HubSpot's other objects, spelled as above: those of webhooks and workflows, and all that have scopes of their own.
static OTHERS: &[&str] = &[
    "call",
    "communication",
    "contract",
    "discount",
    "email",
    "fee",
    "forecast",
    "goal",
    "marketingevent",
    "meeting",
    "meetingevent",
    "note",
    "owner",
    "partnerclient",
    "partnerservice",
    "postalmail",
    "project",
    "quotetemplate",
    "task",
    "tax",
];

/// The scope for the custom objects of an account.
const CUSTOM: &[&str] = &["crm.objects.custom.read"];

/// The scopes any of which lets an app read the records of an object, the best one first; none if it is not known. Letter
/// case and plural do not matter, as HubSpot's own projects use all of them.
pub fn read_scopes(object: &str) -> &'static [&'static str] {
    if object.starts_with("p_") {
        return CUSTOM;
    }
    let singular = singular(object);
    READ_SCOPES
        .iter()
        .find(|(name, _)| *name == singular)
        .map_or(&[], |(_, scopes)| scopes)
}

/// Whether HubSpot has an object of this name, in any spelling.
pub fn is_known_object(text: &str) -> bool {
    let name = singular(text);
    READ_SCOPES
        .iter()
        .map(|(name, _)| name)
        .chain(OTHERS)
        .any(|known| *known == name)
}

/// Whether this may be an object that only the account knows: `p_boats`, `p123_boats`, `2-53830227`, or `0-1` for a contact.
pub fn is_account_object(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix(['p', 'P'])
        && rest
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with('_')
    {
        return true;
    }
    match text.split_once('-') {
        Some((category, number)) => is_number(category) && is_number(number),
        None => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An object's name in the singular, in lower case and without separators.
pub fn singular(object: &str) -> String {
    let mut letters = String::with_capacity(object.len());
    for character in object.chars() {
        match character {
            '_' | '-' | ' ' => {}
            'a'..='z' => letters.push(character),
            _ => letters.extend(character.to_lowercase()),
        }
    }
    if let Some(stem) = letters.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) = letters.strip_suffix("xes") {
        format!("{stem}x")
    } else {
        letters.trim_end_matches('s').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_of_the_table_can_be_requested() {
        for name in READ_SCOPES
            .iter()
            .flat_map(|(_, scopes)| *scopes)
            .chain(CUSTOM)
        {
            assert!(
                crate::scope(name).is_some_and(|scope| scope.status.is_requestable()),
                "{name}"
            );
        }
    }

    #[test]
    fn every_object_with_its_own_scopes_is_known() {
        let mut count = 0;
        for scope in crate::scopes() {
            let Some(rest) = scope.name.strip_prefix("crm.objects.") else {
                continue;
            };
            let object = rest.split('.').next().unwrap_or_default();
            if scope.status.is_requestable() && object != "custom" {
                assert!(is_known_object(object), "{object}");
                count += 1;
            }
        }
        assert!(count > 60);
    }

    #[test]
    fn objects_are_known_in_all_spellings() {
        for (object, scope) in [
            ("CONTACT", "crm.objects.contacts.read"),
            ("companies", "crm.objects.companies.read"),
            ("line_items", "crm.objects.line_items.read"),
            ("p_recordings", "crm.objects.custom.read"),
            ("ticket", "crm.objects.tickets.read"),
        ] {
            assert_eq!(read_scopes(object).first(), Some(&scope), "{object}");
        }
        assert!(
            [
                "Taxes",
                "postal_mail",
                "line items",
                "PROJECT",
                "CONTRACT",
                "PARTNER_SERVICE"
            ]
            .into_iter()
            .all(is_known_object)
        );
        assert!(
            !["", "s", "contcat", "boat"]
                .into_iter()
                .any(is_known_object)
        );
        assert!(
            ["p_boats", "0-1", "2-53830227"]
                .into_iter()
                .all(is_account_object)
        );
        assert!(
            !["203299743", "-1", "2-", "boats-2"]
                .into_iter()
                .any(is_account_object)
        );
        for object in ["", "note", "car_app_object", "0-1", "s"] {
            assert!(read_scopes(object).is_empty(), "{object}");
        }
    }
}
