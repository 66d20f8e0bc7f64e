//! Every kind of change, what it means and how it is judged: the one table that the comparison and its help share.

use codegen::ir::Direction;

/// Whether calls and events go on working.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wire {
    /// Programs that are out there work as before.
    Compatible,
    /// They fail or do worse until they take the new release, and need no change of their code.
    Update,
    /// They fail until people change what they send, expect or are granted.
    Breaking,
}

impl Wire {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Update => "update",
            Self::Breaking => "breaking",
        }
    }
}

/// Whether code that calls the client still compiles and means the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rust {
    /// It does, and nothing is new.
    Compatible,
    /// It does, and there is more to use.
    Addition,
    /// Some does not, or means something else.
    Breaking,
}

impl Rust {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

/// A kind of change.
#[derive(Debug)]
pub(super) struct Kind {
    /// What it is called, for good.
    pub(super) name: &'static str,
    /// What happened, and why it is judged so.
    pub(super) meaning: &'static str,
    /// On the wire, when callers send what changed.
    pub(super) sent: Wire,
    /// On the wire, when callers receive it.
    pub(super) received: Wire,
    /// For those who call the client.
    pub(super) rust: Rust,
}

impl Kind {
    /// What it means on the wire for what travels that way.
    pub(super) fn wire(&self, direction: Direction) -> Wire {
        let ways = [(direction.sent, self.sent), (direction.received, self.received)];
        ways.into_iter().filter(|(travels, _)| *travels).map(|(_, wire)| wire).max().unwrap_or(Wire::Compatible)
    }
}

/// Declares kinds and lists them, so that there is none without a line in the table.
macro_rules! kinds {
    ($($constant:ident $name:literal sent $sent:ident received $received:ident rust $rust:ident $meaning:literal)*) => {
        $(pub(super) static $constant: Kind = Kind {
            name: $name, meaning: $meaning, sent: Wire::$sent, received: Wire::$received, rust: Rust::$rust,
        };)*
        /// All of them.
        pub(super) static KINDS: &[&Kind] = &[$(&$constant),*];
    };
}

kinds! {
    // Resources and operations.
    ACCESSOR_RENAMED "accessor-renamed" sent Compatible received Compatible rust Breaking
        "the method of a session that leads to a resource, and the resource's type, have another name"
    OPERATION_ADDED "operation-added" sent Compatible received Compatible rust Addition
        "there is a new operation"
    OPERATION_REMOVED "operation-removed" sent Breaking received Breaking rust Breaking
        "an operation is gone"
    OPERATION_RENAMED "operation-renamed" sent Compatible received Compatible rust Breaking
        "the same call has another method and type in Rust"
    OPERATION_MOVED "operation-moved" sent Update received Update rust Compatible
        "an operation has another HTTP method or path, or has a body now, or none any more; the client sends it, not callers"
    RESPONSE_CHANGED "response-changed" sent Breaking received Breaking rust Breaking
        "an operation answers with something else"
    RESPONSE_RESHAPED "response-reshaped" sent Compatible received Compatible rust Breaking
        "callers get another type, and all that travelled still does"
    PAGING_ADDED "paging-added" sent Compatible received Compatible rust Addition
        "a call has `.pages()` and `.items()`"
    PAGING_CHANGED "paging-changed" sent Compatible received Compatible rust Breaking
        "a call has no `.pages()` and `.items()` any more, or they list something else"
    IDEMPOTENT "idempotent" sent Compatible received Compatible rust Compatible
        "a call may be sent again when it is not known whether the platform acted on it"
    NOT_IDEMPOTENT "not-idempotent" sent Update received Update rust Compatible
        "a call must not be sent again any more; older releases do"
    RATE_LIMIT_LOWERED "rate-limit-lowered" sent Update received Update rust Compatible
        "fewer calls are allowed; older releases keep the pace of before"
    RATE_LIMIT_RAISED "rate-limit-raised" sent Compatible received Compatible rust Compatible
        "more calls are allowed"
    ERRORS_CHANGED "errors-changed" sent Compatible received Compatible rust Compatible
        "other refusals are listed for an operation"
    ERROR_NAME_ADDED "error-name-added" sent Compatible received Compatible rust Addition
        "there is a constant for a listed error"
    ERROR_NAME_REMOVED "error-name-removed" sent Compatible received Compatible rust Breaking
        "the constant of a listed error is gone"
    ERROR_RENAMED "error-renamed" sent Compatible received Compatible rust Breaking
        "the constant of a listed error has another name"

    // Who may call and receive.
    SCOPE_NEEDED "scope-needed" sent Breaking received Breaking rust Compatible
        "a scope that sufficed does not any more, or one is needed where none was: apps may have to ask for another"
    SCOPE_ACCEPTED "scope-accepted" sent Compatible received Compatible rust Compatible
        "one more scope suffices, or none is needed any more"
    FIELD_SCOPE_NEEDED "field-scope-needed" sent Breaking received Breaking rust Compatible
        "what was there for all stays empty without a scope, or one that sufficed does not any more"
    FIELD_SCOPE_ACCEPTED "field-scope-accepted" sent Compatible received Compatible rust Compatible
        "one more scope fills a field, or none is needed any more"
    TOKEN_ACCEPTED "token-accepted" sent Compatible received Compatible rust Breaking
        "an operation accepts one more kind of token: code that is generic over the kinds needs the bound that is named"
    TOKEN_REFUSED "token-refused" sent Breaking received Breaking rust Breaking
        "an operation does not accept a kind of token any more: it cannot be called on that session"
    APP_TYPE_ACCEPTED "app-type-accepted" sent Compatible received Compatible rust Compatible
        "one more kind of app may call or receive"
    APP_TYPE_REFUSED "app-type-refused" sent Breaking received Breaking rust Compatible
        "a kind of app may not call or receive any more"
    SCOPE_ADDED "scope-added" sent Compatible received Compatible rust Addition
        "there is a constant for a new scope"
    SCOPE_REMOVED "scope-removed" sent Compatible received Compatible rust Breaking
        "the constant of a scope is gone; the operations that needed it are named on their own"
    SCOPE_RENAMED "scope-renamed" sent Compatible received Compatible rust Breaking
        "the constant of a scope has another name"
    TOKEN_TYPE_ADDED "token-type-added" sent Compatible received Compatible rust Addition
        "there is a new kind of token"
    TOKEN_TYPE_REMOVED "token-type-removed" sent Breaking received Breaking rust Breaking
        "a kind of token is gone, and its session with it"
    TOKEN_TYPE_CHANGED "token-type-changed" sent Update received Update rust Compatible
        "a kind of token is obtained or sent in another way; the client does that, not callers"
    TOKEN_TYPE_RENAMED "token-type-renamed" sent Compatible received Compatible rust Breaking
        "the Rust type of a kind of token has another name, and so have its sessions and bounds"
    TOKEN_SET_RENAMED "token-set-renamed" sent Compatible received Compatible rust Breaking
        "the trait of an operation's kinds of token has another name, since they are declared in another order"

    // What is given to operations and held by models.
    FIELD_ADDED "field-added" sent Compatible received Compatible rust Addition
        "there is a new field, or a new setter; structs are `#[non_exhaustive]`"
    FIELD_ADDED_REQUIRED "field-added-required" sent Breaking received Compatible rust Breaking
        "callers must give something new: the method or `new` has one more argument"
    FIELD_REMOVED "field-removed" sent Breaking received Breaking rust Breaking
        "a field, setter or argument is gone"
    FIELD_REQUIRED "field-required" sent Breaking received Compatible rust Breaking
        "what callers might leave out they must give: the setter becomes an argument"
    FIELD_OPTIONAL "field-optional" sent Compatible received Compatible rust Breaking
        "callers may leave out what they had to give: the argument becomes a setter"
    FIELD_MAY_BE_ABSENT "field-may-be-absent" sent Compatible received Breaking rust Breaking
        "what was always received may be missing: the field becomes an `Option`; older releases cannot read such a response"
    FIELD_ALWAYS_THERE "field-always-there" sent Compatible received Compatible rust Breaking
        "what might be missing is always received: the field is no `Option` any more"
    FIELD_MOVED "field-moved" sent Update received Update rust Compatible
        "something travels in another part of the request; the client puts it there, not callers"
    ARGUMENTS_REORDERED "arguments-reordered" sent Compatible received Compatible rust Breaking
        "a method or `new` takes its arguments in another order, which may compile and still swap them"
    NULL_ACCEPTED "null-accepted" sent Compatible received Compatible rust Breaking
        "callers may give `null`: the argument or setter takes an `Option`"
    NULL_REFUSED "null-refused" sent Breaking received Compatible rust Breaking
        "callers may not give `null` any more: the argument or setter takes no `Option`"
    TYPE_CHANGED "type-changed" sent Breaking received Breaking rust Breaking
        "something has another type, on the wire and in Rust"
    RUST_TYPE_CHANGED "rust-type-changed" sent Compatible received Compatible rust Breaking
        "something has another type in Rust, and travels as before"
    WIRE_TYPE_CHANGED "wire-type-changed" sent Update received Update rust Compatible
        "something travels otherwise, and has the same type in Rust"
    WIRE_NAME_CHANGED "wire-name-changed" sent Update received Update rust Compatible
        "something has another name on the wire, and the same in Rust"
    FIELD_RENAMED "field-renamed" sent Compatible received Compatible rust Breaking
        "a field, setter or argument has another name in Rust, and the same on the wire"
    ALIAS_ADDED "alias-added" sent Compatible received Compatible rust Compatible
        "a field is read under one more name"
    ALIAS_REMOVED "alias-removed" sent Compatible received Breaking rust Compatible
        "a field is not read under a name any more"
    UNKNOWN_FIELDS_KEPT "unknown-fields-kept" sent Compatible received Compatible rust Addition
        "a model keeps the fields that it does not know"
    UNKNOWN_FIELDS_DROPPED "unknown-fields-dropped" sent Compatible received Compatible rust Breaking
        "a model keeps the fields that it does not know no more"
    BOUNDS_TIGHTENED "bounds-tightened" sent Breaking received Compatible rust Compatible
        "values that might be sent are refused now"
    BOUNDS_LOOSENED "bounds-loosened" sent Compatible received Compatible rust Compatible
        "values may be sent that were refused"
    DEFAULT_CHANGED "default-changed" sent Breaking received Compatible rust Compatible
        "a call that leaves something out says something else"
    DEPRECATED "deprecated" sent Compatible received Compatible rust Addition
        "the platform advises against something; the compiler warns of it"
    NOT_DEPRECATED "not-deprecated" sent Compatible received Compatible rust Compatible
        "the platform advises against something no more"

    // Types.
    TYPE_ADDED "type-added" sent Compatible received Compatible rust Addition
        "there is a new type"
    TYPE_REMOVED "type-removed" sent Compatible received Compatible rust Breaking
        "a type is gone; what used it is named on its own"
    TYPE_RENAMED "type-renamed" sent Compatible received Compatible rust Breaking
        "a type has another name or stands in another module"
    DIRECTION_ADDED "direction-added" sent Compatible received Compatible rust Addition
        "a type travels one more way and holds its fields as before; once it is sent, it has `new` and setters"
    DIRECTION_CHANGED "direction-changed" sent Compatible received Compatible rust Breaking
        "a type does not travel one way any more, or holds its fields otherwise since it travels one more way"
    NO_DEFAULT "no-default" sent Compatible received Compatible rust Breaking
        "a model has no `Default` any more, since some field must be known"
    VALUE_ADDED "value-added" sent Compatible received Compatible rust Addition
        "an enum has a new value; code that looks for it as `Unknown(…)` finds the variant instead"
    VALUE_REMOVED "value-removed" sent Breaking received Compatible rust Breaking
        "a value of an enum is gone; when received it is `Unknown(…)`"
    VALUE_RENAMED "value-renamed" sent Compatible received Compatible rust Breaking
        "the same value has another name in Rust"
    VALUE_CHANGED "value-changed" sent Update received Update rust Compatible
        "a variant stands for another value on the wire"

    // Events.
    EVENT_ADDED "event-added" sent Compatible received Compatible rust Addition
        "there is a new event; code that looks for it as `Event::Other` finds the variant instead"
    EVENT_REMOVED "event-removed" sent Breaking received Breaking rust Breaking
        "an event is gone"
    EVENT_RENAMED "event-renamed" sent Compatible received Compatible rust Breaking
        "the variant and the type of an event have another name, or stand in another module"
    SUBSCRIPTION_NEEDED "subscription-needed" sent Compatible received Breaking rust Compatible
        "an event comes only for users who subscribed, or by another call than before"
    SUBSCRIPTION_DROPPED "subscription-dropped" sent Compatible received Compatible rust Compatible
        "an event comes without a subscription"
    EVENT_MOVED "event-moved" sent Update received Update rust Compatible
        "an event has another type on the platform; older releases carry it as `Event::Other`"
}

/// The table as markdown.
pub(super) fn table() -> String {
    let mut rows =
        vec!["| kind | sent | received | Rust | meaning |".to_owned(), "| --- | --- | --- | --- | --- |".to_owned()];
    rows.extend(KINDS.iter().map(|kind| {
        let (sent, received, rust) = (kind.sent.name(), kind.received.name(), kind.rust.name());
        format!("| `{}` | {sent} | {received} | {rust} | {} |", kind.name, kind.meaning)
    }));
    rows.join("\n")
}
