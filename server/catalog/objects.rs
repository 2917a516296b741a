//! Which scopes let an app read the records of an object. Only objects of which HubSpot's page of scopes, or its API
//! specifications, leave no doubt: notes, calls and e-mails can be read with several, so they are not here.

/// The name of an object in the singular, without separators, and the scopes any of which is enough, the best one first.
static READ: &[(&str, &[&str])] = &[
    ("appointment", &["crm.objects.appointments.read"]),
    ("cart", &["crm.objects.carts.read"]),
    ("commercepayment", &["crm.objects.commercepayments.read"]),
    ("company", &["crm.objects.companies.read"]),
    ("contact", &["crm.objects.contacts.read"]),
    ("conversation", &["conversations.read"]),
    ("course", &["crm.objects.courses.read"]),
    ("deal", &["crm.objects.deals.read"]),
    ("feedbacksubmission", &["crm.objects.feedback_submissions.read"]),
    ("goaltarget", &["crm.objects.goals.read"]),
    ("invoice", &["crm.objects.invoices.read"]),
    ("lead", &["crm.objects.leads.read"]),
    ("lineitem", &["crm.objects.line_items.read", "e-commerce"]),
    ("listing", &["crm.objects.listings.read"]),
    ("order", &["crm.objects.orders.read"]),
    ("product", &["crm.objects.products.read", "e-commerce"]),
    ("quote", &["crm.objects.quotes.read"]),
    ("service", &["crm.objects.services.read"]),
    ("subscription", &["crm.objects.subscriptions.read"]),
    ("ticket", &["crm.objects.tickets.read", "tickets"]),
    ("user", &["crm.objects.users.read"]),
];

/// What lets an app read the custom objects of an account.
const CUSTOM: &[&str] = &["crm.objects.custom.read"];

/// The scopes any of which lets an app read the records of an object, the best one first; none where it is not known. Case
/// and plural do not matter, as HubSpot's own projects write all of them.
pub fn read_scopes(object: &str) -> &'static [&'static str] {
    if object.starts_with("p_") {
        return CUSTOM;
    }
    let letters: String = object.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect::<String>().to_lowercase();
    let singular = match letters.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => letters.trim_end_matches('s').to_owned(),
    };
    READ.iter().find(|(name, _)| *name == singular).map_or(&[], |(_, scopes)| scopes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn every_scope_of_the_table_can_be_asked_for() {
        for name in READ.iter().flat_map(|(_, scopes)| *scopes).chain(CUSTOM) {
            assert!(catalog::scope(name).is_some_and(|scope| scope.status.is_requestable()), "{name}");
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
        for object in ["", "note", "car_app_object", "0-1", "s"] {
            assert!(read_scopes(object).is_empty(), "{object}");
        }
    }
}
