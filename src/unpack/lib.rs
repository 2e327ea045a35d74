//! Unpacks what a first visit transfers: the program and its model.
//!
//! Servers pack by gzip, which looks back 32 KiB. LZMA looks back over a whole file
//! and makes the program a fifth smaller; no browser unpacks it, so this small module
//! comes before the large one. It takes the bytes as they arrive.
//!
//! Here lives how bytes are unpacked. What is packed, and how, lives in `xtask`; who
//! asks, in `www/boot.js`.
//!
//! ```js
//! const unpacker = new wasm_bindgen.Unpacker();
//! for await (const packed of response.body) pieces.push(unpacker.unpack(packed));
//! unpacker.finish();
//! ```

use std::fmt;

use lzma_rust2::{Action, LzmaStream, Status};
use wasm_bindgen::prelude::*;

/// How much is unpacked in one step, in bytes.
const STEP: usize = 1 << 16;

/// The most memory that a file may ask for, in KiB: several times what the program
/// needs.
const MEMORY: u32 = 64 << 10;

/// One file (`.lzma`) while it is being unpacked.
#[wasm_bindgen]
pub struct Unpacker {
    stream: LzmaStream,
    /// Where a step writes.
    room: Vec<u8>,
}

impl fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacker").finish_non_exhaustive()
    }
}

impl Default for Unpacker {
    fn default() -> Self {
        Self::new()
    }
}

#[wasm_bindgen]
impl Unpacker {
    /// Before the first byte of a file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            stream: LzmaStream::new_mem_limit(MEMORY, None),
            room: vec![0; STEP],
        }
    }

    /// The next packed bytes of the file, however many; gives what can be told of the
    /// unpacked ones so far, which may be none.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn unpack(&mut self, packed: &[u8]) -> Result<Vec<u8>, JsError> {
        self.step(packed, Action::Run).ok_or_else(damaged)
    }

    /// What is left when the last byte has been given.
    ///
    /// # Errors
    /// The file has ended early.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsError> {
        let rest = self.step(&[], Action::Finish);
        rest.filter(|_| self.stream.is_finished())
            .ok_or_else(damaged)
    }
}

impl Unpacker {
    fn step(&mut self, mut packed: &[u8], action: Action) -> Option<Vec<u8>> {
        let mut unpacked = Vec::new();
        loop {
            let done = self.stream.process(packed, &mut self.room, action).ok()?;
            unpacked.extend_from_slice(self.room.get(..done.bytes_produced)?);
            packed = packed.get(done.bytes_consumed..)?;
            let is_still = done.bytes_produced == 0 && done.bytes_consumed == 0;
            if done.status == Status::StreamEnd || is_still {
                return Some(unpacked);
            }
        }
    }
}

fn damaged() -> JsError {
    JsError::new("a part of the program arrived damaged")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use lzma_rust2::{LzmaOptions, LzmaWriter};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let options = LzmaOptions::with_preset(1);
        let size = Some(bytes.len() as u64);
        let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, size).unwrap();
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn unpacked(packed: &[u8], at_once: usize) -> Option<Vec<u8>> {
        let mut unpacker = Unpacker::new();
        let mut all = Vec::new();
        for part in packed.chunks(at_once) {
            all.extend(unpacker.step(part, Action::Run)?);
        }
        all.extend(unpacker.step(&[], Action::Finish)?);
        unpacker.stream.is_finished().then_some(all)
    }

    #[test]
    fn what_was_packed_comes_back_whatever_the_portions() {
        let long: Vec<u8> = (0..60_000_u32)
            .flat_map(|n| n.wrapping_mul(n).to_le_bytes())
            .collect();
        for bytes in [&b""[..], b"a", "’ “ – ¥ é 日本 🙂".as_bytes(), &long] {
            let packed = packed(bytes);
            for at_once in [1, 7, 4096, usize::MAX] {
                assert!(
                    unpacked(&packed, at_once).as_deref() == Some(bytes),
                    "{at_once}"
                );
            }
        }
    }

    #[test]
    fn half_a_file_is_none() {
        let packed = packed(&vec![7; 100_000]);
        for n in 0..packed.len() - 1 {
            assert_eq!(unpacked(&packed[..n], 16), None, "{n} bytes");
        }
        assert_eq!(unpacked(&[255; 100], 100), None);
    }
}
