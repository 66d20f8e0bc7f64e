//! How the platform signs and encrypts what it sends.

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::runtime::wire::secret::Secret;

/// An Encrypt Key of the developer console.
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

    /// Whether the signature of a body is that of the platform. It takes as long wherever they differ.
    pub(crate) fn verifies(&self, signature: &[u8], timestamp: &[u8], nonce: &[u8], body: &[u8]) -> bool {
        let hash = Sha256::new()
            .chain_update(timestamp)
            .chain_update(nonce)
            .chain_update(self.text.expose())
            .chain_update(body)
            .finalize();
        hex(&hash.into()).ct_eq(signature).into()
    }

    /// What was encrypted; `None` if it was not encrypted with this key.
    pub(crate) fn decrypt(&self, text: &str) -> Option<Zeroizing<Vec<u8>>> {
        let mut bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
        let (iv, message) = bytes.split_first_chunk_mut::<BLOCK>()?;
        let cipher = cbc::Decryptor::<Aes256>::new((&*self.aes).into(), (&*iv).into());
        let length = cipher.decrypt_padded::<Pkcs7>(message).ok()?.len();
        bytes.copy_within(BLOCK..BLOCK + length, 0);
        bytes.truncate(length);
        Some(bytes)
    }
}

/// Whether two secrets are the same. It takes as long wherever they differ; what is empty is never the same.
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
