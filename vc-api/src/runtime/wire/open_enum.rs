//! Macros for open enums, which can contain values that this version of the crate does not know.

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements traits for an enum with integer values and a variant `Unknown(i64)`.
    macro_rules! int_enum {
        ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
            #[allow(deprecated)]
            impl $name {
                /// Returns the number that the platform uses for the value.
                #[must_use]
                pub const fn value(self) -> i64 {
                    match self {
                        $(Self::$variant => $value,)*
                        Self::Unknown(value) => value,
                    }
                }
            }

            #[allow(deprecated)]
            impl From<i64> for $name {
                fn from(value: i64) -> Self {
                    match value {
                        $($value => Self::$variant,)*
                        _ => Self::Unknown(value),
                    }
                }
            }

            impl From<$name> for i64 {
                fn from(value: $name) -> Self {
                    value.value()
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Display::fmt(&self.value(), f)
                }
            }

            impl $crate::runtime::Serialize for $name {
                fn serialize<S: $crate::runtime::Serializer>(
                    &self,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    serializer.serialize_i64(self.value())
                }
            }

            $crate::runtime::read_as!($name: i64);

            impl $crate::runtime::Param for $name {
                fn each(&self, add: &mut dyn FnMut(&str)) {
                    $crate::runtime::Param::each(&self.value(), add);
                }
            }
        };
    }
    pub(crate) use int_enum;

    /// Implements traits for an enum with text values and a variant `Unknown(String)`.
    macro_rules! text_enum {
        ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
            #[allow(deprecated)]
            impl $name {
                /// Returns the text that the platform uses for the value.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        $(Self::$variant => $value,)*
                        Self::Unknown(value) => value,
                    }
                }

                fn known(value: &str) -> Option<Self> {
                    match value {
                        $($value => Some(Self::$variant),)*
                        _ => None,
                    }
                }
            }

            impl From<&str> for $name {
                fn from(value: &str) -> Self {
                    Self::known(value).unwrap_or_else(|| Self::Unknown(value.to_owned()))
                }
            }

            impl From<String> for $name {
                fn from(value: String) -> Self {
                    Self::known(&value).unwrap_or(Self::Unknown(value))
                }
            }

            impl AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    self.as_str()
                }
            }

            impl std::str::FromStr for $name {
                type Err = std::convert::Infallible;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    Ok(Self::from(text))
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.pad(self.as_str())
                }
            }

            impl $crate::runtime::Serialize for $name {
                fn serialize<S: $crate::runtime::Serializer>(
                    &self,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }

            $crate::runtime::read_as!($name: String);

            impl $crate::runtime::Param for $name {
                fn each(&self, add: &mut dyn FnMut(&str)) {
                    add(self.as_str());
                }
            }
        };
    }
    pub(crate) use text_enum;
}
#[allow(unused_imports)]
pub(crate) use macros::{int_enum, text_enum};

#[cfg(test)]
mod tests {
    #![allow(unreachable_pub)]

    use super::{int_enum, text_enum};

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    enum Kind {
        Small,
        Negative,
        Unknown(i64),
    }
    int_enum!(Kind {
        Small = 1,
        Negative = -2
    });

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    enum Color {
        Red,
        Unknown(String),
    }
    text_enum!(Color { Red = "red" });

    #[test]
    fn integers() {
        for (kind, value) in [(Kind::Small, 1), (Kind::Negative, -2), (Kind::Unknown(9), 9)] {
            let text = value.to_string();
            assert_eq!(Kind::from(value), kind);
            assert_eq!((kind.value(), i64::from(kind), kind.to_string()), (value, value, text.clone()));
            assert_eq!(serde_json::to_string(&kind).unwrap(), text);
            assert_eq!(serde_json::from_str::<Kind>(&text).unwrap(), kind);
            assert_eq!(serde_json::from_str::<Kind>(&format!("\"{text}\"")).unwrap(), kind);
        }
        for json in ["\"\"", "\"a\"", "null", "1.5", "true"] {
            assert!(serde_json::from_str::<Kind>(json).is_err(), "{json}");
            assert_eq!(serde_json::from_str::<Option<Kind>>(json).is_ok(), json == "null");
        }
    }

    #[test]
    fn texts() {
        for (color, value) in [(Color::Red, "red"), (Color::Unknown("blue".into()), "blue")] {
            let json = format!("\"{value}\"");
            assert_eq!(Color::from(value), color);
            assert_eq!(Color::from(value.to_owned()), color);
            assert_eq!((color.to_string().as_str(), color.as_ref()), (value, value));
            assert_eq!(value.parse(), Ok(color.clone()));
            assert_eq!(serde_json::to_string(&color).unwrap(), json);
            assert_eq!(serde_json::from_str::<Color>(&json).unwrap(), color);
        }
        assert_eq!(serde_json::from_str::<Color>("7").unwrap(), Color::Unknown("7".into()));
    }
}
