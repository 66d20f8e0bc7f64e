// Generated from spec/ by `cargo xtask regen`; do not edit.
//! The smallest and the fullest call of every operation.

#![allow(deprecated, reason = "deprecated operations are tested too")]
use crate::call::{Call, download, send};

/// Sessions, one for each kind of token.
#[derive(Debug)]
pub struct Sessions {
    /// Session with `tenant_access_token`.
    pub tenant: vc_api::Session<vc_api::Tenant>,
    /// Session with `user_access_token`.
    pub user: vc_api::Session<vc_api::User>,
    /// Session with `app_access_token`.
    pub app: vc_api::Session<vc_api::App>,
}

/// Returns a call of an operation. The call sends only the required values.
///
/// # Errors
///
/// Fails if the sample value of a time is not a valid time.
pub fn smallest(
    id: &str,
    sessions: &Sessions,
) -> Result<Option<Call>, vc_api::InvalidDateTime> {
    Ok(
        Some(
            match id {
                "alert.list" => {
                    send(sessions.tenant.alerts().list(1608888867, 1608892467))
                }
                "bot.join" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .join(
                                vc_api::bot::JoinJoinType::MeetingNo,
                                vc_api::bot::JoinIdentify::new(),
                            ),
                    )
                }
                "bot.leave" => send(sessions.tenant.bots().leave("6911188411932033028")),
                "bot.message" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .message(
                                "6911188411932033028",
                                vc_api::bot::MessageMsgType::Text,
                                "text",
                            ),
                    )
                }
                "bot.events" => {
                    send(sessions.tenant.bots().events("6911188411932033028"))
                }
                "bot.user_active_meeting" => {
                    send(sessions.tenant.bots().user_active_meeting())
                }
                "bot.countdown" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .countdown(
                                "6911188411932033028",
                                vc_api::bot::CountdownAction::Set,
                            ),
                    )
                }
                "bot.invite" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .invite(
                                "6911188411932033028",
                                vc_api::bot::InviteInviteType::AllEligible,
                            ),
                    )
                }
                "bot.end" => send(sessions.tenant.bots().end("6911188411932033028")),
                "bot.chat" => send(sessions.tenant.bots().chat("6911188411932033028")),
                "bot.screenshot" => {
                    download(sessions.tenant.bots().screenshot("6911188411932033028"))
                }
                "bot.mute" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .mute(
                                "6911188411932033028",
                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                            ),
                    )
                }
                "bot.unmute" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .unmute(
                                "6911188411932033028",
                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                            ),
                    )
                }
                "export.download" => {
                    download(
                        sessions
                            .tenant
                            .exports()
                            .download(
                                "6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe6fHq5yZeY2Jz6yLqYAMAY46fZfEz64Lr5fYyYQ==",
                            ),
                    )
                }
                "export.get" => {
                    send(sessions.tenant.exports().get("7108646852144136212"))
                }
                "export.meeting_list" => {
                    send(sessions.tenant.exports().meeting_list(1608888867, 1608892467))
                }
                "export.participant_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .participant_list(1608888867, 1608892467, "123456789"),
                    )
                }
                "export.participant_quality_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .participant_quality_list(
                                1608888867,
                                1608892467,
                                "123456789",
                                1608888867,
                            ),
                    )
                }
                "export.resource_reservation_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .resource_reservation_list(
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                                1608888867,
                                1608892467,
                            ),
                    )
                }
                "meeting.get" => {
                    send(sessions.tenant.meetings().get("6911188411932033028"))
                }
                "meeting.end" => {
                    send(sessions.user.meetings().end("6911188411932033028"))
                }
                "meeting.invite" => {
                    send(
                        sessions
                            .user
                            .meetings()
                            .invite(
                                "6911188411932033028",
                                [vc_api::meeting::MeetingUser::new()],
                            ),
                    )
                }
                "meeting.kickout" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .kickout(
                                "6911188411932033028",
                                [vc_api::meeting::MeetingUser::new()],
                            ),
                    )
                }
                "meeting.set_host" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .set_host(
                                "6911188411932033028",
                                vc_api::meeting::MeetingUser::new(),
                            ),
                    )
                }
                "meeting.list_by_no" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .list_by_no("123456789", 1608888867, 1608892467),
                    )
                }
                "meeting.search" => send(sessions.tenant.meetings().search()),
                "meeting.subscription" => send(sessions.user.meetings().subscription()),
                "meeting.unsubscription" => {
                    send(sessions.user.meetings().unsubscription())
                }
                "meeting_list.get" => {
                    send(sessions.tenant.meeting_list().get(1608888867, 1608892467))
                }
                "meeting_recording.get" => {
                    send(sessions.tenant.meeting_recordings().get("6911188411932033028"))
                }
                "meeting_recording.set_permission" => {
                    send(
                        sessions
                            .user
                            .meeting_recordings()
                            .set_permission(
                                "6911188411932033028",
                                [
                                    vc_api::meeting_recording::RecordingPermissionObject::new(
                                        vc_api::meeting_recording::RecordingPermissionObjectType::User,
                                        vc_api::meeting_recording::RecordingPermissionObjectPermission::View,
                                    ),
                                ],
                            ),
                    )
                }
                "meeting_recording.start" => {
                    send(sessions.user.meeting_recordings().start("6911188411932033028"))
                }
                "meeting_recording.stop" => {
                    send(sessions.user.meeting_recordings().stop("6911188411932033028"))
                }
                "note.get" => send(sessions.tenant.notes().get("6943848821689040898")),
                "note.unified_note_transcript" => {
                    send(
                        sessions
                            .user
                            .notes()
                            .unified_note_transcript("6943848821689040898"),
                    )
                }
                "note.subscription" => send(sessions.user.notes().subscription()),
                "note.unsubscription" => send(sessions.user.notes().unsubscription()),
                "participant_list.get" => {
                    send(
                        sessions
                            .tenant
                            .participant_list()
                            .get(1608888867, 1608892467, "123456789"),
                    )
                }
                "participant_quality_list.get" => {
                    send(
                        sessions
                            .tenant
                            .participant_quality_list()
                            .get(1608888867, 1608892467, "123456789", 1608888867),
                    )
                }
                "realtime.endpoint" => {
                    send(sessions.tenant.realtime().endpoint("6911188411932033028"))
                }
                "recording.subscription" => {
                    send(
                        sessions
                            .user
                            .recordings()
                            .subscription(
                                vc_api::recording::RecordingEventType::RecordingStarted,
                            ),
                    )
                }
                "recording.unsubscription" => {
                    send(
                        sessions
                            .user
                            .recordings()
                            .unsubscription(
                                vc_api::recording::RecordingEventType::RecordingStarted,
                            ),
                    )
                }
                "report.get_daily" => {
                    send(sessions.tenant.reports().get_daily(1608888867, 1608892467))
                }
                "report.get_top_user" => {
                    send(
                        sessions
                            .tenant
                            .reports()
                            .get_top_user(
                                1608888867,
                                1608892467,
                                10,
                                vc_api::report::GetTopUserOrderBy::MeetingCount,
                            ),
                    )
                }
                "reserve.apply" => {
                    send(
                        sessions
                            .tenant
                            .reserves()
                            .apply(vc_api::reserve::MeetingSettings::new()),
                    )
                }
                "reserve.get" => {
                    send(sessions.tenant.reserves().get("6911188411932033028"))
                }
                "reserve.update" => {
                    send(sessions.tenant.reserves().update("6911188411932033028"))
                }
                "reserve.delete" => {
                    send(sessions.tenant.reserves().delete("6911188411932033028"))
                }
                "reserve.get_active_meeting" => {
                    send(
                        sessions
                            .tenant
                            .reserves()
                            .get_active_meeting("6911188411932033028"),
                    )
                }
                "reserve_config.patch" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeTypeText::Level,
                            ),
                    )
                }
                "reserve_config.reserve_scope" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .reserve_scope(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeTypeText::Level,
                            ),
                    )
                }
                "reserve_config.get_admin" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .get_admin(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                            ),
                    )
                }
                "reserve_config.patch_admin" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch_admin(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                                vc_api::reserve_config::ReserveAdminConfig::new(),
                            ),
                    )
                }
                "reserve_config.get_disable_inform" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .get_disable_inform(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                            ),
                    )
                }
                "reserve_config.patch_disable_inform" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch_disable_inform(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                                vc_api::reserve_config::DisableInformConfig::new(true),
                            ),
                    )
                }
                "reserve_config.get_form" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .get_form(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                            ),
                    )
                }
                "reserve_config.patch_form" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch_form(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                                vc_api::reserve_config::ReserveFormConfig::new(true),
                            ),
                    )
                }
                "resource_reservation_list.get" => {
                    send(
                        sessions
                            .tenant
                            .resource_reservation_list()
                            .get(
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                                1608888867,
                                1608892467,
                                ["omm_4de32cf10a4358788ff4e09e37ebbf9b"],
                            ),
                    )
                }
                "room.list" => send(sessions.tenant.rooms().list()),
                "room.create" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .create(
                                "Atlantis",
                                10,
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                            ),
                    )
                }
                "room.get" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .get("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room.delete" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .delete("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room.patch" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .patch("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room.mget" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .mget(["omm_4de32cf10a4358788ff4e09e37ebbf9b"]),
                    )
                }
                "room.search" => send(sessions.user.rooms().search()),
                "room_config.query" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .query(vc_api::room_config::RoomConfigScope::Tenant),
                    )
                }
                "room_config.set" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .set(
                                vc_api::room_config::RoomConfigScope::Tenant,
                                vc_api::scope_config::RoomConfig::new(),
                            ),
                    )
                }
                "room_config.set_checkboard_access_code" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .set_checkboard_access_code(
                                vc_api::room_config::RoomConfigScope::Tenant,
                                vc_api::room_config::ValidDay::OneDay,
                            ),
                    )
                }
                "room_config.set_room_access_code" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .set_room_access_code(
                                vc_api::room_config::RoomConfigScope::Tenant,
                                vc_api::room_config::ValidDay::OneDay,
                            ),
                    )
                }
                "room_level.list" => send(sessions.tenant.room_levels().list()),
                "room_level.create" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .create(
                                "Second floor",
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                            ),
                    )
                }
                "room_level.get" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .get("omb_4ad1a2c7a2fbc5fc9570f38456931293"),
                    )
                }
                "room_level.patch" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .patch(
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                                "Second floor",
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                            ),
                    )
                }
                "room_level.del" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .del("omb_4ad1a2c7a2fbc5fc9570f38456931293"),
                    )
                }
                "room_level.mget" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .mget(["omb_4ad1a2c7a2fbc5fc9570f38456931293"]),
                    )
                }
                "room_level.search" => {
                    send(sessions.tenant.room_levels().search("1000,1001"))
                }
                "scope_config.get" => {
                    send(
                        sessions
                            .tenant
                            .scope_configs()
                            .get(
                                vc_api::scope_config::ScopeType::Level,
                                "omm_608d34d82d531b27fa993902d350a307",
                            ),
                    )
                }
                "scope_config.create" => {
                    send(
                        sessions
                            .tenant
                            .scope_configs()
                            .create(
                                vc_api::scope_config::ScopeType::Level,
                                "omm_608d34d82d531b27fa993902d350a307",
                            ),
                    )
                }
                _ => return Ok(None),
            },
        ),
    )
}

