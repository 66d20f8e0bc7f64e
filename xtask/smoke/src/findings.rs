//! What the calls found.

use std::fmt;

use vc_api::{EndpointInfo, Error};

/// What all calls found.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

struct Finding {
    operation: &'static EndpointInfo,
    outcome: Outcome,
}

/// What came of one call.
pub(crate) enum Outcome {
    /// It works. The response differs from the spec at these places.
    Works(Vec<String>),
    /// The call failed.
    Failed(Error),
    /// It was not made, for want of an id.
    NotMade(NoId),
}

/// Why there is no id.
#[derive(Clone, Copy)]
pub(crate) enum NoId {
    /// The operation that would give it failed.
    Failed(&'static str),
    /// There is nothing of that kind.
    Nothing(&'static str),
}

impl fmt::Display for NoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(operation) => write!(f, "{operation} failed"),
            Self::Nothing(what) => write!(f, "there is no {what}"),
        }
    }
}

impl Findings {
    pub(crate) fn add(&mut self, operation: &'static EndpointInfo, outcome: Outcome) {
        self.0.push(Finding { operation, outcome });
    }

    /// Returns whether there is nothing to look at.
    pub(crate) fn are_good(&self) -> bool {
        self.0.iter().all(|finding| match &finding.outcome {
            Outcome::Works(differences) => differences.is_empty(),
            Outcome::Failed(_) => false,
            Outcome::NotMade(_) => true,
        })
    }

    fn count(&self, is_meant: impl Fn(&Outcome) -> bool) -> usize {
        self.0.iter().filter(|finding| is_meant(&finding.outcome)).count()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { operation: EndpointInfo { id: operation, scopes, .. }, outcome } in &self.0 {
            match outcome {
                Outcome::Works(differences) if differences.is_empty() => writeln!(f, "works        {operation}")?,
                Outcome::Works(differences) => {
                    writeln!(f, "differs      {operation}")?;
                    for difference in differences {
                        writeln!(f, "             {difference}")?;
                    }
                }
                Outcome::Failed(Error::MissingScope(missing)) => {
                    writeln!(f, "no scope     {operation}: one of {}", missing.scopes.join(", "))?;
                    writeln!(f, "             {}", missing.console_url)?;
                }
                Outcome::Failed(error) => {
                    writeln!(f, "fails        {operation}")?;
                    for line in error.report().to_string().lines() {
                        writeln!(f, "             {line}")?;
                    }
                }
                Outcome::NotMade(reason) => {
                    writeln!(f, "not called   {operation}: {reason}")?;
                    if !scopes.is_empty() {
                        let scopes: Vec<&str> = scopes.iter().map(|scope| scope.name()).collect();
                        writeln!(f, "             it needs one of {}", scopes.join(", "))?;
                    }
                }
            }
        }
        let works = self.count(|outcome| matches!(outcome, Outcome::Works(_)));
        let differ = self.count(|outcome| matches!(outcome, Outcome::Works(differences) if !differences.is_empty()));
        let lacking = self.count(|outcome| matches!(outcome, Outcome::Failed(Error::MissingScope(_))));
        let failed = self.count(|outcome| matches!(outcome, Outcome::Failed(_))) - lacking;
        let not_made = self.count(|outcome| matches!(outcome, Outcome::NotMade(_)));
        writeln!(
            f,
            "{works} work, of which {differ} differ from the spec; {lacking} lack a scope; {failed} fail; {not_made} not called"
        )
    }
}
