test "public money" { "The tax is low.", scores = { "on-public-money" } }
test "not public money" { "The roof is low.", silent = { "on-public-money" } }
test "business" { "Inflation is low.", scores = { "on-business" } }
test "not business" { "The roof is low.", silent = { "on-business" } }
test "health" { "The hospital is full.", scores = { "on-health" } }
test "not health" { "The boat is full.", silent = { "on-health" } }
test "crime" { "The police are here.", scores = { "on-crime" } }
test "not crime" { "The divers are here.", silent = { "on-crime" } }
test "borders" { "The immigrants are here.", scores = { "on-borders" } }
test "not borders" { "The divers are here.", silent = { "on-borders" } }
test "elections" { "The campaign is long.", scores = { "on-elections" } }
test "not elections" { "The road is long.", silent = { "on-elections" } }
test "nothing public" { "The roof is low.", scores = { "no-public-matter" } }
test "something public" { "The tax is low.", silent = { "no-public-matter" } }
test "nothing to hold on to" { "Things were under control.", scores = { "nothing-to-hold-on-to" } }
test "a name is something to hold on to" {
  "Maren Tolvik was in control.",
  silent = { "nothing-to-hold-on-to" }
}
