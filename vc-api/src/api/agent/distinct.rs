//! Deduplication of pushed and fetched happenings, in bounded memory.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash, RandomState};

use sha2::{Digest, Sha256};

use super::happening::{Happened, Happening, Said};
use super::meeting_cursor::Mark;
use super::person::Person;
use crate::runtime::wire::unix_time::UnixMillis;

/// Maximum number of remembered happenings.
const HAPPENINGS: usize = 8192;
/// Maximum number of remembered sentences. The record compares each new version of a sentence with the remembered version.
const SENTENCES: usize = 1024;

/// Threshold: if this many pushed happenings have not been fetched yet, the follower fetches without a pause.
const MOST_UNFETCHED: usize = 256;

/// Maximum number of pushed happenings that are remembered until they are fetched. Without this maximum, the number would
/// grow: some happenings never appear in a response, and calls may fail for a long time.
const MOST_REMEMBERED: usize = 1024;

/// Record of the returned happenings, to recognise duplicates. The record contains hashes of what people said, not the text.
pub(crate) struct Distinct {
    hasher: RandomState,
    ids: HashSet<u64>,
    /// Happenings that `admit` or `admit_pushed` has already returned. The key is a hash of the content of a happening,
    /// without time and participant.
    seen: HashMap<u64, Vec<Seen>>,
    /// Keys of `seen`, oldest first.
    order: VecDeque<u64>,
    sentences: HashMap<u64, Sentence>,
    /// Marks of the happenings that were pushed, but not yet fetched.
    unfetched: VecDeque<Mark>,
    /// Marks from the cursor of an earlier follower. The marks identify happenings that were pushed to the earlier follower,
    /// but not yet fetched.
    restored: Vec<Mark>,
    /// Counter of received versions, over all sentences. When a sentence changes, `Sentence::changed` gets the value of this
    /// counter.
    sequence: u64,
}

struct Seen {
    /// Id of the happening in a response.
    fetched: Option<u64>,
    /// Id of the happening in an event, which may differ from the id in the response.
    pushed: Option<u64>,
    /// Id of the message, if the happening is a message.
    message: Option<u64>,
    time: Option<UnixMillis>,
    person: PersonHash,
}

/// Latest version of a spoken sentence. The platform may send several versions of a sentence.
struct Sentence {
    revision: u32,
    text: u64,
    end: Option<UnixMillis>,
    changed: u64,
}

/// Hashes of the ids and the name of a participant.
#[derive(Clone, Copy, Default)]
struct PersonHash {
    ids: [Option<u64>; 4],
    name: Option<u64>,
}

