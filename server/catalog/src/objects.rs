//! HubSpot's own objects, and which scopes let an app read their records. Scopes stand only beside objects of which
//! HubSpot's page of scopes, or its API specifications, leave no doubt: notes, calls and e-mails can be read with several.

/// The name of an object in the singular, without separators, and the scopes any of which is enough, the best one first. Broad
/// scopes that HubSpot splits up are in the list of scopes (`scopes::equivalents`).
static READ: &[(&str, &[&str])] = &[
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

/// HubSpot's other objects, written as above: those of webhooks and of workflows, and all that have scopes of their own.
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

/// What lets an app read the custom objects of an account.
const CUSTOM: &[&str] = &["crm.objects.custom.read"];

/// The scopes any of which lets an app read the records of an object, the best one first; none where it is not known. Case
/// and plural do not matter, as HubSpot's own projects write all of them.
pub fn read_scopes(object: &str) -> &'static [&'static str] {
    if object.starts_with("p_") {
        return CUSTOM;
    }
    let singular = singular(object);
    READ.iter()
        .find(|(name, _)| *name == singular)
        .map_or(&[], |(_, scopes)| scopes)
}

/// Whether HubSpot has an object of this name, in whatever spelling.
pub fn is_known_object(text: &str) -> bool {
    let name = singular(text);
    READ.iter()
        .map(|(name, _)| name)
        .chain(OTHERS)
        .any(|known| *known == name)
}

/// Whether a text may name an object that only the account knows: `p_boats`, `p123_boats`, `2-53830227`, or `0-1` for a contact.
pub fn is_account_object(text: &str) -> bool {
    let is_id = |(kind, number): (&str, &str)| {
        [kind, number]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_full_name = |text: &str| {
        let rest = text
            .strip_prefix(['p', 'P'])
            .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        rest.is_some_and(|rest| rest.starts_with('_'))
    };
    is_full_name(text) || text.split_once('-').is_some_and(is_id)
}

/// An object's name in the singular, in lower case and without separators.
pub fn singular(object: &str) -> String {
    let letters: String = object
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .collect::<String>()
        .to_lowercase();
    match letters.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => match letters.strip_suffix("xes") {
            Some(stem) => format!("{stem}x"),
            None => letters.trim_end_matches('s').to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_of_the_table_can_be_asked_for() {
        for name in READ.iter().flat_map(|(_, scopes)| *scopes).chain(CUSTOM) {
            assert!(
                crate::scope(name).is_some_and(|scope| scope.status.is_requestable()),
                "{name}"
            );
        }
    }

    #[test]
    fn every_object_with_scopes_of_its_own_is_known() {
        let is_requestable = |scope: &&crate::Scope| scope.status.is_requestable();
        let names = crate::scopes()
            .iter()
            .filter(is_requestable)
            .map(|scope| scope.name);
        let objects = names.filter_map(|name| name.strip_prefix("crm.objects.")?.split('.').next());
        let objects: Vec<&str> = objects.filter(|object| *object != "custom").collect();
        assert!(objects.len() > 60);
        for object in objects {
            assert!(is_known_object(object), "{object}");
        }
    }

    #[test]
    fn objects_are_known_by_all_their_spellings() {
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
