//! Paths and items in the tokens of macros and attributes.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Path in the tokens of a macro or an attribute.
pub(crate) struct TokenPath {
    pub(crate) line: usize,
    /// Segments of the path. `$crate` becomes `crate`.
    pub(crate) segments: Vec<String>,
    /// Whether the path is the name of a macro call.
    pub(crate) called: bool,
    pub(crate) end: PathEnd,
}

#[derive(Debug, PartialEq)]
pub(crate) enum PathEnd {
    Whole,
    /// The path continues with a variable of a macro, such as `$name`.
    Variable,
    /// The path continues with a group of imports or a glob.
    Tree,
}

/// Returns the paths in the tokens, except those in the arguments of `quote!`.
pub(crate) fn paths(tokens: TokenStream) -> Vec<TokenPath> {
    let mut found = Vec::new();
    collect(&tokens.into_iter().collect::<Vec<_>>(), &mut found);
    found
}

fn collect(tokens: &[TokenTree], found: &mut Vec<TokenPath>) {
    let mut next = 0;
    while let Some(token) = tokens.get(next) {
        match token {
            TokenTree::Ident(_) if starts_path(tokens, next) => {
                let (path, after) = read_path(tokens, next);
                // After `quote!`, the function skips two tokens: the `!` and the group of arguments.
                next = if path.called && quotes(&path.segments) { after + 2 } else { after };
                found.push(path);
            }
            TokenTree::Group(group) => {
                collect(&group.stream().into_iter().collect::<Vec<_>>(), found);
                next += 1;
            }
            _ => next += 1,
        }
    }
}

/// Returns whether a macro is `quote!`, whose arguments are code of another program.
pub(crate) fn quotes(macro_path: &[String]) -> bool {
    macro_path.last().is_some_and(|name| name == "quote")
}

/// Returns whether the identifier at index `at` begins a path. A field, a method, a lifetime or a variable of a macro begins
/// no path.
fn starts_path(tokens: &[TokenTree], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|index| tokens.get(index));
    match before(1) {
        Some(TokenTree::Punct(mark)) => match mark.as_char() {
            '.' => is_joint(before(2), '.'),
            ':' => !is_joint(before(2), ':'),
            '\'' => false,
            '$' => tokens[at].to_string() == "crate",
            _ => true,
        },
        _ => true,
    }
}

/// Returns the path that begins at index `start`, and the index after the path.
fn read_path(tokens: &[TokenTree], start: usize) -> (TokenPath, usize) {
    let line = tokens[start].span().start().line;
    let mut path = TokenPath { line, segments: vec![text(&tokens[start])], called: false, end: PathEnd::Whole };
    let mut next = start + 1;
    while is_joint(tokens.get(next), ':') && is_mark(tokens.get(next + 1), ':') {
        match tokens.get(next + 2) {
            Some(segment @ TokenTree::Ident(_)) => path.segments.push(text(segment)),
            Some(TokenTree::Punct(mark)) if mark.as_char() == '$' => path.end = PathEnd::Variable,
            Some(TokenTree::Punct(mark)) if mark.as_char() == '*' => path.end = PathEnd::Tree,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => path.end = PathEnd::Tree,
            _ => {}
        }
        next += 3;
        if !matches!(tokens.get(next - 1), Some(TokenTree::Ident(_))) {
            // The next token is not a segment of the path, so the caller reads this token separately.
            next -= 1;
            break;
        }
    }
    path.called = is_mark(tokens.get(next), '!') && matches!(tokens.get(next + 1), Some(TokenTree::Group(_)));
    (path, next)
}

/// Returns the names of the items that the tokens define. Ignores a name that is a variable of a macro, such as `$name`.
pub(crate) fn items(tokens: TokenStream) -> BTreeSet<String> {
    let keywords = ["const", "enum", "fn", "mod", "static", "struct", "trait", "type", "union"];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let pairs = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] if keywords.contains(&keyword.to_string().as_str()) => {
            Some(BTreeSet::from([name.to_string()]))
        }
        _ => None,
    });
    let groups = tokens.iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(items(group.stream())),
        _ => None,
    });
    pairs.chain(groups).flatten().collect()
}

/// Returns all identifiers in the tokens.
pub(crate) fn identifiers(tokens: TokenStream) -> BTreeSet<String> {
    let each = tokens.into_iter().map(|token| match &token {
        TokenTree::Ident(_) => BTreeSet::from([text(&token)]),
        TokenTree::Group(group) => identifiers(group.stream()),
        _ => BTreeSet::new(),
    });
    each.flatten().collect()
}

fn text(identifier: &TokenTree) -> String {
    identifier.to_string().trim_start_matches("r#").to_owned()
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == mark)
}

fn is_joint(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == mark && found.spacing() == Spacing::Joint)
}
