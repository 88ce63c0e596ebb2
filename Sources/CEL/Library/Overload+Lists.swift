extension Overload {
  /// Sources: Kubernetes, cel/library/lists.go; cel-go, ext/lists.go, version 3.
  static let lists: [Overload] =
    orderedLists + [
      Overload(
        "list(T).indexOf(T) -> int",
        "the index of the first element that is equal, or -1",
        .two { (list, value, run) throws(CELError) in
          .int(Int64(try list.asList.firstIndex(of: value, run) ?? -1))
        }
      ),
      Overload(
        "list(T).lastIndexOf(T) -> int",
        "the index of the last element that is equal, or -1",
        .two { (list, value, run) throws(CELError) in
          let list = try list.asList
          for index in (0..<list.count).reversed() {
            try run.charge(1)
            try run.chargeComparison(list[index], value)
            if list[index].equals(value) == true { return .int(Int64(index)) }
          }
          return .int(-1)
        }
      ),
      Overload(
        "list(T).slice(int, int) -> list(T)",
        "the elements from one index up to, but without, another",
        .three { (list, start, end, run) throws(CELError) in
          try ListFunctions.slice(try list.asList, try start.asInt, try end.asInt, run)
        }
      ),
      Overload(
        "list(T).flatten() -> list(dyn)",
        "with the elements of inner lists in their place",
        .one { (list, run) throws(CELError) in
          try ListFunctions.flattened(try list.asList, 1, run)
        }
      ),
      Overload(
        "list(T).flatten(int) -> list(dyn)",
        "the same, for so many levels",
        .two { (list, levels, run) throws(CELError) in
          let levels = try levels.asInt
          guard levels >= 0 else { throw .evaluation("level must be non-negative") }
          return try ListFunctions.flattened(try list.asList, levels, run)
        }
      ),
      Overload(
        "list(T).distinct() -> list(T)",
        "without elements that came before",
        .one { (list, run) throws(CELError) in
          try ListFunctions.distinct(try list.asList, run)
        }
      ),
      Overload(
        "list(T).reverse() -> list(T)",
        "the last element first",
        .one { (list, run) throws(CELError) in
          let list = try list.asList
          try run.charge(UInt64(list.count))
          return .list(list.items.reversed())
        }
      ),
      Overload(
        "list(T).first() -> optional(T)",
        "the first element, or none",
        .one { (list, _) throws(CELError) in
          let list = try list.asList
          return list.count > 0 ? .some(list[0]) : .none
        }
      ),
      Overload(
        "list(T).last() -> optional(T)",
        "the last element, or none",
        .one { (list, _) throws(CELError) in
          let list = try list.asList
          return list.count > 0 ? .some(list[list.count - 1]) : .none
        }
      ),
      Overload(
        "lists.range(int) -> list(int)",
        "the whole numbers from 0 up to, but without, a number",
        .one { (count, run) throws(CELError) in
          let count = max(0, try count.asInt)
          try run.charge(UInt64(count))
          return .list(RangeList(count: Int(count)))
        }
      ),
    ]

  private static let orderedTypes = [
    "int", "uint", "double", "bool", "string", "bytes", "timestamp", "duration",
  ]

  private static let orderedLists: [Overload] =
    orderedTypes.enumerated().flatMap { index, type in
      let isFirst = index == 0
      return [
        Overload(
          "list(\(type)).isSorted() -> bool",
          isFirst ? "whether no element is less than the one before" : "",
          .one(ListFunctions.isSorted)
        ),
        Overload(
          "list(\(type)).min() -> \(type)",
          isFirst ? "the least element" : "",
          .one { (list, run) throws(CELError) in try ListFunctions.extreme(list, -1, "min", run) }
        ),
        Overload(
          "list(\(type)).max() -> \(type)",
          isFirst ? "the greatest element" : "",
          .one { (list, run) throws(CELError) in try ListFunctions.extreme(list, 1, "max", run) }
        ),
        Overload(
          "list(\(type)).sort() -> list(\(type))",
          isFirst ? "in order, the least element first" : "",
          .one { (list, run) throws(CELError) in
            let list = try list.asList
            try run.charge(UInt64(list.count))
            let items = list.items
            return .list(try Sorting.order(of: items, run).map { items[$0] })
          }
        ),
      ]
    }
    + ["int", "uint", "double", "duration"].enumerated().map { index, type in
      Overload(
        "list(\(type)).sum() -> \(type)",
        index == 0 ? "the sum of all elements; of none, 0" : "",
        .one(ListFunctions.sum)
      )
    }
}