/// Returns a call of an operation. The call sends all values, required and optional.
///
/// # Errors
///
/// Fails if the sample value of a time is not a valid time.
pub fn fullest(
    id: &str,
    sessions: &Sessions,
) -> Result<Option<Call>, vc_api::InvalidDateTime> {
    Ok(
        Some(
            match id {
                "alert.list" => {
                    send(
                        sessions
                            .tenant
                            .alerts()
                            .list(1608888867, 1608892467)
                            .query_type(vc_api::alert::ListQueryType::Room)
                            .query_value("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .page_size(1)
                            .page_token("text"),
                    )
                }
                "bot.join" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .join(
                                vc_api::bot::JoinJoinType::MeetingNo,
                                vc_api::bot::JoinIdentify::new().meeting_no("123456789"),
                            )
                            .password("text")
                            .call_id("text")
                            .action(vc_api::bot::JoinAction::JoinExisting),
                    )
                }
                "bot.leave" => send(sessions.tenant.bots().leave("6911188411932033028")),
                "bot.message" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .message(
                                "6911188411932033028",
                                vc_api::bot::MessageMsgType::Text,
                                "text",
                            )
                            .uuid("text"),
                    )
                }
                "bot.events" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .events("6911188411932033028")
                            .page_token("text")
                            .start_time(1608888867)
                            .end_time(1608892467)
                            .page_size(20)
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "bot.user_active_meeting" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .user_active_meeting()
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "bot.countdown" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .countdown(
                                "6911188411932033028",
                                vc_api::bot::CountdownAction::Set,
                            )
                            .duration(1)
                            .need_play_audio_at_end(true)
                            .reminder_before_end(1),
                    )
                }
                "bot.invite" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .invite(
                                "6911188411932033028",
                                vc_api::bot::InviteInviteType::AllEligible,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .invitees([
                                vc_api::meeting::MeetingUser::new()
                                    .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                    .user_type(vc_api::types::UserType::Lark),
                            ]),
                    )
                }
                "bot.end" => send(sessions.tenant.bots().end("6911188411932033028")),
                "bot.chat" => send(sessions.tenant.bots().chat("6911188411932033028")),
                "bot.screenshot" => {
                    download(sessions.tenant.bots().screenshot("6911188411932033028"))
                }
                "bot.mute" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .mute(
                                "6911188411932033028",
                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "bot.unmute" => {
                    send(
                        sessions
                            .tenant
                            .bots()
                            .unmute(
                                "6911188411932033028",
                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "export.download" => {
                    download(
                        sessions
                            .tenant
                            .exports()
                            .download(
                                "6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe6fHq5yZeY2Jz6yLqYAMAY46fZfEz64Lr5fYyYQ==",
                            ),
                    )
                }
                "export.get" => {
                    send(sessions.tenant.exports().get("7108646852144136212"))
                }
                "export.meeting_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .meeting_list(1608888867, 1608892467)
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .meeting_status(
                                vc_api::meeting_list::MeetingListStatus::Ongoing,
                            )
                            .meeting_no("123456789")
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .meeting_type(vc_api::meeting_list::MeetingListType::All),
                    )
                }
                "export.participant_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .participant_list(1608888867, 1608892467, "123456789")
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .meeting_status(
                                vc_api::meeting_list::MeetingListStatus::Ongoing,
                            )
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "export.participant_quality_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .participant_quality_list(
                                1608888867,
                                1608892467,
                                "123456789",
                                1608888867,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "export.resource_reservation_list" => {
                    send(
                        sessions
                            .tenant
                            .exports()
                            .resource_reservation_list(
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                                1608888867,
                                1608892467,
                            )
                            .need_topic(true)
                            .room_ids(["omm_4de32cf10a4358788ff4e09e37ebbf9b"])
                            .is_exclude(true),
                    )
                }
                "meeting.get" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .get("6911188411932033028")
                            .with_participants(true)
                            .with_meeting_ability(true)
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .query_mode(vc_api::meeting::GetQueryMode::Meeting),
                    )
                }
                "meeting.end" => {
                    send(sessions.user.meetings().end("6911188411932033028"))
                }
                "meeting.invite" => {
                    send(
                        sessions
                            .user
                            .meetings()
                            .invite(
                                "6911188411932033028",
                                [
                                    vc_api::meeting::MeetingUser::new()
                                        .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                        .user_type(vc_api::types::UserType::Lark),
                                ],
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "meeting.kickout" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .kickout(
                                "6911188411932033028",
                                [
                                    vc_api::meeting::MeetingUser::new()
                                        .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                        .user_type(vc_api::types::UserType::Lark),
                                ],
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "meeting.set_host" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .set_host(
                                "6911188411932033028",
                                vc_api::meeting::MeetingUser::new()
                                    .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                    .user_type(vc_api::types::UserType::Lark),
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .old_host_user(
                                vc_api::meeting::MeetingUser::new()
                                    .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                    .user_type(vc_api::types::UserType::Lark),
                            ),
                    )
                }
                "meeting.list_by_no" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .list_by_no("123456789", 1608888867, 1608892467)
                            .page_token("text")
                            .page_size(1),
                    )
                }
                "meeting.search" => {
                    send(
                        sessions
                            .tenant
                            .meetings()
                            .search()
                            .page_token("text")
                            .page_size(1)
                            .query("Weekly meeting")
                            .meeting_filter(
                                vc_api::meeting::MeetingFilter::new()
                                    .organizer_ids(["ou_3ec3f6a28a0d08c45d895276e8e5e19b"])
                                    .participant_ids(["ou_3ec3f6a28a0d08c45d895276e8e5e19b"])
                                    .open_room_ids(["omm_4de32cf10a4358788ff4e09e37ebbf9b"])
                                    .start_time(
                                        vc_api::meeting::TimeRange::new()
                                            .start_time(
                                                "2026-03-21T16:15:30+08:00".parse::<vc_api::DateTime>()?,
                                            )
                                            .end_time(
                                                "2026-03-21T17:15:30+08:00".parse::<vc_api::DateTime>()?,
                                            ),
                                    ),
                            ),
                    )
                }
                "meeting.subscription" => {
                    send(
                        sessions
                            .user
                            .meetings()
                            .subscription()
                            .event_type(
                                vc_api::meeting::MeetingEventType::ParticipantMeetingStarted,
                            ),
                    )
                }
                "meeting.unsubscription" => {
                    send(
                        sessions
                            .user
                            .meetings()
                            .unsubscription()
                            .event_type(
                                vc_api::meeting::MeetingEventType::ParticipantMeetingStarted,
                            ),
                    )
                }
                "meeting_list.get" => {
                    send(
                        sessions
                            .tenant
                            .meeting_list()
                            .get(1608888867, 1608892467)
                            .meeting_status(
                                vc_api::meeting_list::MeetingListStatus::Ongoing,
                            )
                            .meeting_no("123456789")
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .meeting_type(vc_api::meeting_list::MeetingListType::All)
                            .page_size(20)
                            .page_token("text")
                            .include_external_meetings(true)
                            .include_webinar(true)
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "meeting_recording.get" => {
                    send(sessions.tenant.meeting_recordings().get("6911188411932033028"))
                }
                "meeting_recording.set_permission" => {
                    send(
                        sessions
                            .user
                            .meeting_recordings()
                            .set_permission(
                                "6911188411932033028",
                                [
                                    vc_api::meeting_recording::RecordingPermissionObject::new(
                                            vc_api::meeting_recording::RecordingPermissionObjectType::User,
                                            vc_api::meeting_recording::RecordingPermissionObjectPermission::View,
                                        )
                                        .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b"),
                                ],
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .action_type(
                                vc_api::meeting_recording::SetPermissionActionType::Grant,
                            ),
                    )
                }
                "meeting_recording.start" => {
                    send(
                        sessions
                            .user
                            .meeting_recordings()
                            .start("6911188411932033028")
                            .timezone(8),
                    )
                }
                "meeting_recording.stop" => {
                    send(sessions.user.meeting_recordings().stop("6911188411932033028"))
                }
                "note.get" => {
                    send(
                        sessions
                            .tenant
                            .notes()
                            .get("6943848821689040898")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "note.unified_note_transcript" => {
                    send(
                        sessions
                            .user
                            .notes()
                            .unified_note_transcript("6943848821689040898")
                            .format(vc_api::note::UnifiedNoteTranscriptFormat::Markdown)
                            .cursor_id("text")
                            .page_size(1)
                            .locale("text")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "note.subscription" => {
                    send(
                        sessions
                            .user
                            .notes()
                            .subscription()
                            .event_type(vc_api::note::NoteEventType::NoteGenerated),
                    )
                }
                "note.unsubscription" => {
                    send(
                        sessions
                            .user
                            .notes()
                            .unsubscription()
                            .event_type(vc_api::note::NoteEventType::NoteGenerated),
                    )
                }
                "participant_list.get" => {
                    send(
                        sessions
                            .tenant
                            .participant_list()
                            .get(1608888867, 1608892467, "123456789")
                            .meeting_status(
                                vc_api::meeting_list::MeetingListStatus::Ongoing,
                            )
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .page_size(20)
                            .page_token("text")
                            .webinar_user_role(
                                vc_api::participant_list::WebinarUserRole::GuestSpeaker,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "participant_quality_list.get" => {
                    send(
                        sessions
                            .tenant
                            .participant_quality_list()
                            .get(1608888867, 1608892467, "123456789", 1608888867)
                            .user_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .page_size(20)
                            .page_token("text")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "realtime.endpoint" => {
                    send(sessions.tenant.realtime().endpoint("6911188411932033028"))
                }
                "recording.subscription" => {
                    send(
                        sessions
                            .user
                            .recordings()
                            .subscription(
                                vc_api::recording::RecordingEventType::RecordingStarted,
                            ),
                    )
                }
                "recording.unsubscription" => {
                    send(
                        sessions
                            .user
                            .recordings()
                            .unsubscription(
                                vc_api::recording::RecordingEventType::RecordingStarted,
                            ),
                    )
                }
                "report.get_daily" => {
                    send(
                        sessions
                            .tenant
                            .reports()
                            .get_daily(1608888867, 1608892467)
                            .unit(vc_api::report::DataResidency::MainlandChina),
                    )
                }
                "report.get_top_user" => {
                    send(
                        sessions
                            .tenant
                            .reports()
                            .get_top_user(
                                1608888867,
                                1608892467,
                                10,
                                vc_api::report::GetTopUserOrderBy::MeetingCount,
                            )
                            .unit(vc_api::report::DataResidency::MainlandChina)
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve.apply" => {
                    send(
                        sessions
                            .tenant
                            .reserves()
                            .apply(
                                vc_api::reserve::MeetingSettings::new()
                                    .topic("Weekly review")
                                    .action_permissions([
                                        vc_api::reserve::ActionPermission::new(
                                            vc_api::reserve::Permission::BecomeHost,
                                            [
                                                vc_api::reserve::PermissionChecker::new(
                                                    vc_api::reserve::CheckField::UserId,
                                                    vc_api::reserve::CheckMode::AllowList,
                                                    ["ou_3ec3f6a28a0d08c45d895276e8e5e19b"],
                                                ),
                                            ],
                                        ),
                                    ])
                                    .meeting_initial_type(vc_api::reserve::InitialType::Group)
                                    .meeting_connect(true)
                                    .call_setting(
                                        vc_api::reserve::CallSetting::new(
                                            vc_api::reserve::Callee::new(vc_api::types::UserType::Lark)
                                                .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                                .pstn_sip_info(
                                                    vc_api::reserve::PstnSipInfo::new("+86-02187654321")
                                                        .nickname("Dodo"),
                                                ),
                                        ),
                                    )
                                    .auto_record(true)
                                    .assign_host_list([
                                        vc_api::reserve::AssignHost::new()
                                            .user_type(vc_api::types::UserType::Lark)
                                            .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b"),
                                    ])
                                    .password("text"),
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .end_time(1608892467)
                            .owner_id("ou_3ec3f6a28a0d08c45d895276e8e5e19b"),
                    )
                }
                "reserve.get" => {
                    send(
                        sessions
                            .tenant
                            .reserves()
                            .get("6911188411932033028")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve.update" => {
                    send(
                        sessions
                            .tenant
                            .reserves()
                            .update("6911188411932033028")
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .end_time(1608892467)
                            .meeting_settings(
                                vc_api::reserve::MeetingSettings::new()
                                    .topic("Weekly review")
                                    .action_permissions([
                                        vc_api::reserve::ActionPermission::new(
                                            vc_api::reserve::Permission::BecomeHost,
                                            [
                                                vc_api::reserve::PermissionChecker::new(
                                                    vc_api::reserve::CheckField::UserId,
                                                    vc_api::reserve::CheckMode::AllowList,
                                                    ["ou_3ec3f6a28a0d08c45d895276e8e5e19b"],
                                                ),
                                            ],
                                        ),
                                    ])
                                    .meeting_initial_type(vc_api::reserve::InitialType::Group)
                                    .meeting_connect(true)
                                    .call_setting(
                                        vc_api::reserve::CallSetting::new(
                                            vc_api::reserve::Callee::new(vc_api::types::UserType::Lark)
                                                .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b")
                                                .pstn_sip_info(
                                                    vc_api::reserve::PstnSipInfo::new("+86-02187654321")
                                                        .nickname("Dodo"),
                                                ),
                                        ),
                                    )
                                    .auto_record(true)
                                    .assign_host_list([
                                        vc_api::reserve::AssignHost::new()
                                            .user_type(vc_api::types::UserType::Lark)
                                            .id("ou_3ec3f6a28a0d08c45d895276e8e5e19b"),
                                    ])
                                    .password("text"),
                            ),
                    )
                }
                "reserve.delete" => {
                    send(sessions.tenant.reserves().delete("6911188411932033028"))
                }
                "reserve.get_active_meeting" => {
                    send(
                        sessions
                            .tenant
                            .reserves()
                            .get_active_meeting("6911188411932033028")
                            .with_participants(true)
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.patch" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeTypeText::Level,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .approval_config(
                                vc_api::reserve_config::ApprovalConfig::new()
                                    .approval_switch(vc_api::reserve_config::Switch::Off)
                                    .approval_condition(
                                        vc_api::reserve_config::ApprovalCondition::All,
                                    )
                                    .meeting_duration(3.0)
                                    .approvers([
                                        vc_api::reserve_config::SubscribeUser::new(
                                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                                            )
                                            .user_name("text"),
                                    ]),
                            )
                            .time_config(
                                vc_api::reserve_config::TimeConfig::new(
                                        vc_api::reserve_config::Switch::Off,
                                    )
                                    .if_cover_child_scope(true)
                                    .days_in_advance(30)
                                    .opening_hour(27900)
                                    .start_time(0)
                                    .end_time(86400)
                                    .max_duration(24),
                            )
                            .reserve_scope_config(
                                vc_api::reserve_config::ReserveScopeConfig::new()
                                    .if_cover_child_scope(true)
                                    .allow_all_users(
                                        vc_api::reserve_config::AllowAllUsers::Selected,
                                    )
                                    .allow_users([
                                        vc_api::reserve_config::SubscribeUser::new(
                                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                                            )
                                            .user_name("text"),
                                    ])
                                    .allow_depts([
                                        vc_api::reserve_config::SubscribeDepartment::new(
                                                "od-47d8b570b0a011e9679a755efcc5f61a",
                                            )
                                            .department_name("text"),
                                    ]),
                            ),
                    )
                }
                "reserve_config.reserve_scope" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .reserve_scope(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeTypeText::Level,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.get_admin" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .get_admin(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.patch_admin" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch_admin(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                                vc_api::reserve_config::ReserveAdminConfig::new()
                                    .depts([
                                        vc_api::reserve_config::SubscribeDepartment::new(
                                                "od-47d8b570b0a011e9679a755efcc5f61a",
                                            )
                                            .department_name("text"),
                                    ])
                                    .users([
                                        vc_api::reserve_config::SubscribeUser::new(
                                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                                            )
                                            .user_name("text"),
                                    ]),
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.get_disable_inform" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .get_disable_inform(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.patch_disable_inform" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch_disable_inform(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                                vc_api::reserve_config::DisableInformConfig::new(true)
                                    .if_cover_child_scope(true)
                                    .informed_users([
                                        vc_api::reserve_config::SubscribeUser::new(
                                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                                            )
                                            .user_name("text"),
                                    ])
                                    .informed_depts([
                                        vc_api::reserve_config::SubscribeDepartment::new(
                                                "od-47d8b570b0a011e9679a755efcc5f61a",
                                            )
                                            .department_name("text"),
                                    ]),
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.get_form" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .get_form(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "reserve_config.patch_form" => {
                    send(
                        sessions
                            .tenant
                            .reserve_configs()
                            .patch_form(
                                "omm_608d34d82d531b27fa993902d350a307",
                                vc_api::scope_config::ScopeType::Level,
                                vc_api::reserve_config::ReserveFormConfig::new(true)
                                    .if_cover_child_scope(true)
                                    .notified_users([
                                        vc_api::reserve_config::SubscribeUser::new(
                                                "ou_3ec3f6a28a0d08c45d895276e8e5e19b",
                                            )
                                            .user_name("text"),
                                    ])
                                    .notified_time(3)
                                    .time_unit(
                                        vc_api::reserve_config::ReserveFormConfigTimeUnit::Minute,
                                    )
                                    .custom_list([
                                        vc_api::reserve_config::ReserveFormField::new()
                                            .custom_type(1)
                                            .key("text")
                                            .need_fill(true)
                                            .title("text")
                                            .placeholder("text")
                                            .options([
                                                vc_api::reserve_config::ReserveFormOption::new()
                                                    .text("text")
                                                    .key("text")
                                                    .is_other(true),
                                            ])
                                            .conditions([
                                                vc_api::reserve_config::ReserveFormCondition::new()
                                                    .custom_key("text")
                                                    .option_keys(["text"]),
                                            ]),
                                    ]),
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "resource_reservation_list.get" => {
                    send(
                        sessions
                            .tenant
                            .resource_reservation_list()
                            .get(
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                                1608888867,
                                1608892467,
                                ["omm_4de32cf10a4358788ff4e09e37ebbf9b"],
                            )
                            .need_topic(true)
                            .is_exclude(true)
                            .page_size(20)
                            .page_token("text"),
                    )
                }
                "room.list" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .list()
                            .page_size(1)
                            .page_token("text")
                            .room_level_id("omb_4ad1a2c7a2fbc5fc9570f38456931293")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "room.create" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .create(
                                "Atlantis",
                                10,
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .description("text")
                            .custom_room_id("1234")
                            .room_status(
                                vc_api::room::RoomStatus::new(true)
                                    .schedule_status(true)
                                    .disable_start_time(1608888867)
                                    .disable_end_time(1608892467)
                                    .disable_reason("Being painted")
                                    .contact_ids(["ou_3ec3f6a28a0d08c45d895276e8e5e19b"])
                                    .disable_notice(true)
                                    .resume_notice(true),
                            )
                            .device([vc_api::room::Device::new("Telephone")]),
                    )
                }
                "room.get" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .get("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "room.delete" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .delete("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room.patch" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .patch("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .name("Atlantis")
                            .capacity(10)
                            .description("text")
                            .custom_room_id("1234")
                            .room_level_id("omb_4ad1a2c7a2fbc5fc9570f38456931293")
                            .room_status(
                                vc_api::room::RoomStatus::new(true)
                                    .schedule_status(true)
                                    .disable_start_time(1608888867)
                                    .disable_end_time(1608892467)
                                    .disable_reason("Being painted")
                                    .contact_ids(["ou_3ec3f6a28a0d08c45d895276e8e5e19b"])
                                    .disable_notice(true)
                                    .resume_notice(true),
                            )
                            .device([vc_api::room::Device::new("Telephone")]),
                    )
                }
                "room.mget" => {
                    send(
                        sessions
                            .tenant
                            .rooms()
                            .mget(["omm_4de32cf10a4358788ff4e09e37ebbf9b"])
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "room.search" => {
                    send(
                        sessions
                            .user
                            .rooms()
                            .search()
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .custom_room_ids(["10001"])
                            .keyword("Atlantis")
                            .room_level_id("omb_4ad1a2c7a2fbc5fc9570f38456931293")
                            .search_level_name(true)
                            .page_size(1)
                            .page_token("text"),
                    )
                }
                "room_config.query" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .query(vc_api::room_config::RoomConfigScope::Tenant)
                            .country_id("086")
                            .district_id("001")
                            .building_id("22")
                            .floor_name("4")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b")
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "room_config.set" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .set(
                                vc_api::room_config::RoomConfigScope::Tenant,
                                vc_api::scope_config::RoomConfig::new()
                                    .room_background("https://example.com/room.png")
                                    .display_background("https://example.com/board.png")
                                    .digital_signage(
                                        vc_api::scope_config::DigitalSignage::new()
                                            .if_cover_child_scope(true)
                                            .enable(true)
                                            .mute(true)
                                            .start_display(3)
                                            .stop_display(3)
                                            .materials([
                                                vc_api::scope_config::SignageMaterial::new()
                                                    .id("7847784676276")
                                                    .name("text")
                                                    .material_type(
                                                        vc_api::scope_config::SignageMaterialMaterialType::Image,
                                                    )
                                                    .url("text")
                                                    .duration(15)
                                                    .cover("text")
                                                    .md5("text")
                                                    .vid("v039b2g10000ca89uj3c77u5pfdkfvpg")
                                                    .size(100),
                                            ]),
                                    )
                                    .room_box_digital_signage(
                                        vc_api::scope_config::DigitalSignage::new()
                                            .if_cover_child_scope(true)
                                            .enable(true)
                                            .mute(true)
                                            .start_display(3)
                                            .stop_display(3)
                                            .materials([
                                                vc_api::scope_config::SignageMaterial::new()
                                                    .id("7847784676276")
                                                    .name("text")
                                                    .material_type(
                                                        vc_api::scope_config::SignageMaterialMaterialType::Image,
                                                    )
                                                    .url("text")
                                                    .duration(15)
                                                    .cover("text")
                                                    .md5("text")
                                                    .vid("v039b2g10000ca89uj3c77u5pfdkfvpg")
                                                    .size(100),
                                            ]),
                                    )
                                    .room_status(
                                        vc_api::room::RoomStatus::new(true)
                                            .schedule_status(true)
                                            .disable_start_time(1608888867)
                                            .disable_end_time(1608892467)
                                            .disable_reason("Being painted")
                                            .contact_ids(["ou_3ec3f6a28a0d08c45d895276e8e5e19b"])
                                            .disable_notice(true)
                                            .resume_notice(true),
                                    ),
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .country_id("086")
                            .district_id("001")
                            .building_id("22")
                            .floor_name("4")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room_config.set_checkboard_access_code" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .set_checkboard_access_code(
                                vc_api::room_config::RoomConfigScope::Tenant,
                                vc_api::room_config::ValidDay::OneDay,
                            )
                            .country_id("086")
                            .district_id("001")
                            .building_id("22")
                            .floor_name("4")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room_config.set_room_access_code" => {
                    send(
                        sessions
                            .tenant
                            .room_configs()
                            .set_room_access_code(
                                vc_api::room_config::RoomConfigScope::Tenant,
                                vc_api::room_config::ValidDay::OneDay,
                            )
                            .country_id("086")
                            .district_id("001")
                            .building_id("22")
                            .floor_name("4")
                            .room_id("omm_4de32cf10a4358788ff4e09e37ebbf9b"),
                    )
                }
                "room_level.list" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .list()
                            .room_level_id("omb_4ad1a2c7a2fbc5fc9570f38456931293")
                            .page_size(1)
                            .page_token("text"),
                    )
                }
                "room_level.create" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .create(
                                "Second floor",
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                            )
                            .custom_group_id("10000"),
                    )
                }
                "room_level.get" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .get("omb_4ad1a2c7a2fbc5fc9570f38456931293"),
                    )
                }
                "room_level.patch" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .patch(
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                                "Second floor",
                                "omb_4ad1a2c7a2fbc5fc9570f38456931293",
                            )
                            .custom_group_id("10000"),
                    )
                }
                "room_level.del" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .del("omb_4ad1a2c7a2fbc5fc9570f38456931293")
                            .delete_child(true),
                    )
                }
                "room_level.mget" => {
                    send(
                        sessions
                            .tenant
                            .room_levels()
                            .mget(["omb_4ad1a2c7a2fbc5fc9570f38456931293"]),
                    )
                }
                "room_level.search" => {
                    send(sessions.tenant.room_levels().search("1000,1001"))
                }
                "scope_config.get" => {
                    send(
                        sessions
                            .tenant
                            .scope_configs()
                            .get(
                                vc_api::scope_config::ScopeType::Level,
                                "omm_608d34d82d531b27fa993902d350a307",
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId),
                    )
                }
                "scope_config.create" => {
                    send(
                        sessions
                            .tenant
                            .scope_configs()
                            .create(
                                vc_api::scope_config::ScopeType::Level,
                                "omm_608d34d82d531b27fa993902d350a307",
                            )
                            .user_id_type(vc_api::types::UserIdType::OpenId)
                            .scope_config(
                                vc_api::scope_config::RoomConfig::new()
                                    .room_background("https://example.com/room.png")
                                    .display_background("https://example.com/board.png")
                                    .digital_signage(
                                        vc_api::scope_config::DigitalSignage::new()
                                            .if_cover_child_scope(true)
                                            .enable(true)
                                            .mute(true)
                                            .start_display(3)
                                            .stop_display(3)
                                            .materials([
                                                vc_api::scope_config::SignageMaterial::new()
                                                    .id("7847784676276")
                                                    .name("text")
                                                    .material_type(
                                                        vc_api::scope_config::SignageMaterialMaterialType::Image,
                                                    )
                                                    .url("text")
                                                    .duration(15)
                                                    .cover("text")
                                                    .md5("text")
                                                    .vid("v039b2g10000ca89uj3c77u5pfdkfvpg")
                                                    .size(100),
                                            ]),
                                    )
                                    .room_box_digital_signage(
                                        vc_api::scope_config::DigitalSignage::new()
                                            .if_cover_child_scope(true)
                                            .enable(true)
                                            .mute(true)
                                            .start_display(3)
                                            .stop_display(3)
                                            .materials([
                                                vc_api::scope_config::SignageMaterial::new()
                                                    .id("7847784676276")
                                                    .name("text")
                                                    .material_type(
                                                        vc_api::scope_config::SignageMaterialMaterialType::Image,
                                                    )
                                                    .url("text")
                                                    .duration(15)
                                                    .cover("text")
                                                    .md5("text")
                                                    .vid("v039b2g10000ca89uj3c77u5pfdkfvpg")
                                                    .size(100),
                                            ]),
                                    )
                                    .room_status(
                                        vc_api::room::RoomStatus::new(true)
                                            .schedule_status(true)
                                            .disable_start_time(1608888867)
                                            .disable_end_time(1608892467)
                                            .disable_reason("Being painted")
                                            .contact_ids(["ou_3ec3f6a28a0d08c45d895276e8e5e19b"])
                                            .disable_notice(true)
                                            .resume_notice(true),
                                    ),
                            ),
                    )
                }
                _ => return Ok(None),
            },
        ),
    )
}
