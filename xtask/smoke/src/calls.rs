//! Calls of the smoke test: GET operations with a tenant access token. Calls that return ids come before calls that need
//! ids.

use std::time::{Duration, SystemTime};

use serde::Serialize;
use vc_api::report::GetTopUserOrderBy;
use vc_api::scope_config::{RoomOrLevelId, ScopeType, ScopeTypeText};
use vc_api::{
    CallOptions, Client, Endpoint, Responding, alert, bot, meeting, meeting_list, meeting_recording, note,
    participant_list, report, reserve_config, resource_reservation_list, room, room_level, scope_config,
};

use crate::differences;
use crate::findings::{Findings, NoId, Outcome};

/// Length of a period that ends now. The calls request the meetings and reports of this period.
const PERIOD: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Makes all calls with a tenant access token.
pub(crate) async fn make(client: &Client) -> Findings {
    let org = client.tenant();
    let mut findings = Findings::default();
    let now = SystemTime::now();
    let before = now.checked_sub(PERIOD).unwrap_or(SystemTime::UNIX_EPOCH);
    let options = || CallOptions::new().keep_json(true);

    // Calls that need no id.
    let rooms = findings.ask::<room::List>(org.rooms().list().options(options()).send()).await;
    let levels = findings.ask::<room_level::List>(org.room_levels().list().options(options()).send()).await;
    let meetings = org.meeting_list().get(before, now).options(options()).send();
    let meetings = findings.ask::<meeting_list::Get>(meetings).await;
    findings.check::<alert::List>(org.alerts().list(before, now).options(options()).send()).await;
    findings.check::<report::GetDaily>(org.reports().get_daily(before, now).options(options()).send()).await;
    let top = org.reports().get_top_user(before, now, 10, GetTopUserOrderBy::MeetingCount);
    findings.check::<report::GetTopUser>(top.options(options()).send()).await;
    findings.check::<bot::UserActiveMeeting>(org.bots().user_active_meeting().options(options()).send()).await;

    // Calls that need a room or a level.
    let room = rooms.and_then(|page| first(page.rooms, "room")).map(|room| room.room_id);
    let level = levels.and_then(|page| first(page.items, "level")).map(|level| level.room_level_id);
    match &room {
        Ok(id) => {
            let scope = || RoomOrLevelId::from(id.to_string());
            findings.check::<room::Get>(org.rooms().get(id.clone()).options(options()).send()).await;
            let call = org.scope_configs().get(ScopeType::Room, scope());
            findings.check::<scope_config::Get>(call.options(options()).send()).await;
            let configs = org.reserve_configs();
            let call = configs.reserve_scope(scope(), ScopeTypeText::Room);
            findings.check::<reserve_config::ReserveScope>(call.options(options()).send()).await;
            let call = configs.get_form(scope(), ScopeType::Room);
            findings.check::<reserve_config::GetForm>(call.options(options()).send()).await;
            let call = configs.get_admin(scope(), ScopeType::Room);
            findings.check::<reserve_config::GetAdmin>(call.options(options()).send()).await;
            let call = configs.get_disable_inform(scope(), ScopeType::Room);
            findings.check::<reserve_config::GetDisableInform>(call.options(options()).send()).await;
        }
        Err(reason) => {
            let operations = [
                room::Get::INFO,
                scope_config::Get::INFO,
                reserve_config::ReserveScope::INFO,
                reserve_config::GetForm::INFO,
                reserve_config::GetAdmin::INFO,
                reserve_config::GetDisableInform::INFO,
            ];
            operations.into_iter().for_each(|operation| findings.add(operation, Outcome::NotMade(*reason)));
        }
    }
    match &level {
        Ok(id) => {
            findings.check::<room_level::Get>(org.room_levels().get(id.clone()).options(options()).send()).await;
        }
        Err(reason) => findings.add(room_level::Get::INFO, Outcome::NotMade(*reason)),
    }
    match room.and_then(|room| Ok((room, level?))) {
        Ok((room, level)) => {
            let call = org.resource_reservation_list().get(level, before, now, [room]);
            findings.check::<resource_reservation_list::Get>(call.options(options()).send()).await;
        }
        Err(reason) => findings.add(resource_reservation_list::Get::INFO, Outcome::NotMade(reason)),
    }

    // Calls that need a meeting.
    let numbers = meetings.map(|page| page.meeting_list.into_iter().filter_map(|meeting| meeting.meeting_id));
    let number = numbers.and_then(|numbers| first(numbers, MEETING));
    let briefs = match number {
        Ok(number) => {
            let call = org.participant_list().get(before, now, number.clone());
            findings.check::<participant_list::Get>(call.options(options()).send()).await;
            let call = org.meetings().list_by_no(number, before, now);
            findings.ask::<meeting::ListByNo>(call.options(options()).send()).await
        }
        Err(reason) => {
            findings.add(participant_list::Get::INFO, Outcome::NotMade(reason));
            findings.add(meeting::ListByNo::INFO, Outcome::NotMade(reason));
            Err(reason)
        }
    };
    let id = briefs.and_then(|page| first(page.meeting_briefs, MEETING)).map(|brief| brief.id);
    let found = match id {
        Ok(id) => {
            let call = org.meeting_recordings().get(id.clone());
            findings.check::<meeting_recording::Get>(call.options(options()).send()).await;
            findings.ask::<meeting::Get>(org.meetings().get(id).options(options()).send()).await
        }
        Err(reason) => {
            findings.add(meeting_recording::Get::INFO, Outcome::NotMade(reason));
            findings.add(meeting::Get::INFO, Outcome::NotMade(reason));
            Err(reason)
        }
    };
    let note =
        found.and_then(|response| first(response.meeting.and_then(|meeting| meeting.note_id), "meeting with notes"));
    match note {
        Ok(id) => {
            findings.check::<note::Get>(org.notes().get(id).options(options()).send()).await;
        }
        Err(reason) => findings.add(note::Get::INFO, Outcome::NotMade(reason)),
    }
    findings
}

/// Value for the parameter `kind` of the function `first`. If the tenant has no meeting, the report gives the reason
/// `there is no meeting`.
const MEETING: &str = "meeting";

/// Returns the first item. Without items, returns a reason that names `kind`.
fn first<T>(found: impl IntoIterator<Item = T>, kind: &'static str) -> Result<T, NoId> {
    found.into_iter().next().ok_or(NoId::Nothing(kind))
}

impl Findings {
    /// Makes a call, and records its outcome.
    async fn check<E: Endpoint>(&mut self, call: Responding<E::Response>)
    where
        E::Response: Serialize,
    {
        self.ask::<E>(call).await.ok();
    }

    /// Makes a call, and records its outcome. Returns the response, which contains ids for other calls.
    async fn ask<E: Endpoint>(&mut self, call: Responding<E::Response>) -> Result<E::Response, NoId>
    where
        E::Response: Serialize,
    {
        match call.await {
            Ok(response) => {
                self.add(E::INFO, Outcome::Works(differences::of::<E>(&response)));
                Ok(response.data)
            }
            Err(error) => {
                self.add(E::INFO, Outcome::Failed(error));
                Err(NoId::Failed(E::INFO.id))
            }
        }
    }
}
