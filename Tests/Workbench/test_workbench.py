"""The workbench as those see it who work with it. Run by scripts/workbench-test."""

import functools
import http.server
import json
import re
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from workbench_browser import ASSAY, RULES, browser, server, until, write_articles, write_pack

LAPTOP, PHONE = {"width": 1366, "height": 820}, {"width": 390, "height": 780}
DAM = """The mayor said “the flood took 40 houses”. She did not name the street.

A warden said “it is quiet here”. The clerk spoke of 3 boats.
"""
SAID = '{} "quoted" {{\n  doc   = "A source says something in quotation marks.",\n  {} = [[ source:(DET NOUN) cue:said content:<quotation> ]],\n}}\n'


class WorkbenchTest(unittest.TestCase):
    """A folder with a pack and an article, a workbench, and a page before it that must say nothing in its console."""

    inputs = ["dam.txt"]
    options = ["--pack", "floods", "--no-std"]
    allowed = None  # a form of lines that the console may have

    @classmethod
    def setUpClass(cls):
        cls.browsing = browser()
        cls.chromium = cls.browsing.__enter__()
        cls.addClassCleanup(cls.browsing.__exit__, None, None, None)

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="assay-workbench-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.pack = write_pack(self.folder / "floods")
        (self.folder / "dam.txt").write_text(DAM, encoding="utf-8")
        self.console, self.refused = [], []
        self.prepare()
        serving = server(self.folder, *self.inputs, *self.options)
        self.server = serving.__enter__()
        self.addCleanup(serving.__exit__, None, None, None)
        self.page = self.open()

    def prepare(self):
        pass

    def open(self, before=None, **options):
        page = self.chromium.new_page(**{"viewport": LAPTOP, **options})
        self.addCleanup(page.close)
        page.set_default_timeout(60_000)
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("response", lambda response: response.status >= 400 and self.refused.append(
            (response.status, response.url.split("?")[0], response.request.post_data)))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        if before:
            before(page)
        page.goto(self.server.address)
        self.holds("known.evaluation !== null", page)
        return page

    def tearDown(self):
        unexpected = [line for line in self.console if not (self.allowed and re.search(self.allowed, line))]
        self.assertEqual(unexpected, [], self.refused)

    def holds(self, script, page=None):
        """Waits until it does. The page's policy lets nobody evaluate strings, a waiting function of the driver included."""
        until(lambda: (page or self.page).evaluate(script), script)

    # What one does at the page

    def view(self, name, page=None):
        (page or self.page).click(f"#tab-{name}")

    def write(self, text):
        """Replaces what the editor shows, as if it were pasted: an editor that closes brackets does not add any."""
        self.page.click("#editor .CodeMirror-lines")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def new_file(self, path):
        self.page.click("text=New file…")
        self.page.fill("dialog[open] input", path)
        self.page.click("dialog[open] >> text=Make it")
        self.page.wait_for_selector(f"#file-name:text-is('{path}')")

    def seen(self, selector, text, seconds=60):
        self.page.wait_for_selector(f"{selector}:has-text({json.dumps(text, ensure_ascii=False)})", timeout=seconds * 1000)


