"""Made-up inputs that once took time by the square of their size, each for a size n."""
import json


def job(name, **fields):
    return {"name": name, "interval": "1h", "spec": {"containers": [{"image": "golang"}]}, **fields}


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def write_jobs(folder, jobs, **others):
    """All on one line, as a program writes JSON."""
    write(folder, "jobs/jobs.yaml", json.dumps({**others, "periodics": jobs}, separators=(",", ":")))


def long_line(folder, n):
    """Each job has a finding, whose line and column are asked for."""
    write_jobs(folder, [job(f"job-{i}", intreval="2h") for i in range(n)])


def merged_mapping(folder, n):
    """Many mappings take the keys of one."""
    keys = "\n".join(f"  key{i}: value" for i in range(10))
    merges = "\n".join(f"- <<: *base\n  name: job-{i}" for i in range(n))
    write(folder, "jobs/jobs.yaml", f".base: &base\n{keys}\n.list:\n{merges}\nperiodics: []\n")


def merged_list(folder, n):
    """One mapping takes the keys of many."""
    bases = "\n".join(f".base{i}: &base{i} {{key{i}: value}}" for i in range(n))
    names = ", ".join(f"*base{i}" for i in range(n))
    write(folder, "jobs/jobs.yaml", f"{bases}\n.all: {{<<: [{names}]}}\nperiodics: []\n")


def merged_chain(folder, n):
    """Each mapping takes the keys of the one before: the last has n of them."""
    links = "\n".join(f".link{i}: &link{i} {{<<: *link{i - 1}, key{i}: value}}" for i in range(1, n))
    write(folder, "jobs/jobs.yaml", f".link0: &link0 {{key0: value}}\n{links}\nperiodics: []\n")


def same_aliases(folder, n):
    """Many aliases of one small list."""
    aliases = "\n".join("- *one" for _ in range(n))
    write(folder, "jobs/jobs.yaml", f".one: &one [a, b, c]\n.list:\n{aliases}\nperiodics: []\n")


def presets_of_one_label(folder, n):
    presets = [{"labels": {"preset-a": "true"}, "env": [{"name": f"VAR_{i}", "value": "x"}]} for i in range(n)]
    write_jobs(folder, [job("job", labels={"preset-a": "true"})], presets=presets)


def presets_by_jobs(folder, n):
    presets = [{"labels": {f"preset-{i}": "true"}, "env": [{"name": "VAR", "value": "x"}]} for i in range(n)]
    write_jobs(folder, [job(f"job-{i}", labels={f"preset-{i}": "true"}) for i in range(n)], presets=presets)


def volumes(folder, n):
    container = {"image": "golang", "volumeMounts": [{"name": f"v{i}", "mountPath": f"/m/{i}"} for i in range(n)]}
    pod = {"containers": [container], "volumes": [{"name": f"v{i}", "emptyDir": {}} for i in range(n)]}
    write_jobs(folder, [job("job", spec=pod)])


def variables(folder, n):
    container = {"image": "golang", "env": [{"name": f"VAR_{i}", "value": "x"} for i in range(n)]}
    write_jobs(folder, [job("job", spec={"containers": [container]})])


def globs_by_files(folder, n):
    maps = "\n".join(f"    data/{i}/*.txt:\n      name: map-{i}" for i in range(n))
    write(folder, "plugins.yaml", f"config_updater:\n  maps:\n{maps}\n")
    for i in range(n):
        write(folder, f"data/{i}/a.txt", "a")
    write_jobs(folder, [job("job")])


def table(folder, n):
    """One name as wide as the table has lines."""
    write_jobs(folder, [job("x" * n), *(job(f"job-{i}") for i in range(n))])


def same_name(folder, n):
    write_jobs(folder, [job("job") for _ in range(n)])


def one_repository(folder, n):
    jobs = [{"name": f"job-{i}", "always_run": True, "branches": [f"release-{i}"],
             "spec": {"containers": [{"image": "golang"}]}} for i in range(n)]
    write(folder, "jobs/jobs.yaml", json.dumps({"presubmits": {"acme/rocket": jobs}}))


