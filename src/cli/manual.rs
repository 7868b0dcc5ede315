//! The manual page: the program and its options, then every command with what it takes.

use std::io;

use clap::{Arg, Command};

/// The page of `command` in the language of its help, as roff.
///
/// # Errors
/// None, as it is written to memory.
pub fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut command = command;
    // What only a whole command knows: the options that are valid everywhere.
    command.build();
    let mut out = Vec::new();
    let man = clap_mangen::Man::new(command.clone());
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    out.extend_from_slice(b".SH COMMANDS\n");
    let mut text = String::new();
    commands(&command, "seodang", &mut text);
    out.extend_from_slice(text.as_bytes());
    man.render_version_section(&mut out)?;
    Ok(out)
}

/// The commands below `command`, which is called by `path`.
fn commands(command: &Command, path: &str, out: &mut String) {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let path = format!("{path} {}", sub.get_name());
        let own: Vec<&Arg> =
            sub.get_arguments().filter(|arg| !arg.is_global_set() && arg.get_id() != "help").collect();
        let values: String =
            own.iter().filter(|arg| arg.is_positional()).map(|arg| format!(" {arg}")).collect();
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        out.push_str(&format!(".TP\n\\fB{}\\fR{}\n{}\n", escaped(&path), escaped(&values), escaped(&about)));
        if !own.is_empty() {
            out.push_str(".RS\n");
            for arg in own {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                out.push_str(&format!(".TP\n{}\n{}\n", escaped(&arg.to_string()), escaped(&help)));
                let values = arg.get_possible_values();
                let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
                if arg.get_action().takes_values() && !names.is_empty() && !arg.is_hide_possible_values_set()
                {
                    out.push_str(&format!("({})\n", escaped(&names.join(", "))));
                }
            }
            out.push_str(".RE\n");
        }
        if let Some(text) = sub.get_after_help() {
            let lines: String = text.to_string().lines().map(|line| format!("{}\n", escaped(line))).collect();
            out.push_str(&format!(".RS\n.nf\n{lines}.fi\n.RE\n"));
        }
        commands(sub, &path, out);
    }
}

/// Text that roff takes for nothing but text.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('\n', " ");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
