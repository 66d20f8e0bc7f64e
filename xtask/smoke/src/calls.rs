//! The calls: operations that a tenant reads by GET, in an order in which ids come before their use.

use std::time::{Duration, SystemTime};

use serde::Serialize;
use vc_api::report::GetTopUserOrderBy;
use vc_api::scope_config::{RoomOrLevelId, ScopeType, ScopeTypeText};
use vc_api::{
    CallOptions, Client, Endpoint, Responding, alert, bot, meeting, meeting_list, meeting_recording, note,
    participant_list, report, reserve_config, resource_reservation_list, room, room_level, scope_config,
};

use crate::differences;
use crate::findings::{Findings, Outcome};

/// Time before now from which meetings and reports are asked for.
const PERIOD: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Makes the calls that the app can make as itself.
pub(crate) async fn make(client: &Client) -> Findings {
    let org = client.tenant();
    let mut findings = Findings::default();
    let now = SystemTime::now();
    let before = now.checked_sub(PERIOD).unwrap_or(SystemTime::UNIX_EPOCH);
    let options = || CallOptions::new().keep_json(true);

    // Those that need no id.
    let rooms = findings.ask::<room::List>(org.rooms().list().options(options()).send()).await;
    let levels = findings.ask::<room_level::List>(org.room_levels().list().options(options()).send()).await;
    let meetings = org.meeting_list().get(before, now).options(options()).send();
    let meetings = findings.ask::<meeting_list::Get>(meetings).await;
    findings.ask::<alert::List>(org.alerts().list(before, now).options(options()).send()).await;
    findings.ask::<report::GetDaily>(org.reports().get_daily(before, now).options(options()).send()).await;
    let top = org.reports().get_top_user(before, now, 10, GetTopUserOrderBy::MeetingCount);
    findings.ask::<report::GetTopUser>(top.options(options()).send()).await;
    findings.ask::<bot::UserActiveMeeting>(org.bots().user_active_meeting().options(options()).send()).await;

    // Those that need a room or a level.
    let room = rooms.and_then(|page| page.rooms.into_iter().next()).map(|room| room.room_id);
    let level = levels.and_then(|page| page.items.into_iter().next()).map(|level| level.room_level_id);
    match &room {
        Some(id) => {
            let scope = || RoomOrLevelId::from(id.to_string());
            findings.ask::<room::Get>(org.rooms().get(id.clone()).options(options()).send()).await;
            let call = org.scope_configs().get(ScopeType::Room, scope());
            findings.ask::<scope_config::Get>(call.options(options()).send()).await;
            let configs = org.reserve_configs();
            let call = configs.reserve_scope(scope(), ScopeTypeText::Room);
            findings.ask::<reserve_config::ReserveScope>(call.options(options()).send()).await;
            let call = configs.get_form(scope(), ScopeType::Room);
            findings.ask::<reserve_config::GetForm>(call.options(options()).send()).await;
            let call = configs.get_admin(scope(), ScopeType::Room);
            findings.ask::<reserve_config::GetAdmin>(call.options(options()).send()).await;
            let call = configs.get_disable_inform(scope(), ScopeType::Room);
            findings.ask::<reserve_config::GetDisableInform>(call.options(options()).send()).await;
        }
        None => {
            let operations = [
                room::Get::INFO,
                scope_config::Get::INFO,
                reserve_config::ReserveScope::INFO,
                reserve_config::GetForm::INFO,
                reserve_config::GetAdmin::INFO,
                reserve_config::GetDisableInform::INFO,
            ];
            operations.into_iter().for_each(|operation| findings.add(operation, Outcome::NotMade("room")));
        }
    }
    match &level {
        Some(id) => {
            findings.ask::<room_level::Get>(org.room_levels().get(id.clone()).options(options()).send()).await;
        }
        None => findings.add(room_level::Get::INFO, Outcome::NotMade("level")),
    }
    match room.zip(level) {
        Some((room, level)) => {
            let call = org.resource_reservation_list().get(level, before, now, [room]);
            findings.ask::<resource_reservation_list::Get>(call.options(options()).send()).await;
        }
        None => findings.add(resource_reservation_list::Get::INFO, Outcome::NotMade("room with a level")),
    }

    // Those that need a meeting.
    let number = meetings.and_then(|page| page.meeting_list.into_iter().find_map(|meeting| meeting.meeting_id));
    let briefs = match number {
        Some(number) => {
            let call = org.participant_list().get(before, now, number.clone());
            findings.ask::<participant_list::Get>(call.options(options()).send()).await;
            let call = org.meetings().list_by_no(number, before, now);
            findings.ask::<meeting::ListByNo>(call.options(options()).send()).await
        }
        None => {
            findings.add(participant_list::Get::INFO, Outcome::NotMade("meeting"));
            findings.add(meeting::ListByNo::INFO, Outcome::NotMade("meeting"));
            None
        }
    };
    let id = briefs.and_then(|page| page.meeting_briefs.into_iter().next()).map(|brief| brief.id);
    let found = match id {
        Some(id) => {
            let call = org.meeting_recordings().get(id.clone());
            findings.ask::<meeting_recording::Get>(call.options(options()).send()).await;
            findings.ask::<meeting::Get>(org.meetings().get(id).options(options()).send()).await
        }
        None => {
            findings.add(meeting_recording::Get::INFO, Outcome::NotMade("meeting"));
            findings.add(meeting::Get::INFO, Outcome::NotMade("meeting"));
            None
        }
    };
    match found.and_then(|response| response.meeting?.note_id) {
        Some(id) => {
            findings.ask::<note::Get>(org.notes().get(id).options(options()).send()).await;
        }
        None => findings.add(note::Get::INFO, Outcome::NotMade("meeting with notes")),
    }
    findings
}

impl Findings {
    /// Makes a call, notes what came of it, and returns its response.
    async fn ask<E: Endpoint>(&mut self, call: Responding<E::Response>) -> Option<E::Response>
    where
        E::Response: Serialize,
    {
        match call.await {
            Ok(response) => {
                self.add(E::INFO, Outcome::Works(differences::of::<E>(&response)));
                Some(response.data)
            }
            Err(error) => {
                self.add(E::INFO, Outcome::Failed(error));
                None
            }
        }
    }
}
