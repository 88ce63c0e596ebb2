"""An installation of the size and shape of the largest public one.

Many small job files, a supplemental file for each repository, other files that ConfigMaps publish, and a glob for
nearly each kind of file and release. The same scale writes the same bytes.
"""
import pathlib

ORGS = 20
BRANCHES = ["main"] + [f"release-4.{minor}" for minor in range(1, 31)]
BRANCHES_OF_REPO = 6
PRESUBMITS = 5
KINDS = ("unit", "integration", "e2e", "lint", "images", "verify")
CONFIG = "core-services/prow/02_config"

JOB = """\
  - name: {name}
    agent: kubernetes
{trigger}    branches:
    - ^{branch}$
    cluster: build{cluster:02d}
    decorate: true
    decoration_config:
      timeout: {timeout}h0m0s
      grace_period: 15m0s
      skip_cloning: true
    labels:
      ci.example.com/variant: {kind}
      ci.example.com/generated: "true"
    annotations:
      description: Runs the {kind} suite number {n} of {repo} on {branch}
    max_concurrency: 5
    spec:
      serviceAccountName: runner
      containers:
      - name: test
        image: registry.example.com/ci/runner@sha256:{digest:064x}
        imagePullPolicy: Always
        command:
        - /usr/local/bin/runner
        args:
        - --target={kind}
        - --report-credentials-file=/etc/report/credentials
        - --lease-server-credentials-file=/etc/boskos/credentials
        - --secret-dir=/secrets/manifest-tool
        - |
          set -o errexit
          make verify TARGET={kind} SHARD={n}
        env:
        - name: HTTP_SERVER_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        - name: SHARD
          value: "{n}"
        resources:
          requests:
            cpu: {cpu}m
            memory: {memory}Mi
          limits:
            cpu: {cpu}m
            memory: {memory}Mi
        volumeMounts:
        - mountPath: /etc/boskos
          name: boskos
          readOnly: true
        - mountPath: /etc/report
          name: result-aggregator
          readOnly: true
      volumes:
      - name: boskos
        secret:
          items:
          - key: credentials
            path: credentials
          secretName: boskos-credentials
      - name: result-aggregator
        secret:
          secretName: result-aggregator
"""

PERIODIC = """\
- name: periodic-{repo}-{n:02d}
  cron: {minute} {hour} * * *
  decorate: true
  extra_refs:
  - org: {org}
    repo: {repo}
    base_ref: main
  spec:
    containers:
    - image: registry.example.com/ci/runner:v1
      command: [make]
      args: [periodic]
      resources:
        requests: {{cpu: "1", memory: 2Gi}}
        limits: {{cpu: "1", memory: 2Gi}}
"""

PROW_CONFIG = """\
branch-protection:
  orgs:
    {org}:
      repos:
        {repo}:
          protect: true
tide:
  queries:
  - labels: [lgtm, approved]
    missingLabels: [do-not-merge/hold, do-not-merge/work-in-progress, needs-rebase]
    repos: [{org}/{repo}]
"""

PLUGIN_CONFIG = """\
approve:
- commandHelpLink: https://go.example.com/commands
  repos: [{org}/{repo}]
  require_self_approval: false
lgtm:
- repos: [{org}/{repo}]
  review_acts_as_lgtm: true
plugins:
  {org}/{repo}:
    plugins: [approve, assign, lgtm, hold]
"""

BUILD = """\
base_images:
  base: {{name: "{branch}", namespace: ocp, tag: base}}
build_root:
  image_stream_tag: {{name: release, namespace: openshift, tag: golang-1.20}}
resources:
  '*': {{limits: {{memory: 4Gi}}, requests: {{cpu: 100m, memory: 200Mi}}}}
tests:
- as: unit
  commands: make test-{number}
  container: {{from: src}}
"""

MAIN = """\
pod_namespace: ci
plank:
  default_decoration_config_entries:
  - config:
      timeout: 2h
      grace_period: 15s
      utility_images:
        clonerefs: registry.example.com/clonerefs:v1
        initupload: registry.example.com/initupload:v1
        entrypoint: registry.example.com/entrypoint:v1
        sidecar: registry.example.com/sidecar:v1
      gcs_configuration:
        bucket: gs://logs
        path_strategy: explicit
      gcs_credentials_secret: uploader
"""

SETTINGS = f"""\
prow:
  config: {CONFIG}/_config.yaml
  plugins: {CONFIG}/_plugins.yaml
  jobs: [ci-operator/jobs]
  supplementalConfig: [{CONFIG}]
  supplementalPlugins: [{CONFIG}]
"""


