//! Hash of serializable values, for the run fingerprint: FNV-1a, 64 bits, over their CBOR encoding (RFC 8949).
//!
//! `minicbor_serde` writes the names of variants and fields. So the hash depends on these names and on the order of
//! fields, but not on the order of variants. A number takes as few bytes as it needs, so the width of its type does not
//! matter. The bytes are the same on every machine.

use std::convert::Infallible;

use minicbor::encode::Write;
use minicbor_serde::Serializer;
use serde::Serialize;

/// Hash of a value, which includes the names of its variants and fields.
///
/// # Panics
/// If serialization fails; that of a fact never does.
pub(super) fn of(value: &(impl Serialize + ?Sized)) -> u64 {
    let mut serializer = Serializer::new(Fnv1a::default());
    value.serialize(&mut serializer).expect("facts can be written as CBOR");
    serializer.into_encoder().into_writer().0
}

/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv).
struct Fnv1a(u64);

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Default for Fnv1a {
    fn default() -> Fnv1a {
        Fnv1a(OFFSET_BASIS)
    }
}

impl Write for Fnv1a {
    type Error = Infallible;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fact::{Fact, TimedFact};
    use crate::model::ids::{ClientId, RequestId, ServerId};
    use crate::model::time::SimTime;

    #[derive(Serialize)]
    enum Event {
        Began { at: u8 },
        Ended { at: u8, by: u8 },
    }

    #[test]
    fn variant_order_and_number_width_do_not_change_the_digest() {
        #[derive(Serialize)]
        enum Event {
            Ended { at: u64, by: u32 },
            Began { at: u64 },
        }
        assert_eq!(of(&Event::Began { at: 7 }), of(&self::Event::Began { at: 7 }));
        assert_eq!(of(&Event::Ended { at: 7, by: 1 }), of(&self::Event::Ended { at: 7, by: 1 }));
    }

    #[test]
    fn names_of_variants_and_fields_change_the_digest() {
        #[derive(Serialize)]
        enum Renamed {
            Started { at: u8 },
            Began { on: u8 },
        }
        let began = of(&Event::Began { at: 7 });
        assert_ne!(began, of(&Renamed::Started { at: 7 }));
        assert_ne!(began, of(&Renamed::Began { on: 7 }));
    }

    #[test]
    fn one_value_of_one_fact_changes_the_digest() {
        let (id, server) = (RequestId { client: ClientId(0), nth: 1 }, ServerId(0));
        let facts = |at, fact| [TimedFact { at: SimTime::from_us(at), fact }, TimedFact { at: SimTime::ZERO, fact }];
        let started = Fact::ServiceStarted { id, server };
        let others = [
            facts(8, started),
            facts(7, Fact::ServiceStarted { id, server: ServerId(1) }),
            facts(7, Fact::ServiceStarted { id: RequestId { nth: 2, ..id }, server }),
            facts(7, Fact::NoCookieSent { id, server }),
        ];
        for other in others {
            assert_ne!(of(&facts(7, started)), of(&other), "{other:?}");
        }
        assert_ne!(of(&facts(7, started)), of(&facts(7, started)[..1]));
    }

    #[test]
    fn hash_matches_published_test_vectors() {
        // CBOR encodes a text of three letters as 0x63 and the letters.
        assert_eq!(of("foo"), fnv1a(b"\x63foo"));
        // Test vectors of draft-eastlake-fnv.
        assert_eq!(
            [fnv1a(b""), fnv1a(b"a"), fnv1a(b"foobar")],
            [0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8,]
        );
    }

    fn fnv1a(bytes: &[u8]) -> u64 {
        let mut hash = Fnv1a::default();
        hash.write_all(bytes).expect("it cannot fail");
        hash.0
    }
}