class AnAnalystAtTheWorkbench(WorkbenchTest):
    def test_writes_a_rule_mends_it_asks_why_makes_a_test_and_finds_it_on_disk(self):
        page = self.page
        self.view("rules")
        self.new_file("rules/quoted.lua")
        self.write(SAID.format("extract", "mach"))
        self.seen("#problems", "has no field 'mach'")
        self.seen("#problems", "did you mean 'match'?")
        page.wait_for_selector(".gutter-mark.error")
        page.wait_for_selector("#any-edit")
        self.seen("#effect-state", "as it was before the mistake")

        self.write(SAID.format("extract", "match").replace("  match", "  rank  = 5,\n  match"))
        page.wait_for_selector(".gutter-mark.error", state="detached")
        self.seen(".rule[data-rule='desk/floods/quoted'] summary", "2 found")
        self.assertEqual(page.locator("#effect-text mark.content").all_inner_texts()[0], "“the flood took 40 houses”1")

        page.click("#effect-text button.tag >> nth=0")
        self.view("article")
        self.view("why")
        self.seen("#side-why .facts", "desk/floods/quoted")
        self.seen("#side-why .scores", "gives a figure: “40”")
        self.assertEqual(page.locator("#side-why .points").first.inner_text(), "+1.50")

        page.click("#side-why >> text=Make a test")
        page.wait_for_selector("#file-name:has-text('_test.lua')")
        name = page.inner_text("#file-name")
        self.assertFalse((self.pack / name).exists())
        page.click("#run-tests")
        self.seen("#test-results", "1 passed, 0 failed")
        self.seen("#problems", "rule 'quoted' is not listed in pack.json")
        page.click("#problems >> text=List it")
        self.seen("#problems li:first-child", "no tests for rules/floods.lua")
        page.click("#save")
        page.wait_for_selector("#file-state:has-text('saved'):not(.dirty)")
        self.assertIn("{content|“the flood took 40 houses”}", (self.pack / name).read_text(encoding="utf-8"))
        self.assertFalse((self.pack / "rules" / "quoted.lua").exists())
        page.click("#save-all")
        page.wait_for_selector("#any-edit", state="hidden")
        self.assertIn('extract "quoted"', (self.pack / "rules" / "quoted.lua").read_text(encoding="utf-8"))
        tests = subprocess.run([ASSAY, "test", "floods"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(tests.stdout, "1 passed, 0 failed\n")

    def test_makes_a_todo_test_of_a_false_hit(self):
        self.page.keyboard.press("j")
        self.page.keyboard.press("f")
        self.page.wait_for_selector("#file-name:text-is('rules/floods_test.lua')")
        text = self.page.evaluate("rulesView.editor.text")
        self.assertIn("todo", text)
        self.assertNotIn("{content|", text)

    def test_sees_what_a_rule_nearly_found_and_where_it_stopped(self):
        self.view("rules")
        self.page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.seen(".rule[data-rule='desk/floods/said'] summary", "2 found")
        self.seen(".near .unit", "The clerk spoke of 3 boats.")

    def test_sees_the_word_at_which_a_rule_stopped_and_what_it_wanted(self):
        self.view("rules")
        unit = ".near .unit:has-text('spoke of 3 boats')"
        self.seen(f"{unit} .stop", "spoke")
        self.assertEqual(self.page.inner_text(f"{unit} .reached"), "The clerk ")
        self.seen(".near .condition", "cue:said")

    def test_finds_the_article_as_the_rules_left_it(self):
        """The article's view is drawn when it is shown, not with every key; until then nothing may ask it for old claims."""
        page = self.page
        self.assertEqual(page.inner_text("#claim-count"), "2 claims")
        self.view("rules")
        page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.write(RULES.replace("(DET NOUN)", "(DET mayor)"))
        self.holds("known.claims.length === 1")
        self.view("labels")
        page.keyboard.press("j")
        page.keyboard.press("a")
        self.holds("known.labels.length === 1")
        self.view("article")
        self.assertEqual(page.inner_text("#claim-count"), "1 claim")
        self.assertEqual(page.locator("#article-text button.tag").count(), 1)
        self.assertEqual(page.locator("#claim-list .label.yes").count(), 1)

    def test_asks_what_a_word_means(self):
        self.view("rules")
        self.page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.write(RULES + 'extract "more" { rank')
        self.page.keyboard.press("F1")
        self.seen("dialog[open]", "Which of two rules on the same cue is believed")

    def test_saves_nothing_over_a_change_made_meanwhile(self):
        self.allowed = r"status of 409"
        page, file = self.page, self.pack / "rules" / "floods.lua"
        self.view("rules")
        page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.write(RULES.replace("A source says", "Somebody says"))
        theirs = RULES.replace("A source says", "They say")
        file.write_text(theirs, encoding="utf-8")
        page.click("#save")
        self.seen("dialog[open] .difference .went", "They say")
        self.seen("dialog[open] .difference .came", "Somebody says")
        page.click("dialog[open] >> text=Cancel")
        self.assertEqual(file.read_text(encoding="utf-8"), theirs)
        page.click("#save")
        page.click("dialog[open] >> text=Keep mine")
        page.wait_for_selector("#any-edit", state="hidden")
        self.assertIn("Somebody says", file.read_text(encoding="utf-8"))

    def test_is_offered_the_words_that_go_on(self):
        self.view("rules")
        self.page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.write(RULES + 'extract "more" { mat')
        self.page.keyboard.press("Control+Space")
        self.page.click(".CodeMirror-hint:text-is('match')")
        self.assertTrue(self.page.evaluate("rulesView.editor.text").endswith('{ match'))
        # No file has this word yet: it is a field of tokens.
        self.write(RULES + 'extract "more" { where = function(match) return match.cue.lem')
        self.page.keyboard.press("Control+Space")
        self.assertTrue(self.page.evaluate("rulesView.editor.text").endswith('cue.lemma'))

    def test_is_asked_before_unsaved_work_is_left(self):
        self.view("rules")
        self.page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.write(RULES + "-- unsaved\n")
        self.page.wait_for_selector("#any-edit")
        asked = []
        self.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        self.page.reload()
        self.assertEqual(asked, ["beforeunload"])

    def test_works_without_an_editor(self):
        def plain(page):
            def without(route):
                response = route.fetch()
                scripts = response.text().split("<script")
                # The first script is the editor's.
                scripts[1] = re.sub(r">.*", "></script>\n", scripts[1], count=1, flags=re.DOTALL)
                route.fulfill(response=response, body="<script".join(scripts))
            page.route(re.compile(r"/\?token="), without)

        self.page = self.open(plain)
        self.assertEqual(self.page.evaluate("typeof CodeMirror"), "undefined")
        self.view("rules")
        self.page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.page.fill("#editor textarea", SAID.format("extract", "mach"))
        self.seen("#problems", "did you mean 'match'?")
        self.page.fill("#editor textarea", SAID.format("extract", "match"))
        self.seen(".rule[data-rule='desk/floods/quoted'] summary", "2 found")
        self.page.click("#save")
        self.page.wait_for_selector("#any-edit", state="hidden")
        self.assertIn('extract "quoted"', (self.pack / "rules" / "floods.lua").read_text(encoding="utf-8"))

    def test_reads_an_article_by_keyboard_alone(self):
        page = self.page
        page.keyboard.press("j")
        self.assertEqual(page.evaluate("known.chosen"), 0)
        self.seen("#said", "claim 1: The mayor asserts: “the flood took 40 houses”")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        self.seen("#side-why h3", "A warden")
        page.keyboard.press("k")
        self.seen("#side-why h3", "The mayor")
        page.keyboard.press("/")
        page.keyboard.type("quiet")
        self.seen("#claim-count", "1 of 2 claims")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        self.seen("#sheet", "next and previous claim")
        page.keyboard.press("Escape")
        page.wait_for_selector("#sheet", state="hidden")

    def test_sees_who_says_it_and_why_it_counts_on_hovering(self):
        self.page.hover("#article-text mark.content >> nth=0")
        self.seen("#card", "The mayor")
        self.seen("#card", "gives a figure: “40”")
        self.page.keyboard.press("Escape")
        self.page.wait_for_selector("#card", state="hidden")

    def test_reads_a_text_of_her_own(self):
        page = self.page
        page.keyboard.press("g")
        page.click("#articles >> text=A text of your own")
        page.fill("#articles [name=text]", "The ferryman said “it leaks”.\n\nThe clerk spoke of <b>3</b> boats.")
        page.click("#articles >> text=Read it")
        self.seen("#claim-count", "1 claim")
        self.seen("#article-text", "spoke of <b>3</b> boats")

    def test_filters_claims_and_picks_a_source_on_the_map(self):
        page = self.page
        page.select_option("#claim-filters [name=source]", "The mayor")
        self.seen("#claim-count", "1 of 2 claims")
        page.click("#claim-filters >> text=show all")
        self.seen("#claim-count", "2 claims")
        self.view("map")
        self.assertEqual(page.locator("#side-map .node.claim").count(), 2)
        page.click("#side-map .node.source >> nth=1")
        self.view("list")
        self.seen("#claim-count", "1 of 2 claims")

    def test_accepts_and_rejects_with_two_keys_and_stats_reads_the_file(self):
        page = self.page
        self.view("labels")
        page.keyboard.press("j")
        page.keyboard.press("a")
        page.wait_for_selector(".labelled-row.yes")
        page.keyboard.press("r")
        page.wait_for_selector(".labelled-row.no")
        self.seen("#labels-about", "1 accepted, 1 rejected")
        stats = subprocess.run(
            [ASSAY, "stats", "floods", "labels.csv", "--articles", "dam.txt", "--no-std"], cwd=self.folder,
            capture_output=True, text=True)
        self.assertIn("2 labelled places: 1 yes, 1 no", stats.stdout, stats.stderr)
        page.reload()
        self.seen("#labels-about", "1 accepted, 1 rejected")

    def test_keeps_labels_that_somebody_else_has_written_meanwhile(self):
        self.allowed = r"status of 409"
        page, file = self.page, self.folder / "labels.csv"
        page.keyboard.press("j")
        page.keyboard.press("a")
        self.holds("known.labels.length === 1")
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        row = dict(zip(lines[0].split(","), [""] * lines[0].count(",") + [""])) | {"article": "elsewhere", "label": "no"}
        with open(file, "a", encoding="utf-8", newline="") as table:
            table.write(",".join(row.values()) + "\n")
        page.keyboard.press("j")
        page.keyboard.press("r")
        self.holds("known.labels.length === 3")
        self.assertIn("elsewhere", file.read_text(encoding="utf-8"))


class ACorpus(WorkbenchTest):
    def test_of_two_thousand_articles_is_loaded_filtered_and_opened(self):
        page = self.page
        path = write_articles(self.folder / "floods.jsonl", 2000, 5, claims=4)
        self.view("corpus")
        page.set_input_files("#files", path)
        self.seen("#progress-text", "8,002 claims in 2,001 articles", seconds=600)
        self.seen("#corpus-count", "8,002 claims")
        self.assertLess(page.locator("#corpus-rows .row").count(), 100)
        expected = path.read_text(encoding="utf-8").count("sheep")
        page.fill("#corpus-words", "sheep")
        self.seen("#corpus-count", f"{expected:,} of 8,002 claims")
        page.click("#corpus-rows .row >> nth=0")
        page.wait_for_selector("#view-article:visible")
        self.seen("#side-why .quote", "sheep")

    def test_shows_what_an_edit_changes_before_it_is_saved(self):
        page = self.page
        self.view("rules")
        page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.write(RULES.replace("(DET NOUN)", "(The NOUN)").replace("1.5", "2.5"))
        self.view("corpus")
        self.seen("#change", "went")
        self.seen("#change", "A warden")
        self.seen("#change .moved", "1.50 → 2.50")

    def test_is_dropped_or_chosen_as_a_folder(self):
        page = self.page
        self.view("corpus")
        page.evaluate("""() => {
          const dropped = new DataTransfer();
          dropped.items.add(new File(["The clerk said “no”."], "clerk.txt"));
          document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""")
        self.seen("#progress-text", "3 claims in 2 articles")
        (self.folder / "more").mkdir()
        for name in ("a", "b"):
            (self.folder / "more" / f"{name}.txt").write_text("The driver said “yes”.\n", encoding="utf-8")
        page.set_input_files("#folder", self.folder / "more")
        self.seen("#progress-text", "5 claims in 4 articles")
        page.click("#source-ranking >> text=The driver")
        self.seen("#corpus-count", "2 of 5 claims")

    def test_is_a_folder_dropped_from_the_desktop(self):
        page = self.page
        (self.folder / "more" / "deep").mkdir(parents=True)
        # A browser lists a folder a hundred files at a time.
        for number in range(130):
            (self.folder / "more" / f"{number:03}.txt").write_text("The driver said “yes”.\n", encoding="utf-8")
        (self.folder / "more" / "deep" / "last.txt").write_text("The clerk said “no”.\n", encoding="utf-8")
        self.view("corpus")
        box = page.locator("#drop").bounding_box()
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        # As the system hands it over; a script of the page cannot make an entry of a folder.
        hand = page.context.new_cdp_session(page)
        data = {"items": [], "files": [str(self.folder / "more")], "dragOperationsMask": 1}
        for step in ("dragEnter", "dragOver", "drop"):
            hand.send("Input.dispatchDragEvent", {"type": step, "data": data, **place})
        self.seen("#progress-text", "133 claims in 132 articles")

    def test_is_the_database_of_a_run(self):
        page = self.page
        (self.folder / "quay.txt").write_text("The warden said “12 boats are missing”.\n", encoding="utf-8")
        subprocess.run([ASSAY, "score", "quay.txt", "--pack", "floods", "--no-std", "--quiet", "--output", "run.sqlite"],
                       cwd=self.folder, check=True)
        self.view("corpus")
        page.set_input_files("#files", self.folder / "run.sqlite")
        self.seen("#progress-text", "3 claims in 2 articles")
        self.seen("#corpus-rows .row", "12 boats are missing")

    def test_survives_what_cannot_be_read(self):
        page = self.page
        (self.folder / "broken.jsonl").write_text('{"id": "a", "text": "The clerk said “no”."}\nno article\n', encoding="utf-8")
        self.view("corpus")
        page.set_input_files("#files", self.folder / "broken.jsonl")
        self.seen("dialog[open] .failures", "broken.jsonl:2")
        page.click("dialog[open] >> text=Go on")
        self.seen("#progress-text", "3 claims in 2 articles")


class ALongArticle(WorkbenchTest):
    inputs = ["long.jsonl"]

    def prepare(self):
        write_articles(self.folder / "long.jsonl", 1, 6, claims=1500)

    def test_is_filtered_to_its_end(self):
        page = self.page
        self.assertTrue(page.evaluate("articleView.text.isLong"))
        page.fill("#claim-words", "no such word")
        self.seen("#claim-count", "0 of 1,500 claims")
        self.holds("document.querySelectorAll('#article-text mark.out').length > 0")
        page.evaluate("document.getElementById('article-text').scrollTo(0, 1e9)")
        self.holds("[...document.querySelectorAll('#article-text .block')].at(-1).querySelectorAll('mark:not(.out)').length === 0")


class WhatArticlesAndRulesHold(WorkbenchTest):
    """Never becomes part of the page, however it is written."""

    SIGN = '<u><img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
    inputs = ["evil.jsonl", "<svg onload=harmed=1>.txt"]

    def prepare(self):
        evil = {"id": f"id{self.SIGN}", "title": f"</script><script>harmed=1</script>{self.SIGN}", "outlet": self.SIGN,
                "text": f"The mayor said “{self.SIGN}”.\n\nA </p><script>window.harmed=1</script> warden said “it is quiet”."}
        (self.folder / "evil.jsonl").write_text(json.dumps(evil) + "\n", encoding="utf-8")
        (self.folder / "<svg onload=harmed=1>.txt").write_text(DAM, encoding="utf-8")
        rules = RULES.replace("gives a figure", f"{self.SIGN.replace(chr(34), chr(39))} a figure").replace(
            "contains \"<figure>\"", 'contains "<quotation>"')
        (self.pack / "rules" / "floods.lua").write_text(rules, encoding="utf-8")
    def test_in_any_view(self):
        page = self.page
        page.hover("#article-text mark.content >> nth=0")
        page.wait_for_selector("#card:visible")
        page.keyboard.press("j")
        page.keyboard.press("a")
        for name in ("why", "map"):
            self.view(name)
        self.view("rules")
        page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        page.wait_for_selector(".rule .count")
        self.view("corpus")
        page.click("#score-corpus")
        self.seen("#corpus-count", "claim")
        self.view("labels")
        page.wait_for_selector("#view-labels:visible")
        page.keyboard.press("g")
        page.wait_for_selector("#article-list .article")
        page.keyboard.press("Escape")
        self.unharmed()

    def test_in_names_of_files_and_rules_and_what_is_said_of_them(self):
        self.view("rules")
        self.page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        self.new_file("rules/<img src=x onerror=harmed=1>.lua")
        self.write(f'extract "{self.SIGN.replace(chr(34), chr(39))}" {{ ["{self.SIGN.replace(chr(34), chr(39))}"] = 1 }}\n')
        self.seen("#problems .error", "<u><img")
        self.unharmed()

    def unharmed(self):
        self.assertFalse(self.page.evaluate("'harmed' in window"))
        self.assertEqual(self.page.locator("img, iframe, object, embed, main script, svg[onload], main u").count(), 0)


class EveryView(WorkbenchTest):
    options = ["--pack", "floods"]

    def fill(self, page):
        """Something in every view, so that there is something to find fault with."""
        page.keyboard.press("j")
        page.keyboard.press("a")
        self.holds("known.labels.length === 1", page)
        self.view("rules", page)
        page.wait_for_selector("#file-name:text-is('rules/floods.lua')")
        page.wait_for_selector(".near")
        self.view("corpus", page)
        page.click("#score-corpus")
        page.wait_for_selector("#corpus-rows .row")

    def test_has_no_serious_fault_for_those_who_cannot_see_it_well(self):
        axe = Axe()
        for scheme in ("light", "dark"):
            page = self.open(color_scheme=scheme)
            self.fill(page)
            for views in (["article", "list"], ["article", "why"], ["article", "map"], ["rules"], ["corpus"], ["labels"]):
                for name in views:
                    self.view(name, page)
                faults = [
                    f"{fault['impact']} {fault['id']}: {node['html'][:200]} {node['failureSummary']}"
                    for fault in axe.run(page).response["violations"] for node in fault["nodes"]
                    if fault["impact"] in ("serious", "critical")]
                with self.subTest(scheme=scheme, view=views[-1]):
                    self.assertEqual(faults, [])
            page.evaluate("known.labels.length && setLabel('yes')")
            self.holds("known.labels.length === 0", page)

    def test_fits_a_phone(self):
        page = self.open(viewport=PHONE, has_touch=True)
        self.fill(page)
        for name in ("article", "rules", "corpus", "labels"):
            with self.subTest(view=name):
                self.view(name, page)
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), PHONE["width"])

    def test_is_chosen_light_or_dark_and_stays_so(self):
        page = self.page
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.click("#theme")
        page.click("#theme")
        dark = page.evaluate(ground)
        self.assertNotEqual(light, dark)
        page.reload()
        self.assertEqual(page.evaluate(ground), dark)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


