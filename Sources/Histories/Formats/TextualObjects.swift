public import Simulation

extension Register: TextualObject where Value: TextualValue {
  public static func operation(_ words: [Word]) throws(UnreadableWords) -> Operation {
    switch try name(words, arguments: ["read": 0, "write": 1, "cas": 2]) {
    case "read": return .read
    case "write": return .write(try value(words, at: 1, of: "write"))
    default:
      return .compareAndSet(
        expected: try value(words, at: 1, of: "cas"), new: try value(words, at: 2, of: "cas"))
    }
  }

  public static func response(
    _ words: [Word], to operation: Operation
  ) throws(UnreadableWords) -> Response {
    switch operation {
    case .read: .value(try answer(words))
    case .write: try plain(.done, words)
    case .compareAndSet: try plain(.done, words, or: .conflict)
    }
  }

  public static func words(of operation: Operation) -> [Word] {
    switch operation {
    case .read: [Word("read")]
    case .write(let value): [Word("write"), value.word]
    case .compareAndSet(let expected, let new): [Word("cas"), expected.word, new.word]
    }
  }

  public static func words(of response: Response) -> [Word] {
    switch response {
    case .value(let value): [value.word]
    case .done: []
    case .conflict: [Word("conflict")]
    }
  }
}

extension KeyValueStore: TextualObject {
  public static func operation(_ words: [Word]) throws(UnreadableWords) -> Operation {
    let name = try name(
      words, arguments: ["get": 1, "put": 2, "append": 2, "cas": 3, "delete": 1])
    let key: String = try value(words, at: 1, of: name)
    switch name {
    case "get": return .get(key)
    case "put": return .put(key, try value(words, at: 2, of: name))
    case "append": return .append(key, try value(words, at: 2, of: name))
    case "delete": return .delete(key)
    default:
      return .compareAndSet(
        key, expected: try value(words, at: 2, of: name), new: try value(words, at: 3, of: name))
    }
  }

  public static func response(
    _ words: [Word], to operation: Operation
  ) throws(UnreadableWords) -> Response {
    switch operation {
    case .get, .append: .value(try answer(words))
    case .compareAndSet: try plain(.done, words, or: .conflict)
    case .put, .delete: try plain(.done, words)
    }
  }

  public static func words(of operation: Operation) -> [Word] {
    switch operation {
    case .get(let key): [Word("get"), key.word]
    case .put(let key, let value): [Word("put"), key.word, value.word]
    case .append(let key, let suffix): [Word("append"), key.word, suffix.word]
    case .compareAndSet(let key, let expected, let new):
      [Word("cas"), key.word, expected.word, new.word]
    case .delete(let key): [Word("delete"), key.word]
    }
  }

  public static func words(of response: Response) -> [Word] {
    switch response {
    case .value(let value): [value.word]
    case .done: []
    case .conflict: [Word("conflict")]
    }
  }
}

extension Counter: TextualObject {
  /// The most that a file may add or take at once, so that no count leaves the range of its numbers.
  static let largestDifference = 1_000_000_000_000

  static let largestWords =
    "an 'add' takes a number from -\(largestDifference) to \(largestDifference): "
    + "a counter must not leave the range of its numbers"

  /// Whether a file may add so much, or begin with it.
  public static func isAddable(_ difference: Int) -> Bool {
    (-largestDifference...largestDifference).contains(difference)
  }

  public static func operation(_ words: [Word]) throws(UnreadableWords) -> Operation {
    guard try name(words, arguments: ["read": 0, "add": 1]) == "add" else { return .read }
    let difference: Int? = try? value(words, at: 1, of: "add")
    guard let difference, isAddable(difference) else { throw UnreadableWords(largestWords) }
    return .add(difference)
  }

  public static func response(
    _ words: [Word], to operation: Operation
  ) throws(UnreadableWords) -> Response {
    switch operation {
    case .read: .value(try answer(words))
    case .add: try plain(.done, words)
    }
  }

  public static func words(of operation: Operation) -> [Word] {
    switch operation {
    case .read: [Word("read")]
    case .add(let difference): [Word("add"), difference.word]
    }
  }

  public static func words(of response: Response) -> [Word] {
    switch response {
    case .value(let value): [value.word]
    case .done: []
    }
  }
}

extension FIFOQueue: TextualObject where Element: TextualValue {
  public static func operation(_ words: [Word]) throws(UnreadableWords) -> Operation {
    try name(words, arguments: ["enqueue": 1, "dequeue": 0]) == "dequeue"
      ? .dequeue : .enqueue(try value(words, at: 1, of: "enqueue"))
  }

  public static func response(
    _ words: [Word], to operation: Operation
  ) throws(UnreadableWords) -> Response {
    switch operation {
    case .dequeue: .element(try answer(words))
    case .enqueue: try plain(.done, words)
    }
  }

  public static func words(of operation: Operation) -> [Word] {
    switch operation {
    case .enqueue(let element): [Word("enqueue"), element.word]
    case .dequeue: [Word("dequeue")]
    }
  }

  public static func words(of response: Response) -> [Word] {
    switch response {
    case .done: []
    case .element(let element): [element.word]
    }
  }
}
