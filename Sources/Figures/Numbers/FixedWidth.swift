/// The value with exactly `decimals` digits after the point; halves go away from zero.
///
/// For the tables that cells print: the same text on every machine, since neither a locale nor the C
/// library has a say in it.
public func fixed(_ value: Double, decimals: Int) -> String {
  Numeral.fixed(value, decimals: decimals)
}

extension String {
  /// Padded with spaces to a width in cells of a terminal; longer texts stay as they are.
  ///
  /// - Parameter right: Whether the text stands on the right, as numbers do in a column.
  public func padded(to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - Typography.cells(self)))
    return right ? space + self : self + space
  }
}
