import Histories
import Simulation

/// Each format with a reader and a checker of it, and files to begin with.
struct AnyReader: Sendable {
  enum Verdict: Equatable {
    case accepted
    case rejected
    case unknown
    /// An error, and its line.
    case refused(Int)
  }

  var name: String
  /// Files that are accepted, and files that are rejected.
  var right: [String]
  var wrong: [String]
  private var judge: @Sendable (String) throws -> Bool?

  func verdict(_ text: String) throws -> Verdict {
    do {
      switch try judge(text) {
      case true?: return .accepted
      case false?: return .rejected
      case nil: return .unknown
      }
    } catch let error as FormatError {
      return .refused(error.line)
    }
  }

  private static func linearizable<Object: StateMachine>(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, _ object: Object
  ) -> Bool? {
    recorded.history.isLinearizable(of: object, limit: .states(3_000))
  }

  private static func isolated(_ verdict: IsolationVerdict) -> Bool? {
    switch verdict {
    case .accepted: true
    case .rejected: false
    case .unknown: nil
    }
  }

  static let all: [AnyReader] = [
    AnyReader(
      name: "text, register",
      right: [
        "model cas-register nil\n@1000 alice invoke write 3\n@1800 bob invoke cas 3 4 # both\n"
          + "@2000 alice ok\n@2500 bob ok\ncarol invoke read\ncarol ok \"4\"\n"
      ],
      wrong: ["a invoke write 1\na ok\nb#1 invoke read\nb#2 invoke read\nb#2 ok nil\nb#1 ok 1\n"]
    ) {
      linearizable(try HistoryText.parse($0, file: "f", as: Register<String?>.self), Register(nil))
    },
    AnyReader(
      name: "text, store",
      right: [
        "a invoke append k x\nb invoke get k\na ok x\nb ok \"x\"\na invoke delete k\na info\n"
      ],
      wrong: ["a invoke put k x\na ok\nb invoke cas k x y\nb ok conflict\n"]
    ) {
      linearizable(try HistoryText.parse($0, file: "f", as: KeyValueStore.self), KeyValueStore())
    },
    AnyReader(
      name: "text, queue", right: ["a invoke enqueue 1\na ok\nb invoke dequeue\nb ok 1\n"],
      wrong: ["a invoke enqueue 1\na ok\nb invoke dequeue\nb ok nil\n"]
    ) {
      linearizable(
        try HistoryText.parse($0, file: "f", as: FIFOQueue<String>.self), FIFOQueue())
    },
    AnyReader(
      name: "text, counter", right: ["a invoke add -2\na ok\nb invoke read\nb ok -2\n"],
      wrong: ["a invoke add 2\na ok\nb invoke read\nb ok 1\n"]
    ) { linearizable(try HistoryText.parse($0, file: "f", as: Counter.self), Counter()) },
    AnyReader(
      name: "jepsen",
      right: [
        "INFO  jepsen.core - up\nINFO  jepsen.util - 0\t:invoke\t:cas\t[0 1]\n"
          + "INFO  jepsen.util - :nemesis\t:info\t:start\tnil\nINFO  jepsen.util - 0\t:fail\t:cas\t[0 1]\n"
      ],
      wrong: [
        "INFO  jepsen.util - 0\t:invoke\t:read\tnil\nINFO  jepsen.util - 0\t:ok\t:read\t7\n"
      ]
    ) { linearizable(try JepsenLog.parse($0, file: "f"), Register(nil)) },
    AnyReader(
      name: "knossos",
      right: [
        "[{:process 0, :type :invoke, :f :write, :value \"a b\"} ; a comment\n"
          + " {:process 0, :type :ok, :f :write, :value \"a b\"}\n"
          + " {:process :nemesis, :type :info, :f :start, :value nil}]\n"
      ],
      wrong: [
        "#op{:process 0, :type :invoke, :f :read, :value nil}\n"
          + "#op{:process 0, :type :ok, :f :read, :value #{1 2}}\n"
      ]
    ) { linearizable(try KnossosLog.parse($0, file: "f"), Register(nil)) },
    AnyReader(
      name: "knossos, store",
      right: [
        "{:process 0, :type :invoke, :f :write, :value [1 2]}\n"
          + "{:process 0, :type :ok, :f :write, :value [1 2]}\n"
      ],
      wrong: [
        "{:process 0, :type :invoke, :f :read, :value [1 nil]}\n"
          + "{:process 0, :type :ok, :f :read, :value [1 2]}\n"
      ]
    ) { linearizable(try KnossosLog.parseStore($0, file: "f"), KeyValueStore()) },
    AnyReader(
      name: "porcupine",
      right: [
        "{:process 0, :type :invoke, :f :append, :key \"5\", :value \"x 0 y\"}\n"
          + "{:process 1, :type :invoke, :f :get, :key \"5\", :value nil}\n"
          + "{:process 1, :type :ok, :f :get, :key \"5\", :value \"x 0 y\"}\n"
      ],
      wrong: [
        "{:process 1, :type :invoke, :f :get, :key \"5\", :value nil}\n"
          + "{:process 1, :type :ok, :f :get, :key \"5\", :value \"x 0 y\"}\n"
      ]
    ) { linearizable(try PorcupineLog.parse($0, file: "f"), PorcupineStore()) },
    AnyReader(
      name: "text, list-append",
      right: [
        "model list-append\n0 invoke append x 1, read \"y z\"\n0 ok append x 1, read \"y z\" []\n"
      ],
      wrong: ["0 invoke read x\n0 ok read x [a]\n1 invoke append x 2\n1 info\n"]
    ) { isolated(try TransactionHistory(text: $0, file: "f").check(.serializable)) },
    AnyReader(
      name: "elle, list-append",
      right: [
        "{:type :invoke, :f :txn, :value [[:append :x 1] [:r [1] nil]], :process 0}\n"
          + "{:type :ok, :f :txn, :value [[:append :x 1] [:r [1] []]], :process 0}\n"
      ],
      wrong: [
        "{:type :ok, :f :txn, :value [[:append :x 1] [:r :x nil]], :process 0}\n"
      ]
    ) { isolated(try TransactionHistory(elle: $0, file: "f").check(.snapshotIsolation)) },
    AnyReader(
      name: "elle, rw-register",
      right: [
        "{:type :invoke, :f :txn, :value [[:w :x 1] [:r :y nil]], :process 0}\n"
          + "{:type :ok, :f :txn, :value [[:w :x 1] [:r :y nil]], :process 0}\n"
      ],
      wrong: ["{:type :ok, :f :txn, :value [[:r :x \"a\"]], :process 0}\n"]
    ) {
      isolated(
        try RegisterTransactionHistory.read(elle: $0, file: "f").history.check(.serializable))
    },
  ]
}
