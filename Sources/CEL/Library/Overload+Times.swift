internal import GoFormats

extension Overload {
  /// Source: cel-go, common/types/timestamp.go and duration.go.
  static let times: [Overload] =
    [
      Overload(
        "timestamp(string) -> timestamp",
        "a point in time, of RFC 3339 or Unix seconds",
        .one(TimeConversion.timestamp)
      ),
      Overload("timestamp(int) -> timestamp", "", .one(TimeConversion.timestamp)),
      Overload("timestamp(timestamp) -> timestamp", "", .one(TimeConversion.timestamp)),
      Overload(
        "duration(string) -> duration",
        "a time span, such as 1h30m or 100ms",
        .one(TimeConversion.duration)
      ),
      Overload("duration(int) -> duration", "", .one(TimeConversion.duration)),
      Overload("duration(duration) -> duration", "", .one(TimeConversion.duration)),
    ] + clocks + spans

  private static let clocks: [Overload] = [
    clock("getFullYear", "the year") { $0.date.year },
    clock("getMonth", "the month, from 0") { $0.date.month - 1 },
    clock("getDate", "the day of the month, from 1") { $0.date.day },
    clock("getDayOfMonth", "the day of the month, from 0") { $0.date.day - 1 },
    clock("getDayOfWeek", "the day of the week, from 0 for Sunday") { $0.weekday },
    clock("getDayOfYear", "the day of the year, from 0") { $0.date.dayOfYear },
    clock("getHours", "the hour of the day; of a duration, all its hours") {
      $0.secondOfDay / 3_600
    },
    clock("getMinutes", "the minute of the hour; of a duration, all its minutes") {
      $0.secondOfDay / 60 % 60
    },
    clock("getSeconds", "the second of the minute; of a duration, all its seconds") {
      $0.secondOfDay % 60
    },
    [
      Overload(
        "timestamp.getMilliseconds() -> int",
        "the milliseconds of the second; of a duration, all its milliseconds",
        .one { (time, _) throws(CELError) in
          .int(Int64(try time.asTimestamp.nanoseconds / 1_000_000))
        }
      ),
      Overload(
        "timestamp.getMilliseconds(string) -> int",
        "",
        .two { (time, zone, run) throws(CELError) in
          _ = try ZoneOffset.seconds(of: try zone.asString, at: try time.asTimestamp, run)
          return .int(Int64(try time.asTimestamp.nanoseconds / 1_000_000))
        }
      ),
    ],
  ].flatMap(\.self)

  private static func clock(
    _ name: String,
    _ doc: String,
    _ part: @escaping @Sendable (CivilTime) -> Int
  ) -> [Overload] {
    [
      Overload(
        "timestamp.\(name)() -> int",
        doc,
        .one { (time, _) throws(CELError) in
          .int(Int64(part(CivilTime(unixSeconds: try time.asTimestamp.unixSeconds))))
        }
      ),
      Overload(
        "timestamp.\(name)(string) -> int",
        "",
        .two { (time, zone, run) throws(CELError) in
          let time = try time.asTimestamp
          let offset = try ZoneOffset.seconds(of: try zone.asString, at: time, run)
          return .int(Int64(part(CivilTime(unixSeconds: time.unixSeconds + Int64(offset)))))
        }
      ),
    ]
  }

  private static let spans: [Overload] = [
    ("getHours", Int64(3_600_000_000_000)), ("getMinutes", 60_000_000_000),
    ("getSeconds", 1_000_000_000), ("getMilliseconds", 1_000_000),
  ].map { name, unit in
    Overload(
      "duration.\(name)() -> int",
      "",
      .one { (span, _) throws(CELError) in
        .int(try span.asDuration / unit)
      }
    )
  }
}

/// How far a time zone is east of UTC.
///
/// Source: cel-go, `timeZone` in common/types/timestamp.go.
enum ZoneOffset {
  /// `zone`: A name of the IANA database, or hours and minutes such as `+05:30`.
  static func seconds(
    of zone: StringValue,
    at time: Timestamp,
    _ run: Run
  ) throws(CELError) -> Int {
    try run.charge(bytes: zone.byteCount)
    let name = zone.string
    if let colon = name.firstIndex(of: ":") {
      guard let hours = Int16(name[..<colon]),
        let minutes = Int16(name[name.index(after: colon)...])
      else { throw unknown(name) }
      let offset = Int(hours) * 60 + (name.hasPrefix("-") ? -Int(minutes) : Int(minutes))
      return offset * 60
    }
    if name.isEmpty || name == "UTC" { return 0 }
    guard let offset = TimeZoneTable.offset(of: name, at: time.unixSeconds) else {
      throw unknown(name)
    }
    return offset
  }

  private static func unknown(_ name: String) -> CELError {
    .evaluation("unknown time zone \"\(name.prefix(100))\"")
  }
}
