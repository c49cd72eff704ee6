import Articles
import Testing

@Test(arguments: [
  ([Int32](), [Int32]()), ([3], [0, 0, 0]), ([1, 3, 4], [0, 1, 1, 2]), ([2, 2, 3], [0, 0, 2]),
])
func aColumnOfRunsCountsThem(_ ends: [Int32], _ rows: [Int32]) {
  let column = Column<Int32>(endsOfRuns: ends)
  #expect((0..<column.count).map { column[$0] } == rows)
}
