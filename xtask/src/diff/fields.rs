//! Changes of the inputs of operations and of the fields of models.

use codegen::ir::{Api, Bounds, Direction, Docs, Field, FieldForm, Location, Operation, Range, Type};
use codegen::source::Place;

use super::changes::{About, Comparison};
use super::kinds::{self, Kind};
use super::matching::matched;
use super::pairs::in_rust;

/// Field of a model, or input of an operation. Only an input has a location.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    location: Option<Location>,
    /// Index of a path parameter, and the number of parameters in the path.
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
    // The first inputs are the path parameters, in the order of the path.
    let members = operation.inputs.iter().enumerate().map(|(at, input)| Member {
        field: &input.field,
        location: Some(input.location),
        in_path: (input.location == Location::Path).then_some((at, of_path)),
    });
    members.collect()
}

/// Operation or model whose inputs or fields are compared. `old` and `new` are the directions of the fields (sent, received)
/// in the old state and in the new state of the API.
pub(super) struct Owner {
    pub(super) subject: String,
    pub(super) old: Direction,
    pub(super) new: Direction,
    pub(super) place: Place,
}

impl Owner {
    /// Returns the directions (sent, received) that are in both `old` and `new`.
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
                true => (&kinds::FIELD_ADDED_REQUIRED, format!("new required argument: `{ty}`")),
                false => (&kinds::FIELD_ADDED, format!("new field: `{ty}`")),
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

