package import Diagnostics
package import Prow
package import YAML

extension Configuration {
  /// The jobs of a file, by its document; none for one of another configuration.
  package func jobs(of document: Document) -> [ResolvedJob] {
    jobsByFile.first { $0.file.document === document }?.jobs ?? []
  }

  /// The job that is written at a place of a document: the first one, if the place has several.
  package func job(at range: SourceRange, of document: Document) -> ResolvedJob? {
    let near = jobs(of: document).filter { job in
      let own = job.job.node.range
      return job.job.node.document === document && own.start <= range.end
        && range.start <= own.end
    }
    // A job that ends with a block of text ends where the next line starts.
    return near.first { range.start < $0.job.node.range.end }
      ?? (range.start == range.end ? near.first : nil)
  }
}
