//! What is given to operations and held by models.

use codegen::ir::{Api, Bounds, Direction, Docs, Field, Location, Operation, Range, Slot, Type};
use codegen::source::Place;

use super::changes::{About, Comparison};
use super::kinds::{self, Kind};
use super::matching::matched;
use super::pairs::in_rust;

/// A field, and where it stands in a request unless it is one of a model.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    location: Option<Location>,
    /// Its number among those of the path, and how many those are.
    in_path: Option<(usize, usize)>,
}

impl Member<'_> {
    fn wire(&self) -> Option<String> {
        Some(self.field.wire.clone())
    }

    fn name(&self) -> Option<String> {
        Some(self.field.name.clone())
    }

    fn place_in_path(&self) -> Option<String> {
        self.in_path.map(|(at, of)| format!("{at} of {of}"))
    }
}

pub(super) fn of_model(fields: &[Field]) -> Vec<Member<'_>> {
    fields.iter().map(|field| Member { field, location: None, in_path: None }).collect()
}

pub(super) fn of_operation(operation: &Operation) -> Vec<Member<'_>> {
    let of_path = operation.inputs_in(Location::Path).count();
    // Those of the path come first, in its order.
    let members = operation.inputs.iter().enumerate().map(|(at, input)| Member {
        field: &input.field,
        location: Some(input.location),
        in_path: (input.location == Location::Path).then_some((at, of_path)),
    });
    members.collect()
}

/// An operation or a model: what it is, which way it travelled and travels, and where it is declared.
pub(super) struct Owner {
    pub(super) subject: String,
    pub(super) old: Direction,
    pub(super) new: Direction,
    pub(super) place: Place,
}

impl Owner {
    /// The ways that it travelled and still travels.
    fn common(&self) -> Direction {
        Direction { sent: self.old.sent && self.new.sent, received: self.old.received && self.new.received }
    }

    fn about(&self, member: &Member<'_>, direction: Direction) -> About {
        About { subject: format!("{}.{}", self.subject, member.field.wire), direction }
    }
}

