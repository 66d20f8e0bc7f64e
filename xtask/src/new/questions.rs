//! Values of flags, and questions on a terminal about missing values.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, Result};
use codegen::diagnostic::{Diagnostic, Diagnostics};

use super::rules::Refused;

/// Reader of values. The reader also collects the errors in these values.
pub(super) struct Questions<'q> {
    /// Input with the user's responses, or `None` without a terminal.
    responses: Option<&'q mut dyn BufRead>,
    shown: &'q mut dyn Write,
    wrong: Diagnostics,
}

impl<'q> Questions<'q> {
    pub(super) fn new(responses: Option<&'q mut dyn BufRead>, shown: &'q mut dyn Write) -> Self {
        Self { responses, shown, wrong: Diagnostics::new() }
    }

    /// Returns all errors of the values as text, or `None` if there are no errors.
    pub(super) fn refusal(&self) -> Option<String> {
        let rendered = self.wrong.render(&Default::default(), std::io::stderr().is_terminal());
        (!self.wrong.is_empty()).then(|| rendered.trim_end().to_owned())
    }

    /// Reads a required value.
    pub(super) fn required(
        &mut self,
        flag: &str,
        question: &str,
        given: Option<String>,
        rule: impl Fn(&str) -> Result<String, Refused>,
    ) -> Result<Option<String>> {
        if given.is_none() && self.responses.is_none() {
            self.wrong.push(
                Diagnostic::new("flag-missing", format!("`{flag}` is missing"))
                    .help(format!("this flag is required if there is no terminal: {question}")),
            );
            return Ok(None);
        }
        self.value(flag, question, given, "", |text| one(rule(text)))
    }

    /// Reads an optional value. If the value is missing, a `TODO:` mark stands for the value in the spec.
    pub(super) fn optional(
        &mut self,
        flag: &str,
        question: &str,
        given: Option<String>,
        rule: impl Fn(&str) -> Result<String, Refused>,
    ) -> Result<Option<String>> {
        self.value(flag, &format!("{question}, if known"), given, "", |text| match text {
            "" => Ok(None),
            text => one(rule(text)),
        })
    }

    /// Reads a value that has a default.
    pub(super) fn proposed(
        &mut self,
        flag: &str,
        question: &str,
        given: Option<String>,
        proposal: &str,
        rule: impl Fn(&str) -> Result<String, Refused>,
    ) -> Result<Option<String>> {
        // `proposal` is empty only if another value is wrong. The error of that value is already reported.
        if given.is_none() && proposal.is_empty() {
            return Ok(None);
        }
        self.value(flag, question, given, proposal, |text| one(rule(text)))
    }

    /// Reads a list of values, separated by commas, from the flag or from the user. Returns `None` if the flag is missing
    /// and the user enters nothing.
    pub(super) fn list(
        &mut self,
        flag: &str,
        question: &str,
        given: Option<Vec<String>>,
        rule: impl Fn(&str) -> Result<String, Refused>,
    ) -> Result<Option<Vec<String>>> {
        let is_given = given.is_some();
        let given = given.map(|names| names.join(","));
        let question = format!("{question}, separated by commas, if known");
        self.value(flag, &question, given, "", |text| {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            let (mut good, mut bad) = (Vec::new(), Vec::new());
            for name in names {
                match rule(name) {
                    Ok(name) => good.push(name),
                    Err(refused) => bad.push(refused),
                }
            }
            // An empty list in the flag means that there are no values. An empty line from the user means that the values
            // are unknown.
            if bad.is_empty() { Ok((is_given || !good.is_empty()).then_some(good)) } else { Err(bad) }
        })
    }

    /// Returns `true` if there is a terminal for questions.
    pub(super) fn can_ask(&self) -> bool {
        self.responses.is_some()
    }

    /// Asks a question. Any response except `yes` means no.
    pub(super) fn confirm(&mut self, question: &str) -> Result<bool> {
        Ok(self.ask(question, "no")?.eq_ignore_ascii_case("yes"))
    }

    /// Returns the given value. If the value is missing or invalid, asks the user until a response is valid. Without a
    /// terminal, the method returns the default for a missing value, and reports an invalid value.
    fn value<T>(
        &mut self,
        flag: &str,
        question: &str,
        given: Option<String>,
        proposal: &str,
        read: impl Fn(&str) -> Result<Option<T>, Vec<Refused>>,
    ) -> Result<Option<T>> {
        let mut given = given;
        loop {
            let text = match (given.take(), &self.responses) {
                (Some(text), _) => text,
                (None, Some(_)) => self.ask(question, proposal)?,
                (None, None) => proposal.to_owned(),
            };
            match read(&text) {
                Ok(value) => return Ok(value),
                Err(refused) if self.responses.is_some() => {
                    for (why, help) in refused {
                        writeln!(self.shown, "{why}: {help}")?;
                    }
                }
                Err(refused) => {
                    let wrong = |(why, help)| Diagnostic::new("flag-value", format!("`{flag}`: {why}")).help(help);
                    self.wrong.extend(refused.into_iter().map(wrong));
                    return Ok(None);
                }
            }
        }
    }

    fn ask(&mut self, question: &str, proposal: &str) -> Result<String> {
        let hint = if proposal.is_empty() { String::new() } else { format!(" [{proposal}]") };
        write!(self.shown, "{question}{hint}: ")?;
        self.shown.flush()?;
        let mut line = String::new();
        let responses = self.responses.as_mut().context("no terminal for questions")?;
        let read = responses.read_line(&mut line).context("cannot read a response")?;
        anyhow::ensure!(read > 0, "the input has ended; nothing was written");
        let line = line.trim();
        Ok(if line.is_empty() { proposal.to_owned() } else { line.to_owned() })
    }
}

fn one(read: Result<String, Refused>) -> Result<Option<String>, Vec<Refused>> {
    read.map(Some).map_err(|refused| vec![refused])
}
