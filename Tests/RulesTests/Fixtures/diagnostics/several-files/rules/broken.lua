extract "rejected" {
  doc = "Not closed.",
