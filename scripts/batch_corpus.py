"""Corpora and rules for the tests of long runs, and what the system tells of their processes.

Made here, by a generator with a seed, so that nothing of a run depends on files elsewhere.
"""

import json
import os
import random
from pathlib import Path

RULES = """
extract "said" {
  doc   = "A source says something in quotation marks.",
  match = [[ source:(DET NOUN) cue:said content:<quotation> ]],
}
score "has-figure" {
  doc     = "A content with a figure can be checked.",
  on      = "claim",
  scale   = "worth",
  match   = contains "<figure>",
  points  = 1.5,
  because = "gives a figure: “{match}”",
}
"""

# An article that says so keeps its worker busy for a second or two, so that there is time to do something to the
# worker. Several rules, since each has a budget and a wall limit of its own, which must hold on a busy machine too.
SLOW_RULES = "".join(
    f"""
score "slow-{number}" {{
  doc = "Takes its time over an article that asks for it.",
  on = "article", scale = "time",
  weigh = function(article)
    if not article.text:find("slowly", 1, true) then return nil end
    local sum = 0
    for step = 1, 5e6 do sum = sum + step end
    return 1, "took its time"
  end,
}}
"""
    for number in range(12))

PEOPLE = ["mayor", "warden", "engineer", "minister", "farmer", "clerk", "driver", "teacher"]


def corpus(path, count, seed, sentences=(1, 4), broken=True):
    """Articles of invented sentences; one line in 500 is no article where `broken` says so."""
    pick = random.Random(seed)
    with open(path, "w") as file:
        for number in range(count):
            if broken and number % 500 == 250:
                file.write('{"id": "broken\n')
            said = [
                f"The {pick.choice(PEOPLE)} said “the flood took {pick.randint(2, 900)} houses in district "
                f"{pick.randint(1, 40)}”."
                for _ in range(pick.randint(*sentences))
            ]
            file.write(json.dumps({"id": f"a{number}", "text": " ".join(said)}) + "\n")


def children(process_id):
    """The processes that a process has started and that still run."""
    try:
        return [int(word) for word in Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()]
    except OSError:
        return []


def state(process_id):
    """The letter of a process's state and its processor time in seconds; None when it is gone."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