impl Distinct {
    pub(crate) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            ids: HashSet::new(),
            seen: HashMap::new(),
            order: VecDeque::new(),
            sentences: HashMap::new(),
            unfetched: VecDeque::new(),
            restored: Vec::new(),
            sequence: 0,
        }
    }

    /// Returns a pushed happening if it is new.
    pub(crate) fn admit_pushed(&mut self, happening: Happening) -> Option<Happening> {
        let mark = mark(&happening);
        if self.restored.contains(&mark) {
            return None;
        }
        let happening = self.admit_any(happening, true)?;
        self.unfetched.push_back(mark);
        if self.unfetched.len() > MOST_REMEMBERED {
            self.unfetched.pop_front();
        }
        Some(happening)
    }

    /// Returns a fetched happening if it is new.
    pub(crate) fn admit(&mut self, happening: Happening) -> Option<Happening> {
        let mark = mark(&happening);
        if let Some(index) = self.unfetched.iter().position(|other| *other == mark) {
            self.unfetched.remove(index);
        }
        let is_restored = match self.restored.iter().position(|other| *other == mark) {
            Some(index) => {
                self.restored.remove(index);
                true
            }
            None => false,
        };
        self.admit_any(happening, false).filter(|_| !is_restored)
    }

    /// Returns the marks of happenings that were pushed, but not yet fetched. A mark identifies a happening.
    pub(crate) fn unfetched(&self) -> Vec<Mark> {
        self.restored.iter().chain(&self.unfetched).copied().collect()
    }

    pub(crate) fn has_many_unfetched(&self) -> bool {
        self.unfetched.len() >= MOST_UNFETCHED
    }

    /// Stores the marks from the cursor of an earlier follower. A mark identifies a happening.
    pub(crate) fn restore(&mut self, unfetched: &[Mark]) {
        self.restored = unfetched.to_vec();
        for (sentence, end) in unfetched.iter().filter_map(|mark| mark.sentence) {
            let end = Some(UnixMillis::from(end)).max(self.sentences.get(&sentence).and_then(|known| known.end));
            self.sentences.insert(sentence, Sentence { revision: 0, text: 0, end, changed: 0 });
        }
    }

    /// Returns the happening if the happening is new. For a sentence, also sets `Said::revision`, the number of earlier
    /// versions.
    fn admit_any(&mut self, mut happening: Happening, is_pushed: bool) -> Option<Happening> {
        if !self.is_first(&happening, is_pushed) {
            return None;
        }
        let is_news = match &mut happening.happened {
            Happened::Said(said) => self.is_new_version(said),
            _ => true,
        };
        is_news.then_some(happening)
    }

    fn is_first(&mut self, happening: &Happening, is_pushed: bool) -> bool {
        let id = happening.id.as_ref().map(|id| self.hasher.hash_one(id));
        // A newer version of a sentence may have the same id as the previous version.
        let is_sentence = matches!(happening.happened, Happened::Said(_));
        if !is_sentence && id.is_some_and(|id| self.ids.contains(&id)) {
            return false;
        }
        let message = match &happening.happened {
            Happened::Wrote(wrote) => wrote.message_id.as_ref().map(|id| self.hasher.hash_one(id)),
            _ => None,
        };
        let (key, person) = (self.content(&happening.happened), self.person(happening.person()));
        let (fetched, pushed) = if is_pushed { (None, id) } else { (id, None) };
        let new = Seen { fetched, pushed, message, time: happening.time, person };
        let seen = self.seen.entry(key).or_default();
        let same = seen.iter_mut().find(|seen| seen.may_be(&new));
        let is_first = match same {
            Some(same) => {
                (same.fetched, same.pushed) = (same.fetched.or(fetched), same.pushed.or(pushed));
                false
            }
            None => {
                seen.push(new);
                self.order.push_back(key);
                true
            }
        };
        self.ids.extend(id);
        self.forget();
        is_first
    }

    fn forget(&mut self) {
        while self.order.len() > HAPPENINGS {
            let Some(key) = self.order.pop_front() else { return };
            let Some(seen) = self.seen.get_mut(&key) else { continue };
            if !seen.is_empty() {
                let oldest = seen.remove(0);
                for id in [oldest.fetched, oldest.pushed].into_iter().flatten() {
                    self.ids.remove(&id);
                }
            }
            if seen.is_empty() {
                self.seen.remove(&key);
            }
        }
    }

    /// Returns whether `said` is a new sentence, or a newer version whose text has changed. For a newer version, sets
    /// the revision of `said`.
    fn is_new_version(&mut self, said: &mut Said) -> bool {
        let Some(sentence_id) = &said.sentence_id else { return true };
        self.sequence += 1;
        let (key, text) = (stable_hash([sentence_id.as_str()]), self.hasher.hash_one(said.text.as_str()));
        let changed = self.sequence;
        match self.sentences.get_mut(&key) {
            // The known version has the same text as `said`, or is newer than `said`.
            Some(sentence) if sentence.text == text || said.end < sentence.end => false,
            Some(sentence) => {
                let revision = sentence.revision.saturating_add(1);
                *sentence = Sentence { revision, text, end: said.end, changed };
                said.revision = revision;
                true
            }
            None => {
                self.sentences.insert(key, Sentence { revision: 0, text, end: said.end, changed });
                if self.sentences.len() > SENTENCES {
                    let oldest =
                        self.sentences.iter().min_by_key(|(_, sentence)| sentence.changed).map(|(key, _)| *key);
                    oldest.map(|key| self.sentences.remove(&key));
                }
                true
            }
        }
    }

    /// Returns a hash of the content of a happening, without its time and participant.
    fn content(&self, happened: &Happened) -> u64 {
        let hash = |parts: &[&dyn DynHash]| {
            let mut hasher = self.hasher.build_hasher();
            parts.iter().for_each(|part| part.add(&mut hasher));
            std::hash::Hasher::finish(&hasher)
        };
        match happened {
            Happened::Joined(_) => hash(&[&1]),
            Happened::Left(_) => hash(&[&2]),
            Happened::Said(said) => hash(&[&3, &said.sentence_id, &said.text.as_str()]),
            Happened::Wrote(wrote) => hash(&[&4, &wrote.text.as_str()]),
            Happened::SharingStarted(sharing) => hash(&[&5, &sharing.share_id]),
            Happened::SharingEnded(sharing) => hash(&[&6, &sharing.share_id]),
            Happened::DocumentContext(context) => {
                // `Debug` does not print the unknown fields, so the hash includes them separately.
                let unknown: Vec<_> =
                    context.details.unknown_fields.iter().map(|(name, json)| (name, json.get())).collect();
                hash(&[&7, &format!("{:?}", context.details), &unknown])
            }
            Happened::Countdown(countdown) => hash(&[&8, &format!("{:?}", countdown.details)]),
            Happened::Unknown(unknown) => hash(&[&9, &unknown.kind, &unknown.json.as_ref().map(|json| json.get())]),
        }
    }

    fn person(&self, person: Option<&Person>) -> PersonHash {
        let Some(person) = person else { return PersonHash::default() };
        let hash = |text: &str| self.hasher.hash_one(text);
        PersonHash { ids: person.ids().map(|id| id.map(hash)), name: person.name.as_deref().map(hash) }
    }
}

