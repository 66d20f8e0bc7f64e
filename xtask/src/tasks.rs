//! Help of `cargo xtask`, which lists the commands grouped by task.

use std::fmt::Write;

use clap::Command;

/// Tasks with their commands, in the usual order of the tasks.
const TASKS: [(&str, &[&str]); 5] = [
    ("Write the bindings", &["import", "new", "regen", "api"]),
    ("Follow the platform", &["audit", "smoke"]),
    ("Review and release", &["diff", "changelog"]),
    ("Look things up", &["docs", "bundle"]),
    ("Test and prove", &["serve", "soak"]),
];

/// Groups the commands by task in the help of `cargo xtask`.
pub(crate) fn grouped(command: Command) -> Command {
    let list = list(&command);
    command.help_template(format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{list}Options:\n{{options}}\n\n\
         `cargo xtask COMMAND --help` shows the options of a command.\n"
    ))
}

fn list(command: &Command) -> String {
    let width = command.get_subcommands().map(|one| one.get_name().len()).max().unwrap_or_default();
    let mut list = String::new();
    for (task, names) in TASKS {
        let _ = writeln!(list, "{task}:");
        for one in names.iter().filter_map(|name| command.find_subcommand(name)) {
            let about = one.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(list, "  {:width$}  {about}", one.get_name());
        }
        list.push('\n');
    }
    list
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::Arguments;

    #[test]
    fn every_command_has_one_task_and_one_line() {
        let command = Arguments::command();
        let mut commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let mut listed: Vec<&str> = TASKS.iter().flat_map(|(_, names)| *names).copied().collect();
        commands.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, commands);
        for line in list(&command).lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
