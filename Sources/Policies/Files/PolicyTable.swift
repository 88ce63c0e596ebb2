package import Prow
internal import Schema

/// Policy files: rules that a team writes itself.
///
/// Names follow ValidatingAdmissionPolicy of Kubernetes wherever it has them: `matchConditions`,
/// `variables`, `validations` with `expression`, `message` and `messageExpression`.
package enum PolicyTable {
  package static let text = #"""
    type Policy -- A rule over what Prow makes of jobs and of the files next to them.
      apiVersion string required enum=plimsoll.dev/v1 -- plimsoll.dev/v1.
      kind string required enum=Policy -- Policy.
      metadata PolicyMetadata required -- The name.
      spec PolicySpec required -- What must hold, and for which subjects.
      tests list:PolicyTest -- Small configurations, and what the policy says of them.

    type PolicyMetadata -- The name of a policy.
      name string required format=dns-label -- Findings have the rule policy/NAME; lower case, digits and dashes.

    type PolicySpec -- What must hold, and for which subjects.
      summary string required -- One line: what must hold; the message of a finding where a validation has none.
      why string -- Why it matters; plimsoll explain policy/NAME shows it.
      help string -- What to do about a finding.
      severity string enum=error|warning default=error -- How bad a finding is.
      ratchet int min=0 -- So many findings may be there, and are only counted; one more, and all are reported.
      subject string required enum=job|container|initContainer|volume|mount|env|preset|repository|branch|plugin|configMap|file|document|param|all -- What is judged, one at a time.
      match PolicyMatch -- Which subjects are judged; all that is set must hold.
      matchConditions list:PolicyCondition -- Further conditions; a subject is judged if all are true.
      variables list:PolicyVariable -- Named expressions, which later ones see as variables.NAME; one without the subject in it is worked out once.
      entries string format=cel -- For subject param: the list whose items are judged; params itself if unset.
      groupBy string format=cel -- Judges groups of subjects with equal values of this expression, as group.key and group.members.
      validations list:PolicyValidation required -- What must hold.
      params PolicyParams -- Tables and lists for the expressions, which see them as params.
      exceptions list:PolicyException -- Findings that are accepted, with a reason.
      mayMatchNothing bool default=false -- Whether it is fine that no subject is judged; else that is a warning.

    type PolicyMatch -- Which subjects are judged.
      types list:string itemEnum=presubmit|postsubmit|periodic -- Kinds of jobs.
      repos PolicyWords -- Repositories org/repo of presubmits and postsubmits, as globs; * stays within a name.
      excludeRepos PolicyWords -- Repositories that are not judged.
      paths PolicyWords -- Globs of files that the subject is written in, from the root of the repository; * stays within a folder, ** crosses folders.
      excludePaths PolicyWords -- Files that are not judged.
      clusters PolicyWords -- Build clusters of jobs; for subject configMap, clusters of config_updater.
      jobs PolicyWords -- Patterns of job names; a pattern matches anywhere unless it has ^ and $.
      excludeJobs PolicyWords -- Jobs that are not judged.

    union PolicyWords wanted="a list of words, or params: the name of a list" advice="write a list in brackets" -- A list, or the name of one in params.
      words list:string -- The words.
      list PolicyList -- A list of params.

    type PolicyList -- A list of the policy's params; an empty one takes nothing.
      params string required -- Its key; dots lead into mappings, as in clusters.trusted.

    type PolicyCondition -- A condition.
      name string required -- For people.
      expression string required format=cel -- A bool.

    type PolicyVariable -- A named expression.
      name string required format=identifier -- Used as variables.NAME.
      expression string required format=cel -- Any value.

    type PolicyValidation -- What must hold.
      expression string required format=cel -- A bool; false is a finding.
      message string -- What a finding says.
      messageExpression string format=cel -- The same as an expression with a string; wins over message.
      report string enum=members|group default=members -- With groupBy: a finding for each member, or one for the group, at its first member.
      at PolicyPlace -- What a finding points at: a field such as job.cluster; of several the first that is written.

    union PolicyPlace wanted="a field such as job.cluster, or a list of them" advice="write for example job.cluster" -- One expression, or several.
      field string -- A field such as job.spec.serviceAccountName.
      fields list:string -- The first that is written counts.

    type PolicyParams -- Values for the expressions.
      file string -- A YAML or JSON file, relative to the policy file.
      values map:any -- Values that are written here.

    type PolicyException -- Findings that are accepted.
      jobs PolicyWords -- Patterns of job names.
      repos PolicyWords -- Repositories, as globs.
      paths PolicyWords -- Files, as globs.
      expression string format=cel -- A bool over the subject.
      reason string required -- Why that is accepted.
      expires string format=date -- The last day on which it counts, as 2027-03-31.

    type PolicyTest -- A small configuration, and what the policy says of it.
      name string required -- What the test shows.
      files map:string required -- Files by path: job files, and optionally config.yaml and plugins.yaml.
      params map:any -- Takes the place of the policy's params.
      expect list:PolicyExpectation required -- The findings, in any order; an empty list for none.

    type PolicyExpectation -- A finding.
      job string -- The job; leave it out where there is none.
      message string -- The whole message.
      file string -- The file.
      line int -- The line, from 1.
    """#

  static let compiled = CompiledCatalog(Catalog(tables: [text]), roots: ["Policy"], names: [])
}

extension FileKind {
  /// A policy.
  package static let policy = FileKind(
    "policy",
    rootType: "Policy",
    isUnzipped: false,
    ownSchema: { PolicyTable.compiled }
  )
}
