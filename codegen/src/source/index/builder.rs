//! Builds an index from the events of the YAML parser.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Duplicate, Index, Node};
use crate::source::lines::BOM;

impl<'t> Index<'t> {
    /// Indexes a text. The memory grows linearly with the depth of nested values, and the stack does not grow.
    pub fn new(text: &'t str) -> Self {
        let offsets = Offsets::new(text);
        let mut builder = Builder::new(Self::empty(text));
        let mut parser = Parser::new_from_str(offsets.body);
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => builder.event(&event, offsets.range(span)),
                Err(error) => {
                    builder.index.broken = Some(offsets.byte(error.marker().index()));
                    break;
                }
            }
        }
        builder.index
    }

    fn empty(text: &'t str) -> Self {
        let (children, duplicates) = (BTreeMap::new(), Vec::new());
        Self { text, nodes: Vec::new(), children, duplicates, documents: Vec::new(), broken: None }
    }
}

/// A mapping or list whose end the parser has not reached yet.
struct Open {
    node: usize,
    /// Whether this mapping or list is a key of the mapping that is one entry lower on the stack.
    is_key: bool,
    place: Next,
}

/// Kind of the next node in a mapping or list.
enum Next {
    Item(usize),
    Key,
    /// Value, with the name and the byte range of its key. The name is `None` if the key is not a string.
    Value(Option<String>, Range<usize>),
}

/// Position of a new node in the tree of nodes.
enum Slot {
    Root,
    Key,
    Child { parent: usize, segment: Option<String>, key: Option<Range<usize>> },
}

/// Index under construction.
struct Builder<'t> {
    index: Index<'t>,
    stack: Vec<Open>,
    /// Whether the parser is past the end of the first document.
    closed: bool,
}

impl<'t> Builder<'t> {
    fn new(index: Index<'t>) -> Self {
        Self { index, stack: Vec::new(), closed: false }
    }

    fn event(&mut self, event: &Event<'_>, span: Range<usize>) {
        match event {
            Event::DocumentStart(_) => self.index.documents.push(span.start),
            Event::DocumentEnd => self.closed = true,
            _ if self.closed => {}
            Event::Scalar(text, style, anchor, tag) => {
                // An absent scalar has no text of its own, but the parser reports the span of the text that follows.
                let absent = text.is_empty() && *style == ScalarStyle::Plain && *anchor == 0 && tag.is_none();
                let span = if absent { span.start..span.start } else { span };
                self.leaf(Some(text), span, absent);
            }
            Event::Alias(_) => self.leaf(None, span, false),
            Event::SequenceStart(..) => self.open(span, Next::Item(0)),
            Event::MappingStart(..) => self.open(span, Next::Key),
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Nothing | Event::StreamStart | Event::StreamEnd => {}
        }
    }

    /// Adds a scalar or an alias. An alias has no text.
    fn leaf(&mut self, text: Option<&str>, span: Range<usize>, absent: bool) {
        match self.slot() {
            Slot::Key => self.key_read(text.map(str::to_owned), span),
            slot => {
                self.add(slot, span, absent);
            }
        }
    }

    fn open(&mut self, span: Range<usize>, place: Next) {
        let flow = self.index.text.get(span.clone()).is_some_and(|start| start.ends_with(['{', '[']));
        let slot = self.slot();
        let is_key = matches!(slot, Slot::Key);
        // The range extends to the end of the text. Later, `close` sets the real end.
        let node = self.add(slot, span.start..self.index.text.len(), !flow);
        self.stack.push(Open { node, is_key, place });
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.stack.pop() else { return };
        let Some(node) = self.index.nodes.get_mut(open.node) else { return };
        node.value.end = end.max(node.value.start);
        let span = node.value.clone();
        if open.is_key {
            self.key_read(None, span);
        }
    }

    /// Returns the position of the next node. Unless the node is a key, also updates what the innermost open mapping or list
    /// expects next. After a key, [`Self::key_read`] makes the update.
    fn slot(&mut self) -> Slot {
        let Some(open) = self.stack.last_mut() else { return Slot::Root };
        let parent = open.node;
        match &mut open.place {
            Next::Key => Slot::Key,
            Next::Item(next) => {
                let segment = Some(next.to_string());
                *next += 1;
                Slot::Child { parent, segment, key: None }
            }
            Next::Value(name, span) => {
                let (segment, key) = (name.take(), Some(span.clone()));
                open.place = Next::Key;
                Slot::Child { parent, segment, key }
            }
        }
    }

    fn key_read(&mut self, name: Option<String>, span: Range<usize>) {
        if let Some(open) = self.stack.last_mut() {
            open.place = Next::Value(name, span);
        }
    }

    fn add(&mut self, slot: Slot, value: Range<usize>, prefer_key: bool) -> usize {
        let node = self.index.nodes.len();
        let (parent, segment, key) = match slot {
            Slot::Root | Slot::Key => (None, None, None),
            Slot::Child { parent, segment, key } => (Some(parent), segment, key),
        };
        if let (Some(parent), Some(segment)) = (parent, &segment) {
            self.link(parent, segment, key.as_ref(), node);
        }
        let segment = segment.unwrap_or_default();
        self.index.nodes.push(Node { parent, segment, key, value, prefer_key });
        node
    }

    /// Adds a node to its parent, or records that the node's key is a duplicate.
    fn link(&mut self, parent: usize, segment: &str, key: Option<&Range<usize>>, node: usize) {
        let name = (parent, segment.to_owned());
        let Some(&earlier) = self.index.children.get(&name) else {
            self.index.children.insert(name, node);
            return;
        };
        let first = self.index.nodes.get(earlier).and_then(|node| node.key.clone());
        if let (Some(first), Some(again)) = (first, key.cloned()) {
            let pointer = self.index.pointer(parent, segment);
            self.index.duplicates.push(Duplicate { pointer, first, again });
        }
    }
}

/// Conversion of the parser's positions into bytes. The parser's positions count characters.
struct Offsets<'a> {
    /// The text without its byte order mark.
    body: &'a str,
    skipped: usize,
    /// Position of the first byte of each character. Empty if all characters have one byte.
    bytes: Vec<usize>,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        let body = text.strip_prefix(BOM).unwrap_or(text);
        let bytes = match body.is_ascii() {
            true => Vec::new(),
            false => body.char_indices().map(|(byte, _)| byte).collect(),
        };
        Self { body, skipped: text.len() - body.len(), bytes }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }

    fn byte(&self, index: usize) -> usize {
        let byte = match self.bytes.is_empty() {
            true => index.min(self.body.len()),
            false => self.bytes.get(index).copied().unwrap_or(self.body.len()),
        };
        byte + self.skipped
    }
}
