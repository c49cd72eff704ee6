test "a rejection" { "{source|Officials} {cue|denied} {content|the report}." }
