//! Attends meetings as a bot. The bot joins when it is invited, greets, and prints all sentences with their speakers. The
//! bot responds to questions in the chat, and leaves when all others have left.
//!
//! Run the example with `cargo run -p vc-api --features long-connection,testing --example meeting_agent`. The program
//! connects to a double of the platform. If the environment variables `VC_APP_ID` and `VC_APP_SECRET` contain the id and
//! secret of an app, the program connects to Feishu instead, until Ctrl-C. The README lists the scopes and settings that the
//! app and the meeting need.

use std::collections::HashSet;
use std::error::Error;
use std::time::Duration;

use vc_api::bot::{self, BotMeetingInvited};
use vc_api::testing::{Meeting, Participant, Platform};
use vc_api::{
    AttendedMeeting, Client, EventContext, Events, Happened, JoinError, Joined, MeetingAgent, Person, Tenant,
};

/// Attends all meetings to which the bot is invited, until `stop` resolves.
async fn run(client: &Client, stop: impl Future<Output = ()>) -> Result<(), Box<dyn Error>> {
    let agent = client.tenant().bots().agent().most_meetings(20);
    let events = Events::with_state(agent.clone()).client(client).agent(&agent).on(on_invitation);
    let connection = events.connect()?;
    tokio::select! {
        ended = connection.ended() => ended?,
        () = stop => connection.shutdown().await,
    }
    for meeting in agent.meetings() {
        meeting.leave().await?;
    }
    Ok(())
}

/// Joins the meeting of an invitation. After a repeated invitation, the bot does not join twice.
async fn on_invitation(event: BotMeetingInvited, context: EventContext<MeetingAgent<Tenant>>) -> Result<(), JoinError> {
    if let Joined::New(meeting) = context.state.join(&event).await? {
        tokio::spawn(async move {
            if let Err(error) = attend(meeting).await {
                eprintln!("the bot no longer attends the meeting: {}", error.report());
            }
        });
    }
    Ok(())
}

async fn attend(meeting: AttendedMeeting<Tenant>) -> Result<(), vc_api::Error> {
    let bot = meeting.handle();
    bot.say("Hello, I write down who says what.").await?;
    let mut others = HashSet::new();
    // The stream returns a sentence when the sentence no longer changes.
    let mut happenings = meeting.settled(Duration::from_secs(10));
    while let Some(happening) = happenings.try_next().await? {
        // The bot receives its own messages too. If the bot responded to its own messages, the bot would never stop.
        if happening.is_own {
            continue;
        }
        match happening.happened {
            Happened::Joined(person) => _ = others.insert(name(&person)),
            Happened::Left(left) => {
                others.remove(&name(&left.participant));
                if others.is_empty() {
                    bot.leave().await?;
                }
            }
            Happened::Said(said) => println!("{}: {}", name(&said.speaker), said.text),
            Happened::Wrote(wrote) if wrote.text.ends_with('?') => {
                bot.say(format!("I do not know, {}.", name(&wrote.author))).await?;
            }
            _ => {}
        }
    }
    println!("the meeting ended for the bot: {:?}", happenings.get_ref().end());
    Ok(())
}

fn name(person: &Person) -> String {
    person.name.clone().unwrap_or_else(|| "someone".to_owned())
}

async fn ctrl_c() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("cannot wait for Ctrl-C: {error}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => run(&Client::builder().app(id, secret).build()?, ctrl_c()).await,
        _ => {
            let platform = Platform::start().await;
            run(&platform.client(), play(&platform)).await
        }
    }
}

/// Simulates a short meeting on the double.
async fn play(platform: &Platform) {
    let (meeting, ada, bo) =
        (platform.meeting(), Participant::new("ada").name("Ada"), Participant::new("bo").name("Bo"));
    platform.connected().await;
    assert_eq!(meeting.invite(&ada).await, Ok(()));
    meeting.join(&ada);
    meeting.join(&bo);
    push(&meeting).await;
    for version in ["Atlantis is to", "Atlantis is too small", "Atlantis is too small for ten."] {
        meeting.say(&ada, "s1", version);
        push(&meeting).await;
    }
    meeting.write(&bo, "Is Lemuria free?");
    meeting.say(&bo, "s2", "Let us take Lemuria.");
    push(&meeting).await;
    // The stream returns a sentence 10 seconds after the last version of the sentence.
    tokio::time::sleep(Duration::from_secs(11)).await;
    meeting.leave(&bo);
    meeting.leave(&ada);
    push(&meeting).await;
    while meeting.bot_is_in() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    for message in platform.calls::<bot::Message>() {
        println!("the bot wrote: {}", message.content);
    }
}

async fn push(meeting: &Meeting) {
    assert_eq!(meeting.push().await, Ok(()));
}
