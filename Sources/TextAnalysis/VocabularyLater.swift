// The lists that figures, dates, hedges and names need; see Vocabulary.swift.
let laterLists: [(WordFacts, String)] = [
  (.hedgeStart, HedgeList.firstWords),
  (
    .month,
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.
    """
  ),
  (
    .weekday,
    """
    monday tuesday wednesday thursday friday saturday sunday mon. tue. wed. thu. fri. sat. sun.
    """
  ),
  (
    .dateWord,
    """
    today tonight yesterday tomorrow last next this previous past earlier later first second third fourth a an q1 q2 q3 q4
    """
  ),
  (
    .numberWord,
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half
    quarter third dozens scores hundreds thousands millions billions trillions several numerous countless many handful
    """
  ),
  (
    .futureCue,
    """
    will 'll shall wo would plans plan hopes due set going expects expect scheduled upcoming
    """
  ),
  (
    .pastCue,
    """
    said was were had told took made went came gave got found held met won lost left began became saw knew thought brought
    sent spent kept led fell rose ran hit shot put cut spoke wrote stood heard says has have been did read paid built grew
    """
  ),
]
