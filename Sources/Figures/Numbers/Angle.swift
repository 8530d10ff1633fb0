/// Points on a circle made of correctly rounded operations only, for the reason of `Logarithm`.
enum Angle {
  /// Where a clock's hand points after `turn` of a revolution, clockwise from twelve: x to the
  /// right, y down.
  static func direction(turn: Double) -> Point {
    let eighths = (turn - turn.rounded(.down)) * 8
    let octant = min(7, Int(eighths))
    let rest = eighths - Double(octant)
    // Odd octants run backwards, so that the polynomials only see angles up to 45 degrees.
    let radians = (octant % 2 == 0 ? rest : 1 - rest) * 0.7853981633974483
    let (s, c) = (sine(radians), cosine(radians))
    switch octant {
    case 0: return Point(s, -c)
    case 1: return Point(c, -s)
    case 2: return Point(c, s)
    case 3: return Point(s, c)
    case 4: return Point(-s, c)
    case 5: return Point(-c, s)
    case 6: return Point(-c, -s)
    default: return Point(-s, -c)
    }
  }

  private static func sine(_ x: Double) -> Double {
    let y = x * x
    return x
      * (1 - y / 6 * (1 - y / 20 * (1 - y / 42 * (1 - y / 72 * (1 - y / 110 * (1 - y / 156))))))
  }

  private static func cosine(_ x: Double) -> Double {
    let y = x * x
    return 1 - y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56 * (1 - y / 90 * (1 - y / 132)))))
  }
}