def nested(folder, n):
    write(folder, "jobs/jobs.yaml", ".deep: " + "[" * n + "]" * n + "\nperiodics: []\n")


def blocks(folder, n):
    """As deep as is read, and as often as n says."""
    deep = "".join("  " * i + "a:\n" for i in range(1, 90))
    write(folder, "jobs/jobs.yaml", "".join(f".deep{i}:\n{deep}" for i in range(n)) + "periodics: []\n")


def long_scalar(folder, n):
    folded = "\n".join("  some words\n" for _ in range(n))
    escaped = "\\x41 \\\n  " * n
    write(folder, "jobs/jobs.yaml", f".a: >-\n{folded}\n.b: \"{escaped}\"\nperiodics: []\n")


def comments(folder, n):
    lines = "\n".join(f"- name: job-{i} # plimsoll: disable-line=no-such-rule" for i in range(n))
    write(folder, "jobs/jobs.yaml", f"periodics:\n{lines}\n")


LINT = ["lint", "--jobs", "jobs"]
GENERATE = ["generate", "--repo-root", ".", "--plugins", "plugins.yaml", "-o", "-"]

# Name, what makes it, the n to start with, the command.
def policies(folder, n, subject, expression, variables="", group=""):
    """Presubmits of twenty repositories, and a policy that compares each with others."""
    jobs = {f"acme/repo-{i}": [] for i in range(20)}
    for i in range(n):
        jobs[f"acme/repo-{i % 20}"].append({
            "name": f"job-{i}", "context": f"ci/{i}", "spec": {"containers": [{"image": "golang"}]}})
    write(folder, "jobs/jobs.yaml", json.dumps({"presubmits": jobs}, separators=(",", ":")))
    write(folder, "policy.yaml", f"""\
apiVersion: plimsoll.dev/v1
kind: Policy
metadata: {{name: join}}
spec:
  summary: a join
  subject: {subject}
{group}{variables}  validations:
  - expression: >-
      {expression}
""")


def policy_join(folder, n):
    """Each job asks which others its command starts, and whether its context is in a long list."""
    variables = """\
  variables:
  - {name: byRepo, expression: "jobs.groupedBy('repo')"}
  - {name: contexts, expression: "jobs.map(j, j.context)"}
"""
    expression = ("variables.byRepo[job.repo].startedBy(job.rerun_command).size() == 1"
                  " && job.context in variables.contexts")
    policies(folder, n, "job", expression, variables)


def policy_groups(folder, n):
    """Jobs are put into groups, each of a few."""
    policies(folder, n, "job", "group.members.size() == 1", group='  groupBy: "[job.repo, job.context]"\n')


POLICIES = ["lint", "--jobs", "jobs", "--policies", "policy.yaml", "--select", "policies"]
SHAPES = [
    ("jobs on one long line, each with a finding", long_line, 5000, LINT),
    ("mappings that merge one", merged_mapping, 20000, LINT),
    ("a mapping that merges many", merged_list, 20000, LINT),
    ("a chain of merges", merged_chain, 20000, LINT),
    ("aliases of one list", same_aliases, 50000, LINT),
    ("presets of one label", presets_of_one_label, 5000, LINT),
    ("presets, and a job for each", presets_by_jobs, 5000, LINT),
    ("volumes of a pod", volumes, 10000, LINT),
    ("variables of a container", variables, 20000, LINT),
    ("globs, and a file for each", globs_by_files, 500, GENERATE),
    ("a table as wide as it is long", table, 5000, ["jobs", "--jobs", "jobs"]),
    ("jobs of one name", same_name, 5000, LINT),
    ("presubmits of one repository", one_repository, 5000, LINT),
    ("nested lists", nested, 50000, LINT),
    ("deep blocks", blocks, 100, LINT),
    ("lines of two long texts", long_scalar, 50000, LINT),
    ("comments that suppress", comments, 10000, LINT),
    ("a policy that joins jobs", policy_join, 4000, POLICIES),
    ("a policy for groups of jobs", policy_groups, 4000, POLICIES),
]