    /// Reports a change in the order of the arguments. Added and removed arguments do not count.
    fn order(&mut self, owner: &Owner, pairs: &[(&Member<'_>, &Member<'_>)], old: &[Member<'_>]) {
        let arguments = pairs.iter().filter(|(old, new)| old.field.is_argument() && new.field.is_argument());
        let position = |member: &Member<'_>| old.iter().position(|other| std::ptr::eq(other.field, member.field));
        let (positions, names): (Vec<_>, Vec<_>) =
            arguments.map(|(old, new)| (position(old), format!("`{}`", new.field.name))).unzip();
        if !positions.is_sorted() {
            let about = About { subject: owner.subject.clone(), direction: owner.new };
            let message = format!("the arguments are now in the order {}", names.join(", "));
            self.add(&kinds::ARGUMENTS_REORDERED, about, message, &owner.place);
        }
    }

    fn member(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let common = owner.common();
        let place = &new.field.place;
        let is_named = new.in_path.is_none();
        if is_named && old.field.wire != new.field.wire {
            let message = format!("renamed on the wire from `{}`", old.field.wire);
            self.add(&kinds::WIRE_NAME_CHANGED, owner.about(new, owner.new), message, place);
        }
        if old.field.wire == new.field.wire && old.field.name != new.field.name {
            let message = format!("renamed in Rust from `{}` to `{}`", old.field.name, new.field.name);
            self.add(&kinds::FIELD_RENAMED, owner.about(new, owner.new), message, place);
        }
        self.aliases(owner, old, new);
        if old.location != new.location {
            let message = format!("moved from the {} to the {}", part(old.location), part(new.location));
            self.add(&kinds::FIELD_MOVED, owner.about(new, owner.new), message, place);
        }
        let in_body = !matches!(new.location, Some(Location::Path | Location::Query));
        let about = owner.about(new, owner.new);
        if !self.ty(about, &old.field.ty, &new.field.ty, in_body, place) {
            if common.sent {
                self.requirement(owner, old, new);
            } else if owner.old == owner.new {
                self.presence(owner, old, new);
            }
        }
        let old_docs = besides(&old.field.docs, of_type(self.base, &old.field.ty));
        let new_docs = besides(&new.field.docs, of_type(self.head, &new.field.ty));
        self.docs(&|| owner.about(new, common), &old_docs, &new_docs, place);
    }

    /// Compares the aliases of a field. Aliases are additional names on the wire.
    fn aliases(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let names =
            |member: &Member<'_>| member.field.aliases.iter().map(|alias| alias.name.clone()).collect::<Vec<_>>();
        let (before, after) = (names(old), names(new));
        let place = &new.field.place;
        for alias in after.iter().filter(|alias| !before.contains(alias)) {
            let message = format!("the client now also reads the field under the name `{alias}`");
            self.add(&kinds::ALIAS_ADDED, owner.about(new, owner.new), message, place);
        }
        for alias in before.iter().filter(|alias| !after.contains(alias) && **alias != new.field.wire) {
            let message = format!("the client no longer reads the field under the name `{alias}`");
            self.add(&kinds::ALIAS_REMOVED, owner.about(new, owner.new), message, place);
        }
    }

    /// Compares whether an input is required, and whether `null` is allowed.
    fn requirement(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let place = &new.field.place;
        let mut add = |kind, message: &str| self.add(kind, owner.about(new, owner.common()), message.to_owned(), place);
        match (old.field.is_argument(), new.field.is_argument()) {
            (false, true) => add(&kinds::FIELD_REQUIRED, "now required: the setter is now an argument"),
            (true, false) => add(&kinds::FIELD_OPTIONAL, "now optional: the argument is now a setter"),
            _ => {}
        }
        match (old.field.nullable, new.field.nullable) {
            (false, true) => add(&kinds::NULL_ACCEPTED, "now accepts `null`: callers pass an `Option`"),
            (true, false) => add(&kinds::NULL_REFUSED, "no longer accepts `null`: callers pass the value itself"),
            _ => {}
        }
    }

    /// Reports a change if a received field was always present and is now optional, or the reverse.
    fn presence(&mut self, owner: &Owner, old: &Member<'_>, new: &Member<'_>) {
        let (kind, message) = match (old.field.form, new.field.form) {
            (FieldForm::Always, FieldForm::Optional) => {
                (&kinds::FIELD_MAY_BE_ABSENT, "now optional in responses and events: an `Option` in Rust")
            }
            (FieldForm::Optional, FieldForm::Always) => {
                (&kinds::FIELD_ALWAYS_THERE, "now always present: no `Option` in Rust")
            }
            _ => return,
        };
        self.add(kind, owner.about(new, owner.new), message.to_owned(), &new.field.place);
    }

    /// Reports a change from one type to another. Returns `true` if the types differ.
    pub(super) fn ty(&mut self, about: About, old: &Type, new: &Type, in_body: bool, place: &Place) -> bool {
        let in_rust = |comparison: &Self| {
            format!("changed from `{}` to `{}`", in_rust(comparison.base, old), in_rust(comparison.head, new))
        };
        let same_in_rust = self.pairs.same_in_rust(old, new);
        // In a path or query, each value is text on the wire. So a number and a `Type::IntegerText` do not differ on the
        // wire.
        let same_on_the_wire = self.pairs.same_on_the_wire(old, new) || (same_in_rust && !in_body);
        let (kind, message): (&Kind, _) = match (same_in_rust, same_on_the_wire) {
            (true, true) => return false,
            (true, false) if matches!(new.innermost(), Type::IntegerText) => {
                (&kinds::WIRE_TYPE_CHANGED, "on the wire, changed from a number to text".to_owned())
            }
            (true, false) => (&kinds::WIRE_TYPE_CHANGED, "on the wire, changed from text to a number".to_owned()),
            (false, true) => (&kinds::RUST_TYPE_CHANGED, in_rust(self)),
            (false, false) => (&kinds::TYPE_CHANGED, in_rust(self)),
        };
        self.add(kind, about, message, place);
        true
    }

    /// Compares the deprecation, bounds, default and scopes of a field. For an app with none of the scopes, the field is
    /// empty.
    pub(super) fn docs(&mut self, about: &impl Fn() -> About, old: &Docs, new: &Docs, place: &Place) {
        self.deprecation(about(), old.deprecated, new.deprecated, place);
        self.scopes(about(), &old.field_scopes, &new.field_scopes, &super::access::OF_FIELDS, place);
        if !about().direction.sent {
            return;
        }
        if let (Some(old), Some(new)) = (&old.default, &new.default)
            && old != new
        {
            self.add(&kinds::DEFAULT_CHANGED, about(), format!("the default changed from `{old}` to `{new}`"), place);
        }
        self.bounds(about(), &old.bounds, &new.bounds, place);
    }

    pub(super) fn deprecation(&mut self, about: About, old: bool, new: bool, place: &Place) {
        let (kind, message) = match (old, new) {
            (false, true) => (&kinds::DEPRECATED, "now deprecated by the platform"),
            (true, false) => (&kinds::NOT_DEPRECATED, "no longer deprecated by the platform"),
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
            words.push(format!("from {} to {}", range(old, unit), range(new, unit)));
        }
        let kind = if tighter { &kinds::BOUNDS_TIGHTENED } else { &kinds::BOUNDS_LOOSENED };
        if !words.is_empty() {
            self.add(kind, about, format!("the bounds changed {}", words.join("; ")), place);
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

/// Returns the docs of a field, without the parts that are the same in the docs of the field's type. Changes of these parts
/// are reported for the type.
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
        (None, None) => "no bounds".to_owned(),
    }
}