impl Seen {
    /// Returns whether two records may describe the same happening. Different ids in responses mean different happenings.
    /// Different ids in events mean different happenings too. But an event and a response may contain different ids of the
    /// same happening. So this method never compares an id from an event with an id from a response.
    fn may_be(&self, other: &Self) -> bool {
        let differ = |one: Option<u64>, other: Option<u64>| one.is_some() && other.is_some() && one != other;
        !(differ(self.fetched, other.fetched)
            || differ(self.pushed, other.pushed)
            || differ(self.message, other.message))
            && (self.time == other.time || self.time.is_none() || other.time.is_none())
            && self.person.may_be(other.person)
    }
}

impl PersonHash {
    /// Returns whether two records may describe the same participant. If both records have ids of the same type, these ids
    /// must be equal. Otherwise the names must be equal, or a name must be missing.
    fn may_be(self, other: Self) -> bool {
        let mut both = self.ids.into_iter().zip(other.ids).filter_map(|(one, other)| Some((one?, other?))).peekable();
        match both.peek() {
            Some(_) => both.all(|(one, other)| one == other),
            None => self.name == other.name || self.name.is_none() || other.name.is_none(),
        }
    }
}

/// Returns the mark of a happening. With the mark, another process can recognise the happening.
fn mark(happening: &Happening) -> Mark {
    let person = happening.person();
    let id = person.and_then(|person| person.ids().into_iter().flatten().next()).unwrap_or_default();
    let millis = |time: Option<UnixMillis>| time.map(UnixMillis::millis).unwrap_or_default();
    let (kind, item, sentence) = match &happening.happened {
        Happened::Joined(_) => ("joined", None, None),
        Happened::Left(_) => ("left", None, None),
        Happened::Said(said) => {
            ("said", said.sentence_id.as_deref(), said.sentence_id.as_ref().map(|id| (id, said.end)))
        }
        Happened::Wrote(wrote) => ("wrote", wrote.message_id.as_deref(), None),
        Happened::SharingStarted(sharing) => ("sharing started", sharing.share_id.as_deref(), None),
        Happened::SharingEnded(sharing) => ("sharing ended", sharing.share_id.as_deref(), None),
        Happened::DocumentContext(context) => ("context", context.details.share_id.as_deref(), None),
        Happened::Countdown(countdown) => ("countdown", countdown.details.seq_id.as_deref(), None),
        Happened::Unknown(unknown) => (unknown.kind.as_str(), None, None),
    };
    let time = millis(happening.time).to_string();
    Mark {
        hash: stable_hash([kind, id, item.unwrap_or_default(), &time]),
        sentence: sentence.map(|(id, end)| (stable_hash([id.as_str()]), millis(end))),
    }
}

/// Returns a hash that is the same in every process.
fn stable_hash<const N: usize>(parts: [&str; N]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    let hash: [u8; 32] = hash.finalize().into();
    hash.first_chunk().copied().map(u64::from_le_bytes).unwrap_or_default()
}

/// Value that can be added to a hash. Unlike `Hash`, this trait allows trait objects.
trait DynHash {
    fn add(&self, hasher: &mut std::hash::DefaultHasher);
}

