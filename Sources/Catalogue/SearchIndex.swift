internal import Formats
internal import Prow
internal import Reporting
internal import YAML

/// All jobs and what they can be looked for by, as a script that hands them to the page.
///
/// A browser that opens a page from a disk reads no JSON next to it, but it runs scripts.
struct SearchIndex {
  private let site: Site

  init(_ site: Site) { self.site = site }

  /// `jobIndex({"facets":[[NOUN,[VALUE,…]],…],"jobs":[[NAME,FILE,WORDS,[[POSITION,…],…]],…]})`: the file
  /// is empty where it has the name, and the positions are those of the job's values of each facet.
  var file: Site.File {
    var values: [[[Int]]] = Array(
      repeating: Array(repeating: [], count: site.facets.count),
      count: site.jobs.count
    )
    for (facet, index) in site.facets.enumerated() {
      for (position, value) in index.values.enumerated() {
        for job in value.jobs { values[job][facet].append(position) }
      }
    }
    var output = Array("jobIndex({\"facets\":[".utf8)
    append(site.facets, to: &output) { index, output in
      output += Array("[".utf8)
      append(index.facet.noun, to: &output)
      output += Array(",".utf8) + JSONObject.texts(index.values.map(\.name)) + Array("]".utf8)
    }
    output += Array("],\"jobs\":[\n".utf8)
    append(Array(site.jobs.indices), to: &output) { index, output in
      let name = site.jobs[index].job.name.string
      let file = site.files[index]
      output += Array("[".utf8)
      append(name, to: &output)
      output += Array(",".utf8)
      append(file == name ? "" : file, to: &output)
      output += Array(",".utf8)
      append(Site.words(site.jobs[index].job), to: &output)
      let lists = values[index].map { "[" + $0.map(String.init).joined(separator: ",") + "]" }
      output += Array(",[\(lists.joined(separator: ","))]]\n".utf8)
    }
    output += Array("]})\n".utf8)
    return ("jobs.js", output)
  }

  private func append<Item>(
    _ items: [Item],
    to output: inout [UInt8],
    _ body: (Item, inout [UInt8]) -> Void
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      body(item, &output)
    }
  }

  private func append(_ text: String, to output: inout [UInt8]) {
    var quoted: [UInt8] = []
    JSONText.append(text, to: &quoted)
    output += JSONObject.inert(quoted)
  }
}
