extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<np> que:@deny conten:<np> ]],
}
extract "nothing" {
  doc   = "No roles at all.",
  match = [[ <np> @deny <np> ]],
}
