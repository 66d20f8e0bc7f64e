//! Signature and encryption of the platform's webhook requests.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq, ConstantTimeGreater};
use zeroize::Zeroizing;

use crate::runtime::wire::secret::Secret;

/// Encrypt Key from the developer console.
pub(crate) struct EncryptKey {
    text: Secret,
    aes: Zeroizing<[u8; 32]>,
}

const BLOCK: usize = 16;

impl EncryptKey {
    pub(crate) fn new(text: Secret) -> Self {
        let aes = Zeroizing::new(Sha256::digest(text.expose()).into());
        Self { text, aes }
    }

    /// Returns whether the platform's signature of a body matches `signature`. Compares the signatures in constant time.
    pub(crate) fn verifies(&self, signature: &[u8], timestamp: &[u8], nonce: &[u8], body: &[u8]) -> bool {
        let hash = Sha256::new()
            .chain_update(timestamp)
            .chain_update(nonce)
            .chain_update(self.text.expose())
            .chain_update(body)
            .finalize();
        hex(&hash.into()).ct_eq(signature).into()
    }

    /// Returns the plaintext; `None` if the text was not encrypted with this key.
    pub(crate) fn decrypt(&self, text: &str) -> Option<Zeroizing<Vec<u8>>> {
        let (plain, is_padded) = self.decrypt_blindly(text)?;
        bool::from(is_padded).then_some(plain)
    }

    /// Returns the plaintext, and whether its padding is valid. If the padding is invalid, the plaintext includes the
    /// padding.
    ///
    /// Returns `None` if the text does not have the form of encrypted text. This result reveals nothing about the key,
    /// because the check needs no key.
    ///
    /// The caller must do the same work for valid and invalid padding, and must check the validity last. Otherwise the
    /// caller becomes a padding oracle.
    pub(crate) fn decrypt_blindly(&self, text: &str) -> Option<(Zeroizing<Vec<u8>>, Choice)> {
        let mut bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
        let (iv, message) = bytes.split_first_chunk_mut::<BLOCK>()?;
        let cipher = cbc::Decryptor::<Aes256>::new((&*self.aes).into(), (&*iv).into());
        let whole = cipher.decrypt_padded::<NoPadding>(message).ok()?;
        let (padding, is_padded) = padding(whole.last_chunk()?);
        let length = whole.len() - usize::from(u8::conditional_select(&0, &padding, is_padded));
        bytes.copy_within(BLOCK..BLOCK + length, 0);
        bytes.truncate(length);
        Some((bytes, is_padded))
    }
}

/// Returns the length of the PKCS #7 padding at the end of the last block, and whether the padding is valid. Runs in
/// constant time.
fn padding(last: &[u8; BLOCK]) -> (u8, Choice) {
    let [.., length] = *last;
    let can_be = !length.ct_eq(&0) & !length.ct_gt(&16);
    let is_right = |is_right, (place, byte): (u8, &u8)| is_right & (place.ct_gt(&length) | byte.ct_eq(&length));
    (length, (1..).zip(last.iter().rev()).fold(can_be, is_right))
}

/// Returns whether two secrets are equal. Compares the secrets in constant time. An empty secret is not equal to any secret.
pub(crate) fn same(one: &Secret, other: &Secret) -> bool {
    !one.expose().is_empty() && one.expose().as_bytes().ct_eq(other.expose().as_bytes()).into()
}

fn hex(hash: &[u8; 32]) -> [u8; 64] {
    let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' + value - 10 };
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(hash) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_right_or_not() {
        for length in 0..=u8::MAX {
            let mut block = [0xaa; BLOCK];
            block[BLOCK.saturating_sub(length.into())..].fill(length);
            if length == 0 {
                block[BLOCK - 1] = 0;
            }
            let is_right = (1..=16).contains(&length);
            assert_eq!((padding(&block).0, bool::from(padding(&block).1)), (length, is_right));
            // A changed byte makes the padding invalid only if the byte belongs to the padding.
            for place in 0..BLOCK - 1 {
                let mut other = block;
                other[place] ^= 1;
                let is_before = place + usize::from(length) < BLOCK;
                assert_eq!(bool::from(padding(&other).1), is_right && is_before, "{other:?}");
            }
        }
    }

    #[test]
    fn wrongly_padded_text_is_decrypted_as_well() {
        use aes::cipher::BlockModeEncrypt;
        let key = EncryptKey::new("hunter2".into());
        let encrypted = |blocks: &[u8]| {
            let cipher = cbc::Encryptor::<Aes256>::new((&*key.aes).into(), (&[0; BLOCK]).into());
            STANDARD.encode(
                [&[0; BLOCK], cipher.encrypt_padded::<NoPadding>(&mut blocks.to_vec(), blocks.len()).unwrap()].concat(),
            )
        };
        for (blocks, plain, is_right) in [
            (b"{\"challenge\": 1\x01", &b"{\"challenge\": 1"[..], true),
            (b"{\"challenge\": 1\x02", &b"{\"challenge\": 1\x02"[..], false),
            (b"\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10\x10", b"", true),
        ] {
            let (found, is_padded) = key.decrypt_blindly(&encrypted(blocks)).unwrap();
            assert_eq!((&**found, bool::from(is_padded)), (plain, is_right));
            assert_eq!(key.decrypt(&encrypted(blocks)).is_some(), is_right);
        }
        for text in ["", "hunter2!", &STANDARD.encode([0; 15]), &STANDARD.encode([0; 16]), &STANDARD.encode([0; 31])] {
            assert!(key.decrypt_blindly(text).is_none(), "{text}");
        }
    }
}
