import TestSupport

/// Reads a page with Python's parser, which knows nothing of who wrote it, and says what it is made
/// of: a line for each fault, heading, landmark and table.
enum PageReader {
  static func facts(of page: String) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(page, to: "page.html")
    try folder.write(program, to: "read.py")
    let path = folder.path
    try folder.shell("python3 '\(path)/read.py' '\(path)/page.html' > '\(path)/facts'")
    return try folder.text("facts").split(separator: "\n").map(String.init)
  }

  private static let program = """
    import html.parser, sys

    VOID = {"meta", "br"}
    MOODS = {"good", "wait", "bad"}
    BLOCKS = {"p", "ul", "table", "pre", "section", "details", "h1", "h2", "h3", "div"}

    class Element:
        def __init__(self, tag, attrs, parent):
            self.tag, self.attrs, self.parent = tag, dict(attrs), parent
            self.children, self.words = [], []

        def text(self):
            parts = [part if isinstance(part, str) else part.text() for part in self.words]
            return " ".join("".join(parts).split())

        def all(self):
            for child in self.children:
                yield child
                yield from child.all()

        def within(self, tag):
            return self.parent and (self.parent.tag == tag or self.parent.within(tag))

    class Reader(html.parser.HTMLParser):
        def __init__(self):
            super().__init__()
            self.root = self.current = Element("", [], None)
            self.faults = []

        def handle_starttag(self, tag, attrs):
            if len(dict(attrs)) != len(attrs):
                self.faults.append(f"{tag} has an attribute twice")
            element = Element(tag, attrs, self.current)
            self.current.children.append(element)
            self.current.words.append(element)
            if tag not in VOID:
                self.current = element

        def handle_endtag(self, tag):
            if self.current.tag != tag:
                self.faults.append(f"</{tag}> ends <{self.current.tag}>")
            self.current = self.current.parent or self.root

        def handle_data(self, text):
            self.current.words.append(text)

    reader = Reader()
    reader.feed(open(sys.argv[1], encoding="utf-8").read())
    reader.close()
    page, faults, facts = list(reader.root.all()), reader.faults, []
    if reader.current is not reader.root:
        faults.append(f"<{reader.current.tag}> has no end")
    ids = [e.attrs["id"] for e in page if "id" in e.attrs]
    named = {e.attrs["id"]: e for e in page if "id" in e.attrs}
    faults += [f"the id {i} is there twice" for i in set(ids) if ids.count(i) > 1]
    tags = [e.tag for e in page]
    for tag in ["html", "head", "title", "body", "header", "main", "h1"]:
        if tags.count(tag) != 1:
            faults.append(f"{tags.count(tag)} of <{tag}>")
    if not next(e for e in page if e.tag == "html").attrs.get("lang"):
        faults.append("no language")
    level = 0
    for e in page:
        if e.tag in BLOCKS and e.within("p"):
            faults.append(f"<{e.tag}> in <p>")
        if any(name.startswith("on") or name == "style" for name in e.attrs) or e.tag == "script":
            faults.append(f"<{e.tag}> with a script or a style of its own")
        if e.tag == "a" and e.attrs.get("href", "").startswith("#") and e.attrs["href"][1:] not in named:
            faults.append(f"a link to {e.attrs['href']}, which is not there")
        if e.tag == "time" and "datetime" not in e.attrs:
            faults.append(f"a time without datetime: {e.text()}")
        if e.tag in {"h1", "h2", "h3"}:
            if int(e.tag[1]) > level + 1:
                faults.append(f"{e.tag} after h{level}")
            level = int(e.tag[1])
            facts.append(f"{e.tag} {e.text()}")
        if e.tag == "section":
            name = named.get(e.attrs.get("aria-labelledby"))
            if name is None or name.parent is not e:
                faults.append("a section without a name")
        if e.tag == "details":
            if e.children[0].tag != "summary":
                faults.append("details without a summary")
            facts.append(f"folded {e.children[0].text()}")
        if e.tag == "pre" and (e.attrs.get("tabindex") != "0" or not e.attrs.get("aria-label")):
            faults.append("a text that no keyboard can scroll")
        if e.tag == "table":
            heads = [t for t in e.all() if t.tag == "th" and t.attrs.get("scope") == "col"]
            rows = [r for b in e.children if b.tag == "tbody" for r in b.children]
            if e.children[0].tag != "caption":
                faults.append("a table without a caption")
            for row in rows:
                if [c.tag for c in row.children] != ["th"] + ["td"] * (len(heads) - 1):
                    faults.append(f"a row that does not fit its table: {row.text()}")
                if row.children[0].attrs.get("scope") != "row":
                    faults.append("a row without a header")
                if not any(c.attrs.get("class") in MOODS and c.text() for c in row.all()):
                    faults.append(f"a row without a state: {row.text()}")
            roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
            for part in [e] + list(e.all()):
                if part.tag in roles and part.attrs.get("role") != roles[part.tag]:
                    faults.append(f"{part.tag} without its role")
            place = "folded" if e.within("details") else "open"
            facts.append(f"{place} table {e.children[0].text()}: " + ", ".join(h.text() for h in heads))
    for fault in faults:
        print("fault:", fault)
    print("title", next(e for e in page if e.tag == "title").text())
    for fact in facts:
        print(fact)

    """
}