impl<T: Hash> DynHash for T {
    fn add(&self, hasher: &mut std::hash::DefaultHasher) {
        self.hash(hasher);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::agent::happening::Wrote;
    use crate::generated::bot::ChatReceivedItemMessageType;

    fn happening(id: Option<&str>, time: i64, happened: Happened) -> Happening {
        let (id, time) = (id.map(str::to_owned), Some(UnixMillis::from(time)));
        Happening { meeting_id: None, id, time, is_own: false, happened }
    }

    fn person(name: &str) -> Person {
        Person { open_id: Some(format!("ou_{name}")), name: Some(name.to_owned()), ..Person::default() }
    }

    fn wrote(id: Option<&str>, time: i64, author: &str, text: &str) -> Happening {
        let message_type = Some(ChatReceivedItemMessageType::Text);
        let wrote =
            Happened::Wrote(Wrote { message_id: None, author: person(author), message_type, text: text.into() });
        happening(id, time, wrote)
    }

    fn said(id: Option<&str>, end: i64, text: &str) -> Happening {
        let end_time = Some(UnixMillis::from(end));
        let said = Happened::Said(Said {
            sentence_id: Some("s1".to_owned()),
            revision: 0,
            speaker: person("Ada"),
            text: text.into(),
            language: None,
            start: None,
            end: end_time,
            corrects: None,
        });
        happening(id, end, said)
    }

    #[test]
    fn a_pushed_happening_is_recognised_when_it_is_fetched() {
        let mut distinct = Distinct::new();
        let mut is_news = |happening, is_pushed| {
            let admitted = if is_pushed { distinct.admit_pushed(happening) } else { distinct.admit(happening) };
            admitted.is_some()
        };
        assert!(is_news(wrote(None, 1, "Ada", "hi"), true));
        assert!(!is_news(wrote(None, 1, "Ada", "hi"), true));
        assert!(!is_news(wrote(Some("1"), 1, "Ada", "hi"), false));
        // The id in an event can differ from the id in a response.
        assert!(is_news(wrote(Some("a1"), 9, "Ada", "hey"), true));
        assert!(!is_news(wrote(Some("9"), 9, "Ada", "hey"), false));
        // A happening with a new id is new, even if a known happening has the same person, time and text.
        for (id, time, author, text) in
            [("2", 1, "Ada", "hi"), ("3", 1, "Bo", "hi"), ("4", 2, "Ada", "hi"), ("5", 1, "Ada", "ho")]
        {
            assert!(is_news(wrote(Some(id), time, author, text), false));
            assert!(!is_news(wrote(Some(id), time, author, text), false));
            assert!(!is_news(wrote(None, time, author, text), true));
        }
    }

    #[test]
    fn versions_of_a_sentence_are_news_if_they_change_it() {
        let mut distinct = Distinct::new();
        let mut revision = |happening| match distinct.admit(happening)?.happened {
            Happened::Said(said) => Some(said.revision),
            _ => None,
        };
        assert_eq!(revision(said(Some("1"), 1, "we")), Some(0));
        assert_eq!(revision(said(Some("2"), 2, "we ship")), Some(1));
        // `Distinct` drops a version that has the text of the latest version, or is older than the latest version.
        // `Distinct` accepts a newer version with another text, even if the happening has a known id.
        assert_eq!(revision(said(Some("3"), 3, "we ship")), None);
        assert_eq!(revision(said(Some("4"), 1, "w")), None);
        assert_eq!(revision(said(Some("2"), 4, "We ship.")), Some(2));
        assert_eq!(revision(said(Some("2"), 4, "We ship.")), None);
    }

    #[test]
    fn memory_is_bounded() {
        let mut distinct = Distinct::new();
        for number in 0..3 * HAPPENINGS {
            let text = number.to_string();
            let time = i64::try_from(number).unwrap();
            assert!(distinct.admit(wrote(Some(&text), time, "Ada", &text)).is_some());
        }
        assert_eq!((distinct.order.len(), distinct.ids.len()), (HAPPENINGS, HAPPENINGS));
        assert!(distinct.seen.len() <= HAPPENINGS);
        for number in 0..3 * MOST_REMEMBERED {
            let time = i64::try_from(number).unwrap();
            assert!(distinct.admit_pushed(wrote(None, time, "Bo", &number.to_string())).is_some());
        }
        assert!(distinct.has_many_unfetched());
        assert_eq!(distinct.unfetched().len(), MOST_REMEMBERED);
    }
}
