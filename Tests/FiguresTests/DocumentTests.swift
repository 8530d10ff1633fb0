import Foundation
import Testing

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Every figure")
struct DocumentTests {
  @Test("is well-formed XML with a title, a description and a role")
  func wellFormed() {
    for figure in allSamples + EdgeSamples.all {
      let outline = Outline(figure.svg)
      #expect(outline.error == nil, "\(figure.title): \(outline.error ?? "")")
      #expect(outline.elements.prefix(3) == ["svg", "title", "desc"])
      #expect(outline.role == "img")
      #expect(outline.title == Typography.line(figure.title))
    }
  }

  @Test("the check of well-formedness rejects what isn't")
  func malformed() {
    #expect(Outline("<svg><title>a & b</title></svg>").error != nil)
    #expect(Outline("<svg><g></svg>").error != nil)
  }

  @Test("fits into forty kilobytes")
  func size() {
    for figure in allSamples + EdgeSamples.all {
      #expect(figure.svg.utf8.count < 40_000, "\(figure.title)")
    }
  }

  @Test("holds finite coordinates only, and no script or reference to elsewhere")
  func harmless() {
    for figure in allSamples + EdgeSamples.all {
      let tags = figure.svg.split(separator: "<").map { $0.prefix { $0 != ">" } }
      for tag in tags {
        #expect(!tag.contains("nan") && !tag.contains("inf"), "\(figure.title): \(tag)")
        #expect(!tag.hasPrefix("script") && !tag.contains("href"), "\(figure.title): \(tag)")
      }
    }
  }

  @Test("has a text in lines without trailing spaces, ended by a newline")
  func texts() {
    for figure in allSamples + EdgeSamples.all {
      #expect(figure.text.hasSuffix("\n"))
      #expect(!figure.text.contains(" \n"), "\(figure.title)")
      #expect(!figure.text.contains("\u{7}"))
    }
  }

  @Test("keeps its words inside of the picture")
  func inside() throws {
    for figure in allSamples + EdgeSamples.all {
      let outline = Outline(figure.svg)
      for word in outline.words {
        #expect(word.left > 0 && word.right <= outline.width, "\(figure.title): \(word.text)")
      }
    }
  }

  @Test("awkward words look as recorded")
  func awkward() throws {
    try expectGolden(EdgeSamples.words, "awkward-words")
    try expectGolden(EdgeSamples.chart, "awkward-chart")
    try expectGolden(EdgeSamples.histogram, "awkward-histogram")
  }

  @Test("a figure that differs from its record is told, with the line")
  func rejects() throws {
    var plot = PlotSamples.availability
    #expect(try goldenDifferences(plot, "line-plot").isEmpty)
    plot.series[0].points[0].y = 0.98
    let differences = try goldenDifferences(plot, "line-plot")
    #expect(differences.count == 2)
    #expect(differences.first?.hasPrefix("line-plot.txt:") == true, "\(differences)")
  }
}

/// What a parser sees of a picture.
private final class Outline: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  private(set) var role: String?
  private(set) var title = ""
  private(set) var width = 0.0
  private(set) var error: String?
  private(set) var words: [(text: String, left: Double, right: Double)] = []
  private var text = ""
  private var attributes: [String: String] = [:]

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse() { error = error ?? "not parsed" }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(name)
    text = ""
    self.attributes = attributes
    guard name == "svg" else { return }
    role = attributes["role"]
    width = Double(attributes["width"] ?? "") ?? 0
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { self.error = "\(error)" }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "title" { title = text }
    guard name == "text", attributes["transform"] == nil else { return }
    let style = attributes["class"] ?? ""
    let size = style.contains("small") ? 11.0 : style.contains("title") ? 14 : 12
    let length = Typography.width(text, size: size)
    let x = Double(attributes["x"] ?? "") ?? .nan
    let left = style.contains("end") ? x - length : style.contains("middle") ? x - length / 2 : x
    words.append((text, left, left + length))
  }
}
