//! Macro for types that contain a text, such as ids.

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements traits for a `struct Name(String);`, so that a program can use the type like a text.
    macro_rules! text_newtype {
        ($name:ident) => {
            impl $name {
                /// Returns the text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl From<String> for $name {
                fn from(text: String) -> Self {
                    Self(text)
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self(text.to_owned())
                }
            }

            impl From<&String> for $name {
                fn from(text: &String) -> Self {
                    Self(text.clone())
                }
            }

            impl From<&$name> for $name {
                fn from(text: &$name) -> Self {
                    text.clone()
                }
            }

            impl From<$name> for String {
                fn from(text: $name) -> Self {
                    text.0
                }
            }

            impl AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }

            impl std::borrow::Borrow<str> for $name {
                fn borrow(&self) -> &str {
                    &self.0
                }
            }

            impl std::str::FromStr for $name {
                type Err = std::convert::Infallible;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    Ok(Self(text.to_owned()))
                }
            }

            impl PartialEq<str> for $name {
                fn eq(&self, other: &str) -> bool {
                    self.0 == other
                }
            }

            impl PartialEq<&str> for $name {
                fn eq(&self, other: &&str) -> bool {
                    self.0 == *other
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.pad(&self.0)
                }
            }

            impl $crate::runtime::Serialize for $name {
                fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(&self.0)
                }
            }

            $crate::runtime::read_as!($name: String);

            impl $crate::runtime::Param for $name {
                fn each(&self, add: &mut dyn FnMut(&str)) {
                    add(&self.0);
                }
            }
        };
    }
    pub(crate) use text_newtype;
}
#[allow(unused_imports)]
pub(crate) use macros::text_newtype;

#[cfg(test)]
mod tests {
    #![allow(unreachable_pub)]

    use super::text_newtype;

    #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
    struct Id(String);
    text_newtype!(Id);

    #[test]
    fn is_used_like_a_text() {
        let id = Id::from("a");
        assert_eq!(id, "a");
        assert_eq!(id.as_str(), "a");
        assert_eq!(id, *"a");
        assert_eq!(Id::from(&id), Id::from(&"a".to_owned()));
        assert_eq!(format!("{id:>3}"), "  a");
        assert_eq!("a".parse(), Ok(id.clone()));
        assert!(std::collections::BTreeSet::from([id.clone()]).contains("a"));
        assert_eq!(String::from(id), "a");
    }

    #[test]
    fn is_plain_on_the_wire() {
        assert_eq!(serde_json::to_string(&Id::from("a")).unwrap(), "\"a\"");
        for (json, text) in [
            ("\"a\"", "a"),
            ("12", "12"),
            ("-1", "-1"),
            ("1.5", "1.5"),
            ("18446744073709551615", "18446744073709551615"),
        ] {
            assert_eq!(serde_json::from_str::<Id>(json).unwrap(), text);
        }
        // `serde_json` decodes this number as a float, which would change the digits of the id.
        assert!(serde_json::from_str::<Id>("18446744073709551616").is_err());
        assert!(serde_json::from_str::<Id>("null").is_err());
        assert!(serde_json::from_str::<Id>("true").is_err());
    }
}
