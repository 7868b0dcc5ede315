//! The fence of a widget: its kind on the first line, then `field = value`.
//!
//! Any text gives a widget or the reasons why there is none, never a panic.

use std::ops::Range;

use crate::widget::{Widget, fault::Fault, model::MODELS};

/// A fence that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The widget, unless its kind is unknown. A value that cannot be used is left as it is when a fence says nothing.
    pub widget: Option<Widget>,
    /// What is wrong, and its bytes in the fence.
    pub faults: Vec<(Range<usize>, Fault)>,
}

/// Reads what stands between the lines of a fence.
#[must_use]
pub fn read(source: &str) -> Parsed {
    let mut lines = lines(source);
    let Some((span, name)) = lines.next() else {
        return Parsed { widget: None, faults: vec![(0..0, Fault::NoKind)] };
    };
    let Some(model) = MODELS.iter().find(|model| model.name == name) else {
        return Parsed { widget: None, faults: vec![(span, Fault::UnknownKind(name.to_owned()))] };
    };
    let mut widget = Widget::new(model);
    let mut faults = Vec::new();
    let mut seen = Vec::new();
    for (span, line) in lines {
        let Some((name, text)) = line.split_once('=').map(|(name, text)| (name.trim(), text.trim())) else {
            faults.push((span, Fault::NoValue(line.to_owned())));
            continue;
        };
        let Some(at) = model.fields.iter().position(|field| field.name == name) else {
            let name_span = span.start..span.start + name.len();
            faults.push((name_span, Fault::UnknownField { kind: model, name: name.to_owned() }));
            continue;
        };
        if seen.contains(&at) {
            faults.push((span, Fault::Repeated(name.to_owned())));
            continue;
        }
        seen.push(at);
        match model.fields[at].shape.read(text) {
            Some(value) => widget.values[at] = value,
            None => {
                let field = &model.fields[at];
                let text_span = span.end - text.len()..span.end;
                faults.push((text_span, Fault::BadValue { field, text: text.to_owned() }));
            }
        }
    }
    widget.opening.clone_from(&widget.values);
    Parsed { widget: Some(widget), faults }
}

/// Where field `name` is given, or the kind.
#[must_use]
pub fn place(source: &str, name: &str) -> Range<usize> {
    let named = |line: &str| line.split_once('=').is_some_and(|(field, _)| field.trim() == name);
    let found = lines(source).find(|(_, line)| named(line)).or_else(|| lines(source).next());
    found.map_or(0..0, |(span, _)| span)
}

/// Lines that are not blank, without the blanks around them.
fn lines(source: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    let all = source.split_inclusive('\n').map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let text = line.trim();
        (start..start + text.len(), text)
    });
    all.filter(|(_, text)| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_fence_says_what_it_opens_with() {
        let widget = read("rolling\ndesired = 4\n\n  minimum=50 \n").widget.unwrap();
        let values: Vec<_> = widget.values().to_vec();
        assert_eq!(values[..2], read("rolling\nminimum = 50\ndesired = 4").widget.unwrap().values()[..2]);
    }

    #[test]
    fn faults_stand_where_they_are() {
        let source = "rolling\ndesird = 5\n minimum = 101\nmaximum\ndesired = 1\ndesired = 2\n";
        let found: Vec<&str> = read(source).faults.into_iter().map(|(span, _)| &source[span]).collect();
        assert_eq!(found, ["desird", "101", "maximum", "desired = 2"]);
        assert_eq!(&source[place(source, "minimum")], "minimum = 101");
        assert_eq!(&source[place(source, "none")], "rolling");
    }

    #[test]
    fn every_default_can_be_read() {
        for model in MODELS {
            for field in model.fields {
                assert!(field.shape.read(field.default).is_some(), "{} {}", model.name, field.name);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(rolling|cold-start|[a-z-]{0,9})?[\\PC\n]{0,40}(\n[a-z-]{1,9} ?= ?[\\PC]{0,9}){0,4}") {
            for (span, _) in read(&text).faults {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
