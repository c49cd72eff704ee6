import Articles
import Testing
import TextAnalysis

private func dates(_ text: String, published: String?) -> String {
  let analysis = analyse(text, published: published)
  return (0..<analysis.dates.count).map { row in
    "\(analysis.string(analysis.dates.tokens(row)))=\(analysis.dates.value(row) ?? "nil")"
  }.joined(separator: "|")
}

/// Published on Wednesday, 9 April 2025.
@Test(arguments: [
  ("On Tuesday the mayor announced a plan.", "Tuesday=2025-04-08"),
  ("The mayor said on Tuesday that she would stay.", "Tuesday=2025-04-08"),
  ("The council will meet on Tuesday.", "Tuesday=2025-04-15"),
  ("On Friday the council will meet.", "Friday=2025-04-11"),
  ("She said on Monday the talks would resume on Friday.", "Monday=2025-04-07|Friday=2025-04-11"),
  ("The deal is expected to close on Thursday.", "Thursday=2025-04-10"),
  ("He spoke on Wednesday.", "Wednesday=2025-04-09"),
  ("last Wednesday", "last Wednesday=2025-04-02"),
  ("She left last Monday and returns next Monday.", "last Monday=2025-04-07|next Monday=2025-04-14"),
  ("closed since Friday, open until Friday", "Friday=2025-04-04|Friday=2025-04-11"),
  ("She arrived Tuesday, April 8, at noon.", "Tuesday, April 8=2025-04-08"),
  ("It happened on April 8.", "April 8=2025-04-08"),
  ("It happened on December 12.", "December 12=2024-12-12"),
  ("It will open on 3 March.", "3 March=2026-03-03"),
  ("on 9 April 2025 and April 9, 2024", "9 April 2025=2025-04-09|April 9, 2024=2024-04-09"),
  ("the 9th of April 2021", "9th of April 2021=2021-04-09"),
  ("in February 2022", "February 2022=2022-02"),
  ("It began in February.", "February=2025-02"),
  ("It began in November.", "November=2024-11"),
  ("next June and last April", "next June=2025-06|last April=2024-04"),
  ("in May, but May said she may march", "May=2024-05"),
  ("It will start in May.", "May=2025-05"),
  ("since 2019", "2019=2019"),
  ("in 1850", "1850=1850"),
  ("2014 was warm.", "2014=2014"),
  ("the 2019 election", "2019=2019"),
  ("some 2000 people and 1950 homes", ""),
  ("1500 homes", ""),
  ("about 2015 sheep", ""),
  ("$2014 and 2014%", ""),
  ("in the 1990s and the ’80s", "1990s=1990/1999|’80s=1980/1989"),
  ("the 19th century", "19th century=1801/1900"),
  ("between 2010 and 2014", "2010 and 2014=2010/2014"),
  ("from 2010 to 2014", "2010 to 2014=2010/2014"),
  ("the 2010-14 rules and 2015–2019", "2010-14=2010/2014|2015–2019=2015/2019"),
  ("April 9-11, 2024", "April 9-11, 2024=2024-04-09/2024-04-11"),
  ("from 9 to 11 April 2024", "9 to 11 April 2024=2024-04-09/2024-04-11"),
  ("between April 9 and April 11, 2024", "April 9 and April 11, 2024=2024-04-09/2024-04-11"),
  ("yesterday, today and tomorrow", "yesterday=2025-04-08|today=2025-04-09|tomorrow=2025-04-10"),
  ("last night", "last night=2025-04-08"),
  ("this morning", "this morning=2025-04-09"),
  ("last week", "last week=2025-03-31/2025-04-06"),
  ("this week and next week", "this week=2025-04-07/2025-04-13|next week=2025-04-14/2025-04-20"),
  ("last month, next month", "last month=2025-03|next month=2025-05"),
  ("earlier this month", "earlier this month=2025-04"),
  ("last year, this year, next year", "last year=2024|this year=2025|next year=2026"),
  ("three days ago", "three days ago=2025-04-06"),
  ("two weeks ago", "two weeks ago=2025-03-24/2025-03-30"),
  ("four months ago", "four months ago=2024-12"),
  ("10 years ago", "10 years ago=2015"),
  ("a decade ago", "a decade ago=2015"),
  ("over the last three years", "last three years=2022/2025"),
  ("in the past week", "past week=2025-04-02/2025-04-09"),
  ("the second quarter of 2024", "second quarter of 2024=2024-04/2024-06"),
  ("Q1 2023", "Q1 2023=2023-01/2023-03"),
  ("the first half of last year", "first half of last year=2024-01/2024-06"),
  ("the first half of the match", ""),
  ("the third time", ""),
  ("at 10:30 on Tuesday she left", "10:30 on Tuesday=2025-04-08"),
  ("on Tuesday at 9 a.m. she left", "Tuesday at 9 a.m.=2025-04-08"),
  ("on Tuesday morning she left", "Tuesday morning=2025-04-08"),
  ("at 10:30", ""),
  ("2025-04-01 and 25/12/2020 and 04/09/2021", "2025-04-01=2025-04-01|25/12/2020=2020-12-25|04/09/2021=nil"),
  ("the Sunday Times", ""),
  ("Rail 2000 is late", "2000=2000"),
  ("February 30, 2020", "February 30, 2020=nil"),
  ("Theresa May spoke", ""),
  ("You may go", ""),
])
func datesAreResolvedAgainstTheDayOfPublication(_ text: String, _ expected: String) {
  #expect(dates(text, published: "2025-04-09") == expected)
}

@Test(arguments: [
  ("on Tuesday", "Tuesday=nil"), ("last week", "last week=nil"), ("on April 9", "April 9=nil"),
  ("in 2014", "2014=2014"),
  ("three days ago", "three days ago=nil"), ("Q2", "Q2=nil"), ("in the last two years", "last two years=nil"),
  ("April 9 to April 11", "April 9=nil|April 11=nil"),
])
func withoutADayOfPublicationARelativeDateHasNoValue(_ text: String, _ expected: String) {
  #expect(dates(text, published: nil) == expected)
}

@Test(arguments: [
  ("2025-04-09T22:10:00+02:00", "2025-04-08"), ("Wed, 09 Apr 2025 10:00:00 GMT", "2025-04-08"),
  ("April 9, 2025", "2025-04-08"), ("9 April 2025", "2025-04-08"), ("2025-03-01", "2025-02-28"),
  ("2024-03-01", "2024-02-29"),
  ("2025-01-01", "2024-12-31"), ("soon", "nil"), ("", "nil"), ("2025-13-40", "nil"),
  ("0001-01-01", "0001-01-01"),
])
func theDayOfPublicationIsReadAsItCame(_ published: String, _ yesterday: String) {
  #expect(dates("yesterday", published: published) == "yesterday=\(yesterday)")
}

@Test func aDateIsASpanLayer() {
  let analysis = analyse("She left on April 9, 2025.", published: nil)
  var spans: [[Int]] = []
  for token in 0..<analysis.tokens.count {
    analysis.forEachEnd(of: .date, at: token) { spans.append([token, Int($0)]) }
  }
  #expect(spans == [[3, 7]])
}
