import Glibc

/// The same numbers for the same seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// The seed of tests that play with chance.
package enum Seed {
  /// Whether one run is to be repeated.
  package static var isChosen: Bool { getenv("PLIMSOLL_TEST_SEED") != nil }

  /// `PLIMSOLL_TEST_SEED`, to repeat a run that failed; else the same for every run.
  package static func value(default number: UInt64) -> UInt64 {
    getenv("PLIMSOLL_TEST_SEED").flatMap { UInt64(String(cString: $0)) } ?? number
  }
}