class AClaimOfAWebPage(unittest.TestCase):
    """Leads to its place: the address that `assay score` writes for it scrolls the browser there."""

    def test_has_an_address_that_scrolls_to_it(self):
        with tempfile.TemporaryDirectory(prefix="assay-fragment-") as temporary, browser() as chromium:
            folder = Path(temporary)
            handler = functools.partial(QuietHandler, directory=folder)
            site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=site.serve_forever, daemon=True).start()
            self.addCleanup(site.server_close)
            self.addCleanup(site.shutdown)
            address = f"http://127.0.0.1:{site.server_port}/long.html"
            (folder / "long.html").write_text(self.long_page(address), encoding="utf-8")
            subprocess.run([ASSAY, "score", "long.html", "--output", "claims.html", "--quiet"], cwd=folder, check=True)
            written = (folder / "claims.html").read_text(encoding="utf-8")
            links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*:~:text=[^"]*)"', written)]
            link = next(link for link in links if "lanterns" in link)
            self.assertTrue(link.startswith(address), link)
            page = chromium.new_page(viewport=LAPTOP)
            page.goto(link)
            page.wait_for_function("scrollY > 1000")
            place = page.locator("#claimed").bounding_box()
            self.assertTrue(0 <= place["y"] < LAPTOP["height"], place)
            page.goto(address)
            self.assertEqual(page.evaluate("scrollY"), 0)

    @staticmethod
    def long_page(address):
        filler = ("The road to the harbour was open again in the morning, and carts went down to the quay as on any other day. "
                  "Nobody at the gate had seen the lights. ")
        before = "".join(f"<p>Paragraph {number}. {filler}</p>\n" for number in range(60))
        after = "".join(f"<p>Paragraph {number}. {filler}</p>\n" for number in range(60, 90))
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lights over the quay</title>
<link rel="canonical" href="{address}"></head><body><article><h1>Lights over the quay</h1>
{before}<p id="claimed">The harbour master, Ilse Marten, said that 14 lanterns had burned on the far pier until dawn.</p>
{after}</article></body></html>"""


if __name__ == "__main__":
    unittest.main()
