//! The app that the double knows.

/// Id of the app that the double knows.
pub const APP_ID: &str = "cli_double";
/// Secret of that app.
pub const APP_SECRET: &str = "secret-double";
/// Verification Token of that app, which every event holds.
pub const VERIFICATION_TOKEN: &str = "verification-token-double";
/// Encrypt Key of that app.
pub const ENCRYPT_KEY: &str = "encrypt-key-double";
/// Key of the tenant of that app.
pub const TENANT_KEY: &str = "tenant-double";
