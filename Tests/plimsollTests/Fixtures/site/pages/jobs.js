jobIndex({"facets":[["repository",["acme/rocket"]],["kind",["periodic","presubmit"]],["cluster",["default"]],["image",["registry.example.com/go:latest","registry.example.com/go:v20260110-abcdef0"]],["preset",["preset-cache: true","preset-unused: true"]],["secret",["cache-key","uploader"]],["annotation",["owner"]]],"jobs":[
["rocket-unit","","presubmit of acme/rocket, always",[[0],[1],[0],[1],[0],[0,1],[0]]]
,["rocket-nightly","","periodic, cron 0 3 * * *",[[0],[0],[0],[0],[],[1],[]]]
]})
