internal import CMark

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A parsed markdown document: the only place where the course touches libcmark.
///
/// It owns libcmark's tree and frees it on every path; what leaves this file are plain values.
struct MarkdownDocument: ~Copyable {
  private let root: OpaquePointer
  /// The byte order mark, which libcmark skips without counting it into the first line's columns.
  private let markLength: Int

  /// Parses `bytes` as CommonMark. libcmark accepts any input, so this cannot fail.
  init(parsing bytes: [UInt8]) {
    // An empty array may have no address, and libcmark wants one.
    let parsed = (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
    }
    markLength = bytes.starts(with: SourceText.byteOrderMark) ? SourceText.byteOrderMark.count : 0
    guard let parsed else { preconditionFailure("libcmark returned no document") }
    root = parsed
  }

  deinit { cmark_node_free(root) }

  /// The document's block-level nodes in source order, with the images inside them.
  func nodes() -> [MarkdownNode] {
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    var nodes: [MarkdownNode] = []
    var containers: [String] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      let isEntering = event == CMARK_EVENT_ENTER
      switch cmark_node_get_type(node) {
      case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM:
        if isEntering {
          nodes.append(self.node(node, .container, containers))
          containers.append(String(cString: cmark_node_get_type_string(node)))
        } else {
          containers.removeLast()
        }
      case let type where isEntering:
        if let content = content(of: node, type) {
          nodes.append(self.node(node, content, containers))
        }
      default:
        break
      }
    }
  }

  private func node(
    _ node: OpaquePointer, _ content: MarkdownNode.Content, _ containers: [String]
  ) -> MarkdownNode {
    let line = Int(cmark_node_get_start_line(node))
    let column = Int(cmark_node_get_start_column(node))
    return MarkdownNode(
      content: content, line: line, column: line == 1 && column > 0 ? column + markLength : column,
      containers: containers)
  }

  private func content(of node: OpaquePointer, _ type: cmark_node_type) -> MarkdownNode.Content? {
    switch type {
    case CMARK_NODE_CODE_BLOCK:
      return .code(
        info: String(cString: cmark_node_get_fence_info(node)),
        literal: bytes(cmark_node_get_literal(node)))
    case CMARK_NODE_HEADING:
      return .heading(level: Int(cmark_node_get_heading_level(node)), text: text(inside: node))
    case CMARK_NODE_HTML_BLOCK:
      return .html(bytes(cmark_node_get_literal(node)))
    case CMARK_NODE_IMAGE:
      return .image(url: String(cString: cmark_node_get_url(node)), text: text(inside: node))
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_THEMATIC_BREAK:
      return .prose
    default:
      return nil
    }
  }

  /// The text of a heading or an image, with its markup removed.
  private func text(inside node: OpaquePointer) -> String {
    var text = ""
    guard let iterator = cmark_iter_new(node) else { return text }
    defer { cmark_iter_free(iterator) }
    while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
      let inner = cmark_iter_get_node(iterator)
      switch cmark_node_get_type(inner) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += String(cString: cmark_node_get_literal(inner))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: break
      }
    }
    return text
  }

  private func bytes(_ string: UnsafePointer<CChar>?) -> [UInt8] {
    guard let string else { return [] }
    let start = UnsafeRawPointer(string).assumingMemoryBound(to: UInt8.self)
    return Array(UnsafeBufferPointer(start: start, count: strlen(string)))
  }
}

/// One block of a markdown document, as libcmark reads it.
struct MarkdownNode: Sendable {
  enum Content: Sendable {
    case heading(level: Int, text: String)
    /// A fenced or an indented block: libcmark's interface does not tell which.
    case code(info: String, literal: [UInt8])
    case html([UInt8])
    case image(url: String, text: String)
    case container
    case prose
  }

  var content: Content
  /// The first line, counted from 1.
  var line: Int
  /// The byte column of the first character, counted from 1; 0 for an image, which has none.
  var column: Int
  /// libcmark's names of the enclosing containers, outermost first: `block_quote`, `list`, `item`.
  var containers: [String]
}
