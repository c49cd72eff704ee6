import ArgumentParser
import ArticleLoaders
import Articles
import Batches
import Diagnostics
import Dispatch
import Glibc
import RulePacks
import Rules
import Scoring
import Synchronization
import Workbench

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Open the workbench: rules and articles side by side in a browser.",
    discussion: """
      Serves one page on this machine alone and prints its address, whose token keeps everybody else out. Without an \
      INPUT there is an example to look at. Saving writes into the folders of --pack and beside the scripts of \
      --rules, and nowhere else. Ctrl-C ends it.

      EXAMPLES
        assay serve
        assay serve article.txt --pack grain-deals
        assay serve archive/ --rules my-rule.lua --labels labels.csv
        assay serve --no-open --port 8080

      EXIT STATUS
        0  it was ended by Ctrl-C or a signal to end
        2  a pack, a script or the port could not be had
      """)

  @Argument(
    help: ArgumentHelp("Files and folders with articles, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions
  @OptionGroup var input: InputOptions

  @Flag(help: "Take a one-line first paragraph without a final stop as the headline of a text file.")
  var headline = false

  @Option(
    help: ArgumentHelp(
      "Where labels are read and written: a table that stats and tune read.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var labels = "labels.csv"

  @Option(help: ArgumentHelp("The port to listen on; any free one without it, or with 0.", valueName: "n"))
  var port: UInt16 = 0

  @Flag(help: "Do not open a browser.")
  var noOpen = false

  @Option(
    help: ArgumentHelp(
      "Read the parts of the page from this folder at each load.", valueName: "folder", visibility: .hidden),
    completion: .directory)
  var pageFolder: String?

  func validate() throws {
    guard labels.lowercased().hasSuffix(".csv") else {
      throw ValidationError("--labels: a table (.csv) expected, got '\(labels)'")
    }
  }

  func run() throws {
    var opening = Desk.Opening()
    opening.hasStandardPacks = !packs.withoutStandard
    opening.packs = packs.packs
    opening.scripts = packs.scripts
    opening.allowsUnsigned = packs.allowUnsigned
    opening.limits = packs.limits
    opening.settings = try local.settings()
    opening.labels = labels
    // Tells what is wrong with packs, as every command does.
    _ = try packs.read()
    opening.articles = try articles()
    let desk: Desk
    do throws(PackError) { desk = try Desk(opening) } catch {
      throw Failure(error.description, help: error.help)
    }
    let signals: StopSignals
    do throws(SystemError) { signals = try StopSignals() } catch { throw Failure(systemError(error.code)) }
    let server = try serve(desk)
    try Terminal.out(server.address + "\n")
    if !noOpen, Terminal.isInteractive || Terminal.environment("DISPLAY") != nil {
      Browser.open(server.address)
    }
    signals.wait()
    desk.close()
    // Rules may be running whose budget nobody wants to wait for.
    _exit(0)
  }

  private func serve(_ desk: Desk) throws -> WorkbenchServer {
    let (port, pageFolder) = (port, pageFolder)
    let server = waiting { () async -> Result<WorkbenchServer, WorkbenchServer.Failure> in
      do throws(WorkbenchServer.Failure) {
        return .success(try await WorkbenchServer(desk, port: port, pageFolder: pageFolder))
      } catch {
        return .failure(error)
      }
    }
    do throws(WorkbenchServer.Failure) { return try server.get() } catch {
      throw Failure(error.message, help: error.help)
    }
  }

  /// The articles of the inputs; what cannot be read is told, and is no reason to stop while there is something else.
  private func articles() throws -> [Article] {
    guard !inputs.isEmpty else { return [] }
    var options = LoadOptions(headline: headline ? .firstLine : .none)
    options = try input.applied(to: options)
    var reader = ArticleReader(inputs, options: options)
    var articles: [Article] = []
    var left = Desk.largestText
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
      case .article(let article, _):
        left -= article.text.count
        guard left >= 0 else {
          Terminal.error(
            "assay: opened the first \(counted(articles.count, "article")): the workbench keeps at most \(Desk.largestText >> 20) MB of text\n"
          )
          return articles
        }
        articles.append(article)
      }
    }
    guard !articles.isEmpty else { throw Failure("no article to open") }
    return articles
  }
}

/// Waits on this thread, which is the program's first and serves nobody, for what others do.
private func waiting<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
  let done = DispatchSemaphore(value: 0)
  let handover = Handover<Value>()
  Task {
    let value = await body()
    handover.value.withLock { $0 = value }
    done.signal()
  }
  done.wait()
  guard let value = handover.value.withLock({ $0 }) else { preconditionFailure("nothing was handed over") }
  return value
}

private final class Handover<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
