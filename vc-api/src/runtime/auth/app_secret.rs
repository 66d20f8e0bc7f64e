//! App secret, which is fixed or comes from a provider. If the platform refuses the secret, the client asks the provider for
//! the secret again.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::runtime::auth::secret_provider::{AppSecretProvider, ProvidedSecret};
use crate::runtime::error::codes;
use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::Secret;

/// App secret, which is fixed or comes from a provider.
#[derive(Clone)]
pub(crate) enum AppSecret {
    Given(Secret),
    Provided(Arc<ProvidedSecret>),
}

impl AppSecret {
    pub(crate) fn provided(provider: impl AppSecretProvider) -> Self {
        Self::Provided(ProvidedSecret::new(provider))
    }

    /// Returns whether the caller gave an empty secret, which is invalid. Returns `false` for a provider.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Given(secret) if secret.expose().is_empty())
    }

    /// Returns the secret. `refused` is the secret that the platform refused; `None` if the platform refused no secret.
    /// After a refusal, a provider gives another secret if possible.
    pub(crate) async fn get(&self, refused: Option<&Secret>) -> Result<Secret, Error> {
        match self {
            Self::Given(secret) => Ok(secret.clone()),
            Self::Provided(provided) => provided.get(refused).await,
        }
    }

    /// Returns the secret for one request. Fails if the platform refused the secret a few seconds ago, and the provider has
    /// no other secret.
    pub(crate) async fn begin(&self) -> Result<SecretInUse<'_>, Error> {
        if let Self::Provided(provided) = self
            && let Some(refusal) = provided.refusal()
        {
            return Err(Error::Refused(Box::new(refusal)));
        }
        Ok(SecretInUse { source: self, secret: self.get(None).await?, is_replaced: false })
    }
}

/// App secret that one request uses. If the platform refuses the secret, the client can replace the secret once.
pub(crate) struct SecretInUse<'a> {
    source: &'a AppSecret,
    pub(crate) secret: Secret,
    is_replaced: bool,
}

impl SecretInUse<'_> {
    /// Replaces the secret after a failed request. Returns the error of the request in three cases: this method was already
    /// called, the platform did not refuse the secret, or no other secret is available.
    pub(crate) async fn replace(&mut self, error: Error) -> Result<(), Error> {
        let refusal = error.refusal().filter(|refusal| codes::refuses_secret(refusal.code)).cloned();
        let outcome = self.replace_if(refusal.is_some(), error).await;
        if let (Err(_), Some(refusal), AppSecret::Provided(provided)) = (&outcome, refusal, self.source) {
            provided.keep_refusal(&self.secret, refusal);
        }
        outcome
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

/// Returns a hash that distinguishes the app secret from other app secrets. The hash has only 32 bits, so it does not reveal
/// the secret.
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
