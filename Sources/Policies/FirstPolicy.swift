/// A policy to begin with.
package enum FirstPolicy {
  /// `name`: As a DNS label.
  package static func text(_ name: String) -> String {
    """
    apiVersion: plimsoll.dev/v1
    kind: Policy
    metadata:
      name: \(name)
    spec:
      summary: presubmits don't run in the trusted cluster
      why: Presubmits run code that nobody has reviewed yet, and the trusted cluster holds secrets.
      subject: job
      match:
        types: [presubmit]
      validations:
      - expression: job.cluster != 'trusted'
        messageExpression: "'presubmit ' + job.name + ' may not run in cluster ' + job.cluster"
        at: job.cluster
    tests:
    - name: finds a presubmit in the trusted cluster
      files:
        jobs.yaml: |
          presubmits:
            acme/rocket:
            - name: unit
              cluster: trusted
              spec: {containers: [{image: golang}]}
      expect:
      - job: unit
        message: presubmit unit may not run in cluster trusted
        line: 4
    - name: says nothing of a postsubmit there
      files:
        jobs.yaml: |
          postsubmits:
            acme/rocket:
            - name: push
              cluster: trusted
              spec: {containers: [{image: golang}]}
      expect: []

    """
  }
}
