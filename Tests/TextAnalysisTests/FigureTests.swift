import Articles
import Testing
import TextAnalysis

private func figures(_ text: String) -> String {
  let analysis = analyse(text, published: "2025-04-09")
  let table = analysis.figures
  return (0..<table.count).map { row in
    let bound = Figures.Bound(rawValue: table.bound[row]) ?? .exact
    func plain(_ value: Double) -> String {
      value.isNaN ? "?" : value == value.rounded() && value < 1e15 ? String(Int(value)) : String(value)
    }
    let value =
      bound == .between ? "\(plain(table.low[row]))..\(plain(table.high[row]))" : plain(table.low[row])
    return "\(analysis.string(table.tokens(row)))=\(value) \(table.unit(row) ?? "-") \(bound.name)"
  }.joined(separator: "|")
}

@Test(arguments: [
  ("About 155 Norvan sailors are fighting.", "About 155=155 sailors about"),
  ("the capture of two soldiers", "two=2 soldiers exact"),
  ("exchange the two prisoners of war", "two=2 prisoners exact"),
  ("12 percent of voters", "12 percent=12 percent exact"),
  ("12.5% and 7 per cent", "12.5%=12.5 percent exact|7 per cent=7 percent exact"),
  ("It fell 3 percentage points.", "3 percentage points=3 percentage points exact"),
  ("It cost $1.2 billion.", "$1.2 billion=1200000000 USD exact"),
  ("£3m, 4bn, €20", "£3m=3000000 GBP exact|4bn=4000000000 - exact|€20=20 EUR exact"),
  ("about $5", "about $5=5 USD about"),
  ("US$5 and 5 USD", "US$5=5 USD exact|5 USD=5 USD exact"),
  ("155,000 homes", "155,000=155000 homes exact"),
  ("a hundred and twenty boats", "a hundred and twenty=120 boats exact"),
  ("two hundred and twenty-five thousand people", "two hundred and twenty-five thousand=225000 people exact"),
  ("twenty-five cows", "twenty-five=25 cows exact"),
  ("a dozen eggs and half a million euros", "a dozen=12 eggs exact|half a million=500000 euros exact"),
  ("one in five children", "one in five=0.2 children exact"),
  ("3 out of 10 voters", "3 out of 10=0.3 voters exact"),
  ("half of the voters", "half=0.5 voters exact"),
  ("two-thirds of members", "two-thirds=0.6666666666666666 members exact"),
  ("a third of all homes", "a third=0.3333333333333333 homes exact"),
  ("dozens of people", "dozens=? people vague"),
  ("tens of thousands of refugees", "tens of thousands=? refugees vague"),
  ("hundreds of thousands of refugees", "hundreds of thousands=? refugees vague"),
  ("there were many more sailors", "many more=? sailors vague"),
  ("several boats", "several=? boats vague"),
  ("a handful of boats", "a handful=? boats vague"),
  ("between 5 and 7 boats", "between 5 and 7=5..7 boats between"),
  ("10 to 12 percent", "10 to 12 percent=10..12 percent between"),
  ("5-7 boats", "5-7=5..7 boats between"),
  ("$1-2 billion", "$1-2 billion=1000000000..2000000000 USD between"),
  ("two or three boats", "two or three=2..3 boats between"),
  ("It rose from 5 to 7 percent.", "5=5 - exact|7 percent=7 percent exact"),
  ("some 300 boats", "some 300=300 boats about"),
  ("roughly 40 and nearly 50 boats", "roughly 40=40 - about|nearly 50=50 boats about"),
  ("more than 40 boats", "more than 40=40 boats at-least"),
  ("no more than 40 boats", "no more than 40=40 boats at-most"),
  ("no fewer than 40 boats", "no fewer than 40=40 boats at-least"),
  ("at least two boats", "at least two=2 boats at-least"),
  ("up to 300 boats", "up to 300=300 boats at-most"),
  ("as many as 300 boats", "as many as 300=300 boats at-most"),
  ("fewer than 300 boats", "fewer than 300=300 boats at-most"),
  ("300 or so boats", "300 or so=300 boats about"),
  ("300 boats or more", "300 boats or more=300 boats at-least"),
  ("300 boats or so", "300 boats or so=300 boats about"),
  ("over 20 years", "over 20=20 years at-least"),
  ("a 34-year-old sailor", "34=34 year-old exact"),
  ("Ann Lund, 34, and a man aged 20", "34=34 years old exact|20=20 years old exact"),
  ("She is 34 years old.", "34=34 years old exact"),
  ("It killed 10 in 2020.", "10=10 - exact"),
  ("two in four days", "two=2 - exact|four=4 days exact"),
  ("one man died", "one=1 man exact"),
  ("one of them left, no one came, the one that stayed", ""),
  ("one day", ""),
  ("at 10:30 and 5 p.m. on April 9, 2025 in 2014", ""),
  ("the third boat and the 21st", ""),
  ("Call 555-0142", ""),
  ("Section 5 and Article 12", ""),
  ("an F-16 and COVID-19", ""),
  ("a Boeing 737 landed", ""),
  ("They lost 2-1.", ""),
  ("it is noted [6] there", ""),
  ("1. Buy bread.", ""),
  ("No. 10 said", ""),
  ("three days ago", ""),
  ("5km of road", "5=5 km exact"),
  ("two more men", "two=2 men exact"),
  ("1/3 of boats", "1/3=0.3333333333333333 boats exact"),
  ("More than 1.5 million people", "More than 1.5 million=1500000 people at-least"),
  ("three times", "three=3 times exact"),
])
func figuresAreFound(_ text: String, _ expected: String) {
  #expect(figures(text) == expected)
}

@Test func aFigureIsASpanLayerWithItsUnitInTheText() {
  let analysis = analyse("She saw about 40 grey boats.")
  var ends: [Int32] = []
  for token in 0..<analysis.tokens.count { analysis.forEachEnd(of: .figure, at: token) { ends.append($0) } }
  #expect(ends == [4])
  #expect(analysis.article.string(analysis.figures.unitSpan[0]) == "boats")
}