impl Comparison<'_> {
    pub(super) fn members(&mut self, owner: &Owner, old: &[Member<'_>], new: &[Member<'_>]) {
        let matched = matched(old, new, &[Member::wire, Member::name, Member::place_in_path]);
        for (old, new) in &matched.pairs {
            self.member(owner, old, new);
        }
        for member in matched.added {
            let ty = in_rust(self.head, &member.field.ty);
            let (kind, message) = match owner.common().sent && member.field.is_argument() {
                true => (&kinds::FIELD_ADDED_REQUIRED, format!("callers must give it: a new argument, `{ty}`")),
                false => (&kinds::FIELD_ADDED, format!("it is new: `{ty}`")),
            };
            self.add(kind, owner.about(member, owner.new), message, &member.field.place);
        }
        for member in matched.removed {
            self.add_removed(&kinds::FIELD_REMOVED, owner.about(member, owner.old), &member.field.place);
        }
        if owner.common().sent {
            self.order(owner, &matched.pairs, old);
        }
    }

    /// Arguments that were there go on in the same order.
    fn order(&mut self, owner: &Owner, pairs: &[(&Member<'_>, &Member<'_>)], old: &[Member<'_>]) {
        let arguments = pairs.iter().filter(|(old, new)| old.field.is_argument() && new.field.is_argument());
        let position = |member: &Member<'_>| old.iter().position(|other| std::ptr::eq(other.field, member.field));
        let (positions, names): (Vec<_>, Vec<_>) =
            arguments.map(|(old, new)| (position(old), format!("`{}`", new.field.name))).unzip();
        if !positions.is_sorted() {
            let about = About { subject: owner.subject.clone(), direction: owner.new };
            let message = format!("the order of its arguments is now {}", names.join(", "));
            self.add(&kinds::ARGUMENTS_REORDERED, about, message, &owner.place);
        }
    }

    fn member(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let common = owner.common();
        let place = &new.field.place;
        let is_named = new.in_path.is_none();
        if is_named && old.field.wire != new.field.wire {
            let message = format!("it was called `{}`", old.field.wire);
            self.add(&kinds::WIRE_NAME_CHANGED, owner.about(new, owner.new), message, place);
        }
        if old.field.wire == new.field.wire && old.field.name != new.field.name {
            let message = format!("it is `{}` in Rust, and was `{}`", new.field.name, old.field.name);
            self.add(&kinds::FIELD_RENAMED, owner.about(new, owner.new), message, place);
        }
        self.aliases(owner, old, new);
        if old.location != new.location {
            let message = format!("it travels in the {}, and did in the {}", part(new.location), part(old.location));
            self.add(&kinds::FIELD_MOVED, owner.about(new, owner.new), message, place);
        }
        let in_body = !matches!(new.location, Some(Location::Path | Location::Query));
        let about = owner.about(new, owner.new);
        if !self.ty(about, &old.field.ty, &new.field.ty, in_body, place) {
            if common.sent {
                self.owed(owner, old, new);
            } else if owner.old == owner.new {
                self.held(owner, old, new);
            }
        }
        let old_docs = besides(&old.field.docs, of_type(self.base, &old.field.ty));
        let new_docs = besides(&new.field.docs, of_type(self.head, &new.field.ty));
        self.docs(&|| owner.about(new, common), &old_docs, &new_docs, place);
    }

    /// The other names under which it is read.
    fn aliases(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let names =
            |member: &Member<'_>| member.field.aliases.iter().map(|alias| alias.name.clone()).collect::<Vec<_>>();
        let (before, after) = (names(old), names(new));
        let place = &new.field.place;
        for alias in after.iter().filter(|alias| !before.contains(alias)) {
            let message = format!("it is read from `{alias}` too");
            self.add(&kinds::ALIAS_ADDED, owner.about(new, owner.new), message, place);
        }
        for alias in before.iter().filter(|alias| !after.contains(alias) && **alias != new.field.wire) {
            let message = format!("it is not read from `{alias}` any more");
            self.add(&kinds::ALIAS_REMOVED, owner.about(new, owner.new), message, place);
        }
    }

    /// Whether senders must give it, and may give `null`.
    fn owed(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let place = &new.field.place;
        let mut add = |kind, message: &str| self.add(kind, owner.about(new, owner.common()), message.to_owned(), place);
        match (old.field.is_argument(), new.field.is_argument()) {
            (false, true) => add(&kinds::FIELD_REQUIRED, "it must be given: the setter is an argument now"),
            (true, false) => add(&kinds::FIELD_OPTIONAL, "it may be left out: the argument is a setter now"),
            _ => {}
        }
        match (old.field.nullable, new.field.nullable) {
            (false, true) => add(&kinds::NULL_ACCEPTED, "it may be `null`: callers give an `Option`"),
            (true, false) => add(&kinds::NULL_REFUSED, "it may not be `null` any more: callers give no `Option`"),
            _ => {}
        }
    }

    /// How a model that is only received holds it.
    fn held(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let (kind, message) = match (old.field.slot, new.field.slot) {
            (Slot::Always, Slot::Optional) => (&kinds::FIELD_MAY_BE_ABSENT, "it may be absent: an `Option` now"),
            (Slot::Optional, Slot::Always) => (&kinds::FIELD_ALWAYS_THERE, "it is always there: no `Option` any more"),
            _ => return,
        };
        self.add(kind, owner.about(new, owner.new), message.to_owned(), &new.field.place);
    }

    /// Whether a type changed, which is then reported.
    pub(super) fn ty(&mut self, about: About, old: &Type, new: &Type, in_body: bool, place: &Place) -> bool {
        let in_rust = |comparison: &Self| {
            format!("it is `{}`, and was `{}`", in_rust(comparison.head, new), in_rust(comparison.base, old))
        };
        let same_in_rust = self.pairs.same_in_rust(old, new);
        // Outside of a body, all are texts.
        let same_on_the_wire = self.pairs.same_on_the_wire(old, new) || (same_in_rust && !in_body);
        let (kind, message): (&Kind, _) = match (same_in_rust, same_on_the_wire) {
            (true, true) => return false,
            (true, false) if matches!(new.innermost(), Type::IntegerText) => {
                (&kinds::WIRE_TYPE_CHANGED, "it travels as text, and did as a number".to_owned())
            }
            (true, false) => (&kinds::WIRE_TYPE_CHANGED, "it travels as a number, and did as text".to_owned()),
            (false, true) => (&kinds::RUST_TYPE_CHANGED, in_rust(self)),
            (false, false) => (&kinds::TYPE_CHANGED, in_rust(self)),
        };
        self.add(kind, about, message, place);
        true
    }

    /// Whether it is advised against, its bounds, its default and the scopes that fill it.
    pub(super) fn docs(&mut self, about: &impl Fn() -> About, old: &Docs, new: &Docs, place: &Place) {
        self.deprecation(about(), old.deprecated, new.deprecated, place);
        self.scopes(about(), &old.field_scopes, &new.field_scopes, &super::access::OF_FIELDS, place);
        if !about().direction.sent {
            return;
        }
        if let (Some(old), Some(new)) = (&old.default, &new.default)
            && old != new
        {
            self.add(&kinds::DEFAULT_CHANGED, about(), format!("left out, it is `{new}`, and was `{old}`"), place);
        }
        self.bounds(about(), &old.bounds, &new.bounds, place);
    }

    pub(super) fn deprecation(&mut self, about: About, old: bool, new: bool, place: &Place) {
        let (kind, message) = match (old, new) {
            (false, true) => (&kinds::DEPRECATED, "the platform advises against it"),
            (true, false) => (&kinds::NOT_DEPRECATED, "the platform advises against it no more"),
            _ => return,
        };
        self.add(kind, about, message.to_owned(), place);
    }

    fn bounds(&mut self, about: About, old: &Bounds, new: &Bounds, place: &Place) {
        let parts = [
            ("", &old.value, &new.value),
            (" characters", &old.characters, &new.characters),
            (" items", &old.items, &new.items),
        ];
        let changed = parts.into_iter().filter(|(_, old, new)| old != new);
        let (mut tighter, mut words) = (false, Vec::new());
        for (unit, old, new) in changed {
            tighter |= is_tighter(old, new);
            words.push(format!("{}, and was {}", range(new, unit), range(old, unit)));
        }
        let kind = if tighter { &kinds::BOUNDS_TIGHTENED } else { &kinds::BOUNDS_LOOSENED };
        if !words.is_empty() {
            self.add(kind, about, format!("it is {}", words.join("; ")), place);
        }
    }
}

