// Logistic regression with an L2 penalty, by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani
// and Friedman, The Elements of Statistical Learning, 4.4.1). A few hundred columns at most, each row with a handful of
// values: solving it exactly is quicker than explaining a step size. Nothing is drawn by lot.

import Glibc

/// Columns and values of one observation; columns ascend.
typealias SparseRow = [(column: Int, value: Double)]

struct LogisticRegression {
  /// The intercept, which is not penalised, then a weight for each column.
  private(set) var weights: [Double]

  /// Fits to rows and their labels.
  ///
  /// - Parameters:
  ///   - penalty: lambda of λ/2·Σw²; above 0.
  ///   - start: where to begin; of another fit, or nil.
  init(_ rows: [SparseRow], _ labels: [Bool], columns: Int, penalty: Double, start: [Double]? = nil) {
    weights = start ?? [Double](repeating: 0, count: columns + 1)
    let size = columns + 1
    for _ in 0..<25 {
      var slope = [Double](repeating: 0, count: size)
      var bend = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
      for (row, label) in zip(rows, labels) {
        let likely = probability(row)
        let miss = (label ? 1 : 0) - likely, width = likely * (1 - likely)
        slope[0] += miss
        bend[0][0] += width
        for (index, one) in row.enumerated() {
          slope[one.column + 1] += miss * one.value
          bend[one.column + 1][0] += width * one.value
          for other in row[...index] {
            bend[one.column + 1][other.column + 1] += width * one.value * other.value
          }
        }
      }
      for column in 0..<size {
        // A hint of a penalty keeps the intercept finite when all labels are the same.
        let ridge = column == 0 ? 1e-6 : penalty
        slope[column] -= ridge * weights[column]
        bend[column][column] += ridge
      }
      let step = Self.solve(&bend, slope)
      for column in 0..<size { weights[column] += step[column] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
  }

  /// The sum of a row under the weights, the intercept included.
  func sum(_ row: SparseRow) -> Double { row.reduce(weights[0]) { $0 + weights[$1.column + 1] * $1.value } }

  func probability(_ row: SparseRow) -> Double { Self.probability(ofSum: sum(row)) }

  static func probability(ofSum sum: Double) -> Double { 1 / (1 + exp(-max(-30, min(30, sum)))) }

  /// Solves `matrix`·x = `vector` by Cholesky's decomposition; of the matrix, which is symmetric and positive definite,
  /// the lower half is read and overwritten.
  private static func solve(_ matrix: inout [[Double]], _ vector: [Double]) -> [Double] {
    let size = vector.count
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row][column]
        for k in 0..<column { sum -= matrix[row][k] * matrix[column][k] }
        matrix[row][column] =
          row == column ? max(sum, 1e-12).squareRoot() : sum / matrix[column][column]
      }
    }
    var solution = vector
    for row in 0..<size {
      for k in 0..<row { solution[row] -= matrix[row][k] * solution[k] }
      solution[row] /= matrix[row][row]
    }
    for row in (0..<size).reversed() {
      for k in (row + 1)..<max(size, row + 1) { solution[row] -= matrix[k][row] * solution[k] }
      solution[row] /= matrix[row][row]
    }
    return solution
  }
}
