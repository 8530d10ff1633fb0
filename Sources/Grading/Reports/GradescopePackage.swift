/// The autograder that Gradescope is given as a zip: two scripts at the top and the course in a
/// folder beside them.
public enum GradescopePackage {
  /// Prepares the image, once, when the autograder is uploaded.
  ///
  /// It needs a Swift toolchain: one that the image has already, or the one that `SWIFT_URL` names.
  public static func setup(_ selection: String) -> String {
    """
    #!/bin/sh
    # Prepares the image. Building the course here saves every submission from doing it.
    #
    \(needs.split(separator: "\n").map { "# \($0)" }.joined(separator: "\n"))
    set -eu
    apt-get update
    apt-get install -y --no-install-recommends \\
      binutils bubblewrap ca-certificates curl gcc git libc6-dev libcmark-dev libcurl4-openssl-dev \\
      libncurses6 libstdc++-12-dev libxml2 pkg-config tzdata zlib1g-dev
    if ! command -v swift > /dev/null; then
      : "${SWIFT_URL:=https://download.swift.org/swift-6.3.1-release/ubuntu2204/swift-6.3.1-RELEASE/swift-6.3.1-RELEASE-ubuntu22.04.tar.gz}"
      mkdir -p /opt/swift
      curl --fail --silent --show-error --location "$SWIFT_URL" | tar -xz -C /opt/swift --strip-components 1
      ln -s /opt/swift/usr/bin/swift /opt/swift/usr/bin/swiftc /usr/local/bin/
    fi
    cd /autograder/source/course
    swift build --configuration release --product course
    .build/release/course grade \(selection) --prepare

    """
  }

  /// What the platform must give it, in words.
  public static let needs = """
    Memory: choose a container with 3 GB or more. Building takes 2 GB, a test may use 1 GB.
    Isolation: bubblewrap where the container may make namespaces; most may not. Then submissions
    run under an account without rights, but the network is within their reach. No solution is in
    the image. Each report says which isolation was in force.
    """

  /// Grades one submission. The grader's exit code says how the work did; only a missing report is
  /// an error of the autograder's own.
  ///
  /// - Parameter selection: what to grade, as `course grade` takes it (`7` or `7.2`).
  public static func run(_ selection: String) -> String {
    """
    #!/bin/sh
    # Grades the submission that Gradescope has put into /autograder/submission.
    set -u
    results=/autograder/results/results.json
    class=$(mktemp -d)
    cp -RP /autograder/submission "$class/submission"
    mkdir -p /autograder/results
    cd /autograder/source/course || exit 3
    .build/release/course grade \(selection) --submissions "$class" --format gradescope \\
      --output "$results"
    test -s "$results"

    """
  }

  /// The zip to upload.
  ///
  /// - Parameter course: the course's own files, by their paths from the package's root. Solutions
  ///   are not needed, and better not among them.
  public static func archive(selection: String, course: [(path: String, bytes: [UInt8])]) -> [UInt8]
  {
    var zip = ZipWriter()
    zip.add("setup.sh", Array(setup(selection).utf8), isExecutable: true)
    zip.add("run_autograder", Array(run(selection).utf8), isExecutable: true)
    for file in course.sorted(by: { $0.path < $1.path }) {
      zip.add("course/" + file.path, file.bytes)
    }
    return zip.bytes
  }
}
