//! Snapshots of texts, in the folder `tests/snapshots`.

/// Asserts that a text equals the snapshot with the given name, in the given folder of `tests/snapshots`.
#[macro_export]
macro_rules! assert_snapshot {
    ($folder:expr, $name:expr, $text:expr $(,)?) => {
        insta::with_settings!({
            snapshot_path => $crate::workspace::root().join("tests/snapshots").join($folder),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!($name, $text);
        })
    };
}
