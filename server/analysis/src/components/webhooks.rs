//! Webhook subscriptions (`type: "webhooks"`).

use syntax::{Member, Value};

/// The lists of subscriptions.
const GROUPS: [&str; 3] = ["crmObjects", "legacyCrmObjects", "hubEvents"];

/// The events that the app is told about.
#[derive(Clone, Copy)]
pub struct Webhooks<'a> {
    /// `config`.
    pub config: Value<'a>,
}

/// One subscription.
#[derive(Clone, Copy)]
pub struct Subscription<'a> {
    /// The list that it is in.
    pub group: Member<'a>,
    /// The object that describes it.
    pub value: Value<'a>,
    /// `subscriptionType`.
    pub event_value: Value<'a>,
    /// The string in it.
    pub event: &'a str,
}

impl<'a> Webhooks<'a> {
    /// `settings.targetUrl`.
    pub fn target_url(&self) -> Option<Value<'a>> {
        self.config.at(&["settings", "targetUrl"])
    }

    /// The lists of subscriptions.
    pub fn groups(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let lists = self.config.get("subscriptions");
        GROUPS.iter().filter_map(move |name| lists?.member(name))
    }

    /// The subscriptions that have a `subscriptionType`.
    pub fn subscriptions(&self) -> Vec<Subscription<'a>> {
        let mut subscriptions = Vec::new();
        for group in self.groups() {
            for value in group.value.elements() {
                if let Some(event_value) = value.get("subscriptionType")
                    && let Some(event) = event_value.as_str()
                {
                    subscriptions.push(Subscription {
                        group,
                        value,
                        event_value,
                        event,
                    });
                }
            }
        }
        subscriptions
    }
}

impl<'a> Subscription<'a> {
    /// `objectType`.
    pub fn object_type(&self) -> Option<Value<'a>> {
        self.value.get("objectType")
    }

    /// `propertyName`.
    pub fn property_name(&self) -> Option<Member<'a>> {
        self.value.member("propertyName")
    }

    /// The object type that is watched, as it is written.
    pub fn object(&self) -> Option<&'a str> {
        match self.event.split_once('.') {
            Some((object, _)) if object != "object" => Some(object),
            _ => self.object_type()?.as_str(),
        }
    }

    /// What happens to it: `propertyChange` of `contact.propertyChange`.
    pub fn action(&self) -> &'a str {
        self.event
            .rsplit_once('.')
            .map_or(self.event, |(_, action)| action)
    }
}
