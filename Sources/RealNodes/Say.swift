internal import Foundation

/// A line on standard error: what a process says beside its results.
func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
