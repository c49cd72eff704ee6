// Numbers in tables and pages are those of the records, digit for digit.

internal import JSON

/// The shortest digits that read back as `value`, as a record has them.
func numberText(_ value: Double) -> String { JSONNumber(value)?.text ?? "" }

/// With a sign: `+1.5`, `-2`, `+0`.
func signed(_ value: Double) -> String { (value < 0 ? "" : "+") + numberText(value) }
