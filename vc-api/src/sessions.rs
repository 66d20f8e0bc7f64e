//! Sessions whose tokens are obtained and renewed: which calls give the tokens is told by the generated token types.

use std::sync::Arc;

use serde::de::MapAccess;

use crate::client::Client;
use crate::decode::{Decode, Field, decode};
use crate::delivery::Delivery;
use crate::error::Error;
use crate::generated::events::Event;
use crate::generated::tokens::{App, Tenant, User};
use crate::grant::Grant;
use crate::keeper::{Keeper, Source};
use crate::login::{Login, LoginRequest};
use crate::secret::Secret;
use crate::session::Session;
use crate::store::replace;
use crate::ticket;
use crate::token::Bearer;
use crate::token_type::{AppType, Obtained, TokenType};

impl Client {
    /// A session in which a custom app acts for itself, in the tenant to which it belongs.
    ///
    /// The token is fetched when it is first needed, kept, and renewed in the background when less than 30 minutes of it
    /// are left. However many calls need it, it is fetched once.
    ///
    /// The client must have an app, by [`ClientBuilder::app`](crate::ClientBuilder::app); without one, each call is an
    /// [`Error::InvalidArgument`].
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), vc_api::Error> {
    /// use vc_api::Client;
    ///
    /// let client = Client::builder().app("cli_…", "secret").build()?;
    /// let room = client.tenant().rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn tenant(&self) -> Session<Tenant> {
        let bearer = match (self.app_type(), obtained::<Tenant>(AppType::Custom)) {
            (Some(AppType::Custom), Some(call)) => {
                Bearer::Kept(self.keeper(self.key("tenant", ""), Source::Custom { call }))
            }
            (Some(_), _) => {
                Bearer::Lacking("a store app acts in many tenants: say in which, by `client.tenant_of(key)`")
            }
            (None, _) => Bearer::Lacking("give the client an app, by `.app(id, secret)`, or a session its token"),
        };
        Session::new(self.clone(), bearer, "")
    }

    /// A session in which a store app acts for itself in one of the tenants that installed it.
    ///
    /// The token is kept as that of [`tenant`](Self::tenant) is. To fetch it, the app needs the ticket that the platform
    /// sends: see [`keep_app_ticket`](Self::keep_app_ticket).
    ///
    /// The client must have a store app, by [`ClientBuilder::store_app`](crate::ClientBuilder::store_app).
    #[must_use]
    pub fn tenant_of(&self, tenant_key: impl Into<String>) -> Session<Tenant> {
        let tenant_key = tenant_key.into();
        let calls = obtained::<Tenant>(AppType::Store).zip(obtained::<App>(AppType::Store));
        let bearer = match (self.app_type(), calls) {
            (Some(AppType::Store), Some((call, app_call))) => {
                let app = self.keeper(self.key("app", ""), Source::StoreApp { call: app_call });
                let source = Source::StoreTenant { call, app, tenant_key: tenant_key.clone() };
                Bearer::Kept(self.keeper(self.key("tenant", &tenant_key), source))
            }
            (Some(_), _) => Bearer::Lacking("a custom app belongs to one tenant: use `client.tenant()`"),
            (None, _) => Bearer::Lacking("give the client a store app, by `.store_app(id, secret)`"),
        };
        Session::new(self.clone(), bearer, &tenant_key)
    }

    /// A session in which the app acts for a user who has logged in.
    ///
    /// If the grant has a refresh token, the session renews itself by it: in the background when less than five minutes
    /// are left, and when the platform rejects the token. The new tokens are in the token store before they are used.
    /// When they cannot be renewed, calls end with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user(&self, grant: Grant) -> Session<User> {
        let key = self.key("user", grant.id());
        self.login_session(key, Some(grant))
    }

    /// A session of a login that is in the token store, by the [id](Grant::id) of its grant.
    ///
    /// With a store that several programs share, any of them can go on with a login that another began. When the login is
    /// not in the store, calls end with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user_of(&self, login_id: &str) -> Session<User> {
        self.login_session(self.key("user", login_id), None)
    }

    fn login_session(&self, key: String, grant: Option<Grant>) -> Session<User> {
        let bearer = match self.app_type().and_then(obtained::<User>) {
            Some(call) => {
                let keeper = self.keeper(key, Source::User { call });
                if let Some(grant) = grant {
                    keeper.learn(grant);
                }
                Bearer::Kept(keeper)
            }
            None => match grant {
                Some(grant) => Bearer::fixed(grant.access_token().clone()),
                None => Bearer::Lacking("give the client an app, by `.app(id, secret)` or `.store_app(id, secret)`"),
            },
        };
        Session::new(self.clone(), bearer, "")
    }

    /// Lets a user log in to the app. The platform then sends them to the redirect URI, which must be declared in the
    /// developer console.
    ///
    /// ```no_run
    /// # async fn example(client: vc_api::Client) -> Result<(), vc_api::Error> {
    /// use vc_api::scopes;
    ///
    /// let login = client
    ///     .login("https://example.com/callback")
    ///     .scopes([scopes::VC_RESERVE, scopes::VC_ROOM_READONLY])
    ///     .offline_access()
    ///     .begin()?;
    /// println!("send the user to {}", login.url());
    ///
    /// // They come back with `?code=…&state=…`.
    /// # let (code, state) = ("", "");
    /// let grant = client.finish_login(&login, code, state).await?;
    /// let me = client.user(grant);
    /// # Ok(())
    /// # }
    /// ```
    pub fn login(&self, redirect_uri: impl Into<String>) -> LoginRequest {
        LoginRequest::new(self.clone(), redirect_uri.into())
    }

    /// Ends a login: exchanges the code for tokens, and puts them into the token store. A code works once, and for five
    /// minutes.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the state is not that of the login: then the user did not come from its login page.
    /// Otherwise those of any call.
    pub async fn finish_login(
        &self,
        login: &Login,
        code: impl Into<Secret>,
        state: impl Into<Secret>,
    ) -> Result<Grant, Error> {
        let app_type = self.required_app()?.kind;
        let call = obtained::<User>(app_type)
            .ok_or_else(|| Error::invalid(None, "app", "no user can log in to this kind of app"))?;
        let grant = login.finish(self, call, &code.into(), &state.into()).await?;
        let stored = replace(self.store(), &self.key("user", grant.id()), None, grant.to_entry()).await;
        if let Err(error) = stored {
            tracing::warn!(%error, "the login is only known to this process");
        }
        Ok(grant)
    }

    /// Keeps the ticket of a store app, from the `app_ticket` event that the platform sends every hour and when it is
    /// asked to. Calls that wait for it go on.
    ///
    /// [`keep_app_ticket_event`](Self::keep_app_ticket_event) takes the event as it comes.
    ///
    /// # Errors
    ///
    /// [`Error::Store`] if the token store fails.
    pub async fn keep_app_ticket(&self, ticket: impl Into<Secret>) -> Result<(), Error> {
        ticket::put(self, ticket.into()).await
    }

    /// Keeps the ticket of a store app, if the event brings one; tells whether it did. Other events, and the tickets of
    /// other apps, are left alone.
    ///
    /// `json` is what the platform delivers, decrypted if it was encrypted. That it came from the platform is for the
    /// receiver to check.
    ///
    /// ```no_run
    /// # async fn example(client: vc_api::Client, body: &[u8]) -> Result<(), vc_api::Error> {
    /// if !client.keep_app_ticket_event(body).await? {
    ///     println!("{:?}", vc_api::Delivery::from_slice(body));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Store`] if the token store fails.
    pub async fn keep_app_ticket_event(&self, json: &[u8]) -> Result<bool, Error> {
        match Delivery::from_slice(json).ok().and_then(|delivery| self.ticket_in(&delivery)) {
            Some(ticket) => ticket::put(self, ticket).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// The ticket in an event, if it is one that brings that of this app.
    pub(crate) fn ticket_in(&self, delivery: &Delivery) -> Option<Secret> {
        let Event::Other(event) = &delivery.event else { return None };
        let is_own = self.app().is_some_and(|app| Some(&*app.id) == delivery.header.app_id.as_deref());
        if event.event_type != "app_ticket" || !is_own {
            return None;
        }
        serde_json::from_str::<AppTicket>(event.body.get()).ok()?.app_ticket
    }

    fn keeper(&self, key: String, source: Source) -> Arc<Keeper> {
        Arc::new(Keeper::new(self.clone(), key, source))
    }
}

/// The body of the event that brings a ticket.
#[derive(Default)]
struct AppTicket {
    app_ticket: Option<Secret>,
}

impl Decode for AppTicket {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "app_ticket" => value.option(&mut self.app_ticket),
            _ => value.skip(),
        }
    }
}

decode!(AppTicket);

/// The call by which an app of that kind obtains a token of kind `K`.
fn obtained<K: TokenType>(app_type: AppType) -> Option<&'static Obtained> {
    K::INFO.obtained.iter().find(|call| call.app_type == app_type)
}