def presubmits(org, repo, branch, serial):
    jobs = []
    for n in range(PRESUBMITS):
        trigger = "    always_run: true\n" if n % 3 == 0 else f"    run_if_changed: ^(cmd|pkg|test/{n})/.*\\.go$\n"
        jobs.append(job("pull", org, repo, branch, n, serial + n, trigger + f"    context: ci/{branch}/{KINDS[n % 6]}-{n}\n"))
    return f"presubmits:\n  {org}/{repo}:\n" + "".join(jobs)


def postsubmits(org, repo, branch, serial):
    count = 1 if serial % 10 < 3 else 2
    return f"postsubmits:\n  {org}/{repo}:\n" + "".join(
        job("branch", org, repo, branch, n, serial + n, "") for n in range(count))


def job(start, org, repo, branch, n, serial, trigger):
    kind = KINDS[n % len(KINDS)]
    return JOB.format(
        name=f"{start}-ci-{org}-{repo}-{branch}-{kind}-{n}", repo=repo, branch=branch.replace(".", "\\."), kind=kind, n=n,
        trigger=trigger, cluster=serial % 10, timeout=1 + n % 4, digest=serial * 0x9E3779B97F4A7C15, cpu=100 * (1 + n % 20),
        memory=256 * (1 + n % 8))


def maps():
    """Globs of config_updater: for each release one of each kind of file, for each org some, and one for each letter."""
    lines = ["config_updater:", "  maps:"]

    def add(glob, name, gzip):
        lines.append(f"    {glob}:")
        lines.append(f"      name: {name}")
        if gzip:
            lines.append("      gzip: true")

    for branch in BRANCHES:
        add(f"ci-operator/config/**/*-{branch}.yaml", f"ci-operator-{branch}-configs", True)
        for kind in ("presubmits", "postsubmits", "periodics"):
            add(f"ci-operator/jobs/**/*-{branch}-{kind}.yaml", f"job-config-{branch}-{kind}", True)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        add(f"ci-operator/step-registry/{letter}*/**/*", f"step-registry-{letter}", True)
    for org in range(ORGS):
        for kind in ("config", "plugins"):
            file = "_prowconfig.yaml" if kind == "config" else "_pluginconfig.yaml"
            add(f"{CONFIG}/org{org:02d}/**/{file}", f"{kind}-org{org:02d}", False)
    for number in range(53):
        add(f"ci-operator/templates/{number:02d}-*.yaml", f"template-{number:02d}", True)
    for name in ("config", "plugins", "labels", "dashboards", "alerts"):
        add(f"core-services/{name}/*.yaml", f"service-{name}", False)
    return "\n".join(lines) + "\n"


def write(folder, repos=826):
    """Writes the files.

    Returns the paths of those that Prow loads, by their kind.
    """
    folder = pathlib.Path(folder)

    def put(path, text):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return place

    put(".plimsoll.yaml", SETTINGS)
    loaded = [put(f"{CONFIG}/_config.yaml", MAIN), put(f"{CONFIG}/_plugins.yaml", maps())]
    serial = 0
    for number in range(repos):
        org, repo = f"org{number % ORGS:02d}", f"repo{number:04d}"
        loaded.append(put(f"{CONFIG}/{org}/{repo}/_prowconfig.yaml", PROW_CONFIG.format(org=org, repo=repo)))
        loaded.append(put(f"{CONFIG}/{org}/{repo}/_pluginconfig.yaml", PLUGIN_CONFIG.format(org=org, repo=repo)))
        jobs = f"ci-operator/jobs/{org}/{repo}/{org}-{repo}"
        for place in range(BRANCHES_OF_REPO):
            branch = "main" if place == 0 else BRANCHES[1 + (number + place * 6) % (len(BRANCHES) - 1)]
            serial += PRESUBMITS + 2
            loaded.append(put(f"{jobs}-{branch}-presubmits.yaml", presubmits(org, repo, branch, serial)))
            loaded.append(put(f"{jobs}-{branch}-postsubmits.yaml", postsubmits(org, repo, branch, serial)))
            put(f"ci-operator/config/{org}/{repo}/{org}-{repo}-{branch}.yaml", BUILD.format(branch=branch, number=number))
        if number % 6 == 0:
            periodics = "periodics:\n" + "".join(
                PERIODIC.format(org=org, repo=repo, n=n, minute=(number + n) % 60, hour=n % 24) for n in range(5))
            loaded.append(put(f"{jobs}-main-periodics.yaml", periodics))
    for step in range(repos * 3):
        name = f"{chr(97 + step % 26)}-step{step:05d}"
        start = f"ci-operator/step-registry/{name}/{name}"
        put(f"{start}-ref.yaml", f"ref: {{as: {name}, commands: {name}-commands.sh, from: cli}}\n")
        put(f"{start}-commands.sh", f"#!/bin/bash\nset -o errexit\nmake step-{step}\n" * 20)
    return loaded
