// The disk is the truth: other programs write there, too. So packs of the analyst's are read anew for each request, and
// what stands unsaved in the page is laid over them for that request alone.

import Diagnostics
import FoundationEssentials
import JSON
import RulePacks
import Rules

/// What a file holds.
struct FileContents: Hashable, Sendable {
  var text: String
  /// SHA-256 in hexadecimal.
  var digest: String
}

/// Texts that are not saved, by pack and path.
struct Edits: Hashable, Sendable {
  private(set) var byPack: [String: [String: String]] = [:]

  init() {}

  /// Reads the member `files` of a request.
  ///
  /// - Throws: 400 for another form, and for names that no file of a pack can have.
  init(_ value: JSONValue?) throws(Refusal) {
    guard let value, value != .null else { return }
    guard let packs = value.object else { throw Refusal(400, "files: object expected, got \(value.kind)") }
    for pack in packs.members {
      guard let files = pack.value.object else {
        throw Refusal(400, "files: object expected for '\(pack.name)', got \(pack.value.kind)")
      }
      for file in files.members {
        guard let text = file.value.string else {
          throw Refusal(400, "files: text expected for '\(file.name)', got \(file.value.kind)")
        }
        byPack[pack.name, default: [:]][try PackPath(file.name).text] = text
      }
    }
  }
}

/// A pack on the desk.
struct OpenedPack: Sendable {
  var source: PackSource
  var place: PackPlace

  /// Without its manifest's list of rules, where it can be written.
  var unlisted: PackSource {
    var source = source
    if place.isWritable { source.entries = nil }
    return source
  }
}

/// The packs as they are at one moment.
struct PackReading: Sendable {
  var packs: [OpenedPack] = []
  /// What is wrong with manifests. A pack whose manifest cannot be used is not among the packs.
  var diagnostics: [Diagnostic] = []

  var sources: [PackSource] { packs.map(\.source) }
  /// The packs without their manifests' lists of rules: a rule that is being written is run before it is listed, and
  /// `check` says that it must be.
  var unlisted: [PackSource] { packs.map(\.unlisted) }
  var writable: [PackSource] { packs.filter { $0.place.isWritable }.map(\.source) }

  /// The manifests of packs that are not among them for what is wrong with those.
  fileprivate var brokenManifests: [String: String] = [:]

  /// Pack and path of the files, by how messages call them.
  var filesByDisplayPath: [String: (pack: String, path: String)] {
    var files = brokenManifests.mapValues { (pack: $0, path: "pack.json") }
    for pack in packs {
      for file in pack.source.files { files[file.displayPath] = (pack.source.name, file.path) }
    }
    return files
  }

  /// - Throws: 404 when there is none.
  func pack(_ name: String) throws(Refusal) -> OpenedPack {
    guard let found = packs.first(where: { $0.source.name == name }) else {
      throw Refusal(
        404, "no pack '\(name)'",
        help: suggestion(for: name, among: packs.map(\.source.name)).map { "did you mean '\($0)'?" })
    }
    return found
  }
}

/// Reads the packs that the command named.
struct PackShelf: Sendable {
  private let packs: [String]
  private let scripts: [String]
  private let allowsUnsigned: Bool
  /// The shipped packs never change, so they are read once. They come first.
  private let standard: [OpenedPack]
  var standardSources: [PackSource] { standard.map(\.source) }
  /// As they were called when the desk was opened: a manifest may be broken later, and mended here.
  private let openedPlaces: [String: PackPlace]

  init(_ opening: Desk.Opening) throws(PackError) {
    packs = opening.packs.filter { !$0.hasSuffix(".lua") }
    scripts = opening.packs.filter { $0.hasSuffix(".lua") } + opening.scripts
    allowsUnsigned = opening.allowsUnsigned
    var reader = PackReader()
    standard =
      opening.hasStandardPacks
      ? try reader.read("std").map { OpenedPack(source: $0, place: .shipped) } : []
    let read = try Self.read(packs, scripts, allowsUnsigned).packs
    openedPlaces = Dictionary((standard + read).map { ($0.source.name, $0.place) }) { first, _ in first }
  }

  /// The packs with `edits` laid over them.
  ///
  /// - Throws: 404 for edits of a pack that is not here, 403 of one that cannot be written, 400 when a pack cannot be
  ///   read any more.
  func read(_ edits: Edits = Edits()) throws(Refusal) -> PackReading {
    var reading: PackReading
    do throws(PackError) {
      reading = try Self.read(packs, scripts, allowsUnsigned)
    } catch {
      throw Refusal(400, error.description, help: error.help)
    }
    reading.packs = standard + reading.packs
    for (name, texts) in edits.byPack.sorted(by: { $0.key < $1.key }) {
      guard let row = reading.packs.firstIndex(where: { $0.source.name == name }) else {
        // One whose manifest is broken on disk cannot be evaluated; its diagnostics are there.
        if openedPlaces[name] != nil { continue }
        throw Refusal(404, "no pack '\(name)'")
      }
      let place = reading.packs[row].place
      for path in texts.keys.sorted() { _ = try place.diskPath(PackPath(path)) }
      let (edited, diagnostics) = reading.packs[row].source.edited(texts, displayPath: place.displayPath)
      reading.diagnostics += diagnostics
      if let edited { reading.packs[row].source = edited } else { reading.packs.remove(at: row) }
    }
    let names = Set(reading.packs.map(\.source.name))
    for (name, place) in openedPlaces where !names.contains(name) {
      reading.brokenManifests[place.displayPath("pack.json")] = name
    }
    return reading
  }

  /// Where the files of a pack lie.
  ///
  /// - Throws: 404 when there is none of this name.
  func place(of pack: String) throws(Refusal) -> PackPlace {
    if let place = openedPlaces[pack] { return place }
    return try read().pack(pack).place
  }

  private static func read(
    _ packs: [String], _ scripts: [String], _ allowsUnsigned: Bool
  ) throws(PackError) -> PackReading {
    var reader = PackReader(allowsUnsigned: allowsUnsigned)
    var reading = PackReading()
    for name in packs {
      let known = reader.diagnostics.count
      do throws(PackError) {
        for source in try reader.read(name) {
          reading.packs.append(OpenedPack(source: source, place: place(of: source, named: name)))
        }
      } catch {
        // A manifest that cannot be used has its diagnostics; a pack that is not there has none.
        if reader.diagnostics.count == known { throw error }
      }
    }
    for path in scripts {
      reading.packs.append(OpenedPack(source: try reader.read(script: path), place: .script(path)))
    }
    reading.diagnostics = reader.diagnostics
    return reading
  }

  private static func place(of source: PackSource, named name: String) -> PackPlace {
    if name == "std" || PackReader.standardNames.contains(name) { return .shipped }
    let folder = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    return source.files.contains { $0.displayPath == folder + "/pack.json" } ? .folder(folder) : .installed
  }
}
