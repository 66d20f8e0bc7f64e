//! Changes of events. The bodies of events are compared together with the other types.

use codegen::ir::Event;

use super::access::OF_CALLS;
use super::changes::{About, Comparison};
use super::kinds;
use super::matching::Matched;
use super::pairs::path;

impl Comparison<'_> {
    pub(super) fn events(&mut self, matched: &Matched<'_, Event>) {
        for (old, new) in &matched.pairs {
            self.event(old, new);
        }
        for event in &matched.added {
            let message = "new event; older releases receive the event as `Event::Other`".to_owned();
            self.add(&kinds::EVENT_ADDED, About::received(&event.wire), message, &event.place);
        }
        for event in &matched.removed {
            self.add_removed(&kinds::EVENT_REMOVED, About::received(&event.wire), &event.place);
        }
    }

    fn event(&mut self, old: &Event, new: &Event) {
        let about = || About::received(&new.wire);
        if let (Some(old), Some(body)) = (self.base.item(old.item), self.head.item(new.item))
            && path(old) != path(body)
        {
            let message = format!("renamed from `{}` to `{}`", path(old), path(body));
            self.add(&kinds::EVENT_RENAMED, about(), message, &new.id.place);
        }
        if old.wire != new.wire {
            self.add(&kinds::EVENT_MOVED, about(), format!("the event type changed from `{}`", old.wire), &new.place);
        }
        self.scopes(about(), &old.scopes, &new.scopes, &OF_CALLS, &new.place.key("x-scopes"));
        let subscribe = |event: &Event| event.subscription.as_ref().map(|one| one.subscribe.name.clone());
        match (subscribe(old), subscribe(new)) {
            (before, Some(after)) if before.as_ref() != Some(&after) => {
                let message = format!("users must now subscribe with `{after}`");
                self.add(&kinds::SUBSCRIPTION_NEEDED, about(), message, &new.place.key("x-subscription"));
            }
            (Some(_), None) => {
                let message = "no subscription is needed anymore".to_owned();
                self.add(&kinds::SUBSCRIPTION_DROPPED, about(), message, &new.place);
            }
            _ => {}
        }
        self.app_types(about(), &old.app_types, &new.app_types, &new.place.key("x-app-types"));
        self.deprecation(about(), old.deprecated, new.deprecated, &new.place.key("deprecated"));
    }
}
