//! The app secret: given once, or by a provider that is asked anew when the platform refuses it.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::runtime::error::codes;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::Secret;

/// A provider of the app secret, such as a vault; set by
/// [`ClientBuilder::app_secret_provider`](crate::ClientBuilder::app_secret_provider).
///
/// The client asks it before the first request that needs the secret, and again when the platform refuses the secret. So a
/// secret that is rotated in the developer console and in the vault needs no restart. Logins and app tickets stay valid over a
/// rotation.
///
/// ```
/// use vc_api::{AppSecretFuture, AppSecretProvider, Client, Secret};
///
/// struct File(&'static str);
///
/// impl AppSecretProvider for File {
///     fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
///         Box::pin(async { Ok(tokio::fs::read_to_string(self.0).await?.trim().into()) })
///     }
/// }
///
/// # fn main() -> Result<(), vc_api::Error> {
/// let client = Client::builder().app("cli_…", "").app_secret_provider(File("/run/secrets/app")).build()?;
/// # Ok(())
/// # }
/// ```
pub trait AppSecretProvider: Send + Sync + 'static {
    /// Returns the app secret. `refused` is the one that the platform refused, if it did: the provider must then look anew.
    ///
    /// The text of an error is shown, and must hold no secret.
    fn app_secret<'a>(&'a self, refused: Option<&'a Secret>) -> AppSecretFuture<'a>;
}

/// Future of an [`AppSecretProvider`].
pub type AppSecretFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Secret, Box<dyn std::error::Error + Send + Sync>>> + Send + 'a>>;

/// The secret of an app.
#[derive(Clone)]
pub(crate) enum AppSecret {
    Given(Secret),
    Provided(Arc<Provided>),
}

pub(crate) struct Provided {
    provider: Box<dyn AppSecretProvider>,
    /// The secret as it was provided last.
    last: Mutex<Option<Secret>>,
}

/// Longest time that a provider may take.
const PATIENCE: Duration = Duration::from_secs(20);

impl AppSecret {
    pub(crate) fn provided(provider: impl AppSecretProvider) -> Self {
        Self::Provided(Arc::new(Provided { provider: Box::new(provider), last: Mutex::default() }))
    }

    /// Returns whether no request can be made with it.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Given(secret) if secret.expose().is_empty())
    }

    /// Returns the secret; another than the refused one, if there is another.
    pub(crate) async fn get(&self, refused: Option<&Secret>) -> Result<Secret, Error> {
        let provided = match self {
            Self::Given(secret) => return Ok(secret.clone()),
            Self::Provided(provided) => provided,
        };
        let mut last = provided.last.lock().await;
        if let Some(last) = last.as_ref().filter(|last| refused != Some(*last)) {
            return Ok(last.clone());
        }
        let failed = |reason: String| Error::Store(Box::new(StoreError::new(format!("no app secret: {reason}"))));
        let secret = match timeout(PATIENCE, provided.provider.app_secret(refused)).await {
            Ok(Ok(secret)) if !secret.expose().is_empty() => secret,
            Ok(Ok(_)) => return Err(failed("the provider gives an empty one".to_owned())),
            Ok(Err(error)) => return Err(failed(error.to_string())),
            Err(_) => return Err(failed(format!("the provider took more than {} s", PATIENCE.as_secs()))),
        };
        Ok(last.insert(secret).clone())
    }

    /// Begins a request with the secret.
    pub(crate) async fn begin(&self) -> Result<SecretInUse<'_>, Error> {
        Ok(SecretInUse { source: self, secret: self.get(None).await?, is_replaced: false })
    }
}

/// The secret that a request is made with.
pub(crate) struct SecretInUse<'a> {
    source: &'a AppSecret,
    pub(crate) secret: Secret,
    is_replaced: bool,
}

impl SecretInUse<'_> {
    /// Takes another secret after a request failed, if the platform refused this one and there is another. If not, it gives
    /// the error back. It does so once.
    pub(crate) async fn replace(&mut self, error: Error) -> Result<(), Error> {
        let is_refused = error.code().is_some_and(codes::refuses_secret);
        self.replace_if(is_refused, error).await
    }

    pub(crate) async fn replace_if(&mut self, is_refused: bool, error: Error) -> Result<(), Error> {
        if std::mem::replace(&mut self.is_replaced, true) || !is_refused {
            return Err(error);
        }
        match self.source.get(Some(&self.secret)).await {
            Ok(other) if other != self.secret => {
                self.secret = other;
                Ok(())
            }
            _ => Err(error),
        }
    }
}

/// Returns a name for a secret, by which clients with another secret find nothing. 32 bits of a hash do not tell the secret.
pub(crate) fn fingerprint(app_id: &str, secret: &Secret) -> String {
    let hash =
        Sha256::new().chain_update("vc-api/").chain_update(app_id).chain_update([0]).chain_update(secret.expose());
    hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for AppSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Given(_) => "Given(..)",
            Self::Provided(_) => "Provided(..)",
        })
    }
}
