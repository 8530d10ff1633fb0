/// Thin lines across a plot, named where they start.
func drawReferences(
  _ references: [LinePlot.Reference], on canvas: inout Canvas, _ frame: PlotFrame
) {
  for reference in references {
    let scale = reference.direction == .vertical ? frame.x : frame.y
    guard let fraction = scale.fraction(reference.value), (0...1).contains(fraction) else {
      continue
    }
    let box = frame.box
    let label = Typography.fitted(reference.label, width: box.width / 2, size: 11)
    switch reference.direction {
    case .vertical:
      let x = box.minX + fraction * box.width
      canvas.line(Point(x, box.minY - 6), Point(x, box.maxY), "line dots")
      let isLeft = fraction > 0.7
      canvas.text(
        label, at: Point(x + (isLeft ? -5 : 5), box.minY + 2),
        isLeft ? "small halo end" : "small halo")
    case .horizontal:
      let y = box.maxY - fraction * box.height
      canvas.line(Point(box.minX, y), Point(box.maxX, y), "line dots")
      canvas.text(label, at: Point(box.minX + 6, y - 5), "small halo")
    }
  }
}
