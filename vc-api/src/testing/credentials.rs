//! Credentials of the double's app.

/// Id of the double's app.
pub const APP_ID: &str = "cli_double";
/// App secret of the double's app.
pub const APP_SECRET: &str = "secret-double";
/// Verification Token of the double's app. Every event contains this token.
pub const VERIFICATION_TOKEN: &str = "verification-token-double";
/// Encrypt Key of the double's app.
pub const ENCRYPT_KEY: &str = "encrypt-key-double";
/// Key of the app's tenant.
pub const TENANT_KEY: &str = "tenant-double";
