//! What the rules about webhooks share: the subscriptions of a file.

use crate::FileContext;
use syntax::{Member, Value};

/// The lists of subscriptions.
const GROUPS: [&str; 3] = ["crmObjects", "legacyCrmObjects", "hubEvents"];

/// One subscription.
#[derive(Clone, Copy)]
pub struct Subscription<'a> {
    /// The list that it stands in.
    pub group: Member<'a>,
    /// It.
    pub value: Value<'a>,
    /// `subscriptionType`.
    pub event: &'a str,
}

impl<'a> Subscription<'a> {
    /// The text under `name`.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name)?.as_str()
    }

    /// The object that is watched, as it is written.
    pub fn object(&self) -> Option<&'a str> {
        self.event
            .split_once('.')
            .map(|(object, _)| object)
            .filter(|object| *object != "object")
            .or(self.text("objectType"))
    }

    /// What happens to it: `propertyChange` of `contact.propertyChange`.
    pub fn action(&self) -> &'a str {
        self.event
            .rsplit_once('.')
            .map_or(self.event, |(_, action)| action)
    }
}

/// The lists of subscriptions of a file.
pub fn groups<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Member<'a>> + use<'a> {
    let lists = cx
        .config_of("webhooks")
        .and_then(|config| config.get("subscriptions"));
    GROUPS.iter().filter_map(move |name| lists?.member(name))
}

/// The subscriptions of a file that say what they are about.
pub fn of<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Subscription<'a>> + use<'a> {
    groups(cx).flat_map(|group| {
        let event = |value: Value<'a>| value.get("subscriptionType")?.as_str();
        group.value.elements().filter_map(move |value| {
            Some(Subscription {
                group,
                value,
                event: event(value)?,
            })
        })
    })
}
