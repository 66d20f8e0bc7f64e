//! Import of pages about agents into the spec of this repository. The pages have the form of the platform's pages.

use std::collections::BTreeMap;

use super::whole_spec::{TextOf, real, without};
use super::*;
use crate::audit;

fn pages() -> Texts {
    let folder = format!("{}/tests/pages/agents", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|file| (file.file_name().unwrap().display().to_string(), fs::read_to_string(&file).unwrap())).collect()
}

#[test]
fn the_spec_says_what_they_say() {
    let ((spec, _), pages) = (real(), pages());
    assert_eq!(pages.len(), 16);
    let report =
        audit::audit(&spec, &pages.clone().into()).unwrap_or_else(|wrong| panic!("{}", wrong.render(&pages, false)));
    assert_eq!(report.findings, []);
    let imported = imported(&spec, &pages);
    assert_eq!(imported.texts, spec);
    assert_eq!(imported.findings, []);
}

/// The test deletes from the spec each operation and event that has a page, and imports the pages again. The import restores
/// everything except the items that are not on the pages.
#[test]
fn without_them_the_spec_is_written_from_them() {
    let ((spec, api), pages) = (real(), pages());
    // The file name of a page is the name of its operation or event. `event.note_generated` has the page
    // `event_note_generated.md`.
    let is_of_a_page = |id: &str| pages.contains_key(&format!("{}.md", id.replacen('.', "_", 1)));
    let places = |api: &Api| -> BTreeMap<String, Place> {
        let operations = api.operations().map(|(_, one)| (one.id.name.clone(), one.place.clone()));
        let events = api.events().map(|(_, one)| (one.id.name.clone(), one.place.clone()));
        operations.chain(events).filter(|(id, _)| is_of_a_page(id)).collect()
    };
    let before = places(&api);
    assert_eq!(before.len(), pages.len(), "{before:?}");
    let less = before.values().fold(spec, |spec, place| without(&spec, place));
    let imported = imported(&less, &pages);
    let again = understood(&imported.texts).unwrap();
    let after = places(&again);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let told = |api: &Api, place: &Place| TextOf { api }.of(place);
    let differing = before.iter().flat_map(|(id, place)| {
        let (before, after) = (told(&api, place), told(&again, &after[id]));
        before.into_iter().filter(|line| !after.contains(line)).map(|line| format!("{id}: {line}")).collect::<Vec<_>>()
    });
    assert_eq!(
        differing.collect::<Vec<_>>(),
        [
            "bot.countdown: Body reminder_before_end: IntegerText",
            "bot.leave: answers {leave_user: MeetingUser}",
            "bot.message: answers {uuid: Text}",
            "bot.user_active_meeting: Query user_id: UserId"
        ]
    );
}
