//! App ticket of a store app. The platform sends the ticket as an event.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::auth::token_request::TokenRequest;
use crate::runtime::error::types::{Error, Stage};
use crate::runtime::operation::method::Method;
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::util::deadline::after;
use crate::runtime::wire::secret::Secret;

const RESEND: &str = "/open-apis/auth/v3/app_ticket/resend";

/// Lifetime of a ticket in the store. The lifetime can be long, because the platform sends a new ticket every hour and
/// refuses a ticket that is too old.
const LIFE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Interval at which a client that waits for a ticket reads the store. Another process may write the ticket to the store.
const LOOK: Duration = Duration::from_millis(500);

/// Returns the ticket in the store. If the store has no ticket, or the platform refused this ticket (`refused`), asks the
/// platform for a ticket, and waits until the ticket arrives.
pub(crate) async fn get(tokens: &TokenManager, refused: Option<&Secret>) -> Result<Secret, Error> {
    // The wait must end before the timeout of a call, so that the call ends with the error of this function.
    let limit = tokens.sender.timeout / 10 * 9;
    let deadline = after(limit);
    let mut asked = false;
    loop {
        let arrived = tokens.ticket_arrived.notified();
        let entry = tokens.stored(&tokens.ticket_key()).await.map_err(store_failed)?;
        match entry {
            Some(entry) if Some(&entry.value) != refused => return Ok(entry.value),
            _ if asked => {}
            _ => {
                ask(tokens).await?;
                asked = true;
            }
        }
        if Instant::now() >= deadline {
            let operation = format!("{} {RESEND}", Method::Post).into();
            return Err(Error::timeout(operation, limit, "`timeout` of the client", Stage::Ticket, None));
        }
        // If this process receives the ticket, `arrived` ends the pause. If another process receives the ticket, the next
        // read of the store finds the ticket.
        timeout_at(deadline.min(Instant::now() + LOOK), arrived).await.ok();
    }
}

/// Writes a received ticket to the store, and wakes the tasks that wait for a ticket.
pub(crate) async fn put(tokens: &TokenManager, ticket: Secret) -> Result<(), Error> {
    let entry = StoreEntry { value: ticket, expires_in: LIFE };
    tokens.replace(&tokens.ticket_key(), None, Some(entry)).await.map_err(store_failed)?;
    tokens.ticket_arrived.notify_waiters();
    Ok(())
}

/// Asks the platform to send the ticket, which arrives as an event.
async fn ask(tokens: &TokenManager) -> Result<(), Error> {
    let app = tokens.required_app()?;
    tracing::debug!("requesting the app ticket");
    let mut used = app.secret.begin().await?;
    loop {
        let fields = [("app_id", &*app.id), ("app_secret", used.secret.expose())];
        let call = TokenRequest { method: Method::Post, path: RESEND, idempotent: true, fields: &fields };
        match call.send(&tokens.sender, "").await {
            Ok(_) => return Ok(()),
            Err(error) => used.replace(error).await?,
        }
    }
}

fn store_failed(error: crate::runtime::error::store_error::StoreError) -> Error {
    Error::Store(Box::new(error))
}
