import ArticleLoaders
import Testing

/// A quoted pattern of names stands for the files that match it.
@Suite struct PatternInputTests {
  @Test func aPatternStandsForItsFilesInTheOrderOfTheirBytes() throws {
    let folder = try Folder([
      "b/2.txt": "x.", "b/10.txt": "x.", "a/é.txt": "x.", "a/z.txt": "x.", "a/.h.txt": "x.",
    ])
    #expect(folder.load(["?/*.txt"]).origins.map(\.path) == ["a/z.txt", "a/é.txt", "b/10.txt", "b/2.txt"])
  }

  @Test func aFolderThatMatchesIsReadLikeANamedOne() throws {
    let folder = try Folder(["2024/a.txt": "x.", "2025/b.txt": "x.", "2025/c.md": "x."])
    #expect(folder.load(["20*"]).lines == ["a", "b"])
  }

  @Test func aFileThatIsNamedLikeAPatternIsItself() throws {
    let folder = try Folder(["[a].txt": "x.", "a.txt": "y."])
    #expect(folder.load(["[a].txt"]).articles.map(\.string) == ["x."])
  }

  @Test func aPatternThatMatchesNothingIsAFailure() throws {
    let folder = try Folder()
    #expect(folder.load(["*.jsonl"]).lines == ["! *.jsonl: no file matches this pattern"])
  }
}