fn part(location: Option<Location>) -> &'static str {
    match location {
        Some(Location::Path) => "path",
        Some(Location::Query) => "query",
        Some(Location::Body) | None => "body",
    }
}

fn of_type<'a>(api: &'a Api, ty: &Type) -> Option<&'a Docs> {
    let (Type::Item(id) | Type::Boxed(id)) = ty else { return None };
    api.item(*id).map(|item| &item.docs)
}

/// What docs say besides what is said of the type itself, which is reported there.
fn besides(docs: &Docs, of_type: Option<&Docs>) -> Docs {
    let mut own = docs.clone();
    let Some(of_type) = of_type else { return own };
    own.deprecated &= !of_type.deprecated;
    if own.bounds == of_type.bounds {
        own.bounds = Bounds::default();
    }
    let names = |docs: &Docs| docs.field_scopes.iter().map(|scope| scope.name.clone()).collect::<Vec<_>>();
    if names(&own) == names(of_type) {
        own.field_scopes.clear();
    }
    own
}

fn is_tighter(old: &Range, new: &Range) -> bool {
    let number = |limit: &Option<serde_json::Number>| limit.as_ref().and_then(serde_json::Number::as_f64);
    let least = |range: &Range| number(&range.least).unwrap_or(f64::NEG_INFINITY);
    let most = |range: &Range| number(&range.most).unwrap_or(f64::INFINITY);
    least(new) > least(old) || most(new) < most(old)
}

fn range(range: &Range, unit: &str) -> String {
    match (&range.least, &range.most) {
        (Some(least), Some(most)) => format!("{least} to {most}{unit}"),
        (Some(least), None) => format!("at least {least}{unit}"),
        (None, Some(most)) => format!("at most {most}{unit}"),
        (None, None) => "not bounded".to_owned(),
    }
}
