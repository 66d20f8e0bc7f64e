//! Outcomes of the calls, and the report about these outcomes.

use std::fmt;

use vc_api::{EndpointInfo, Error};

/// Outcomes of all calls.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

struct Finding {
    operation: &'static EndpointInfo,
    outcome: Outcome,
}

/// Outcome of one call.
pub(crate) enum Outcome {
    /// The call succeeded. Contains the differences between the response and the spec.
    Works(Vec<String>),
    /// The call failed.
    Failed(Error),
    /// The call was not made, because no earlier call returned an id for this call.
    NotMade(NoId),
}

/// Reason for a missing id.
#[derive(Clone, Copy)]
pub(crate) enum NoId {
    /// The operation that returns ids of this kind failed.
    Failed(&'static str),
    /// The tenant has no object of this kind.
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

    /// Returns `true` if no call failed and all responses match the spec.
    pub(crate) fn are_good(&self) -> bool {
        self.0.iter().all(|finding| match &finding.outcome {
            Outcome::Works(differences) => differences.is_empty(),
            Outcome::Failed(_) => false,
            Outcome::NotMade(_) => true,
        })
    }

    fn count(&self, is_counted: impl Fn(&Outcome) -> bool) -> usize {
        self.0.iter().filter(|finding| is_counted(&finding.outcome)).count()
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
                    writeln!(f, "no scope     {operation}: request one of {}", missing.scopes.join(", "))?;
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
                        writeln!(f, "             the call needs one of {}", scopes.join(", "))?;
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
            "{works} work ({differ} differ from the spec); {lacking} lack a scope; {failed} fail; {not_made} not called"
        )
    }
}
